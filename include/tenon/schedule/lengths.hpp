// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Lengths that are known only at run time: found in the leaves of an expression, compared before anything is written,
// and given to the loops of a step. Where all lengths are in the types nothing of this is left.

#include <algorithm>
#include <cstddef>
#include <stdexcept>
#include <type_traits>
#include <utility>

#include <tenon/config.hpp>
#include <tenon/expr/node.hpp>
#include <tenon/schedule/access.hpp>
#include <tenon/schedule/context.hpp>
#include <tenon/shape/text.hpp>
#include <tenon/tensor/error.hpp>

namespace tenon::schedule {
TENON_ISA_BEGIN

/// Calls f with a constant for each of the first N indices.
template <std::size_t N, class F>
TENON_INLINE void for_each_index(F const& f) {
  [&]<std::size_t... I>(std::index_sequence<I...>) TENON_LAMBDA_INLINE {
    (f(std::integral_constant<std::size_t, I>{}), ...);
  }
  (std::make_index_sequence<N>{});
}

/// Bit a: the length of axis a is known only at run time.
template <class Shape>
inline constexpr unsigned bounded_bits = 0;
template <class... A>
  requires tenon::detail::has_bounded<shape<A...>>
inline constexpr unsigned bounded_bits<shape<A...>> = [] {
  unsigned bits = 0, bit = 1;
  ((bits |= tenon::detail::is_bounded<A> ? bit : 0u, bit <<= 1), ...);
  return bits;
}();

/// Has any part of an expression such an axis?
template <class E>
inline constexpr bool has_lengths = false;
template <class Operands>
inline constexpr bool any_has_lengths = false;
template <class... E>
inline constexpr bool any_has_lengths<pack<E...>> = (has_lengths<E> || ...);
template <class E>
  requires requires {
    &E::operands;
  }
inline constexpr bool has_lengths<E> =
    tenon::detail::has_bounded<typename E::shape_type> || any_has_lengths<decltype(E::operands)>;

/// The length at run time of the axis of E with a tag, which is an `upto`.
template <class Tag, class E>
std::ptrdiff_t length_of(E const& e);

template <class Tag, class E>
inline constexpr bool knows_length = [] {
  constexpr int index = index_of<typename E::shape_type, Tag>;
  if constexpr (index < 0)
    return false;
  else
    return tenon::detail::is_bounded<axis_at<typename E::shape_type, static_cast<std::size_t>(index)>>;
}();

/// Of the first operand that has the axis.
template <class Tag, std::size_t I, class... E>
std::ptrdiff_t length_among(pack<E...> const& operands) {
  static_assert(I < sizeof...(E), "an axis of run-time length comes from an operand");
  if constexpr (I < sizeof...(E)) {
    if constexpr (knows_length<Tag, tenon::detail::nth<I, E...>>)
      return length_of<Tag>(get<I>(operands));
    else
      return length_among<Tag, I + 1>(operands);
  } else {
    return 0;
  }
}

template <class Tag, class E>
inline constexpr auto index_with = static_cast<std::size_t>(index_of<typename E::shape_type, Tag>);

template <class Tag, class T, class S, class Strides>
std::ptrdiff_t length_at(node::borrowed<T, S, Strides> const& e) {
  return static_cast<std::ptrdiff_t>(e.lengths().at(static_cast<std::size_t>(index_of<S, Tag>)));
}
template <class Tag, class T, class... A>
std::ptrdiff_t length_at(node::held<T, A...> const& e) {
  return static_cast<std::ptrdiff_t>(e.value->lengths().at(static_cast<std::size_t>(index_of<shape<A...>, Tag>)));
}
/// Another name stands in the same place.
template <class Tag, class S, class X>
std::ptrdiff_t length_at(node::viewed<node::view::relabeled, S, X> const& e) {
  using inner = tag_at<typename X::shape_type, static_cast<std::size_t>(index_of<S, Tag>)>;
  return length_of<inner>(get<0>(e.operands));
}
/// The table may have had an axis of that name, in whose place the ids' stands.
template <class Tag, class S, int I, class Table, class Ids>
std::ptrdiff_t length_at(node::taken<S, I, Table, Ids> const& e) {
  if constexpr (knows_length<Tag, Ids>)
    return length_of<Tag>(get<1>(e.operands));
  else
    return length_of<Tag>(get<0>(e.operands));
}
template <class Tag, class E>
std::ptrdiff_t length_at(E const& e) {
  return length_among<Tag, 0>(e.operands);
}
template <class Tag, class E>
std::ptrdiff_t length_of(E const& e) {
  return length_at<Tag>(e);
}

/// How far the loops over a space run: as far as their extents say, but along the axes in `Bits`.
template <unsigned Bits>
struct loop_lengths {
  static constexpr unsigned bits = Bits;
  std::ptrdiff_t of[max_rank];
  template <std::size_t Axis>
  static constexpr bool bounds = Axis < max_rank && (Bits >> (Axis < max_rank ? Axis : 0) & 1u) != 0;
  /// The end of a loop over an axis that would otherwise end there.
  template <std::size_t Axis>
  TENON_INLINE constexpr std::ptrdiff_t end(std::ptrdiff_t otherwise) const {
    if constexpr (bounds<Axis>)
      return otherwise < of[Axis] ? otherwise : of[Axis];
    else
      return otherwise;
  }
};
template <>
struct loop_lengths<0> {
  static constexpr unsigned bits = 0;
  template <std::size_t Axis>
  static constexpr bool bounds = false;
  template <std::size_t Axis>
  TENON_INLINE constexpr std::ptrdiff_t end(std::ptrdiff_t otherwise) const {
    return otherwise;
  }
};

/// The lengths along the axes of a step that computes E: those of its panel, where that restricts them. An expression
/// of positions alone has none, and is computed up to the capacity.
template <class Axes, class Panel, class E>
auto lengths_along(E const& e, [[maybe_unused]] context const& ctx) {
  constexpr unsigned bits = bounded_bits<Axes>;
  loop_lengths<bits> lengths{};
  if constexpr (bits != 0) {
    for_each_index<Axes::rank>([&]<std::size_t J>(std::integral_constant<std::size_t, J>) {
      if constexpr ((bits >> J & 1u) != 0) {
        if constexpr (knows_length<tag_at<Axes, J>, E>)
          lengths.of[J] = length_of<tag_at<Axes, J>>(e);
        else
          lengths.of[J] = static_cast<std::ptrdiff_t>(extent_at<Axes, J>);
        for (std::size_t l = 0; l < max_levels; ++l)
          if (Panel::axis[l] == static_cast<int>(J)) lengths.of[J] -= ctx.origin[l];
      }
    });
  }
  return lengths;
}

/// The same, then the axes of an operand X with these tags, which the step sums over.
template <class Axes, class Panel, class E, class X, class... Tags>
auto lengths_and_sums(E const& e, [[maybe_unused]] X const& x, tags<Tags...>, context const& ctx) {
  constexpr std::size_t rank = Axes::rank;
  constexpr unsigned sums = bounded_bits<shape<axis_at<typename X::shape_type, index_with<Tags, X>>...>>;
  if constexpr (bounded_bits<Axes> == 0 && sums == 0) {
    return loop_lengths<0>{};
  } else {
    auto const own = lengths_along<Axes, Panel>(e, ctx);
    loop_lengths<bounded_bits<Axes> | sums << rank> lengths{};
    for (std::size_t a = 0; a < rank; ++a)
      if constexpr (bounded_bits<Axes> != 0) lengths.of[a] = own.of[a];
    [[maybe_unused]] std::size_t at = rank;
    [[maybe_unused]] auto const one = [&]<class Tag>(std::type_identity<Tag>) {
      if constexpr (knows_length<Tag, X>) lengths.of[at] = length_of<Tag>(x);
      ++at;
    };
    (one(std::type_identity<Tags>{}), ...);
    return lengths;
  }
}

// --- the lengths of one axis must be equal where operands meet

template <class Axis>
[[noreturn]] void fail_lengths(std::ptrdiff_t one, std::ptrdiff_t other) {
  tenon::detail::fail<std::length_error>("tenon: lengths differ: ", tenon::detail::axis_name_text<Axis>(),
                                         " has length ", one, " in one operand and ", other, " in another, both ",
                                         axis_text<Axis>());
}

/// Compares the axes that two operands share.
template <class A, class B>
void compare_lengths(A const& a, B const& b) {
  if constexpr (bounded_bits<typename A::shape_type> != 0 && bounded_bits<typename B::shape_type> != 0) {
    for_each_index<A::shape_type::rank>([&]<std::size_t J>(std::integral_constant<std::size_t, J>) {
      using Axis = axis_at<typename A::shape_type, J>;
      using tag = tag_of<Axis>;
      if constexpr (knows_length<tag, A> && knows_length<tag, B>)
        if (length_of<tag>(a) != length_of<tag>(b)) fail_lengths<Axis>(length_of<tag>(a), length_of<tag>(b));
    });
  }
}

template <class E>
inline constexpr bool operands_meet = true;
template <class S, int I, class Table, class Ids>
inline constexpr bool operands_meet<node::taken<S, I, Table, Ids>> = false;

/// Throws where an axis has two lengths in an expression.
template <class E>
void check_lengths(E const& e) {
  if constexpr (has_lengths<E>) {
    unpack(e.operands, [](auto const&... x) { (check_lengths(x), ...); });
    [&]<class... X>(pack<X...> const& operands) {
      if constexpr (operands_meet<E>) {
        for_each_index<sizeof...(X)>([&]<std::size_t I>(std::integral_constant<std::size_t, I>) {
          for_each_index<I>([&]<std::size_t J>(std::integral_constant<std::size_t, J>) {
            compare_lengths(get<J>(operands), get<I>(operands));
          });
        });
      }
    }(e.operands);
  }
}

/// The lengths of an expression in the order of a destination's axes.
template <class Shape, class E>
auto lengths_for(E const& e) {
  tenon::detail::lengths<Shape> lengths;
  for_each_index<Shape::rank>([&]<std::size_t J>(std::integral_constant<std::size_t, J>) {
    if constexpr (tenon::detail::is_bounded<axis_at<Shape, J>>)
      lengths.of[J] = static_cast<std::size_t>(length_of<tag_at<Shape, J>>(e));
  });
  return lengths;
}

/// Throws if an expression is written to a window that is not as long.
template <class Shape>
void check_window(tenon::detail::lengths<Shape> const& window, tenon::detail::lengths<Shape> const& found) {
  for_each_index<Shape::rank>([&]<std::size_t J>(std::integral_constant<std::size_t, J>) {
    if (window.of[J] != found.of[J])
      tenon::detail::fail<std::length_error>(
          "tenon: lengths differ: ", tenon::detail::axis_name_text<axis_at<Shape, J>>(), " has length ", found.of[J],
          " in the expression and ", window.of[J], " in the view that it is assigned to; resize the view first");
  });
}

/// Runs with the lengths looked at before, and handed to the destination after.
template <class E, class T, class Shape, class Strides, class Run>
TENON_INLINE void with_lengths_checked(E const& e, [[maybe_unused]] destination<T, Shape, Strides> const& out,
                                       Run const& run) {
  if constexpr (has_lengths<E>) {
    check_lengths(e);
    if constexpr (tenon::detail::has_bounded<Shape>) {
      auto const found = lengths_for<Shape>(e);
      if (out.expected != nullptr) check_window<Shape>(*out.expected, found);
      run();
      if (out.taken != nullptr) *out.taken = found;
    } else {
      run();
    }
  } else {
    run();
  }
}

TENON_ISA_END
}  // namespace tenon::schedule
