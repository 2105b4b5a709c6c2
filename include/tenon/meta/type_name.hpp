// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The unqualified name of a type as text, without run-time type information: for printing shapes.

#include <string_view>

namespace tenon::detail {

template <class T>
constexpr std::string_view pretty_function() {
#if defined(_MSC_VER)
  return __FUNCSIG__;
#else
  return __PRETTY_FUNCTION__;
#endif
}

/// "seq<20>" for tenon::axes::seq<20>, whatever the namespace.
template <class T>
constexpr std::string_view type_name() {
  std::string_view text = pretty_function<T>();
  auto const begin = text.find("T = ");
  text.remove_prefix(begin == std::string_view::npos ? 0 : begin + 4);
  // g++ lists further substitutions after a semicolon, clang ends with a bracket.
  auto end = text.find(';');
  if (end == std::string_view::npos) end = text.rfind(']');
  text = text.substr(0, end);
  auto const arguments = text.find('<');
  auto const qualifier = text.substr(0, arguments).rfind("::");
  if (qualifier != std::string_view::npos) text.remove_prefix(qualifier + 2);
  return text;
}

}  // namespace tenon::detail
