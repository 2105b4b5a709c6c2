// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

#include "tests/project/two_isa/attend.hpp"

shared_weights const& packed_by_narrow() {
  using namespace tenon::axes;
  static shared_weights const weights = [] {
    tenon::tensor<float, head_dim<32>, hidden<50>> w;
    for (std::size_t d = 0; d < 32; ++d)
      for (std::size_t j = 0; j < 50; ++j) w(d, j) = std::cos(static_cast<float>(7 * d + j));
    return shared_weights(w);
  }();
  return weights;
}

attended attend_narrow();
attended attend_narrow() {
  return attend_here();
}
