// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Softmax and norms: a row is computed once (whatever expression makes it), normalized, and written through the tree
// around it. Rows lie along the lanes, or lanes hold one row each where another axis is contiguous.

#include <tenon/schedule/row_nest.hpp>
#include <tenon/schedule/row_passes.hpp>

namespace tenon::schedule {
TENON_ISA_BEGIN

template <class Node>
struct row_operation;
template <class Op, int I, class X>
struct row_operation<node::normalized<Op, I, X>> {
  using op_type = Op;
  using operand = X;
  static constexpr std::size_t axis = static_cast<std::size_t>(I);
};

template <class E, class Axes, class Panel, class Policy, class Strides, class Path>
struct rows_step {
  using T = typename E::value_type;
  using driver = follow<E, Axes, root_chain<Axes, Panel>, Path>;
  using row_node = typename driver::node_type;
  using number = typename row_node::value_type;
  using parts = row_operation<row_node>;
  using X = typename parts::operand;
  using operand = typename row_operand<number, X, typename driver::axes, typename driver::links, Policy>::type;
  using inner = typename operand::tree;
  using epilogue = lower_root<E, Axes, root_chain<Axes, Panel>, Policy, Path>;
  using around = typename epilogue::tree;
  using out = typename sink_for<T, Strides>::type;

  static constexpr layout space = space_of<Axes, Panel>();
  static constexpr std::size_t row =
      static_cast<std::size_t>(probe<typename driver::axes, typename driver::links>::loop_axis(parts::axis));
  static constexpr std::ptrdiff_t count = space.extent[row];
  static constexpr bool vectorized = fits_lanes<vector_lanes<number>, around>;

  static constexpr row_nest plan() {
    stride_table t;
    t.add(out::stride, out::rank);
    inner::collect(t);
    around::collect(t);
    return plan_rows(space, t, row, Axes::rank);
  }
  static constexpr row_nest chosen = plan();
  struct planned {
    static constexpr nest value = chosen.loops;
  };
  static constexpr std::size_t result_bytes = static_cast<std::size_t>(space.size()) * sizeof(T);
  /// The axis along which the next row lies, if the rows are walked one by one.
  static constexpr std::size_t next_axis =
      chosen.along && chosen.loops.outer_count > 0 ? chosen.loops.outer_axis[chosen.loops.outer_count - 1] : no_axis;
  static constexpr int fetched_into =
      next_axis == no_axis
          ? 0
          : kernel::cost_model::prefetch_level(static_cast<std::size_t>(count) * sizeof(T), result_bytes);
  using walked = row_walk<chosen.along, count, chosen.loops.lane_axis, chosen.loops.row_axis, next_axis, fetched_into>;
  static constexpr bool around_caches = chosen.along && out::stride[chosen.loops.lane_axis] == 1 &&
                                        vector_lanes<number>::template streams<T> && bounded_bits<Axes> == 0 &&
                                        kernel::cost_model::writes_around_caches(result_bytes);
  using stream_end = std::conditional_t<around_caches, streaming_end, nothing>;
  static constexpr std::size_t scratch_elements = static_cast<std::size_t>(
      chosen.along ? (count + kernel::lanes<number> - 1) / kernel::lanes<number> * kernel::lanes<number>
                   : count * kernel::lanes<number>);
  /// A row; or the rows that stand side by side in the lanes.
  struct each {
    static constexpr double value =
        static_cast<double>(count) * kernel::cost_model::row_cycles(is_heavy<inner> || is_heavy<around>);
  };
  using work = lane_parts<chosen.along ? 1 : planned::value.lanes, kernel::lanes<number>, each>;
  static constexpr kernel::estimate predict() {
    constexpr layout results = space_of<Axes, Panel>();
    constexpr tree_cost in = cost_of_tree<inner>::in(results), out_of = cost_of_tree<around>::in(results);
    // The row is computed, looked at, exponentiated or squared, and written: three passes of a load each.
    constexpr double passes = std::is_same_v<typename parts::op_type, op::softmax> ? op_cycles<op::exp> + 4 : 4;
    constexpr double n = static_cast<double>(results.size());
    return kernel::estimate_loop<number>(n, in.operations + out_of.operations + 5, in.cycles + out_of.cycles + passes,
                                         in.bytes + out_of.bytes + n * sizeof(T))
        .times(panels_of<Axes, Panel>(results));
  }
  static constexpr kernel::estimate predicted = predict();
  static constexpr cost info = operand::info + epilogue::info +
                               cost{.steps = 1,
                                    .scratch_bytes = scratch_elements * sizeof(number),
                                    .kernels = rows_bit,
                                    .cycles = predicted.cycles()};

  static void prepare(E const& e, context& ctx) {
    static_cast<void>(operand::bind(get<0>(driver::get_from(e).operands), ctx));
    static_cast<void>(epilogue::bind(e, ctx));
  }
  static void run(E const& e, T* dst, context& ctx) {
    row_node const& node = driver::get_from(e);
    inner const x = operand::bind(get<0>(node.operands), ctx);
    around const t = epilogue::bind(e, ctx);
    auto const o = node.op;
    auto const lengths = lengths_along<Axes, Panel>(e, ctx);
    spread<planned, work>(
        ctx, lengths,
        [&ctx, &o, &lengths](int worker) {
          return [scratch = ctx.scratch_of<number>(worker), &o, end_of_stream = stream_end(), lengths](
                     std::ptrdiff_t first, std::ptrdiff_t end, inner const& values, around const& tree,
                     out const& to) TENON_LAMBDA_INLINE {
            static_cast<void>(end_of_stream);
            normalize_rows<walked, around_caches, typename parts::op_type, number>(
                values, tree, to, work::begin(first), lengths.template end<planned::value.lane_axis>(work::begin(end)),
                scratch, o, row_length(lengths));
          };
        },
        x, t, out{dst});
  }
  /// A constant, unless it is known only at run time.
  template <class Lengths>
  TENON_INLINE static auto row_length([[maybe_unused]] Lengths const& lengths) {
    if constexpr (Lengths::template bounds<row>)
      return lengths.template end<row>(count);
    else
      return std::integral_constant<std::ptrdiff_t, count>{};
  }
  static void describe(printer& p, E const& e, std::string_view where) {
    operand::describe(p, get<0>(driver::get_from(e).operands));
    epilogue::describe(p, e);
    p.step("rows", parts::op_type::name, " of ", space.size() / count, " rows of ", count,
           chosen.along ? "" : ", a row in each lane", is_accumulator<around> ? "" : ", with an elementwise epilogue",
           around_caches ? ", written around the caches" : "", ", ", where);
    p.predict<number>(predicted);
  }
};

TENON_ISA_END
}  // namespace tenon::schedule
