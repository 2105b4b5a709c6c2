// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Reductions of a tree over some axes of its space, the result going through an epilogue tree: lanes along a result
// axis where that is contiguous, else along a summed axis.

#include <limits>

#include <tenon/schedule/loop_step.hpp>

namespace tenon::schedule {
TENON_ISA_BEGIN

namespace detail {

/// Sum, largest, smallest: how lanes meet and what an empty one holds.
template <class Op, class T>
struct folding {
  static constexpr T empty() {
    if constexpr (std::is_same_v<Op, op::max>)
      return std::numeric_limits<T>::has_infinity ? -std::numeric_limits<T>::infinity()
                                                  : std::numeric_limits<T>::lowest();
    else if constexpr (std::is_same_v<Op, op::min>)
      return std::numeric_limits<T>::has_infinity ? std::numeric_limits<T>::infinity() : std::numeric_limits<T>::max();
    else
      return T(0);
  }
  template <class C, class V>
  TENON_INLINE static V join(V const& a, V const& b) {
    if constexpr (std::is_same_v<Op, op::max>)
      return apply<C, T, T, T>(every_lane{}, op::maximum{}, a, b);
    else if constexpr (std::is_same_v<Op, op::min>)
      return apply<C, T, T, T>(every_lane{}, op::minimum{}, a, b);
    else
      return apply<C, T, T, T>(every_lane{}, op::add{}, a, b);
  }
};

/// Walks axes [Axis, End) of the tree's space and joins what it reads into `acc`; `Skip` is walked by the caller.
template <class Fold, class C, class Space, std::size_t Lane, std::size_t Skip, std::size_t Axis, std::size_t End,
          class V, class Tree, class Lengths, class Leaf>
TENON_INLINE void fold_axes(V& acc, Tree tree, Lengths const& lengths, Leaf const& read) {
  if constexpr (Axis == End) {
    read(acc, tree);
  } else if constexpr (Axis == Skip || Space::value.extent[Axis] == 1) {
    fold_axes<Fold, C, Space, Lane, Skip, Axis + 1, End>(acc, tree, lengths, read);
  } else {
    std::ptrdiff_t const end = lengths.template end<Axis>(Space::value.extent[Axis]);
    for (std::ptrdiff_t x = 0; x < end; ++x) {
      fold_axes<Fold, C, Space, Lane, Skip, Axis + 1, End>(acc, tree, lengths, read);
      tree.template advance<Axis>(1);
    }
  }
}

}  // namespace detail

/// Lanes [j, lanes) along result axis Lane: every lane has its own sum, no lane meets another.
template <class Fold, class C, class Space, std::size_t Lane, std::size_t First, class Finish, class Tree,
          class Epilogue, class Out, class Lengths>
TENON_NOINLINE void reduce_vertical(Tree tree, Epilogue epilogue, Out out, Finish const& finish, std::ptrdiff_t j,
                                    std::ptrdiff_t lanes, Lengths lengths) {
  using T = typename Tree::value_type;
  using R = typename Out::value_type;
  constexpr std::ptrdiff_t step = Out::stride[Lane];
  for (; j < lanes; j += C::width) {
    auto acc = C::template broadcast<T>(Fold::empty());
    if (lanes - j >= C::width) {
      at<C, Lane, no_axis> const here{0, j, 0};
      detail::fold_axes<Fold, C, Space, Lane, no_axis, First, Space::value.rank>(
          acc, tree, lengths, [&](auto& a, Tree const& t) { a = Fold::template join<C>(a, t.read(here, nothing{})); });
      C::template store<R>(out.p + j * step, step, epilogue.read(here, finish.template lanes<C>(acc)));
    } else {
      int const n = static_cast<int>(lanes - j);
      at<C, Lane, no_axis, false> const here{0, j, n};
      detail::fold_axes<Fold, C, Space, Lane, no_axis, First, Space::value.rank>(
          acc, tree, lengths, [&](auto& a, Tree const& t) { a = Fold::template join<C>(a, t.read(here, nothing{})); });
      C::template store_first<R>(out.p + j * step, step, epilogue.read(here, finish.template lanes<C>(acc)), n);
    }
  }
}

/// Lanes along summed axis Lane: four running sums, which meet at the end; one result.
template <class Fold, class C, class Space, std::size_t Lane, std::size_t First, class Finish, class Tree,
          class Epilogue, class Out, class Lengths>
TENON_NOINLINE void reduce_horizontal(Tree tree, Epilogue epilogue, Out out, Finish const& finish, Lengths given) {
  using T = typename Tree::value_type;
  using R = typename Out::value_type;
  constexpr std::ptrdiff_t w = C::width;
  std::ptrdiff_t const lanes = given.template end<Lane>(Lane == no_axis ? 1 : Space::value.extent[Lane]);
  using V = typename C::template lane<T>;
  V sums[4] = {C::template broadcast<T>(Fold::empty()), C::template broadcast<T>(Fold::empty()),
               C::template broadcast<T>(Fold::empty()), C::template broadcast<T>(Fold::empty())};
  T rest = Fold::empty();
  auto row = [&](auto&, Tree const& t) {
    std::ptrdiff_t j = 0;
    for (; j + 4 * w <= lanes; j += 4 * w) {
#pragma GCC unroll 4
      for (int u = 0; u < 4; ++u) {
        at<C, Lane, no_axis> const here{0, j + u * w, 0};
        sums[u] = Fold::template join<C>(sums[u], t.read(here, nothing{}));
      }
    }
    for (; j + w <= lanes; j += w) {
      at<C, Lane, no_axis> const here{0, j, 0};
      sums[0] = Fold::template join<C>(sums[0], t.read(here, nothing{}));
    }
    for (; j < lanes; ++j) {
      at<scalar_lanes, Lane, no_axis> const here{0, j, 0};
      rest = Fold::template join<scalar_lanes>(rest, t.read(here, nothing{}));
    }
  };
  nothing unused;
  detail::fold_axes<Fold, C, Space, Lane, Lane, First, Space::value.rank>(unused, tree, given, row);
  V const all =
      Fold::template join<C>(Fold::template join<C>(sums[0], sums[1]), Fold::template join<C>(sums[2], sums[3]));
  T lane_values[static_cast<std::size_t>(w)];
  C::template store<T>(lane_values, 1, all);
  for (std::ptrdiff_t u = 0; u < w; ++u) rest = Fold::template join<scalar_lanes>(rest, lane_values[u]);
  at<scalar_lanes, no_axis, no_axis> const here{0, 0, 0};
  *out.p = static_cast<R>(epilogue.read(here, finish.template lanes<scalar_lanes>(rest)));
}

/// Nothing more to do with a sum.
struct finish_none {
  template <class C, class V>
  TENON_INLINE V lanes(V const& v) const {
    return v;
  }
};

/// A mean is a sum times a constant.
template <class T>
struct finish_scale {
  T factor;
  template <class C, class V>
  TENON_INLINE V lanes(V const& v) const {
    return apply<C, T, T, T>(every_lane{}, op::multiply{}, v, C::template broadcast<T>(factor));
  }
};

/// Plans and runs a reduction over axes [First, rank) of Space.
template <class Fold, class Space, std::size_t First, class Tree, class Epilogue, class Out>
struct reduction {
  using lanes = lanes_for<Tree, Epilogue>;

