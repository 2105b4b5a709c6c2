// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// softmax and log_softmax: each row along one axis normalized by itself. Always shifted by the row's largest value.

#include <tenon/expr/capture.hpp>
#include <tenon/expr/op.hpp>

namespace tenon {

/// exp(x) / Σ exp(x) along an axis: positive, and of sum 1; a distribution over that axis, which `dot` remembers.
/// Cost: one pass over rows that stay in cache; elementwise operations before and after run inside. Between two
/// products it streams and is never stored. Numerics: shifted by the row's largest value; a row that is −∞ everywhere
/// gives zeros.
template <template <std::size_t> class Axis, Expression E>
[[nodiscard]] constexpr auto softmax(E&& e) {
  if constexpr (IllFormed<E>) {
    return ill_formed{};
  } else {
    using From = shape_of<E>;
    using Free = typename std::remove_cvref_t<E>::free_axes;
    using T = value_of<E>;
    if constexpr (!Bound<Free>) {
      static_assert(Bound<Free>,
                    "tenon: softmax: the operand is still free in an axis: a position has no length of its own; "
                    "combine it with a "
                    "tensor that has the axis, or bind it with broadcast<...> [docs/errors.md#free-axis]");
      return ill_formed{};
    } else if constexpr (!Named<From>) {
      static_assert(Named<From>,
                    "tenon: softmax: the tensor's axes have no names; give them names with name_axes<...>, or count "
                    "the axis, as in softmax<-1>(x) [docs/errors.md#names-and-positions]");
      return ill_formed{};
    } else if constexpr (!HasAxis<From, Axis>) {
      static_assert(HasAxis<From, Axis>,
                    "tenon: softmax: the tensor does not have this axis; name the axis along which the values "
                    "compete (key, for attention scores) [docs/errors.md#axis-absent]");
      return ill_formed{};
    } else if constexpr (!Floating<T>) {
      static_assert(Floating<T>,
                    "tenon: softmax: it is defined for float and double; cast<float>(x) first "
                    "[docs/errors.md#floating-only]");
      return ill_formed{};
    } else {
      return node::normalized<op::softmax, index_of<From, tag_of<Axis<1>>>, detail::captured<E>>(
          op::softmax{}, detail::capture(std::forward<E>(e)));
    }
  }
}
template <int Index, Expression E>
[[nodiscard]] constexpr auto softmax(E&& e) {
  if constexpr (IllFormed<E>) {
    return ill_formed{};
  } else {
    using From = shape_of<E>;
    using Free = typename std::remove_cvref_t<E>::free_axes;
    using T = value_of<E>;
    if constexpr (!Bound<Free>) {
      static_assert(Bound<Free>,
                    "tenon: softmax: the operand is still free in an axis: a position has no length of its own; "
                    "combine it with a "
                    "tensor that has the axis, or bind it with broadcast<...> [docs/errors.md#free-axis]");
      return ill_formed{};
    } else if constexpr (!Positional<From>) {
      static_assert(
          Positional<From>,
          "tenon: softmax: the axes have names; name the axis, as in softmax<key>(x) (a variable called key would hide "
          "it) [docs/errors.md#names-and-positions]");
      return ill_formed{};
    } else if constexpr (!HasIndex<From, Index>) {
      static_assert(HasIndex<From, Index>,
                    "tenon: softmax: there is no axis with this index; indices run from 0, or from -1 backwards "
                    "[docs/errors.md#axis-index]");
      return ill_formed{};
    } else if constexpr (!Floating<T>) {
      static_assert(Floating<T>,
                    "tenon: softmax: it is defined for float and double; cast<float>(x) first "
                    "[docs/errors.md#floating-only]");
      return ill_formed{};
    } else {
      return node::normalized<op::softmax, detail::wrapped<From>(Index), detail::captured<E>>(
          op::softmax{}, detail::capture(std::forward<E>(e)));
    }
  }
}
/// Explains a softmax along several axes, by name or by index.
template <template <std::size_t> class Axis, template <std::size_t> class... More, Expression E>
  requires(sizeof...(More) != 0)
constexpr auto softmax(E&&) {
  if constexpr (!IllFormed<E>) {
    using Axes = tags<Axis<1>, More<1>...>;
    static_assert(OneAxis<Axes>,
                  "tenon: softmax: the values compete along one axis; merge<...> several into one first "
                  "[docs/errors.md#axis-missing]");
  }
  return ill_formed{};
}
template <int Index, int... More, Expression E>
  requires(sizeof...(More) != 0)
constexpr auto softmax(E&&) {
  if constexpr (!IllFormed<E>) {
    using Axes = ints<Index, More...>;
    static_assert(OneAxis<Axes>,
                  "tenon: softmax: the values compete along one axis; merge<...> several into one first "
                  "[docs/errors.md#axis-missing]");
  }
  return ill_formed{};
}
/// Explains a softmax without an axis.
template <Expression E>
constexpr auto softmax(E&&) {
  if constexpr (!IllFormed<E>) {
    using From = shape_of<E>;
    static_assert(
        AxisGiven<From>,
        "tenon: softmax: say along which axis the values compete, as in softmax<key>(x), or softmax<-1>(x) for axes "
        "without names [docs/errors.md#axis-missing]");
  }
  return ill_formed{};
}

/// log(softmax(x)) along an axis. Numerics: shifted by the row's largest value.
template <template <std::size_t> class Axis, Expression E>
[[nodiscard]] constexpr auto log_softmax(E&& e) {
  if constexpr (IllFormed<E>) {
    return ill_formed{};
  } else {
    using From = shape_of<E>;
    using Free = typename std::remove_cvref_t<E>::free_axes;
    using T = value_of<E>;
    if constexpr (!Bound<Free>) {
      static_assert(Bound<Free>,
                    "tenon: log_softmax: the operand is still free in an axis: a position has no length of its own; "
                    "combine it with a "
                    "tensor that has the axis, or bind it with broadcast<...> [docs/errors.md#free-axis]");
      return ill_formed{};
    } else if constexpr (!Named<From>) {
      static_assert(Named<From>,
                    "tenon: log_softmax: the tensor's axes have no names; give them names with name_axes<...>, or "
                    "count the axis, as in log_softmax<-1>(x) [docs/errors.md#names-and-positions]");
      return ill_formed{};
    } else if constexpr (!HasAxis<From, Axis>) {
      static_assert(HasAxis<From, Axis>,
                    "tenon: log_softmax: the tensor does not have this axis; name the axis along which the values "
                    "compete [docs/errors.md#axis-absent]");
      return ill_formed{};
    } else if constexpr (!Floating<T>) {
      static_assert(Floating<T>,
                    "tenon: log_softmax: it is defined for float and double; cast<float>(x) first "
                    "[docs/errors.md#floating-only]");
      return ill_formed{};
    } else {
      return node::normalized<op::log_softmax, index_of<From, tag_of<Axis<1>>>, detail::captured<E>>(
          op::log_softmax{}, detail::capture(std::forward<E>(e)));
    }
  }
}
template <int Index, Expression E>
[[nodiscard]] constexpr auto log_softmax(E&& e) {
  if constexpr (IllFormed<E>) {
    return ill_formed{};
  } else {
    using From = shape_of<E>;
    using Free = typename std::remove_cvref_t<E>::free_axes;
    using T = value_of<E>;
    if constexpr (!Bound<Free>) {
      static_assert(Bound<Free>,
                    "tenon: log_softmax: the operand is still free in an axis: a position has no length of its own; "
                    "combine it with a "
                    "tensor that has the axis, or bind it with broadcast<...> [docs/errors.md#free-axis]");
      return ill_formed{};
    } else if constexpr (!Positional<From>) {
      static_assert(Positional<From>,
                    "tenon: log_softmax: the axes have names; name the axis, as in log_softmax<key>(x) (a variable "
                    "called key would hide "
                    "it) [docs/errors.md#names-and-positions]");
      return ill_formed{};
    } else if constexpr (!HasIndex<From, Index>) {
      static_assert(HasIndex<From, Index>,
                    "tenon: log_softmax: there is no axis with this index; indices run from 0, or from -1 backwards "
                    "[docs/errors.md#axis-index]");
      return ill_formed{};
    } else if constexpr (!Floating<T>) {
      static_assert(Floating<T>,
                    "tenon: log_softmax: it is defined for float and double; cast<float>(x) first "
                    "[docs/errors.md#floating-only]");
      return ill_formed{};
    } else {
      return node::normalized<op::log_softmax, detail::wrapped<From>(Index), detail::captured<E>>(
          op::log_softmax{}, detail::capture(std::forward<E>(e)));
    }
  }
}
/// Explains a log_softmax along several axes, by name or by index.
template <template <std::size_t> class Axis, template <std::size_t> class... More, Expression E>
  requires(sizeof...(More) != 0)
constexpr auto log_softmax(E&&) {
  if constexpr (!IllFormed<E>) {
    using Axes = tags<Axis<1>, More<1>...>;
    static_assert(OneAxis<Axes>,
                  "tenon: log_softmax: the values compete along one axis; merge<...> several into one first "
                  "[docs/errors.md#axis-missing]");
  }
  return ill_formed{};
}
template <int Index, int... More, Expression E>
  requires(sizeof...(More) != 0)
constexpr auto log_softmax(E&&) {
  if constexpr (!IllFormed<E>) {
    using Axes = ints<Index, More...>;
    static_assert(OneAxis<Axes>,
                  "tenon: log_softmax: the values compete along one axis; merge<...> several into one first "
                  "[docs/errors.md#axis-missing]");
  }
  return ill_formed{};
}
/// Explains a log_softmax without an axis.
template <Expression E>
constexpr auto log_softmax(E&&) {
  if constexpr (!IllFormed<E>) {
    using From = shape_of<E>;
    static_assert(AxisGiven<From>,
                  "tenon: log_softmax: say along which axis the values compete, as in log_softmax<key>(x), or "
                  "log_softmax<-1>(x) for axes "
                  "without names [docs/errors.md#axis-missing]");
  }
  return ill_formed{};
}

/// Explains a softmax of an axis with a length.
template <Axis First, Axis... Rest, Expression E>
constexpr auto softmax(E&&) {
  static_assert(
      NamesAlone<First, Rest...>,
      "tenon: softmax: name the axis without its length, as in softmax<key>(x) [docs/errors.md#length-given]");
  return ill_formed{};
}

/// Explains a log_softmax of an axis with a length.
template <Axis First, Axis... Rest, Expression E>
constexpr auto log_softmax(E&&) {
  static_assert(
      NamesAlone<First, Rest...>,
      "tenon: log_softmax: name the axis without its length, as in log_softmax<key>(x) [docs/errors.md#length-given]");
  return ill_formed{};
}

}  // namespace tenon
