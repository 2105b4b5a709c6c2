// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: An embedding that is not told its features
// mistake: A table of rows by id has two axes, the ids and the features of a row.
// fix: Say both.
// error: tenon: layer: a layer of this kind takes another number of axes
// error: vocab<100>
#include <tenon/nn/embedding.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  tenon::tensor<int, seq<20>> ids;
#ifdef TENON_EXPECT_ERROR
  tenon::nn::embedding<vocab<100>> table(1);
  tenon::tensor y = table(ids);
#else
  tenon::nn::embedding<vocab<100>, embed<64>> table(1);
  tenon::tensor y = table(ids);
#endif
}
