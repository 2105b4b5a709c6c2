// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Writing an expression into memory: the laws of assignment, then `run` (or a plain copy when the source is in memory).

#include <cstring>
#include <type_traits>

#include <tenon/config.hpp>
#include <tenon/tensor/memory.hpp>

namespace tenon {

// The usual way to run: in the thread's workspace. Not in detail, since compilers print it before a broken law's
// sentence.
struct run_anywhere {
  template <class E, class Destination>
  TENON_INLINE void operator()(E const& source, Destination out) const {
    detail::run(source, out);
  }
};

/// Assigns an expression to memory; a tensor with the same named axes in another order is permuted.
struct assignment {
  template <class E, class T, class Shape, class Strides, class Run = run_anywhere>
  TENON_INLINE static constexpr void perform(E const& source, destination<T, Shape, Strides> out, Run run = {}) {
    if constexpr (!IllFormed<E>) {
      using From = shape_of<E>;
      using Free = typename E::free_axes;
      using Value = typename E::value_type;
      using Same = detail::first_mismatch_in<Shape, From>;
      if constexpr (!Bound<Free>) {
        static_assert(
            Bound<Free>,
            "tenon: assignment: the expression is still free in an axis: a position has no length of its own; "
            "combine it with a tensor that has the axis, or bind it with broadcast<...> "
            "[docs/errors.md#free-axis]");
      } else if constexpr (!SameKind<From, Shape>) {
        static_assert(SameKind<From, Shape>,
                      "tenon: assignment: one side has named axes and the other has none; say which axis is which with "
                      "name_axes<...>, or forget the names with drop_names [docs/errors.md#names-and-positions]");
      } else if constexpr (!SameValueType<Value, T>) {
        static_assert(
            SameValueType<Value, T>,
            "tenon: assignment: the expression has another value type than the tensor; convert it with cast<T> "
            "[docs/errors.md#value-types]");
      } else if constexpr (!SameRank<From, Shape>) {
        static_assert(
            SameRank<From, Shape>,
            "tenon: assignment: the expression and the tensor have different numbers of axes; assignment does "
            "not broadcast: write broadcast<...> if that is meant [docs/errors.md#assignment]");
      } else if constexpr (Positional<Shape>) {
        perform_positional(source, out, run);
      } else if constexpr (!SameAxes<From, Shape>) {
        static_assert(
            SameAxes<From, Shape>,
            "tenon: assignment: the expression has other axes than the tensor; rename<From, To> an axis if its "
            "meaning changes [docs/errors.md#assignment]");
      } else if constexpr (Same::value >= 0) {
        using Axis = axis_at<Shape, static_cast<std::size_t>(Same::value < 0 ? 0 : Same::value)>;
        static_assert(SameExtentIn<From, Shape, Axis>,
                      "tenon: assignment: an axis has different lengths in the expression and in the tensor "
                      "[docs/errors.md#assignment]");
      } else if constexpr (constexpr int kind = detail::first_length_mismatch<Shape, From>::value; kind >= 0) {
        using Axis = axis_at<Shape, static_cast<std::size_t>(kind)>;
        static_assert(SameLengthKind<From, Shape, Axis>,
                      "tenon: assignment: the length of an axis is in the type on one side and known only at run time "
                      "(upto) on the other; give both sides upto<...>, or neither [docs/errors.md#run-time-length]");
      } else {
        store(source, out, run);
      }
    }
  }

 private:
  template <class E, class T, class Shape, class Strides, class Run>
  TENON_INLINE static constexpr void perform_positional(E const& source, destination<T, Shape, Strides> out, Run run) {
    using From = shape_of<E>;
    constexpr int differs = detail::first_difference<From, Shape>();
    if constexpr (differs >= 0) {
      static_assert(SameExtentAt<From, Shape, static_cast<std::size_t>(differs)>,
                    "tenon: assignment: the axes with this index have different lengths in the expression and in the "
                    "tensor [docs/errors.md#assignment]");
    } else {
      store(source, out, run);
    }
  }

  template <class E, class T, class Shape, class Strides, class Run>
  TENON_INLINE static constexpr void store(E const& source, destination<T, Shape, Strides> out, Run run) {
    if constexpr (!detail::InMemory<E>) {
      run(source, out);
    } else if constexpr (detail::has_bounded<Shape>) {
      run(node::borrowed<T, shape_of<E>, typename E::strides_type>(source.data(), source.lengths()), out);
    } else if constexpr (std::is_same_v<shape_of<E>, Shape> && std::is_same_v<Strides, row_major<Shape>> &&
                         std::is_same_v<typename E::strides_type, Strides>) {
      if (std::is_constant_evaluated()) {
        for (std::size_t i = 0; i < Shape::size; ++i) out.data[i] = source.data()[i];
      } else {
        std::memmove(static_cast<void*>(out.data), source.data(), Shape::size * sizeof(T));
      }
    } else {
      run(node::borrowed<T, shape_of<E>, typename E::strides_type>(source.data()), out);
    }
  }
};

}  // namespace tenon
