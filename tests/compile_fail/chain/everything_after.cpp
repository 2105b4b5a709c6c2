// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: One mistake, one error, whatever follows
// mistake: Tensors of different axes are added, and a whole program goes on with the result. The result of a broken
//   law absorbs every operation, so that the first mistake stays the only error.
// fix: Rename the axis if both mean the same.
// law: Aligns
// error: tenon: elementwise operation: the axes of one operand must all occur in the other
// error: shape<[^,]*seq<20> ?>
// error: shape<[^,]*key<20> ?>
#include <iostream>

#include <tenon/eval.hpp>
#include <tenon/expr/all_close.hpp>
#include <tenon/expr/concat.hpp>
#include <tenon/expr/dot.hpp>
#include <tenon/expr/elementwise.hpp>
#include <tenon/expr/materialize.hpp>
#include <tenon/expr/norm.hpp>
#include <tenon/expr/permute.hpp>
#include <tenon/expr/position.hpp>
#include <tenon/expr/reduce.hpp>
#include <tenon/expr/rename.hpp>
#include <tenon/expr/slice.hpp>
#include <tenon/expr/softmax.hpp>
#include <tenon/expr/split.hpp>
#include <tenon/expr/take.hpp>
#include <tenon/io/print.hpp>
#include <tenon/nn/dense.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>> a;
  tenon::tensor<float, key<20>> b;
#ifdef TENON_EXPECT_ERROR
  auto sum = a + b;
#else
  auto sum = a + tenon::rename<key, seq>(b);
#endif
  auto chosen = tenon::where(sum > 0 && !(sum == a), tenon::clamp(-sum, 0, 1), 1.0F);
  auto normal = tenon::layer_norm<seq>(tenon::map([](float x) { return x / 2; }, chosen), a, 0);
  auto parts = tenon::split<seq, head<4>, head_dim<5>>(tenon::softmax<seq>(normal));
  auto turned = tenon::permute<head_dim, head>(tenon::materialize(parts));
  auto product = tenon::dot<head>(turned, tenon::rename<head_dim, embed>(parts));
  tenon::nn::dense<embed<5>, hidden<3>> layer;
  auto made = tenon::concat<head_dim>(layer(product), tenon::slice<head_dim, 0, 2>(layer(product)));
  tenon::tensor<float, head_dim<7>, hidden<3>> result = made;
  result = tenon::evaluate<tenon::unfused>(made);
  tenon::tensor stored = made * 2;
  tenon::view seen = stored;
  seen = made;
  for (float& value : stored) value += stored(0, 1) + stored.at(1, 0) + *stored.data();
  static tenon::workspace_for<decltype(made)> memory;
  tenon::evaluate_into(result, made, memory);
  float const total = tenon::sum(made) + tenon::max(stored);
  auto ids = tenon::argmax<hidden>(stored);
  tenon::tensor rows = tenon::take<head_dim>(stored, tenon::rename<head_dim, key>(ids));
  std::cout << tenon::describe(made) << seen << rows.size() << total << tenon::plan_of<decltype(made)>::steps << '\n';
  if (tenon::all_close(made, stored, 1e-5)) return 1;
}
