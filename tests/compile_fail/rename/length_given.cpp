// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: rename of an axis with a length
// mistake: Both names are written with a length, but a name is all that changes.
// fix: Write the name alone; its length is the tensor's.
// law: NamesAlone
// error: tenon: rename: name the axis without its length
// error: seq<20>
#include <tenon/expr/rename.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, embed<64>> x;
#ifdef TENON_EXPECT_ERROR
  auto keys = tenon::rename<seq<20>, key<20>>(x);
#else
  auto keys = tenon::rename<seq, key>(x);
#endif
}
