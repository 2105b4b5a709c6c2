// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: One name for two axes
// mistake: Both axes of the scores are called seq.
// fix: The keys need a name of their own.
// law: DistinctAxes
// error: tenon: name_axes: a name is given twice
// error: seq<1>, .*seq<1>
#include <tenon/expr/rename.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::ndtensor<float, 20, 20> data;
#ifdef TENON_EXPECT_ERROR
  auto scores = tenon::name_axes<seq, seq>(data);
#else
  auto scores = tenon::name_axes<seq, key>(data);
#endif
}
