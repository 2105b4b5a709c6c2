// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A reshape to another number of elements
// mistake: 20 times 512 is 10240, and 20 times 8 times 60 is 9600.
// fix: The new lengths must multiply to as many elements.
// law: SameSize
// error: tenon: reshape: the new shape must have as many elements as the old one
// error: dim<20>, .*dim<512>
// error: dim<20>, .*dim<8>, .*dim<60>
// error(clang): 10240 == 9600
#include <tenon/expr/reshape.hpp>
#include <tenon/tensor/tensor.hpp>

int main() {
  tenon::ndtensor<float, 20, 512> q;
#ifdef TENON_EXPECT_ERROR
  auto heads = tenon::reshape<20, 8, 60>(q);
#else
  auto heads = tenon::reshape<20, 8, 64>(q);
#endif
}
