// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Attention with a causal mask, a bias of relative positions and merged heads.

#include <tenon/tenon.hpp>

#include <limits>

using namespace tenon::axes;

using queries = tenon::tensor<float, batch<4>, seq<256>, head<8>, head_dim<64>>;
using keys = tenon::tensor<float, batch<4>, key<256>, head<8>, head_dim<64>>;
using slopes = tenon::tensor<float, head<8>>;
using output = tenon::tensor<float, batch<4>, seq<256>, hidden<512>>;

void attend(queries const& q, keys const& k, keys const& v, slopes const& slope, output& out);
void attend(queries const& q, keys const& k, keys const& v, slopes const& slope, output& out) {
  auto distance = tenon::cast<float>(tenon::position<key>() - tenon::position<seq>());
  auto scores = tenon::dot<head_dim>(q, k) * 0.125F + slope * distance;
  auto masked = tenon::where(tenon::causal<seq, key>(), scores, -std::numeric_limits<float>::infinity());
  out = tenon::merge<head, head_dim, hidden>(tenon::dot<key>(tenon::softmax<key>(masked), v));
}
