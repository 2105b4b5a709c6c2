// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Shapes, tensors and views on a stream: "[seq<2>, embed<3>]", and nested braces for the elements.

#include <ostream>

#include <tenon/shape/text.hpp>
#include <tenon/tensor/view.hpp>

namespace tenon {

/// Prints a shape: [seq<20>, embed<64>].
template <class... Axes>
std::ostream& operator<<(std::ostream& out, shape<Axes...> const&) {
  return out << shape_text<shape<Axes...>>();
}

namespace detail {

/// Of an axis with more elements than this, the first and last ones are printed.
inline constexpr std::size_t printed_whole = 12;
inline constexpr std::size_t printed_edge = 3;

template <class Shape, class Strides, class T>
void print_axis(std::ostream& out, T const* data, lengths<Shape> const& within, std::size_t axis, int indent) {
  if (axis == Shape::rank) {
    if constexpr (std::is_same_v<T, bool>) {
      out << (*data ? "true" : "false");
    } else {
      out << +*data;
    }
    return;
  }
  std::size_t const extent = within.at(axis);
  std::ptrdiff_t stride = 0;
  if constexpr (Shape::rank != 0) stride = Strides::values[axis];
  bool const last = axis + 1 == Shape::rank;
  out << "{";
  for (std::size_t i = 0; i < extent; ++i) {
    if (i != 0) {
      out << (last ? ", " : ",\n");
      if (!last) out << std::string(static_cast<std::size_t>(indent) + 1, ' ');
    }
    if (extent > printed_whole && i == printed_edge) {
      out << "...";
      i = extent - printed_edge - 1;
    } else {
      print_axis<Shape, Strides>(out, data + static_cast<std::ptrdiff_t>(i) * stride, within, axis + 1, indent + 1);
    }
  }
  out << "}";
}

}  // namespace detail

/// Prints a tensor or a view: its shape, then its elements; long axes are shortened.
template <class E>
requires detail::InMemory<E> std::ostream& operator<<(std::ostream& out, E const& tensor) {
  out << shape_text<shape_of<E>>() << (shape_of<E>::rank > 1 ? "\n" : " ");
  detail::print_axis<shape_of<E>, typename E::strides_type>(out, tensor.data(), tensor.lengths(), 0, 0);
  return out;
}

/// Explains the printing of an expression. (One without axes converts to its value, which is printed.)
template <Expression E>
  requires(!detail::InMemory<E> && !IllFormed<E> && shape_of<E>::rank != 0)
std::ostream& operator<<(std::ostream& out, E const&) {
  using From = shape_of<E>;
  static_assert(Computed<From>,
                "tenon: printing: an expression has no elements before it is computed; make a tensor of it, as in "
                "std::cout << tenon::tensor(e) [docs/errors.md#not-computed]");
  return out;
}

/// Prints nothing of a broken expression, so that its one error stays the only one.
template <IllFormed E>
std::ostream& operator<<(std::ostream& out, E const&) {
  return out;
}

}  // namespace tenon
