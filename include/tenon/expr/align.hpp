// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// How the operands of an elementwise operation meet: by name, in any order, one of them containing the others; by
// position, with equal shapes. One function says it for every operation.

#include <cstddef>
#include <type_traits>
#include <utility>

#include <tenon/expr/capture.hpp>
#include <tenon/expr/op.hpp>
#include <tenon/shape/laws.hpp>

namespace tenon::detail {

/// Which operand, if any, breaks which rule of alignment; the largest operand is what the others are held against.
template <class... Shapes>
struct alignment {
  static constexpr std::size_t widest() {
    constexpr std::size_t ranks[] = {Shapes::rank...};
    std::size_t best = 0;
    for (std::size_t i = 1; i < sizeof...(Shapes); ++i) {
      if (ranks[i] > ranks[best]) best = i;
    }
    return best;
  }
  using target = nth<widest(), Shapes...>;

  template <class S>
  static constexpr bool is_mixed = names_meet_positions<target, S>;
  template <class S>
  static constexpr bool has_other_rank = S::rank != 0 && all_positional<S>&& S::rank != target::rank;
  template <class S>
  static constexpr bool has_other_axes = axes_missing<S, target> != 0;
  template <class S>
  static constexpr bool has_other_extents() {
    if constexpr (S::rank == 0) {
      return false;
    } else if constexpr (all_positional<S>) {
      return first_difference<S, target>() >= 0;
    } else {
      return first_mismatch_in<S, target>::value >= 0;
    }
  }
  template <class S>
  static constexpr bool has_other_kind = first_length_mismatch<S, target>::value >= 0;
  static constexpr int other_kind() {
    constexpr bool bad[] = {has_other_kind<Shapes>...};
    return first_true(bad);
  }
  static constexpr int mixed() {
    constexpr bool bad[] = {is_mixed<Shapes>...};
    return first_true(bad);
  }
  static constexpr int other_rank() {
    constexpr bool bad[] = {has_other_rank<Shapes>...};
    return first_true(bad);
  }
  static constexpr int other_axes() {
    constexpr bool bad[] = {(all_named<Shapes> && has_other_axes<Shapes>)...};
    return first_true(bad);
  }
  static constexpr int other_extents() {
    constexpr bool bad[] = {has_other_extents<Shapes>()...};
    return first_true(bad);
  }
  // The offender, and what it is held against, in the order in which the user wrote them.
  template <int I>
  static constexpr bool before = I < static_cast<int>(widest());
  template <int I>
  using left = nth<before<I> ? static_cast<std::size_t>(I) : widest(), Shapes...>;
  template <int I>
  using right = nth<before<I> ? widest() : static_cast<std::size_t>(I), Shapes...>;
};

}  // namespace tenon::detail

namespace tenon::node {

/// The elementwise operation on nodes, with value type T; the laws of alignment are here.
template <class T, class Op, class... Es>
[[nodiscard]] constexpr auto combine(Op op, Es... es) {
  using Meeting = detail::alignment<shape_of<Es>...>;
  using Target = typename Meeting::target;
  if constexpr (constexpr int mixed = Meeting::mixed(); mixed >= 0) {
    using L = typename Meeting::template left<mixed>;
    using R = typename Meeting::template right<mixed>;
    static_assert(SameKind<L, R>,
                  "tenon: elementwise operation: one operand has named axes and the other has none; give it names with "
                  "name_axes<...>, or forget names with drop_names [docs/errors.md#names-and-positions]");
    return ill_formed{};
  } else if constexpr (constexpr int rank = Meeting::other_rank(); rank >= 0) {
    using L = typename Meeting::template left<rank>;
    using R = typename Meeting::template right<rank>;
    static_assert(SameRank<L, R>,
                  "tenon: elementwise operation: positional operands must have equal shapes, and these have different "
                  "numbers of axes; repeat the smaller one with broadcast<...> (and a * b is elementwise: the matrix "
                  "product is matmul(a, b)) [docs/errors.md#unequal-shapes]");
    return ill_formed{};
  } else if constexpr (constexpr int other = Meeting::other_axes(); other >= 0) {
    using L = typename Meeting::template left<other>;
    using R = typename Meeting::template right<other>;
    static_assert(
        Aligns<L, R>,
        "tenon: elementwise operation: the axes of one operand must all occur in the other; rename<From, To> an "
        "axis that means the same, or broadcast<...> if all pairs are meant [docs/errors.md#axes-differ]");
    return ill_formed{};
  } else if constexpr (constexpr int offender = Meeting::other_extents(); offender >= 0) {
    using L = typename Meeting::template left<offender>;
    using R = typename Meeting::template right<offender>;
    if constexpr (Named<Target>) {
      using Axis = axis_at<L, static_cast<std::size_t>(detail::first_mismatch_in<L, R>::value)>;
      static_assert(SameExtentIn<L, R, Axis>,
                    "tenon: elementwise operation: an axis has different lengths in the two operands "
                    "[docs/errors.md#extents-differ]");
    } else {
      static_assert(SameExtentAt<L, R, static_cast<std::size_t>(detail::first_difference<L, R>())>,
                    "tenon: elementwise operation: positional operands must have equal shapes; repeat an axis with "
                    "broadcast<...> (and a * b is elementwise: the matrix product is matmul(a, b)) "
                    "[docs/errors.md#unequal-shapes]");
    }
    return ill_formed{};
  } else if constexpr (constexpr int kind = Meeting::other_kind(); kind >= 0) {
    using L = typename Meeting::template left<kind>;
    using R = typename Meeting::template right<kind>;
    using Axis = axis_at<L, static_cast<std::size_t>(detail::first_length_mismatch<L, R>::value)>;
    static_assert(
        SameLengthKind<L, R, Axis>,
        "tenon: elementwise operation: the length of an axis is in the type of one operand and known only at run time "
        "(upto) in the other; read the fixed one through a view<..., upto<...>> and resize that to the other's length "
        "[docs/errors.md#run-time-length]");
    return ill_formed{};
  } else {
    using Free = detail::tags_union<typename Es::free_axes...>;
    if constexpr (!PositionsAlike<Free>) {
      static_assert(
          PositionsAlike<Free>,
          "tenon: elementwise operation: a position by name meets a position by index; use position<axis>() for "
          "named axes and position<i>() for axes without names [docs/errors.md#position-kind]");
      return ill_formed{};
    } else if constexpr (!PositionsFit<Target, Free>) {
      static_assert(
          PositionsFit<Target, Free>,
          "tenon: elementwise operation: a position does not fit the operand it meets: position<axis>() needs "
          "named axes, position<i>() axes without names and an index inside [docs/errors.md#position-kind]");
      return ill_formed{};
    } else {
      return mapped<Op, T, Target, Es...>(std::move(op), std::move(es)...);
    }
  }
}

}  // namespace tenon::node
