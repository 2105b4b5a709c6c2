// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: log_softmax along a name, of a tensor without names
// mistake: The scores have no names, and the axis is named.
// fix: Count the axis, or give names with `name_axes`.
// law: Named
// error: tenon: log_softmax: the tensor's axes have no names
// error: dim<20>, .*dim<20>
#include <tenon/expr/softmax.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::ndtensor<float, 20, 20> scores;
#ifdef TENON_EXPECT_ERROR
  auto weights = tenon::log_softmax<key>(scores);
#else
  auto weights = tenon::log_softmax<-1>(scores);
#endif
}
