// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Packing weights whose length is known only at run time
// mistake: Weights are packed for products that know how much they sum.
// fix: Give the weights their lengths.
// law: LengthsInTypes
// error: tenon: packed: weights have their lengths in their types
// error: upto<.*embed<64
#include <tenon/expr/packed.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
#ifdef TENON_EXPECT_ERROR
  tenon::packed<float, tenon::upto<embed<64>>, hidden<8>> w(0);
#else
  tenon::packed<float, embed<64>, hidden<8>> w(tenon::tensor<float, embed<64>, hidden<8>>{});
#endif
}
