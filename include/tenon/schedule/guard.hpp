// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Aliasing: does the destination overlap an input, and if so, is every element read exactly where it is written?

#include <cstddef>
#include <cstdint>
#include <functional>

#include <tenon/schedule/tree.hpp>
#include <tenon/schedule/views.hpp>

namespace tenon::schedule {
TENON_ISA_BEGIN

/// The bytes that a strided value spans.
template <class T, class Shape, class Strides>
constexpr std::ptrdiff_t span_of() {
  std::ptrdiff_t last = 0;
  layout const l = destination_layout<Shape, Strides>();
  for (std::size_t a = 0; a < l.rank; ++a) last += (l.extent[a] - 1) * l.stride[a];
  return (last + 1) * static_cast<std::ptrdiff_t>(sizeof(T));
}

/// Does the expression read any byte of [begin, end)?
template <class E>
bool reads(E const& e, void const* begin, void const* end) {
  if constexpr (requires {
                  e.data;
                  typename E::strides_type;
                }) {
    auto const* const first = reinterpret_cast<char const*>(e.data);
    auto const* const last =
        first + span_of<typename E::value_type, typename E::shape_type, typename E::strides_type>();
    std::less<void const*> const before;
    return before(first, end) && before(begin, last);
  } else if constexpr (requires { e.operands; }) {
    return unpack(e.operands, [&](auto const&... x) { return (reads(x, begin, end) || ...); });
  } else {
    return false;
  }
}

/// Every leaf of an elementwise tree that overlaps the destination is read exactly where it is written. (The end is a
/// number: g++ 12 would take a pointer to const for a promise to read the new tensor.)
template <class Out, class T, std::ptrdiff_t... S>
bool in_place(leaf<T, S...> const& x, Out const& out, std::uintptr_t end) {
  if (static_cast<void const*>(x.p) == static_cast<void const*>(out.p)) {
    bool same = sizeof(T) == sizeof(typename Out::value_type);
    for (std::size_t a = 0; a < Out::rank; ++a) same = same && leaf<T, S...>::stride[a] == Out::stride[a];
    return same;
  }
  // Leaves begin at their lowest address: steps are never negative.
  return reinterpret_cast<std::uintptr_t>(x.p) >= end;
}
template <class Out, class Tree>
bool in_place(Tree const& x, Out const& out, std::uintptr_t end) {
  if constexpr (requires { x.children; })
    return unpack(x.children, [&](auto const&... c) { return (in_place(c, out, end) && ...); });
  else
    return true;
}

TENON_ISA_END
}  // namespace tenon::schedule
