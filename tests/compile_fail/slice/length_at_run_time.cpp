// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A part of an axis whose length is known only at run time
// mistake: There may be fewer than five positions.
// fix: Pick positions by ids, which are checked when it runs.
// law: LengthsInTypes
// error: tenon: slice: a part is cut out of an axis whose length is in its type
// error: upto<.*seq<512
#include <tenon/expr/slice.hpp>
#include <tenon/expr/take.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, tenon::upto<seq<512>>, embed<64>> x;
  tenon::tensor<int, key<5>> ids;
#ifdef TENON_EXPECT_ERROR
  auto y = tenon::slice<seq, 0, 5>(x);
#else
  auto y = tenon::take<seq>(x, ids);
#endif
}
