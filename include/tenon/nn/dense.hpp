// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The dense (fully connected) layer: y = x · kernel + bias, the kernel stored [in, out] as in Swift for TensorFlow.

#include <cstdint>
#include <utility>

#include <tenon/expr/broadcast.hpp>
#include <tenon/expr/dot.hpp>
#include <tenon/expr/matmul.hpp>
#include <tenon/expr/operators.hpp>
#include <tenon/expr/packed.hpp>
#include <tenon/meta/reflect.hpp>
#include <tenon/tensor/random.hpp>

namespace tenon::nn {

namespace detail {
/// The axes of a layer can be those of one kernel.
template <class... Axes>
inline constexpr bool sound = DistinctAxes<Axes...>&& AllNamedOrNone<Axes...>&& PositiveExtents<Axes...>;
}  // namespace detail

template <class T, class In, class... Out>
class packed_dense;

/// What `dense<...>` names: a kernel [In, Out...] and a bias [Out...] of T.
template <class T, class In, class... Out>
struct dense_layer {
  using kernel_type = tensor<T, In, Out...>;
  // The kernel says what is wrong with the axes; the bias would only repeat it.
  using bias_type = std::conditional_t<detail::sound<In, Out...>, tensor<T, Out...>, tensor<T, ill_formed>>;
  BOOST_HANA_DEFINE_STRUCT(dense_layer, (kernel_type, kernel), (bias_type, bias));

  /// Zeros.
  dense_layer() = default;
  /// A Glorot-uniform kernel from a seed, and a bias of zeros.
  explicit dense_layer(std::uint64_t seed) : kernel(glorot_uniform<T, In, Out...>(seed)) {}
  /// Given weights.
  dense_layer(kernel_type weights, bias_type offsets) : kernel(std::move(weights)), bias(std::move(offsets)) {}

  /// Shape: x with In (named: anywhere; positional: last) → In replaced by Out...; lazy, so it fuses with what
  /// surrounds it. The layer must outlive the expression; a layer that is a temporary gives its weights to the
  /// expression.
  template <Expression X>
  [[nodiscard]] auto operator()(X&& x) const& {
    return apply(std::forward<X>(x), kernel, bias);
  }
  template <Expression X>
  [[nodiscard]] auto operator()(X&& x) && {
    return apply(std::forward<X>(x), std::move(kernel), std::move(bias));
  }

 private:
  friend packed_dense<T, In, Out...>;
  template <class X, class K, class B>
  static auto apply(X&& x, K&& weights, B&& offsets) {
    if constexpr (!detail::sound<In, Out...> || IllFormed<X>) {
      return ill_formed{};
    } else if constexpr (tenon::detail::is_dim<In>) {
      auto product = matmul(std::forward<X>(x), std::forward<K>(weights));
      return add_to_rows(product, std::forward<B>(offsets));
    } else {
      using From = shape_of<X>;
      constexpr int index = index_of<From, tag_of<In>>;
      using Result = typename tenon::detail::replace<From, index, shape<Out...>>::type;
      if constexpr (index >= 0 && !HasDistinctAxes<Result>) {
        static_assert(
            HasDistinctAxes<Result>,
            "tenon: dense: the input has an axis that the layer makes, so that the result would have it twice; "
            "rename<From, To> it first [docs/errors.md#axis-twice]");
        return ill_formed{};
      } else {
        return named(std::forward<X>(x), std::forward<K>(weights), axis_name<In>{}) + std::forward<B>(offsets);
      }
    }
  }
  template <class Axis>
  struct axis_name {};
  template <class X, class K, template <std::size_t> class Axis, std::size_t N>
  static auto named(X&& x, K&& weights, axis_name<Axis<N>>) {
    return dot<Axis>(std::forward<X>(x), std::forward<K>(weights));
  }
  template <class P, class B>
  static auto add_to_rows(P const& product, B&& offsets) {
    if constexpr (IllFormed<P>)
      return product;
    else
      return product + like(shape_of<P>{}, std::forward<B>(offsets));
  }
  template <class... Axes, class B>
  static auto like(shape<Axes...>, B&& offsets) {
    return broadcast<Axes...>(std::forward<B>(offsets));
  }
};

/// The same layer with its kernel packed, for weights that no longer change: products of any number of rows read them
/// in place and in order. Cost: a copy of the layer when made. Example: `tenon::nn::packed_dense const up(layer);`
template <class T, class In, class... Out>
class packed_dense {
 public:
  explicit packed_dense(dense_layer<T, In, Out...> const& layer) : kernel_(layer.kernel), bias_(layer.bias) {}

  /// As of the layer it was made from; must outlive the expression, or be a temporary.
  template <Expression X>
  [[nodiscard]] auto operator()(X&& x) const& {
    return dense_layer<T, In, Out...>::apply(std::forward<X>(x), kernel_, bias_);
  }
  template <Expression X>
  [[nodiscard]] auto operator()(X&& x) && {
    return dense_layer<T, In, Out...>::apply(std::forward<X>(x), std::move(kernel_), std::move(bias_));
  }

 private:
  packed<T, In, Out...> kernel_;
  typename dense_layer<T, In, Out...>::bias_type bias_;
};

namespace detail {
template <class First, class... Axes>
struct dense_of {
  using type = dense_layer<float, First, Axes...>;
};
template <Scalar T, class... Axes>
struct dense_of<T, Axes...> {
  using type = dense_layer<T, Axes...>;
};

}  // namespace detail

/// A dense layer from axis In to axes Out...: `dense<embed<64>, hidden<512>>` (float), `dense<double, embed<64>,
/// hidden<512>>`, `dense<embed<64>, head<8>, head_dim<64>>` (a projection that gives the heads directly), and
/// `dense<dim<64>, dim<512>>` for positional tensors. Members: `kernel` [In, Out...] and `bias` [Out...]. Cost: one
/// product; bias and whatever follows run in its epilogue.
template <class... Axes>
using dense = typename detail::dense_of<Axes...>::type;

}  // namespace tenon::nn
