// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Layers fuse: what stands around their products is no pass of its own.

#include <tenon/tenon.hpp>

using namespace tenon::axes;
namespace nn = tenon::nn;

template <std::size_t N>
struct inner : tenon::axis<inner, N> {};

using stream = tenon::tensor<float, batch<2>, seq<5>, embed<64>>;
template <class Layer, class... More>
using plan =
    tenon::plan_of<decltype(std::declval<Layer const&>()(std::declval<stream const&>(), std::declval<More>()...))>;

// Bias, activation and dropout in the epilogues of two products, one value stored between them.
using plain = plan<nn::feed_forward<embed<64>, inner<256>, nn::gelu>>;
static_assert(plain::steps == 2 && plain::temporaries == 1);
// The gate and its factor are products of one type, so each is stored, in case they are one value; then the last
// product.
using gated = plan<nn::gated_feed_forward<embed<64>, inner<256>>>;
static_assert(gated::steps <= 4 && gated::uses<tenon::kernel::gemm>);
// A layer that normalizes first: the rows, then the products.
using sequence = plan<nn::sequential<nn::rms_norm<embed<64>>, nn::linear<embed<64>, inner<256>>, nn::silu>>;
static_assert(sequence::steps == 2 && sequence::uses<tenon::kernel::rows>);
// Both orders of weights cost the same products.
using in_out = plan<nn::dense<embed<64>, inner<256>>>;
using out_in = plan<nn::linear<embed<64>, inner<256>>>;
static_assert(in_out::steps == 1 && out_in::steps == 1 && in_out::flops == out_in::flops);
// Dropout with a seed is part of the product before it; without one it is nothing.
static_assert(plan<nn::dropout, std::uint64_t>::steps == 1 && plan<nn::dropout, std::uint64_t>::temporaries == 0);
// Two axes as one: views, and one pass.
using both = plan<nn::layer_norm<seq<5>, embed<64>>>;
static_assert(both::steps == 1 && both::temporaries == 0);
