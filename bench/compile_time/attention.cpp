// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// One attention expression: the budget of the README is for this file.

#include <tenon/tenon.hpp>

using namespace tenon::axes;

using queries = tenon::tensor<float, head<8>, seq<1024>, head_dim<64>>;
using keys = tenon::tensor<float, head<8>, key<1024>, head_dim<64>>;

void attend(queries const& q, keys const& k, keys const& v, queries& out);
void attend(queries const& q, keys const& k, keys const& v, queries& out) {
  out = tenon::dot<key>(tenon::softmax<key>(tenon::dot<head_dim>(q, k) * 0.125F), v);
}
