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

TENON_ISA_END
}  // namespace tenon::kernel::cost_model
