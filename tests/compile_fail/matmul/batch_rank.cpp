// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Batches of different depth
// mistake: The left operand has the batch axes [10, 8], the right one [8]. Only a right operand with two axes serves
//   every batch.
// fix: Repeat the right operand with `broadcast`.
// law: SameRank
// error: tenon: matmul: the operands have different numbers of batch axes
// error: dim<10>, .*dim<8>, .*dim<20>, .*dim<64>
// error: shape<[^,]*dim<8>, [^,]*dim<64>, [^,]*dim<20> ?>
#include <tenon/expr/broadcast.hpp>
#include <tenon/expr/matmul.hpp>
#include <tenon/tensor/tensor.hpp>

int main() {
  tenon::ndtensor<float, 10, 8, 20, 64> q;
  tenon::ndtensor<float, 8, 64, 20> k;
#ifdef TENON_EXPECT_ERROR
  auto scores = tenon::matmul(q, k);
#else
  auto scores = tenon::matmul(q, tenon::broadcast<10, 8, 64, 20>(k));
#endif
}
