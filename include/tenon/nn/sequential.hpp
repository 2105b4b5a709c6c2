// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Layers one after another, as one layer and one expression.

#include <cstdint>
#include <tuple>
#include <utility>

#include <tenon/expr/capture.hpp>
#include <tenon/meta/parameters.hpp>

namespace tenon::nn {

namespace detail {
template <class... Layers>
struct input_of_first {
  using type = shape<>;
};
template <class First, class... Rest>
  requires requires {
    typename First::input;
  }
struct input_of_first<First, Rest...> {
  using type = typename First::input;
};
/// Ids, if the first layer takes ids.
template <class... Layers>
struct value_of_first {};
template <class First, class... Rest>
  requires requires {
    typename First::input_value;
  }
struct value_of_first<First, Rest...> {
  using input_value = typename First::input_value;
};

/// A layer from a seed; one that has nothing to draw is as it is made.
template <class Layer>
Layer made_from(std::uint64_t seed) {
  if constexpr (std::is_constructible_v<Layer, std::uint64_t> && parameter_count<Layer> != 0) {
    return Layer(seed);
  } else {
    return Layer();
  }
}
}  // namespace detail

/// The layers one after another: `layer(x)` is one lazy expression, as long as each of them is. Names of the
/// parameters begin with 0, 1, …. For many equal blocks take `stack`, which evaluates each: an expression grows with
/// its depth. Example: `nn::sequential<nn::linear<embed<64>, inner<256>>, nn::gelu, nn::linear<inner<256>, embed<64>>>`
template <class... Layers>
struct sequential : detail::value_of_first<Layers...> {
  using children = std::tuple<Layers...>;
  using input = typename detail::input_of_first<Layers...>::type;

  /// Layers as they are made.
  sequential() = default;
  /// Each layer from a seed of its own.
  explicit sequential(std::uint64_t seed) : sequential(seed, std::index_sequence_for<Layers...>()) {}
  /// Given layers.
  explicit sequential(Layers... layers) requires(sizeof...(Layers) != 0) : layers_(std::move(layers)...) {}

  /// Layer I.
  template <std::size_t I>
  [[nodiscard]] auto& get() {
    return std::get<I>(layers_);
  }
  template <std::size_t I>
  [[nodiscard]] auto const& get() const {
    return std::get<I>(layers_);
  }

  /// f(index, layer) for each.
  template <class F>
  void for_each_child(F&& f) {
    each(layers_, f, std::index_sequence_for<Layers...>());
  }
  template <class F>
  void for_each_child(F&& f) const {
    each(layers_, f, std::index_sequence_for<Layers...>());
  }

  /// The last layer of … the first layer of x. The layers must outlive the expression, or be those of a temporary.
  template <Expression X>
  [[nodiscard]] auto operator()(X&& x) const& {
    return through<0>(layers_, std::forward<X>(x));
  }
  template <Expression X>
  [[nodiscard]] auto operator()(X&& x) && {
    return through<0>(std::move(layers_), std::forward<X>(x));
  }

 private:
  template <std::size_t... I>
  sequential(std::uint64_t seed, std::index_sequence<I...>) : layers_(detail::made_from<Layers>(seed + I)...) {}

  template <class All, class F, std::size_t... I>
  static void each(All& layers, F& f, std::index_sequence<I...>) {
    (f(I, std::get<I>(layers)), ...);
  }
  template <std::size_t I, class All, class X>
  static auto through(All&& layers, X&& x) {
    if constexpr (I == sizeof...(Layers)) {
      return tenon::detail::capture(std::forward<X>(x));
    } else {
      return through<I + 1>(std::forward<All>(layers), std::get<I>(std::forward<All>(layers))(std::forward<X>(x)));
    }
  }

  children layers_;
};

}  // namespace tenon::nn
