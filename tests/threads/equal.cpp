// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Whatever is shared out among threads gives the bits of one thread: every kind of step, odd lengths, any number of
// threads.

#include "tests/support/catch.hpp"

#include <omp.h>

#include <tenon/tenon.hpp>

#include <cstring>
#include <limits>
#include <memory>

using namespace tenon::axes;

namespace {

template <class A, class B>
bool same_bits(A const& a, B const& b) {
  return std::memcmp(a.data(), b.data(), a.size() * sizeof(*a.data())) == 0;
}

/// Evaluates in 1, 2, 3, 7 and more threads than workspaces have room for, in both ways.
template <class Mode = tenon::fused, class E>
bool equal(E const& e) {
  omp_set_dynamic(0);
  omp_set_num_threads(1);
  auto const expected = tenon::evaluate<Mode>(e);
  auto const memory = std::make_unique<tenon::workspace_for<E>>();
  bool same = true;
  for (int const threads : {2, 3, 7, 19}) {
    omp_set_num_threads(threads);
    auto given = tenon::evaluate<Mode>(e);
    same = same && same_bits(given, expected);
    if constexpr (std::is_same_v<Mode, tenon::fused>) {
      std::fill(given.begin(), given.end(), typename decltype(given)::value_type(1));
      tenon::evaluate_into(given, e, *memory);
      same = same && same_bits(given, expected);
    }
  }
  return same;
}

}  // namespace

TEMPLATE_TEST_CASE("products", "", float, double) {
  using T = TestType;
  auto const a = tenon::random_normal<T, seq<331>, embed<97>>(1);
  auto const b = tenon::random_normal<T, embed<97>, hidden<203>>(2);
  auto const turned = tenon::random_normal<T, hidden<203>, embed<97>>(3);
  auto const bias = tenon::random_normal<T, hidden<203>>(4);
  CHECK(equal(tenon::dot<embed>(a, b)));
  CHECK(equal(tenon::gelu(tenon::dot<embed>(a, turned) + bias)));
  CHECK(equal(tenon::permute<hidden, seq>(tenon::dot<embed>(a, b))));
  auto const q = tenon::random_normal<T, batch<3>, seq<37>, head<5>, head_dim<33>>(5);
  auto const k = tenon::random_normal<T, batch<3>, key<41>, head<5>, head_dim<33>>(6);
  CHECK(equal(tenon::dot<head_dim>(q, k)));
  // One row, whose columns are shared out; and sums of products that no tile fits.
  auto const row = tenon::random_normal<T, embed<97>>(7);
  auto const wide = tenon::random_normal<T, embed<97>, hidden<9001>>(8);
  CHECK(equal(tenon::dot<embed>(row, wide)));
  auto const tall = tenon::random_normal<T, hidden<9001>, embed<97>>(9);
  CHECK(equal(tenon::gelu(tenon::dot<embed>(row, tall))));
  CHECK(equal(tenon::dot<embed>(tenon::slice<seq, 0, 5>(a), tall)));
  CHECK(equal(tenon::dot<hidden>(wide, wide)));
  tenon::packed const panels(b);
  CHECK(equal(tenon::dot<embed>(a, panels)));
}

