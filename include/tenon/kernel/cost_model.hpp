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
/// A result of so many bytes leaves the last-level cache before anybody reads it there: glibc's memcpy, too, goes
/// around the caches from about this size on.
inline constexpr std::size_t streamed_bytes = 32 * 1024 * 1024;
/// What one prefetch brings.
inline constexpr std::size_t line_bytes = 64;
/// How far ahead a loop over memory asks for what it reads: a long function keeps the processor's window full, so that
/// without asking its arithmetic and the memory's time add up (gelu of 64 MB: 5.1 ms, 3.0 of them arithmetic; 3.5
/// to 3.8 with it).
inline constexpr std::size_t prefetch_bytes = 4096;
/// Vector registers that hold accumulators, operands and constants of one loop.
inline constexpr std::size_t registers = config::vector_registers;
/// Two multiply-adds a cycle, whatever their width, each with a latency of four cycles; two loads, one store.
inline constexpr double multiply_adds_per_cycle = 2;
inline constexpr double multiply_add_latency = 4;
inline constexpr double loads_per_cycle = 2;
inline constexpr double stores_per_cycle = 1;
/// Where data of so many bytes stays between two uses, and what one core then reads of it in a cycle (measured: 58 from
/// the second level, 21 from the last, of 4.5 GHz; memory between 6 and 10).
inline constexpr double first_level_bytes = 48e3, second_level_bytes = 1e6, last_level_bytes = 16e6;
constexpr double bytes_per_cycle(double footprint) {
  return footprint <= first_level_bytes    ? 2.0 * config::vector_bytes
         : footprint <= second_level_bytes ? (58.0 < 2.0 * config::vector_bytes ? 58.0 : 2.0 * config::vector_bytes)
         : footprint <= last_level_bytes   ? 21.0
                                           : 8.0;
}
/// Floating-point operations of a cycle at the peak that fractions are of.
template <class T>
inline constexpr double operations_per_cycle = 2 * multiply_adds_per_cycle* static_cast<double>(config::vector_bytes) /
                                               static_cast<double>(sizeof(T));

// --- products -------------------------------------------------------------------------------------------------------

inline constexpr bool many_registers = registers >= 32;

/// Vectors beside each other in a tile of a product with m rows. Few rows take more, to hide the latency of the
/// multiply-add behind at least eight accumulators.
[[nodiscard]] constexpr std::ptrdiff_t tile_vectors(std::ptrdiff_t m) noexcept {
  if (many_registers) return m == 1 ? 16 : m == 2 ? 8 : m == 3 ? 6 : m == 4 ? 5 : 4;
  return m == 1 ? 12 : m == 2 ? 4 : m <= 4 ? 3 : 2;
}

/// Rows of a tile of nv vectors: MR·NV + NV + 1 registers must exist. (6×4, 8×3, 8×2 and 6×2, 4×3 were measured best;
/// of one vector up to 14×1, so that 13 rows are one tile: 1000 products of 13³ .43 → .59, where 16×1 lost at 16³;
/// taller tiles make clang spill, lower ones make g++ reload b for each multiply-add.) NEON multiplies by a lane
/// without a broadcast, so g++ holds the scalars of all rows at once: MR·NV + NV + MR (seen in its code, not timed).
[[nodiscard]] constexpr std::ptrdiff_t tile_rows(std::ptrdiff_t nv) noexcept {
#if defined(__aarch64__)
  std::ptrdiff_t const fit = (static_cast<std::ptrdiff_t>(registers) - nv) / (nv + 1);
  return fit < 1 ? 1 : fit < 8 ? fit : 8;  // (one row holds no operands)
#else
  if (many_registers) return nv >= 8 ? 2 : nv >= 6 ? 3 : nv == 5 ? 4 : nv == 4 ? 6 : nv == 1 ? 14 : 8;
  return nv >= 6 ? 1 : nv >= 4 ? 2 : nv == 3 ? 4 : nv == 2 ? 6 : 8;
#endif
}

