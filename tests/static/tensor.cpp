// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Tensors and views: construction, conversion, constant evaluation.

#include <type_traits>
#include <vector>

#include <tenon/expr/capture.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/make.hpp>
#include <tenon/tensor/view.hpp>

using namespace tenon;
using namespace tenon::axes;

using matrix = tensor<float, seq<2>, embed<3>>;

static_assert(std::is_same_v<ndtensor<float, 2, 3>, tensor<float, dim<2>, dim<3>>>);
static_assert(std::is_same_v<shape_of<matrix const&>, shape<seq<2>, embed<3>>>);
static_assert(Expression<matrix> && Expression<view<float const, seq<2>>> && Expression<ill_formed> &&
              !Expression<int>);
static_assert(Expression<strided_view<float, strides<1>, seq<2>>>);

// Values: listed, by rows, by blocks; zero when none are given.
constexpr matrix listed{1, 2, 3, 4, 5, 6};
static_assert(listed(1, 0) == 4 && listed.at(0, 2) == 3 && listed.size() == 6);
constexpr matrix rows{{1, 2, 3}, {4, 5, 6}};
static_assert(rows(1, 2) == 6);
constexpr tensor<int, batch<2>, seq<2>, embed<2>> blocks{{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}};
static_assert(blocks(1, 0, 1) == 6);
static_assert(matrix()(1, 1) == 0);
static_assert(tensor<float>(3.0f)() == 3.0f);
static_assert(tensor<bool, seq<2>>{true, false}(0));
static_assert(iota<int, seq<4>>()(3) == 3 && full<float, seq<2>>(0.5f)(1) == 0.5f && zeros<double, seq<2>>()(1) == 0);
static_assert(std::is_same_v<decltype(zeros<matrix>()), matrix> &&
              std::is_same_v<decltype(zeros<float, shape<seq<2>, embed<3>>>()), matrix>);
static_assert(std::is_constructible_v<matrix, std::span<float const>> &&
              !std::is_convertible_v<std::span<float const>, matrix>);

// A rank-0 tensor is its value.
static_assert(std::is_convertible_v<tensor<float>, float> && !std::is_convertible_v<matrix, float>);
static_assert(float(tensor<float>(3.0f)) == 3.0f);

// Class template arguments come from the expression.
static_assert(std::is_same_v<decltype(tensor(listed)), matrix>);
static_assert(std::is_same_v<decltype(tensor(view<float const, seq<2>, embed<3>>(nullptr))), matrix>);
static_assert(std::is_same_v<decltype(tensor(ill_formed{})), tensor<float, ill_formed>>);

// Views read or write, and never become writing ones again.
static_assert(std::is_convertible_v<matrix&, view<float, seq<2>, embed<3>>>);
static_assert(std::is_convertible_v<matrix const&, view<float const, seq<2>, embed<3>>>);
static_assert(!std::is_convertible_v<matrix const&, view<float, seq<2>, embed<3>>>);
static_assert(std::is_convertible_v<view<float, seq<2>>, view<float const, seq<2>>>);
static_assert(!std::is_convertible_v<view<float const, seq<2>>, view<float, seq<2>>>);
static_assert(std::is_constructible_v<view<float const, seq<2>>, std::vector<float>&>);
static_assert(std::is_constructible_v<view<float, seq<2>>, float*> &&
              !std::is_constructible_v<view<float, seq<2>>, float const*>);
static_assert(sizeof(view<float, seq<2>>) == sizeof(float*));

// Small tensors are inside the object, large ones are not.
static_assert(sizeof(tensor<float, seq<256>>) == 1024 && sizeof(tensor<float, seq<257>>) == sizeof(void*));
static_assert(std::is_nothrow_move_constructible_v<tensor<float, seq<1000>>>);

// How operands enter a node.
static_assert(std::is_same_v<detail::captured<matrix&>, node::borrowed<float, shape<seq<2>, embed<3>>, strides<3, 1>>>);
static_assert(std::is_same_v<detail::captured<matrix const&>, detail::captured<matrix&>>);
static_assert(std::is_same_v<detail::captured<matrix>, node::held<float, seq<2>, embed<3>>>);
static_assert(
    std::is_same_v<detail::captured<view<float const, seq<2>>>, node::borrowed<float, shape<seq<2>>, strides<1>>>);
static_assert(std::is_same_v<detail::captured<strided_view<float, strides<7>, seq<2>>>,
                             node::borrowed<float, shape<seq<2>>, strides<7>>>);
static_assert(sizeof(node::borrowed<float, shape<seq<2>>, strides<1>>) == sizeof(float*));

// Numbers take the value type of the tensor beside them; integers too large for it become the largest.
static_assert(detail::scalar_cast<int>(std::size_t{1} << 40) == 2147483647 && detail::scalar_cast<float>(2) == 2.0f);
