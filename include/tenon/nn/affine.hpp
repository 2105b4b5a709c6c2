// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// What dense and linear layers share: x · weights + bias from one axis to others, by name or by position.

#include <utility>

#include <tenon/expr/broadcast.hpp>
#include <tenon/expr/dot.hpp>
#include <tenon/expr/matmul.hpp>
#include <tenon/expr/operators.hpp>
#include <tenon/expr/packed.hpp>
#include <tenon/expr/permute.hpp>
#include <tenon/meta/reflect.hpp>
#include <tenon/nn/options.hpp>
#include <tenon/tensor/random.hpp>

namespace tenon::nn {

namespace detail {
/// The axes of a layer can be those of one weight.
template <class... Axes>
inline constexpr bool sound = DistinctAxes<Axes...>&& AllNamedOrNone<Axes...>&& PositiveExtents<Axes...>;

template <class X, class In, class... Out>
struct shape_after {
  using type = typename tenon::detail::replace<shape_of<X>, index_of<shape_of<X>, tag_of<In>>, shape<Out...>>::type;
};
template <class X, class In, class... Out>
  requires(index_of<shape_of<X>, tag_of<In>> < 0)
struct shape_after<X, In, Out...> {  // that the axis is absent is for dot to say
  using type = shape<>;
};
}  // namespace detail

/// Two layers keep their weights in one order.
template <class Layer, class Other>
concept SameOrder = (Layer::order == Other::order);

// From axis In to axes Out..., in values of T; the options may begin with no_bias.
template <class T, class In, class... Out>
struct affine {
  static constexpr bool sound = detail::sound<In, Out...>;
  static constexpr bool by_position = tenon::detail::is_dim<In>;
  static constexpr std::size_t outputs = shape<Out...>::size;
  using input = shape<In>;
  using weights_in_out = tensor<T, In, Out...>;
  using weights_out_in = tensor<T, Out..., In>;
  using packed_weights = packed<T, In, Out...>;
  // The weights say what is wrong with the axes; the bias would only repeat it.
  using bias_type = std::conditional_t<sound, tensor<T, Out...>, tensor<T, ill_formed>>;

  /// The shape of x with In replaced: it must have no axis twice.
  template <class X>
  using after = typename detail::shape_after<X, In, Out...>::type;
  template <class X>
  static constexpr bool can_be_asked = sound && !IllFormed<X> && !by_position;

  static weights_in_out drawn_in_out(std::uint64_t seed) {
    return glorot_uniform<T, In, Out...>(seed, In::extent, outputs);
  }
  static weights_out_in drawn_out_in(std::uint64_t seed) {
    return glorot_uniform<T, Out..., In>(seed, In::extent, outputs);
  }

  /// Weights in the one order, taken from the other.
  template <class W>
  static decltype(auto) turned(W const& weights) {
    if constexpr (by_position && sound) {
      return transpose(weights);
    } else {
      return (weights);  // assigned by name
    }
  }

  /// Weights have the axes of the layer in any order, or are [in, out] by position.
  template <class X, class W, class B>
  static auto apply(X&& x, W&& weights, B&& offsets) {
    if constexpr (!sound || IllFormed<X>) {
      return ill_formed{};
    } else if constexpr (by_position) {
      return add_to_rows(matmul(std::forward<X>(x), std::forward<W>(weights)), std::forward<B>(offsets));
    } else if constexpr (std::is_same_v<std::remove_cvref_t<B>, no_bias>) {
      return product(std::forward<X>(x), std::forward<W>(weights), name<In>{});
    } else {
      return product(std::forward<X>(x), std::forward<W>(weights), name<In>{}) + std::forward<B>(offsets);
    }
  }

  /// Explains the assignment of a layer to one whose weights lie in the other order.
  template <class Layer, class Other>
  static void refuse() {
    static_assert(SameOrder<Layer, Other>,
                  "tenon: layer: the weights of one layer lie [in, out], those of the other [out, in], even where both "
                  "lengths agree; make the one from the other, as in nn::linear<...>(layer), which turns them "
                  "[docs/errors.md#weight-order]");
  }

 private:
  template <class Axis>
  struct name {};
  template <class X, class W, template <std::size_t> class Axis, std::size_t N>
  static auto product(X&& x, W&& weights, name<Axis<N>>) {
    return dot<Axis>(std::forward<X>(x), std::forward<W>(weights));
  }
  template <class P, class B>
  static auto add_to_rows(P const& product, B&& offsets) {
    if constexpr (IllFormed<P> || std::is_same_v<std::remove_cvref_t<B>, no_bias>) {
      return product;
    } else {
      return product + like(shape_of<P>{}, std::forward<B>(offsets));
    }
  }
  template <class... Axes, class B>
  static auto like(shape<Axes...>, B&& offsets) {
    return broadcast<Axes...>(std::forward<B>(offsets));
  }
};
template <class T, class In, class... Out>
struct affine<T, no_bias, In, Out...> : affine<T, In, Out...> {
  using bias_type = no_bias;
};

namespace detail {
/// Layer<T, Axes...> or Layer<T, no_bias, Axes...>, from what was given.
template <template <class...> class Layer, class T, bool HasBias, class Axes>
struct affine_layer;
template <template <class...> class Layer, class T, class... Axes>
struct affine_layer<Layer, T, true, shape<Axes...>> {
  using type = Layer<T, Axes...>;
};
template <template <class...> class Layer, class T, class... Axes>
struct affine_layer<Layer, T, false, shape<Axes...>> {
  using type = Layer<T, no_bias, Axes...>;
};
}  // namespace detail

// The layer that was asked for: axes and options sorted, options checked.
template <template <class...> class Layer, class Axes, class... Given>
struct affine_with : layer_of_other_axes<Axes, 1, 16> {};
template <template <class...> class Layer, class First, class... More, class... Given>
struct affine_with<Layer, shape<First, More...>, Given...> {
  using chosen = detail::options_among<takes<kind::value, kind::bias>, Given...>;
  using type =
      typename detail::affine_layer<Layer, typename chosen::value_type, chosen::has_bias, shape<First, More...>>::type;
};
template <template <class...> class Layer, class... Given>
using affine_of = affine_with<Layer, typename by::sorted<Given...>::axes, Given...>;

}  // namespace tenon::nn
