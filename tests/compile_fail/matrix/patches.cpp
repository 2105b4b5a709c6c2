// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// operations: patches
// not-applicable(rank): the layer names its axes, so a missing one is absent
// not-applicable(value-type): any value can be moved
#include <tenon/nn/patches.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;
using tenon::ndtensor;
using tenon::tensor;
using tenon::nn::patches;

template <std::size_t N>
struct channel : tenon::axis<channel, N> {};
template <std::size_t N>
struct row : tenon::axis<row, N> {};
template <std::size_t N>
struct column : tenon::axis<column, N> {};

// Every mistake on a line of its own.
// clang-format off
int main() {
  tensor<float, batch<2>, channel<3>, row<4>, column<6>> x;
  tensor<float, batch<2>, channel<3>, row<5>, column<6>> longer;
  tensor<float, batch<2>, channel<3>, column<6>> flat;
  tensor<float, seq<2>, channel<3>, row<4>, column<6>> a_sequence;
  ndtensor<float, 2, 3, 4, 6> y;
  (void)patches<channel<3>, row<4>, column<6>, seq<6>, embed<12>>()(x);

  (void)patches<channel<3>, row<4>, column<6>, seq<5>, embed<12>>()(x);  // reject(extent): tenon: patches: no square patches cut an image of these lengths
  (void)patches<channel<3>, row<4>, column<6>, seq<6>, embed<12>>()(longer);  // reject(extent): tenon: split: the lengths of the parts must multiply
  (void)patches<channel<3>, row<4>, column<6>, seq<6>, embed<12>>()(flat);  // reject(absent): tenon: split: the tensor does not have this axis
  (void)patches<channel<3>, row<4>, column<6>, seq<6>, embed<12>>()(a_sequence);  // reject(doubled): tenon: merge: the tensor has the new axis already
  (void)patches<channel<3>, row<4>, column<6>, seq<6>, embed<12>>()(y);  // reject(names-and-positions): tenon: split: the tensor's axes have no names
}
