// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Self-attention: softmax(q·kᵀ / sqrt(D)) · v over the positions of one sequence, heads side by side.

#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

#include <tenon/expr/elementwise.hpp>
#include <tenon/expr/materialize.hpp>
#include <tenon/expr/rename.hpp>
#include <tenon/expr/softmax.hpp>
#include <tenon/expr/split.hpp>
#include <tenon/nn/dense.hpp>

namespace tenon::nn {

/// Multi-head self-attention without an output projection: Embed is the model axis, Head × HeadDim the heads, Seq and
/// Key name the positions that ask and the positions that are asked, Hidden the axis of the merged heads. Shape: [...,
/// Seq, Embed] → [..., Seq, Hidden<heads · head_dim>]. Cost: three products and one streaming attention; the scores are
/// never stored. Example: `nn::self_attention<embed<64>, head<8>, head_dim<64>, seq, key, hidden> layer(seed); tensor y
/// = layer(x);`
template <class Embed, class Head, class HeadDim, template <std::size_t> class Seq, template <std::size_t> class Key,
          template <std::size_t> class Hidden>
struct self_attention {
  using projection = dense<Embed, Head, HeadDim>;
  using input = shape<Embed>;
  BOOST_HANA_DEFINE_STRUCT(self_attention, (projection, query), (projection, key), (projection, value));

  /// Zeros.
  self_attention() = default;
  /// Glorot-uniform kernels from a seed, biases of zeros.
  explicit self_attention(std::uint64_t seed) : query(seed), key(seed + 1), value(seed + 2) {}

  /// Every position attends to every position.
  /// The layer must outlive the expression; a layer that is a temporary gives its weights to the expression.
  template <Expression X>
  [[nodiscard]] auto operator()(X&& x) const& {
    return attended(*this, tenon::detail::capture(std::forward<X>(x)));
  }
  template <Expression X>
  [[nodiscard]] auto operator()(X&& x) && {
    return attended(std::move(*this), tenon::detail::capture(std::forward<X>(x)));
  }
  /// Where the mask (over Seq, Key and any other axis of the scores) is false, a position is not attended to.
  template <Expression X, Expression Mask>
  [[nodiscard]] auto operator()(X&& x, Mask&& mask) const& {
    return attended(*this, tenon::detail::capture(std::forward<X>(x)), std::forward<Mask>(mask));
  }
  template <Expression X, Expression Mask>
  [[nodiscard]] auto operator()(X&& x, Mask&& mask) && {
    return attended(std::move(*this), tenon::detail::capture(std::forward<X>(x)), std::forward<Mask>(mask));
  }

 private:
  template <class Axis>
  struct axis_name {};
  // x is a node: used three times, it is one value. Each use of the layer moves from another member.
  template <class Self, class X>
  static auto attended(Self&& layer, X const& x) {
    return merged(dot<Key>(softmax<Key>(scores(std::forward<Self>(layer), x)), values(std::forward<Self>(layer), x)));
  }
  template <class Self, class X, class Mask>
  static auto attended(Self&& layer, X const& x, Mask&& mask) {
    auto visible =
        where(std::forward<Mask>(mask), scores(std::forward<Self>(layer), x), -std::numeric_limits<float>::infinity());
    return merged(dot<Key>(softmax<Key>(std::move(visible)), values(std::forward<Self>(layer), x)));
  }
  template <class Self, class X>
  static auto scores(Self&& layer, X const& x) {
    float const scale = 1.0f / std::sqrt(static_cast<float>(HeadDim::extent));
    return sum_over(std::forward<Self>(layer).query(x), rename<Seq, Key>(std::forward<Self>(layer).key(x)),
                    axis_name<HeadDim>{}) *
           scale;
  }
  template <class Self, class X>
  static auto values(Self&& layer, X const& x) {
    return rename<Seq, Key>(std::forward<Self>(layer).value(x));
  }
  template <class Q, class K, template <std::size_t> class Axis, std::size_t N>
  static auto sum_over(Q const& q, K const& k, axis_name<Axis<N>>) {
    return dot<Axis>(q, k);
  }
  template <class E>
  static auto merged(E const& e) {
    return merged(e, axis_name<Head>{}, axis_name<HeadDim>{});
  }
  template <class E, template <std::size_t> class H, std::size_t M, template <std::size_t> class D, std::size_t N>
  static auto merged(E const& e, axis_name<H<M>>, axis_name<D<N>>) {
    return merge<H, D, Hidden>(e);
  }
};

}  // namespace tenon::nn
