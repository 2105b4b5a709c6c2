// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Rows of attention: B x H x T x D from two layouts, with any score function.

#include <algorithm>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "bench/eigen.hpp"
#include "bench/harness.hpp"
#include "bench/plain.hpp"
#include "bench/rivals/rivals.hpp"

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

/// The contenders of one row. `make(q, k, v)` is the expression; `p` has everything but q, k and v.
template <class Layout, class Make>
std::vector<contender> attention_contenders(attention_problem p, Make const& make, bool read = false) {
  struct data {
    typename Layout::queries q = random_normal<typename Layout::queries>(1);
    typename Layout::keys k = random_normal<typename Layout::keys>(2);
    typename Layout::keys v = random_normal<typename Layout::keys>(3);
  };
  auto const d = std::make_shared<data>();
  p.q = d->q.data();
  p.k = d->k.data();
  p.v = d->v.data();
  auto const expression = [d, make] { return make(d->q, d->k, d->v); };
  auto const new_result = [] { return std::make_shared<typename Layout::queries>(); };

  std::vector<contender> all;
  auto out = new_result();
  auto weights = std::make_shared<std::vector<float>>(p.keys);
  all.push_back({"plain", [d, p, out, weights] { loops::attention(out->data(), p, weights->data()); }, out->data(),
                 static_cast<double>(sizeof(float) * p.keys)});
  all.push_back(fused_into(new_result(), expression));
  all.push_back(assigned(new_result(), expression));
  all.push_back(unfused_into(new_result(), expression));
#ifdef TENON_BENCH_EIGEN
  for (bool const blocks : {false, true}) {
    auto const block = static_cast<eigen::index>(blocks ? std::min<std::size_t>(64, p.queries) : p.queries);
    auto o = new_result();
    auto scores = std::make_shared<eigen::matrix>(block, static_cast<eigen::index>(p.keys));
    all.push_back({blocks ? "eigen_blocks" : "eigen",
                   [d, p, o, scores, block] { eigen::attention(o->data(), p, block, *scores); }, o->data(),
                   static_cast<double>(scores->size()) * sizeof(float)});
  }
#endif
  // The same memory, so that it is in the same cache.
  if (read)
    all.push_back({"read", [d, sum = std::make_shared<float>()] {
                     *sum = read_probe(d->k.data(), d->k.size()) + read_probe(d->v.data(), d->v.size());
                   }});
  rivals::append(all, p);
  return all;
}

/// Registers a row; `p` says what the score function does (its data must outlive the run). Useful operations: two
/// products over the keys that each query sees.
template <template <std::size_t, std::size_t, std::size_t, std::size_t> class Layout, std::size_t B, std::size_t H,
          std::size_t T, std::size_t D, class Make>
void add_attention_row(std::string const& group, attention_problem p, Make make) {
  using layout = Layout<B, H, T, D>;
  p.batch = B;
  p.heads = H;
  p.queries = p.keys = T;
  p.features = D;
  p.row_stride = layout::row_stride;
  p.query_head = p.key_head = layout::head_stride;
  row r;
  r.name = group + "/" + layout::name + "/" + std::to_string(B) + "x" + std::to_string(H) + "x" + std::to_string(T) +
           "x" + std::to_string(D);
  r.operations = 4.0 * B * H * D * p.visible_pairs();
  r.size = B * H * T * D;
  r.tolerance = p.slope == nullptr ? 2e-5 : 1e-4;  // scores of some hundred: their last place is that of a weight
  r.make = [p, make] { return attention_contenders<layout>(p, make); };
  add(r,
      contender_names(rivals::kind::attention, {"fused", "assigned", "unfused", "plain"}, {"eigen", "eigen_blocks"}));
}

/// All keys, or causal.
template <template <std::size_t, std::size_t, std::size_t, std::size_t> class Layout, std::size_t B, std::size_t H,
          std::size_t T, std::size_t D, bool Causal>
void add_attention(std::string const& group) {
  attention_problem p{};
  p.causal = Causal;
  add_attention_row<Layout, B, H, T, D>(group, p, [](auto const& q, auto const& k, auto const& v) {
    return attend<Causal>(q, k, v, 1 / std::sqrt(static_cast<float>(D)));
  });
}

}  // namespace tenon::bench