  static constexpr std::size_t choose() {
    stride_table t;
    t.add(Out::stride, Out::rank);
    Tree::collect(t);
    std::size_t best = no_axis;
    std::ptrdiff_t best_score = -1;
    for (std::size_t a = 0; a < Space::value.rank; ++a) {
      if (Space::value.extent[a] == 1) continue;
      std::ptrdiff_t score = 0;
      for (std::size_t m = 1; m < t.count; ++m) score += t.stride[m][a] == 1 ? 10 : (t.stride[m][a] == 0 ? 1 : 0);
      // A result axis costs no meeting of lanes, if it fills them.
      if (a < First && Space::value.extent[a] >= lanes::width) score += 1;
      if (score > best_score) best = a, best_score = score;
    }
    return best;
  }
  static constexpr std::size_t lane = choose();
  static constexpr bool vertical = lane < First;

  static constexpr nest plan() {
    stride_table t;
    t.add(Out::stride, Out::rank);
    nest n;
    layout outer = Space::value;
    outer.rank = First;
    if (vertical) n.taken[lane] = true;
    n.finish(outer, t);
    return n;
  }
  struct planned {
    static constexpr nest value = plan();
  };

  /// Each result is summed by one thread: what is shared out are results.
  struct each {
    static constexpr double make() {
      double n = kernel::cost_model::loop_cycles(is_heavy<Tree>);
      for (std::size_t a = First; a < Space::value.rank; ++a) n *= static_cast<double>(Space::value.extent[a]);
      return n;
    }
    static constexpr double value = make();
  };
  struct single {
    static constexpr std::ptrdiff_t parts = 1;
    static constexpr double cycles = each::value;
    static constexpr std::ptrdiff_t begin(std::ptrdiff_t part) { return part; }
  };
  static constexpr std::ptrdiff_t result_lanes = Space::value.extent[vertical ? lane : 0];
  using work = std::conditional_t<vertical, lane_parts<result_lanes, lanes::width, each>, single>;

  template <class Lengths, class Finish>
  static void run(context const& ctx, Lengths const& lengths, Tree const& tree, Epilogue const& epilogue,
                  Out const& out, Finish const& finish) {
    spread<planned, work>(
        ctx, lengths,
        [&finish, &lengths](int) {
          return [&finish, lengths]([[maybe_unused]] std::ptrdiff_t first, [[maybe_unused]] std::ptrdiff_t end,
                                    Tree const& t, Epilogue const& e, Out const& o) {
            if constexpr (vertical)
              reduce_vertical<Fold, lanes, Space, lane, First>(t, e, o, finish, work::begin(first),
                                                               lengths.template end<lane>(work::begin(end)), lengths);
            else
              reduce_horizontal<Fold, lanes, Space, lane, First>(t, e, o, finish, lengths);
          };
        },
        tree, epilogue, out);
  }
};

TENON_ISA_END
}  // namespace tenon::schedule
