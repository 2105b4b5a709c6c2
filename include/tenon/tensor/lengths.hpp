// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The lengths that are known only at run time: of each `upto` axis of a tensor or view, from 1 to its capacity.

#include <array>
#include <cstddef>
#include <stdexcept>
#include <utility>

#include <tenon/shape/laws.hpp>
#include <tenon/shape/layout.hpp>
#include <tenon/shape/text.hpp>
#include <tenon/tensor/error.hpp>

namespace tenon {

namespace detail {

/// The length of each axis of a shape; nothing where all of them are in the type.
template <class Shape, bool = has_bounded<Shape>>
struct lengths {
  static constexpr std::size_t at(std::size_t axis) { return extent_list<Shape>::value[axis]; }
};
template <class... A>
struct lengths<shape<A...>, true> {
  std::array<std::size_t, sizeof...(A)> of{A::extent...};
  [[nodiscard]] constexpr std::size_t at(std::size_t axis) const { return of[axis]; }
  bool operator==(lengths const&) const = default;
};

/// Calls f(offset) for each element within the lengths, in row-major order of the shape.
template <class Shape, class Strides, class F>
constexpr void for_each_within(lengths<Shape> const& within, F const& f) {
  if constexpr (!has_bounded<Shape>) {
    for_each_offset<Shape, Strides>(f);
  } else {
    for_each_offset<Shape, Strides>([&](std::ptrdiff_t offset, auto const& index) {
      bool inside = true;
      for (std::size_t a = 0; a < Shape::rank; ++a) inside = inside && index[a] < within.of[a];
      if (inside) f(offset);
    });
  }
}

template <class Axis>
[[noreturn]] void fail_resize(std::size_t length) {
  fail<std::length_error>("tenon: resize: the length ", length, " does not fit ", axis_text<Axis>(), ": expected 1 to ",
                          Axis::extent);
}

struct writer;

}  // namespace detail

/// The base of what has its elements in memory: how long its axes are.
template <class Shape>
class with_lengths {
  friend struct detail::writer;

 public:
  /// The length of an axis; of an `upto` axis, the one that was set last (its capacity, when made).
  template <template <std::size_t> class Axis>
  [[nodiscard]] constexpr std::size_t length() const {
    static_assert(HasAxis<Shape, Axis>,
                  "tenon: length: the tensor does not have this axis; name one of its axes "
                  "[docs/errors.md#axis-absent]");
    if constexpr (HasAxis<Shape, Axis>)
      return lengths_.at(static_cast<std::size_t>(index_of<Shape, tag_of<Axis<1>>>));
    else
      return 0;
  }

  /// Sets the length of an `upto` axis. Elements keep their places; those beyond the length are never looked at.
  /// Throws std::length_error beyond the capacity, and for 0, and then changes nothing.
  template <template <std::size_t> class Axis>
  constexpr void resize(std::size_t length) {
    static_assert(HasAxis<Shape, Axis>,
                  "tenon: resize: the tensor does not have this axis; name one of its axes "
                  "[docs/errors.md#axis-absent]");
    if constexpr (HasAxis<Shape, Axis>) {
      constexpr auto index = static_cast<std::size_t>(index_of<Shape, tag_of<Axis<1>>>);
      using Whole = axis_at<Shape, index>;
      static_assert(LengthAtRunTime<Whole>,
                    "tenon: resize: the length of this axis is in its type and does not change; upto<seq<512>> is an "
                    "axis of at most 512 [docs/errors.md#run-time-length]");
      if constexpr (LengthAtRunTime<Whole>) {
        if (length < 1 || length > Whole::extent) detail::fail_resize<Whole>(length);
        lengths_.of[index] = length;
      }
    }
  }

  /// All of them, one for each axis.
  [[nodiscard]] constexpr detail::lengths<Shape> const& lengths() const { return lengths_; }

 protected:
  [[no_unique_address]] detail::lengths<Shape> lengths_;
};

/// Memory that an expression is written to, with axes whose lengths are known at run time: it takes the expression's,
/// or, where it is a window on somebody else's memory, must have them already.
template <class T, class Shape, class Strides>
  requires detail::has_bounded<Shape>
struct destination<T, Shape, Strides> {
  using value_type = T;
  using shape_type = Shape;
  using strides_type = Strides;
  T* data;
  detail::lengths<Shape> const* expected;  ///< null: any
  detail::lengths<Shape>* taken;           ///< null: nobody asks
};

}  // namespace tenon
