// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// What a running plan holds: an arena of static size for stored values and kernel scratch, the origins of the panels
// being computed, and the table that makes a shared value be computed exactly once.

#include <cstddef>
#include <cstdint>
#include <new>
#include <utility>

#include <tenon/config.hpp>
#include <tenon/schedule/access.hpp>

namespace tenon::schedule {
TENON_ISA_BEGIN

constexpr std::size_t aligned(std::size_t bytes) {
  return (bytes + config::alignment - 1) / config::alignment * config::alignment;
}

/// One stored value: which node made it (type and place in the tree), where it lies, for which panel it holds.
struct stored_entry {
  void const* kind;
  void const* node;
  void* data;
  std::ptrdiff_t origin[max_levels];
  unsigned levels;  // bit l: depends on the origin of panel level l
  bool valid;
};

/// The state of one evaluation. Lives on the stack; owns nothing.
struct context {
  std::byte* stored = nullptr;    // next free byte for stored values
  std::byte* scratch = nullptr;   // a region for each thread, shared by all kernels, each uses it alone
  std::size_t scratch_bytes = 0;  // of one thread
  int threads = 1;                // how many have scratch
  stored_entry* entries = nullptr;
  std::size_t count = 0;
  std::ptrdiff_t origin[max_levels] = {};
  bool in_place = false;  // the result's memory is read too: its lines are in the cache

  bool holds(stored_entry const& e) const {
    if (!e.valid) return false;
    for (std::size_t l = 0; l < max_levels; ++l)
      if ((e.levels >> l & 1u) != 0 && e.origin[l] != origin[l]) return false;
    return true;
  }

  /// The scratch of one thread.
  template <class T>
  T* scratch_of(int worker) const {
    return reinterpret_cast<T*>(scratch + static_cast<std::size_t>(worker) * scratch_bytes);
  }

  template <class T>
  T* allocate(std::size_t elements) {
    T* p = reinterpret_cast<T*>(stored);
    stored += aligned(elements * sizeof(T));
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
