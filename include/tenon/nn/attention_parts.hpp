// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// What self-attention and cross-attention have in common: the types of their projections, and the expression.

#include <utility>

#include <tenon/nn/heads.hpp>
#include <tenon/nn/kv_cache.hpp>
#include <tenon/nn/linear.hpp>
#include <tenon/nn/rope.hpp>
#include <tenon/nn/scaled_dot_product.hpp>

namespace tenon::nn::by {

/// What is done by the names of positions and of a head's features.
template <class HeadDim, class Positions>
struct names {
  static constexpr bool known = false;
};
template <template <std::size_t> class HeadDim, std::size_t N, template <std::size_t> class Query,
          template <std::size_t> class Key>
  requires(!tenon::detail::is_dim<HeadDim<N>>)
struct names<HeadDim<N>, positions<Query, Key>> {
  static constexpr bool known = DistinctAxes<Query<1>, Key<1>>;
  using query = Query<1>;
  template <std::size_t M>
  using key_axis = Key<M>;
  using features_of_values = value_dim<N>;
  template <class Cache>
  static auto visible(Cache const& cache) {
    return cache.template visible<Query>();
  }
  template <class E>
  static auto to_keys(E&& e) {
    return rename<Query, Key>(std::forward<E>(e));
  }
  template <class Q, class K, class... M>
  static auto weights(Q&& q, K&& k, M&&... m) {
    return attention_weights<HeadDim, Key>(std::forward<Q>(q), std::forward<K>(k), std::forward<M>(m)...);
  }
  template <class Q, class K, class V, class... M>
  static auto attend(Q&& q, K&& k, V&& v, M&&... m) {
    return scaled_dot_product_attention<HeadDim, Key>(std::forward<Q>(q), std::forward<K>(k), std::forward<V>(v),
                                                      std::forward<M>(m)...);
  }
};

template <class... Axes>
inline constexpr bool model_axes = ((Axis<Axes> && !tenon::detail::is_dim<Axes>)&&...);

/// What an attention layer was given is what it should be, in order.
template <class Heads, class HeadDim, class Positions, class... Embed>
concept AttentionArguments = model_axes<Embed...> && heads<Heads>::known && names<HeadDim, Positions>::known;

/// How queries and keys are rotated: not at all, or as the option says.
template <class T, class Rotary, class Positions, class HeadDim>
struct rotation {
  using pairing = not_rotated;
  constexpr explicit rotation(double = 0) {}
  template <class X>
  auto operator()(X&& x, int = 0) const {
    return tenon::detail::capture(std::forward<X>(x));
  }
};
template <class T, class Pairing, std::size_t Capacity, class Positions, class HeadDim>
struct rotation<T, rotary<Pairing, Capacity>, Positions, HeadDim> : rope_layer<T, Pairing, Positions, HeadDim> {
  explicit rotation(double theta = 10000) : rope_layer<T, Pairing, Positions, HeadDim>(Capacity, theta) {}
};

template <class M>
inline constexpr bool is_cache = false;
template <class T, class Pairing, class... Axes>
inline constexpr bool is_cache<kv_cache_of<T, Pairing, Axes...>> = true;

/// Of the axes that queries, keys and values are made of come the projections, and the expression. Layers hand in
/// themselves, as they were called: the members of a temporary are moved from, each once.
template <class Options, class Heads, class HeadDim, class Positions, class Embed, class KeyIn, class ValueIn>
struct attention_parts {
  using by_heads = heads<Heads>;
  using by_names = names<HeadDim, Positions>;
  using asking = merged<by_heads::asking * HeadDim::extent>;
  using asked = merged<by_heads::asked * HeadDim::extent>;
  using query_type = projection<Options, Embed, asking>;
  using key_type = projection<Options, KeyIn, asked>;
  using value_type = projection<Options, ValueIn, asked>;
  using out_type = projection<Options, asking, Embed>;
  using T = typename Options::value_type;
  using rotation_type = rotation<T, typename Options::template get<kind::rotation, void>, Positions, HeadDim>;
  template <std::size_t Capacity, class... Batch>
  using cache =
      kv_cache_of<T, typename rotation_type::pairing, Batch..., typename by_heads::of_keys,
                  typename by_names::template key_axis<Capacity>, HeadDim, typename by_names::features_of_values>;

