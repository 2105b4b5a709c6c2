// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// operations: multi_head_attention cross_attention transformer_block decoder_block stack
// not-applicable(rank): an input of any rank that has the axes
#include <tenon/nn/cross_attention.hpp>
#include <tenon/nn/decoder_block.hpp>
#include <tenon/nn/feed_forward.hpp>
#include <tenon/nn/multi_head_attention.hpp>
#include <tenon/nn/norm.hpp>
#include <tenon/nn/stack.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;
using tenon::dim;
using tenon::ndtensor;
using tenon::tensor;
using tenon::nn::cross_attention;
using tenon::nn::decoder_block;
using tenon::nn::multi_head_attention;
using tenon::nn::stack;
using tenon::nn::transformer_block;

// Every mistake on a line of its own, and the heads of every layer their own number: a compiler says the same thing
// once.
// clang-format off
using of = tenon::nn::positions<seq, key>;
using norm = tenon::nn::layer_norm<embed<8>>;
using mlp = tenon::nn::feed_forward<embed<8>, hidden<16>>;
template <std::size_t H>
using self = multi_head_attention<embed<8>, head<H>, head_dim<4>, of>;
template <std::size_t H>
using across = cross_attention<embed<8>, vocab<3>, head<H>, head_dim<4>, of>;
template <std::size_t H>
using block = transformer_block<norm, self<H>, mlp, tenon::nn::post_norm>;
template <std::size_t H>
using decoder = decoder_block<norm, self<H>, across<H>, mlp, tenon::nn::post_norm>;

int main() {
  tensor<float, seq<4>, embed<8>> x;
  tensor<float, seq<4>, embed<9>> longer;
  tensor<float, seq<4>, hidden<8>> other;
  tensor<float, key<4>, embed<8>> elsewhere;
  tensor<float, seq<4>, head<2>, embed<8>> heads;
  tensor<float, seq<4>, key<5>, embed<8>> keys;
  tensor<float, key<5>, vocab<3>> memory;
  tensor<float, key<5>, vocab<2>> short_memory;
  tensor<float, seq<4>, vocab<3>> asking;
  ndtensor<float, 4, 8> y;
  tensor<double, seq<4>, embed<8>> doubles;
  using self_attention = multi_head_attention<embed<8>, head<1>, head_dim<4>, of>;
  using attention_to_memory = cross_attention<embed<8>, vocab<3>, head<2>, head_dim<4>, of>;
  (void)self_attention()(x);
  (void)attention_to_memory()(x, memory);
  (void)block<3>()(x);
  (void)stack<block<3>, 2>()(x);
  (void)decoder<4>()(x, memory);

  (void)multi_head_attention<embed<8>, head<1>, head_dim<4>, of>()(longer);  // reject(extent): tenon: dot: an axis that both operands have must be equally long
  (void)multi_head_attention<embed<8>, head<1>, head_dim<4>, of>()(other);  // reject(absent): tenon: dot: the left operand does not have the axis
  (void)multi_head_attention<embed<8>, head<1>, head_dim<4>, of>()(heads);  // reject(doubled): tenon: split: a part has the name of an axis that the tensor has already
  (void)multi_head_attention<embed<8>, head<1>, head_dim<4>, of>()(y);  // reject(names-and-positions): tenon: dot: the left operand has no axis names
  (void)multi_head_attention<embed<8>, head<1>, head_dim<4>, of>()(doubles);  // reject(value-type): tenon: dot: the operands have different value types
  (void)cross_attention<embed<8>, vocab<3>, head<2>, head_dim<4>, of>()(longer, memory);  // reject(extent): tenon: dot: an axis that both operands have must be equally long
  (void)cross_attention<embed<8>, vocab<3>, head<2>, head_dim<4>, of>()(other, memory);  // reject(absent): tenon: dot: the left operand does not have the axis
  (void)cross_attention<embed<8>, vocab<3>, head<2>, head_dim<4>, of>()(heads, memory);  // reject(doubled): tenon: split: a part has the name of an axis that the tensor has already
  (void)cross_attention<embed<8>, vocab<3>, head<2>, head_dim<4>, of>()(y, memory);  // reject(names-and-positions): tenon: dot: the left operand has no axis names
  (void)cross_attention<embed<8>, vocab<3>, head<2>, head_dim<4>, of>()(doubles, memory);  // reject(value-type): tenon: dot: the operands have different value types
  (void)transformer_block<norm, self<3>, mlp, tenon::nn::post_norm>()(longer);  // reject(extent): tenon: dot: an axis that both operands have must be equally long
  (void)transformer_block<norm, self<3>, mlp, tenon::nn::post_norm>()(other);  // reject(absent): tenon: dot: the left operand does not have the axis
  (void)transformer_block<norm, self<3>, mlp, tenon::nn::post_norm>()(heads);  // reject(doubled): tenon: split: a part has the name of an axis that the tensor has already
  (void)transformer_block<norm, self<3>, mlp, tenon::nn::post_norm>()(y);  // reject(names-and-positions): tenon: dot: the left operand has no axis names
  (void)transformer_block<norm, self<3>, mlp, tenon::nn::post_norm>()(doubles);  // reject(value-type): tenon: dot: the operands have different value types
  (void)stack<block<5>, 2>()(longer);  // reject(extent): tenon: dot: an axis that both operands have must be equally long
  (void)stack<block<5>, 2>()(other);  // reject(absent): tenon: dot: the left operand does not have the axis
  (void)stack<block<5>, 2>()(heads);  // reject(doubled): tenon: split: a part has the name of an axis that the tensor has already
  (void)stack<block<5>, 2>()(y);  // reject(names-and-positions): tenon: dot: the left operand has no axis names
  (void)stack<block<5>, 2>()(doubles);  // reject(value-type): tenon: dot: the operands have different value types
  (void)decoder_block<norm, self<4>, across<4>, mlp, tenon::nn::post_norm>()(longer, memory);  // reject(extent): tenon: dot: an axis that both operands have must be equally long
  (void)decoder_block<norm, self<4>, across<4>, mlp, tenon::nn::post_norm>()(other, memory);  // reject(absent): tenon: dot: the left operand does not have the axis
  (void)decoder_block<norm, self<4>, across<4>, mlp, tenon::nn::post_norm>()(heads, memory);  // reject(doubled): tenon: split: a part has the name of an axis that the tensor has already
  (void)decoder_block<norm, self<4>, across<4>, mlp, tenon::nn::post_norm>()(y, memory);  // reject(names-and-positions): tenon: dot: the left operand has no axis names
  (void)decoder_block<norm, self<4>, across<4>, mlp, tenon::nn::post_norm>()(doubles, memory);  // reject(value-type): tenon: dot: the operands have different value types
  (void)multi_head_attention<embed<8>, head<1>, head_dim<4>, of>()(elsewhere);  // reject(absent): tenon: attention: the input lacks the positions that ask
  (void)multi_head_attention<embed<8>, head<1>, head_dim<4>, of>()(keys);  // reject(doubled): tenon: rename: the tensor has an axis of the new name already
  (void)cross_attention<embed<8>, vocab<3>, head<2>, head_dim<4>, of>()(x, short_memory);  // reject(extent): tenon: dot: an axis that both operands have must be equally long
  (void)cross_attention<embed<8>, vocab<3>, head<2>, head_dim<4>, of>()(x, asking);  // reject(absent): tenon: attention: the keys lack the axis of the positions that are asked
}
