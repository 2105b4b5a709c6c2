// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A view of pointers
// mistake: The memory holds pointers, and the view would have to calculate with them.
// fix: A view is of numbers or bool.
// law: ValueType
// error: tenon: view: the value type must be a number or bool
// error: \*
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>
#include <tenon/tensor/view.hpp>

using namespace tenon::axes;

int main() {
#ifdef TENON_EXPECT_ERROR
  static char const* memory[20];
  tenon::view<char const*, seq<20>> words(memory);
#else
  static int memory[20];
  tenon::view<int, seq<20>> words(memory);
#endif
}
