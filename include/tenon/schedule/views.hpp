// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// What each kind of view does to a layout, and how a view at the end of an expression is undone on the destination.

#include <array>
#include <utility>

#include <tenon/expr/node.hpp>
#include <tenon/meta/tags.hpp>
#include <tenon/schedule/access.hpp>

namespace tenon::schedule {

template <>
struct view_effect<node::view::relabeled> {
  static constexpr layout apply(layout in, layout const&) { return in; }
};

template <class Rotations>
struct view_effect<node::view::remembered<Rotations>> : view_effect<node::view::relabeled> {};

template <>
struct view_effect<node::view::reshaped> {
  static constexpr layout apply(layout const& in, layout const& out) { return regroup(in, out); }
};

template <int... P>
struct view_effect<node::view::permuted<P...>> {
  static constexpr layout apply(layout const& in, layout out) {
    constexpr std::ptrdiff_t from[] = {P..., 0};
    out.offset = in.offset;
    out.ok = in.ok;
    for (std::size_t l = 0; l < max_levels; ++l) out.window[l] = in.window[l];
    for (std::size_t a = 0; a < sizeof...(P); ++a)
      out.extent[a] = in.extent[from[a]], out.stride[a] = in.stride[from[a]];
    return out;
  }
};

template <int I, int Begin>
struct view_effect<node::view::sliced<I, Begin>> {
  static constexpr layout apply(layout in, layout const& out) {
    in.extent[I] = out.extent[I];
    in.offset += static_cast<std::ptrdiff_t>(Begin) * in.stride[I];
    return in;
  }
};

template <int... M>
struct view_effect<node::view::expanded<M...>> {
  static constexpr layout apply(layout const& in, layout out) {
    constexpr std::ptrdiff_t from[] = {M..., 0};
    out.offset = in.offset;
    out.ok = in.ok;
    for (std::size_t l = 0; l < max_levels; ++l) out.window[l] = in.window[l];
    for (std::size_t a = 0; a < sizeof...(M); ++a) out.stride[a] = from[a] < 0 ? 0 : in.stride[from[a]];
    return out;
  }
};

/// The extents of a shape as `ints`.
template <class Shape>
struct extents_of_shape;
template <class... A>
struct extents_of_shape<shape<A...>> {
  using type = ints<static_cast<int>(A::extent)...>;
};
template <class Shape>
using extents_of = typename extents_of_shape<Shape>::type;

/// For each axis of `To`, its index in `From`, or −1: by name, or by place when both are positional.
template <class To, class From, class Sequence = std::make_index_sequence<To::rank>>
struct axis_map;
template <class To, class From, std::size_t... I>
struct axis_map<To, From, std::index_sequence<I...>> {
  template <std::size_t J>
  static constexpr int at() {
    if constexpr (From::rank == 0)
      return -1;
    else
      return index_of<From, tag_at<To, J>>;
  }
  using type = ints<at<I>()...>;
};

template <class Map>
struct expanded_by;
template <int... M>
struct expanded_by<ints<M...>> {
  using type = node::view::expanded<M...>;
};

/// The link that reads a value with axes `From` in a loop (or an expression) with axes `To`.
template <class To, class From>
using align_link = link<typename expanded_by<typename axis_map<To, From>::type>::type, extents_of<To>>;

/// An operand's axes where it stands: its own, and those it is still free in that the node around it has.
template <class Around, class Own, class Free, class Sequence = std::make_index_sequence<Around::rank>>
struct bound_shape;
template <class Around, class Own, class Free, std::size_t... I>
struct bound_shape<Around, Own, Free, std::index_sequence<I...>> {
  template <std::size_t J>
  using extra =
      std::conditional_t < tenon::detail::tags_contain<Free, tag_at<Around, J>>&& index_of<Own, tag_at<Around, J>>
      <0, shape<axis_at<Around, J>>, shape<>>;
  static constexpr auto pick() {
    if constexpr (Free::size == 0) {
      return Own{};
    } else if constexpr (tenon::detail::all_positional<Around> && Around::rank != 0) {
      return Around{};
    } else {
      return typename tenon::detail::join<shape, Own, extra<I>...>::type{};
    }
  }
  using type = decltype(pick());
};

template <class Around, class E>
using shape_within = typename bound_shape<Around, typename E::shape_type, typename E::free_axes>::type;

/// Strides of a destination as a layout over the result's axes.
template <class Shape, class Strides>
constexpr layout destination_layout() {
  layout l = layout_from<extents_of<Shape>>::contiguous();
  for (std::size_t a = 0; a < l.rank; ++a) l.stride[a] = Strides::values[a];
  return l;
}

/// What one step from result to operand does to a destination: the view is undone on it. Not every view can be.
template <class Kind, class Inner>
struct view_inverse {
  static constexpr bool exists = false;
};
template <class Inner>
struct view_inverse<node::view::relabeled, Inner> {
  static constexpr bool exists = true;
  static constexpr layout apply(layout const& d) { return d; }
};
template <class Rotations, class Inner>
struct view_inverse<node::view::remembered<Rotations>, Inner> : view_inverse<node::view::relabeled, Inner> {};
template <class Inner>
struct view_inverse<node::view::reshaped, Inner> {
  static constexpr bool exists = true;
  static constexpr layout apply(layout const& d) { return regroup(d, layout_from<extents_of<Inner>>::contiguous()); }
};
template <int... P, class Inner>
struct view_inverse<node::view::permuted<P...>, Inner> {
  static constexpr bool exists = true;
  static constexpr layout apply(layout const& d) {
    layout c = layout_from<extents_of<Inner>>::contiguous();
    constexpr std::ptrdiff_t from[] = {P..., 0};
    for (std::size_t a = 0; a < sizeof...(P); ++a) c.stride[from[a]] = d.stride[a];
    c.ok = d.ok;
    return c;
  }
};

template <class Holder, class Sequence>
struct strides_of_layout;
template <class Holder, std::size_t... I>
struct strides_of_layout<Holder, std::index_sequence<I...>> {
  using type = strides<Holder::value.stride[I]...>;
};

}  // namespace tenon::schedule
