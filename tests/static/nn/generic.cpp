// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Layers whose lengths agree where they are written, called with lengths that do not: a wrong axis cannot hide.

#include <tenon/nn/generic.hpp>
#include <tenon/tenon.hpp>

using namespace tenon::axes;
namespace nn = tenon::nn;

template <std::size_t N>
struct inner : tenon::axis<inner, N> {};
template <std::size_t N>
struct channel : tenon::axis<channel, N> {};
template <std::size_t N>
struct row : tenon::axis<row, N> {};
template <std::size_t N>
struct column : tenon::axis<column, N> {};
template <std::size_t N>
struct patch : tenon::axis<patch, N> {};
template <std::size_t N>
struct kv_head : tenon::axis<kv_head, N> {};
template <std::size_t N>
struct group : tenon::axis<group, N> {};
template <std::size_t N>
struct pixel : tenon::axis<pixel, N> {};

static_assert(nn::generic_in<nn::dense<embed<8>, hidden<8>>, batch, seq, embed, hidden>);
static_assert(
    nn::generic_in<nn::dense<double, nn::no_bias, embed<8>, head<8>, head_dim<8>>, seq, embed, head, head_dim>);
static_assert(nn::generic_in<nn::linear<embed<8>, hidden<8>>, batch, seq, embed, hidden>);
static_assert(nn::generic_in<nn::linear<embed<8>, hidden<8>>, batch>);  // the others as they are
static_assert(nn::generic_in<nn::packed_dense<float, embed<8>, hidden<8>>, batch, seq, embed, hidden>);
static_assert(nn::generic_in<nn::embedding<vocab<8>, embed<8>>, batch, seq, vocab, embed>);
static_assert(nn::generic_in<nn::layer_norm<embed<8>>, batch, seq, embed>);
static_assert(nn::generic_in<nn::layer_norm<double, seq<8>, embed<8>>, batch, seq, embed>);
static_assert(nn::generic_in<nn::rms_norm<embed<8>>, batch, seq, embed>);
static_assert(nn::generic_in<nn::feed_forward<embed<8>, inner<8>, nn::gelu>, batch, seq, embed, inner>);
static_assert(nn::generic_in<nn::gated_feed_forward<embed<8>, inner<8>, nn::in_out>, batch, seq, embed, inner>);
static_assert(nn::generic_in<nn::relu, batch, seq> && nn::generic_in<nn::gelu, batch, seq> &&
              nn::generic_in<nn::gelu_tanh, batch, seq> && nn::generic_in<nn::silu, batch, seq> &&
              nn::generic_in<nn::tanh, batch, seq> && nn::generic_in<nn::sigmoid, batch, seq> &&
              nn::generic_in<nn::dropout, batch, seq>);
static_assert(nn::generic_in<nn::sequential<nn::linear<embed<8>, inner<8>>, nn::gelu, nn::linear<inner<8>, embed<8>>>,
                             batch, seq, embed, inner>);
static_assert(nn::generic_in<nn::sequential<nn::embedding<vocab<8>, embed<8>>, nn::linear<embed<8>, inner<8>>>, batch,
                             seq, vocab, embed, inner>);
static_assert(nn::generic_in<nn::patches<channel<3>, row<4>, column<6>, patch<6>, pixel<12>>, batch>);
static_assert(nn::generic_in<nn::self_attention<embed<8>, head<8>, head_dim<8>, seq, key, hidden>, batch, seq, embed,
                             head, head_dim>);

static_assert(nn::generic_in<nn::rope<nn::half_split, seq<8>, head_dim<8>>, batch, seq, head, head_dim>);
static_assert(nn::generic_in<nn::rope<double, nn::adjacent_pairs, nn::positions<seq, key>, head_dim<8>>, batch, seq,
                             head, head_dim>);

