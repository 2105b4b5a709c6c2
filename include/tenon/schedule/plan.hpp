// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The plan of a whole expression: what it costs as compile-time numbers, and what it does as text.

#include <concepts>
#include <string>

#include <tenon/expr/capture.hpp>
#include <tenon/kernel/names.hpp>
#include <tenon/schedule/check.hpp>
#include <tenon/schedule/top_step.hpp>
#include <tenon/shape/text.hpp>

namespace tenon::schedule {

/// Operations of one node: two for each term of a product, one for each elementwise result, three for one that is
/// rotated, a few for each softmax or norm.
template <class E, class Axes>
constexpr unsigned long long own_operations() {
  unsigned long long const size = Axes::size;
  if constexpr (is_product<E>) {
    unsigned long long const terms =
        static_cast<unsigned long long>(layout_from<typename contraction<E>::summed>::contiguous().size());
    return 2 * size * terms;
  } else if constexpr (kind_of<E> == node_kind::elementwise) {
    return size;
  } else if constexpr (requires { typename decltype(E::op)::pairing; }) {
    return 3 * size;  // two products and a sum
  } else if constexpr (requires {
                         E::operands;
                         E::op;
                       } &&
                       kind_of<E> == node_kind::boundary) {
    // Largest, difference, exponential, sum, quotient; mean, difference, square, sum, quotient; or one for each term.
    if constexpr (requires(E const& e) { get<0>(e.operands).self(); })
      return (std::is_same_v<typename E::shape_type, typename std::remove_cvref_t<decltype(get<0>(
                                                         std::declval<E const&>().operands))>::shape_type>
                  ? 5
                  : 1) *
             static_cast<unsigned long long>(
                 std::remove_cvref_t<decltype(get<0>(std::declval<E const&>().operands))>::shape_type::size);
  }
  return 0;
}

struct traffic {
  unsigned long long flops = 0;
  unsigned long long leaf_bytes = 0;
  constexpr traffic operator+(traffic const& o) const { return {flops + o.flops, leaf_bytes + o.leaf_bytes}; }
};

template <class E, class Axes>
constexpr traffic traffic_of();

template <class Axes, class... X>
constexpr traffic traffic_below(pack<X...> const*) {
  return (traffic{} + ... + traffic_of<X, shape_within<Axes, X>>());
}

template <class E, class Axes>
constexpr traffic traffic_of() {
  if constexpr (kind_of<E> == node_kind::leaf || is_packed<E>)
    return {0, static_cast<unsigned long long>(E::shape_type::size * sizeof(typename E::value_type))};
  else if constexpr (requires { &E::operands; })
    return traffic{own_operations<E, Axes>(), 0} +
           traffic_below<Axes>(static_cast<decltype(E::operands) const*>(nullptr));
  else
    return {};
}

TENON_ISA_BEGIN

/// The plan of a node: which kernels, how much memory. Numbers are upper bounds: equal parts found at run time are
/// computed once.
template <class E, class Mode = fused>
struct plan {
  using policy_type = policy<Mode, E>;
  using axes = typename E::shape_type;
  using step = top_step<E, axes, Mode, row_major<axes>>;
  using checks = check<E, axes, policy_type>;
  using peak_type = std::conditional_t<std::is_same_v<typename E::value_type, double>, double, float>;
  static constexpr cost total = checks::info + step::info;
  static constexpr traffic work = traffic_of<E, axes>();

  /// Loop nests that run.
  static constexpr std::size_t steps = total.steps;
  /// Intermediate values that are stored.
  static constexpr std::size_t temporaries = total.temporaries;
  /// Bytes that `evaluate_into` asks for: stored values and the largest scratch.
  static constexpr std::size_t workspace_bytes = total.workspace_bytes();
  /// Floating-point operations, two for a multiply-add.
  static constexpr unsigned long long flops = work.flops;
  /// Bytes of all inputs and the result once, and of stored values written and read.
  static constexpr unsigned long long bytes_moved =
      work.leaf_bytes + axes::size * sizeof(typename E::value_type) + 2ull * total.stored_bytes;

  /// Cycles that the cost model predicts, inputs in the cache that they fit in; as if nothing were masked, and an upper
  /// bound like the others.
  static constexpr double predicted_cycles = total.cycles;
  /// The same as a fraction of the multiply-add peak.
  static constexpr double predicted_fraction = total.cycles > 0
                                                   ? static_cast<double>(work.flops) /
                                                         (total.cycles *
                                                          kernel::cost_model::operations_per_cycle<peak_type>)
                                                   : 0;

  /// Does the plan use this kernel (`kernel::attention`, `kernel::gemm`, …)?
  template <class Kernel>
  static constexpr bool uses = ((std::is_same_v<Kernel, kernel::loop> ? loop_bit : 0u) |
                                (std::is_same_v<Kernel, kernel::gemm> ? gemm_bit : 0u) |
                                (std::is_same_v<Kernel, kernel::attention> ? attention_bit : 0u) |
                                (std::is_same_v<Kernel, kernel::rows> ? rows_bit : 0u) |
                                (std::is_same_v<Kernel, kernel::reduction> ? reduce_bit : 0u) |
                                (std::is_same_v<Kernel, kernel::gather> ? copy_bit : 0u)) &
                               total.kernels;

  /// What `describe` says, as numbers: of the steps that run, values that are equal being computed once. `arithmetic`
  /// is the sum of their cycles.
  static kernel::estimate predict(E const& e) {
    printer p;
    step::describe(p, e, "");
    return p.total();
  }

  static std::string describe(E const& e) {
    printer p;
    step::describe(p, e, "into the result");
    printer all;
    std::string const told = p.has_repeats() ? std::to_string(p.count()).append(" of at most ") : std::string();
    all.line("plan of ", shape_text<axes>(), ": ", told, steps, steps == 1 ? " step, " : " steps, ", temporaries,
             " stored, workspace ", workspace_bytes, " bytes, ", flops, " operations, ", bytes_moved, " bytes moved, ",
             printer::whole(p.total().arithmetic), " cycles predicted");
    return all.text().append(p.text());
  }
};

/// The plan of a broken expression says nothing, so that its one error stays the only one.
template <class Mode>
struct plan<ill_formed, Mode> {
  static constexpr std::size_t steps = 0, temporaries = 0, workspace_bytes = 0;
  static constexpr double predicted_cycles = 0, predicted_fraction = 0;
  static constexpr unsigned long long flops = 0, bytes_moved = 0;
  template <class Kernel>
  static constexpr bool uses = true;
};

TENON_ISA_END
}  // namespace tenon::schedule

namespace tenon {

/// The plan of an expression, as a type: `steps`, `temporaries`, `workspace_bytes`, `flops`, `bytes_moved`,
/// `uses<kernel::…>`. Example: `static_assert(plan_of<decltype(out)>::uses<kernel::attention>);`
template <class E, class Mode = fused>
using plan_of = schedule::plan<detail::captured<std::remove_cvref_t<E>&>, Mode>;

/// The plan of an expression in words, one numbered line a step.
template <class Mode = fused, Expression E>
[[nodiscard]] TENON_INLINE std::string describe([[maybe_unused]] E const& e) {
  if constexpr (IllFormed<E>)
    return {};
  else
    return plan_of<E, Mode>::describe(detail::capture(e));
}

}  // namespace tenon
