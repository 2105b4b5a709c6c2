// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// A small whole program for the unusual builds: attention fused, unfused and in plain loops. Needs no test framework,
// so that it can be built without exceptions and without run-time type information.

#include <tenon/tenon.hpp>

#include <cmath>
#include <cstddef>
#include <cstdio>
#include <vector>

using namespace tenon::axes;

constexpr std::size_t tokens = 21;
constexpr std::size_t features = 19;

int main() {
  tenon::tensor<float, seq<tokens>, head_dim<features>> q;
  tenon::tensor<float, key<tokens>, head_dim<features>> k, v;
  for (std::size_t i = 0; i < tokens; ++i) {
    for (std::size_t d = 0; d < features; ++d) {
      q(i, d) = std::sin(static_cast<float>(i * features + d));
      k(i, d) = std::cos(static_cast<float>(3 * i + d));
      v(i, d) = std::sin(static_cast<float>(i + 5 * d));
    }
  }
  auto scores = tenon::where(tenon::causal<seq, key>(), tenon::dot<head_dim>(q, k), -INFINITY);
  auto attended = tenon::dot<key>(tenon::softmax<key>(scores), v);
  tenon::tensor fused = tenon::evaluate(attended);
  tenon::tensor unfused = tenon::evaluate<tenon::unfused>(attended);

  float largest = 0;
  bool close = true;
  for (std::size_t i = 0; i < tokens; ++i) {
    std::vector<float> weights(i + 1);
    float sum = 0;
    for (std::size_t j = 0; j <= i; ++j) {
      float s = 0;
      for (std::size_t d = 0; d < features; ++d) s += q(i, d) * k(j, d);
      sum += weights[j] = std::exp(s);
    }
    for (std::size_t d = 0; d < features; ++d) {
      float expected = 0;
      for (std::size_t j = 0; j <= i; ++j) expected += weights[j] / sum * v(j, d);
      for (float const found : {fused(i, d), unfused(i, d)}) {
        float const difference = std::fabs(found - expected);
        largest = std::fmax(largest, difference);
        close = close && difference < 1e-5F;  // (no NaN is)
      }
    }
  }
  std::printf("largest difference from plain loops: %g\n", static_cast<double>(largest));
  return close ? 0 : 1;
}
