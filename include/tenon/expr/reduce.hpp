// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Reductions: axes are named, or counted, and disappear; without an axis, all of them do.

#include <tenon/expr/capture.hpp>
#include <tenon/expr/op.hpp>

namespace tenon {

namespace node {

/// The reduction over some axes by index; the laws of value types are here.
template <class Op, class Indices, class E>
[[nodiscard]] constexpr auto reduce(E&& e) {
  using From = shape_of<E>;
  using T = value_of<E>;
  constexpr bool floating = std::is_same_v<Op, op::mean> || std::is_same_v<Op, op::logsumexp>;
  constexpr bool position = std::is_same_v<Op, op::argmax>;
  if constexpr (floating && !Floating<T>) {
    static_assert(Floating<T>,
                  "tenon: reduction: mean and logsumexp are defined for float and double; cast<float>(x) first "
                  "[docs/errors.md#floating-only]");
    return ill_formed{};
  } else if constexpr (!Numeric<T>) {
    static_assert(Numeric<T>,
                  "tenon: reduction: reductions are not defined for truth values; cast<int>(x) first, to count them "
                  "[docs/errors.md#truth-values]");
    return ill_formed{};
  } else if constexpr (position && !OneAxis<Indices>) {
    static_assert(OneAxis<Indices>,
                  "tenon: argmax: say along which one axis, as in argmax<vocab>(x) [docs/errors.md#axis-missing]");
    return ill_formed{};
  } else {
    using Result = typename detail::without<From, Indices>::type;
    using Value = std::conditional_t<position, int, T>;
    return reduced<Op, Value, Result, Indices, detail::captured<E>>(detail::capture(std::forward<E>(e)));
  }
}

/// The reduction over named axes.
template <class Op, template <std::size_t> class... Axis, class E>
[[nodiscard]] constexpr auto reduce_named(E&& e) {
  if constexpr (IllFormed<E>) {
    return ill_formed{};
  } else {
    using From = shape_of<E>;
    using Free = typename std::remove_cvref_t<E>::free_axes;
    using Over = shape<Axis<1>...>;
    if constexpr (!Bound<Free>) {
      static_assert(Bound<Free>,
                    "tenon: reduction: the operand is still free in an axis: a position has no length of its own; "
                    "combine it with a "
                    "tensor that has the axis, or bind it with broadcast<...> [docs/errors.md#free-axis]");
      return ill_formed{};
    } else if constexpr (!Named<From>) {
      static_assert(Named<From>,
                    "tenon: reduction: the tensor's axes have no names; count them, as in sum<0>(x), or give them "
                    "names with name_axes<...> [docs/errors.md#names-and-positions]");
      return ill_formed{};
    } else if constexpr (!AxesWithin<Over, From>) {
      static_assert(AxesWithin<Over, From>,
                    "tenon: reduction: the tensor does not have an axis that is to be reduced "
                    "[docs/errors.md#axis-absent]");
      return ill_formed{};
    } else if constexpr (!DistinctAxes<Axis<1>...>) {
      static_assert(DistinctAxes<Axis<1>...>,
                    "tenon: reduction: an axis is named twice; name each axis once [docs/errors.md#axis-twice]");
      return ill_formed{};
    } else {
      return reduce<Op, ints<index_of<From, tag_of<Axis<1>>>...>>(std::forward<E>(e));
    }
  }
}

/// The reduction over counted axes.
template <class Op, int... Index, class E>
[[nodiscard]] constexpr auto reduce_counted(E&& e) {
  if constexpr (IllFormed<E>) {
    return ill_formed{};
  } else {
    using From = shape_of<E>;
    using Free = typename std::remove_cvref_t<E>::free_axes;
    if constexpr (!Bound<Free>) {
      static_assert(Bound<Free>,
                    "tenon: reduction: the operand is still free in an axis: a position has no length of its own; "
                    "combine it with a "
                    "tensor that has the axis, or bind it with broadcast<...> [docs/errors.md#free-axis]");
      return ill_formed{};
    } else if constexpr (!Positional<From>) {
      static_assert(Positional<From>,
                    "tenon: reduction: the tensor's axes have names; name them, as in sum<seq>(x) "
                    "[docs/errors.md#names-and-positions]");
      return ill_formed{};
    } else if constexpr (!HasIndices<From, Index...>) {
      static_assert(HasIndices<From, Index...>,
                    "tenon: reduction: there is no axis with this index; indices run from 0, or from -1 backwards "
                    "[docs/errors.md#axis-index]");
      return ill_formed{};
    } else if constexpr (!DistinctIndices<From, Index...>) {
      static_assert(DistinctIndices<From, Index...>,
                    "tenon: reduction: an axis is counted twice; give each index once [docs/errors.md#axis-twice]");
      return ill_formed{};
    } else {
      return reduce<Op, ints<detail::wrapped<From>(Index)...>>(std::forward<E>(e));
    }
  }
}

/// The reduction over all axes.
template <class Op, class E>
[[nodiscard]] constexpr auto reduce_all(E&& e) {
  if constexpr (IllFormed<E>) {
    return ill_formed{};
  } else {
    using From = shape_of<E>;
    using Free = typename std::remove_cvref_t<E>::free_axes;
    if constexpr (!Bound<Free>) {
      static_assert(Bound<Free>,
                    "tenon: reduction: the operand is still free in an axis: a position has no length of its own; "
                    "combine it with a "
                    "tensor that has the axis, or bind it with broadcast<...> [docs/errors.md#free-axis]");
      return ill_formed{};
    } else {
      return reduce<Op, detail::ints_up_to<static_cast<int>(From::rank)>>(std::forward<E>(e));
    }
  }
}

/// Explains a reduction over an axis with a length.
template <class... Axes>
constexpr auto reduce_with_length() {
  static_assert(NamesAlone<Axes...>,
                "tenon: reduction: name the axis without its length, as in sum<seq>(x) [docs/errors.md#length-given]");
  return ill_formed{};
}

}  // namespace node

/// The sum over the axes named (or counted, or over all of them); they disappear. Without axes it converts to a number.
/// Cost: one pass; elementwise operations on the operand run inside. Example: `sum<seq>(x)`, `sum<-1>(y)`, `float t =
/// sum(x);`
template <template <std::size_t> class Axis, template <std::size_t> class... More, Expression E>
[[nodiscard]] constexpr auto sum(E&& e) {
  return node::reduce_named<op::sum, Axis, More...>(std::forward<E>(e));
}
template <int Index, int... More, Expression E>
[[nodiscard]] constexpr auto sum(E&& e) {
  return node::reduce_counted<op::sum, Index, More...>(std::forward<E>(e));
}
template <Expression E>
[[nodiscard]] constexpr auto sum(E&& e) {
  return node::reduce_all<op::sum>(std::forward<E>(e));
}
template <Axis First, Axis... Rest, Expression E>
constexpr auto sum(E&&) {
  return node::reduce_with_length<First, Rest...>();
}

/// The arithmetic mean over the axes named (or counted, or over all of them).
template <template <std::size_t> class Axis, template <std::size_t> class... More, Expression E>
[[nodiscard]] constexpr auto mean(E&& e) {
  return node::reduce_named<op::mean, Axis, More...>(std::forward<E>(e));
}
template <int Index, int... More, Expression E>
[[nodiscard]] constexpr auto mean(E&& e) {
  return node::reduce_counted<op::mean, Index, More...>(std::forward<E>(e));
}
template <Expression E>
[[nodiscard]] constexpr auto mean(E&& e) {
  return node::reduce_all<op::mean>(std::forward<E>(e));
}
template <Axis First, Axis... Rest, Expression E>
constexpr auto mean(E&&) {
  return node::reduce_with_length<First, Rest...>();
}

/// The largest value over the axes named (or counted, or over all of them).
template <template <std::size_t> class Axis, template <std::size_t> class... More, Expression E>
[[nodiscard]] constexpr auto max(E&& e) {
  return node::reduce_named<op::max, Axis, More...>(std::forward<E>(e));
}
template <int Index, int... More, Expression E>
[[nodiscard]] constexpr auto max(E&& e) {
  return node::reduce_counted<op::max, Index, More...>(std::forward<E>(e));
}
template <Expression E>
[[nodiscard]] constexpr auto max(E&& e) {
  return node::reduce_all<op::max>(std::forward<E>(e));
}
template <Axis First, Axis... Rest, Expression E>
constexpr auto max(E&&) {
  return node::reduce_with_length<First, Rest...>();
}
/// Explains max of two operands.
template <Expression E, class Other>
  requires(Expression<Other> || Scalar<Other>)
constexpr auto max(E&&, Other&&) {
  if constexpr (!detail::any_ill_formed<E, Other>) {
    using From = shape_of<E>;
    static_assert(AxisGiven<From>,
                  "tenon: max: of two operands it is maximum(a, b); max<seq>(x) is the largest along an axis "
                  "[docs/errors.md#axis-missing]");
  }
  return ill_formed{};
}

/// The smallest value over the axes named (or counted, or over all of them).
template <template <std::size_t> class Axis, template <std::size_t> class... More, Expression E>
[[nodiscard]] constexpr auto min(E&& e) {
  return node::reduce_named<op::min, Axis, More...>(std::forward<E>(e));
}
template <int Index, int... More, Expression E>
[[nodiscard]] constexpr auto min(E&& e) {
  return node::reduce_counted<op::min, Index, More...>(std::forward<E>(e));
}
template <Expression E>
[[nodiscard]] constexpr auto min(E&& e) {
  return node::reduce_all<op::min>(std::forward<E>(e));
}
template <Axis First, Axis... Rest, Expression E>
constexpr auto min(E&&) {
  return node::reduce_with_length<First, Rest...>();
}
/// Explains min of two operands.
template <Expression E, class Other>
  requires(Expression<Other> || Scalar<Other>)
constexpr auto min(E&&, Other&&) {
  if constexpr (!detail::any_ill_formed<E, Other>) {
    using From = shape_of<E>;
    static_assert(AxisGiven<From>,
                  "tenon: min: of two operands it is minimum(a, b); min<seq>(x) is the smallest along an axis "
                  "[docs/errors.md#axis-missing]");
  }
  return ill_formed{};
}

/// log Σ exp over the axes named (or counted, or over all of them). Numerics: shifted by the largest value.
template <template <std::size_t> class Axis, template <std::size_t> class... More, Expression E>
[[nodiscard]] constexpr auto logsumexp(E&& e) {
  return node::reduce_named<op::logsumexp, Axis, More...>(std::forward<E>(e));
}
template <int Index, int... More, Expression E>
[[nodiscard]] constexpr auto logsumexp(E&& e) {
  return node::reduce_counted<op::logsumexp, Index, More...>(std::forward<E>(e));
}
template <Expression E>
[[nodiscard]] constexpr auto logsumexp(E&& e) {
  return node::reduce_all<op::logsumexp>(std::forward<E>(e));
}
template <Axis First, Axis... Rest, Expression E>
constexpr auto logsumexp(E&&) {
  return node::reduce_with_length<First, Rest...>();
}

/// The index, an `int`, of the first largest value along one axis.
template <template <std::size_t> class Axis, template <std::size_t> class... More, Expression E>
[[nodiscard]] constexpr auto argmax(E&& e) {
  return node::reduce_named<op::argmax, Axis, More...>(std::forward<E>(e));
}
template <int Index, int... More, Expression E>
[[nodiscard]] constexpr auto argmax(E&& e) {
  return node::reduce_counted<op::argmax, Index, More...>(std::forward<E>(e));
}
template <Expression E>
[[nodiscard]] constexpr auto argmax(E&& e) {
  return node::reduce_all<op::argmax>(std::forward<E>(e));
}
template <Axis First, Axis... Rest, Expression E>
constexpr auto argmax(E&&) {
  return node::reduce_with_length<First, Rest...>();
}

}  // namespace tenon
