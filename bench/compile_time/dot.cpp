// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// One product with a bias and an activation.

#include <tenon/tenon.hpp>

using namespace tenon::axes;

using input = tenon::tensor<float, seq<200>, embed<64>>;
using weight = tenon::tensor<float, embed<64>, hidden<512>>;
using bias = tenon::tensor<float, hidden<512>>;
using output = tenon::tensor<float, seq<200>, hidden<512>>;

void layer(input const& x, weight const& w, bias const& b, output& out);
void layer(input const& x, weight const& w, bias const& b, output& out) {
  out = tenon::gelu(tenon::dot<embed>(x, w) + b);
}
