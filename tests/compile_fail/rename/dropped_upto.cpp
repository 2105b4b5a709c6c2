// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Forgetting the name of an axis whose length is known only at run time
// mistake: An axis without a name has nothing but its length, and that is not in the type.
// fix: Keep the names.
// law: SameLengthKind
// error: tenon: drop_names: an axis without a name has its length in its type
// error: upto<.*seq<512
#include <tenon/expr/rename.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, tenon::upto<seq<512>>, embed<64>> x;
#ifdef TENON_EXPECT_ERROR
  auto y = tenon::drop_names(x);
#else
  auto y = tenon::rename<seq, key>(x);
#endif
}
