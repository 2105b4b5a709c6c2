// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A mask does not hide the mistake
// mistake: As above, with a mask and a cast in between: what both factors share is remembered through elementwise
//   operations, `where`, `cast`, `rename`, `split` and `permute`.
// fix: Rename the keys' positions before the product. If pairing each position with itself is meant, wrap the weights
//   in `unchecked`.
// law: MixesPositions
// error: tenon: dot: both factors of these scores have the axis that is summed here
// error: shape<[^,]*seq<20> ?>
#include <tenon/expr/dot.hpp>
#include <tenon/expr/materialize.hpp>
#include <tenon/expr/position.hpp>
#include <tenon/expr/rename.hpp>
#include <tenon/expr/softmax.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, head_dim<64>> q;
  tenon::tensor<float, seq<20>, head_dim<64>> k;
  tenon::tensor<float, seq<20>, head_dim<64>> v;
  auto scores = tenon::where(tenon::position<seq>() < 12, tenon::dot<head_dim>(q, k), -1e9F);
#ifdef TENON_EXPECT_ERROR
  auto mixed = tenon::dot<seq>(tenon::softmax<seq>(scores), v);
#else
  auto mixed = tenon::dot<seq>(tenon::unchecked(tenon::softmax<seq>(scores)), v);
#endif
}
