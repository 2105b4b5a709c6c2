// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// A transformer block of your own: norms, attention and a feed-forward layer with their residuals. A layer is a struct
// of tensors with one expression; its shapes are checked where it is written, not where it is run.

#include <tenon/tenon.hpp>

#include <array>
#include <cmath>
#include <cstdio>
#include <iostream>
#include <limits>

using namespace tenon::axes;
namespace nn = tenon::nn;

template <std::size_t N>
struct inner : tenon::axis<inner, N> {};

template <class Embed, class Head, class HeadDim, class Inner>
struct block {
  nn::dense<Embed, Head, HeadDim> query, keys, value;
  nn::dense<hidden<Head::extent * HeadDim::extent>, Embed> output;
  nn::dense<Embed, Inner> up;
  nn::dense<Inner, Embed> down;
  tenon::tensor<float, Embed> gain[2] = {tenon::full<float, Embed>(1), tenon::full<float, Embed>(1)}, bias[2];

  explicit block(std::uint64_t seed)
      : query(seed), keys(seed + 1), value(seed + 2), output(seed + 3), up(seed + 4), down(seed + 5) {}

  // x attends to what came before it. Everything here is one expression.
  template <tenon::Expression X>
  auto attend(X const& x) const {
    auto n = tenon::layer_norm<embed>(x, gain[0], bias[0]);
    auto scores = tenon::dot<head_dim>(query(n), tenon::rename<seq, key>(keys(n)));
    auto visible = tenon::where(tenon::causal<seq, key>(), scores * (1 / std::sqrt(float{HeadDim::extent})),
                                -std::numeric_limits<float>::infinity());
    auto mixed = tenon::dot<key>(tenon::softmax<key>(visible), tenon::rename<seq, key>(value(n)));
    return x + output(tenon::merge<head, head_dim, hidden>(mixed));
  }
  // Each position by itself.
  template <tenon::Expression X>
  auto feed_forward(X const& x) const {
    return x + down(tenon::gelu(up(tenon::layer_norm<embed>(x, gain[1], bias[1]))));
  }
};

int main() {
  using stream = tenon::tensor<float, batch<2>, seq<20>, embed<64>>;
  using layer = block<embed<64>, head<4>, head_dim<16>, inner<256>>;

  // A stack of equal blocks is a loop over an array: the depth costs no compile time.
  std::array<layer, 4> const model{layer(10), layer(20), layer(30), layer(40)};
  stream const x = tenon::random_normal<stream>(1);
  auto run = [&](stream y) {
    for (layer const& l : model) {
      y = l.attend(y);
      y = l.feed_forward(y);
    }
    return y;
  };

  std::cout << "attention " << tenon::describe(model[0].attend(x)) << "\n";
  std::cout << "feed-forward " << tenon::describe(model[0].feed_forward(x)) << "\n";

  stream const y = run(x);
  tenon::tensor const corner = tenon::slice<embed, 0, 4>(tenon::slice<seq, 0, 3>(tenon::slice<batch, 0, 1>(y)));
  std::cout << "after 4 blocks " << corner << "\n\n";

  // The past does not see the future: changing position 12 leaves positions 0 to 11 as they were.
  stream moved = x;
  for (int e = 0; e < 64; ++e) moved(0, 12, e) += 1;
  stream const z = run(moved);
  bool const same_before = tenon::all_close(tenon::slice<seq, 0, 12>(y), tenon::slice<seq, 0, 12>(z), 0);
  bool const other_after = !tenon::all_close(tenon::slice<seq, 12, 8>(y), tenon::slice<seq, 12, 8>(z));
  stream const by_node = tenon::evaluate<tenon::unfused>(model[0].feed_forward(x));
  bool const fused_agrees = tenon::all_close(model[0].feed_forward(x), by_node);
  std::printf("position 12 changed: earlier results %s, later ones %s; fused and unfused %s\n",
              same_before ? "the same" : "DIFFER", other_after ? "differ" : "THE SAME",
              fused_agrees ? "agree" : "DIFFER");
  return same_before && other_after && fused_agrees ? 0 : 1;
}
