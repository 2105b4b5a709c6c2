// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// operations: view strided_view
#include <tenon/expr/operators.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>
#include <tenon/tensor/view.hpp>

using namespace tenon::axes;
using tenon::dim;
using tenon::ndtensor;
using tenon::tensor;

// Every mistake on a line of its own.
// clang-format off
int main() {
  tensor<float, seq<4>, embed<8>> x;
  tensor<float, seq<4>> row;
  tensor<float, seq<4>, embed<9>> longer;
  tensor<float, seq<4>, hidden<8>> other;
  ndtensor<float, 4, 8> counted;
  float memory[32];
  using tenon::strided_view;
  using tenon::strides;
  using tenon::view;
  view<float, seq<4>, embed<8>> fine(x);

  view<float, seq<4>, embed<8>> less(row);  // reject(rank): tenon: view: a view borrows memory as it lies
  view<float, seq<4>, embed<8>> shorter(longer);  // reject(extent): tenon: view: a view borrows memory as it lies
  view<float, seq<4>, embed<9>> more(memory);  // reject(extent): tenon: view: the array has not as many elements as the view
  view<float, seq<0>> empty(memory + 0);  // reject(extent): tenon: view: an axis has length 0
  view<float, seq<4>, embed<8>> without(other);  // reject(absent): tenon: view: a view borrows memory as it lies
  view<float, seq<4>, seq<8>> twice(memory + 0);  // reject(doubled): tenon: view: an axis occurs twice
  view<float, seq<4>, embed<8>> named(counted);  // reject(names-and-positions): tenon: view: a view borrows memory as it lies
  view<float, seq<4>, dim<8>> mixed(memory + 0);  // reject(names-and-positions): tenon: view: some axes have names and some are dim<N>

  struct money {};
  money coins[4];
  view<money, seq<4>> purse(coins + 0);  // reject(value-type): tenon: view: the value type must be a number or bool
  view<float const, seq<4>, embed<8>> reader(x); reader = x + x;  // reject(value-type): tenon: view: this view only reads

  strided_view<float, strides<8>, seq<4>, embed<8>> one_stride(memory);  // reject(rank): tenon: strided_view: give one stride for each axis
  strided_view<float, strides<8, 1>, seq<4>, embed<0>> nothing(memory);  // reject(extent): tenon: strided_view: an axis has length 0
  strided_view<float, strides<8, 1>, seq<4>, embed<8>> columns(memory); columns = other + other;  // reject(absent): tenon: assignment: the expression has other axes
  strided_view<float, strides<8, 1>, seq<4>, seq<8>> again(memory);  // reject(doubled): tenon: strided_view: an axis occurs twice
  strided_view<float, strides<8, 1>, seq<4>, dim<8>> both(memory);  // reject(names-and-positions): tenon: strided_view: some axes have names and some are dim<N>
  strided_view<money, strides<1>, seq<4>> pockets(coins);  // reject(value-type): tenon: strided_view: the value type must be a number or bool
  strided_view<float const, strides<8, 1>, seq<4>, embed<8>> fixed(memory); fixed = x + x;  // reject(value-type): tenon: strided_view: this view only reads
}
