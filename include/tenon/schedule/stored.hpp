// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// A boundary: a value computed into the workspace before the loop that reads it, once for as long as it holds.

#include <cstddef>

#include <tenon/schedule/lower.hpp>
#include <tenon/schedule/panel.hpp>
#include <tenon/schedule/restrict.hpp>

namespace tenon::schedule {
TENON_ISA_BEGIN

/// Computes E (with axes Axes, restricted by Panel) into memory with these strides. Defined in `schedule/step.hpp`.
template <class E, class Axes, class Panel, class Policy, class Strides>
struct compute_step;

template <class E, class Axes, class Panel, class Order>
struct stored_key {};

template <class E, class Axes, class Chain, class Policy, class Order>
struct stored_value {
  using value_type = typename E::value_type;
  // A value that is used elsewhere too is computed whole, unless all of them are restricted alike.
  static constexpr bool is_shared_value = occurrences<E, typename Policy::root>::value > 1;
  using seen_panel = typename probe<Axes, Chain>::panel_type;
  template <std::size_t Level>
  static constexpr bool restricts = [] {
    if constexpr (seen_panel::axis[Level] < 0)
      return false;
    else
      return restrictable<E, Axes, static_cast<std::size_t>(seen_panel::axis[Level])> &&
             (!is_shared_value || (Policy::shared_levels >> Level & 1u) != 0);
  }();
  using panel_type = panel<restricts<0> ? seen_panel::axis[0] : -1, restricts<0> ? seen_panel::length[0] : 0,
                           restricts<1> ? seen_panel::axis[1] : -1, restricts<1> ? seen_panel::length[1] : 0>;

  /// The buffer: the panel's extents, contiguous, axes nested as Order says (outermost first).
  template <int... O>
  static constexpr layout buffer(ints<O...>) {
    layout l = space_of<Axes, panel_type>();
    constexpr int order[] = {O..., 0};
    std::ptrdiff_t step = 1;
    for (std::size_t n = sizeof...(O); n-- > 0;) {
      l.stride[order[n]] = step;
      step *= l.extent[order[n]];
    }
    return l;
  }
  struct memory {
    static constexpr layout value = buffer(Order{});
  };
  static constexpr layout seen() {
    layout l = layout_from<extents_of<Axes>>::contiguous();
    for (std::size_t a = 0; a < l.rank; ++a) l.stride[a] = memory::value.stride[a];
    l = through<Chain>(l);
    for (std::size_t level = 0; level < max_levels; ++level)
      if (panel_type::axis[level] >= 0) l.window[level] = 0;
    return l;
  }
  struct access {
    static constexpr layout value = seen();
  };
  using buffer_strides = typename strides_of_layout<memory, std::make_index_sequence<Axes::rank>>::type;
  using step = compute_step<E, Axes, panel_type, typename Policy::template within<E>, buffer_strides>;

  static constexpr bool expressible = access::value.ok;
  static constexpr std::size_t elements = static_cast<std::size_t>(memory::value.size());
  static constexpr cost info = step::info + cost{.temporaries = 1,
                                                 .stored_bytes = aligned(elements * sizeof(value_type)),
                                                 .unrestricted = {restricts<0> ? 0u : 1u, restricts<1> ? 0u : 1u}};
  using tree = leaf_of<value_type, access>;

  static tree bind(E const& e, context& ctx) { return {compute(e, ctx) + start_of<access>(ctx)}; }

  static void describe(printer& p, E const& e) {
    if (!p.is_told(kind(), [&e](void const* node) { return same_value(e, *static_cast<E const*>(node)); })) {
      step::describe(p, e, "stored");
      p.told(kind(), &e);
    }
  }

 private:
  static void const* kind() { return &type_key<stored_key<E, Axes, panel_type, Order>>::value; }
  static value_type const* compute(E const& e, context& ctx) {
    stored_entry* mine = nullptr;
    for (std::size_t i = 0; i < ctx.count; ++i) {
      stored_entry& entry = ctx.entries[i];
      if (entry.kind != kind()) continue;
      if (ctx.holds(entry) && same_value(e, *static_cast<E const*>(entry.node)))
        return static_cast<value_type const*>(entry.data);
      if (entry.node == &e) mine = &entry;
    }
    if (mine == nullptr) {
      mine = &ctx.entries[ctx.count++];
      *mine = stored_entry{kind(), &e, ctx.allocate<value_type>(elements), {}, panel_type::levels, false};
    }
    mine->valid = false;
    auto* const data = static_cast<value_type*>(mine->data);
    step::run(e, data, ctx);
    for (std::size_t l = 0; l < max_levels; ++l) mine->origin[l] = ctx.origin[l];
    mine->valid = true;
    return data;
  }
};

TENON_ISA_END
}  // namespace tenon::schedule
