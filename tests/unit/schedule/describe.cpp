// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// What a plan says of itself: the kernels in their order, and why an attention is not streamed.

#include <tenon/tenon.hpp>

#include <limits>
#include <string>
#include <string_view>

#include "tests/support/catch.hpp"

using namespace tenon::axes;

namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();

tenon::tensor<float, batch<2>, seq<20>, head<2>, head_dim<16>> const q;
tenon::tensor<float, batch<2>, key<20>, head<2>, head_dim<16>> const k, v;

auto scores() {
  return tenon::dot<head_dim>(q, k) * 0.25f;
}

/// Do the words occur in the text, in this order?
template <class... Words>
bool tells(std::string const& text, Words... words) {
  std::size_t at = 0;
  auto const next = [&](std::string_view word) {
    at = text.find(word, at);
    return at != std::string::npos;
  };
  return (next(words) && ...);
}
bool streams(std::string const& text) {
  return tells(text, "attention:", "keys streamed") && !tells(text, "cannot stream") && !tells(text, "rows:");
}
#define TELLS(text, ...) \
  INFO(text);            \
  CHECK(tells(text, __VA_ARGS__))

}  // namespace

TEST_CASE("a streamed attention is one line and a note") {
  auto const e = tenon::dot<key>(tenon::softmax<key>(scores()), v);
  std::string const text = tenon::describe(e);
  TELLS(text, "[batch<2>, seq<20>, head<2>, head_dim<16>]", "1 step, 0 stored",
        "1. attention: 4 times 20 queries, 20 keys streamed", "never stored");
  CHECK(streams(text));
}

TEST_CASE("an attention that cannot be streamed says so and why") {
  auto const weights = tenon::softmax<key>(scores());
  auto const why = [](auto const& e, char const* reason) {
    TELLS(tenon::describe(e), "gemm:", "rows:", "gemm:", "cannot stream over the summed axis: ", reason);
    CHECK_FALSE(tenon::plan_of<decltype(e)>::template uses<tenon::kernel::attention>);
  };
  why(tenon::dot<key>(tenon::softmax<key>(tenon::materialize(scores())), v), "materialize asks for");
  why(tenon::dot<key>(tenon::materialize(weights), v), "materialize asks for");
  why(tenon::dot<key>(weights, v) + tenon::sum<key>(tenon::square(weights) * 1.0f), "used more than once");
  why(tenon::dot<key>(tenon::unchecked(tenon::exp(weights)), v), "the weights are changed");
  auto const by_query = tenon::softmax<seq>(scores());
  why(tenon::dot<key>(tenon::unchecked(by_query), v), "the softmax is not along the summed axis");
  auto const parts = tenon::slice<key, 0, 16>(scores());
  why(tenon::dot<key>(tenon::softmax<key>(parts), tenon::slice<key, 0, 16>(v)),
      "axes are split, merged, cut or repeated");
}

TEST_CASE("nothing is refused where there is nothing to stream") {
  CHECK_FALSE(tells(tenon::describe(tenon::dot<head_dim>(q, k)), "cannot stream"));
  auto const e = tenon::dot<key>(tenon::softmax<key>(scores()), v);
  CHECK_FALSE(tells(tenon::describe<tenon::unfused>(e), "cannot stream"));
}

TEST_CASE("unfused is the same kernels, one for each node") {
  auto const e = tenon::dot<key>(tenon::softmax<key>(tenon::where(tenon::causal<seq, key>(), scores(), -infinity)), v);
  TELLS(tenon::describe<tenon::unfused>(e), "gemm: 4 times 20x20x16, stored", "loop: 1600 elements",
        "loop: 1600 elements", "rows: softmax of 80 rows of 20", "gemm: 4 times 20x16x20, into the result");
}

TEST_CASE("a product with its epilogue, a norm before it") {
  tenon::tensor<float, seq<20>, embed<32>> const x;
  tenon::tensor<float, embed<32>> const gain;
  tenon::tensor<float, embed<32>, hidden<64>> const w;
  tenon::tensor<float, hidden<64>> const bias;
  auto const h = tenon::layer_norm<embed>(x, gain, gain);
  auto const e = tenon::gelu(tenon::dot<embed>(h, w) + bias);
  TELLS(tenon::describe(e), "2 steps, 1 stored", "1. rows: standardize of 20 rows of 32",
        "with an elementwise epilogue, stored", "2. gemm: 20x64x32 with an elementwise epilogue, into the result");
}

TEST_CASE("a value that is needed again is told once, and the numbers are then the most there can be") {
  tenon::tensor<float, seq<20>, embed<32>> const x, y;
  tenon::tensor<float, embed<32>> const gain;
  tenon::tensor<float, embed<32>, head_dim<16>> const wq, wk;
  auto const scores_of = [&](auto const& queries, auto const& keys) {
    return tenon::dot<head_dim>(tenon::dot<embed>(queries, wq), tenon::rename<seq, key>(tenon::dot<embed>(keys, wk)));
  };
  auto const h = tenon::layer_norm<embed>(x, gain, gain);
  TELLS(tenon::describe(scores_of(h, h)), ": 4 of at most 5 steps, 4 stored", "1. rows: standardize",
        "2. gemm: 20x16x32, stored", "(1. again: stored already)", "3. gemm: 20x16x32, stored",
        "4. gemm: 20x20x16, into the result");
  auto const other = tenon::layer_norm<embed>(y, gain, gain);  // the same type, another value
  std::string const text = tenon::describe(scores_of(h, other));
  TELLS(text, ": 5 steps, 4 stored", "1. rows:", "2. gemm:", "3. rows:", "4. gemm:", "5. gemm:");
  CHECK_FALSE(tells(text, "again"));
}

TEST_CASE("views are no steps") {
  tenon::tensor<float, seq<20>, embed<32>> const x;
  tenon::tensor<float, embed<32>, hidden<64>> const w;
  auto const heads = tenon::rename<seq, key>(tenon::split<hidden, head<4>, head_dim<16>>(tenon::dot<embed>(x, w)));
  using plan = tenon::plan_of<decltype(heads)>;
  STATIC_REQUIRE(plan::steps == 1);
  STATIC_REQUIRE(plan::temporaries == 0);
  STATIC_REQUIRE(plan::uses<tenon::kernel::gemm>);
  TELLS(tenon::describe(heads), "1. gemm:", "into the result");
}
