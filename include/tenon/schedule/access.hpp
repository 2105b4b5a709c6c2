// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// How a loop reads a value: a *layout* gives, for every axis of a loop space, the step in memory. Views become nothing
// but arithmetic on layouts, done by the compiler. A *chain* is the list of views between a loop and a value.

#include <cstddef>

#include <tenon/meta/ints.hpp>
#include <tenon/shape/layout.hpp>
#include <tenon/shape/shape.hpp>

namespace tenon::schedule {

inline constexpr std::size_t max_rank = 12;
/// Panels may be nested this deep (a block of rows inside one element of a batch).
inline constexpr std::size_t max_levels = 2;

/// Extents and steps of a value as seen from a loop space. `window[l]` is the step of panel level l's run-time origin.
struct layout {
  std::size_t rank = 0;
  std::ptrdiff_t extent[max_rank] = {};
  std::ptrdiff_t stride[max_rank] = {};
  std::ptrdiff_t offset = 0;
  std::ptrdiff_t window[max_levels] = {};
  bool ok = true;
  unsigned bounded = 0;  ///< of a loop space, bit a: axis a ends at a length that is known at run time

  constexpr bool ends_early(std::size_t axis) const { return (bounded >> axis & 1u) != 0; }

  constexpr std::ptrdiff_t size() const {
    std::ptrdiff_t n = 1;
    for (std::size_t i = 0; i < rank; ++i) n *= extent[i];
    return n;
  }
};

template <class Extents>
struct layout_from;

template <int... E>
struct layout_from<ints<E...>> {
  static constexpr layout contiguous() {
    layout l;
    l.rank = sizeof...(E);
    std::size_t i = 0;
    ((l.extent[i++] = static_cast<std::ptrdiff_t>(E)), ...);
    std::ptrdiff_t step = 1;
    for (std::size_t a = l.rank; a-- > 0;) {
      l.stride[a] = step;
      step *= l.extent[a];
    }
    return l;
  }
  static constexpr layout strided(layout const& steps) {
    layout l = contiguous();
    for (std::size_t a = 0; a < l.rank; ++a) l.stride[a] = steps.stride[a];
    return l;
  }
};

/// A step that no memory has: what axes get that a regrouping cannot express.
inline constexpr std::ptrdiff_t no_stride = std::ptrdiff_t{1} << 40;

/// Regroups axes without moving data (split, merge, reshape); `ok` turns false where memory does not allow it, and the
/// axes concerned get `no_stride` while the others stay right.
constexpr layout regroup(layout const& in, layout out) {
  out.offset = in.offset;
  for (std::size_t l = 0; l < max_levels; ++l) out.window[l] = in.window[l];
  out.ok = in.ok;
  for (std::size_t a = 0; a < out.rank; ++a) out.stride[a] = 0;
  // Axes of one element have no say.
  std::ptrdiff_t extent[max_rank] = {}, stride[max_rank] = {};
  std::size_t n = 0;
  for (std::size_t a = 0; a < in.rank; ++a)
    if (in.extent[a] != 1) extent[n] = in.extent[a], stride[n] = in.stride[a], ++n;
  std::size_t i = 0, o = 0;
  while (i < n && o < out.rank) {
    if (out.extent[o] == 1) {
      ++o;
      continue;
    }
    // The smallest runs of axes, [i, i_end) and [o, o_end), with as many elements.
    std::size_t i_end = i + 1, o_end = o + 1;
    std::ptrdiff_t ni = extent[i], no = out.extent[o];
    while (ni != no) {
      if (ni < no)
        ni *= extent[i_end++];
      else
        no *= out.extent[o_end++];
    }
    bool joined = true;
    for (std::size_t a = i; a + 1 < i_end; ++a) joined = joined && stride[a] == stride[a + 1] * extent[a + 1];
    out.ok = out.ok && joined;
    std::ptrdiff_t step = joined ? stride[i_end - 1] : no_stride;
    for (std::size_t a = o_end; a-- > o;) {
      out.stride[a] = step;
      if (joined) step *= out.extent[a];
    }
    i = i_end;
    o = o_end;
  }
  return out;
}

/// One view between a loop and a value: `Kind` is a `node::view` kind (or a panel's window), `Extents` those above it.
template <class Kind, class Extents>
struct link;

/// Panel level `Level` shows `Length` elements of axis `I`, from an origin known at run time.
template <std::size_t I, std::size_t Length, std::size_t Level>
struct windowed {
  static constexpr std::size_t axis = I;
  static constexpr std::size_t length = Length;
  static constexpr std::size_t level = Level;
};

template <class... Links>
struct chain {};

template <class Link, class Chain>
struct push_link;
template <class Link, class... Links>
struct push_link<Link, chain<Links...>> {
  using type = chain<Links..., Link>;
};
/// A chain with one more link next to the value.
template <class Chain, class Link>
using extend = typename push_link<Link, Chain>::type;

/// What one kind of view does to a layout (`out` carries the extents above). Specialised in `schedule/views.hpp`.
template <class Kind>
struct view_effect;

template <std::size_t I, std::size_t Length, std::size_t Level>
struct view_effect<windowed<I, Length, Level>> {
  static constexpr layout apply(layout in, layout const&) {
    in.extent[I] = static_cast<std::ptrdiff_t>(Length);
    in.window[Level] += in.stride[I];
    return in;
  }
};

template <class Chain>
struct chain_effect;

template <>
struct chain_effect<chain<>> {
  static constexpr layout apply(layout const& l) { return l; }
};

template <class Kind, class Extents, class... Rest>
struct chain_effect<chain<link<Kind, Extents>, Rest...>> {
  static constexpr layout apply(layout const& value) {
    return view_effect<Kind>::apply(chain_effect<chain<Rest...>>::apply(value), layout_from<Extents>::contiguous());
  }
};

/// The layout of `value` seen through a whole chain of views.
template <class Chain>
constexpr layout through(layout const& value) {
  return chain_effect<Chain>::apply(value);
}

}  // namespace tenon::schedule
