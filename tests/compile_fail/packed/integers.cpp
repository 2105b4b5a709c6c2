// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Packed integers
// mistake: A table of integers is packed, as if a product could read it.
// fix: Convert it while it is packed; or leave a table that is only looked up as it is.
// law: Floating
// error: tenon: packed: products are defined for float and double
// error: int
#include <tenon/expr/elementwise.hpp>
#include <tenon/expr/packed.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<int, embed<64>, hidden<100>> table;
#ifdef TENON_EXPECT_ERROR
  tenon::packed const weights(table);
#else
  tenon::packed const weights(tenon::cast<float>(table));
#endif
}
