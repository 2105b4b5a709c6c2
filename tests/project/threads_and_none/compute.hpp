// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The same expressions, compiled by one translation unit with TENON_OPENMP and by one without. The function is static:
// the linker would keep one of two that are not. What it calls in tenon must be kept apart by tenon.

#include <tenon/tenon.hpp>

#include <limits>
#include <memory>
#include <vector>

struct computed {
  bool threads;
  std::size_t workspace;
  std::vector<float> values;
};

static computed compute_here() {
  using namespace tenon::axes;
  auto const q = tenon::random_normal<float, seq<401>, head_dim<32>>(1);
  auto const k = tenon::random_normal<float, key<401>, head_dim<32>>(2);
  auto const w = tenon::random_normal<float, head_dim<32>, hidden<203>>(3);
  auto const scores =
      tenon::where(tenon::causal<seq, key>(), tenon::dot<head_dim>(q, k), -std::numeric_limits<float>::infinity());
  auto const e = tenon::softmax<hidden>(tenon::dot<head_dim>(tenon::dot<key>(tenon::softmax<key>(scores), k), w));
  auto const memory = std::make_unique<tenon::workspace_for<decltype(e)>>();
  tenon::tensor<float, seq<401>, hidden<203>> out;
  tenon::evaluate_into(out, e, *memory);
  computed result{tenon::config::threads, sizeof(*memory), std::vector<float>(out.begin(), out.end())};
  for (float const x : tenon::evaluate(tenon::gelu(e) + 1.0F)) result.values.push_back(x);
  return result;
}
