// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The whole expression: computed at once, or, where what it stores would not stay in the cache, block by block of one
// or two of its axes, so that intermediate values live in tiles that do. What lacks those axes is computed before,
// once.

#include <algorithm>
#include <string>

#include <tenon/kernel/cost_model.hpp>
#include <tenon/schedule/step.hpp>
#include <tenon/shape/text.hpp>

namespace tenon::schedule {
TENON_ISA_BEGIN

using kernel::cost_model::panel_budget, kernel::cost_model::panel_most, kernel::cost_model::panel_rows,
    kernel::cost_model::panel_threshold;

/// The largest divisor of n up to `most`, or `most` itself where n has none near it (the last panel is then smaller).
constexpr std::size_t balanced_length(std::size_t n, std::size_t most) {
  if (most >= n) return n;
  if (most == 0) return 1;
  for (std::size_t d = most; 2 * d > most; --d)
    if (n % d == 0) return d;
  return most;
}

/// Elements of an axis in a panel, each of so many stored bytes: what the budget allows, or else as many as pay for
/// reading the right operands again, unless they are more than `most` bytes.
constexpr std::size_t panel_length(std::size_t each, std::size_t enough, std::size_t most = panel_most) {
  std::size_t const fitting = panel_budget / each;
  return fitting >= enough ? fitting : std::clamp(most / each, std::size_t{1}, enough);
}

template <class E, class Axes, class Mode, class Strides>
struct top_step {
  using plain_policy = policy<Mode, E>;
  using plain = compute_step<E, Axes, whole, plain_policy, Strides>;

  struct choice {
    int axis[max_levels] = {-1, -1};
    std::size_t length[max_levels] = {0, 0};
    unsigned shared = 0;
  };

  template <int A0, std::size_t L0, int A1, std::size_t L1, unsigned Shared>
  static constexpr cost trial = compute_step<E, Axes, panel<A0, static_cast<int>(L0), A1, static_cast<int>(L1)>,
                                             policy<Mode, E, E, Shared>, Strides>::info;

  /// Tries axis A at one level, the others being decided.
  template <std::size_t A>
  static constexpr choice first_level() {
    if constexpr (A == Axes::rank) {
      return {};
    } else if constexpr (extent_at<Axes, A> == 1 || !restrictable<E, Axes, A>) {
      return first_level<A + 1>();
    } else {
      constexpr cost all = trial<static_cast<int>(A), 1, -1, 0, 1>;
      constexpr unsigned shared = all.unrestricted[0] == 0 ? 1 : 0;
      constexpr cost one = trial<static_cast<int>(A), 1, -1, 0, shared>;
      constexpr std::size_t n = extent_at<Axes, A>;
      if constexpr (one.stored_bytes >= plain::info.stored_bytes) {
        return first_level<A + 1>();
      } else {
        // What one element of the axis adds to what is stored.
        constexpr std::size_t each = (plain::info.stored_bytes - one.stored_bytes) / (n - 1) + 1;
        constexpr std::size_t fitting = panel_budget / each;
        if constexpr (fitting >= n) {
          return {};
        } else if constexpr (fitting >= panel_rows) {
          return {{static_cast<int>(A), -1}, {balanced_length(n, fitting), 0}, shared};
        } else {
          // Few elements of this axis fill the cache: an axis inside it is cut too, or it is the axis of rows itself.
          constexpr choice inner = second_level<A, A + 1, shared>();
          constexpr std::size_t rows = inner.length[1];
          // (An axis with more than one inside it has more than one row an element.)
          if constexpr (rows == 0 && A + 2 < Axes::rank)
            return only_level(static_cast<int>(A),
                              balanced_length(n, panel_length(each, panel_rows / 4, panel_most / 4)), n, shared);
          else if constexpr (rows == 0)
            return only_level(static_cast<int>(A), balanced_length(n, panel_length(each, panel_rows)), n, shared);
          else if constexpr (rows == extent_at<Axes, static_cast<std::size_t>(inner.axis[1] < 0 ? 0 : inner.axis[1])>)
            return only_level(static_cast<int>(A),
                              balanced_length(n, panel_length(each, std::max(panel_rows / rows, std::size_t{1}))), n,
                              shared);
          else
            return inner;
        }
      }
    }
  }
  static constexpr choice only_level(int axis, std::size_t length, std::size_t n, unsigned shared) {
    if (length >= n) return {};
    return {{axis, -1}, {length, 0}, shared};
  }
  /// One element of axis A at a time, and of an axis B inside it as many as fit (all of them: B is not cut).
  template <std::size_t A, std::size_t B, unsigned Shared>
  static constexpr choice second_level() {
    if constexpr (B >= Axes::rank) {
      return {};
    } else if constexpr (extent_at<Axes, B> == 1 || !restrictable<E, Axes, B>) {
      return second_level<A, B + 1, Shared>();
    } else {
      constexpr std::size_t n = extent_at<Axes, B>;
      constexpr cost one = trial<static_cast<int>(A), 1, static_cast<int>(B), 1, Shared>;
      constexpr cost outer = trial<static_cast<int>(A), 1, -1, 0, Shared>;
      if constexpr (one.stored_bytes >= outer.stored_bytes) {
        return second_level<A, B + 1, Shared>();
      } else {
        constexpr std::size_t row = (outer.stored_bytes - one.stored_bytes) / (n - 1) + 1;
        return {
            {static_cast<int>(A), static_cast<int>(B)}, {1, balanced_length(n, panel_length(row, panel_rows))}, Shared};
      }
    }
  }

