// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Rows of attention: B x H x T x D from two layouts, all keys or causal.

#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "bench/eigen.hpp"
#include "bench/harness.hpp"
#include "bench/plain.hpp"

namespace tenon::bench {

using namespace tenon::axes;

/// [batch, head, seq, head_dim]: heads are contiguous.
template <std::size_t B, std::size_t H, std::size_t T, std::size_t D>
struct heads_first {
  static constexpr char const* name = "bhsd";
  static constexpr std::size_t row_stride = D, head_stride = T * D;
  using queries = tensor<float, batch<B>, head<H>, seq<T>, head_dim<D>>;
  using keys = tensor<float, batch<B>, head<H>, key<T>, head_dim<D>>;
};

/// [batch, seq, head, head_dim]: as projections give them.
template <std::size_t B, std::size_t H, std::size_t T, std::size_t D>
struct positions_first {
  static constexpr char const* name = "bshd";
  static constexpr std::size_t row_stride = H * D, head_stride = D;
  using queries = tensor<float, batch<B>, seq<T>, head<H>, head_dim<D>>;
  using keys = tensor<float, batch<B>, key<T>, head<H>, head_dim<D>>;
};

template <bool Causal, class Q, class K>
auto attend(Q const& q, K const& k, K const& v, float scale) {
  auto scores = dot<head_dim>(q, k) * scale;
  if constexpr (Causal)
    return dot<key>(softmax<key>(where(causal<seq, key>(), scores, -std::numeric_limits<float>::infinity())), v);
  else
    return dot<key>(softmax<key>(scores), v);
}

template <template <std::size_t, std::size_t, std::size_t, std::size_t> class Layout, std::size_t B, std::size_t H,
          std::size_t T, std::size_t D, bool Causal>
std::vector<contender> attention_contenders() {
  using layout = Layout<B, H, T, D>;
  struct data {
    typename layout::queries q = random_normal<typename layout::queries>(1);
    typename layout::keys k = random_normal<typename layout::keys>(2);
    typename layout::keys v = random_normal<typename layout::keys>(3);
  };
  auto const d = std::make_shared<data>();
  auto const make = [d] { return attend<Causal>(d->q, d->k, d->v, 1 / std::sqrt(static_cast<float>(D))); };
  auto const new_result = [] { return std::make_shared<typename layout::queries>(); };
  std::size_t const one = H * T * D;  // an example

  std::vector<contender> all;
  auto out = new_result();
  auto weights = std::make_shared<std::vector<float>>(T);
  all.push_back({"plain",
                 [d, out, weights] {
                   for (std::size_t b = 0; b < B; ++b)
                     loops::attention(out->data() + b * one, d->q.data() + b * one, d->k.data() + b * one,
                                      d->v.data() + b * one, H, T, D, {layout::row_stride, layout::head_stride}, Causal,
                                      weights->data());
                 },
                 out->data(), sizeof(float) * T});
  all.push_back(fused_into(new_result(), make));
  all.push_back(assigned(new_result(), make));
  all.push_back(unfused_into(new_result(), make));
#ifdef TENON_BENCH_EIGEN
  for (bool const blocks : {false, true}) {
    eigen::index const block = blocks && T > 64 ? 64 : T;
    auto o = new_result();
    auto scores = std::make_shared<eigen::matrix>(block, T);
    all.push_back({blocks ? "eigen_blocks" : "eigen",
                   [d, o, scores, block] {
                     for (std::size_t b = 0; b < B; ++b)
                       eigen::attention(o->data() + b * one, d->q.data() + b * one, d->k.data() + b * one,
                                        d->v.data() + b * one, H, T, D, layout::row_stride, layout::head_stride, Causal,
                                        block, *scores);
                   },
                   o->data(), static_cast<double>(scores->size()) * sizeof(float)});
  }
#endif
  return all;
}

/// The contenders of rows that Eigen can do.
inline std::vector<std::string> attention_names() {
#ifdef TENON_BENCH_EIGEN
  return {"fused", "assigned", "unfused", "plain", "eigen", "eigen_blocks"};
#else
  return {"fused", "assigned", "unfused", "plain"};
#endif
}

/// Registers a row. Useful operations: two products over the keys that each query sees.
template <template <std::size_t, std::size_t, std::size_t, std::size_t> class Layout, std::size_t B, std::size_t H,
          std::size_t T, std::size_t D, bool Causal>
void add_attention(std::string const& group) {
  double const pairs = Causal ? 0.5 * T * (T + 1) : static_cast<double>(T) * T;
  row r;
  r.name = group + "/" + Layout<B, H, T, D>::name + "/" + std::to_string(B) + "x" + std::to_string(H) + "x" +
           std::to_string(T) + "x" + std::to_string(D);
  r.operations = 4.0 * B * H * D * pairs;
  r.size = B * H * T * D;
  r.tolerance = 2e-5;
  r.make = attention_contenders<Layout, B, H, T, D, Causal>;
  add(r, attention_names());
}

}  // namespace tenon::bench
