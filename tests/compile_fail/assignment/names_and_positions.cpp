// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A tensor without names stored in one with names
// mistake: Data that came without names is assigned to a tensor that has them. Nothing says which axis is which, and
//   equal lengths would not prove it.
// fix: Say it once, with `name_axes`, where the data enters.
// law: SameKind
// error: tenon: assignment: one side has named axes and the other has none
// error: dim<20>, .*dim<64>
// error: seq<20>, .*embed<64>
#include <tenon/expr/rename.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::ndtensor<float, 20, 64> data;
#ifdef TENON_EXPECT_ERROR
  tenon::tensor<float, seq<20>, embed<64>> x = data;
#else
  tenon::tensor<float, seq<20>, embed<64>> x = tenon::name_axes<seq, embed>(data);
#endif
}