  static constexpr choice choose() {
    if constexpr (!std::is_same_v<Mode, fused> || plain::info.stored_bytes <= panel_threshold)
      return {};
    else
      return first_level<0>();
  }
  static constexpr choice chosen = choose();
  static constexpr bool panelled = chosen.axis[0] >= 0;

  template <int Level>
  static constexpr std::size_t count =
      chosen.axis[Level] < 0
          ? 1
          : extent_at<Axes, static_cast<std::size_t>(chosen.axis[Level] < 0 ? 0 : chosen.axis[Level])>;
  template <int Level>
  static constexpr std::size_t rest = chosen.axis[Level] < 0
                                          ? 0
                                          : count<Level> % (chosen.length[Level] == 0 ? 1 : chosen.length[Level]);

  template <std::size_t L0, std::size_t L1>
  using block = compute_step<E, Axes, panel<chosen.axis[0], static_cast<int>(L0), chosen.axis[1], static_cast<int>(L1)>,
                             policy<Mode, E, E, chosen.shared>, Strides>;

  /// The result is computed last, and read by nobody here.
  template <class Step>
  static constexpr cost ended(unsigned readers) {
    cost c = Step::info;
    if (c.uses.count != 0) c.uses = c.uses.read_by(readers, c.uses.count - 1);
    return c;
  }
  static constexpr unsigned levels = (chosen.axis[0] >= 0 ? 1u : 0u) | (chosen.axis[1] >= 0 ? 2u : 0u);
  /// The kinds of blocks, one after the other in the plan.
  template <std::size_t L0, std::size_t L1>
  static constexpr std::size_t block_begin() {
    std::size_t n = 0;
    if constexpr (L0 != chosen.length[0] || L1 != chosen.length[1])
      n += block<chosen.length[0], chosen.length[1]>::info.temporaries;
    if constexpr (rest<0> != 0 && L1 != chosen.length[1]) n += block<rest<0>, chosen.length[1]>::info.temporaries;
    if constexpr (rest<1> != 0 && L0 != chosen.length[0] && L1 != chosen.length[1])
      n += block<chosen.length[0], rest<1>>::info.temporaries;
    return n;
  }

