// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Batch axes of different lengths
// mistake: 8 heads of queries meet 2 heads of keys.
// fix: Repeat the keys' heads, or group the queries' heads, so that the batch axes agree.
// law: SameExtentAt
// error: tenon: matmul: the batch axes with this index have different lengths
// error: dim<8>, .*dim<20>, .*dim<64>
// error: dim<2>, .*dim<64>, .*dim<20>
// error(clang): 8 == 2
#include <tenon/expr/broadcast.hpp>
#include <tenon/expr/matmul.hpp>
#include <tenon/expr/reshape.hpp>
#include <tenon/tensor/tensor.hpp>

int main() {
  tenon::ndtensor<float, 8, 20, 64> q;
  tenon::ndtensor<float, 2, 64, 20> k;
#ifdef TENON_EXPECT_ERROR
  auto scores = tenon::matmul(q, k);
#else
  auto scores =
      tenon::matmul(q, tenon::reshape<8, 64, 20>(tenon::broadcast<2, 4, 64, 20>(tenon::reshape<2, 1, 64, 20>(k))));
#endif
}
