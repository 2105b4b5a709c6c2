// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Equal blocks one after the other: an array, and a loop that runs. Depth costs neither types nor compile time.

#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

#include <tenon/eval.hpp>

namespace tenon::nn {

namespace by {
template <class M>
inline constexpr std::size_t pieces = 0;
template <class M, std::size_t N>
inline constexpr std::size_t pieces<std::array<M, N>> = N;

/// An array has one for each block; whatever else there is, is for all of them.
template <std::size_t Given, std::size_t Blocks>
concept OneForEachBlock = (Given == Blocks);
/// A cache, which each block would append to.
template <class M>
concept Appended = requires {
  typename M::pairing;
  requires M::capacity >
  0;
};
/// What is for all blocks is no cache, unless there is one block.
template <class M, std::size_t Blocks>
concept SharedByBlocks = (Blocks == 1 || !Appended<M>);
template <class M>
constexpr auto& piece(M& modifier, std::size_t i) {
  if constexpr (pieces<std::remove_cvref_t<M>> != 0)
    return modifier[i];
  else
    return modifier;
}
}  // namespace by

/// N blocks, each of which takes what the one before it gives. A call evaluates block after block, and returns a
/// tensor. What follows x in the call (modifiers, a memory) is for all blocks; a `std::array` has one for each of them,
/// such as caches. As a model, its parameters are named `0.…` to `N−1.…`. Example: `nn::stack<block, 12> blocks(seed);
/// tensor y = blocks(x, causal<seq, key>());`
template <class Block, std::size_t N>
class stack {
  static_assert(PositiveExtents<dim<N>>, "tenon: stack: there must be at least one block [docs/errors.md#extent-zero]");

 public:
  using block_type = Block;
  using children = std::array<Block, N>;
  using input = typename Block::input;

  /// Blocks as they are without arguments.
  stack() = default;
  /// Blocks of random weights, each of another seed.
  explicit stack(std::uint64_t seed) {
    for (std::size_t i = 0; i < N; ++i) blocks_[i] = Block(seed + 32 * i);
  }

  [[nodiscard]] static constexpr std::size_t size() noexcept { return N; }
  [[nodiscard]] Block& operator[](std::size_t i) { return blocks_[i]; }
  [[nodiscard]] Block const& operator[](std::size_t i) const { return blocks_[i]; }
  [[nodiscard]] auto begin() { return blocks_.begin(); }
  [[nodiscard]] auto begin() const { return blocks_.begin(); }
  [[nodiscard]] auto end() { return blocks_.end(); }
  [[nodiscard]] auto end() const { return blocks_.end(); }
  template <class F>
  void for_each_child(F&& f) {
    for (std::size_t i = 0; i < N; ++i) f(i, blocks_[i]);
  }
  template <class F>
  void for_each_child(F&& f) const {
    for (std::size_t i = 0; i < N; ++i) f(i, blocks_[i]);
  }

  /// The result of the last block, with the axes of x in their order.
  template <Expression X, class... Modifiers>
  [[nodiscard]] auto operator()(X&& x, Modifiers&&... modifiers) const {
    if constexpr (tenon::detail::any_ill_formed<X, Modifiers...>) {
      return ill_formed{};
    } else {
      // (Both return auto, so that a mistake is found where this is called.)
      decltype(tensor(x)) result(uninitialized);
      into(result, x, modifiers...);
      return result;
    }
  }

  /// The same into a tensor with the axes of x, which may be x itself. Allocates nothing but, in a thread's first call,
  /// a second such tensor and what assignment does.
  template <class T, class... Axes, Expression X, class... Modifiers>
  auto into(tensor<T, Axes...>& out, X const& x, Modifiers&&... modifiers) const {
    using stream = tensor<T, Axes...>;
    static thread_local stream aside(uninitialized);
    if constexpr (std::is_same_v<X, stream>) {
      run(out, aside, x, modifiers...);
    } else {
      stream& first = N % 2 == 0 ? out : aside;
      first = x;
      run(out, aside, first, modifiers...);
    }
  }

 private:
  template <class M>
  static constexpr bool fits() {
    if constexpr (by::pieces<M> == 0) {
      static_assert(by::SharedByBlocks<M, N>,
                    "tenon: stack: one cache for several blocks, each of which has keys and values of its own; give a "
                    "std::array of caches, one for each block [docs/errors.md#layer-arguments]");
      return by::SharedByBlocks<M, N>;
    } else {
      static_assert(by::OneForEachBlock<by::pieces<M>, N>,
                    "tenon: stack: an array has one cache or modifier for each block, as many as there are blocks "
                    "[docs/errors.md#layer-arguments]");
      return by::OneForEachBlock<by::pieces<M>, N>;
    }
  }
  // Each block writes the tensor that the one before it did not, so that the last one writes `out`.
  template <class Stream, class... M>
  auto run(Stream& out, Stream& aside, Stream const& x, M&... modifiers) const {
    if constexpr ((fits<std::remove_cvref_t<M>>() && ...)) {
      Stream const* from = &x;
      for (std::size_t i = 0; i < N; ++i) {
        Stream& to = (N - i) % 2 != 0 ? out : aside;
        to = blocks_[i](*from, by::piece(modifiers, i)...);
        from = &to;
      }
    }
  }

  std::array<Block, N> blocks_;
};

}  // namespace tenon::nn
