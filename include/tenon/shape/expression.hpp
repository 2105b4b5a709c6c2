// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The base of every expression, a tensor included: its value type, its shape, the axes that are still free.

#include <concepts>
#include <type_traits>

#include <tenon/config.hpp>
#include <tenon/fwd.hpp>
#include <tenon/meta/tags.hpp>
#include <tenon/shape/ill_formed.hpp>
#include <tenon/shape/laws.hpp>
#include <tenon/shape/layout.hpp>
#include <tenon/shape/shape.hpp>

namespace tenon {

/// The base of every expression; `Self` is the expression itself.
template <class Self, class T, class... Axes>
struct expression<Self, T, shape<Axes...>> {
  using value_type = T;
  using shape_type = shape<Axes...>;
  using free_axes = tags<>;

  [[nodiscard]] constexpr Self const& self() const { return static_cast<Self const&>(*this); }

  /// Explains `if (a == b)`: a tensor is not one truth.
  constexpr explicit operator bool() const {
    static_assert(
        OneElement<shape_type>,
        "tenon: condition: a tensor of many elements is not true or false; to choose element by element, write "
        "where(c, a, b), to compare two tensors all_close(a, b, tolerance) "
        "[docs/errors.md#tensor-as-condition]");
    return false;
  }

  /// Explains `e(i, j)`: elements are a tensor's.
  template <class... I>
  constexpr T operator()(I...) const {
    static_assert(Computed<shape_type>,
                  "tenon: element access: an expression has no elements before it is computed; make a tensor of it "
                  "first, as in tenon::tensor y = e [docs/errors.md#not-computed]");
    return T{};
  }
};

/// An expression without axes: it converts to its value.
template <class Self, class T>
struct expression<Self, T, shape<>> {
  using value_type = T;
  using shape_type = shape<>;
  using free_axes = tags<>;

  [[nodiscard]] constexpr Self const& self() const { return static_cast<Self const&>(*this); }

  TENON_INLINE constexpr operator T() const {
    using Free = typename Self::free_axes;
    static_assert(
        Bound<Free>,
        "tenon: conversion to a scalar: this expression is made of positions and has no length yet; combine it with "
        "a tensor that has the axis, or give the length with broadcast<...> [docs/errors.md#free-axis]");
    T value{};
    if constexpr (requires(Self const& s) { s.data()[0]; }) {
      value = *self().data();
    } else if constexpr (Bound<Free>) {
      detail::run(self(), destination<T, shape<>, strides<>>{&value});
    }
    return value;
  }
};

namespace detail {
template <class Self, class T, class Shape>
void expression_base(expression<Self, T, Shape> const&);
}  // namespace detail

/// A tensor, a view, or an operation on expressions.
template <class E>
concept Expression = IllFormed<E> || requires(std::remove_cvref_t<E> const& e) {
  detail::expression_base(e);
};

/// A number that may stand beside a tensor in an elementwise operation.
template <class S>
concept Scalar = std::is_arithmetic_v<std::remove_cvref_t<S>>;

/// The value type of an expression, or the number's own type.
template <class E>
struct value_type_of_operand {
  using type = typename std::remove_cvref_t<E>::value_type;
};
template <Scalar S>
struct value_type_of_operand<S> {
  using type = std::remove_cvref_t<S>;
};
template <class E>
using value_of = typename value_type_of_operand<E>::type;

}  // namespace tenon
