// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Rows of a table chosen by ids: an embedding.

#include <tenon/expr/capture.hpp>

namespace tenon {

namespace node {

/// The lookup along the table's axis with an index.
template <int I, class Table, class Ids>
[[nodiscard]] constexpr auto look_up(Table&& table, Ids&& ids) {
  using From = shape_of<Table>;
  using Places = shape_of<Ids>;
  using Result = typename detail::replace<From, I, Places>::type;
  using T = value_of<Ids>;
  if constexpr (!Integer<T>) {
    static_assert(Integer<T>, "tenon: take: ids must be integers [docs/errors.md#integer-only]");
    return ill_formed{};
  } else if constexpr (!SameKind<From, Places>) {
    static_assert(
        SameKind<From, Places>,
        "tenon: take: the table has named axes and the ids have none, or the other way round; use name_axes<...> or "
        "drop_names [docs/errors.md#names-and-positions]");
    return ill_formed{};
  } else if constexpr (!HasDistinctAxes<Result>) {
    static_assert(HasDistinctAxes<Result>,
                  "tenon: take: the ids have an axis that the table has too, so that the result would have it twice; "
                  "rename<From, To> one [docs/errors.md#axis-twice]");
    return ill_formed{};
  } else {
    return taken<Result, I, detail::captured<Table>, detail::captured<Ids>>(detail::capture(std::forward<Table>(table)),
                                                                            detail::capture(std::forward<Ids>(ids)));
  }
}

}  // namespace node

/// The table's rows that the ids name: the axes of ids stand where the axis stood. Ids outside throw before anything is
/// written. Shape: vocab×embed, batch×seq → batch×seq×embed. Example: `take<vocab>(table, ids)`
template <template <std::size_t> class Axis, Expression Table, Expression Ids>
[[nodiscard]] constexpr auto take(Table&& table, Ids&& ids) {
  if constexpr (detail::any_ill_formed<Table, Ids>) {
    return ill_formed{};
  } else {
    using From = shape_of<Table>;
    using Free = detail::tags_union<typename std::remove_cvref_t<Table>::free_axes,
                                    typename std::remove_cvref_t<Ids>::free_axes>;
    if constexpr (!Bound<Free>) {
      static_assert(
          Bound<Free>,
          "tenon: take: an operand is still free in an axis: a position has no length of its own; combine it with a "
          "tensor that has the axis, or bind it with broadcast<...> [docs/errors.md#free-axis]");
      return ill_formed{};
    } else if constexpr (!Named<From>) {
      static_assert(Named<From>,
                    "tenon: take: the tensor's axes have no names; give them names with name_axes<...>, or count "
                    "the axis, as in take<0>(table, ids) [docs/errors.md#names-and-positions]");
      return ill_formed{};
    } else if constexpr (!HasAxis<From, Axis>) {
      static_assert(
          HasAxis<From, Axis>,
          "tenon: take: the tensor does not have this axis; name the axis of the table that the ids count along "
          "[docs/errors.md#axis-absent]");
      return ill_formed{};
    } else {
      return node::look_up<index_of<From, tag_of<Axis<1>>>>(std::forward<Table>(table), std::forward<Ids>(ids));
    }
  }
}
/// The same along the axis with an index.
template <int Index, Expression Table, Expression Ids>
[[nodiscard]] constexpr auto take(Table&& table, Ids&& ids) {
  if constexpr (detail::any_ill_formed<Table, Ids>) {
    return ill_formed{};
  } else {
    using From = shape_of<Table>;
    using Free = detail::tags_union<typename std::remove_cvref_t<Table>::free_axes,
                                    typename std::remove_cvref_t<Ids>::free_axes>;
    if constexpr (!Bound<Free>) {
      static_assert(
          Bound<Free>,
          "tenon: take: an operand is still free in an axis: a position has no length of its own; combine it with a "
          "tensor that has the axis, or bind it with broadcast<...> [docs/errors.md#free-axis]");
      return ill_formed{};
    } else if constexpr (!Positional<From>) {
      static_assert(Positional<From>,
                    "tenon: take: the table's axes have names; name the axis, as in take<vocab>(table, ids) "
                    "[docs/errors.md#names-and-positions]");
      return ill_formed{};
    } else if constexpr (!HasIndex<From, Index>) {
      static_assert(HasIndex<From, Index>,
                    "tenon: take: there is no axis with this index; indices run from 0, or from -1 backwards "
                    "[docs/errors.md#axis-index]");
      return ill_formed{};
    } else {
      return node::look_up<detail::wrapped<From>(Index)>(std::forward<Table>(table), std::forward<Ids>(ids));
    }
  }
}

/// Explains an axis with a length.
template <Axis First, Expression Table, Expression Ids>
constexpr auto take(Table&&, Ids&&) {
  static_assert(
      NamesAlone<First>,
      "tenon: take: name the axis without its length, as in take<vocab>(table, ids) [docs/errors.md#length-given]");
  return ill_formed{};
}

}  // namespace tenon
