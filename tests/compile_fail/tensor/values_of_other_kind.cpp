// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Fractions for integers
// mistake: A tensor of ids is given 1.5.
// fix: Give integers, or make the tensor float.
// law: ValuesFit
// error: tenon: tensor: values of another kind than the tensor's
// error: double
// error: int
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
#ifdef TENON_EXPECT_ERROR
  tenon::tensor<int, seq<3>> ids{1, 2.5, 3};
#else
  tenon::tensor<int, seq<3>> ids{1, 2, 3};
#endif
}
