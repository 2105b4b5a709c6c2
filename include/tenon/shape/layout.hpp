// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Where elements stand in memory: static strides in elements, and the contiguous (row-major) ones of a shape.

#include <array>
#include <cstddef>
#include <type_traits>
#include <utility>

#include <tenon/shape/shape.hpp>

namespace tenon {

/// Static strides, in elements, one for each axis.
template <std::ptrdiff_t... S>
struct strides {
  static constexpr std::size_t rank = sizeof...(S);
  static constexpr std::array<std::ptrdiff_t, sizeof...(S)> values{S...};
};

namespace detail {

template <class Shape>
constexpr std::ptrdiff_t row_major_stride(std::size_t i) {
  std::ptrdiff_t stride = 1;
  for (std::size_t j = Shape::rank; j-- > i + 1;) stride *= static_cast<std::ptrdiff_t>(extent_list<Shape>::value[j]);
  return stride;
}

template <class Shape, class Sequence>
struct row_major_of;
template <class Shape, std::size_t... I>
struct row_major_of<Shape, std::index_sequence<I...>> {
  using type = strides<row_major_stride<Shape>(I)...>;
};

}  // namespace detail

/// The strides of a contiguous shape, the last axis with stride 1.
template <class Shape>
using row_major = typename detail::row_major_of<Shape, std::make_index_sequence<Shape::rank>>::type;

/// Memory that an expression is written to; `run` decides whether it overlaps what is read.
template <class T, class Shape, class Strides>
struct destination {
  using value_type = T;
  using shape_type = Shape;
  using strides_type = Strides;
  T* data;
};

namespace detail {

/// The offset, in elements, of the element with these indices.
template <class Strides, class... I>
constexpr std::ptrdiff_t offset_of(I... indices) {
  std::ptrdiff_t offset = 0;
  std::size_t axis = 0;
  ((offset += static_cast<std::ptrdiff_t>(indices) * Strides::values[axis++]), ...);
  return offset;
}

/// True when every index is inside its axis.
template <class Shape, class... I>
constexpr bool inside(I... indices) {
  std::size_t axis = 0;
  bool ok = true;
  ((ok = ok && !(indices < I{}) && static_cast<std::size_t>(indices) < extent_list<Shape>::value[axis], ++axis), ...);
  return ok;
}

/// Calls f(offset), or f(offset, indices), for each element in row-major order of the shape, offsets counted by the
/// strides.
template <class Shape, class Strides, class F>
constexpr void for_each_offset(F&& f) {
  if constexpr (Shape::rank == 0) {
    f(std::ptrdiff_t{0});
  } else {
    std::array<std::size_t, Shape::rank> index{};
    for (std::size_t n = 0; n < Shape::size; ++n) {
      std::ptrdiff_t offset = 0;
      for (std::size_t a = 0; a < Shape::rank; ++a)
        offset += static_cast<std::ptrdiff_t>(index[a]) * Strides::values[a];
      if constexpr (std::is_invocable_v<F&, std::ptrdiff_t, decltype(index) const&>)
        f(offset, index);
      else
        f(offset);
      for (std::size_t a = Shape::rank; a-- > 0;) {
        if (++index[a] < extent_list<Shape>::value[a]) break;
        index[a] = 0;
      }
    }
  }
}

}  // namespace detail
}  // namespace tenon