/// The same where the operand in lanes is packed: `line_vectors` vectors make a line, and a tile begins where a line or
/// a whole part of one does. One or two rows, and weights beyond the second-level cache: four streams are read faster
/// than eight (1×3072×768: 66 against 57 GB/s).
[[nodiscard]] constexpr std::ptrdiff_t packed_vectors(std::ptrdiff_t m, std::ptrdiff_t line_vectors,
                                                      std::ptrdiff_t bytes) noexcept {
  std::ptrdiff_t const most = m == 1 ? (many_registers ? 8 : 6) : tile_vectors(m);
  if (line_vectors == 1 && m <= 2 && static_cast<double>(bytes) > second_level_bytes) return 4;
  return line_vectors == 1 ? most : most >= line_vectors ? most / line_vectors * line_vectors : most >= 2 ? 2 : 1;
}

/// `extent` cut into the fewest parts of at most `most`, whose sizes differ by at most one: first `larger` parts of
/// size + 1, then the rest of `size`.
struct partition {
  std::ptrdiff_t parts = 0;
  std::ptrdiff_t size = 0;
  std::ptrdiff_t larger = 0;
  constexpr partition(std::ptrdiff_t extent, std::ptrdiff_t most) noexcept {
    parts = (extent + most - 1) / most;
    if (parts > 0) {
      size = extent / parts;
      larger = extent % parts;
    }
  }
  /// The largest size.
  [[nodiscard]] constexpr std::ptrdiff_t most() const noexcept { return larger > 0 ? size + 1 : size; }
};

/// Rows of a right operand, `row_bytes` apart, that stay in the first-level cache (64 sets of 64 bytes, 8 of 12 ways
/// left for them): rows a power of two apart meet in few sets.
[[nodiscard]] constexpr std::ptrdiff_t rows_that_fit(std::ptrdiff_t row_bytes) noexcept {
  std::ptrdiff_t positions = 64;
  for (std::ptrdiff_t step = row_bytes; step % 128 == 0 && positions > 1; step /= 2) positions /= 2;
  return 8 * positions;
}

/// What is done with a panel of the right operand before rows of tiles read it again and again.
enum class panel_use {
  packed,           ///< it is stored in panels (`tenon::packed`): in place
  in_panels,        ///< it lies as the tiles read it: in place
  across_lanes,     ///< read in place, the sum in lanes: columns lie along it, and few rows read them
  row_by_row,       ///< read in place, whole rows one after the other: it is large, and few rows read it
  few_rows,         ///< read in place: too few rows of the left operand to pay for a copy
  in_cache,         ///< read in place: it stays in the first-level cache
  turned,           ///< copied: columns do not lie side by side
  leaves_cache,     ///< copied: larger than the first-level cache
  meets_few_sets,   ///< copied: its rows lie in few sets of the cache
  no_masked_loads,  ///< copied: the last columns cannot be read alone
};
[[nodiscard]] constexpr bool is_copied(panel_use use) noexcept {
  return use >= panel_use::turned;
}

/// Copying a panel costs about 3/rows of the product (a load and a store a vector against rows/2 multiply-adds),
/// reading one that lies badly about 5 in 100: worth it from 48 rows on.
[[nodiscard]] constexpr panel_use use_of_panel(std::ptrdiff_t rows, std::ptrdiff_t depth, std::ptrdiff_t row_bytes,
                                               std::ptrdiff_t panel_row_bytes, bool columns_contiguous, bool whole,
                                               bool masked_loads) noexcept {
  if (!columns_contiguous) return panel_use::turned;
  if (!whole && !masked_loads && rows >= 8) return panel_use::no_masked_loads;
  if (whole && row_bytes == panel_row_bytes) return panel_use::in_panels;
  if (rows < 48) return panel_use::few_rows;
  if (depth * panel_row_bytes > static_cast<std::ptrdiff_t>(l1_bytes)) return panel_use::leaves_cache;
  if (depth > rows_that_fit(row_bytes)) return panel_use::meets_few_sets;
  return panel_use::in_cache;
}

