// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A layer that holds because two lengths agree
// mistake: The residual adds x to what has another meaning; in positions, only the lengths tell, and both are 64.
// fix: Go back to the axis of x before adding. (generic_in calls the layer with lengths that differ.)
// law: SameExtentAt
// error: tenon: elementwise operation: positional operands must have equal shapes
// error: dim<[0-9]+>
#include <tenon/expr/rename.hpp>
#include <tenon/nn/generic.hpp>
#include <tenon/nn/linear.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;
namespace nn = tenon::nn;

template <class Embed, class Hidden>
struct careless {
  using input = tenon::shape<Embed>;
  nn::linear<Embed, Hidden> layer;
  template <tenon::Expression X>
  auto operator()(X const& x) const {
    return tenon::drop_names(x) + tenon::drop_names(layer(x));
  }
};
template <class Embed, class Hidden>
struct careful {
  using input = tenon::shape<Embed>;
  nn::linear<Embed, Hidden> up;
  nn::linear<Hidden, Embed> down;
  template <tenon::Expression X>
  auto operator()(X const& x) const {
    return x + down(up(x));
  }
};

#ifdef TENON_EXPECT_ERROR
bool const holds = nn::generic_in<careless<embed<64>, hidden<64>>, batch, seq, embed, hidden>;
#else
bool const holds = nn::generic_in<careful<embed<64>, hidden<64>>, batch, seq, embed, hidden>;
#endif

int main() {
  return holds ? 0 : 1;
}