using positions = nn::positions<seq, key>;
using norm = nn::layer_norm<embed<8>>;
using attention = nn::multi_head_attention<embed<8>, head<8>, head_dim<8>, positions>;
using to_memory = nn::cross_attention<embed<8>, hidden<8>, head<8>, head_dim<8>, positions, nn::in_out>;
using mlp = nn::feed_forward<embed<8>, inner<8>>;
using block = nn::transformer_block<norm, attention, mlp>;
using after = nn::transformer_block<norm, attention, mlp, nn::post_norm>;
static_assert(nn::generic_in<attention, batch, seq, embed, head, head_dim>);
static_assert(nn::generic_in<nn::multi_head_attention<embed<8>, nn::grouped<kv_head<8>, group<8>>, head_dim<8>,
                                                      positions, nn::no_bias, double>,
                             batch, seq, key, embed, kv_head, group, head_dim>);
static_assert(
    nn::generic_in<nn::multi_head_attention<embed<8>, head<8>, head_dim<8>, positions, nn::rotary<nn::half_split>>,
                   batch, seq, embed, head, head_dim>);
static_assert(nn::generic_in<to_memory, batch, seq, key, embed, hidden, head, head_dim>);
static_assert(nn::generic_in<block, batch, seq, embed, head, head_dim, inner>);
static_assert(nn::generic_in<after, batch, seq, embed, head, head_dim, inner>);
static_assert(nn::generic_in<nn::decoder_block<norm, attention, to_memory, mlp>, batch, seq, key, embed, hidden, head,
                             head_dim, inner>);
static_assert(nn::generic_in<nn::stack<block, 2>, batch, seq, embed, head, head_dim, inner>);
static_assert(nn::generic_in<nn::rope<nn::half_split, seq<512>, head_dim<8>>, batch, head, head_dim>);

/// The axes of a layer of the user's own, whose result is called embed however long it is.
template <class Embed, class Hidden>
struct misnaming {
  using input = tenon::shape<Embed>;
  nn::linear<Embed, Hidden> layer;
  template <tenon::Expression X>
  auto operator()(X&& x) const {
    return tenon::rename<hidden, embed>(layer(std::forward<X>(x)));
  }
};
static_assert(!nn::generic_in<misnaming<embed<8>, hidden<8>>, batch, seq, embed, hidden>);

/// One whose result has other axes where the lengths differ.
template <class Embed, class Hidden>
struct depending {
  using input = tenon::shape<Embed>;
  template <tenon::Expression X>
  auto operator()(X&& x) const {
    if constexpr (Embed::extent == Hidden::extent) {
      return tenon::relu(std::forward<X>(x));
    } else {
      return tenon::sum<seq>(std::forward<X>(x));
    }
  }
};
static_assert(!nn::generic_in<depending<embed<8>, hidden<8>>, batch, seq, embed, hidden>);
static_assert(nn::generic_in<depending<embed<8>, hidden<9>>, batch, seq, embed, hidden>);

/// One whose lengths are numbers: they do not change, and so nothing is found out about the axes that have them. (The
/// bias of the features, mistaken for a weight along them, agrees at 8 and 8.)
template <std::size_t E, std::size_t H>
struct of_numbers {
  using input = tenon::shape<embed<E>>;
  tenon::tensor<float, hidden<H>> bias;
  template <tenon::Expression X>
  auto operator()(X&& x) const {
    return tenon::dot<embed>(std::forward<X>(x), tenon::rename<hidden, embed>(bias));
  }
};
static_assert(!nn::generic_in<of_numbers<8, 8>, batch, seq, embed>);
static_assert(nn::generic_in<of_numbers<8, 8>, batch, seq>);

/// The same with a memory.
struct of_fixed_memory {
  using input = tenon::shape<embed<8>>;
  using memory_input = tenon::shape<hidden<8>>;
  template <tenon::Expression X, tenon::Expression M>
  auto operator()(X&& x, M&& memory) const {
    return tenon::dot<embed, seq>(std::forward<X>(x), tenon::rename<hidden, embed>(std::forward<M>(memory)));
  }
};
static_assert(!nn::generic_in<of_fixed_memory, batch, seq, hidden>);
static_assert(nn::generic_in<of_fixed_memory, batch, seq>);
