// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Operands of a product as memory seen from the step's loops: root axes first, then the summed axes. A sub-expression
// that is not memory already is stored.

#include <tenon/schedule/contraction.hpp>
#include <tenon/schedule/stored.hpp>

namespace tenon::schedule {
TENON_ISA_BEGIN

template <class Tree>
inline constexpr bool is_memory = false;
template <class T, std::ptrdiff_t... S>
inline constexpr bool is_memory<leaf<T, S...>> = true;

/// X read from memory: directly, or from the workspace.
template <class X, class Axes, class Chain, class Policy>
struct memory_operand {
  using direct = lower<X, Axes, Chain, Policy>;
  static constexpr auto choose() {
    if constexpr (is_memory<typename direct::tree> && direct::expressible)
      return std::type_identity<direct>{};
    else
      return std::type_identity<stored_value<X, Axes, Chain, Policy>>{};
  }
  using type = typename decltype(choose())::type;
};

template <class Extents, class Sums>
struct join_extents {
  using type = typename tenon::detail::ints_join<Extents, Sums>::type;
};

/// The views from loops (`Extents`, below the links `Base`; then the summed axes) to an operand of a product in them.
template <class Base, class Extents, class Driver, class Contraction, class Map>
struct operand_links;
template <class Base, int... X, class Driver, class Contraction, class Map>
struct operand_links<Base, ints<X...>, Driver, Contraction, Map> {
  using seen = probe<typename Driver::axes, typename Driver::links>;
  static constexpr std::size_t rank = sizeof...(X);

  template <int... M>
  static constexpr int index_at(ints<M...>, std::size_t p) {
    constexpr int map[] = {M..., 0};
    if (p >= rank) return map[Contraction::out_rank + (p - rank)];
    for (std::size_t a = 0; a < Contraction::out_rank; ++a)
      if (seen::loop_axis(a) == static_cast<int>(p)) return map[a];
    return -1;
  }
  template <std::size_t... P>
  static constexpr auto expand(std::index_sequence<P...>) {
    return node::view::expanded<index_at(Map{}, P)...>{};
  }
  using kind = decltype(expand(std::make_index_sequence<rank + Contraction::sums>{}));
  using type = extend<Base, link<kind, typename join_extents<ints<X...>, typename Contraction::summed>::type>>;
};

/// The loop space of a product: the step's axes, then the summed ones.
template <class Axes, class Panel, class Contraction>
constexpr layout product_space() {
  layout l = space_of<Axes, Panel>();
  layout const k = layout_from<typename Contraction::summed>::contiguous();
  for (std::size_t a = 0; a < k.rank; ++a) l.extent[l.rank + a] = k.extent[a];
  l.bounded |= bounded_bits<typename Contraction::summed_axes> << l.rank;
  l.rank += k.rank;
  return l;
}

TENON_ISA_END
}  // namespace tenon::schedule
