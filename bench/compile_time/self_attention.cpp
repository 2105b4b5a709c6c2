// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// The blog's layer, corrected: three projections and attention.

#include <tenon/tenon.hpp>

using namespace tenon::axes;

using input = tenon::tensor<float, batch<10>, seq<20>, embed<64>>;
using weight = tenon::tensor<float, embed<64>, hidden<512>>;
using output = tenon::tensor<float, batch<10>, seq<20>, hidden<512>>;

void layer(input const& x, weight const& wq, weight const& wk, weight const& wv, output& out);
void layer(input const& x, weight const& wq, weight const& wk, weight const& wv, output& out) {
  auto q = tenon::split<hidden, head<8>, head_dim<64>>(tenon::dot<embed>(x, wq));
  auto k = tenon::rename<seq, key>(tenon::split<hidden, head<8>, head_dim<64>>(tenon::dot<embed>(x, wk)));
  auto v = tenon::rename<seq, key>(tenon::split<hidden, head<8>, head_dim<64>>(tenon::dot<embed>(x, wv)));
  auto weights = tenon::softmax<key>(tenon::dot<head_dim>(q, k) * 0.125F);
  out = tenon::merge<head, head_dim, hidden>(tenon::dot<key>(weights, v));
}