/// Is a right operand whose columns lie along the sum better read as it lies, `lanes` terms of a sum at a time, whose
/// lanes are added at the end, than turned into panels? Turning costs three to four cycles a vector, sums across lanes
/// an addition and two shuffles for each result; and the left operand is read again and again. (Equal at 16×64×64 and
/// beyond 32×256×256; 24×768×3072, whose left operand leaves the first level: .51 against .7 turned.)
[[nodiscard]] constexpr bool sums_across_lanes(std::ptrdiff_t m, std::ptrdiff_t depth, std::ptrdiff_t lanes) noexcept {
  return m <= 8 || (m < 32 && m * lanes <= 2 * depth && m * depth <= 32768);
}
/// Rows of the left operand and columns of the right one that are multiplied together so, and vectors of each in turn:
/// at least eight chains hide the latency. One or two rows and long columns from beyond the second-level cache are read
/// column after column, in the order of memory (32 times 1×768×768, from memory: .90 of what it gives; two rows .86,
/// four columns at a time .61). Nearer ones eight at a time, which load x less often (256×256, AVX2: .52 → .7 of what
/// the second level gives); vectors of 16 bytes must spare loads even there.
inline constexpr std::ptrdiff_t across_most_rows = 4;
[[nodiscard]] constexpr std::ptrdiff_t across_columns(std::ptrdiff_t rows, std::ptrdiff_t depth, bool far,
                                                      std::ptrdiff_t lanes) noexcept {
  bool const in_order = far && rows <= 2 && depth >= 16 * lanes;
  std::ptrdiff_t const wanted = in_order                      ? (config::vector_bytes >= 32 ? 1 : 2)
                                : rows == 1                   ? 8
                                : many_registers || rows == 2 ? 4
                                                              : 2;
  return wanted < lanes ? wanted : lanes;
}
[[nodiscard]] constexpr std::ptrdiff_t across_vectors(std::ptrdiff_t rows, std::ptrdiff_t columns) noexcept {
  return rows * columns >= 8 ? 1 : 8 / (rows * columns);
}
/// What is asked for while columns beyond the second-level cache are read: one at a time, what lies so far ahead;
/// several, the same place of the next ones (32 times 4×768×768: .49 → .68 of what memory gives).
inline constexpr std::ptrdiff_t across_ahead_bytes = 8192;

/// Is a right operand whose rows lie along the result read row by row, for all columns of a block, instead of panel by
/// panel? From beyond the second-level cache panels, whose rows lie on different pages, are read at .55 to .75 of what
/// memory gives (1×3072×768), rows in their order at .85 to 1.
[[nodiscard]] constexpr bool reads_row_by_row(std::ptrdiff_t m, std::ptrdiff_t bytes,
                                              std::ptrdiff_t row_bytes) noexcept {
  return m == 1 && static_cast<double>(bytes) > second_level_bytes && row_bytes >= 1024;
}
/// Rows of the right operand that are added to the sums at a time: sums are then loaded and stored once, and so many
/// streams the processor follows (two or four: .7 to .9 of what six give). Columns that are summed before the next
/// ones: their sums stay in the first level.
inline constexpr std::ptrdiff_t rows_at_once = 6;
inline constexpr std::ptrdiff_t columns_at_once_bytes = 8192;

/// Blocks of rows of the left operand that panels of the right one meet in turn: a block stays in the second-level
/// cache beside a panel, so that rows come from further away once and not for each panel (1024×768×768: .92 → .95).
[[nodiscard]] constexpr std::ptrdiff_t row_blocks(std::ptrdiff_t m, std::ptrdiff_t row_bytes,
                                                  std::ptrdiff_t tile) noexcept {
  constexpr std::ptrdiff_t block = 160 * 1024;
  if (m * row_bytes <= static_cast<std::ptrdiff_t>(l2_bytes) / 2) return 1;
  std::ptrdiff_t const tiles = (m + tile - 1) / tile, most = tiles / 4;
  std::ptrdiff_t const wanted = (m * row_bytes + block - 1) / block;
  return wanted < most ? wanted : most > 1 ? most : 1;
}
/// Panels that a block of rows meets before the next: all where they lie in memory, and as many copies as half of the
/// second-level cache holds.
[[nodiscard]] constexpr std::ptrdiff_t panel_group(std::ptrdiff_t panels, std::ptrdiff_t panel_bytes, bool copied,
                                                   std::ptrdiff_t blocks) noexcept {
  if (!copied) return panels;
  std::ptrdiff_t const fit = blocks == 1 ? 1 : static_cast<std::ptrdiff_t>(l2_bytes) / panel_bytes;
  return fit < 1 ? 1 : fit < panels ? fit : panels;
}

