// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A strided view of pointers
// mistake: The memory holds pointers.
// fix: A view is of numbers or bool.
// law: ValueType
// error: tenon: strided_view: the value type must be a number or bool
// error: \*
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>
#include <tenon/tensor/view.hpp>

using namespace tenon::axes;

int main() {
#ifdef TENON_EXPECT_ERROR
  static char const* memory[40];
  tenon::strided_view<char const*, tenon::strides<2>, seq<20>> words(memory);
#else
  static int memory[40];
  tenon::strided_view<int, tenon::strides<2>, seq<20>> words(memory);
#endif
}
