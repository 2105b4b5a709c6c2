// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Running a plan: assignment, `evaluate`, `evaluate_into`. The only place where an expression, its schedule and memory
// meet.

#include <cassert>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <type_traits>

#include <tenon/kernel/parallel.hpp>
#include <tenon/schedule/guard.hpp>
#include <tenon/schedule/plan.hpp>
#include <tenon/tensor/tensor.hpp>

namespace tenon {

/// A workspace of so many bytes is large enough for a plan that needs so many. (Of numbers, since the workspace's type
/// says the whole expression.)
template <std::size_t Given, std::size_t Needed>
concept WorkspaceFits = (Given >= Needed);

/// The memory is a workspace that may be written: a `workspace_for<...>`, not const.
template <class Memory>
concept WorkspaceGiven = requires(Memory& memory) {
  { Memory::size } -> std::convertible_to<std::size_t>;
  { memory.data + 0 } -> std::same_as<std::byte*>;
};

namespace schedule {
TENON_ISA_BEGIN

/// A plan at work on a destination with the expression's own axes and these strides.
template <class E, class Mode, class Strides>
struct execution {
  using T = typename E::value_type;
  using axes = typename E::shape_type;
  using policy_type = policy<Mode, E>;
  using step = top_step<E, axes, Mode, Strides>;
  using checks = check<E, axes, policy_type>;
  static constexpr cost total = checks::info + step::info;
  static constexpr bool reuses = total.temporaries != 0 && total.uses.complete();
  static constexpr stored_memory memory{reuses ? total.uses : stored_uses{}};
  static constexpr std::size_t result_bytes = aligned(axes::size * sizeof(T));
  /// As total.workspace_bytes(threads), whose arrangement of stored values would else be found again at every run.
  static constexpr std::size_t bytes_for(std::size_t threads) {
    constexpr std::size_t shared = total.workspace_bytes(0);
    return shared + threads * aligned(total.scratch_bytes);
  }

  /// Runs with a workspace of total.workspace_bytes(threads), in at most so many threads.
  static void run(E const& e, T* dst, std::byte* workspace, int threads = static_cast<int>(config::workspace_threads),
                  bool in_place = false) {
    context ctx;
    ctx.in_place = in_place;
    ctx.threads = threads;
    ctx.scratch_bytes = aligned(total.scratch_bytes);
    ctx.scratch = workspace;
    workspace += static_cast<std::size_t>(threads) * ctx.scratch_bytes;
    ctx.begin(workspace, total.temporaries, reuses ? &memory : nullptr, &e);
    if constexpr (checks_values<E>) checks::run(e, ctx);
    ctx.position = checks::info.temporaries;
    step::run(e, dst, ctx);
  }

  /// Runs in the thread's workspace, through a temporary if the destination overlaps an input.
  static void run(E const& e, T* dst) {
    int const threads = kernel::available_threads();
    auto const* const begin = reinterpret_cast<char const*>(dst);
    auto const* const end = begin + span_of<T, axes, Strides>();
    bool const in_place = reads(e, begin, end);
    if (in_place && !safe_in_place(e, dst, reinterpret_cast<std::uintptr_t>(end))) {
      using aside = execution<E, Mode, row_major<axes>>;
      thread_workspace own(aside::bytes_for(static_cast<std::size_t>(threads)) + result_bytes);
      auto* const result = reinterpret_cast<T*>(own.data());
      aside::run(e, result, own.data() + result_bytes, threads);
      using copied = node::borrowed<T, axes, row_major<axes>>;
      context ctx;
      ctx.threads = threads;
      if constexpr (tenon::detail::has_bounded<axes>)
        loop_step<copied, axes, whole, policy<fused, copied>, Strides>::run(copied(result, lengths_for<axes>(e)), dst,
                                                                            ctx);
      else
        loop_step<copied, axes, whole, policy<fused, copied>, Strides>::run(copied(result), dst, ctx);
    } else {
      thread_workspace own(bytes_for(static_cast<std::size_t>(threads)));
      run(e, dst, own.data(), threads, in_place);
    }
  }