TEST_CASE("attention") {
  using T = float;
  auto const infinite = -std::numeric_limits<T>::infinity();
  auto const q = tenon::random_normal<T, batch<2>, seq<331>, head<3>, head_dim<40>>(1);
  auto const k = tenon::random_normal<T, batch<2>, key<331>, head<3>, head_dim<40>>(2);
  auto const v = tenon::random_normal<T, batch<2>, key<331>, head<3>, head_dim<40>>(3);
  auto const scores = tenon::dot<head_dim>(q, k) * T(0.2);
  CHECK(equal(tenon::dot<key>(tenon::softmax<key>(scores), v)));
  CHECK(equal<tenon::unfused>(tenon::dot<key>(tenon::softmax<key>(scores), v)));
  CHECK(equal(tenon::dot<key>(tenon::softmax<key>(tenon::where(tenon::causal<seq, key>(), scores, infinite)), v)));
  CHECK(equal(
      tenon::dot<key>(tenon::softmax<key>(tenon::where(tenon::sliding_window<seq, key>(50), scores, infinite)), v)));
  // One head: its tiles of queries are what there is to share.
  auto const q1 = tenon::random_normal<T, seq<1003>, head_dim<24>>(4);
  auto const k1 = tenon::random_normal<T, key<507>, head_dim<24>>(5);
  auto const s1 = tenon::dot<head_dim>(q1, k1);
  CHECK(equal(tenon::dot<key>(tenon::softmax<key>(s1), k1)));
  CHECK(equal(tenon::dot<key>(tenon::softmax<key>(tenon::where(tenon::causal<seq, key>(), s1, infinite)), k1)));
  // One query for each head.
  auto const step = tenon::random_normal<T, head<6>, head_dim<64>>(6);
  auto const keys = tenon::random_normal<T, head<6>, key<1500>, head_dim<64>>(7);
  CHECK(equal(tenon::dot<key>(tenon::softmax<key>(tenon::dot<head_dim>(step, keys)), keys)));
}

TEST_CASE("rows, loops, reductions") {
  using T = float;
  auto const x = tenon::random_normal<T, batch<3>, seq<211>, embed<307>>(1);
  auto const gain = tenon::random_normal<T, embed<307>>(2);
  CHECK(equal(tenon::softmax<embed>(x)));
  CHECK(equal(tenon::softmax<seq>(x)));
  CHECK(equal(tenon::log_softmax<embed>(x) * gain));
  CHECK(equal(tenon::layer_norm<embed>(x, gain, gain)));
  CHECK(equal(tenon::rms_norm<seq>(x, tenon::random_normal<T, seq<211>>(3))));
  CHECK(equal(tenon::exp(x) * gain));
  CHECK(equal(tenon::permute<embed, batch, seq>(x)));
  CHECK(equal(x < gain));
  CHECK(equal(tenon::cast<int>(x * T(100))));
  CHECK(equal(tenon::sum<embed>(x)));
  CHECK(equal(tenon::mean<seq>(x)));
  CHECK(equal(tenon::max<batch>(x)));
  CHECK(equal(tenon::min<seq, embed>(x)));
  CHECK(equal(tenon::sum<batch>(x * gain)));
  CHECK(equal(tenon::argmax<embed>(x)));
  CHECK(equal(tenon::logsumexp<embed>(x)));
  CHECK(equal(tenon::concat<seq>(x, x * T(2))));
  auto const ids = tenon::random_uniform<int, key<1001>>(4, 0, 211);
  CHECK(equal(tenon::take<seq>(tenon::slice<batch, 1, 1>(x), ids)));
}

TEST_CASE("results written around the caches") {
  auto const x = tenon::random_normal<float, seq<2901>, embed<2900>>(1);
  CHECK(equal(tenon::gelu(x)));
  CHECK(equal(tenon::softmax<embed>(x)));
}

TEST_CASE("a whole block of a transformer, in panels") {
  constexpr std::size_t T = 509, D = 128;
  auto const x = tenon::random_normal<float, batch<1>, seq<T>, embed<D>>(1);
  tenon::tensor<float, embed<D>> const gain = tenon::full<float, embed<D>>(1), bias;
  tenon::nn::self_attention<embed<D>, head<4>, head_dim<32>, seq, key, hidden> const attend(2);
  tenon::nn::dense<hidden<D>, embed<D>> const project(3);
  tenon::nn::dense<embed<D>, hidden<4 * D>> const up(4);
  tenon::nn::dense<hidden<4 * D>, embed<D>> const down(5);
  auto const h =
      tenon::materialize(x + project(attend(tenon::layer_norm<embed>(x, gain, bias), tenon::causal<seq, key>())));
  CHECK(equal(h + down(tenon::gelu(up(tenon::layer_norm<embed>(h, gain, bias))))));
}
