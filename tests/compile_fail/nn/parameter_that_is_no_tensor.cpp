// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A member that is no parameter
// mistake: The scale is among the members that Hana knows, but no file of weights holds a plain float.
// fix: Leave it out of the list, or make it a tensor without axes.
// error: tenon: parameters: this is no tensor, and Hana knows no members of it
// error: float
#include <tenon/meta/parameters.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

using row = tenon::tensor<float, embed<8>>;

struct all_listed {
  BOOST_HANA_DEFINE_STRUCT(all_listed, (row, gain), (float, scale));
};
struct tensors_listed {
  BOOST_HANA_DEFINE_STRUCT(tensors_listed, (row, gain));
  float scale = 1;
};

int main() {
  auto const use = [](auto const& p) { (void)p.name; };
#ifdef TENON_EXPECT_ERROR
  all_listed layer;
  tenon::for_each_parameter(layer, use);
#else
  tensors_listed layer;
  tenon::for_each_parameter(layer, use);
#endif
}
