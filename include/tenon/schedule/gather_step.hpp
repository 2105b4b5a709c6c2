// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Results put together from rows: `take` (rows of a table by index) and `concat` (parts one after the other).

#include <string>
#include <utility>

#include <tenon/schedule/loop_step.hpp>
#include <tenon/schedule/operand.hpp>
#include <tenon/tensor/error.hpp>

namespace tenon::schedule {
TENON_ISA_BEGIN

template <class E, class Axes, class Panel, class Policy, class Strides>
struct take_step;

template <class Shape, int I, class Table, class Ids, class Axes, class Panel, class Policy, class Strides>
struct take_step<node::taken<Shape, I, Table, Ids>, Axes, Panel, Policy, Strides> {
  using E = node::taken<Shape, I, Table, Ids>;
  using T = typename E::value_type;
  static constexpr int id_rank = static_cast<int>(Ids::shape_type::rank);
  static constexpr int table_rank = static_cast<int>(Table::shape_type::rank);

  // Result axes: the table's before I, the ids', the table's after I.
  template <std::size_t... P>
  static constexpr auto table_view(std::index_sequence<P...>) {
    return node::view::expanded<(static_cast<int>(P) < I             ? static_cast<int>(P)
                                 : static_cast<int>(P) < I + id_rank ? -1
                                                                     : static_cast<int>(P) - id_rank + 1)...>{};
  }
  template <std::size_t... P>
  static constexpr auto ids_view(std::index_sequence<P...>) {
    return node::view::expanded<(static_cast<int>(P) >= I && static_cast<int>(P) < I + id_rank ? static_cast<int>(P) - I
                                                                                               : -1)...>{};
  }
  using axes_sequence = std::make_index_sequence<Axes::rank>;
  template <class Kind>
  using links = extend<root_chain<Axes, Panel>, link<Kind, extents_of<Axes>>>;
  using table = typename memory_operand<Table, typename Table::shape_type, links<decltype(table_view(axes_sequence{}))>,
                                        Policy>::type;
  using ids =
      typename memory_operand<Ids, typename Ids::shape_type, links<decltype(ids_view(axes_sequence{}))>, Policy>::type;
  // The table once more along its own axes: the step of the axis that is looked up.
  using along =
      typename memory_operand<Table, typename Table::shape_type,
                              chain<link<node::view::relabeled, extents_of<typename Table::shape_type>>>, Policy>::type;
  static constexpr std::ptrdiff_t row = along::tree::stride[I];
  using out = typename sink_for<T, Strides>::type;
  static constexpr layout space = space_of<Axes, Panel>();

  static constexpr nest plan() {
    stride_table t;
    t.add(out::stride, out::rank);
    t.add(table::tree::stride, table::tree::rank);
    nest n;
    bool inner[max_rank] = {};
    for (std::size_t a = 0; a < space.rank; ++a)
      inner[a] = static_cast<int>(a) < I || static_cast<int>(a) >= I + id_rank;
    n.lane_axis = choose_lane(space, t, inner);
    if (n.lane_axis != no_axis) n.lanes = n.gather(n.lane_axis, space, t, inner);
    n.finish(space, t);
    return n;
  }
  struct planned {
    static constexpr nest value = plan();
  };
  using lanes = lanes_for<typename table::tree>;
  struct each {
    static constexpr double value = kernel::cost_model::loop_cycles(false);
  };
  using work = lane_parts<planned::value.lanes, lanes::width, each>;
  using predicted_type = std::conditional_t<std::is_same_v<typename Table::value_type, double>, double, float>;
  static constexpr kernel::estimate predict() {
    constexpr layout results = space_of<Axes, Panel>();
    constexpr double n = static_cast<double>(results.size());
    return kernel::estimate_loop<predicted_type>(n, 0, 1.5, 2 * n * sizeof(typename Table::value_type))
        .times(panels_of<Axes, Panel>(results));
  }
  static constexpr kernel::estimate predicted = predict();
  static constexpr cost info =
      table::info + ids::info + cost{.steps = 1, .kernels = copy_bit, .cycles = predicted.cycles()};

