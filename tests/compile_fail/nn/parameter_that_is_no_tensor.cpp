// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A member that is no parameter
// mistake: The scale is among the members that Hana knows, but no file of weights holds a plain float.
// fix: Leave it out of the list, or make it a tensor without axes.
// error: tenon: parameters: a member that Hana knows is no tensor and holds none
// error: float
#include <tenon/meta/parameters.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

struct scaled {
  using row = tenon::tensor<float, embed<8>>;
#ifdef TENON_EXPECT_ERROR
  BOOST_HANA_DEFINE_STRUCT(scaled, (row, gain), (float, scale));
#else
  BOOST_HANA_DEFINE_STRUCT(scaled, (row, gain));
  float scale;
#endif
};

int main() {
  scaled layer;
  tenon::for_each_parameter(layer, [](auto const& p) { (void)p.name; });
}
