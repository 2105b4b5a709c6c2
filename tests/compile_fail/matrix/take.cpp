// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// operations: take
// not-applicable(rank): the axes of the ids stand where the axis stood, whatever their number and lengths
// not-applicable(extent): the axes of the ids stand where the axis stood, whatever their number and lengths
#include <tenon/expr/position.hpp>
#include <tenon/expr/take.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;
using tenon::ndtensor;
using tenon::tensor;

// Every mistake on a line of its own.
// clang-format off
int main() {
  tensor<float, vocab<9>, embed<8>> table;
  tensor<int, batch<2>, seq<4>> ids;
  tensor<int, embed<8>> clashing;
  ndtensor<float, 9, 8> rows;
  ndtensor<int, 4> places;
  tensor<float, seq<4>> fractions;
  tensor<bool, seq<4>> truths;
  (void)tenon::take<vocab>(table, ids);
  (void)tenon::take<0>(rows, places);

  (void)tenon::take<key>(table, ids);  // reject(absent): tenon: take: the tensor does not have this axis
  (void)tenon::take<2>(rows, places);  // reject(absent): tenon: take: there is no axis with this index
  (void)tenon::take<vocab>(table, clashing);  // reject(doubled): tenon: take: the ids have an axis that the table has too
  (void)tenon::take<vocab>(rows, ids);  // reject(names-and-positions): tenon: take: the tensor's axes have no names
  (void)tenon::take<0>(table, places);  // reject(names-and-positions): tenon: take: the table's axes have names
  (void)tenon::take<vocab>(table, places);  // reject(names-and-positions): tenon: take: the table has named axes and the ids have none
  (void)tenon::take<0>(rows, ids);  // reject(names-and-positions): tenon: take: the table has named axes and the ids have none
  (void)tenon::take<vocab>(table, fractions);  // reject(value-type): tenon: take: ids must be integers
  (void)tenon::take<vocab>(table, truths);  // reject(value-type): tenon: take: ids must be integers

  (void)tenon::take<vocab>(table, tenon::position<seq>());  // reject(absent): tenon: take: an operand is still free in an axis
  (void)tenon::take<0>(rows, tenon::position<0>());  // reject(absent): tenon: take: an operand is still free in an axis
  (void)tenon::take<vocab>(tenon::position<seq>(), ids);  // reject(absent): tenon: take: an operand is still free in an axis
}
