// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A view where a transpose was meant
// origin: rish-16/tokenlearner-pytorch#1
// what: The attention module wants [token, batch, channel], and the tokens are [batch, token, channel]. A view to
//   the wanted shape, and one back afterwards, make every call succeed on rows of other examples.
// caught-by: names
// fix: Assign, or permute<seq, batch, embed>: names move the elements with them. Most of the time neither is needed,
//   since no operation asks for an order.
// law: SameAxesInOrder
// error: tenon: view: a view borrows memory as it lies
// error: batch<512>
#include <tenon/expr/reshape.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>
#include <tenon/tensor/view.hpp>

using namespace tenon::axes;

int main() {
#if defined(TENON_SPELLED_BY_SIZES)
  tenon::ndtensor<float, 512, 8, 3> tokens;
  tenon::tensor const turned = tenon::reshape<8, 512, 3>(tokens);
#elif defined(TENON_EXPECT_ERROR)
  tenon::tensor<float, batch<512>, seq<8>, embed<3>> tokens;
  tenon::view<float const, seq<8>, batch<512>, embed<3>> turned(tokens);
#else
  tenon::tensor<float, batch<512>, seq<8>, embed<3>> tokens;
  tenon::tensor<float, seq<8>, batch<512>, embed<3>> turned = tokens;  // permutes by name
#endif
}
