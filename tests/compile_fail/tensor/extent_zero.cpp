// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: An axis of length 0
// mistake: A length was computed at compile time and came out as 0.
// fix: Every axis has at least one element.
// law: PositiveExtents
// error: tenon: tensor: an axis has length 0
// error: seq<20>, .*head_dim<0>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

constexpr std::size_t width = 64;
constexpr std::size_t heads = 128;

int main() {
#ifdef TENON_EXPECT_ERROR
  tenon::tensor<float, seq<20>, head_dim<width / heads>> x;
#else
  tenon::tensor<float, seq<20>, head_dim<heads / width>> x;
#endif
}
