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
  static constexpr std::size_t bytes = aligned(elements * sizeof(value_type));
  /// Its memory is taken when what it is computed from is there, if the step can be asked for that alone.
  static constexpr bool late = step::info.temporaries == 0 || requires(E const& e, context& ctx) {
    step::prepare(e, ctx);
  };
  static constexpr cost cost_of() {
    cost c =
        step::info +
        cost{.temporaries = 1, .stored_bytes = bytes, .unrestricted = {restricts<0> ? 0u : 1u, restricts<1> ? 0u : 1u}};
    c.uses = step::info.uses.stored(kind(), bytes, panel_type::levels, late);
    return c;
  }
  using tree = leaf_of<value_type, access>;

  static constexpr void const* kind() { return &type_key<stored_key<E, Axes, panel_type, Order>>::value; }
  static constexpr cost info = cost_of();

  static tree bind(E const& e, context& ctx) { return {compute(e, ctx) + start_of<access>(ctx)}; }

  static void describe(printer& p, E const& e) {
    if (!p.is_told(kind(), [&e](void const* node) { return same_value(e, *static_cast<E const*>(node)); })) {
      step::describe(p, e, "stored");
      p.told(kind(), &e);
    }
  }

 private:
  /// Is that value (of another place) used by one that is not evaluated yet? Up to three places of a kind need not ask:
  /// the first that is not the third's value then is not needed again.
  static bool needed_later(void const* node, context const& ctx) {
    if constexpr (occurrences<E, typename Policy::root>::value > 3)
      return occurs_unseen(*static_cast<E const*>(node), *static_cast<typename Policy::root const*>(ctx.root),
                           [&ctx](void const* x) {
                             for (std::size_t i = 0; i < ctx.memory->places; ++i)
                               if (ctx.entries[i].seen == x) return true;
                             return false;
                           });
    else
      return false;
  }
  static value_type const* compute(E const& e, context& ctx) {
    std::size_t const begin = ctx.position, place = begin + info.temporaries - 1;
    stored_entry* mine = nullptr;
    for (std::size_t i = 0; i < ctx.count; ++i) {
      stored_entry& entry = ctx.entries[i];
      if (entry.kind != kind()) continue;
      if (ctx.holds(entry) && same_value(e, *static_cast<E const*>(entry.node))) {
        ctx.keep(entry, place, &e);
        return reinterpret_cast<value_type const*>(entry.data);
      }
      if (entry.node == &e) mine = &entry;
    }
    if (ctx.memory != nullptr) {
      if constexpr (late && step::info.temporaries != 0) {
        step::prepare(e, ctx);
        ctx.position = begin;
      }
      mine = &ctx.take_slot(place, late ? place : begin, [&ctx](void const* node) { return needed_later(node, ctx); });
    } else if (mine == nullptr) {
      mine = &ctx.entries[ctx.count++];
      mine->data = ctx.allocate(bytes);
    }
    mine->kind = kind();
    mine->node = &e;
    mine->levels = panel_type::levels;
    mine->valid = false;
    mine->until = forever;
    auto* const data = reinterpret_cast<value_type*>(mine->data);
    step::run(e, data, ctx);
    for (std::size_t l = 0; l < max_levels; ++l) mine->origin[l] = ctx.origin[l];
    mine->valid = true;
    mine->until = 0;
    ctx.keep(*mine, place, &e);
    return data;
  }
};

TENON_ISA_END
}  // namespace tenon::schedule
