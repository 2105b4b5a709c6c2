// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: rms_norm along a name, of a tensor without names
// mistake: The tensor has no names, and the axis is named.
// fix: Count the axis, or give names with `name_axes`.
// law: Named
// error: tenon: rms_norm: the tensor's axes have no names
// error: dim<20>, .*dim<64>
#include <tenon/expr/norm.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::ndtensor<float, 20, 64> x;
#ifdef TENON_EXPECT_ERROR
  auto y = tenon::rms_norm<embed>(x, 1);
#else
  auto y = tenon::rms_norm<-1>(x, 1);
#endif
}
