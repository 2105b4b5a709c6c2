// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The pre-norm transformer block that is measured: T positions of E features, H heads, F features inside.

#include <cmath>
#include <cstddef>
#include <limits>

#include <tenon/tenon.hpp>

namespace tenon::bench {

using namespace tenon::axes;

template <std::size_t T, std::size_t E, std::size_t H, std::size_t F>
struct block {
  static constexpr std::size_t depth = E / H;
  using stream = tenon::tensor<float, batch<1>, seq<T>, embed<E>>;
  using vector = tenon::tensor<float, embed<E>>;
  using projection = tenon::nn::dense<embed<E>, hidden<E>>;
  stream x = tenon::random_normal<stream>(1);
  projection query{2}, keys{3}, values{4};
  tenon::nn::dense<hidden<E>, embed<E>> out{5};
  tenon::nn::dense<embed<E>, hidden<F>> up{6};
  tenon::nn::dense<hidden<F>, embed<E>> down{7};
  vector gain1 = tenon::random_normal<vector>(8), bias1 = tenon::random_normal<vector>(9),
         gain2 = tenon::random_normal<vector>(10), bias2 = tenon::random_normal<vector>(11);

  template <class E1>
  [[nodiscard]] auto heads(E1 const& e) const {
    return tenon::split<hidden, head<H>, head_dim<depth>>(e);
  }
  [[nodiscard]] auto attended() const {
    auto const n = tenon::layer_norm<embed>(x, gain1, bias1);
    auto const scores = tenon::dot<head_dim>(heads(query(n)), tenon::rename<seq, key>(heads(keys(n)))) *
                        (1 / std::sqrt(static_cast<float>(depth)));
    auto const visible =
        tenon::where(tenon::position<key>() <= tenon::position<seq>(), scores, -std::numeric_limits<float>::infinity());
    auto const mixed = tenon::dot<key>(tenon::softmax<key>(visible), tenon::rename<seq, key>(heads(values(n))));
    return x + out(tenon::merge<head, head_dim, hidden>(mixed));
  }
  template <class E1>
  [[nodiscard]] auto fed_forward(E1 const& h) const {
    return h + down(tenon::gelu_tanh(up(tenon::layer_norm<embed>(h, gain2, bias2))));
  }
  [[nodiscard]] auto whole() const { return fed_forward(attended()); }
};

}  // namespace tenon::bench
