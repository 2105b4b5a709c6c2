// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A result that cannot be written
// mistake: evaluate_into is given a view that only reads.
// fix: Give it memory that may be written.
// law: Writable
// error: tenon: evaluate_into: the result cannot be written
// error: const float|float const
#include <tenon/eval.hpp>
#include <tenon/expr/operators.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>
#include <tenon/tensor/view.hpp>

using namespace tenon::axes;

int main() {
  static float memory[1280];
  tenon::tensor<float, seq<20>, embed<64>> x;
  auto e = x * 2;
  static tenon::workspace_for<decltype(e)> workspace;
#ifdef TENON_EXPECT_ERROR
  tenon::view<float const, seq<20>, embed<64>> out(memory);
  tenon::evaluate_into(out, e, workspace);
#else
  tenon::view<float, seq<20>, embed<64>> out(memory);
  tenon::evaluate_into(out, e, workspace);
#endif
}
