// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Named table, ids without names
// mistake: The ids are positional, so the result would have a shape half named.
// fix: Name the ids' axes.
// law: SameKind
// error: tenon: take: the table has named axes and the ids have none
// error: vocab<1000>, .*embed<64>
// error: shape<[^,]*dim<20> ?>
#include <tenon/expr/rename.hpp>
#include <tenon/expr/take.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, vocab<1000>, embed<64>> table;
  tenon::ndtensor<int, 20> ids;
#ifdef TENON_EXPECT_ERROR
  auto x = tenon::take<vocab>(table, ids);
#else
  auto x = tenon::take<vocab>(table, tenon::name_axes<seq>(ids));
#endif
}
