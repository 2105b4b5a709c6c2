// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A model whose members are not listed
// mistake: The struct has its layers, but not the line that tells Hana of them.
// fix: List the members with BOOST_HANA_DEFINE_STRUCT.
// error: tenon: parameters: this is no tensor, and Hana knows no members of it
// error: unlisted
#include <tenon/nn/initialize.hpp>
#include <tenon/nn/linear.hpp>
#include <tenon/shape/axes.hpp>

using namespace tenon::axes;

using layer = tenon::nn::linear<embed<8>, hidden<4>>;

struct unlisted {
  layer first;
};
struct listed {
  BOOST_HANA_DEFINE_STRUCT(listed, (layer, first));
};

int main() {
  unlisted without;
  listed model;
#ifdef TENON_EXPECT_ERROR
  tenon::nn::initialize(without, 1);
#else
  tenon::nn::initialize(model, 1);
#endif
  static_cast<void>(without);
  static_cast<void>(model);
}
