// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A cast to something that is no number
// mistake: A tensor cannot hold values of a class or pointers.
// fix: Cast to a number or to bool.
// law: ValueType
// error: tenon: cast: the value type must be a number or bool
// error: To = const char.|const char \*|'char const \*|evaluated to false
#include <tenon/expr/elementwise.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<int, seq<20>> ids;
#ifdef TENON_EXPECT_ERROR
  auto names = tenon::cast<char const*>(ids);
#else
  auto names = tenon::cast<char>(ids);
#endif
}
