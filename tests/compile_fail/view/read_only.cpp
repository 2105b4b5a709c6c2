// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A view of constant memory written to
// mistake: The view reads memory that belongs to somebody else, and is assigned to.
// fix: Write into a tensor, or view memory that may be written.
// law: Writable
// error: tenon: view: this view only reads
// error: const float|float const
#include <tenon/expr/operators.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>
#include <tenon/tensor/view.hpp>

using namespace tenon::axes;

int main() {
  static float memory[1280];
#ifdef TENON_EXPECT_ERROR
  tenon::view<float const, seq<20>, embed<64>> x(memory);
  x = x * 2;
#else
  tenon::view<float, seq<20>, embed<64>> x(memory);
  x = x * 2;
#endif
}
