// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Which stored values may lie in the same memory. The order in which a plan evaluates is known from types alone, and so
// is when each stored value is written and when it is read last; only whether two of one kind are the same value is
// not. So a kind gets as many slots as it can have live values, whatever turns out to be the same, and slots whose
// times do not meet share memory.

#include <cstddef>

#include <tenon/config.hpp>

namespace tenon::schedule {
TENON_ISA_BEGIN

/// Still to be read by what is not counted yet; needed until the end, also when panels begin again.
inline constexpr std::size_t open_end = static_cast<std::size_t>(-2), forever = static_cast<std::size_t>(-1);

template <int I>
struct linker_could_merge {
  static constexpr char value = 0;
};
/// Can the compiler tell kinds apart? g++ with -fsanitize=undefined does not compare the addresses of such variables,
/// and then every place has memory of its own.
inline constexpr bool kinds_compare =
    __builtin_constant_p(&linker_could_merge<0>::value != &linker_could_merge<1>::value);

/// One place of the plan where a value is stored; times are counted in such places.
struct stored_use {
  void const* kind = nullptr;
  std::size_t bytes = 0;
  std::size_t first = 0;  ///< when its memory is taken
  std::size_t last = open_end;
  unsigned levels = 0;  ///< the panel levels it depends on
};

/// The places of a part of a plan, in the order of evaluation.
struct stored_uses {
  /// Beyond these every place has memory of its own.
  static constexpr std::size_t capacity = 48;
  std::size_t count = 0;
  stored_use of[capacity] = {};

  [[nodiscard]] constexpr bool complete() const { return kinds_compare && count <= capacity; }
  constexpr stored_uses operator+(stored_uses const& o) const {
    if (o.count == 0) return *this;
    stored_uses all = *this;
    for (std::size_t i = 0; i < o.count && all.count + i < capacity; ++i) {
      stored_use u = o.of[i];
      u.first += count;
      if (u.last < open_end) u.last += count;
      all.of[count + i] = u;
    }
    all.count += o.count;
    return all;
  }
  /// What is open is read by something that depends on these panel levels, at that time.
  [[nodiscard]] constexpr stored_uses read_by(unsigned reader_levels, std::size_t time) const {
    stored_uses all = *this;
    for (std::size_t i = 0; i < count && i < capacity; ++i)
      if (all.of[i].last == open_end) all.of[i].last = (reader_levels & ~all.of[i].levels) != 0 ? forever : time;
    return all;
  }
  /// These are read by a value stored after them, whose memory is taken when they are there, or before (`late` false).
  [[nodiscard]] constexpr stored_uses stored(void const* kind, std::size_t bytes, unsigned levels, bool late) const {
    stored_uses all = read_by(levels, count);
    if (count < capacity) all.of[count] = {kind, bytes, late ? count : 0, open_end, levels};
    ++all.count;
    return all;
  }
};

/// Memory for one value at a time.
struct stored_slot {
  std::size_t offset = 0;
  std::size_t bytes = 0;
  std::size_t first = 0, last = 0;  ///< when it holds something
};
/// The slots that a place may use: those of its kind, of which some come later.
struct stored_place {
  std::size_t first_slot = 0;
  std::size_t slots = 0;
  std::size_t last = 0;
};

struct stored_memory {
  std::size_t places = 0;
  std::size_t slots = 0;
  std::size_t bytes = 0;
  stored_slot slot[stored_uses::capacity] = {};
  stored_place place[stored_uses::capacity] = {};

  /// Slots for all places of the kind of place i. A value is alive from the first place that makes it to the last that
  /// reads it, so at most as many are alive as places have begun, and as are still to end.
  constexpr void add_kind(stored_uses const& uses, std::size_t i) {
    std::size_t const n = uses.count, base = slots;
    std::size_t begun[stored_uses::capacity] = {}, ended[stored_uses::capacity + 1] = {}, to_end = 0, end = 0;
    auto const last_of = [n](stored_use const& u) { return u.last < n ? u.last : n - 1; };
    for (std::size_t j = i; j < n; ++j) {
      stored_use const& u = uses.of[j];
      if (u.kind != uses.of[i].kind) continue;
      ++begun[u.last == forever ? 0 : u.first];
      ++ended[last_of(u) + 1];
      end = last_of(u) > end ? last_of(u) : end;
      ++to_end;
    }
    std::size_t most[stored_uses::capacity] = {}, now = 0, before = 0;
    for (std::size_t t = 0; t < n; ++t) {
      before += begun[t];
      to_end -= ended[t];
      std::size_t const alive = before < to_end ? before : to_end;
      for (; now < alive; ++now) slot[slots++] = {0, uses.of[i].bytes, t, end};
      most[t] = now;
    }
    for (std::size_t j = i; j < n; ++j)
      if (uses.of[j].kind == uses.of[i].kind) place[j] = {base, most[uses.of[j].first], uses.of[j].last};
  }
  /// The largest first, each at the lowest address that is free all the time.
  constexpr void arrange() {
    std::size_t order[stored_uses::capacity] = {};
    for (std::size_t i = 0; i < slots; ++i) {
      std::size_t at = i;
      for (; at > 0 && slot[order[at - 1]].bytes < slot[i].bytes; --at) order[at] = order[at - 1];
      order[at] = i;
    }
    for (std::size_t i = 0; i < slots; ++i) {
      stored_slot& s = slot[order[i]];
      for (bool moved = true; moved;) {
        moved = false;
        for (std::size_t j = 0; j < i; ++j) {
          stored_slot const& o = slot[order[j]];
          if (o.first > s.last || s.first > o.last || o.offset >= s.offset + s.bytes || s.offset >= o.offset + o.bytes)
            continue;
          s.offset = o.offset + o.bytes;
          moved = true;
        }
      }
      bytes = s.offset + s.bytes > bytes ? s.offset + s.bytes : bytes;
    }
  }
  constexpr explicit stored_memory(stored_uses const& uses) : places(uses.count) {
    for (std::size_t i = 0; i < uses.count; ++i) {
      bool met = false;
      for (std::size_t j = 0; j < i; ++j) met = met || uses.of[j].kind == uses.of[i].kind;
      if (!met) add_kind(uses, i);
    }
    arrange();
  }
};

TENON_ISA_END
}  // namespace tenon::schedule
