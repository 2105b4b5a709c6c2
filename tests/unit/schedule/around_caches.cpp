// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Results too large for the caches are written around them: every element, at any alignment, and not in place.

#include <tenon/tenon.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "tests/support/catch.hpp"

using namespace tenon::axes;

namespace {

// Rows of odd length, so that they begin at every alignment; 33.6 MB.
constexpr std::size_t count = 4096, length = 2049;
using matrix = tenon::tensor<float, seq<count>, embed<length>>;
using features = tenon::tensor<float, embed<length>>;

matrix ramp() {
  matrix x(tenon::uninitialized);
  for (std::size_t i = 0; i < count * length; ++i) x.data()[i] = static_cast<float>(i % 1013) * 0.01F - 5;
  return x;
}
constexpr float untouched = -77;

/// Elements of y that are not f of those of x.
template <class F>
std::size_t wrong(float const* y, matrix const& x, F f) {
  std::size_t n = 0;
  for (std::size_t i = 0; i < count * length; ++i) n += y[i] == f(x.data()[i], i) ? 0 : 1;
  return n;
}

}  // namespace

TEST_CASE("a large result is written around the caches, and says so") {
  matrix const x = ramp();
  features const bias = tenon::iota<features>();
  CHECK(tenon::describe(x * 2.0F).find("around the caches") != std::string::npos);
  CHECK(tenon::describe(tenon::softmax<embed>(x)).find("around the caches") != std::string::npos);
  CHECK(tenon::describe(tenon::softmax<embed>(bias)).find("around the caches") == std::string::npos);

  matrix const doubled = x * 2.0F;
  CHECK(wrong(doubled.data(), x, [](float v, std::size_t) { return v * 2; }) == 0);
  matrix const shifted = x + bias;
  CHECK(wrong(shifted.data(), x, [](float v, std::size_t i) { return v + static_cast<float>(i % length); }) == 0);
}

TEST_CASE("a large result at an address of no alignment") {
  matrix const x = ramp();
  for (std::size_t offset : {1, 7, 15}) {
    std::vector<float> memory(count * length + 32, untouched);
    float* const first = memory.data() + offset;
    tenon::view<float, seq<count>, embed<length>> y(first);
    y = x * 2.0F;
    CHECK(wrong(first, x, [](float v, std::size_t) { return v * 2; }) == 0);
    CHECK(first[-1] == untouched);
    CHECK(first[count * length] == untouched);
  }
}

TEST_CASE("a large result in place") {
  matrix const x = ramp();
  matrix y = x;
  y = y * 2.0F + y;
  CHECK(wrong(y.data(), x, [](float v, std::size_t) { return std::fma(v, 2.0F, v); }) == 0);
}

TEST_CASE("rows of a large result sum to one") {
  matrix const x = ramp();
  matrix const y = tenon::softmax<embed>(x);
  std::size_t off = 0;
  for (std::size_t i = 0; i < count; ++i) {
    double sum = 0, largest = 0;
    for (std::size_t j = 0; j < length; ++j) sum += static_cast<double>(y.data()[i * length + j]);
    for (std::size_t j = 0; j < length; ++j) largest += std::exp(static_cast<double>(x.data()[i * length + j]) - 5.12);
    double const expected = std::exp(static_cast<double>(x.data()[i * length + 8]) - 5.12) / largest;
    off += std::abs(sum - 1) > 1e-5 ||
           std::abs(static_cast<double>(y.data()[i * length + 8]) - expected) > 1e-6 * expected * 4;
  }
  CHECK(off == 0);
}

TEST_CASE("rows of a large layer norm have their mean and spread, aligned or not") {
  matrix const x = ramp();
  features const gain = tenon::full<features>(1.0F);
  features const bias = tenon::iota<features>();
  std::vector<float> memory(count * length + 32, untouched);
  for (std::size_t offset : {0, 3}) {
    float* first = memory.data();
    while (reinterpret_cast<std::uintptr_t>(first) % 64 != 0) ++first;
    first += offset;
    tenon::view<float, seq<count>, embed<length>> y(first);
    y = tenon::layer_norm<embed>(x, gain, bias);
    std::size_t off = 0;
    for (std::size_t i = 0; i < count; ++i) {
      double mean = 0, square = 0;
      for (std::size_t j = 0; j < length; ++j) mean += static_cast<double>(x.data()[i * length + j]) / length;
      for (std::size_t j = 0; j < length; ++j)
        square += std::pow(static_cast<double>(x.data()[i * length + j]) - mean, 2) / length;
      double const scale = 1 / std::sqrt(square + 1e-5);
      for (std::size_t j = 0; j < length; ++j) {
        double const expected = (static_cast<double>(x.data()[i * length + j]) - mean) * scale + static_cast<double>(j);
        off += !(std::abs(static_cast<double>(first[i * length + j]) - expected) <= 1e-4 * (1 + std::abs(expected)));
      }
    }
    CHECK(off == 0);
  }
}
