// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// One step of a plan: which kernel computes an expression into memory. Views at the end are undone on the destination;
// then the first of these that fits: streaming attention, a product with its epilogue, rows, a reduction, a loop.

#include <tenon/schedule/attention_step.hpp>
#include <tenon/schedule/gather_step.hpp>
#include <tenon/schedule/loop_step.hpp>
#include <tenon/schedule/product_step.hpp>
#include <tenon/schedule/reduce_step.hpp>
#include <tenon/schedule/refusal.hpp>
#include <tenon/schedule/rotate_step.hpp>
#include <tenon/schedule/rows_step.hpp>

namespace tenon::schedule {
TENON_ISA_BEGIN

/// The next node below is computed in the destination's stead: a view undone, a wrapper without effect.
template <class Inner, class InnerAxes, class InnerPanel, class Policy, class InnerStrides>
struct delegate_step {
  using next = compute_step<Inner, InnerAxes, InnerPanel, typename Policy::template within<Inner>, InnerStrides>;
  static constexpr cost info = next::info;
  template <class E>
    requires requires(decltype(get<0>(std::declval<E const&>().operands)) x, context& ctx) {
      next::prepare(x, ctx);
    }
  static void prepare(E const& e, context& ctx) { next::prepare(get<0>(e.operands), ctx); }
  template <class E, class T>
  static void run(E const& e, T* dst, context& ctx) {
    next::run(get<0>(e.operands), dst, ctx);
  }
  template <class E>
  static void describe(printer& p, E const& e, std::string_view where) {
    next::describe(p, get<0>(e.operands), where);
  }
};

/// The lowered value of what a wrapper stands around.
template <class Value>
struct unwrapped : Value {
  template <class E>
  static typename Value::tree bind(E const& e, context& ctx) {
    return Value::bind(get<0>(e.operands), ctx);
  }
  template <class E>
  static void describe(printer& p, E const& e) {
    Value::describe(p, get<0>(e.operands));
  }
};

/// A view undone on the destination: the strides and the panel of what is below it.
template <class E, class Axes, class Panel, class Strides>
struct undone;
template <class K, class S, class X, class Axes, class Panel, class Strides>
struct undone<node::viewed<K, S, X>, Axes, Panel, Strides> {
  using inner_shape = typename X::shape_type;
  using inverse = view_inverse<K, inner_shape>;
  using below = probe<inner_shape, extend<root_chain<Axes, Panel>, link<K, extents_of<Axes>>>>;
  using inner_panel = typename below::panel_type;
  struct memory {
    static constexpr layout make() {
      if constexpr (inverse::exists)
        return inverse::apply(destination_layout<Axes, Strides>());
      else
        return layout{};
    }
    static constexpr layout value = make();
  };
  using inner_strides = typename strides_of_layout<memory, std::make_index_sequence<inner_shape::rank>>::type;
  static constexpr bool possible = inverse::exists && memory::value.ok && inner_panel::levels == Panel::levels;
};

/// Why a product is not streamed; null where there is nothing to stream.
template <class E, class Policy>
struct product_reason {
  static constexpr char const* find() {
    if constexpr (attention_pattern<E, Policy>::found)
      return attention_step<E, typename E::shape_type, whole, Policy, row_major<typename E::shape_type>>::plan.refused;
    else
      return reason_to_store<E, Policy>();
  }
  static constexpr char const* why = find();
};

/// A product that was not streamed says why.
template <class Step, class Reason>
struct explained_step : Step {
  template <class E>
  static void describe(printer& p, E const& e, std::string_view where) {
    Step::describe(p, e, where);
    p.note("cannot stream over the summed axis: ", Reason::why);
  }
};

/// The step of an operation on rows, by what the operation is.
template <class Node, class E, class Axes, class Panel, class Policy, class Strides, class Path>
struct step_of_rows {
  using type = rows_step<E, Axes, Panel, Policy, Strides, Path>;
};
template <class Op, int I, int P, class X, class E, class Axes, class Panel, class Policy, class Strides, class Path>
struct step_of_rows<node::rotated<Op, I, P, X>, E, Axes, Panel, Policy, Strides, Path> {
  using type = rotate_step<E, Axes, Panel, Policy, Strides, Path>;
};

template <class E, class Axes, class Panel, class Policy, class Strides>
struct choose_step {
  using T = typename E::value_type;

  /// A product with its epilogue, and what is to be said of it.
  template <class Path>
  static constexpr auto stored_product() {
    using step = product_step<E, Axes, Panel, Policy, Strides, Path>;
    using reason = product_reason<typename step::product, typename Policy::template within<typename step::product>>;
    if constexpr (reason::why == nullptr)
      return std::type_identity<step>{};
    else
      return std::type_identity<explained_step<step, reason>>{};
  }

  template <class Path>
  static constexpr bool product_fits() {
    using step = product_step<E, Axes, Panel, Policy, Strides, Path>;
    using seen = probe<typename step::driver::axes, typename step::driver::links>;
    using product_policy = typename Policy::template within<typename step::product>;
    if constexpr (!seen::one_to_one(space_of<Axes, Panel>()))
      return false;
    else
      return !attention_pattern<typename step::product, product_policy>::found &&
             (step::tiled || std::is_same_v<typename step::number, T>);
  }
  template <class Path>
  using row_step = typename step_of_rows<typename follow<E, Axes, root_chain<Axes, Panel>, Path>::node_type, E, Axes,
                                         Panel, Policy, Strides, Path>::type;
  template <class Path>
  static constexpr bool rows_fit() {
    using node = follow<E, Axes, root_chain<Axes, Panel>, Path>;
    if constexpr (!probe<typename node::axes, typename node::links>::one_to_one(space_of<Axes, Panel>()))
      return false;
    else
      return row_step<Path>::vectorized;
  }

