// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Laws of attention layers and blocks: shared heads are repeated heads, a temporary gives its weights away, a stack is
// its blocks one after the other.

#include "tests/support/catch.hpp"
#include "tests/support/oracle.hpp"

#include <array>
#include <stdexcept>

using namespace tenon::axes;
namespace nn = tenon::nn;

namespace {

template <std::size_t N>
struct kv_head : tenon::axis<kv_head, N> {};
template <std::size_t N>
struct group : tenon::axis<group, N> {};

using positions = nn::positions<seq, key>;
template <class... Options>
using plain = nn::multi_head_attention<embed<24>, head<6>, head_dim<4>, positions, Options...>;

/// Heads of keys are the first Kv of a plain layer's, each repeated for its group.
template <std::size_t Kv>
void grouped_is_repeated() {
  nn::multi_head_attention<embed<24>, nn::grouped<kv_head<Kv>, group<6 / Kv>>, head_dim<4>, positions> const grouped(1);
  plain<> repeated(1);
  repeated.query = grouped.query;
  repeated.out = grouped.out;
  for (std::size_t i = 0; i < 24; ++i) {
    std::size_t const from = i / 4 / (6 / Kv) * 4 + i % 4;  // head h reads the keys of head h / group
    for (std::size_t e = 0; e < 24; ++e) {
      repeated.key.weight(i, e) = grouped.key.weight(from, e);
      repeated.value.weight(i, e) = grouped.value.weight(from, e);
    }
  }
  auto const x = tenon::random_normal<float, batch<2>, seq<9>, embed<24>>(7);
  auto const mask = tenon::causal<seq, key>();
  auto const y = grouped(x, mask);
  static_assert(tenon::plan_of<decltype(y)>::template uses<tenon::kernel::attention>);
  CHECK(tenon::all_close(y, repeated(x, mask), 1e-6));
  CHECK_FALSE(tenon::all_close(y, grouped(x), 1e-3));
  CHECK(
      tenon::all_close(tenon::merge<kv_head, group, head>(grouped.weights(x, mask)), repeated.weights(x, mask), 1e-6));
  TENON_AGREES(y);
}

struct parts {
  using norm = nn::layer_norm<embed<24>>;
  using mlp = nn::feed_forward<embed<24>, hidden<40>, nn::silu>;
};
template <class... Options>
using block_of = nn::transformer_block<parts::norm, plain<>, parts::mlp, Options...>;

}  // namespace

TEST_CASE("grouped heads are repeated keys") {
  grouped_is_repeated<3>();
}
TEST_CASE("multi-query attention is one head of keys for all") {
  grouped_is_repeated<1>();
}

TEST_CASE("weights of either order, with biases and without") {
  auto const x = tenon::random_normal<float, seq<9>, embed<24>>(7);
  plain<> const out_in(3);
  plain<nn::in_out> in_out(5);
  in_out.query.kernel = out_in.query.weight;
  in_out.key.kernel = out_in.key.weight;
  in_out.value.kernel = out_in.value.weight;
  in_out.out.kernel = out_in.out.weight;
  CHECK(tenon::all_close(in_out(x), out_in(x), 1e-6));
  plain<nn::no_bias> without;
  without.query.weight = out_in.query.weight;
  without.key.weight = out_in.key.weight;
  without.value.weight = out_in.value.weight;
  without.out.weight = out_in.out.weight;
  CHECK(tenon::all_close(without(x), out_in(x), 1e-6));  // the biases are zero
  static_assert(tenon::parameter_count<plain<nn::no_bias>> == 4 * 24 * 24);
  static_assert(tenon::parameter_count<plain<>> == 4 * (24 * 24 + 24));
}

