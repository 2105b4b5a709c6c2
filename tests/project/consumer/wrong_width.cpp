// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Weights that were made for another width than the model's.
#include <tenon/tenon.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<20>, embed<64>> x;
  tenon::tensor<float, embed<64>, hidden<128>> weights;
  tenon::tensor<float, embed<48>, hidden<128>> narrow_weights;
#ifdef TENON_EXPECT_ERROR
  auto y = tenon::dot<embed>(x, narrow_weights);
#else
  auto y = tenon::dot<embed>(x, weights);
#endif
}
