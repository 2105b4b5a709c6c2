// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Lowering: from an expression, its axes and the chain of views above it, to a tree of pointers. What cannot be read
// point by point is a boundary: a step computes it into the workspace first, and the tree gets a leaf.

#include <cstddef>
#include <type_traits>
#include <utility>

#include <tenon/config.hpp>
#include <tenon/schedule/cost.hpp>
#include <tenon/schedule/policy.hpp>
#include <tenon/schedule/printer.hpp>
#include <tenon/schedule/same.hpp>
#include <tenon/schedule/tree.hpp>
#include <tenon/schedule/views.hpp>

namespace tenon::schedule {
TENON_ISA_BEGIN

/// No driver: the whole tree is read from memory. A path of operand indices names the node whose result the kernel
/// hands in.
struct no_path {};

template <class Path>
inline constexpr int path_head = -1;
template <int H, int... T>
inline constexpr int path_head<ints<H, T...>> = H;

template <int I, class Path>
struct path_tail_at {
  using type = no_path;
};
template <int I, int... T>
struct path_tail_at<I, ints<I, T...>> {
  using type = ints<T...>;
};
/// The path below operand I.
template <int I, class Path>
using path_below = typename path_tail_at<I, Path>::type;

template <class T, class Holder, class Sequence>
struct leaf_from;
template <class T, class Holder, std::size_t... I>
struct leaf_from<T, Holder, std::index_sequence<I...>> {
  using leaf_type = leaf<T, Holder::value.stride[I]...>;
  using index_type = index_leaf<Holder::value.stride[I]...>;
};
template <class T, class Holder>
using leaf_of = typename leaf_from<T, Holder, std::make_index_sequence<Holder::value.rank>>::leaf_type;
template <class Holder>
using index_leaf_of = typename leaf_from<int, Holder, std::make_index_sequence<Holder::value.rank>>::index_type;

/// Where the panels being computed begin, for a value with layout L.
template <class Holder>
TENON_INLINE std::ptrdiff_t start_of(context const& ctx) {
  std::ptrdiff_t at = Holder::value.offset;
  for (std::size_t l = 0; l < max_levels; ++l) at += Holder::value.window[l] * ctx.origin[l];
  return at;
}

template <class E, class Axes, class Chain, class Policy, class Path = no_path>
struct lower;

// --- leaves
// -------------------------------------------------------------------------------------------------------------

struct lowered_leaf {
  static constexpr cost info{};
  template <class E>
  static void describe(printer&, E const&) {}
};

template <class T, class Shape, class Strides, class Axes, class Chain, class Policy>
struct lower<node::borrowed<T, Shape, Strides>, Axes, Chain, Policy, no_path> : lowered_leaf {
  struct access {
    static constexpr layout value = through<Chain>(destination_layout<Shape, Strides>());
  };
  static constexpr bool expressible = access::value.ok;
  using tree = leaf_of<T, access>;
  TENON_INLINE static tree bind(node::borrowed<T, Shape, Strides> const& e, context& ctx) {
    return {e.data + start_of<access>(ctx)};
  }
};

template <class T, class... A, class Axes, class Chain, class Policy>
struct lower<node::held<T, A...>, Axes, Chain, Policy, no_path> : lowered_leaf {
  struct access {
    static constexpr layout value = through<Chain>(layout_from<extents_of<shape<A...>>>::contiguous());
  };
  static constexpr bool expressible = access::value.ok;
  using tree = leaf_of<T, access>;
  TENON_INLINE static tree bind(node::held<T, A...> const& e, context& ctx) {
    return {e.value->data() + start_of<access>(ctx)};
  }
};

template <class T, class Axes, class Chain, class Policy>
struct lower<node::constant<T>, Axes, Chain, Policy, no_path> : lowered_leaf {
  static constexpr bool expressible = true;
  using tree = fixed<T>;
  TENON_INLINE static tree bind(node::constant<T> const& e, context&) { return {e.value}; }
};

template <class Tag, class Axes, class Chain, class Policy>
struct lower<node::positions<Tag>, Axes, Chain, Policy, no_path> : lowered_leaf {
  // A position is a value in memory that holds 0, 1, 2, …: step 1 along its own axis.
  static constexpr layout integers() {
    layout l = layout_from<extents_of<Axes>>::contiguous();
    for (std::size_t a = 0; a < l.rank; ++a) l.stride[a] = static_cast<int>(a) == index_of<Axes, Tag> ? 1 : 0;
    return l;
  }
  struct access {
    static constexpr layout value = through<Chain>(integers());
  };
  static constexpr bool expressible = access::value.ok;
  using tree = index_leaf_of<access>;
  TENON_INLINE static tree bind(node::positions<Tag> const&, context& ctx) { return {start_of<access>(ctx)}; }
};

// The driver itself: the kernel hands its result in.
template <class E, class Axes, class Chain, class Policy>
struct lower<E, Axes, Chain, Policy, ints<>> : lowered_leaf {
  static constexpr bool expressible = true;
  using tree = accumulator<typename E::value_type>;
  TENON_INLINE static tree bind(E const&, context&) { return {}; }
};

// --- boundaries
// ---------------------------------------------------------------------------------------------------------

/// A value that a step computes into the workspace, read back as a leaf. Defined in `schedule/stored.hpp`.
template <class E, class Axes, class Chain, class Policy,
          class Order = tenon::detail::ints_up_to<static_cast<int>(Axes::rank)>>
struct stored_value;

// --- elementwise, views, transparent nodes
// ------------------------------------------------------------------------------

template <class E, class Axes, class Chain, class Policy, class Path, class Sequence>
struct lower_elementwise;
template <class Op, class T, class S, class... Es, class Axes, class Chain, class Policy, class Path, std::size_t... I>
struct lower_elementwise<node::mapped<Op, T, S, Es...>, Axes, Chain, Policy, Path, std::index_sequence<I...>> {
  using node_type = node::mapped<Op, T, S, Es...>;
  template <std::size_t J, class E>
  static constexpr auto choose() {
    using axes = shape_within<Axes, E>;
    using links = extend<Chain, align_link<Axes, axes>>;
    using path = path_below<static_cast<int>(J), Path>;
    if constexpr (is_repeated<E, Axes> && std::is_same_v<path, no_path>)
      return std::type_identity<stored_value<E, axes, links, Policy>>{};
    else
      return std::type_identity<lower<E, axes, links, Policy, path>>{};
  }
  template <std::size_t J, class E>
  using part = typename decltype(choose<J, E>())::type;

