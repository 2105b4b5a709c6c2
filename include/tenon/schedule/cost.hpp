// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// What a plan costs, added up by the compiler: an upper bound, since values that turn out to be the same object at run
// time are computed once.

#include <cstddef>

#include <tenon/schedule/context.hpp>
#include <tenon/schedule/reuse.hpp>

namespace tenon {

namespace schedule {
TENON_ISA_BEGIN

/// Bits of `cost::kernels`, one for each type in `kernel/names.hpp`.
enum kernel_bit : unsigned {
  loop_bit = 1,
  gemm_bit = 2,
  attention_bit = 4,
  rows_bit = 8,
  reduce_bit = 16,
  copy_bit = 32
};

struct cost {
  std::size_t steps = 0;                      ///< loop nests
  std::size_t temporaries = 0;                ///< intermediate values that are stored
  std::size_t stored_bytes = 0;               ///< their size
  std::size_t scratch_bytes = 0;              ///< the largest scratch of any kernel
  unsigned kernels = 0;                       ///< `kernel_bit`s
  std::size_t unrestricted[max_levels] = {};  ///< stored values that a panel level does not restrict
  double cycles = 0;                          ///< predicted by the cost model, over all panels
  stored_uses uses = {};                      ///< when they are written and read, in the order of evaluation

  constexpr cost operator+(cost const& o) const {
    return {steps + o.steps,
            temporaries + o.temporaries,
            stored_bytes + o.stored_bytes,
            scratch_bytes > o.scratch_bytes ? scratch_bytes : o.scratch_bytes,
            kernels | o.kernels,
            {unrestricted[0] + o.unrestricted[0], unrestricted[1] + o.unrestricted[1]},
            cycles + o.cycles,
            uses + o.uses};
  }
  /// What stored values take where those that are not needed at the same time lie in the same memory.
  constexpr std::size_t memory_bytes() const { return uses.complete() ? stored_memory(uses).bytes : stored_bytes; }
  /// Stored values, the table of them, and scratch for so many threads.
  constexpr std::size_t workspace_bytes(std::size_t threads = config::workspace_threads) const {
    return memory_bytes() + threads * aligned(scratch_bytes) + aligned(temporaries * sizeof(stored_entry));
  }
};

TENON_ISA_END
}  // namespace schedule
}  // namespace tenon
