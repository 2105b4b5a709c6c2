// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Which value types may meet in an elementwise operation, and what a number takes: the value type of the tensor beside
// it.

#include <type_traits>
#include <utility>

#include <tenon/expr/align.hpp>

namespace tenon::detail {

/// The value type of a list of operands: that of the first one that is not a number.
template <class... Es>
struct common_value;
template <class E>
struct common_value<E> {
  using type = value_of<E>;
};
template <class E, class... Es>
struct common_value<E, Es...> {
  using type = typename std::conditional_t<Scalar<E>, common_value<Es...>, common_value<E>>::type;
};

/// The value type of a choice between two; of two numbers, the type that both convert to.
template <bool Numbers, class A, class B>
struct choice_value : common_value<A, B> {};
template <class A, class B>
struct choice_value<true, A, B> : std::common_type<value_of<A>, value_of<B>> {};

// The operand with the first value type that differs, numbers aside, or −1.
template <class T, class... Es>
constexpr int first_other_value() {
  constexpr bool bad[] = {(!Scalar<Es> && !std::is_same_v<value_of<Es>, T>)...};
  return first_true(bad);
}
// The number that does not fit the value type, or −1.
template <class T, class... Es>
constexpr int first_unfit() {
  constexpr bool bad[] = {(Scalar<Es> && !ScalarFits<value_of<Es>, T>)...};
  return first_true(bad);
}

}  // namespace tenon::detail

namespace tenon::node {

/// What an operation accepts.
enum class accepts { numbers, floating, truths, anything };

/// The elementwise operation on operands of one value type, numbers included; the laws of value types are here.
/// `Result` is the value type of the result, void for that of the operands.
template <accepts Kind, class Result, class Op, class... Es>
[[nodiscard]] constexpr auto elementwise(Op op, Es&&... es) {
  using T = typename detail::common_value<Es...>::type;
  if constexpr (detail::any_ill_formed<Es...>) {
    return ill_formed{};
  } else if constexpr (constexpr int other = detail::first_other_value<T, Es...>(); other >= 0) {
    using U = value_of<detail::nth<static_cast<std::size_t>(other), Es...>>;
    static_assert(SameValueType<T, U>,
                  "tenon: elementwise operation: the operands have different value types; convert one with cast<T>(x) "
                  "(to mask values, use where(condition, a, b)) [docs/errors.md#value-types]");
    return ill_formed{};
  } else if constexpr (Kind == accepts::numbers && !Numeric<T>) {
    static_assert(
        Numeric<T>,
        "tenon: elementwise operation: arithmetic and order are not defined for truth values; cast<int>(x) or "
        "cast<float>(x) first, or use && || ! and where [docs/errors.md#truth-values]");
    return ill_formed{};
  } else if constexpr (Kind == accepts::floating && !Floating<T>) {
    static_assert(Floating<T>,
                  "tenon: elementwise operation: this function is defined for float and double; cast<float>(x) first "
                  "[docs/errors.md#floating-only]");
    return ill_formed{};
  } else if constexpr (Kind == accepts::truths && !Boolean<T>) {
    static_assert(Boolean<T>,
                  "tenon: elementwise operation: && || ! are for truth values; compare first, as in x != 0 "
                  "[docs/errors.md#truth-values]");
    return ill_formed{};
  } else if constexpr (constexpr int unfit = detail::first_unfit<T, Es...>(); unfit >= 0) {
    using Number = value_of<detail::nth<static_cast<std::size_t>(unfit), Es...>>;
    static_assert(
        ScalarFits<Number, T>,
        "tenon: elementwise operation: the number would lose its meaning in the tensor's value type (a fraction "
        "beside integers, or a truth beside numbers); cast<float>(x) first [docs/errors.md#value-types]");
    return ill_formed{};
  } else {
    using R = std::conditional_t<std::is_void_v<Result>, T, Result>;
    return combine<R>(std::move(op), detail::operand<T>(std::forward<Es>(es))...);
  }
}

}  // namespace tenon::node

namespace tenon {

/// Operands of an elementwise operation: tensors, expressions and numbers, not numbers alone.
template <class... Es>
concept Operands = ((Expression<Es> || Scalar<Es>)&&...) && (Expression<Es> || ...);

}  // namespace tenon
