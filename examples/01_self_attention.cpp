// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// The main job: self-attention over 10 sequences of 20 positions with 64 features, in 8 heads of 64. The layer is used
// as it comes, spelled out, and in ordinary loops (plain/self_attention.hpp); the three are compared in numbers and in
// time.

#include <tenon/tenon.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <iostream>
#include <vector>

#include "plain/best_time.hpp"
#include "plain/self_attention.hpp"

using namespace tenon::axes;

namespace {

using layer_type = tenon::nn::self_attention<embed<64>, head<8>, head_dim<64>, seq, key, hidden>;
using input_type = tenon::tensor<float, batch<10>, seq<20>, embed<64>>;
using result_type = tenon::tensor<float, batch<10>, seq<20>, hidden<512>>;

float largest_difference(result_type const& a, result_type const& b) {
  float largest = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    float const difference = std::fabs(a.data()[i] - b.data()[i]);
    if (difference > largest || std::isnan(difference)) largest = difference;  // a NaN stays
  }
  return largest;
}

result_type in_plain_loops(layer_type const& layer, input_type const& x) {
  plain::sizes const n{10, 20, 64, 8, 64};
  static std::vector<float> q(10 * 20 * 512), k(q), v(q);
  plain::dense(q.data(), x.data(), layer.query.kernel.data(), layer.query.bias.data(), 200, 64, 512);
  plain::dense(k.data(), x.data(), layer.key.kernel.data(), layer.key.bias.data(), 200, 64, 512);
  plain::dense(v.data(), x.data(), layer.value.kernel.data(), layer.value.bias.data(), 200, 64, 512);
  result_type out;
  plain::attention(out.data(), q.data(), k.data(), v.data(), n);
  return out;
}

template <class E>
void print_shape(char const* name, E const&) {
  std::cout << "  " << name << tenon::shape_of<E>{} << '\n';
}

}  // namespace

int main() {
  input_type const x = tenon::random_normal<input_type>(1);
  layer_type const layer(2);  // Glorot-uniform weights from a seed

  // The layer spelled out. Nothing is computed before the last line.
  tenon::nn::dense<embed<64>, hidden<512>> query, keys, values;  // the same weights, with the heads side by side
  query.kernel = tenon::merge<head, head_dim, hidden>(layer.query.kernel);
  keys.kernel = tenon::merge<head, head_dim, hidden>(layer.key.kernel);
  values.kernel = tenon::merge<head, head_dim, hidden>(layer.value.kernel);

  auto q = tenon::split<hidden, head<8>, head_dim<64>>(query(x));
  auto k = tenon::rename<seq, key>(tenon::split<hidden, head<8>, head_dim<64>>(keys(x)));
  auto v = tenon::rename<seq, key>(tenon::split<hidden, head<8>, head_dim<64>>(values(x)));
  auto scores = tenon::dot<head_dim>(q, k) * (1 / std::sqrt(64.0f));
  auto weights = tenon::softmax<key>(scores);
  auto attended = tenon::merge<head, head_dim, hidden>(tenon::dot<key>(weights, v));
  tenon::tensor const spelled_out = attended;

  std::cout << "shapes\n";
  print_shape("x         ", x);
  print_shape("q         ", q);
  print_shape("k         ", k);
  print_shape("scores    ", scores);
  print_shape("weights   ", weights);
  print_shape("attended  ", attended);

  std::cout << "\nfused " << tenon::describe(layer(x));
  std::cout << "\nunfused " << tenon::describe<tenon::unfused>(layer(x));

  tenon::tensor const fused = tenon::evaluate(layer(x));
  tenon::tensor const unfused = tenon::evaluate<tenon::unfused>(layer(x));
  result_type const plain = in_plain_loops(layer, x);

  tenon::tensor const corner = tenon::slice<hidden, 0, 4>(tenon::slice<seq, 0, 3>(tenon::slice<batch, 0, 1>(fused)));
  std::cout << "\nthe first features of the first positions " << corner << '\n';

  float const from_plain = largest_difference(fused, plain);
  float const from_unfused = largest_difference(fused, unfused);
  float const from_spelled_out = largest_difference(fused, spelled_out);
  std::printf("\nlargest difference of the layer, fused, from\n");
  std::printf("  plain loops            %.2g\n", static_cast<double>(from_plain));
  std::printf("  itself unfused         %.2g\n", static_cast<double>(from_unfused));
  std::printf("  itself spelled out     %.2g\n", static_cast<double>(from_spelled_out));

  result_type y;
  double const assigned = plain::best_time(500, [&] { y = layer(x); });
  double const evaluated = plain::best_time(500, [&] { y = tenon::evaluate(layer(x)); });
  double const node_by_node = plain::best_time(500, [&] { y = tenon::evaluate<tenon::unfused>(layer(x)); });
  double const looped = plain::best_time(50, [&] { y = in_plain_loops(layer, x); });
  std::printf("\nbest time in microseconds, one thread\n");
  std::printf("  fused, y = layer(x)    %8.1f\n", assigned);
  std::printf("  fused, evaluate        %8.1f\n", evaluated);
  std::printf("  unfused                %8.1f\n", node_by_node);
  std::printf("  plain loops            %8.1f\n", looped);

  bool const agree = from_plain < 1e-5f && from_unfused < 1e-5f && from_spelled_out < 1e-5f;
  if (!agree) std::printf("the results differ by more than rounding\n");
  return agree ? 0 : 1;
}