TEST_CASE("a temporary layer gives its weights to the expression") {
  auto const x = tenon::random_normal<float, seq<9>, embed<24>>(7);
  plain<> const layer(3);
  auto const e = plain<>(3)(tenon::random_normal<float, seq<9>, embed<24>>(7));
  plain<> const unrelated(4);  // where freed memory would be
  CHECK(tenon::all_close(e, layer(x), 0));
  CHECK_FALSE(tenon::all_close(e, unrelated(x), 1e-3));
  block_of<> const block(3);
  CHECK(tenon::all_close(block_of<>(3)(x), block(x), 0));
}

TEST_CASE("norms before and after are the formulas") {
  auto const x = tenon::random_normal<float, batch<2>, seq<9>, embed<24>>(7);
  auto const mask = tenon::causal<seq, key>();
  block_of<> const before(1);
  tenon::tensor<float, batch<2>, seq<9>, embed<24>> h = x + before.attention(before.norm_1(x), mask);
  CHECK(tenon::all_close(before(x, mask), h + before.feed_forward(before.norm_2(h)), 1e-5));
  TENON_AGREES(before(x, mask), 1e-4);
  block_of<nn::post_norm> const after(1);
  h = after.norm_1(x + after.attention(x, mask));
  auto const written = after.norm_2(h + after.feed_forward(h));
  CHECK(tenon::all_close(after(x, mask), written, 1e-5));
  CHECK_FALSE(tenon::all_close(after(x, mask), before(x, mask), 1e-2));
}

TEST_CASE("queries without batch ask each memory of a batch") {
  nn::cross_attention<embed<24>, embed<24>, nn::grouped<kv_head<3>, group<2>>, head_dim<4>, positions> const layer(1);
  nn::cross_attention<embed<24>, embed<24>, head<6>, head_dim<4>, positions> const plain_heads(1);
  auto const x = tenon::random_normal<float, seq<5>, embed<24>>(7);
  auto const memory = tenon::random_normal<float, batch<2>, key<9>, embed<24>>(8);
  tenon::tensor const repeated = tenon::broadcast<batch<2>>(x);
  tenon::tensor const y = layer(x, memory);
  static_assert(std::is_same_v<decltype(y), tenon::tensor<float, seq<5>, batch<2>, embed<24>> const>);
  CHECK(tenon::all_close(y, layer(repeated, memory), 1e-6));
  CHECK(tenon::all_close(plain_heads(x, memory), plain_heads(repeated, memory), 1e-6));
}

TEST_CASE("a stack is its blocks one after the other, of even and odd number") {
  using stream = tenon::tensor<float, batch<2>, seq<9>, embed<24>>;
  auto const x = tenon::random_normal<stream>(7);
  auto const run = [&x](auto const& blocks, auto const& mask_of) {
    stream y = x;
    for (std::size_t i = 0; i < blocks.size(); ++i) y = tenon::evaluate(blocks[i](y, mask_of(i)));
    return y;
  };
  auto const one = [](std::size_t) { return tenon::sliding_window<seq, key>(3); };
  nn::stack<block_of<>, 3> const three(1);
  nn::stack<block_of<>, 2> const two(1);
  CHECK(tenon::all_close(three(x, one(0)), run(three, one), 0));
  CHECK(tenon::all_close(two(x, one(0)), run(two, one), 0));
  CHECK(tenon::all_close(three(x * 1.0F, one(0)), run(three, one), 0));  // of an expression
  CHECK(tenon::all_close(two(x * 1.0F, one(0)), run(two, one), 0));
  // Into a tensor, the input itself too.
  stream y;
  three.into(y, x, one(0));
  CHECK(tenon::all_close(y, run(three, one), 0));
  for (auto const* blocks : {&three}) {
    stream z = x;
    blocks->into(z, z, one(0));
    CHECK(tenon::all_close(z, y, 0));
  }
  stream z = x;
  two.into(z, z, one(0));
  CHECK(tenon::all_close(z, run(two, one), 0));
  // An array has one for each block.
  std::array const each{tenon::sliding_window<seq, key>(2), tenon::sliding_window<seq, key>(9)};
  CHECK(tenon::all_close(two(x, each), run(two, [&each](std::size_t i) { return each[i]; }), 0));
  CHECK_FALSE(tenon::all_close(two(x, each), run(two, one), 1e-3));
}

