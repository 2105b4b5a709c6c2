// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Shapes as text: "[seq<20>, embed<64>]".

#include <string>

#include <tenon/meta/type_name.hpp>
#include <tenon/shape/shape.hpp>

namespace tenon {

namespace detail {
/// The name of an axis: "seq".
template <class Axis>
[[nodiscard]] inline std::string axis_name_text() {
  using Named = typename at_capacity<Axis>::type;
  return std::string(type_name<Named>().substr(0, type_name<Named>().find('<')));
}
}  // namespace detail

/// The name of an axis with its length: "seq<20>".
template <class Axis>
[[nodiscard]] inline std::string axis_text() {
  // Appended: of sums of strings g++ 12 warns falsely.
  std::string text(detail::is_bounded<Axis> ? "upto<" : "");
  text.append(detail::axis_name_text<Axis>());
  text.append("<").append(std::to_string(Axis::extent)).append(detail::is_bounded<Axis> ? ">>" : ">");
  return text;
}

namespace detail {
template <class Shape>
struct text_of;
template <class... Axes>
struct text_of<shape<Axes...>> {
  static std::string make() {
    std::string text = "[";
    std::size_t n = 0;
    ((text.append(n++ == 0 ? "" : ", ").append(axis_text<Axes>())), ...);
    text.append("]");
    return text;
  }
};
}  // namespace detail

/// A shape as text: "[seq<20>, embed<64>]".
template <class Shape>
[[nodiscard]] inline std::string shape_text() {
  return detail::text_of<Shape>::make();
}

}  // namespace tenon