  static constexpr bool expressible = (part<I, Es>::expressible && ...);
  static constexpr cost info = (cost{} + ... + part<I, Es>::info);
  using tree = applied<Op, T, typename part<I, Es>::tree...>;
  TENON_INLINE static tree bind(node_type const& e, context& ctx) {
    // Braces fix the order: left to right, as the plan is printed.
    return tree{e.op,
                pack<typename part<I, Es>::tree...>{std::in_place, part<I, Es>::bind(get<I>(e.operands), ctx)...}};
  }
  static void describe(printer& p, node_type const& e) { (part<I, Es>::describe(p, get<I>(e.operands)), ...); }
};

template <class K, class S, class E, class Axes, class Chain, class Policy, class Path>
struct lower_view {
  using node_type = node::viewed<K, S, E>;
  // A broadcast may bind axes that its operand is free in; other views have no free operands.
  static constexpr bool binds = E::free_axes::size != 0;
  using inner_axes = shape_within<Axes, E>;
  using step = std::conditional_t<binds, align_link<Axes, inner_axes>, link<K, extents_of<Axes>>>;
  using direct = lower<E, inner_axes, extend<Chain, step>, Policy, Path>;
  static constexpr auto choose() {
    if constexpr (is_repeated<E, S> && std::is_same_v<Path, no_path>)
      return std::type_identity<stored_value<E, inner_axes, extend<Chain, step>, Policy>>{};
    else if constexpr (direct::expressible)
      return std::type_identity<direct>{};
    else
      return std::type_identity<stored_value<E, inner_axes, extend<Chain, step>, Policy>>{};
  }
  using part = typename decltype(choose())::type;
  static constexpr bool expressible = part::expressible;
  static constexpr cost info = part::info;
  using tree = typename part::tree;
  TENON_INLINE static tree bind(node_type const& e, context& ctx) { return part::bind(get<0>(e.operands), ctx); }
  static void describe(printer& p, node_type const& e) { part::describe(p, get<0>(e.operands)); }
};

template <class E, class Axes, class Chain, class Policy, class Path>
struct lower_transparent;
template <class E, class Axes, class Chain, class Policy, class Path>
struct lower_transparent<node::unchecked<E>, Axes, Chain, Policy, Path> {
  using part = lower<E, Axes, Chain, Policy, path_below<0, Path>>;
  static constexpr bool expressible = part::expressible;
  static constexpr cost info = part::info;
  using tree = typename part::tree;
  TENON_INLINE static tree bind(node::unchecked<E> const& e, context& ctx) {
    return part::bind(get<0>(e.operands), ctx);
  }
  static void describe(printer& p, node::unchecked<E> const& e) { part::describe(p, get<0>(e.operands)); }
};

template <class E, class Axes, class Chain, class Policy, class Path, bool Boundary, node_kind Kind>
struct lower_by_kind;
template <class E, class Axes, class Chain, class Policy, class Path, node_kind Kind>
struct lower_by_kind<E, Axes, Chain, Policy, Path, true, Kind> {
  using type = stored_value<E, Axes, Chain, Policy>;
};
template <class Op, class T, class S, class... Es, class Axes, class Chain, class Policy, class Path>
struct lower_by_kind<node::mapped<Op, T, S, Es...>, Axes, Chain, Policy, Path, false, node_kind::elementwise> {
  using type =
      lower_elementwise<node::mapped<Op, T, S, Es...>, Axes, Chain, Policy, Path, std::index_sequence_for<Es...>>;
};
template <class K, class S, class E, class Axes, class Chain, class Policy, class Path>
struct lower_by_kind<node::viewed<K, S, E>, Axes, Chain, Policy, Path, false, node_kind::view> {
  using type = lower_view<K, S, E, Axes, Chain, Policy, path_below<0, Path>>;
};
template <class E, class Axes, class Chain, class Policy, class Path>
struct lower_by_kind<E, Axes, Chain, Policy, Path, false, node_kind::transparent> {
  using type = lower_transparent<E, Axes, Chain, Policy, Path>;
};

template <class E, class Axes, class Chain, class Policy, class Path>
struct lower : lower_by_kind<E, Axes, Chain, Policy, Path, is_boundary<E, Policy> && std::is_same_v<Path, no_path>,
                             kind_of<E>>::type {};

/// The root of a step: the node is computed here even if it is a boundary for others.
template <class E, class Axes, class Chain, class Policy, class Path = no_path>
struct lower_root : lower_by_kind<E, Axes, Chain, Policy, Path, false, kind_of<E>>::type {};
template <class E, class Axes, class Chain, class Policy>
  requires(kind_of<E> == node_kind::leaf || kind_of<E> == node_kind::constant || kind_of<E> == node_kind::position ||
           kind_of<E> == node_kind::boundary)
struct lower_root<E, Axes, Chain, Policy, no_path> : lower<E, Axes, Chain, Policy, no_path> {};
template <class E, class Axes, class Chain, class Policy>
struct lower_root<E, Axes, Chain, Policy, ints<>> : lower<E, Axes, Chain, Policy, ints<>> {};

TENON_ISA_END
}  // namespace tenon::schedule
