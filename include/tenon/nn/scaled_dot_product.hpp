// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Attention without weights of its own: softmax(q·kᵀ · scale + biases, where visible) · v, over any further axes.

#include <cmath>
#include <limits>
#include <utility>

#include <tenon/expr/dot.hpp>
#include <tenon/expr/elementwise.hpp>
#include <tenon/expr/softmax.hpp>

namespace tenon::nn {

/// A modifier of attention: what the products of queries and keys are multiplied by, instead of 1/√D. Example:
/// `attention(x, nn::scale(0.3))`
struct scale {
  double by;
  constexpr explicit scale(double factor) : by(factor) {}
};

// From products to weights. Not in detail, since compilers print it before a broken law's sentence.
namespace scores {

template <class M>
inline constexpr bool is_scale = std::is_same_v<std::remove_cvref_t<M>, scale>;
template <class M>
inline constexpr bool is_mask = std::is_same_v<value_of<M>, bool>;
template <class M>
  requires is_scale<M>
inline constexpr bool is_mask<M> = false;

template <class Shape, class Free>
struct axes_met;
template <class... A, class... Ts>
struct axes_met<shape<A...>, tags<Ts...>> {
  using type = shape<A..., Ts...>;  // (a tag is its axis, of any length)
};

/// The laws of one modifier of scores with these axes, normalized along Key.
template <class Key, class T, class Scores, class M>
constexpr bool fits() {
  if constexpr (is_scale<M>) {
    return true;
  } else if constexpr (!Expression<M> && !Scalar<M>) {
    static_assert(
        Expression<M>,
        "tenon: attention: a mask or bias is a tensor or made of positions; a cache is no modifier: it stands "
        "directly after the input of self-attention, and is neither const nor a temporary "
        "[docs/errors.md#modifier]");
    return false;
  } else if constexpr (Scalar<M>) {
    using Number = std::remove_cvref_t<M>;
    static_assert(Expression<Number>,
                  "tenon: attention: a number added to all scores changes nothing; nn::scale(x) is what they are "
                  "multiplied by, and a mask or a bias is a tensor or made of positions [docs/errors.md#modifier]");
    return false;
  } else {
    using Modifier = shape_of<M>;
    using Free = typename std::remove_cvref_t<M>::free_axes;
    using Unmet = typename tenon::detail::still_free<Free, Scores>::type;
    using Over = shape<Key>;
    using Along = typename axes_met<Modifier, Free>::type;
    using Value = value_of<M>;
    if constexpr (!Boolean<Value> && !SameValueType<Value, T>) {
      static_assert(SameValueType<Value, T>,
                    "tenon: attention: a mask is made of truth values, and a bias has the value type of the scores; "
                    "compare first, as in x != 0, or cast<T>(x) [docs/errors.md#modifier]");
      return false;
    } else if constexpr (!AxesWithin<Modifier, Scores>) {
      static_assert(AxesWithin<Modifier, Scores>,
                    "tenon: attention: a mask or bias has an axis that the scores lack; theirs are those of the "
                    "queries and the keys without the features; rename<From, To> what means the same "
                    "[docs/errors.md#modifier]");
      return false;
    } else if constexpr (!Bound<Unmet>) {
      static_assert(Bound<Unmet>,
                    "tenon: attention: a mask or bias is made of positions along an axis that the scores lack; name "
                    "the axes of the queries and keys, as in causal<seq, key>() [docs/errors.md#modifier]");
      return false;
    } else if constexpr (!AxesWithin<Over, Along>) {
      static_assert(AxesWithin<Over, Along>,
                    "tenon: attention: a mask or bias is the same for all keys: it would hide whole queries, or change "
                    "nothing; rename<From, To> its axis if that means the keys, as in rename<seq, key>(mask) "
                    "[docs/errors.md#modifier]");
      return false;
    } else {
      return true;
    }
  }
}

// Biases are added first, to the product that the scale has multiplied; a mask that joined another one is a smaller
// condition, but not all align, and nested ones mean the same.

template <class S>
constexpr auto biased(S&& s) {
  return std::forward<S>(s);
}
template <class S, class M, class... More>
constexpr auto biased(S&& s, M&& m, More&&... more) {
  if constexpr (is_scale<M> || is_mask<M>)
    return biased(std::forward<S>(s), std::forward<More>(more)...);
  else
    return biased(std::forward<S>(s) + std::forward<M>(m), std::forward<More>(more)...);
}

template <class S, class Mask>
constexpr auto hidden_by(S&& s, Mask&& mask) {
  return where(std::forward<Mask>(mask), std::forward<S>(s), -std::numeric_limits<float>::infinity());
}
template <class S, class Mask, class M, class... More>
constexpr auto hidden_by(S&& s, Mask&& mask, M&& m, More&&... more) {
  if constexpr (!is_mask<M>) {
    return hidden_by(std::forward<S>(s), std::forward<Mask>(mask), std::forward<More>(more)...);
  } else if constexpr (Aligns<shape_of<Mask>, shape_of<M>>) {
    return hidden_by(std::forward<S>(s), std::forward<Mask>(mask) && std::forward<M>(m), std::forward<More>(more)...);
  } else {
    return hidden_by(hidden_by(std::forward<S>(s), std::forward<Mask>(mask)), std::forward<M>(m),
                     std::forward<More>(more)...);
  }
}
template <class S>
constexpr auto masked(S&& s) {
  return std::forward<S>(s);
}
template <class S, class M, class... More>
constexpr auto masked(S&& s, M&& m, More&&... more) {
  if constexpr (is_mask<M>)
    return hidden_by(std::forward<S>(s), std::forward<M>(m), std::forward<More>(more)...);
  else
    return masked(std::forward<S>(s), std::forward<More>(more)...);
}

template <class M>
constexpr double said_by(M const& m) {
  if constexpr (is_scale<M>)
    return m.by;
  else
    return 1;
}
/// The number that multiplies: the scales among the modifiers, or what is given.
template <class... M>
constexpr double factor(double otherwise, M const&... m) {
  return (is_scale<M> || ...) ? (1.0 * ... * said_by(m)) : otherwise;
}

/// The products are well-formed, and so is every modifier, which keeps the laws.
template <class Key, class P, class... M>
constexpr bool all_fit() {
  if constexpr (tenon::detail::any_ill_formed<P, M...>)
    return false;
  else
    return (fits<Key, value_of<P>, shape_of<P>, M>() && ...);
}

/// Scores from products: scaled, biased, masked.
template <class Key, class P, class... M>
auto modified(P&& product, double by, M&&... m) {
  if constexpr (!all_fit<Key, P, M...>()) {
    return ill_formed{};
  } else {
    auto s = std::forward<P>(product) * factor(by, m...);
    // Each is moved from once: biases by the first, masks by the second.
    return masked(biased(std::move(s), std::forward<M>(m)...), std::forward<M>(m)...);
  }
}

}  // namespace scores

/// The weights of attention: softmax along Key of dot<HeadDim>(q, k)/√D, as the modifiers say. A modifier of bool says
/// what is visible (several: what all of them leave), one of the value type is added to the scores, `nn::scale(x)`
/// stands for 1/√D. Shape: queries × keys, with the axes of q first. Mandates: a mask or bias differs from key to key;
/// queries do not have the axis Key. Example: `nn::attention_weights<head_dim, key>(q, k, causal<seq, key>())`
template <template <std::size_t> class HeadDim, template <std::size_t> class Key, Expression Q, Expression K,
          class... Modifiers>
[[nodiscard]] auto attention_weights(Q&& q, K&& k, Modifiers&&... modifiers) {
  if constexpr (tenon::detail::any_ill_formed<Q, K>) {
    return ill_formed{};
  } else {
    using Queries = shape_of<Q>;
    using Keys = shape_of<K>;
    if constexpr (!HasAxis<Keys, HeadDim> && HasAxis<Keys, Key>) {
      static_assert(HasAxis<Keys, HeadDim>,
                    "tenon: attention: the keys lack the features that queries and keys are compared by; values have "
                    "theirs along an axis of their own, and do not serve as keys [docs/errors.md#axis-absent]");
      return ill_formed{};
    } else if constexpr (!HasAxis<Keys, Key> && Named<Keys>) {
      static_assert(HasAxis<Keys, Key>,
                    "tenon: attention: the keys lack the axis of the positions that are asked; rename<From, To> it, as "
                    "in rename<seq, key>(k) [docs/errors.md#axis-absent]");
      return ill_formed{};
    } else if constexpr (!LacksAxis<Queries, Key>) {
      static_assert(LacksAxis<Queries, Key>,
                    "tenon: attention: the queries have the axis of the keys, so each position would meet only itself; "
                    "give queries and keys two names, as in rename<seq, key>(k) [docs/errors.md#shared-axis]");
      return ill_formed{};
    } else {
      double const by = 1 / std::sqrt(static_cast<double>(extent_of<Queries, HeadDim<1>>));
      return softmax<Key>(scores::modified<tag_of<Key<1>>>(dot<HeadDim>(std::forward<Q>(q), std::forward<K>(k)), by,
                                                           std::forward<Modifiers>(modifiers)...));
    }
  }
}

/// Scaled dot product attention (Vaswani et al., 2017): the weights of `attention_weights`, times the values. Shape:
/// the queries' without HeadDim, then the values' own; an axis that all three have is a batch axis. Cost: one streaming
/// pass, the scores are never stored; what a mask of positions and lengths rules out is not computed. Example:
/// `nn::scaled_dot_product_attention<head_dim, key>(q, k, v, causal<seq, key>(), key_length<key>(lengths))`
template <template <std::size_t> class HeadDim, template <std::size_t> class Key, Expression Q, Expression K,
          Expression V, class... Modifiers>
[[nodiscard]] auto scaled_dot_product_attention(Q&& q, K&& k, V&& v, Modifiers&&... modifiers) {
  return dot<Key>(
      attention_weights<HeadDim, Key>(std::forward<Q>(q), std::forward<K>(k), std::forward<Modifiers>(modifiers)...),
      std::forward<V>(v));
}

/// Explain axes with lengths.
template <Axis HeadDim, Axis Key, class... Operands>
auto attention_weights(Operands&&...) {
  static_assert(NamesAlone<HeadDim, Key>,
                "tenon: attention: name the axes without their lengths, as in attention_weights<head_dim, key>(q, k) "
                "[docs/errors.md#length-given]");
  return ill_formed{};
}
template <Axis HeadDim, Axis Key, class... Operands>
auto scaled_dot_product_attention(Operands&&...) {
  static_assert(NamesAlone<HeadDim, Key>,
                "tenon: attention: name the axes without their lengths, as in "
                "scaled_dot_product_attention<head_dim, key>(q, k, v) [docs/errors.md#length-given]");
  return ill_formed{};
}

}  // namespace tenon::nn