 private:
  static bool safe_in_place(E const& e, T* dst, std::uintptr_t end) {
    // Only a single elementwise loop can read and write the same memory.
    if constexpr (total.kernels == loop_bit && total.steps == 1 && kind_of<E> == node_kind::elementwise) {
      using value = lower_root<E, axes, root_chain<axes, whole>, policy_type>;
      using out = typename sink_for<T, Strides>::type;
      context ctx;
      return in_place(value::bind(e, ctx), out{dst}, end);
    } else {
      return false;
    }
  }
};

template <class E, class Shape, class Strides, class Sequence>
struct strides_for;
template <class E, class Shape, class Strides, std::size_t... I>
struct strides_for<E, Shape, Strides, std::index_sequence<I...>> {
  using type =
      strides<Strides::values[static_cast<std::size_t>(index_of<Shape, tag_at<typename E::shape_type, I>>)]...>;
};

template <class Mode, class E, class T, class Shape, class Strides>
void execute(E const& e, destination<T, Shape, Strides> out) {
  using own = typename strides_for<E, Shape, Strides, std::make_index_sequence<Shape::rank>>::type;
  if constexpr (checks_values<E>)
    with_lengths_checked(e, out, [&]() TENON_LAMBDA_INLINE { execution<E, Mode, own>::run(e, out.data); });
  else
    execution<E, Mode, own>::run(e, out.data);
}

/// Runs in memory that the caller gives; the destination must not overlap an input.
template <class Workspace, class E, class T, class Shape, class Strides>
void execute_in(E const& e, destination<T, Shape, Strides> out, Workspace& memory) {
  using own = typename strides_for<E, Shape, Strides, std::make_index_sequence<Shape::rank>>::type;
  constexpr std::size_t Needed = execution<E, fused, own>::total.workspace_bytes();
  constexpr std::size_t Given = Workspace::size;
  static_assert(WorkspaceFits<Given, Needed>,
                "tenon: evaluate_into: the workspace is too small: it belongs to another expression, or the result has "
                "another axis order; use workspace_for<decltype(e), decltype(out)> [docs/errors.md#workspace]");
  [[maybe_unused]] auto const* const begin = reinterpret_cast<char const*>(out.data);
  assert(!reads(e, begin, begin + span_of<T, Shape, Strides>()) &&
         "tenon: evaluate_into: the result overlaps an input");
  if constexpr (WorkspaceFits<Given, Needed> && checks_values<E>)
    with_lengths_checked(e, out,
                         [&]() TENON_LAMBDA_INLINE { execution<E, fused, own>::run(e, out.data, memory.data); });
  else if constexpr (WorkspaceFits<Given, Needed>)
    execution<E, fused, own>::run(e, out.data, memory.data);
}

/// Aligned memory of static size: scratch and stored values of one expression, written with these strides.
template <class E, class Strides>
struct workspace {
  static constexpr std::size_t size = execution<E, fused, Strides>::total.workspace_bytes();
  alignas(config::alignment) std::byte data[size == 0 ? 1 : size];
};

TENON_ISA_END
}  // namespace schedule

namespace detail {

/// A tensor or view as memory to write to.
struct writer {
  template <class Out>
  [[nodiscard]] TENON_INLINE static constexpr auto to(Out& out) {
    using T = std::remove_pointer_t<decltype(out.data())>;
    using Shape = typename Out::shape_type;
    using Strides = typename Out::strides_type;
    if constexpr (is_tensor<Out>)
      return owned_memory<T, Shape, Strides>(out.data(), out.lengths_);
    else
      return borrowed_memory<T, Shape, Strides>(out.data(), out.lengths());
  }
};

template <class E, class T, class Shape, class Strides>
TENON_INLINE void run(E const& expression, destination<T, Shape, Strides> out) {
  if constexpr (requires { expression.as_node(); })
    schedule::execute<fused>(expression.as_node(), out);
  else
    schedule::execute<fused>(expression, out);
}

}  // namespace detail

namespace detail {
template <class E, class Out, bool Broken = any_ill_formed<E, Out>>
struct workspace_of {
  using type =
      schedule::workspace<E, typename schedule::strides_for<E, typename Out::shape_type, typename Out::strides_type,
                                                            std::make_index_sequence<E::shape_type::rank>>::type>;
};
template <class E>
struct workspace_of<E, void, false> {
  using type = schedule::workspace<E, row_major<typename E::shape_type>>;
};
template <class E, class Out>
struct workspace_of<E, Out, true> {
  using type = ill_formed;
};
}  // namespace detail

/// The memory that `evaluate_into` needs for an expression; `plan_of<E>::workspace_bytes` large, so often not for the
/// stack. A result in another axis order, or a strided view, has its own: `workspace_for<E, Out>`.
template <class E, class Out = void>
using workspace_for = typename detail::workspace_of<detail::captured<std::remove_cvref_t<E>&>, Out>::type;

/// Computes an expression into a new tensor with its axes. `evaluate<unfused>(e)` runs the same tree node by node with
/// every intermediate value stored, by kernels of the same quality.
template <class Mode = fused, Expression E>
  requires(std::is_same_v<Mode, fused> || std::is_same_v<Mode, unfused>)
[[nodiscard]] TENON_INLINE auto evaluate(E&& e) {
  if constexpr (IllFormed<E>) {
    return ill_formed{};
  } else if constexpr (!Bound<typename std::remove_cvref_t<E>::free_axes>) {
    using Free = typename std::remove_cvref_t<E>::free_axes;
    static_assert(
        Bound<Free>,
        "tenon: evaluate: the expression is still free in an axis: a position has no length of its own; combine it "
        "with a tensor that has the axis, or bind it with broadcast<...> [docs/errors.md#free-axis]");
    return ill_formed{};
  } else {
    auto const node = detail::capture(std::forward<E>(e));
    decltype(tensor(node)) result(uninitialized);
    schedule::execute<Mode>(node, detail::writer::to(result));
    return result;
  }
}

/// Computes an expression into a tensor or view with its axes (names in any order permute), in memory that the caller
/// gives. Allocates nothing; noexcept unless the expression looks at ids or lengths. `out` must not overlap an input
/// (asserted). Example: `static tenon::workspace_for<decltype(e)> memory; tenon::evaluate_into(out, e, memory);`
template <class Out, Expression E, class Workspace>
TENON_INLINE void evaluate_into(Out&& out, E const& e,
                                Workspace& workspace) noexcept(!schedule::checks_values<detail::captured<E const&>>) {
  if constexpr (!WorkspaceGiven<Workspace> && !detail::any_ill_formed<Out, E, Workspace>) {
    static_assert(WorkspaceGiven<Workspace>,
                  "tenon: evaluate_into: the memory must be a workspace that was made for the expression, "
                  "workspace_for<decltype(e)> memory, and may not be const [docs/errors.md#workspace]");
  } else if constexpr (!detail::any_ill_formed<Out, E, Workspace>) {
    using Element = std::remove_pointer_t<decltype(out.data())>;
    static_assert(Writable<Element>,
                  "tenon: evaluate_into: the result cannot be written: it is const, or a view<T const, ...> that only "
                  "reads [docs/errors.md#read-only]");
    if constexpr (Writable<Element>) {
      assignment::perform(e, detail::writer::to(out),
                          [&workspace](auto const& source, auto target) TENON_LAMBDA_INLINE {
                            if constexpr (requires { source.as_node(); })
                              schedule::execute_in<Workspace>(source.as_node(), target, workspace);
                            else
                              schedule::execute_in<Workspace>(source, target, workspace);
                          });
    }
  }
}

}  // namespace tenon
