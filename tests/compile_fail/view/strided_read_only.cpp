// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A strided view of constant memory written to
// mistake: The memory may only be read.
// fix: View memory that may be written.
// law: Writable
// error: tenon: strided_view: this view only reads
// error: const float|float const
#include <tenon/expr/operators.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>
#include <tenon/tensor/view.hpp>

using namespace tenon::axes;

int main() {
  static float memory[1280];
#ifdef TENON_EXPECT_ERROR
  tenon::strided_view<float const, tenon::strides<1, 20>, seq<20>, embed<64>> x(memory);
  x = x * 2;
#else
  tenon::strided_view<float, tenon::strides<1, 20>, seq<20>, embed<64>> x(memory);
  x = x * 2;
#endif
}