namespace {

using rotating = nn::multi_head_attention<embed<24>, nn::grouped<kv_head<3>, group<2>>, head_dim<4>, positions,
                                          nn::rotary<nn::half_split, 16>>;
using rotating_block = nn::transformer_block<parts::norm, rotating, parts::mlp>;

template <std::size_t Begin, std::size_t Count>
tenon::tensor<float, batch<2>, seq<Count>, embed<24>> piece(
    tenon::tensor<float, batch<2>, seq<9>, embed<24>> const& x) {
  return tenon::slice<seq, Begin, Count>(x);
}

}  // namespace

TEST_CASE("token by token with a cache is the whole sequence at once, rotated") {
  auto const x = tenon::random_normal<float, batch<2>, seq<9>, embed<24>>(7);
  rotating const layer(1, 100);
  auto const whole = tenon::evaluate(layer(x, tenon::causal<seq, key>()));
  CHECK(tenon::all_close(tenon::evaluate<tenon::unfused>(layer(x, tenon::causal<seq, key>())), whole, 1e-5));
  rotating::cache<10, batch<2>> cache;
  CHECK(tenon::all_close((layer(piece<0, 5>(x), cache)), (piece<0, 5>(whole)), 1e-5));
  CHECK(cache.length() == 5);
  CHECK(tenon::all_close((layer(piece<5, 1>(x), cache)), (piece<5, 1>(whole)), 1e-5));
  CHECK(tenon::all_close((layer(piece<6, 3>(x), cache)), (piece<6, 3>(whole)), 1e-5));
  CHECK(cache.length() == 9);
  // Positions that do not fit change nothing: those that do are what they were.
  CHECK_THROWS_AS(layer(piece<0, 5>(x), cache), std::length_error);
  CHECK(cache.length() == 9);
  cache.truncate(6);
  CHECK(tenon::all_close((layer(piece<6, 3>(x), cache)), (piece<6, 3>(whole)), 1e-5));
  // A modifier joins the causal mask.
  cache.reset();
  auto const window = tenon::position<seq>() - tenon::position<key>() < 2;
  CHECK(tenon::all_close(layer(x, cache, window), layer(x, tenon::sliding_window<seq, key>(2)), 1e-5));
  // Rotation is no accident of the test, nor is its angle.
  rotating const other(1, 10000);
  CHECK_FALSE(tenon::all_close(other(x, tenon::causal<seq, key>()), whole, 1e-4));
  static_assert(tenon::parameter_count<rotating> == 2 * (24 * 24 + 24) + 2 * (24 * 12 + 12));
}

TEST_CASE("a temporary rotating layer gives its tables to the expression") {
  auto const x = tenon::random_normal<float, seq<9>, embed<24>>(7);
  rotating const layer(1);
  auto const e = rotating(1)(x);
  rotating const unrelated(2, 3);  // where freed memory would be
  CHECK(tenon::all_close(e, layer(x), 0));
  CHECK_FALSE(tenon::all_close(e, unrelated(x), 1e-3));
}

TEST_CASE("a stack with a cache for each block") {
  auto const x = tenon::random_normal<float, batch<2>, seq<9>, embed<24>>(7);
  nn::stack<rotating_block, 2> const blocks(1);
  auto const whole = blocks(x, tenon::causal<seq, key>());
  std::array<rotating::cache<9, batch<2>>, 2> caches;
  CHECK(tenon::all_close(blocks(piece<0, 6>(x), caches), (piece<0, 6>(whole)), 2e-5));
  CHECK(tenon::all_close(blocks(piece<6, 1>(x), caches), (piece<6, 1>(whole)), 2e-5));
  CHECK(tenon::all_close(blocks(piece<7, 2>(x), caches), (piece<7, 2>(whole)), 2e-5));
  CHECK((caches[0].length() == 9 && caches[1].length() == 9));
}
