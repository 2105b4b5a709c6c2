// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// What a running plan holds: an arena of static size for stored values and kernel scratch, the origins of the panels
// being computed, and the table that makes a shared value be computed exactly once.

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <new>
#include <utility>

#include <tenon/config.hpp>
#include <tenon/schedule/access.hpp>
#include <tenon/schedule/reuse.hpp>

namespace tenon::schedule {
TENON_ISA_BEGIN

constexpr std::size_t aligned(std::size_t bytes) {
  return (bytes + config::alignment - 1) / config::alignment * config::alignment;
}

/// One stored value: which node made it (type and place in the tree), where it lies, for which panel it holds. One
/// entry a slot of memory; where each place of the plan has memory of its own, one a place.
struct stored_entry {
  void const* kind = nullptr;
  void const* node = nullptr;
  std::byte* data = nullptr;
  std::size_t bytes = 0;
  std::ptrdiff_t origin[max_levels] = {};
  unsigned levels = 0;  // bit l: depends on the origin of panel level l
  bool valid = false;
  std::size_t until = 0;       // may be written again from this place on
  void const* seen = nullptr;  // the node at the place of this index, once it was evaluated
};

/// The state of one evaluation. Lives on the stack; owns nothing.
struct context {
  std::byte* stored = nullptr;    // next free byte for stored values
  std::byte* scratch = nullptr;   // a region for each thread, shared by all kernels, each uses it alone
  std::size_t scratch_bytes = 0;  // of one thread
  int threads = 1;                // how many have scratch
  stored_entry* entries = nullptr;
  std::size_t count = 0;
  std::size_t position = 0;               // the place of the plan that is evaluated next
  stored_memory const* memory = nullptr;  // null: every place has memory of its own
  void const* root = nullptr;             // the whole expression
  std::ptrdiff_t origin[max_levels] = {};
  bool in_place = false;  // the result's memory is read too: its lines are in the cache

  bool holds(stored_entry const& e) const {
    if (!e.valid) return false;
    for (std::size_t l = 0; l < max_levels; ++l)
      if ((e.levels >> l & 1u) != 0 && e.origin[l] != origin[l]) return false;
    return true;
  }

  /// Begins the table of stored values, in memory for so many entries and what follows it.
  void begin(std::byte* table, std::size_t places, stored_memory const* plan, void const* expression) {
    entries = reinterpret_cast<stored_entry*>(table);
    stored = table + aligned(places * sizeof(stored_entry));
    memory = plan;
    root = expression;
    for (std::size_t i = 0; i < places; ++i) ::new (static_cast<void*>(entries + i)) stored_entry;
    if (plan == nullptr) return;
    count = plan->slots;
    for (std::size_t i = 0; i < count; ++i) {
      entries[i].data = stored + plan->slot[i].offset;
      entries[i].bytes = plan->slot[i].bytes;
    }
  }
  /// A panel begins, at that place of the plan: what it does not find again may be written over.
  void begin_panel(std::size_t place, std::size_t places) {
    position = place;
    if (memory == nullptr) return;
    for (std::size_t i = 0; i < count; ++i)
      if (!holds(entries[i]) || entries[i].until != static_cast<std::size_t>(-1)) entries[i].until = 0;
    for (std::size_t i = 0; i < places; ++i) entries[place + i].seen = nullptr;
  }
  /// A slot for a value at this place that is taken now: an empty one, else one whose value is not `needed` again, else
  /// the one that was read earliest. What lies in its memory is gone.
  template <class Needed>
  stored_entry& take_slot(std::size_t place, std::size_t now, Needed const& needed) {
    // (A plan of more places has no such memory; g++ would warn of it all the same.)
    stored_place const& p = memory->place[place < stored_uses::capacity ? place : 0];
    stored_entry* best = nullptr;
    int best_rank = 0;
    for (std::size_t k = p.first_slot; k < p.first_slot + p.slots; ++k) {
      stored_entry& s = entries[k];
      if (s.until > now) continue;
      int const rank = !s.valid ? 3 : !needed(s.node) ? 2 : 1;
      if (best == nullptr || rank > best_rank || (rank == best_rank && s.until < best->until)) {
        best = &s;
        best_rank = rank;
      }
    }
    assert(best != nullptr && "tenon: a kind of stored values has too few slots");
    for (std::size_t i = 0; i < count; ++i)
      if (entries[i].data < best->data + best->bytes && best->data < entries[i].data + entries[i].bytes)
        entries[i].valid = false;
    return *best;
  }
  /// The value of an entry is read from this place of the plan.
  void keep(stored_entry& s, std::size_t place, void const* node) {
    position = place + 1;
    if (memory == nullptr) return;
    std::size_t const last = memory->place[place < stored_uses::capacity ? place : 0].last;
    std::size_t const until = last >= open_end ? static_cast<std::size_t>(-1) : last + 1;
    if (until > s.until) s.until = until;
    entries[place].seen = node;
  }

  /// The scratch of one thread.
  template <class T>
  T* scratch_of(int worker) const {
    return reinterpret_cast<T*>(scratch + static_cast<std::size_t>(worker) * scratch_bytes);
  }

  std::byte* allocate(std::size_t bytes) {
    std::byte* const p = stored;
    stored += bytes;
    return p;
  }
};

/// An address that stands for a type, without RTTI.
template <class T>
struct type_key {
  static constexpr char value = 0;
};

/// Memory for one evaluation, aligned, kept by the thread between evaluations and grown when a plan needs more.
class thread_workspace {
 public:
  /// Takes the thread's block (so that an evaluation inside an evaluation gets another one) and grows it to `bytes`.
  explicit thread_workspace(std::size_t bytes) : block_(std::exchange(kept(), block{})) {
    if (block_.size < bytes) {
      release(block_);
      block_ = block{};
      block_.data = static_cast<std::byte*>(::operator new (bytes, std::align_val_t{config::alignment}));
      block_.size = bytes;
    }
  }
  ~thread_workspace() {
    if (kept().size < block_.size) std::swap(kept().data, block_.data), std::swap(kept().size, block_.size);
    release(block_);
  }
  thread_workspace(thread_workspace const&) = delete;
  thread_workspace& operator=(thread_workspace const&) = delete;

  std::byte* data() const { return block_.data; }

 private:
  struct block {
    std::byte* data = nullptr;
    std::size_t size = 0;
  };
  struct keeper : block {
    keeper() = default;
    keeper(keeper const&) = delete;
    keeper& operator=(keeper const&) = delete;
    keeper& operator=(block b) {
      static_cast<block&>(*this) = b;
      return *this;
    }
    ~keeper() {  // leaves nothing behind for an evaluation in a later destructor of the same thread
      release(*this);
      data = nullptr;
      size = 0;
    }
  };
  static void release(block const& b) {
    if (b.data != nullptr) ::operator delete (b.data, std::align_val_t{config::alignment});
  }
  static block& kept() {
    static thread_local keeper k;
    return k;
  }
  block block_;
};

TENON_ISA_END
}  // namespace tenon::schedule
