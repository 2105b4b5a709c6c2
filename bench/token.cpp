// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// One more token through a block of GPT-2 small (768 features, 12 heads, 3072 inside, weights [in, out]), after some
// others whose keys and values are kept: `fused` is nn::transformer_block with an nn::kv_cache; `plain` are ordinary
// loops; `eigen` the same steps in Eigen. All weights, 28 MB, are read for each token: reading them is what bounds it,
// and `read` does only that, and reads the keys and values.

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include "bench/eigen.hpp"
#include "bench/harness.hpp"
#include "bench/plain.hpp"

using namespace tenon::bench;
using namespace tenon::axes;
namespace nn = tenon::nn;

namespace {

template <std::size_t N>
struct inner : tenon::axis<inner, N> {};

template <std::size_t E, std::size_t H, std::size_t F, std::size_t Capacity>
struct setting {
  static constexpr std::size_t D = E / H;
  using attention_type = nn::multi_head_attention<embed<E>, head<H>, head_dim<D>, nn::positions<seq, key>, nn::in_out>;
  using mlp_type = nn::feed_forward<embed<E>, inner<F>, nn::gelu_tanh, nn::in_out>;
  using block_type = nn::transformer_block<nn::layer_norm<embed<E>>, attention_type, mlp_type>;
  using token = tenon::tensor<float, seq<1>, embed<E>>;

  block_type block{3};
  typename attention_type::template cache<Capacity> cache;
  token x = tenon::random_normal<token>(1), y;
  std::vector<float> keys = std::vector<float>(Capacity * E),
                     values = keys;  // [key][head][head_dim], as the loops have them
  std::vector<float> n = std::vector<float>(E), q = n, mixed = n, h = n, inside = std::vector<float>(F);
  int context;

