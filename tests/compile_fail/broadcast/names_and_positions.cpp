// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A named tensor broadcast to a positional shape
// mistake: The tensor has names, the new shape has none.
// fix: Name the new axes too, or forget the tensor's names with `drop_names`.
// law: SameKind
// error: tenon: broadcast: the tensor has named axes and the new ones have none
// error: embed<64>
// error: dim<20>, .*dim<64>
#include <tenon/expr/broadcast.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, embed<64>> bias;
#ifdef TENON_EXPECT_ERROR
  auto rows = tenon::broadcast<20, 64>(bias);
#else
  auto rows = tenon::broadcast<seq<20>>(bias);
#endif
}
