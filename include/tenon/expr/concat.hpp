// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Tensors joined along one axis.

#include <tenon/expr/capture.hpp>

namespace tenon {

namespace detail {

/// The axis along which tensors are joined, with the sum of their lengths.
template <class First, int I, class... Shapes>
struct joined {
  using type = First;
};
template <class First, int I, class... Shapes>
  requires(I >= 0)
struct joined<First, I, Shapes...> {
  using axis = axis_at<First, static_cast<std::size_t>(I)>;
  static constexpr std::size_t length_in_rest() {
    if constexpr (is_dim<axis>) {
      return (std::size_t{0} + ... + extent_at<Shapes, static_cast<std::size_t>(I)>);
    } else {
      return (std::size_t{0} + ... + extent_of<Shapes, axis>);
    }
  }
  using type = typename replace<First, I, shape<typename resized<axis, axis::extent + length_in_rest()>::type>>::type;
};

/// An operand of concat with its axes in the order of the first one.
template <class First, class E>
[[nodiscard]] constexpr auto in_order_of(E&& e) {
  using From = shape_of<E>;
  using Order = typename order_by_name<From, First>::type;
  if constexpr (!all_named<First> || std::is_same_v<Order, ints_up_to<static_cast<int>(From::rank)>>) {
    return capture(std::forward<E>(e));
  } else {
    return node::viewed<typename permuted_by<Order>::type, typename select<From, Order>::type, captured<E>>(
        capture(std::forward<E>(e)));
  }
}

}  // namespace detail

namespace node {

/// The join along axis I of the first operand; the laws of each pair, the first and one other, are here.
template <int I, class First, class Other>
constexpr bool joins() {
  using L = shape_of<First>;
  using R = shape_of<Other>;
  using T = value_of<First>;
  using U = value_of<Other>;
  using FreeL = typename std::remove_cvref_t<First>::free_axes;
  using FreeR = typename std::remove_cvref_t<Other>::free_axes;
  using Free = std::conditional_t<Bound<FreeL>, FreeR, FreeL>;
  if constexpr (!Bound<Free>) {
    static_assert(
        Bound<Free>,
        "tenon: concat: an operand is still free in an axis: a position has no length of its own; bind it with "
        "broadcast<...> [docs/errors.md#free-axis]");
    return false;
  } else if constexpr (!SameValueType<T, U>) {
    static_assert(SameValueType<T, U>,
                  "tenon: concat: the operands have different value types; convert one with cast<T>(x) "
                  "[docs/errors.md#value-types]");
    return false;
  } else if constexpr (!SameKind<L, R>) {
    static_assert(SameKind<L, R>,
                  "tenon: concat: one operand has named axes and the other has none; use name_axes<...> or drop_names "
                  "[docs/errors.md#names-and-positions]");
    return false;
  } else if constexpr (!SameRank<L, R>) {
    static_assert(SameRank<L, R>, "tenon: concat: the operands have different numbers of axes [docs/errors.md#concat]");
    return false;
  } else if constexpr (Positional<L>) {
    constexpr int other = detail::first_difference_but<L, R, I>();
    if constexpr (other >= 0) {
      static_assert(SameExtentAt<L, R, static_cast<std::size_t>(other)>,
                    "tenon: concat: the operands must agree in every axis but the one along which they are joined "
                    "[docs/errors.md#concat]");
    }
    return other < 0;
  } else if constexpr (!SameAxes<L, R>) {
    static_assert(SameAxes<L, R>,
                  "tenon: concat: the operands have different axes; rename<From, To> those that mean the same "
                  "[docs/errors.md#concat]");
    return false;
  } else {
    constexpr int other = detail::first_mismatch_but<L, R, I>();
    using Axis = axis_at<L, static_cast<std::size_t>(other < 0 ? 0 : other)>;
    if constexpr (other >= 0) {
      static_assert(SameExtentIn<L, R, Axis>,
                    "tenon: concat: the operands must agree in every axis but the one along which they are joined "
                    "[docs/errors.md#concat]");
      return false;
    } else if constexpr (constexpr int kind = detail::first_length_mismatch<L, R>::value; kind >= 0) {
      using Shared = axis_at<L, static_cast<std::size_t>(kind)>;
      static_assert(
          SameLengthKind<L, R, Shared>,
          "tenon: concat: the length of an axis is in the type of one operand and known only at run time (upto) in the "
          "other; read the fixed one through a view<..., upto<...>> and resize that to the other's length "
          "[docs/errors.md#run-time-length]");
      return false;
    } else {
      using Joined = axis_at<L, static_cast<std::size_t>(I)>;
      static_assert(LengthsInTypes<Joined>,
                    "tenon: concat: tensors are joined along an axis whose length is in its type, and this one's is "
                    "known only at run time (upto): where the second part begins would be too "
                    "[docs/errors.md#run-time-length]");
      return LengthsInTypes<Joined>;
    }
  }
}

template <int I, class First, class... Rest>
[[nodiscard]] constexpr auto concatenate(First&& first, Rest&&... rest) {
  if constexpr (!(joins<I, First, Rest>() && ...)) {
    return ill_formed{};
  } else {
    using From = shape_of<First>;
    using Result = typename detail::joined<From, I, shape_of<Rest>...>::type;
    return concatenated<Result, I, detail::captured<First>,
                        decltype(detail::in_order_of<From>(std::declval<Rest>()))...>(
        detail::capture(std::forward<First>(first)), detail::in_order_of<From>(std::forward<Rest>(rest))...);
  }
}

}  // namespace node

/// Tensors joined along an axis, in the order given. Mandates: they agree in every other axis. Cost: each part is
/// computed or copied into its place. Example: `concat<key>(past, now)`
template <template <std::size_t> class Axis, Expression First, Expression... Rest>
[[nodiscard]] constexpr auto concat(First&& first, Rest&&... rest) {
  if constexpr (detail::any_ill_formed<First, Rest...>) {
    return ill_formed{};
  } else {
    using From = shape_of<First>;
    if constexpr (!Named<From>) {
      static_assert(
          Named<From>,
          "tenon: concat: the tensors' axes have no names; count the axis, as in concat<0>(a, b), or give names "
          "with name_axes<...> [docs/errors.md#names-and-positions]");
      return ill_formed{};
    } else if constexpr (!HasAxis<From, Axis>) {
      static_assert(HasAxis<From, Axis>,
                    "tenon: concat: the tensors do not have the axis along which they are to be joined "
                    "[docs/errors.md#axis-absent]");
      return ill_formed{};
    } else {
      return node::concatenate<index_of<From, tag_of<Axis<1>>>>(std::forward<First>(first),
                                                                std::forward<Rest>(rest)...);
    }
  }
}
/// The same along the axis with an index.
template <int Index, Expression First, Expression... Rest>
[[nodiscard]] constexpr auto concat(First&& first, Rest&&... rest) {
  if constexpr (detail::any_ill_formed<First, Rest...>) {
    return ill_formed{};
  } else {
    using From = shape_of<First>;
    if constexpr (!Positional<From>) {
      static_assert(Positional<From>,
                    "tenon: concat: the axes have names; name the axis, as in concat<seq>(a, b) "
                    "[docs/errors.md#names-and-positions]");
      return ill_formed{};
    } else if constexpr (!HasIndex<From, Index>) {
      static_assert(HasIndex<From, Index>,
                    "tenon: concat: there is no axis with this index; indices run from 0, or from -1 backwards "
                    "[docs/errors.md#axis-index]");
      return ill_formed{};
    } else {
      return node::concatenate<detail::wrapped<From>(Index)>(std::forward<First>(first), std::forward<Rest>(rest)...);
    }
  }
}

/// Explains an axis with a length.
template <Axis First, Expression E, Expression... Es>
constexpr auto concat(E&&, Es&&...) {
  static_assert(
      NamesAlone<First>,
      "tenon: concat: name the axis without its length, as in concat<key>(a, b) [docs/errors.md#length-given]");
  return ill_formed{};
}

}  // namespace tenon