  template <class Layer, class X>
  static auto queries(Layer&& layer, X&& x) {
    using Input = shape_of<X>;
    using Asking = shape<typename by_names::query>;
    if constexpr (IllFormed<X>) {
      return ill_formed{};
    } else if constexpr (!AxesWithin<Asking, Input> && Named<Input>) {
      static_assert(
          AxesWithin<Asking, Input>,
          "tenon: attention: the input lacks the positions that ask, the first of the layer's positions<...>; "
          "rename<From, To> its own [docs/errors.md#axis-absent]");
      return ill_formed{};
    } else {
      return by_heads::template queries<HeadDim>(std::forward<Layer>(layer).query(std::forward<X>(x)));
    }
  }
  template <class Layer, class X>
  static auto keys(Layer&& layer, X&& x) {
    return by_heads::template keys<HeadDim>(std::forward<Layer>(layer).key(std::forward<X>(x)));
  }
  template <class Layer, class X>
  static auto values(Layer&& layer, X&& x) {
    using features = typename by_names::features_of_values;
    return by_heads::template keys<features>(std::forward<Layer>(layer).value(std::forward<X>(x)));
  }

  // One mistake is said once: where queries or keys are ill-formed, nothing else is made.

  /// One input asks itself; it is a node, so that it is one value.
  template <class Layer, class X, class... M>
  static auto attended_by_itself(Layer&& layer, X const& x, M&&... modifiers) {
    auto q = queries(std::forward<Layer>(layer), x);
    if constexpr (IllFormed<decltype(q)>) {
      return ill_formed{};
    } else {
      auto k = by_names::to_keys(std::forward<Layer>(layer).rotation(keys(std::forward<Layer>(layer), x)));
      if constexpr (IllFormed<decltype(k)>)
        return ill_formed{};
      else
        return mixed(std::forward<Layer>(layer), std::forward<Layer>(layer).rotation(std::move(q)), std::move(k),
                     by_names::to_keys(values(std::forward<Layer>(layer), x)), std::forward<M>(modifiers)...);
    }
  }
  template <class Layer, class X, class... M>
  static auto weights_of_itself(Layer&& layer, X const& x, M&&... modifiers) {
    auto q = queries(std::forward<Layer>(layer), x);
    if constexpr (IllFormed<decltype(q)>)
      return ill_formed{};
    else
      return by_names::weights(
          std::forward<Layer>(layer).rotation(std::move(q)),
          by_names::to_keys(std::forward<Layer>(layer).rotation(keys(std::forward<Layer>(layer), x))),
          std::forward<M>(modifiers)...);
  }
  /// It asks what a cache holds, itself among it. What the cache says of what it does not take is said once.
  template <class Layer, class X, class Cache, class... M>
    requires is_cache<Cache>
  static auto attended_by_itself(Layer&& layer, X const& x, Cache& past, M&&... modifiers) {
    auto q = queries(std::forward<Layer>(layer), x);
    if constexpr (IllFormed<decltype(q)>) {
      return ill_formed{};
    } else {
      int const offset = past.length();
      auto turned = std::forward<Layer>(layer).rotation(std::move(q), offset);
      auto const k =
          by_names::to_keys(std::forward<Layer>(layer).rotation(keys(std::forward<Layer>(layer), x), offset));
      auto const v = by_names::to_keys(values(std::forward<Layer>(layer), x));
      past.append(k, v);
      if constexpr (kept<shape_of<decltype(k)>, shape_of<decltype(past.keys())>> &&
                    kept<shape_of<decltype(v)>, shape_of<decltype(past.values())>> &&
                    std::is_same_v<typename Cache::pairing, typename rotation_type::pairing>)
        return mixed(std::forward<Layer>(layer), std::move(turned), past.keys(), past.values(), by_names::visible(past),
                     std::forward<M>(modifiers)...);
      else
        return ill_formed{};
    }
  }
  /// The same axes, of the same lengths but for the positions.
  template <class New, class Held>
  static constexpr bool kept = SameAxes<New, Held>&& tenon::detail::first_mismatch_but<
                                   New, Held, index_of<New, tag_of<typename by_names::template key_axis<1>>>>() < 0;
  /// An input asks others, which have the axis of keys.
  template <class Layer, class X, class K, class V, class... M>
  static auto attended_by(Layer&& layer, X&& x, K&& for_keys, V&& for_values, M&&... modifiers) {
    auto q = queries(std::forward<Layer>(layer), std::forward<X>(x));
    if constexpr (IllFormed<decltype(q)>)
      return ill_formed{};
    else
      return mixed(std::forward<Layer>(layer), std::move(q),
                   keys(std::forward<Layer>(layer), std::forward<K>(for_keys)),
                   values(std::forward<Layer>(layer), std::forward<V>(for_values)), std::forward<M>(modifiers)...);
  }
  template <class Layer, class X, class K, class... M>
  static auto weights(Layer&& layer, X&& x, K&& for_keys, M&&... modifiers) {
    auto q = queries(std::forward<Layer>(layer), std::forward<X>(x));
    if constexpr (IllFormed<decltype(q)>)
      return ill_formed{};
    else
      return by_names::weights(std::move(q), keys(std::forward<Layer>(layer), std::forward<K>(for_keys)),
                               std::forward<M>(modifiers)...);
  }
  template <class Layer, class Q, class K, class V, class... M>
  static auto mixed(Layer&& layer, Q&& q, K&& k, V&& v, M&&... modifiers) {
    if constexpr (tenon::detail::any_ill_formed<K, V>)
      return ill_formed{};
    else
      return std::forward<Layer>(layer).out(by_heads::merge(
          by_names::attend(std::forward<Q>(q), std::forward<K>(k), std::forward<V>(v), std::forward<M>(modifiers)...)));
  }
};

/// What a layer is made of whose arguments are not what they should be.
struct nothing {
  using children = std::tuple<>;
  template <class... Any>
  explicit nothing(Any const&...) {}
  template <class F>
  void for_each_child(F&&) const {}
};
template <class Options, class Heads, class HeadDim, class Positions, class Embed, class KeyIn, class ValueIn>
  requires(!AttentionArguments<Heads, HeadDim, Positions, Embed, KeyIn, ValueIn>)
struct attention_parts<Options, Heads, HeadDim, Positions, Embed, KeyIn, ValueIn> {
  using query_type = nothing;
  using key_type = nothing;
  using value_type = nothing;
  using out_type = nothing;
  using rotation_type = nothing;
  template <std::size_t, class...>
  using cache = nothing;
  template <class... Any>
  static ill_formed attended_by_itself(Any const&...) {
    return {};
  }
  template <class... Any>
  static ill_formed weights_of_itself(Any const&...) {
    return {};
  }
  template <class... Any>
  static ill_formed attended_by(Any const&...) {
    return {};
  }
  template <class... Any>
  static ill_formed weights(Any const&...) {
    return {};
  }
  // (Last: clang reads a class no further.)
  static_assert(AttentionArguments<Heads, HeadDim, Positions, Embed, KeyIn, ValueIn>,
                "tenon: attention: a layer's arguments are the model's axis, the heads, the features of a head and the "
                "positions, as in multi_head_attention<embed<64>, head<8>, head_dim<8>, nn::positions<seq, key>>; "
                "options follow [docs/errors.md#layer-arguments]");
};

}  // namespace tenon::nn::by
