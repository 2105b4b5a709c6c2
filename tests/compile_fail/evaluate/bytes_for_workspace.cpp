// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Some memory in place of a workspace
// mistake: A buffer of bytes, as long as the plan says, is given as the workspace.
// fix: Use the type that is made for the expression: it is aligned, and its size is checked.
// law: WorkspaceGiven
// error: tenon: evaluate_into: the memory must be a workspace
// error: std::vector<|Memory&
#include <vector>

#include <tenon/eval.hpp>
#include <tenon/expr/softmax.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, key<20>> x;
  tenon::tensor<float, seq<20>, key<20>> out;
  auto e = tenon::softmax<key>(x);
#ifdef TENON_EXPECT_ERROR
  std::vector<std::byte> memory(tenon::plan_of<decltype(e)>::workspace_bytes);
  tenon::evaluate_into(out, e, memory);
#else
  tenon::workspace_for<decltype(e)> memory;
  tenon::evaluate_into(out, e, memory);
#endif
}
