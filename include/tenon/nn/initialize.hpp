// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// First values for the weights of a whole model.

#include <cstdint>

#include <tenon/meta/parameters.hpp>
#include <tenon/tensor/random.hpp>

namespace tenon::nn {

namespace detail {

template <class M>
concept InitializesItself = requires(M& m) {
  m.initialize(std::uint64_t{});
};

/// The inputs of a weight: the product of its input axes.
template <class Shape>
constexpr std::size_t fan_in(weight_order order, std::size_t inputs) {
  std::size_t fan = 1;
  for (std::size_t i = 0; i < Shape::rank; ++i) {
    bool const is_input = order == weight_order::in_out ? i < inputs : i >= Shape::rank - inputs;
    if (is_input) fan *= tenon::detail::extent_list<Shape>::value[i];
  }
  return fan;
}

template <class M>
void initialize_each(M& model, tenon::detail::random_bits& seeds) {
  if constexpr (InitializesItself<M>) {
    model.initialize(seeds.next());
  } else if constexpr (tenon::detail::order_of<M>() != weight_order::none) {
    tenon::detail::for_each_component(model, [&](auto, auto& value, weight_order order, std::size_t inputs) {
      using Member = std::remove_reference_t<decltype(value)>;
      if constexpr (tenon::detail::HoldsElements<Member>) {
        using Shape = typename Member::shape_type;
        double limit = 0;
        if (order != weight_order::none) {
          std::size_t const in = fan_in<Shape>(order, inputs);
          limit = std::sqrt(6.0 / static_cast<double>(in + Shape::size / in));
        }
        tenon::detail::random_bits bits(seeds.next());
        for (auto& element : value)
          element = static_cast<typename Member::value_type>(limit * (2 * bits.uniform() - 1));
      } else {
        initialize_each(value, seeds);
      }
    });
  } else if constexpr (!tenon::detail::HoldsElements<M>) {
    tenon::detail::for_each_component(
        model, [&seeds](auto, auto& child, weight_order, std::size_t) { initialize_each(child, seeds); });
  }
}

}  // namespace detail

/// Gives the weights of a model their first values, the same from the same seed: what a layer says itself
/// (`initialize(seed)`: norms have gains of 1 and biases of 0, embeddings are normal with a deviation of 0.02); else,
/// where a layer says the order of its weights, they are Glorot-uniform (±sqrt(6 / (inputs + outputs))) and its other
/// tensors zero. A tensor for which no layer speaks keeps its value.
/// Example: `model m; tenon::nn::initialize(m, 42);`
template <class Model>
void initialize(Model& model, std::uint64_t seed) {
  using Member = typename tenon::detail::census<Model>::strange;
  model_members::require_parameters<Member>();
  if constexpr (model_members::HasParameters<Member>) {
    tenon::detail::random_bits seeds(seed);
    detail::initialize_each(model, seeds);
  }
}

}  // namespace tenon::nn
