// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// A whole pre-norm transformer block as one expression is one plan.

#include <tenon/tenon.hpp>

#include <limits>
#include <utility>

namespace plans_of_blocks {

using namespace tenon;
using namespace tenon::axes;

template <std::size_t B, std::size_t T, std::size_t E, std::size_t H, std::size_t F>
struct block {
  using stream = tensor<float, batch<B>, seq<T>, embed<E>>;
  using vector = tensor<float, embed<E>>;
  nn::dense<embed<E>, hidden<E>> query, keys, values;
  nn::dense<hidden<E>, embed<E>> out;
  nn::dense<embed<E>, hidden<F>> up;
  nn::dense<hidden<F>, embed<E>> down;
  vector gain1, bias1, gain2, bias2;

  template <class X>
  [[nodiscard]] auto heads(X const& x) const {
    return split<hidden, head<H>, head_dim<E / H>>(x);
  }
  template <class X>
  [[nodiscard]] auto mixed(X const& x) const {
    auto const n = layer_norm<embed>(x, gain1, bias1);
    auto const scores = dot<head_dim>(heads(query(n)), rename<seq, key>(heads(keys(n)))) * 0.125F;
    auto const visible = where(position<key>() <= position<seq>(), scores, -std::numeric_limits<float>::infinity());
    return merge<head, head_dim, hidden>(dot<key>(softmax<key>(visible), rename<seq, key>(heads(values(n)))));
  }
  template <class X>
  [[nodiscard]] auto attended(X const& x) const {
    return x + out(mixed(x));
  }
  template <class X>
  [[nodiscard]] auto fed_forward(X const& h) const {
    return h + down(gelu_tanh(up(layer_norm<embed>(h, gain2, bias2))));
  }
  template <class X>
  [[nodiscard]] auto operator()(X const& x) const {
    return fed_forward(attended(x));
  }
};

template <class Block>
using stream_of = typename Block::stream const&;
template <class Block>
using whole = plan_of<decltype(std::declval<Block const&>()(std::declval<stream_of<Block>>()))>;
template <class Block>
using first_half = plan_of<decltype(std::declval<Block const&>().attended(std::declval<stream_of<Block>>()))>;
template <class Block>
using second_half = plan_of<decltype(std::declval<Block const&>().fed_forward(std::declval<stream_of<Block>>()))>;

using gpt2_small = block<1, 1024, 768, 12, 3072>;
using small = block<1, 512, 256, 4, 1024>;

// Products, attention and norms, and not one loop or copy of its own: biases, residuals and gelu are epilogues, heads
// are strides.
template <class Plan>
inline constexpr bool only_kernels =
    Plan::template uses<kernel::attention>&& Plan::template uses<kernel::gemm>&& Plan::template uses<kernel::rows> &&
    !Plan::template uses<kernel::loop> && !Plan::template uses<kernel::gather> &&
    !Plan::template uses<kernel::reduction>;
static_assert(only_kernels<whole<gpt2_small>> && only_kernels<whole<small>> && only_kernels<first_half<gpt2_small>>);

// At most: a norm for each projection, three projections, attention, and the output's product; which of them are the
// same value is known when it runs.
static_assert(first_half<gpt2_small>::steps == 8);
static_assert(second_half<gpt2_small>::steps == 3 && second_half<gpt2_small>::temporaries == 2);
static_assert(whole<gpt2_small>::steps == 8 + 8 + 3);

// Memory: at no time more than eight values of the stream are needed and the hidden value is among them only when most
// of them are gone; sequences of a batch come one after the other.
constexpr std::size_t stream_bytes = 1024 * 768 * sizeof(float), small_change = 1024 * 1024;
static_assert(first_half<gpt2_small>::workspace_bytes < 5 * stream_bytes + small_change);
static_assert(second_half<gpt2_small>::workspace_bytes < 5 * stream_bytes + small_change);
static_assert(whole<gpt2_small>::workspace_bytes < 8 * stream_bytes + small_change);
static_assert(whole<block<8, 1024, 768, 12, 3072>>::workspace_bytes == whole<gpt2_small>::workspace_bytes);

// The operations of the count, softmax and norms beside them.
static_assert(second_half<gpt2_small>::flops >= 4ull * 1024 * 768 * 3072);

}  // namespace plans_of_blocks