  static constexpr auto elementwise() {
    if constexpr (Policy::is_fused) {
      using product = typename find_driver<E, Policy, wants_product>::type;
      using rows = typename find_driver<E, Policy, wants_rows>::type;
      if constexpr (!std::is_same_v<product, no_path>) {
        if constexpr (product_fits<product>())
          return stored_product<product>();
        else
          return std::type_identity<loop_step<E, Axes, Panel, Policy, Strides>>{};
      } else if constexpr (!std::is_same_v<rows, no_path>) {
        if constexpr (rows_fit<rows>())
          return std::type_identity<row_step<rows>>{};
        else
          return std::type_identity<loop_step<E, Axes, Panel, Policy, Strides>>{};
      } else {
        return std::type_identity<loop_step<E, Axes, Panel, Policy, Strides>>{};
      }
    } else {
      return std::type_identity<loop_step<E, Axes, Panel, Policy, Strides>>{};
    }
  }
  static constexpr auto product() {
    if constexpr (attention_pattern<E, Policy>::found) {
      using here = attention_step<E, Axes, Panel, Policy, Strides>;
      // A destination that the kernel cannot write gets a copy of one that it can.
      using aside = stored_value<E, Axes, root_chain<Axes, Panel>, Policy, typename here::order>;
      if constexpr (here::streams)
        return std::type_identity<here>{};
      else if constexpr (attention_step<E, Axes, whole, Policy, typename aside::buffer_strides>::streams)
        return std::type_identity<loop_over<E, Axes, Panel, Strides, aside>>{};
      else
        return stored_product<ints<>>();
    } else {
      return stored_product<ints<>>();
    }
  }
  template <class K, class S, class X>
  static constexpr auto view(node::viewed<K, S, X> const*) {
    using back = undone<E, Axes, Panel, Strides>;
    if constexpr (kind_of<X> != node_kind::leaf && X::free_axes::size == 0 && back::possible)
      return std::type_identity<
          delegate_step<X, typename X::shape_type, typename back::inner_panel, Policy, typename back::inner_strides>>{};
    else
      return std::type_identity<loop_step<E, Axes, Panel, Policy, Strides>>{};
  }
  template <class Op, class V, class S, class I, class X>
  static constexpr auto boundary(node::reduced<Op, V, S, I, X> const*) {
    return std::type_identity<reduce_step<Op, V, S, I, X, Axes, Panel, Policy, Strides>>{};
  }
  template <class Op, int I, class X>
  static constexpr auto boundary(node::normalized<Op, I, X> const*) {
    return std::type_identity<rows_step<E, Axes, Panel, Policy, Strides, ints<>>>{};
  }
  template <class Op, int I, int P, class X>
  static constexpr auto boundary(node::rotated<Op, I, P, X> const*) {
    return std::type_identity<rotate_step<E, Axes, Panel, Policy, Strides, ints<>>>{};
  }
  template <class S, int I, class Table, class Ids>
  static constexpr auto boundary(node::taken<S, I, Table, Ids> const*) {
    return std::type_identity<take_step<E, Axes, Panel, Policy, Strides>>{};
  }
  template <class S, int I, class... X>
  static constexpr auto boundary(node::concatenated<S, I, X...> const*) {
    return std::type_identity<concat_step<E, Axes, Panel, Policy, Strides>>{};
  }
  template <class X>
  static constexpr auto boundary(node::materialized<X> const*) {
    // What others use without the wrapper is stored for them too, and copied.
    if constexpr ((kind_of<X> == node_kind::boundary || is_dear<X>)&&occurrences<X, typename Policy::root>::value >
                  occurrences<E, typename Policy::root>::value)
      return std::type_identity<
          loop_over<E, Axes, Panel, Strides, unwrapped<stored_value<X, Axes, root_chain<Axes, Panel>, Policy>>>>{};
    else
      return std::type_identity<delegate_step<X, Axes, Panel, Policy, Strides>>{};
  }
  template <class V, class S>
  static constexpr auto boundary(node::packed_memory<V, S> const*) {
    return std::type_identity<unpack_step<E, Axes, Panel, Policy, Strides>>{};
  }
  static constexpr auto choose() {
    if constexpr (is_product<E>)
      return product();
    else if constexpr (kind_of<E> == node_kind::elementwise)
      return elementwise();
    else if constexpr (kind_of<E> == node_kind::view)
      return view(static_cast<E const*>(nullptr));
    else if constexpr (kind_of<E> == node_kind::transparent)
      return std::type_identity<
          delegate_step<decltype(inner_of(static_cast<E const*>(nullptr))), Axes, Panel, Policy, Strides>>{};
    else if constexpr (kind_of<E> == node_kind::boundary)
      return boundary(static_cast<E const*>(nullptr));
    else
      return std::type_identity<loop_step<E, Axes, Panel, Policy, Strides>>{};
  }
  template <class X>
  static X inner_of(node::unchecked<X> const*);

  using type = typename decltype(choose())::type;
};

template <class E, class Axes, class Panel, class Policy, class Strides>
struct compute_step : choose_step<E, Axes, Panel, Policy, Strides>::type {};

TENON_ISA_END
}  // namespace tenon::schedule
