// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// One expression, compiled by two translation units for two instruction sets. The function is static: the linker would
// keep one of two that are not. What it calls in tenon must be kept apart by tenon.

#include <tenon/tenon.hpp>

#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#define TENON_TEST_TEXT_OF(x) #x
#define TENON_TEST_TEXT(x) TENON_TEST_TEXT_OF(x)

struct attended {
  std::string isa;
  std::size_t vector_bytes;
  std::vector<float> values;
};

/// Packed by one translation unit, read by both.
using shared_weights = tenon::packed<float, tenon::axes::head_dim<32>, tenon::axes::hidden<50>>;
shared_weights const& packed_by_narrow();

static attended attend_here() {
  using namespace tenon::axes;
  tenon::tensor<float, seq<40>, head_dim<32>> q;
  tenon::tensor<float, key<40>, head_dim<32>> k, v;
  for (std::size_t i = 0; i < 40; ++i) {
    for (std::size_t d = 0; d < 32; ++d) {
      q(i, d) = std::sin(static_cast<float>(i * 32 + d));
      k(i, d) = std::cos(static_cast<float>(3 * i + d));
      v(i, d) = std::sin(static_cast<float>(i + 5 * d));
    }
  }
  tenon::tensor out = tenon::evaluate(tenon::dot<key>(tenon::softmax<key>(tenon::dot<head_dim>(q, k) * 0.25F), v));
  std::vector<float> values(out.begin(), out.end());
  tenon::tensor const product = tenon::evaluate(tenon::dot<head_dim>(out, packed_by_narrow()));
  values.insert(values.end(), product.begin(), product.end());
  return {TENON_TEST_TEXT(TENON_ISA), tenon::config::vector_bytes, values};
}
