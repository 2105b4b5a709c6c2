// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// The value type and the shape of the result of every operation.

#include <tenon/expr/broadcast.hpp>
#include <tenon/expr/concat.hpp>
#include <tenon/expr/dot.hpp>
#include <tenon/expr/elementwise.hpp>
#include <tenon/expr/materialize.hpp>
#include <tenon/expr/matmul.hpp>
#include <tenon/expr/norm.hpp>
#include <tenon/expr/permute.hpp>
#include <tenon/expr/position.hpp>
#include <tenon/expr/reduce.hpp>
#include <tenon/expr/rename.hpp>
#include <tenon/expr/reshape.hpp>
#include <tenon/expr/slice.hpp>
#include <tenon/expr/softmax.hpp>
#include <tenon/expr/split.hpp>
#include <tenon/expr/take.hpp>
#include <tenon/shape/axes.hpp>

using namespace tenon;
using namespace tenon::axes;

namespace result_types {

template <class E, class T, class... Axes>
inline constexpr bool gives = std::is_same_v<value_of<E>, T>&& std::is_same_v<shape_of<E>, shape<Axes...>>;
#define GIVES(expression, ...) static_assert(gives<decltype(expression), __VA_ARGS__>)

extern tensor<float, batch<2>, seq<3>, embed<4>> x;
extern tensor<double, seq<3>> d;
extern tensor<float, embed<4>> bias;
extern tensor<float, embed<4>, hidden<6>> kernel;
extern tensor<int, batch<2>> lengths;
extern tensor<float, head<8>> slope;
extern ndtensor<float, 2, 3, 4> y;
extern ndtensor<float, 4, 5> w;

// Elementwise: the larger shape, in its order; comparisons give truths.
GIVES(x + bias, float, batch<2>, seq<3>, embed<4>);
GIVES(bias + x, float, batch<2>, seq<3>, embed<4>);
GIVES(x * 2, float, batch<2>, seq<3>, embed<4>);
GIVES(1 - d, double, seq<3>);
GIVES(-x, float, batch<2>, seq<3>, embed<4>);
GIVES(x < 0.5, bool, batch<2>, seq<3>, embed<4>);
GIVES(!(x < 0) || x == x, bool, batch<2>, seq<3>, embed<4>);
GIVES(where(x > 0, x, bias), float, batch<2>, seq<3>, embed<4>);
GIVES(where(d > 0, 1, 0.5f), float, seq<3>);
GIVES(cast<int>(d), int, seq<3>);
GIVES(map([](auto a, auto b) { return a < b; }, x, 0), bool, batch<2>, seq<3>, embed<4>);
GIVES(clamp(gelu(exp(x)), -1, 1), float, batch<2>, seq<3>, embed<4>);
GIVES(pow(2.0f, x), float, batch<2>, seq<3>, embed<4>);
GIVES(maximum(lengths, 1), int, batch<2>);

// Products.
GIVES((dot<embed>(x, kernel)), float, batch<2>, seq<3>, hidden<6>);
GIVES((dot<embed>(kernel, x)), float, hidden<6>, batch<2>, seq<3>);
GIVES((dot<batch, embed>(x, x)), float, seq<3>);
GIVES((dot<embed>(x, rename<seq, key>(x))), float, batch<2>, seq<3>, key<3>);
GIVES(dot<embed>(bias, bias), float);
GIVES(matmul(y, w), float, dim<2>, dim<3>, dim<5>);
GIVES(matmul(y, transpose(y)), float, dim<2>, dim<3>, dim<3>);

// Changes of shape.
GIVES((split<embed, head<2>, head_dim<2>>(x)), float, batch<2>, seq<3>, head<2>, head_dim<2>);
GIVES((merge<batch, seq, key>(x)), float, key<6>, embed<4>);
GIVES((merge<seq, embed, embed>(x)), float, batch<2>, embed<12>);
GIVES((rename<seq, key>(x)), float, batch<2>, key<3>, embed<4>);
GIVES((permute<embed, batch, seq>(x)), float, embed<4>, batch<2>, seq<3>);
GIVES((permute<-1, 0, 1>(y)), float, dim<4>, dim<2>, dim<3>);
GIVES((reshape<6, 4>(y)), float, dim<6>, dim<4>);
GIVES((slice<seq, 1, 2>(x)), float, batch<2>, seq<2>, embed<4>);
GIVES((slice<-1, 1, 2>(y)), float, dim<2>, dim<3>, dim<2>);
GIVES((concat<seq>(x, permute<embed, batch, seq>(x))), float, batch<2>, seq<6>, embed<4>);
GIVES((concat<1>(y, y, y)), float, dim<2>, dim<9>, dim<4>);
GIVES((broadcast<head<5>>(bias)), float, head<5>, embed<4>);
GIVES((broadcast<embed<4>, seq<3>>(bias)), float, embed<4>, seq<3>);
GIVES((broadcast<dim<2>, dim<4>, dim<5>>(w)), float, dim<2>, dim<4>, dim<5>);
GIVES((broadcast<2, 4, 5>(w)), float, dim<2>, dim<4>, dim<5>);
GIVES((name_axes<batch, seq, embed>(y)), float, batch<2>, seq<3>, embed<4>);
GIVES((name_axes<batch<2>, seq<3>, embed<4>>(y)), float, batch<2>, seq<3>, embed<4>);
GIVES(drop_names(x), float, dim<2>, dim<3>, dim<4>);

// Reductions and rows.
GIVES(sum<seq>(x), float, batch<2>, embed<4>);
GIVES((mean<seq, embed>(x)), float, batch<2>);
GIVES((max<0, -1>(y)), float, dim<3>);
GIVES(min(x), float);
GIVES(logsumexp<embed>(x), float, batch<2>, seq<3>);
GIVES(argmax<embed>(x), int, batch<2>, seq<3>);
GIVES(argmax(bias), int);
GIVES(softmax<seq>(x), float, batch<2>, seq<3>, embed<4>);
GIVES(log_softmax<-1>(y), float, dim<2>, dim<3>, dim<4>);
GIVES(layer_norm<embed>(x, bias, bias), float, batch<2>, seq<3>, embed<4>);
GIVES(layer_norm<embed>(x, 1.0f, 0.0f, 1e-3), float, batch<2>, seq<3>, embed<4>);
GIVES((rms_norm<-1>(y, ndtensor<float, 4>{})), float, dim<2>, dim<3>, dim<4>);

// Lookup: the axes of ids stand where the axis stood.
GIVES((take<vocab>(tensor<float, vocab<9>, embed<4>>{}, tensor<int, batch<2>, seq<3>>{})), float, batch<2>, seq<3>,
      embed<4>);
GIVES((take<1>(y, ndtensor<int, 7, 8>{})), float, dim<2>, dim<7>, dim<8>, dim<4>);
GIVES(materialize(x), float, batch<2>, seq<3>, embed<4>);
GIVES(unchecked(x), float, batch<2>, seq<3>, embed<4>);

// Positions are free until they meet an axis.
extern tensor<float, batch<2>, head<8>, seq<3>, key<5>> scores;
constexpr auto past = position<key>() <= position<seq>();
static_assert(gives<decltype(past), bool> && decltype(past)::free_axes::size == 2);
GIVES(where(past, scores, -1.0f), float, batch<2>, head<8>, seq<3>, key<5>);
static_assert(decltype(where(past, scores, -1.0f))::free_axes::size == 0);
GIVES(slope* cast<float>(position<key>() - position<seq>()), float, head<8>);
static_assert(decltype(slope * cast<float>(position<key>() - position<seq>()))::free_axes::size == 2);
static_assert(decltype(scores + slope * cast<float>(position<key>() - position<seq>()))::free_axes::size == 0);
static_assert(decltype(tensor<float, seq<3>>{} + cast<float>(position<key>()))::free_axes::size == 1);
static_assert(std::is_same_v<decltype(causal<seq, key>(2)), decltype(position<key>() <= position<seq>() + 2)>);
static_assert(gives<decltype(key_length<key>(lengths)), bool, batch<2>>);
static_assert(gives<decltype(sliding_window<seq, key>(std::size_t{3})), bool>);
static_assert(gives<decltype(causal<1, 2>()), bool>);
GIVES(where(causal<1, 2>(), y, 0.0f), float, dim<2>, dim<3>, dim<4>);
GIVES((broadcast<seq<4>, key<4>>(past)), bool, seq<4>, key<4>);
static_assert(decltype(broadcast<seq<4>, key<4>>(past))::free_axes::size == 0);

// What is broken stays quiet.
static_assert(IllFormed<decltype(softmax<key>(ill_formed{} + x))>);
static_assert(IllFormed<decltype(dot<key>(unchecked(ill_formed{}), scores))>);

}  // namespace result_types
