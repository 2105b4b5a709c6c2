// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Positions counted along the batch
// origin: AkiRusProd/numpy-transformer#1
// what: The table of position encodings is [position, 1, width] and is cut to x.shape[0] rows, as for sequences that
//   come first; but here the batch comes first. Broadcasting then gives every token of an example one and the same
//   encoding, that of the example's number.
// caught-by: names
// fix: Cut the table to the length of the sequence. A table over positions has nowhere to go but along the
//   positions.
// law: SameExtentIn
// error: tenon: elementwise operation: an axis has different lengths in the two operands
// error: seq<10>
#include <tenon/expr/broadcast.hpp>
#include <tenon/expr/operators.hpp>
#include <tenon/expr/slice.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
#if defined(TENON_SPELLED_BY_SIZES)
  tenon::ndtensor<float, 4, 10, 16> x;  // batch, position, width
  tenon::ndtensor<float, 50, 1, 16> encoding;
  tenon::tensor const y = x + tenon::broadcast<4, 10, 16>(tenon::slice<0, 0, 4>(encoding));
#elif defined(TENON_EXPECT_ERROR)
  tenon::tensor<float, batch<4>, seq<10>, embed<16>> x;
  tenon::tensor<float, seq<50>, embed<16>> encoding;
  tenon::tensor const y = x + tenon::slice<seq, 0, 4>(encoding);
#else
  tenon::tensor<float, batch<4>, seq<10>, embed<16>> x;
  tenon::tensor<float, seq<50>, embed<16>> encoding;
  tenon::tensor const y = x + tenon::slice<seq, 0, 10>(encoding);
#endif
}