  static void run(E const& e, T* dst, context& ctx) {
    auto const rows = table::bind(get<0>(e.operands), ctx);
    auto const which = ids::bind(get<1>(e.operands), ctx);
    auto const lengths = lengths_along<Axes, Panel>(e, ctx);
    spread<planned, work>(
        ctx, lengths,
        [&lengths](int) {
          return [lengths](std::ptrdiff_t first, std::ptrdiff_t end, typename table::tree t,
                           typename ids::tree const& id, out const& o) TENON_LAMBDA_INLINE {
            t.p += static_cast<std::ptrdiff_t>(*id.p) * row;
            constexpr std::size_t lane = planned::value.lane_axis;
            loop_rows<lanes, lane>(t, o, work::begin(first), lengths.template end<lane>(work::begin(end)));
          };
        },
        rows, which, out{dst});
  }
  static void describe(printer& p, E const& e, std::string_view where) {
    table::describe(p, get<0>(e.operands));
    ids::describe(p, get<1>(e.operands));
    p.step("gather", Ids::shape_type::size, " rows of a table of ",
           extent_at<typename Table::shape_type, static_cast<std::size_t>(I)>, ", ", where);
    p.predict<predicted_type>(predicted);
  }
};

template <class E, class Axes, class Panel, class Policy, class Strides>
struct concat_step;

template <class Shape, int I, class... Es, class Axes, class Panel, class Policy, class Strides>
struct concat_step<node::concatenated<Shape, I, Es...>, Axes, Panel, Policy, Strides> {
  using E = node::concatenated<Shape, I, Es...>;
  using T = typename E::value_type;
  static constexpr std::size_t axis = static_cast<std::size_t>(I);
  static constexpr std::ptrdiff_t step = Strides::values[axis];
  /// Parts may name their axes in another order than the result.
  template <class X>
  struct part_strides {
    static constexpr layout make() {
      layout l = layout_from<extents_of<typename X::shape_type>>::contiguous();
      layout const d = destination_layout<Shape, Strides>();
      constexpr auto map = map_of(typename axis_map<Shape, typename X::shape_type>::type{});
      for (std::size_t a = 0; a < l.rank; ++a) l.stride[map[a]] = d.stride[a];
      return l;
    }
    template <int... M>
    static constexpr std::array<std::size_t, sizeof...(M)> map_of(ints<M...>) {
      return {static_cast<std::size_t>(M)...};
    }
    static constexpr layout value = make();
    using type = typename strides_of_layout<part_strides, std::make_index_sequence<Shape::rank>>::type;
  };
  /// A panel restricts other axes than the one that is joined.
  template <class X>
  struct part_panel {
    static constexpr int moved(int a) { return a < 0 ? -1 : map()[static_cast<std::size_t>(a)]; }
    template <int... M>
    static constexpr std::array<int, sizeof...(M)> table_of(ints<M...>) {
      return {M...};
    }
    static constexpr auto map() { return table_of(typename axis_map<Shape, typename X::shape_type>::type{}); }
    using type = panel<moved(Panel::axis[0]), Panel::length[0], moved(Panel::axis[1]), Panel::length[1]>;
  };
  template <class X>
  using part = compute_step<X, typename X::shape_type, typename part_panel<X>::type,
                            typename Policy::template within<X>, typename part_strides<X>::type>;
  template <class X>
  static constexpr std::ptrdiff_t length = static_cast<std::ptrdiff_t>(
      extent_at<typename X::shape_type,
                static_cast<std::size_t>(index_of<typename X::shape_type, tag_at<Shape, axis>>)>);

  static constexpr cost info = (cost{.kernels = copy_bit} + ... + part<Es>::info);

  static void run(E const& e, T* dst, context& ctx) { run_parts(e, dst, ctx, std::index_sequence_for<Es...>{}); }
  static void describe(printer& p, E const& e, std::string_view) {
    unpack(e.operands,
           [&p](Es const&... parts) { (part<Es>::describe(p, parts, "into its part of the result"), ...); });
  }

 private:
  template <std::size_t... J>
  static void run_parts(E const& e, T* dst, context& ctx, std::index_sequence<J...>) {
    std::ptrdiff_t at = 0;
    ((part<Es>::run(get<J>(e.operands), dst + at * step, ctx), at += length<Es>), ...);
  }
};

TENON_ISA_END
}  // namespace tenon::schedule
