// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Attention layers and blocks are the fused plans: few steps, streaming attention, nothing of the size of the scores.

#include <tenon/tenon.hpp>

#include <type_traits>
#include <utility>

namespace plans_of_layers {

using namespace tenon;
using namespace tenon::axes;

template <std::size_t N>
struct kv_head : axis<kv_head, N> {};
template <std::size_t N>
struct group : axis<group, N> {};

template <std::size_t T>
using stream = tensor<float, batch<1>, seq<T>, embed<256>>;
template <std::size_t T>
using memory = tensor<float, batch<1>, key<T>, embed<256>>;
using mask = decltype(causal<seq, key>());

template <class... Options>
using attention = nn::multi_head_attention<embed<256>, head<4>, head_dim<64>, nn::positions<seq, key>, Options...>;
using grouped = nn::multi_head_attention<embed<256>, nn::grouped<kv_head<2>, group<2>>, head_dim<64>,
                                         nn::positions<seq, key>, nn::no_bias>;
using across = nn::cross_attention<embed<256>, embed<256>, head<4>, head_dim<64>, nn::positions<seq, key>>;
using norm = nn::layer_norm<embed<256>>;
template <class... Options>
using mlp = nn::feed_forward<embed<256>, hidden<1024>, nn::gelu_tanh, Options...>;
template <class... Options>
using block = nn::transformer_block<norm, attention<>, mlp<>, Options...>;

template <class Layer, class... Inputs>
using plan = plan_of<decltype(std::declval<Layer const&>()(std::declval<Inputs const&>()...))>;

template <class Plan>
inline constexpr bool only_kernels =
    Plan::template uses<kernel::attention>&& Plan::template uses<kernel::gemm> && !Plan::template uses<kernel::loop> &&
    !Plan::template uses<kernel::gather> && !Plan::template uses<kernel::reduction>;

// Three projections, attention, and the projection of the result: biases are epilogues, heads are strides.
template <class Plan>
inline constexpr bool is_five_steps = only_kernels<Plan>&& Plan::steps == 5 && !Plan::template uses<kernel::rows>;
static_assert(is_five_steps<plan<attention<>, stream<512>>>);
static_assert(is_five_steps<plan<attention<>, stream<512>, mask>>);
static_assert(is_five_steps<plan<attention<nn::in_out, nn::no_bias>, stream<512>, mask>>);
static_assert(is_five_steps<plan<grouped, stream<512>, mask>>);
static_assert(is_five_steps<plan<across, stream<512>, memory<300>>>);

// What is stored grows with the positions, not with their square: four arrays of the stream, and small change.
template <class Layer, std::size_t T>
inline constexpr std::size_t stored = plan<Layer, stream<T>, mask>::workspace_bytes;
static_assert(stored<attention<>, 4096> < 4 * 4096 * 256 * sizeof(float) + 1024 * 1024);
static_assert(stored<attention<>, 4096> - stored<attention<>, 2048> <= 4 * 2048 * 256 * sizeof(float) + 64 * 1024);

// A block before or after its norms: as the one that is written by hand (plans_of_blocks), at most 8 + 8 + 3 steps.
static_assert(only_kernels<plan<block<>, stream<512>, mask>> && plan<block<>, stream<512>, mask>::steps == 19);
static_assert(only_kernels<plan<block<nn::post_norm>, stream<512>>>);
static_assert(plan<block<>, stream<512>, mask>::workspace_bytes < 8 * 512 * 256 * sizeof(float) + 1024 * 1024);

// No length is right by accident.
static_assert(nn::generic_in<attention<>, batch, seq, embed, head, head_dim>);
static_assert(nn::generic_in<grouped, batch, seq, embed, kv_head, group, head_dim>);
static_assert(nn::generic_in<block<>, batch, seq, embed, head, head_dim, hidden>);
static_assert(nn::generic_in<block<nn::post_norm>, batch, seq, embed, head, head_dim, hidden>);
using rotating = nn::multi_head_attention<embed<256>, nn::grouped<kv_head<2>, group<2>>, head_dim<64>,
                                          nn::positions<seq, key>, nn::rotary<nn::half_split>>;
static_assert(nn::generic_in<rotating, batch, seq, embed, kv_head, group, head_dim>);
static_assert(plan<rotating, stream<512>, mask>::uses<kernel::attention> &&
              plan<rotating, stream<512>, mask>::steps == 7);

// A block that rotates stores more values, in memory that is used again all the same.
using llama = plan<nn::transformer_block<nn::rms_norm<embed<256>>, rotating,
                                         nn::gated_feed_forward<embed<256>, hidden<512>, nn::silu>>,
                   stream<512>, mask>;
static_assert(llama::temporaries > 32 && llama::workspace_bytes < 24 * 512 * 256 * sizeof(float));

}  // namespace plans_of_layers
