// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Attention with few queries, decided at compile time: blocks of keys, tiles, scratch. Its bound is the memory that
// keys and values are read from, so both are read once for all the queries, in the order in which they lie.

#include <tenon/kernel/attention_plan.hpp>
#include <tenon/kernel/cost_model.hpp>

namespace tenon::kernel {
TENON_ISA_BEGIN

/// A shape of attention whose queries are rows of two axes: `Outer` times the Tq of `Inner`, QO apart in the queries
/// and OO apart in the results (heads that share keys and values, and positions).
template <class Inner, isize Outer = 1, isize QO = 0, isize OO = 0>
struct joined_shape : Inner {
  static constexpr isize outer = Outer, qo = QO, oo = OO;
  static constexpr isize rows = Outer * Inner::tq;
};

/// Heads that lie between one key and the next: of each block of keys all of them are read before the next block.
/// QH, KH, VH and OH are the distances of two heads in queries, keys, values and results.
template <isize Heads = 1, isize QH = 0, isize KH = 0, isize VH = 0, isize OH = 0>
struct interleaved_heads {
  static constexpr isize count = Heads, qh = QH, kh = KH, vh = VH, oh = OH;
};

namespace detail {

/// Can `attend_few` read these keys: contiguous along the features, or along the keys?
template <class Shape>
inline constexpr bool readable_keys = Shape::kd == 1 || Shape::ks == 1 || Shape::d == 1;

template <class T, class Shape, class Heads>
struct few_plan {
  static constexpr isize w = lanes<T>;
  static constexpr isize bytes = static_cast<isize>(sizeof(T));

  // Keys stand in lanes. Where they lie along the features, W of them are multiplied and then summed across lanes.
  static constexpr bool along_keys = Shape::ks == 1 && Shape::kd != 1;
  static constexpr isize query_row = (Shape::d + w - 1) / w * w;

  // Blocks of keys, balanced to a group of W; the last group begins earlier where it would not be whole.
  static constexpr isize block =
      cost_model::few_queries_block(w, bytes*(Shape::d > Shape::dv ? Shape::d : Shape::dv), Heads::count);

  // What is asked for while keys and values are read: for a head alone the block's values, and the keys of the next
  // block. Where heads interleave, an equal part of the next block of all heads, in the order in which it lies.
  static constexpr bool alone = Heads::count == 1;
  static constexpr isize ask_with_keys = alone ? Shape::dv : Shape::d;
  static constexpr isize ask_with_keys_step = alone ? Shape::vs : Shape::d;
  static constexpr isize ask_with_values = alone ? along_keys ? 0 : Shape::d : Shape::dv;
  static constexpr isize ask_with_values_step = alone ? Shape::ks : Shape::dv;

  static constexpr isize groups = (Shape::tk + w - 1) / w;
  static constexpr partition blocks{groups, block / w};
  /// Lanes that hold keys, where not even one group is whole.
  static constexpr isize few_keys = Shape::tk < w ? Shape::tk : w;

  /// Queries whose products with a key, or with its values, are computed together.
  static constexpr isize product_rows = many_registers ? 4 : 2;
  static constexpr isize value_vectors = (Shape::dv + w - 1) / w;
  static constexpr isize panel_vectors = many_registers ? 8 : Shape::rows == 1 ? 8 : 4;
  static constexpr partition panels{value_vectors, panel_vectors};
  static constexpr isize widest_panel = panels.larger > 0 ? panels.size + 1 : panels.size;
  static constexpr isize value_rows = [] {
    isize const fit = (many_registers ? 24 : 12) / widest_panel;
    return fit < 1 ? isize(1) : fit;
  }();
  static constexpr isize back = Shape::dv >= w ? value_vectors * w - Shape::dv : 0;
  static constexpr isize partial = Shape::dv < w ? Shape::dv : 0;
  static constexpr isize o_row = value_vectors * w;

  // For each head its queries and the results so far; and for each query a vector of maxima and one of sums, its
  // maximum, and what that changed. The weights are those of one head.
  static constexpr isize of_head = Shape::rows * (query_row + o_row + 2 * w + 2);
  // A vector before them: the last group of keys may begin before its block.
  static constexpr isize weights = w + Shape::rows * block;
  static constexpr isize scratch = weights + Heads::count * of_head;
};

}  // namespace detail

/// Elements of scratch that `attend_few` needs: a matter of rows and blocks, not of Tk.
template <class T, class Shape, class Heads = interleaved_heads<>>
inline constexpr isize few_scratch = detail::few_plan<T, Shape, Heads>::scratch;

TENON_ISA_END
}  // namespace tenon::kernel
