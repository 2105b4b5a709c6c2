// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// operations: zeros full iota random_normal random_uniform glorot_uniform
// not-applicable(rank): the axes are given, not found
// not-applicable(absent): the axes are given, not found
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/make.hpp>
#include <tenon/tensor/random.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;
using tenon::dim;
using tenon::tensor;

// Every mistake on a line of its own.
// clang-format off
int main() {
  struct money {};

  (void)tenon::zeros<float, seq<11>, embed<8>>();
  (void)tenon::zeros<float, seq<11>, embed<0>>();  // reject(extent): tenon: tensor: an axis has length 0
  (void)tenon::zeros<float, seq<11>, seq<11>>();  // reject(doubled): tenon: tensor: an axis occurs twice
  (void)tenon::zeros<float, seq<11>, dim<8>>();  // reject(names-and-positions): tenon: tensor: some axes have names and some are dim<N>
  (void)tenon::zeros<money, seq<11>>();  // reject(value-type): tenon: tensor: the value type comes first and must be a number or bool

  (void)tenon::full<float, seq<12>, embed<8>>(0);
  (void)tenon::full<float, seq<12>, embed<0>>(0);  // reject(extent): tenon: tensor: an axis has length 0
  (void)tenon::full<float, seq<12>, seq<12>>(0);  // reject(doubled): tenon: tensor: an axis occurs twice
  (void)tenon::full<float, seq<12>, dim<8>>(0);  // reject(names-and-positions): tenon: tensor: some axes have names and some are dim<N>
  (void)tenon::full<int, seq<4>>(0.5);  // reject(value-type): tenon: full: the number would lose its meaning
  (void)tenon::full<float, seq<4>>(true);  // reject(value-type): tenon: full: the number would lose its meaning
  (void)tenon::full<money, seq<12>>(0);  // reject(value-type): tenon: tensor: the value type comes first and must be a number or bool

  (void)tenon::iota<float, seq<13>, embed<8>>();
  (void)tenon::iota<float, seq<13>, embed<0>>();  // reject(extent): tenon: tensor: an axis has length 0
  (void)tenon::iota<float, seq<13>, seq<13>>();  // reject(doubled): tenon: tensor: an axis occurs twice
  (void)tenon::iota<float, seq<13>, dim<8>>();  // reject(names-and-positions): tenon: tensor: some axes have names and some are dim<N>
  (void)tenon::iota<bool, seq<4>>();  // reject(value-type): tenon: iota: counting is not defined for truth values
  (void)tenon::iota<money, seq<13>>();  // reject(value-type): tenon: tensor: the value type comes first and must be a number or bool

  (void)tenon::random_normal<float, seq<14>, embed<8>>(1);
  (void)tenon::random_normal<float, seq<14>, embed<0>>(1);  // reject(extent): tenon: tensor: an axis has length 0
  (void)tenon::random_normal<float, seq<14>, seq<14>>(1);  // reject(doubled): tenon: tensor: an axis occurs twice
  (void)tenon::random_normal<float, seq<14>, dim<8>>(1);  // reject(names-and-positions): tenon: tensor: some axes have names and some are dim<N>
  (void)tenon::random_normal<int, seq<4>>(1);  // reject(value-type): tenon: random_normal: the value type must be float or double
  (void)tenon::random_normal<money, seq<14>>(1);  // reject(value-type): tenon: tensor: the value type comes first and must be a number or bool

  (void)tenon::random_uniform<float, seq<15>, embed<8>>(1);
  (void)tenon::random_uniform<float, seq<15>, embed<0>>(1);  // reject(extent): tenon: tensor: an axis has length 0
  (void)tenon::random_uniform<float, seq<15>, seq<15>>(1);  // reject(doubled): tenon: tensor: an axis occurs twice
  (void)tenon::random_uniform<float, seq<15>, dim<8>>(1);  // reject(names-and-positions): tenon: tensor: some axes have names and some are dim<N>
  (void)tenon::random_uniform<money, seq<15>>(1);  // reject(value-type): tenon: tensor: the value type comes first and must be a number or bool

  (void)tenon::glorot_uniform<float, seq<16>, embed<8>>(1);
  (void)tenon::glorot_uniform<float, seq<16>, embed<0>>(1);  // reject(extent): tenon: tensor: an axis has length 0
  (void)tenon::glorot_uniform<float, seq<16>, seq<16>>(1);  // reject(doubled): tenon: tensor: an axis occurs twice
  (void)tenon::glorot_uniform<float, seq<16>, dim<8>>(1);  // reject(names-and-positions): tenon: tensor: some axes have names and some are dim<N>
  (void)tenon::glorot_uniform<int, seq<4>, embed<8>>(1);  // reject(value-type): tenon: glorot_uniform: the value type must be float or double
}