  static constexpr cost cost_of() {
    if constexpr (!panelled) {
      return ended<plain>(0);
    } else {
      cost c = ended<block<chosen.length[0], chosen.length[1]>>(levels);
      double const cycles = c.cycles;  // of all panels already
      if constexpr (rest<0> != 0) c = c + ended<block<rest<0>, chosen.length[1]>>(levels);
      if constexpr (rest<1> != 0) c = c + ended<block<chosen.length[0], rest<1>>>(levels);
      if constexpr (rest<0> != 0 && rest<1> != 0) c = c + ended<block<rest<0>, rest<1>>>(levels);
      c.cycles = cycles;
      return c;
    }
  }
  static constexpr cost info = cost_of();

  template <class T>
  static void run(E const& e, T* dst, context& ctx) {
    if constexpr (!panelled) {
      plain::run(e, dst, ctx);
    } else {
      std::size_t const begin = ctx.position;
      std::size_t at = 0;
      std::size_t const end = end_of<0>(e);
      for (; at < end && at + chosen.length[0] <= count<0>; at += chosen.length[0])
        inner<chosen.length[0]>(e, dst, ctx, at, begin);
      if constexpr (rest<0> != 0)
        if (at < end) inner<rest<0>>(e, dst, ctx, at, begin);
    }
  }
  static void describe(printer& p, E const& e, std::string_view where) {
    if constexpr (!panelled) {
      plain::describe(p, e, where);
    } else {
      for (std::size_t l = 0; l < max_levels; ++l) {
        if (chosen.axis[l] < 0) continue;
        p.line("in panels of ", chosen.length[l], " along ", axis_name(chosen.axis[l]), ":");
        p.indent(1);
      }
      block<chosen.length[0], chosen.length[1]>::describe(p, e, where);
      for (std::size_t l = 0; l < max_levels; ++l)
        if (chosen.axis[l] >= 0) p.indent(-1);
    }
  }

 private:
  /// Where the panels of a level end: at a length, if it is known only at run time.
  template <int Level>
  static std::size_t end_of([[maybe_unused]] E const& e) {
    if constexpr (chosen.axis[Level] >= 0 && bounded_bits<Axes> != 0) {
      using tag = tag_at<Axes, static_cast<std::size_t>(chosen.axis[Level])>;
      if constexpr (knows_length<tag, E>) return static_cast<std::size_t>(length_of<tag>(e));
    }
    return count<Level>;
  }
  template <std::size_t L0, std::size_t L1, class T>
  static void run_block(E const& e, T* dst, context& ctx, std::size_t begin) {
    ctx.begin_panel(begin + block_begin<L0, L1>(), block<L0, L1>::info.temporaries);
    block<L0, L1>::run(e, dst, ctx);
  }
  template <std::size_t L0, class T>
  static void inner(E const& e, T* dst, context& ctx, std::size_t at0, std::size_t begin) {
    ctx.origin[0] = static_cast<std::ptrdiff_t>(at0);
    dst += static_cast<std::ptrdiff_t>(at0) * stride_of(chosen.axis[0]);
    if constexpr (chosen.axis[1] < 0) {
      run_block<L0, 0>(e, dst, ctx, begin);
    } else {
      std::size_t at = 0;
      for (; at < end_of<1>(e); at += chosen.length[1]) {
        ctx.origin[1] = static_cast<std::ptrdiff_t>(at);
        T* const to = dst + static_cast<std::ptrdiff_t>(at) * stride_of(chosen.axis[1]);
        if (at + chosen.length[1] <= count<1>)
          run_block<L0, chosen.length[1]>(e, to, ctx, begin);
        else if constexpr (rest<1> != 0)
          run_block<L0, rest<1>>(e, to, ctx, begin);
      }
    }
  }
  static constexpr std::ptrdiff_t stride_of(int axis) { return Strides::values[static_cast<std::size_t>(axis)]; }
  static std::string axis_name(int axis) {
    std::string name;
    [&]<std::size_t... I>(std::index_sequence<I...>) {
      ((static_cast<int>(I) == axis ? void(name = axis_text<axis_at<Axes, I>>()) : void()), ...);
    }
    (std::make_index_sequence<Axes::rank>{});
    return name;
  }
};

TENON_ISA_END
}  // namespace tenon::schedule
