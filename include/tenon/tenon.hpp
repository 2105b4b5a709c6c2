// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Everything but the readers of files: shapes, tensors, expressions, evaluation, layers, printing.

#include <tenon/config.hpp>
#include <tenon/fwd.hpp>

#include <tenon/meta/parameters.hpp>

#include <tenon/shape/axes.hpp>
#include <tenon/shape/axis.hpp>
#include <tenon/shape/laws.hpp>
#include <tenon/shape/shape.hpp>
#include <tenon/shape/text.hpp>

#include <tenon/tensor/make.hpp>
#include <tenon/tensor/random.hpp>
#include <tenon/tensor/tensor.hpp>
#include <tenon/tensor/view.hpp>

#include <tenon/expr/all_close.hpp>
#include <tenon/expr/broadcast.hpp>
#include <tenon/expr/concat.hpp>
#include <tenon/expr/dot.hpp>
#include <tenon/expr/elementwise.hpp>
#include <tenon/expr/materialize.hpp>
#include <tenon/expr/matmul.hpp>
#include <tenon/expr/norm.hpp>
#include <tenon/expr/operators.hpp>
#include <tenon/expr/packed.hpp>
#include <tenon/expr/permute.hpp>
#include <tenon/expr/position.hpp>
#include <tenon/expr/reduce.hpp>
#include <tenon/expr/rename.hpp>
#include <tenon/expr/reshape.hpp>
#include <tenon/expr/slice.hpp>
#include <tenon/expr/softmax.hpp>
#include <tenon/expr/split.hpp>
#include <tenon/expr/take.hpp>

#include <tenon/eval.hpp>

#include <tenon/nn/activations.hpp>
#include <tenon/nn/alibi.hpp>
#include <tenon/nn/cross_attention.hpp>
#include <tenon/nn/decoder_block.hpp>
#include <tenon/nn/dense.hpp>
#include <tenon/nn/dropout.hpp>
#include <tenon/nn/embedding.hpp>
#include <tenon/nn/feed_forward.hpp>
#include <tenon/nn/generic.hpp>
#include <tenon/nn/heads.hpp>
#include <tenon/nn/initialize.hpp>
#include <tenon/nn/kv_cache.hpp>
#include <tenon/nn/linear.hpp>
#include <tenon/nn/multi_head_attention.hpp>
#include <tenon/nn/norm.hpp>
#include <tenon/nn/options.hpp>
#include <tenon/nn/patches.hpp>
#include <tenon/nn/rope.hpp>
#include <tenon/nn/scaled_dot_product.hpp>
#include <tenon/nn/self_attention.hpp>
#include <tenon/nn/sequential.hpp>
#include <tenon/nn/stack.hpp>
#include <tenon/nn/summary.hpp>
#include <tenon/nn/transformer_block.hpp>

#include <tenon/io/print.hpp>