/// Rows of a right operand that are asked for before they are read: where rows lie on different pages the processor
/// does not read ahead by itself. Worth it for a right operand that is read in place from beyond the second-level
/// cache, where the multiply-adds leave room for asking (8×768×768: .53 → .66 of the AVX-512 peak, .30 → .60 of
/// AVX2's).
[[nodiscard]] constexpr std::ptrdiff_t rows_ahead(panel_use use, std::ptrdiff_t m, std::ptrdiff_t bytes,
                                                  std::ptrdiff_t row_bytes) noexcept {
  bool const far = static_cast<double>(bytes) > second_level_bytes && row_bytes >= 1024;
  return use == panel_use::few_rows && m >= 5 && far ? 24 : 0;
}

/// The same in words.
[[nodiscard]] constexpr char const* reason(panel_use use) noexcept {
  switch (use) {
    case panel_use::packed:
      return "read in place, since it is packed";
    case panel_use::in_panels:
      return "read in place, since it lies in panels";
    case panel_use::across_lanes:
      return "read in place, summed across lanes, since few rows read it";
    case panel_use::row_by_row:
      return "read in place, whole rows in order, since few rows read it and it is large";
    case panel_use::few_rows:
      return "read in place, since few rows read it";
    case panel_use::in_cache:
      return "read in place, since it stays in the first-level cache";
    case panel_use::turned:
      return "copied into panels, since its columns do not lie side by side";
    case panel_use::leaves_cache:
      return "copied into panels, since one is larger than the first-level cache";
    case panel_use::meets_few_sets:
      return "copied into panels, since its rows meet in few sets of the cache";
    case panel_use::no_masked_loads:
      return "copied into panels, since the last columns cannot be read alone";
  }
  return "";
}

// --- attention ------------------------------------------------------------------------------------------------------

/// Bytes of a row of the tile of queries, which stand in lanes: 64 floats keep queries, keys, values and scores near
/// the first-level cache. Twice as many read keys and values half as often, which pays where they are wide (128
/// features: .76 → .88 of peak) or scattered (.84 → .86), but not beside a mask, whose border then crosses more of each
/// tile (window 128: .67 → .71; causal, 1024 positions: .836 → .85).
[[nodiscard]] constexpr std::ptrdiff_t query_tile_bytes(std::ptrdiff_t depth_bytes, bool scattered,
                                                        bool masked) noexcept {
  return depth_bytes >= 512 || (scattered && !masked) ? 512 : 256;
}
inline constexpr std::ptrdiff_t most_keys = 64;
/// Keys of a block: about 16 KB of keys and of values, or 32 KB beside a large tile of queries.
[[nodiscard]] constexpr std::ptrdiff_t key_block(std::ptrdiff_t row_bytes, bool scattered) noexcept {
  std::ptrdiff_t const fit = (row_bytes >= 512 && !scattered ? 32 : 16) * 1024 / row_bytes;
  return fit < 16 ? 16 : fit > most_keys ? most_keys : fit;
}
/// Keys and lane groups of a tile of scores (8×2 accumulators, 6×2 where there are 16 registers), rows of a tile of
/// weights times values.
inline constexpr std::ptrdiff_t score_tile_keys = many_registers ? 8 : 6, score_tile_groups = 2;
inline constexpr std::ptrdiff_t value_tile_rows = 6, value_tile_vectors = many_registers ? 4 : 2;

/// Are the last queries, so few of a lane group, better scored with features in lanes, as many side by side as 128 bits
/// have elements? Queries in lanes cost D multiply-adds a key however few they are, and their turning; 4 of 16 with
/// features in lanes cost D/4 and a sum across lanes (20 queries and keys, 64 features: .50 → .58 of peak). Vectors of
/// 256 bits leave less to gain. Such a tile takes a few keys at once, 512 bits of scores.
[[nodiscard]] constexpr bool rest_apart(std::ptrdiff_t rows, std::ptrdiff_t keys, std::ptrdiff_t lanes,
                                        std::size_t element) noexcept {
  std::size_t const part = 16 / element;
  return static_cast<std::size_t>(lanes) == 4 * part && static_cast<std::size_t>(rows) <= part && keys >= 4;
}
/// Keys of a tile of scores of the one lane group that is then left over.
inline constexpr std::ptrdiff_t score_tile_keys_alone = 10;

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

