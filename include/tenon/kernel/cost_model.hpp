// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The cost model: what the schedule and the kernels assume of the machine, and every choice of tiles, blocks and kinds
// of loop that follows from it. Pure functions of numbers, evaluated by the compiler. Cycles are those of a core with
// two 512-bit multiply-adds a cycle; the choices depend on their ratios only.

#include <cstddef>

#include <tenon/config.hpp>

namespace tenon::kernel::cost_model {
TENON_ISA_BEGIN

/// First-level data cache of a core: what a register tile's panel, a tile of scores and its queries share.
inline constexpr std::size_t l1_bytes = 32 * 1024;
/// Second-level cache of a core: what stays between two steps of one block of rows.
inline constexpr std::size_t l2_bytes = 512 * 1024;
/// Vector registers that hold accumulators, operands and constants of one loop.
inline constexpr std::size_t registers = config::vector_registers;

// --- threads ---------------------------------------------------------------------------------------------------------

/// The most threads that one evaluation is shared out among.
inline constexpr int most_threads = 256;
/// A step of fewer cycles stays in one thread. Beginning and ending a parallel region was measured at 0.4 to 0.7 µs
/// (two cores, libgomp and libomp) where the threads still wait for work, as between the steps of a plan, and at 40 µs
/// and more where they had gone to sleep: 10 µs of work lose little in the worst case.
inline constexpr double least_shared_cycles = 40e3;
/// What a thread takes at a time: short against a step, so that threads end together, and long against taking it (two
/// atomic operations, some 0.1 µs).
inline constexpr double task_cycles = 20e3;

/// What an elementwise loop takes for an element, between data in the second-level cache and in memory; `heavy` with a
/// transcendental function. Rows are read, normalized and written.
constexpr double loop_cycles(bool heavy) {
  return heavy ? 1.0 : 0.4;
}
constexpr double row_cycles(bool heavy) {
  return heavy ? 3.0 : 1.5;
}
/// So many multiply-adds, two vectors a cycle.
constexpr double product_cycles(double multiply_adds, std::ptrdiff_t lanes) {
  return multiply_adds / (2 * static_cast<double>(lanes));
}

/// Into how many parts to cut so many steps of so many cycles each.
constexpr std::ptrdiff_t parts_of(std::ptrdiff_t steps, double cycles) {
  std::ptrdiff_t const each = cycles >= task_cycles ? 1 : static_cast<std::ptrdiff_t>(task_cycles / cycles);
  return each >= steps ? 1 : (steps + each - 1) / each;
}

/// How many tasks of so many cycles are taken at a time.
constexpr std::ptrdiff_t tasks_together(double cycles) {
  return cycles >= task_cycles ? 1 : static_cast<std::ptrdiff_t>(task_cycles / (cycles < 1 ? 1 : cycles));
}

TENON_ISA_END
}  // namespace tenon::kernel::cost_model
