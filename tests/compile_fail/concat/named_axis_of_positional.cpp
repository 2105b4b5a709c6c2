// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A name where the tensors have none
// mistake: concat<key> is asked of tensors without names.
// fix: Count the axis, or give names with `name_axes`.
// law: Named
// error: tenon: concat: the tensors' axes have no names
// error: dim<20>, .*dim<64>
#include <tenon/expr/concat.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::ndtensor<float, 20, 64> past;
  tenon::ndtensor<float, 4, 64> now;
#ifdef TENON_EXPECT_ERROR
  auto keys = tenon::concat<key>(past, now);
#else
  auto keys = tenon::concat<0>(past, now);
#endif
}