// --- panels of rows --------------------------------------------------------------------------------------------------

/// Stored values above this are worth computing in panels; a panel's are then at most about `panel_budget`, if such a
/// panel has rows enough.
inline constexpr std::size_t panel_threshold = std::size_t{2} << 20;
inline constexpr std::size_t panel_budget = std::size_t{768} << 10;
/// Fewer rows would copy the right operands of products too often: each panel copies them again, for 3 to 7 % of a
/// product of 256 rows (a feed-forward 768 to 3072 to 768 of 1024 rows reached .84 of peak in panels of 256, .88 in
/// panels of 512, .91 at once). That is dearer than leaving the second-level cache.
inline constexpr std::size_t panel_rows = 1024;
/// But a panel is to stay in the last-level cache.
inline constexpr std::size_t panel_most = std::size_t{16} << 20;

/// Are so few queries better served with keys in lanes? With queries in lanes the others are padding, and each key
/// costs as much as for `lanes` queries; with keys in lanes each query costs its own multiply-adds and a part of a sum
/// across lanes. (Measured, 64 features: equal at 11 of 16 lanes, 5 of 8.)
constexpr bool few_queries(std::ptrdiff_t rows, std::ptrdiff_t lanes) {
  return 3 * rows <= 2 * lanes;
}

/// Keys of a block of attention with few queries, whole groups of `lanes`: as many as let a block of keys and one of
/// values of `row_bytes` stay in the first-level cache, of which one is asked for while the other is read. Of `heads`
/// that interleave all are read of a block before the next one, which is in the second-level cache by then.
constexpr std::ptrdiff_t few_queries_block(std::ptrdiff_t lanes, std::ptrdiff_t row_bytes, std::ptrdiff_t heads) {
  std::ptrdiff_t const fit = static_cast<std::ptrdiff_t>(l1_bytes / 2) / row_bytes / lanes;
  std::ptrdiff_t const most = (heads > 1 ? 32 : 128) / lanes;
  return lanes * (fit < 1 ? 1 : fit > most ? most : fit);
}

/// Is a result of so many bytes written around the caches? A store into a line that is not there reads it first: three
/// transfers for an element that is read and written once, where two would do. Measured on 4096×4096 floats: softmax
/// 5.4 → 3.9 to 4.7 ms, with the rows below fetched ahead. Not where the result is computed in place, since its lines
/// are there already (not measured), nor where it is small enough to be read again from the last-level cache.
constexpr bool writes_around_caches(std::size_t result_bytes) {
  return result_bytes >= streamed_bytes;
}

/// While a row is normalized in several passes, memory would idle: the next row is fetched meanwhile, into this level
/// (0: not at all). Not where everything stays in the second level anyhow, nor where a row would drive out the one at
/// work.
constexpr int prefetch_level(std::size_t row_bytes, std::size_t all_bytes) {
  if (all_bytes <= l2_bytes || row_bytes > l2_bytes / 4) return 0;
  return row_bytes <= l1_bytes / 2 ? 1 : 2;
}

/// Which lines of the next row are fetched while this one is written around the caches, instead of in the pass before:
/// none (0), every second one (1), all (2). Memory is fastest when it reads and writes in turns of a line, as the last
/// pass of a norm lets it; where the pass before takes longer than the last (exponentials), it would idle in that.
/// Measured, 64 MB, AVX-512, 0 / 1 / 2: softmax 3.51 / 3.30 / 4.14 ms, log_softmax 3.26 / 3.32 / 4.15; layer norm of
/// 48 MB 2.13 / 2.54 / 1.94 (1.97 to 2.66 / - / 1.64 to 1.88 another time). With AVX2 all are equal within 4 %.
constexpr int lines_fetched_late(bool softmax, bool log_softmax) {
  if (config::vector_bytes < line_bytes || log_softmax) return 0;
  return softmax ? 1 : 2;
}

TENON_ISA_END
}  // namespace tenon::kernel::cost_model
