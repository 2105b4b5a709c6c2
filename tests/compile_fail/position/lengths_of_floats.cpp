// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Lengths stored as floats
// mistake: The lengths of the examples were loaded as floats.
// fix: Cast them to int.
// law: Integer
// error: tenon: key_length: the length must be an integer
// error: float
#include <tenon/expr/position.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, batch<10>> lengths;
#ifdef TENON_EXPECT_ERROR
  auto exists = tenon::key_length<key>(lengths);
#else
  auto exists = tenon::key_length<key>(tenon::cast<int>(lengths));
#endif
}
