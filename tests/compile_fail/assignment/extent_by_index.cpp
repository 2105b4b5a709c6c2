// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: An axis of another length, without names
// mistake: A positional result [20, 64] is stored as [64, 20]. Without names nothing is permuted by itself.
// fix: Store it as it is, or transpose it.
// law: SameExtentAt
// error: tenon: assignment: the axes with this index have different lengths
// error: dim<20>, .*dim<64>
// error: dim<64>, .*dim<20>
// error(clang): 20 == 64
#include <tenon/expr/matmul.hpp>
#include <tenon/expr/permute.hpp>
#include <tenon/tensor/tensor.hpp>

int main() {
  tenon::ndtensor<float, 20, 8> a;
  tenon::ndtensor<float, 8, 64> b;
#ifdef TENON_EXPECT_ERROR
  tenon::ndtensor<float, 64, 20> y = tenon::matmul(a, b);
#else
  tenon::ndtensor<float, 64, 20> y = tenon::transpose(tenon::matmul(a, b));
#endif
}
