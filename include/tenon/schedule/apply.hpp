// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The vector meaning of each elementwise operation. An `op` itself says what it does to one element; here the same
// operation acts on lanes, by the kernel functions, or lane by lane where there is none.

#include <type_traits>

#include <tenon/config.hpp>
#include <tenon/expr/op.hpp>
#include <tenon/kernel/many.hpp>
#include <tenon/kernel/math.hpp>
#include <tenon/schedule/lanes.hpp>

namespace tenon::schedule {
TENON_ISA_BEGIN

template <class Op>
inline constexpr bool is_cast_op = false;
template <class T>
inline constexpr bool is_cast_op<op::cast<T>> = true;
template <class Op>
inline constexpr bool is_call_op = false;
template <class F>
inline constexpr bool is_call_op<op::call<F>> = true;

/// tanh where an error of a few units in the last place of a score does no harm: inside attention.
struct short_tanh : op::tanh {};

namespace detail {

// Comparisons give masks over the lanes of F, also when integers are compared.
template <class C, class M>
TENON_INLINE auto as_mask(M const& m) {
  using F = typename C::real;
  if constexpr (std::is_same_v<M, mask<F>>)
    return m;
  else
    return kernel::mask_as<F>(m);
}

template <class First, class...>
struct first_of {
  using type = First;
};
template <class... A>
using first_type = typename first_of<A...>::type;
template <class A, class>
using same_for_each = A;

template <class C, class T, class V>
TENON_INLINE V choose(mask<typename C::real> const& m, V const& a, V const& b) {
  using F = typename C::real;
  if constexpr (std::is_same_v<T, bool>) {
    return (m && a) || (!m && b);
  } else {
    using U = typename C::template element<T>;
    if constexpr (std::is_same_v<U, F>)
      return kernel::select<F>(m, a, b);
    else
      return kernel::select<U>(kernel::mask_as<U>(m), a, b);
  }
}

template <class C, class T, class From, class V>
TENON_INLINE auto convert_lanes(V const& v) {
  using F = typename C::real;
  if constexpr (std::is_same_v<T, From>) {
    return v;
  } else if constexpr (std::is_same_v<From, bool>) {
    auto const ones = kernel::select<F>(v, kernel::broadcast<F>(F(1)), kernel::broadcast<F>(F(0)));
    if constexpr (std::is_same_v<T, int> && std::is_same_v<F, float>)
      return kernel::to_int(ones);
    else
      return ones;
  } else if constexpr (std::is_same_v<T, bool>) {
    return as_mask<C>(v != C::template broadcast<From>(From(0)));
  } else if constexpr (std::is_same_v<T, int>) {
    if constexpr (std::is_same_v<F, float>)
      return kernel::to_int(v);
    else
      return kernel::truncate<F>(v);
  } else {
    if constexpr (std::is_same_v<F, float>)
      return kernel::to_float(v);
    else
      return v;
  }
}

template <class C, class T, class A, class Lanes, class Op, class V, class... Vs>
TENON_INLINE typename C::template lane<T> apply_arithmetic(Lanes const& which, Op const& o, V const& a,
                                                           Vs const&... rest) {
  using F = typename C::real;
  constexpr bool real = std::is_same_v<A, F>;
  if constexpr (std::is_same_v<Op, op::negate>) {
    return C::template broadcast<A>(A(0)) - a;
  } else if constexpr (std::is_same_v<Op, op::square>) {
    return a * a;
  } else if constexpr (real && std::is_same_v<Op, op::exp>) {
    return kernel::exp<F>(a);
  } else if constexpr (real && std::is_same_v<Op, op::log>) {
    return kernel::log<F>(a);
  } else if constexpr (real && std::is_same_v<Op, op::sqrt>) {
    return kernel::sqrt<F>(a);
  } else if constexpr (real && std::is_same_v<Op, op::rsqrt>) {
    return kernel::rsqrt<F>(a);
  } else if constexpr (real && std::is_same_v<Op, op::abs>) {
    return kernel::abs<F>(a);
  } else if constexpr (real && std::is_same_v<Op, op::tanh>) {
    return kernel::tanh<F>(a);
  } else if constexpr (real && std::is_same_v<Op, short_tanh>) {
    return kernel::tanh_short<F>(a);
  } else if constexpr (real && std::is_same_v<Op, op::sigmoid>) {
    return kernel::sigmoid<F>(a);
  } else if constexpr (real && std::is_same_v<Op, op::relu>) {
    return kernel::relu<F>(a);
  } else if constexpr (real && std::is_same_v<Op, op::silu>) {
    return kernel::silu<F>(a);
  } else if constexpr (real && std::is_same_v<Op, op::gelu>) {
    return kernel::gelu<F>(a);
  } else if constexpr (real && std::is_same_v<Op, op::gelu_tanh>) {
    return kernel::gelu_tanh<F>(a);
  } else if constexpr (real && std::is_same_v<Op, op::erf>) {
    return kernel::erf<F>(a);
  } else if constexpr (real && std::is_same_v<Op, op::maximum>) {
    return kernel::max<F>(rest..., a);  // a where either is NaN, as the scalar operation
  } else if constexpr (real && std::is_same_v<Op, op::minimum>) {
    return kernel::min<F>(rest..., a);
  } else if constexpr (sizeof...(Vs) == 1 && std::is_same_v<Op, op::add>) {
    return (a + ... + rest);
  } else if constexpr (sizeof...(Vs) == 1 && std::is_same_v<Op, op::subtract>) {
    return (a - ... - rest);
  } else if constexpr (sizeof...(Vs) == 1 && std::is_same_v<Op, op::multiply>) {
    return (a * ... * rest);
  } else if constexpr (real && std::is_same_v<Op, op::divide>) {
    return (a / ... / rest);
  } else {
    return C::template each_lane<T, A, same_for_each<A, Vs>...>(which, o, a, rest...);
  }
}

template <class C, class Op, class A, class V>
TENON_INLINE auto apply_comparison(V const& a, V const& b) {
  if constexpr (std::is_same_v<A, bool>) {
    // Not by ^: xsimd 8.1 computes | in its place for AVX-512 masks.
    if constexpr (std::is_same_v<Op, op::equal>)
      return (a & b) | !(a | b);
    else
      return (a | b) & !(a & b);
  } else if constexpr (std::is_same_v<Op, op::equal>) {
    return as_mask<C>(a == b);
  } else if constexpr (std::is_same_v<Op, op::not_equal>) {
    // Not by !=: xsimd 8.1 says false for NaN.
    return !as_mask<C>(a == b);
  } else if constexpr (std::is_base_of_v<op::less, Op>) {
    return as_mask<C>(a < b);
  } else if constexpr (std::is_same_v<Op, op::less_equal>) {
    return as_mask<C>(a <= b);
  } else if constexpr (std::is_same_v<Op, op::greater>) {
    return as_mask<C>(a > b);
  } else {
    return as_mask<C>(a >= b);
  }
}

template <class Op>
inline constexpr bool is_comparison =
    std::is_same_v<Op, op::equal> || std::is_same_v<Op, op::not_equal> || std::is_base_of_v<op::less, Op> ||
    std::is_same_v<Op, op::less_equal> || std::is_same_v<Op, op::greater> || std::is_same_v<Op, op::greater_equal>;

}  // namespace detail

/// Applies an operation to lanes, of which `which` hold elements: result elements are T, operands' elements A....
template <class C, class T, class... A, class Lanes, class Op, class... V>
TENON_INLINE typename C::template lane<T> apply(Lanes const& which, Op const& o, V const&... v) {
  if constexpr (!C::is_vector) {
    return static_cast<T>(o(v...));
  } else if constexpr (is_cast_op<Op>) {
    return detail::convert_lanes<C, T, A...>(v...);
  } else if constexpr (is_call_op<Op>) {
    // Integers have no vector of their own beside doubles: their division would not be one of integers.
    if constexpr (((std::is_same_v<A, typename C::real> && ...)) &&
                  (std::is_same_v<T, typename C::real> || std::is_same_v<T, bool>)) {
      using M = kernel::many<typename C::real>;
      if constexpr (std::is_invocable_r_v<typename C::template lane<T>, decltype(o.f) const&,
                                          detail::same_for_each<M, V>...>)
        return o.f(M(v)...);
      else
        return C::template each_lane<T, A...>(which, o, v...);
    } else {
      return C::template each_lane<T, A...>(which, o, v...);
    }
  } else if constexpr (detail::is_comparison<Op>) {
    return detail::apply_comparison<C, Op, std::common_type_t<A...>>(v...);
  } else if constexpr (std::is_same_v<Op, op::logical_and>) {
    return (v && ...);
  } else if constexpr (std::is_same_v<Op, op::logical_or>) {
    return (v || ...);
  } else if constexpr (std::is_same_v<Op, op::logical_not>) {
    return (!v, ...);
  } else if constexpr (std::is_same_v<Op, op::where>) {
    return detail::choose<C, T>(v...);
  } else {
    return detail::apply_arithmetic<C, T, detail::first_type<A...>>(which, o, v...);
  }
}

TENON_ISA_END
}  // namespace tenon::schedule
