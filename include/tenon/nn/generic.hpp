// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// A layer's type taken apart and put together again with other lengths: so that no two axes of a call agree by
// accident.

#include <cstddef>
#include <type_traits>
#include <utility>

#include <tenon/shape/expression.hpp>
#include <tenon/tensor/tensor.hpp>

namespace tenon::nn {

namespace detail {

/// 6, 10, 14, 22, 26, …: twice a prime, so that halves exist (rotations pair features), but no length is a product of
/// others, since a product of two has a factor of 4.
constexpr std::size_t length_of_its_own(std::size_t index) {
  for (std::size_t n = 3;; n += 2) {
    bool prime = true;
    for (std::size_t d = 3; d * d <= n; d += 2) prime = prime && n % d != 0;
    if (prime && index-- == 0) return 2 * n;
  }
}

/// The axes that get other lengths.
template <template <std::size_t> class... Axes>
struct listed {
  /// The length of an axis, 0 for one that is not listed.
  template <class Tag>
  static constexpr std::size_t length = [] {
    std::size_t found = 0;
    std::size_t i = 0;
    ((found = std::is_same_v<Tag, tag_of<Axes<1>>> ? length_of_its_own(i) : found, ++i), ...);
    return found;
  }();
};

template <class A>
concept NamedAxis = Axis<A> && !tenon::detail::is_dim<A>;

/// T with the listed axes in other lengths, wherever they stand in its arguments.
template <class Listed, class T>
struct retyped {
  using type = T;
};
template <class Listed, NamedAxis A>
struct retyped<Listed, A> {
  static constexpr std::size_t length = Listed::template length<tag_of<A>>;
  using type = typename A::template with<length == 0 ? A::extent : length>;
};
template <class Listed, template <class...> class Layer, class... Arguments>
  requires(!NamedAxis<Layer<Arguments...>>)
struct retyped<Listed, Layer<Arguments...>> {
  using type = Layer<typename retyped<Listed, Arguments>::type...>;
};
/// Several of a layer: std::array, stack.
template <class Listed, template <class, std::size_t> class Row, class Layer, std::size_t N>
struct retyped<Listed, Row<Layer, N>> {
  using type = Row<typename retyped<Listed, Layer>::type, N>;
};
/// Lengths and then names, as self_attention has them.
template <class Listed,
          template <class, class, class, template <std::size_t> class, template <std::size_t> class,
                    template <std::size_t> class>
          class Layer,
          class A, class B, class C, template <std::size_t> class... Names>
struct retyped<Listed, Layer<A, B, C, Names...>> {
  using type = Layer<typename retyped<Listed, A>::type, typename retyped<Listed, B>::type,
                     typename retyped<Listed, C>::type, Names...>;
};

/// Does the axis stand anywhere in the type's arguments, with a length?
template <class Tag, class T>
struct has_axis_inside : std::false_type {};
template <class Tag, NamedAxis A>
struct has_axis_inside<Tag, A> : std::is_same<Tag, tag_of<A>> {};
template <class Tag, template <class...> class Layer, class... Arguments>
  requires(!NamedAxis<Layer<Arguments...>>)
struct has_axis_inside<Tag, Layer<Arguments...>> : std::disjunction<has_axis_inside<Tag, Arguments>...> {};
template <class Tag, template <class, std::size_t> class Row, class Layer, std::size_t N>
struct has_axis_inside<Tag, Row<Layer, N>> : has_axis_inside<Tag, Layer> {};
template <class Tag,
          template <class, class, class, template <std::size_t> class, template <std::size_t> class,
                    template <std::size_t> class>
          class Layer,
          class A, class B, class C, template <std::size_t> class... Names>
struct has_axis_inside<Tag, Layer<A, B, C, Names...>>
    : std::disjunction<has_axis_inside<Tag, A>, has_axis_inside<Tag, B>, has_axis_inside<Tag, C>> {};

/// Is the axis one of the positions among the type's arguments: those that ask, or those that are asked? (The type is
/// `positions`, two names.)
template <bool Asking, class Tag, class T>
struct has_positions_inside : std::false_type {};
template <bool Asking, class Tag, template <template <std::size_t> class, template <std::size_t> class> class Positions,
          template <std::size_t> class Query, template <std::size_t> class Key>
struct has_positions_inside<Asking, Tag, Positions<Query, Key>>
    : std::is_same<Tag, std::conditional_t<Asking, Query<1>, Key<1>>> {};
template <bool Asking, class Tag, template <class...> class Layer, class... Arguments>
struct has_positions_inside<Asking, Tag, Layer<Arguments...>>
    : std::disjunction<has_positions_inside<Asking, Tag, Arguments>...> {};
template <bool Asking, class Tag, template <class, std::size_t> class Row, class Layer, std::size_t N>
struct has_positions_inside<Asking, Tag, Row<Layer, N>> : has_positions_inside<Asking, Tag, Layer> {};

/// The value type among a layer's arguments: float, if there is none.
template <class T>
struct value_inside {
  using type = void;
};
template <>
struct value_inside<double> {
  using type = double;
};
template <class... Found>
struct first_found {
  using type = void;
};
template <class... Rest>
struct first_found<void, Rest...> : first_found<Rest...> {};
template <class First, class... Rest>
struct first_found<First, Rest...> {
  using type = First;
};
template <template <class...> class Layer, class... Arguments>
struct value_inside<Layer<Arguments...>> : first_found<typename value_inside<Arguments>::type...> {};
template <template <class, std::size_t> class Row, class Layer, std::size_t N>
struct value_inside<Row<Layer, N>> : value_inside<Layer> {};

/// What a layer's input holds: what the layer says, or its value type.
template <class Layer>
struct input_value {
  using found = typename value_inside<Layer>::type;
  using type = std::conditional_t<std::is_void_v<found>, float, found>;
};
template <class Layer>
  requires requires {
    typename Layer::input_value;
  }
struct input_value<Layer> {
  using type = typename Layer::input_value;
};

/// The tensor that a layer is called with: the axes of Around that its type does not have, then those it needs. An
/// input has no positions that are asked, a memory none of those that ask.
template <class Layer, class Needed, bool IsMemory, class Around, class Kept = shape<>>
struct argument_of;
template <class Layer, class... Needed, bool IsMemory, class... Kept>
struct argument_of<Layer, shape<Needed...>, IsMemory, shape<>, shape<Kept...>> {
  using type = tensor<typename input_value<Layer>::type, Kept..., Needed...>;
};
template <class Layer, class Needed, bool IsMemory, class First, class... Rest, class... Kept>
struct argument_of<Layer, Needed, IsMemory, shape<First, Rest...>, shape<Kept...>>
    : argument_of<
          Layer, Needed, IsMemory, shape<Rest...>,
          std::conditional_t<has_axis_inside<tag_of<First>, Layer>::value || index_of<Needed, tag_of<First>> >= 0 ||
                                 has_positions_inside<IsMemory, tag_of<First>, Layer>::value,
                             shape<Kept...>, shape<Kept..., First>>> {};
template <class Layer, class Around>
using input_of = argument_of<Layer, typename Layer::input, false, Around>;
template <class Layer, class Around>
using memory_of = argument_of<Layer, typename Layer::memory_input, true, Around>;

/// Every listed axis of a shape has its new length.
template <class Listed, class Shape>
inline constexpr bool has_new_lengths = false;
template <class Listed, class... A>
inline constexpr bool has_new_lengths<Listed, shape<A...>> =
    ((Listed::template length<tag_of<A>> == 0 || Listed::template length<tag_of<A>> == A::extent) && ...);

/// The same names in the same order, and every listed axis with its new length.
template <class Listed, class Before, class After>
inline constexpr bool corresponds = false;
template <class Listed, class... Before, class... After>
  requires(sizeof...(Before) == sizeof...(After))
inline constexpr bool corresponds<Listed, shape<Before...>, shape<After...>> =
    (std::is_same_v<tag_of<Before>, tag_of<After>> && ...) && has_new_lengths<Listed, shape<After...>>;

}  // namespace detail

// Not in detail, since compilers print it before a broken law's sentence.
namespace by {
/// The shape of what a layer gives for an input, and for a memory if it says that it needs one.
template <class Layer, class Around>
struct output_of {
  using Input = typename detail::input_of<Layer, Around>::type;
  using type = shape_of<decltype(std::declval<Layer const&>()(std::declval<Input const&>()))>;
};
template <class Layer, class Around>
  requires requires {
    typename Layer::memory_input;
  }
struct output_of<Layer, Around> {
  using Input = typename detail::input_of<Layer, Around>::type;
  using Memory = typename detail::memory_of<Layer, Around>::type;
  using type =
      shape_of<decltype(std::declval<Layer const&>()(std::declval<Input const&>(), std::declval<Memory const&>()))>;
};

/// The arguments of a call have the listed axes in their new lengths.
template <class Listed, class Call>
inline constexpr bool called_with_new_lengths = detail::has_new_lengths<Listed, shape_of<typename Call::Input>>;
template <class Listed, class Call>
  requires requires {
    typename Call::Memory;
  }
inline constexpr bool called_with_new_lengths<Listed, Call> =
    detail::has_new_lengths<Listed, shape_of<typename Call::Input>> &&
    detail::has_new_lengths<Listed, shape_of<typename Call::Memory>>;

template <class Layer, template <std::size_t> class... Axes>
constexpr bool is_generic() {
  using Listed = detail::listed<Axes...>;
  using Around = shape<Axes<Listed::template length<tag_of<Axes<1>>>>...>;
  using Other = typename detail::retyped<Listed, Layer>::type;
  using Before = typename output_of<Layer, Around>::type;
  using After = typename output_of<Other, Around>::type;
  // A length that the type does not give to its input as an axis (a number among its arguments) did not change.
  return detail::corresponds<Listed, Before, After> && called_with_new_lengths<Listed, output_of<Other, Around>>;
}

}  // namespace by

/// True when a call of the layer means the same with other lengths: every axis that is listed gets a length of its own,
/// twice another prime, in the layer's type and in its input, and the result must have the axes that it has with the
/// lengths as written, each with its new length. Axes that the layer's type does not have stand in the input, before
/// `Layer::input`, the axes that the layer needs (and in a memory before `Layer::memory_input`, where a layer says
/// that). A call that holds only because two lengths agree does not compile, or gives false; so does one whose input
/// keeps the length of a listed axis, because the layer's type has it as a number and not as an axis. Example:
/// `static_assert(nn::generic_in<nn::linear<embed<64>, hidden<64>>, batch, seq, embed, hidden>);`
template <class Layer, template <std::size_t> class... Axes>
inline constexpr bool generic_in = by::is_generic<Layer, Axes...>();

}  // namespace tenon::nn
