// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A workspace made for another expression
// mistake: The workspace belongs to an elementwise expression, which needs none, and is used for a product.
// fix: Make it for the expression and the result it is used with.
// law: WorkspaceFits
// anchor: workspace
// error: tenon: evaluate_into: the workspace is too small
// error: Given = 0|0 >= [0-9]
#include <tenon/eval.hpp>
#include <tenon/expr/dot.hpp>
#include <tenon/expr/operators.hpp>
#include <tenon/expr/softmax.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, key<20>> x;
  tenon::tensor<float, key<20>, embed<64>> v;
  tenon::tensor<float, seq<20>, embed<64>> out;
  auto doubled = x * 2;
  auto e = tenon::dot<key>(tenon::softmax<key>(doubled), v);
#ifdef TENON_EXPECT_ERROR
  tenon::workspace_for<decltype(doubled)> memory;
  tenon::evaluate_into(out, e, memory);
#else
  tenon::workspace_for<decltype(e), decltype(out)> memory;
  tenon::evaluate_into(out, e, memory);
#endif
}
