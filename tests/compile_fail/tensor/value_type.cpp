// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A tensor of const values
// mistake: The tensor owns its values and must write them; only a view may be of const values.
// fix: Make the tensor const, or borrow the memory with `view<float const, ...>`.
// law: ValueType
// error: tenon: tensor: the value type comes first and must be a number or bool, not const
// error: const float|float const
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
#ifdef TENON_EXPECT_ERROR
  tenon::tensor<float const, seq<20>> x;
#else
  tenon::tensor<float, seq<20>> const x;
#endif
}
