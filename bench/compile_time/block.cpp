// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// A whole GPT-2-small block as one expression: norm, three projections, causal attention, residual, norm, feed-forward.

#include <tenon/tenon.hpp>

#include <limits>

using namespace tenon::axes;

using stream = tenon::tensor<float, batch<1>, seq<1024>, embed<768>>;
using vector = tenon::tensor<float, embed<768>>;
struct weights {
  tenon::nn::dense<embed<768>, hidden<768>> query, keys, values;
  tenon::nn::dense<hidden<768>, embed<768>> out;
  tenon::nn::dense<embed<768>, hidden<3072>> up;
  tenon::nn::dense<hidden<3072>, embed<768>> down;
  vector gain1, bias1, gain2, bias2;
};

void block(stream const& x, weights const& w, stream& y);
void block(stream const& x, weights const& w, stream& y) {
  auto const heads = [](auto const& e) { return tenon::split<hidden, head<12>, head_dim<64>>(e); };
  auto const n = tenon::layer_norm<embed>(x, w.gain1, w.bias1);
  auto const scores = tenon::dot<head_dim>(heads(w.query(n)), tenon::rename<seq, key>(heads(w.keys(n)))) * 0.125F;
  auto const visible =
      tenon::where(tenon::position<key>() <= tenon::position<seq>(), scores, -std::numeric_limits<float>::infinity());
  auto const mixed = tenon::dot<key>(tenon::softmax<key>(visible), tenon::rename<seq, key>(heads(w.values(n))));
  auto const h = x + w.out(tenon::merge<head, head_dim, hidden>(mixed));
  y = h + w.down(tenon::gelu_tanh(w.up(tenon::layer_norm<embed>(h, w.gain2, w.bias2))));
}
