// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Tensors compared that have other axes
// mistake: A result over seq is compared with an expected one over key.
// fix: Rename the axis if both mean the same.
// law: SameAxes
// error: tenon: assignment: the expression has other axes than the tensor
// error: shape<[^,]*seq<20> ?>
// error: shape<[^,]*key<20> ?>
#include <tenon/expr/all_close.hpp>
#include <tenon/expr/rename.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>> result;
  tenon::tensor<float, key<20>> expected;
#ifdef TENON_EXPECT_ERROR
  bool const same = tenon::all_close(result, expected);
#else
  bool const same = tenon::all_close(result, tenon::rename<key, seq>(expected));
#endif
}
