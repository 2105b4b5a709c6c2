// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// How a layer is told what it is: axes, then options, in any order. An option is a type, of one kind.

#include <concepts>
#include <cstddef>
#include <tuple>
#include <type_traits>

#include <tenon/meta/parameters.hpp>
#include <tenon/shape/expression.hpp>

namespace tenon::nn {

/// The kinds of options. A type of yours is an option if it says `using option_kind = nn::kind::activation;`.
namespace kind {
struct value;       // a value type: float or double
struct order;       // in_out, out_in
struct bias;        // no_bias
struct activation;  // relu, gelu …
struct norm_place;  // pre_norm, post_norm
struct rotation;    // rotary<…>
}  // namespace kind

/// Weights [in, out...].
struct in_out {
  using option_kind = kind::order;
  static constexpr weight_order value = weight_order::in_out;
};
/// Weights [out..., in].
struct out_in {
  using option_kind = kind::order;
  static constexpr weight_order value = weight_order::out_in;
};
/// Projections without bias. It is also what the member `bias` then is: without parameters.
struct no_bias {
  using option_kind = kind::bias;
  using children = std::tuple<>;
  template <class F>
  void for_each_child(F&&) const {}
};
/// The block normalizes what its layers get: x + layer(norm(x)).
struct pre_norm {
  using option_kind = kind::norm_place;
};
/// The block normalizes its sums: norm(x + layer(x)).
struct post_norm {
  using option_kind = kind::norm_place;
};
/// Queries and keys are rotated by their positions, in pairs of features paired so; with angles for so many positions.
template <class Pairing, std::size_t Capacity = 2048>
struct rotary {
  using option_kind = kind::rotation;
  using pairing = Pairing;
  static constexpr std::size_t capacity = Capacity;
};

namespace detail {

template <class Option>
struct kind_of_option {
  using type = void;
};
template <Scalar T>
struct kind_of_option<T> {
  using type = kind::value;
};
template <class Option>
  requires requires {
    typename Option::option_kind;
  }
struct kind_of_option<Option> {
  using type = typename Option::option_kind;
};
template <class Option>
using kind_of = typename kind_of_option<Option>::type;

struct no_option {};

/// The first of the options that has a kind, or Default.
template <class Kind, class Default, class... Options>
struct option_or {
  using type = Default;
};
template <class Kind, class Default, class First, class... Rest>
struct option_or<Kind, Default, First, Rest...>
    : std::conditional_t<std::is_same_v<kind_of<First>, Kind>, std::type_identity<First>,
                         option_or<Kind, Default, Rest...>> {};

template <class Takes, class... Options>
struct first_unknown {
  using type = no_option;
};
template <class... Kinds, class First, class... Rest>
struct first_unknown<std::tuple<Kinds...>, First, Rest...>
    : std::conditional_t<tenon::detail::is_one_of<kind_of<First>, Kinds...>,
                         first_unknown<std::tuple<Kinds...>, Rest...>, std::type_identity<First>> {};

template <class... Options>
struct first_repeated {
  using type = no_option;
};
template <class First, class... Rest>
struct first_repeated<First, Rest...> : std::conditional_t<tenon::detail::is_one_of<kind_of<First>, kind_of<Rest>...>,
                                                           std::type_identity<First>, first_repeated<Rest...>> {};

}  // namespace detail

/// The layer knows the option (said of the first that it does not know).
template <class Option>
concept KnownOption = std::same_as<Option, detail::no_option>;
/// No other option is of the same kind (said of the first that another one contradicts).
template <class Option>
concept OnlyOfItsKind = std::same_as<Option, detail::no_option>;

/// The kinds of options that a layer takes.
template <class... Kinds>
struct takes {};

/// The options that a layer was given, checked and with their defaults.
/// Example: `using chosen = nn::options<nn::takes<nn::kind::value, nn::kind::order>, Options...>;`
template <class Takes, class... Options>
struct options;
template <class... Kinds, class... Options>
struct options<takes<Kinds...>, Options...> {
 private:
  using Unknown = typename detail::first_unknown<std::tuple<Kinds...>, Options...>::type;
  using Repeated =
      std::conditional_t<KnownOption<Unknown>, typename detail::first_repeated<Options...>::type, detail::no_option>;

 public:
  /// The option of a kind, or what holds without one.
  template <class Kind, class Default>
  using get = typename detail::option_or<Kind, Default, Options...>::type;

  using value_type = get<kind::value, float>;
  using activation = get<kind::activation, void>;
  static constexpr weight_order order = get<kind::order, out_in>::value;
  static constexpr bool has_bias = std::is_void_v<get<kind::bias, void>>;
  static constexpr bool normalizes_first = !std::is_same_v<get<kind::norm_place, pre_norm>, post_norm>;
  /// All of them hold; otherwise this class says why not, and nothing is made of them.
  static constexpr bool sound = KnownOption<Unknown> && OnlyOfItsKind<Repeated>;

  // (Last: clang reads a class no further.)
  static_assert(KnownOption<Unknown>,
                "tenon: layer: this is no option of the layer; its axes come first, then, in any order, those of these "
                "that it knows: a value type, in_out or out_in, no_bias, an activation, pre_norm or post_norm, "
                "rotary<...> [docs/errors.md#layer-option]");
  static_assert(OnlyOfItsKind<Repeated>,
                "tenon: layer: two options of one kind, of which only one can hold; keep one of them "
                "[docs/errors.md#layer-option]");
};

// (Not in detail, since compilers print it before a broken law's sentence.)
namespace by {
/// Sorts what a layer was given into axes and options.
template <class Axes, class Options, class... Given>
struct sort_arguments {
  using axes = Axes;
  using options = Options;
};
template <class... Axes, class... Options, class First, class... Rest>
struct sort_arguments<shape<Axes...>, std::tuple<Options...>, First, Rest...>
    : std::conditional_t<Axis<First>, sort_arguments<shape<Axes..., First>, std::tuple<Options...>, Rest...>,
                         sort_arguments<shape<Axes...>, std::tuple<Options..., First>, Rest...>> {};
template <class... Given>
using sorted = sort_arguments<shape<>, std::tuple<>, Given...>;
}  // namespace by

namespace detail {
template <class Takes, class List>
struct options_of_list;
template <class Takes, class... Options>
struct options_of_list<Takes, std::tuple<Options...>> {
  using type = options<Takes, Options...>;
};
/// The options among what a layer was given, checked.
template <class Takes, class... Given>
using options_among = typename options_of_list<Takes, typename by::sorted<Given...>::options>::type;
}  // namespace detail

/// The axes are as many as the layer takes.
template <class Axes, std::size_t Least, std::size_t Most>
concept AsManyAxes = (Axes::rank >= Least && Axes::rank <= Most);

// What a layer is whose axes cannot be its axes: says so once, and then accepts anything.
template <class Axes, std::size_t Least, std::size_t Most>
struct layer_of_other_axes {
  static_assert(
      AsManyAxes<Axes, Least, Most>,
      "tenon: layer: a layer of this kind takes another number of axes: an embedding ids and features, a dense "
      "or linear layer an input axis and then output axes, a norm one or several "
      "[docs/errors.md#layer-arguments]");
  struct type {
    using children = std::tuple<>;
    using input = shape<>;
    template <class... Anything>
    explicit type(Anything const&...) {}
    template <class... X>
    ill_formed operator()(X const&...) const {
      return {};
    }
    template <class X>
    ill_formed unembed(X const&) const {
      return {};
    }
    template <class F>
    void for_each_child(F&&) const {}
  };
};

}  // namespace tenon::nn
