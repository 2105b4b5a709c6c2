// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The elementwise functions: exp, gelu, maximum, where, cast, … Each makes a node; nothing is computed yet.

#include <tenon/expr/operators.hpp>

namespace tenon {

/// The exponential. Numerics: within 2 ulp.
template <Expression E>
[[nodiscard]] constexpr auto exp(E&& e) {
  return node::elementwise<node::accepts::floating, void>(op::exp{}, std::forward<E>(e));
}
/// The natural logarithm. Numerics: within 2 ulp.
template <Expression E>
[[nodiscard]] constexpr auto log(E&& e) {
  return node::elementwise<node::accepts::floating, void>(op::log{}, std::forward<E>(e));
}
/// The square root.
template <Expression E>
[[nodiscard]] constexpr auto sqrt(E&& e) {
  return node::elementwise<node::accepts::floating, void>(op::sqrt{}, std::forward<E>(e));
}
/// The reciprocal of the square root.
template <Expression E>
[[nodiscard]] constexpr auto rsqrt(E&& e) {
  return node::elementwise<node::accepts::floating, void>(op::rsqrt{}, std::forward<E>(e));
}
/// The magnitude.
template <Expression E>
[[nodiscard]] constexpr auto abs(E&& e) {
  return node::elementwise<node::accepts::numbers, void>(op::abs{}, std::forward<E>(e));
}
/// The hyperbolic tangent.
template <Expression E>
[[nodiscard]] constexpr auto tanh(E&& e) {
  return node::elementwise<node::accepts::floating, void>(op::tanh{}, std::forward<E>(e));
}
/// 1 / (1 + exp(−x)).
template <Expression E>
[[nodiscard]] constexpr auto sigmoid(E&& e) {
  return node::elementwise<node::accepts::floating, void>(op::sigmoid{}, std::forward<E>(e));
}
/// The larger of x and 0.
template <Expression E>
[[nodiscard]] constexpr auto relu(E&& e) {
  return node::elementwise<node::accepts::numbers, void>(op::relu{}, std::forward<E>(e));
}
/// x · sigmoid(x), also called swish.
template <Expression E>
[[nodiscard]] constexpr auto silu(E&& e) {
  return node::elementwise<node::accepts::floating, void>(op::silu{}, std::forward<E>(e));
}
/// x · Φ(x), by the error function.
template <Expression E>
[[nodiscard]] constexpr auto gelu(E&& e) {
  return node::elementwise<node::accepts::floating, void>(op::gelu{}, std::forward<E>(e));
}
/// The approximation of gelu by tanh, as GPT-2 has it.
template <Expression E>
[[nodiscard]] constexpr auto gelu_tanh(E&& e) {
  return node::elementwise<node::accepts::floating, void>(op::gelu_tanh{}, std::forward<E>(e));
}
/// The error function.
template <Expression E>
[[nodiscard]] constexpr auto erf(E&& e) {
  return node::elementwise<node::accepts::floating, void>(op::erf{}, std::forward<E>(e));
}
/// x · x.
template <Expression E>
[[nodiscard]] constexpr auto square(E&& e) {
  return node::elementwise<node::accepts::numbers, void>(op::square{}, std::forward<E>(e));
}
/// a to the power b.
template <class A, class B>
  requires Operands<A, B>
[[nodiscard]] constexpr auto pow(A&& a, B&& b) {
  return node::elementwise<node::accepts::floating, void>(op::pow{}, std::forward<A>(a), std::forward<B>(b));
}
/// The larger of two, element by element.
template <class A, class B>
  requires Operands<A, B>
[[nodiscard]] constexpr auto maximum(A&& a, B&& b) {
  return node::elementwise<node::accepts::numbers, void>(op::maximum{}, std::forward<A>(a), std::forward<B>(b));
}
/// The smaller of two, element by element.
template <class A, class B>
  requires Operands<A, B>
[[nodiscard]] constexpr auto minimum(A&& a, B&& b) {
  return node::elementwise<node::accepts::numbers, void>(op::minimum{}, std::forward<A>(a), std::forward<B>(b));
}
/// x held between two bounds: `minimum(maximum(x, low), high)`.
template <class X, class Low, class High>
  requires Operands<X, Low> && Operands<X, High>
[[nodiscard]] constexpr auto clamp(X&& x, Low&& low, High&& high) {
  return minimum(maximum(std::forward<X>(x), std::forward<Low>(low)), std::forward<High>(high));
}

/// The same values in another value type.
template <class To, Expression E>
[[nodiscard]] constexpr auto cast(E&& e) {
  static_assert(ValueType<To>, "tenon: cast: the value type must be a number or bool [docs/errors.md#value-types]");
  if constexpr (IllFormed<E> || !ValueType<To>) {
    return ill_formed{};
  } else if constexpr (std::is_same_v<value_of<E>, To>) {
    return detail::capture(std::forward<E>(e));
  } else {
    return node::combine<To>(op::cast<To>{}, detail::capture(std::forward<E>(e)));
  }
}

/// a where the condition holds, b elsewhere. One of the three must have the axes of the other two.
template <Expression C, class A, class B>
  requires(Expression<A> || Scalar<A>)
&&(Expression<B> || Scalar<B>) [[nodiscard]] constexpr auto where(C&& condition, A&& a, B&& b) {
  if constexpr (detail::any_ill_formed<C, A, B>) {
    return ill_formed{};
  } else {
    using Condition = value_of<C>;
    using T = typename detail::choice_value<Scalar<A> && Scalar<B>, A, B>::type;
    using U = value_of<B>;
    if constexpr (!Boolean<Condition>) {
      static_assert(
          Boolean<Condition>,
          "tenon: where: the condition must be made of truth values; compare first, as in where(x != 0, a, b) "
          "[docs/errors.md#truth-values]");
      return ill_formed{};
    } else if constexpr (!Scalar<A> && !Scalar<B> && !SameValueType<T, U>) {
      static_assert(SameValueType<T, U>,
                    "tenon: where: the two choices have different value types; convert one with cast<T>(x) "
                    "[docs/errors.md#value-types]");
      return ill_formed{};
    } else if constexpr (constexpr int unfit = detail::first_unfit<T, A, B>(); unfit >= 0) {
      using Number = value_of<std::conditional_t<unfit == 0, A, B>>;
      static_assert(ScalarFits<Number, T>,
                    "tenon: where: the number would lose its meaning in the tensor's value type (a fraction beside "
                    "integers, or a truth beside numbers); cast<float>(x) first [docs/errors.md#value-types]");
      return ill_formed{};
    } else {
      return node::combine<T>(op::where{}, detail::capture(std::forward<C>(condition)),
                              detail::operand<T>(std::forward<A>(a)), detail::operand<T>(std::forward<B>(b)));
    }
  }
}

/// A function of yours, element by element; written for one number (`float x`), or generic (`auto x`): then it is
/// called with a SIMD vector of them, on which it cannot branch. It fuses as the built-in ones do. Example:
/// `map([](auto x, auto y) { return x * y + x; }, a, b)`.
template <class F, class... Es>
  requires Operands<Es...>
[[nodiscard]] constexpr auto map(F f, Es&&... es) {
  using T = typename detail::common_value<Es...>::type;
  if constexpr (detail::any_ill_formed<Es...>) {
    return ill_formed{};
  } else if constexpr (!ElementFunctionOf<F, T, sizeof...(Es)>) {
    static_assert(
        ElementFunctionOf<F, T, sizeof...(Es)>,
        "tenon: map: the function must take one scalar of the tensors' value type for each operand, and return a "
        "number or a bool [docs/errors.md#map-function]");
    return ill_formed{};
  } else {
    using Result = std::remove_cvref_t<decltype(detail::call_with<T, sizeof...(Es)>(f))>;
    constexpr bool plain = std::is_trivially_copyable_v<F> || std::equality_comparable<F>;
    if constexpr (plain)
      return node::elementwise<node::accepts::anything, Result>(op::call<F>{std::move(f)}, std::forward<Es>(es)...);
    else
      return node::elementwise<node::accepts::anything, Result>(
          op::call<op::shared<F>>{{std::make_shared<F const>(std::move(f))}}, std::forward<Es>(es)...);
  }
}

/// Explains a map whose function does not come first.
template <Expression E, class F>
  requires(!Operands<F> && !IllFormed<E>)
constexpr auto map(E&&, F&&) {
  using T = value_type_of_operand<E>;
  static_assert(ElementFunctionOf<E, T, 1>,
                "tenon: map: the function comes first, as in map(f, x) [docs/errors.md#map-function]");
  return ill_formed{};
}

}  // namespace tenon
