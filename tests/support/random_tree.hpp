// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Expression trees drawn by lot at compile time, from a fixed seed: whatever nodes meet, fused and unfused must agree
// with the oracle. Every tree is over [seq<N>, embed<M>] and keeps its values near 1, so that trees grow from trees.

#include "tests/support/oracle.hpp"

#include <cstdint>
#include <limits>
#include <string>

namespace random_tree {

using namespace tenon::axes;

/// What the trees read.
template <class T, std::size_t N, std::size_t M>
struct inputs {
  using value = T;
  static constexpr std::size_t rows = N, columns = M;
  tenon::tensor<T, seq<N>, embed<M>> x = tenon::random_uniform<T, seq<N>, embed<M>>(1, -1, 1);
  tenon::tensor<T, embed<M>, seq<N>> turned = tenon::random_uniform<T, embed<M>, seq<N>>(2, -1, 1);
  tenon::tensor<T, seq<N + 3>, embed<M>> longer = tenon::random_uniform<T, seq<N + 3>, embed<M>>(3, -1, 1);
  tenon::tensor<T, embed<M>> gain = tenon::random_uniform<T, embed<M>>(4, -1, 1);
  tenon::tensor<T, seq<N>> level = tenon::random_uniform<T, seq<N>>(5, -1, 1);
  tenon::tensor<T, embed<M>, hidden<M>> weights = tenon::random_uniform<T, embed<M>, hidden<M>>(6, -2.0 / M, 2.0 / M);
  tenon::tensor<int, key<N>> ids = tenon::random_uniform<int, key<N>>(7, 0, N);
};

constexpr std::uint64_t mixed(std::uint64_t z) {
  z += 0x9e3779b97f4a7c15u;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

template <std::uint64_t Seed, class In>
auto leaf(In const& in) {
  using T = typename In::value;
  constexpr auto lot = mixed(Seed) % 6;
  if constexpr (lot == 0) {
    return tenon::permute<seq, embed>(in.turned);
  } else if constexpr (lot == 1) {
    return tenon::slice<seq, 2, In::rows>(in.longer);
  } else if constexpr (lot == 2) {
    return in.x - tenon::cast<T>(tenon::position<seq>()) * T(0.01);
  } else if constexpr (lot == 3) {
    return tenon::where(tenon::position<embed>() <= tenon::position<seq>(), in.x, in.gain);
  } else {
    return tenon::detail::capture(in.x);
  }
}

/// One more operation on trees a and b.
template <std::uint64_t Lot, class In, class A, class B>
auto joined(In const& in, A const& a, B const& b) {
  using T = typename In::value;
  if constexpr (Lot == 0) {
    return a + b;
  } else if constexpr (Lot == 1) {
    return a * b - in.gain;
  } else if constexpr (Lot == 2) {
    return tenon::maximum(a, b * T(0.5));
  } else if constexpr (Lot == 3) {
    return tenon::where(in.x < in.level, a, b);
  } else if constexpr (Lot == 4) {
    return a / (tenon::square(b) + T(1));
  } else if constexpr (Lot == 5) {
    return tenon::softmax<embed>(a * T(3)) + b;
  } else if constexpr (Lot == 6) {
    return tenon::rms_norm<embed>(a + T(0.5), in.gain, 0.1) * b;
  } else if constexpr (Lot == 7) {
    return a - tenon::broadcast<seq<In::rows>>(tenon::mean<seq>(b));
  } else if constexpr (Lot == 8) {
    return tenon::materialize(a) * tenon::broadcast<embed<In::columns>>(tenon::max<embed>(b));
  } else if constexpr (Lot == 9) {
    return b + tenon::rename<hidden, embed>(tenon::tanh(tenon::dot<embed>(a, in.weights)));
  } else if constexpr (Lot == 10) {
    auto const keys = tenon::rename<seq, key>(b);
    auto const scores = tenon::where(tenon::causal<seq, key>(1), tenon::dot<embed>(a, keys) * T(0.3),
                                     -std::numeric_limits<T>::infinity());
    return tenon::dot<key>(tenon::softmax<key>(scores), keys);
  } else {
    return b * tenon::rename<key, seq>(tenon::take<seq>(a, in.ids));
  }
}
inline constexpr std::uint64_t joints = 12;

template <std::uint64_t Lot, class In, class A>
auto changed(In const& in, A const& a) {
  using T = typename In::value;
  if constexpr (Lot == 0) {
    return tenon::tanh(a) * in.level;
  } else if constexpr (Lot == 1) {
    return tenon::gelu(a + in.gain);
  } else if constexpr (Lot == 2) {
    return tenon::exp(tenon::clamp(a, T(-2), T(1)));
  } else if constexpr (Lot == 3) {
    return tenon::layer_norm<embed>(a, in.gain, T(0.25), 0.1);
  } else if constexpr (Lot == 4) {
    return tenon::softmax<seq>(a);
  } else if constexpr (Lot == 5) {
    auto const split = tenon::split<embed, head<1>, head_dim<In::columns>>(a);
    return tenon::merge<head, head_dim, embed>(tenon::sigmoid(split));
  } else if constexpr (Lot == 6) {
    // The rows in another order, by halves.
    constexpr std::size_t half = In::rows / 2;
    if constexpr (half == 0) {
      return -a;
    } else {
      return tenon::concat<seq>(tenon::slice<seq, half, In::rows - half>(a), tenon::slice<seq, 0, half>(a));
    }
  } else {
    return tenon::silu(a) - tenon::relu(a) * T(0.5);
  }
}
inline constexpr std::uint64_t changes = 8;

/// The tree of a seed: a change or a joint of smaller trees.
template <std::uint64_t Seed, int Depth, class In>
auto tree(In const& in) {
  if constexpr (Depth == 0) {
    return leaf<Seed>(in);
  } else if constexpr (mixed(Seed) % 3 == 0) {
    return changed<mixed(Seed + 1) % changes>(in, tree<mixed(Seed + 2), Depth - 1>(in));
  } else {
    return joined<mixed(Seed + 1) % joints>(in, tree<mixed(Seed + 2), Depth - 1>(in),
                                            tree<mixed(Seed + 3), Depth / 2>(in));
  }
}

/// Which joints (bits 0 to 11) and changes (bits 12 to 19) the tree of a seed has; drawn as `tree` draws.
constexpr std::uint64_t operations(std::uint64_t seed, int depth = 3) {
  if (depth == 0) return 0;
  std::uint64_t const below = operations(mixed(seed + 2), depth - 1);
  if (mixed(seed) % 3 == 0) return below | std::uint64_t{1} << (joints + mixed(seed + 1) % changes);
  return below | operations(mixed(seed + 3), depth / 2) | std::uint64_t{1} << mixed(seed + 1) % joints;
}
/// Have the trees of these seeds, together, every operation?
template <std::uint64_t... Seeds>
inline constexpr bool complete = (operations(Seeds) | ...) == (std::uint64_t{1} << (joints + changes)) - 1;

/// Several trees over one shape.
template <class T, std::size_t N, std::size_t M, std::uint64_t... Seeds>
std::string complaints() {
  inputs<T, N, M> const in;
  std::string all;
  auto const add = [&all](std::uint64_t seed, std::string const& one) {
    if (!one.empty()) all += "seed " + std::to_string(seed) + ": " + one + "\n";
  };
  (add(Seeds, oracle::complaint(tree<Seeds, 3>(in), 50 * oracle::tolerance<T>)), ...);
  return all;
}

}  // namespace random_tree