  explicit setting(int positions) : context(positions) {
    for (std::uint64_t i = 0; i < static_cast<std::uint64_t>(positions); ++i) {
      auto const k = tenon::random_normal<tenon::tensor<float, key<1>, head<H>, head_dim<D>>>(10 + 2 * i);
      auto const v = tenon::random_normal<tenon::tensor<float, key<1>, head<H>, nn::value_dim<D>>>(11 + 2 * i);
      std::copy_n(k.data(), E, keys.data() + i * E);
      std::copy_n(v.data(), E, values.data() + i * E);
      cache.append(k, v);
    }
  }
  void run() {
    cache.truncate(context);
    y = block(x, cache);
  }
};

/// The steps of a block with the products, norms and attention of one contender.
template <class Setting, std::size_t E, std::size_t H, std::size_t F, class Dense, class Norm, class Attend, class Gelu>
void run_steps(Setting& s, float* y, Dense const& dense, Norm const& norm, Attend const& attend, Gelu const& gelu) {
  float *const n = s.n.data(), *const q = s.q.data(), *const mixed = s.mixed.data(), *const h = s.h.data();
  float* const hidden = s.inside.data();
  auto const& b = s.block;
  auto const at = static_cast<std::size_t>(s.context);
  auto const& a = b.attention;
  norm(n, s.x.data(), b.norm_1.gain.data(), b.norm_1.bias.data());
  dense(q, n, a.query.kernel.data(), a.query.bias.data(), E, E);
  dense(s.keys.data() + at * E, n, a.key.kernel.data(), a.key.bias.data(), E, E);
  dense(s.values.data() + at * E, n, a.value.kernel.data(), a.value.bias.data(), E, E);
  attention_problem const p{q, s.keys.data(), s.values.data(), 1, H, 1, at + 1, E / H, E, E / H, E / H};
  attend(mixed, p);
  dense(n, mixed, a.out.kernel.data(), a.out.bias.data(), E, E);
  for (std::size_t i = 0; i < E; ++i) h[i] = s.x.data()[i] + n[i];
  norm(n, h, b.norm_2.gain.data(), b.norm_2.bias.data());
  dense(hidden, n, b.feed_forward.up.kernel.data(), b.feed_forward.up.bias.data(), E, F);
  gelu(hidden, F);
  dense(y, hidden, b.feed_forward.down.kernel.data(), b.feed_forward.down.bias.data(), F, E);
  for (std::size_t i = 0; i < E; ++i) y[i] += h[i];
}

template <std::size_t E, std::size_t H, std::size_t F, std::size_t Capacity>
std::vector<contender> contenders(int context) {
  using S = setting<E, H, F, Capacity>;
  auto const s = std::make_shared<S>(context);
  s->run();
  std::vector<contender> all{{"fused", [s] { s->run(); }, s->y.data()}};
  auto const add = [&](char const* name, auto const& dense, auto const& norm, auto const& attend, auto const& gelu) {
    auto const y = std::make_shared<std::vector<float>>(E);
    auto const run = [=] { run_steps<S, E, H, F>(*s, y->data(), dense, norm, attend, gelu); };
    all.push_back({name, run, y->data()});
  };
  add(
      "plain",
      [](float* y, float const* x, float const* w, float const* bias, std::size_t in, std::size_t out) {
        ::plain::dense(y, x, w, bias, 1, in, out);
      },
      [](float* y, float const* x, float const* gain, float const* bias) { loops::layer_norm(y, x, gain, bias, 1, E); },
      [](float* y, attention_problem const& p) {
        float weights[Capacity];
        loops::attention(y, p, weights);
      },
      [](float* x, std::size_t n) {
        for (std::size_t i = 0; i < n; ++i)
          x[i] = 0.5f * x[i] * (1.0f + std::tanh(0.7978845608f * (x[i] + 0.044715f * x[i] * x[i] * x[i])));
      });
#ifdef TENON_BENCH_EIGEN
  auto const scores = std::make_shared<eigen::matrix>(1, Capacity);
  add(
      "eigen",
      [](float* y, float const* x, float const* w, float const* bias, std::size_t in, std::size_t out) {
        eigen::dense(y, x, w, bias, 1, static_cast<eigen::index>(in), static_cast<eigen::index>(out));
      },
      [](float* y, float const* x, float const* gain, float const* bias) { eigen::layer_norm(y, x, gain, bias, 1, E); },
      [scores](float* y, attention_problem const& p) { eigen::attention(y, p, 1, *scores); },
      [](float* x, std::size_t n) {
        Eigen::Map<Eigen::ArrayXf> g(x, static_cast<eigen::index>(n));
        g = 0.5f * g * (1.0f + (0.7978845608f * (g + 0.044715f * g * g * g)).tanh());
      });
#endif
  all.push_back({"read", [s] {
                   auto const read = [](float const* from, std::size_t count) {
                     constexpr std::size_t once = 8 * tenon::kernel::vec<float>::size;
                     float volatile sum = read_probe<float>(from, count / once * once);
                     static_cast<void>(sum);
                   };
                   auto const read_weights = [&read](auto const& layer) {
                     read(layer.kernel.data(), layer.kernel.span().size());
                   };
                   auto const& a = s->block.attention;
                   for (auto const* layer : {&a.query, &a.key, &a.value}) read_weights(*layer);
                   read_weights(a.out);
                   read_weights(s->block.feed_forward.up);
                   read_weights(s->block.feed_forward.down);
                   auto const positions = static_cast<std::size_t>(s->context) + 1;
                   read(s->keys.data(), positions * E);
                   read(s->values.data(), positions * E);
                 }});
  return all;
}

template <std::size_t E, std::size_t H, std::size_t F, std::size_t Capacity>
void add_token(int context) {
  using S = setting<E, H, F, Capacity>;
  row r;
  r.name = "token/" + std::to_string(E) + "/" + std::to_string(context);
  r.bytes = tenon::parameter_bytes<typename S::block_type> + 8.0 * E * (context + 1);
  r.size = E;
  r.tolerance = 1e-3;
  r.make = [context] { return contenders<E, H, F, Capacity>(context); };
  add(r, {"fused", "plain",
#ifdef TENON_BENCH_EIGEN
          "eigen",
#endif
          "read"});
}

}  // namespace

int main(int argc, char** argv) {
  return run_main(argc, argv, [] {
#ifdef TENON_BENCH_SMOKE
    add_token<32, 4, 64, 16>(5);
#else
    for (int context : {128, 1000}) add_token<768, 12, 3072, 1024>(context);
#endif
  });
}
