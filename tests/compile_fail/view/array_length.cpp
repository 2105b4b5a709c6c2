// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A view of an array of another length
// mistake: The array has 1000 elements, the view 1280; it would read past the end.
// fix: The array must have as many elements as the view.
// law: ValueCount
// error: tenon: view: the array has not as many elements as the view
// error: seq<20>, .*embed<64>
// error: 1280 == 1000|Values = 1000
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>
#include <tenon/tensor/view.hpp>

using namespace tenon::axes;

int main() {
#ifdef TENON_EXPECT_ERROR
  static float memory[1000];
  tenon::view<float, seq<20>, embed<64>> x(memory);
#else
  static float memory[1280];
  tenon::view<float, seq<20>, embed<64>> x(memory);
#endif
}
