// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The embedding: a row of weights for each id, and the way back, from rows to a score for each id.

#include <cstdint>
#include <utility>

#include <tenon/expr/dot.hpp>
#include <tenon/expr/matmul.hpp>
#include <tenon/expr/permute.hpp>
#include <tenon/expr/take.hpp>
#include <tenon/nn/options.hpp>
#include <tenon/tensor/random.hpp>

namespace tenon::nn {

/// What `embedding<...>` names: weight [Vocab, Embed] of T.
template <class T, class Vocab, class Embed>
struct embedding_layer {
  using weight_type = tensor<T, Vocab, Embed>;
  using input = shape<>;
  using input_value = int;
  BOOST_HANA_DEFINE_STRUCT(embedding_layer, (weight_type, weight));

  /// The standard deviation of the weights that a seed gives, as in GPT-2.
  static constexpr double deviation = 0.02;

  /// Zeros.
  embedding_layer() = default;
  /// Normally distributed weights, small.
  explicit embedding_layer(std::uint64_t seed) { initialize(seed); }
  /// Given weights.
  explicit embedding_layer(weight_type weights) : weight(std::move(weights)) {}

  void initialize(std::uint64_t seed) { weight = random_normal<T, Vocab, Embed>(seed, 0, deviation); }

  /// The rows of ids: Embed stands behind the axes of ids. An id outside throws before anything is written.
  template <Expression Ids>
  [[nodiscard]] auto operator()(Ids&& ids) const& {
    return rows(weight, std::forward<Ids>(ids), name<Vocab>{});
  }
  template <Expression Ids>
  [[nodiscard]] auto operator()(Ids&& ids) && {
    return rows(std::move(weight), std::forward<Ids>(ids), name<Vocab>{});
  }
  /// x · weightᵀ: Embed becomes Vocab, a score for each id. (Weights that are tied, the same for both ways.)
  template <Expression X>
  [[nodiscard]] auto unembed(X&& x) const& {
    return scores(std::forward<X>(x), weight, name<Embed>{});
  }
  template <Expression X>
  [[nodiscard]] auto unembed(X&& x) && {
    return scores(std::forward<X>(x), std::move(weight), name<Embed>{});
  }

 private:
  template <class Axis>
  struct name {};
  template <class W, class Ids, template <std::size_t> class Axis, std::size_t N>
  static auto rows(W&& weights, Ids&& ids, name<Axis<N>>) {
    if constexpr (tenon::detail::is_dim<Vocab>) {
      return take<0>(std::forward<W>(weights), std::forward<Ids>(ids));
    } else {
      return take<Axis>(std::forward<W>(weights), std::forward<Ids>(ids));
    }
  }
  template <class X, class W, template <std::size_t> class Axis, std::size_t N>
  static auto scores(X&& x, W&& weights, name<Axis<N>>) {
    if constexpr (tenon::detail::is_dim<Vocab>) {
      return matmul(std::forward<X>(x), transpose(std::forward<W>(weights)));
    } else {
      return dot<Axis>(std::forward<X>(x), std::forward<W>(weights));
    }
  }
};

// The layer that was asked for.
template <class Axes, class... Given>
struct embedding_of : layer_of_other_axes<Axes, 2, 2> {};
template <class Vocab, class Embed, class... Given>
struct embedding_of<shape<Vocab, Embed>, Given...> {
  using chosen = detail::options_among<takes<kind::value>, Given...>;
  using type = embedding_layer<typename chosen::value_type, Vocab, Embed>;
};

/// Rows of weights by id: `embedding<vocab<50257>, embed<768>>`, `embedding<double, vocab<11>, embed<15>>`. Member:
/// `weight` [Vocab, Embed]. `layer(ids)` gives the rows, `layer.unembed(x)` the scores. Cost: rows are copied into what
/// uses them.
template <class... Given>
using embedding = typename embedding_of<typename by::sorted<Given...>::axes, Given...>::type;

}  // namespace tenon::nn
