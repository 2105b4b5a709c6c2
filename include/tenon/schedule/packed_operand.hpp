// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Packed weights as the right operand of a product, read where they lie; and the step that unpacks them for every other
// use.

#include <tenon/schedule/operand.hpp>
#include <tenon/schedule/product_plan.hpp>

namespace tenon::schedule {

template <class E>
inline constexpr bool is_packed = false;
template <class T, class Shape>
inline constexpr bool is_packed<node::packed_memory<T, Shape>> = true;

/// Panels cut the rows that are multiplied, not the weights.
template <class T, class Shape, class Axes, std::size_t I>
struct restriction<node::packed_memory<T, Shape>, Axes, I> {
  static constexpr bool possible = false;
};

TENON_ISA_BEGIN

/// Packed weights in the loops of a product that sums over their first axis. The plan sees them as the matrix that they
/// stand for (`logical`); what moves the pointer, outside the kernel, are steps of whole lines.
template <class X, class Chain>
struct packed_operand : lowered_leaf {
  using T = typename X::value_type;
  using own = typename X::shape_type;
  static constexpr std::ptrdiff_t line = config::packed_line<T>;
  static constexpr std::ptrdiff_t depth = extent_at<own, 0>;

  /// The layout of the first axis alone (1), of the others (2), of all (3).
  static constexpr layout seen(int which) {
    layout l = layout_from<extents_of<own>>::contiguous();
    for (std::size_t a = 0; a < l.rank; ++a) {
      if ((a == 0 ? 1 : 2) & ~which)
        l.stride[a] = 0;
      else if (which == 1)
        l.stride[a] = 1;
    }
    return through<Chain>(l);
  }
  struct logical {
    static constexpr layout value = seen(3);
  };
  static constexpr layout stored_at() {
    layout const first = seen(1), others = seen(2);
    layout l = others;
    for (std::size_t a = 0; a < l.rank; ++a) l.stride[a] = first.stride[a] * line + others.stride[a] * depth;
    for (std::size_t v = 0; v < max_levels; ++v) l.window[v] = first.window[v] * line + others.window[v] * depth;
    return l;
  }
  struct stored {
    static constexpr layout value = stored_at();
  };
  using tree = leaf_of<T, stored>;

  /// Does the product kernel read it so? All of the first axis is summed, and nothing else; the lanes are neighbouring
  /// columns; outer loops take steps of whole lines.
  static constexpr bool fits(product_plan const& plan) {
    layout const first = seen(1), others = seen(2);
    if (!first.ok || !others.ok || others.offset != 0 || first.offset != 0) return false;
    if (!plan.ok || plan.swapped || plan.sum != depth || plan.loops.lane_axis == no_axis) return false;
    if (depth != 1 && (plan.sum_axis == no_axis || first.stride[plan.sum_axis] != 1)) return false;
    if (plan.sum_axis != no_axis && others.stride[plan.sum_axis] != 0) return false;
    if (others.stride[plan.loops.lane_axis] != 1 || first.stride[plan.loops.lane_axis] != 0) return false;
    for (std::size_t i = 0; i < plan.loops.outer_count; ++i) {
      std::size_t const a = plan.loops.outer_axis[i];
      if (first.stride[a] != 0 || others.stride[a] % line != 0) return false;
    }
    for (std::size_t v = 0; v < max_levels; ++v)
      if (first.window[v] != 0 || others.window[v] != 0) return false;
    return true;
  }
  TENON_INLINE static tree bind(X const& e, context&) { return {e.data}; }
};

/// Strides as the plan of a product sees them.
template <class Operand>
constexpr std::ptrdiff_t const* planning_strides() {
  if constexpr (requires { Operand::logical::value; })
    return Operand::logical::value.stride;
  else
    return Operand::tree::stride;
}

/// Writes packed weights out as a tensor.
template <class E, class Axes, class Panel, class Policy, class Strides>
struct unpack_step;
template <class T, class Shape, class Axes, class Panel, class Policy, class Strides>
struct unpack_step<node::packed_memory<T, Shape>, Axes, Panel, Policy, Strides> {
  using E = node::packed_memory<T, Shape>;
  static constexpr std::ptrdiff_t rows = extent_at<Shape, 0>;
  static constexpr std::ptrdiff_t columns = static_cast<std::ptrdiff_t>(Shape::size) / rows;
  static constexpr double size = Shape::size;
  static constexpr kernel::estimate predicted =
      kernel::estimate_loop<T>(size, 0, static_cast<double>(kernel::lanes<T>), 2 * size * sizeof(T));
  static constexpr cost info{.steps = 1, .kernels = copy_bit, .cycles = predicted.cycles()};

  static void run(E const& e, T* dst, context&) {
    constexpr std::ptrdiff_t line = config::packed_line<T>;
    for (std::ptrdiff_t j = 0; j < columns; ++j) {
      T const* const from = e.data + j / line * rows * line + j % line;
      T* const to = dst + column_offset(j);
      for (std::ptrdiff_t k = 0; k < rows; ++k) to[k * Strides::values[0]] = from[k * line];
    }
  }
  static void describe(printer& p, E const&, std::string_view where) {
    p.step("gather", Shape::size, " packed elements, ", where);
    p.note("packed weights are read in place only as the right operand of a product that sums over their first axis");
    p.predict<T>(predicted);
  }

 private:
  static std::ptrdiff_t column_offset(std::ptrdiff_t j) {
    std::ptrdiff_t at = 0;
    layout const l = layout_from<extents_of<Shape>>::contiguous();
    for (std::size_t a = l.rank; a-- > 1; j /= l.extent[a]) at += j % l.extent[a] * Strides::values[a];
    return at;
  }
};

TENON_ISA_END
}  // namespace tenon::schedule
