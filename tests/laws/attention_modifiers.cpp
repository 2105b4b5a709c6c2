// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Modifiers of attention, alone and together: what `nn::scaled_dot_product_attention` makes of them is what is written
// out by hand, and streams. And ALiBi's slopes are the published ones.

#include "tests/support/attention_inputs.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/oracle.hpp"

using namespace tenon::axes;
namespace nn = tenon::nn;

namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();

template <std::size_t N>
struct kv_head : tenon::axis<kv_head, N> {};
template <std::size_t N>
struct group : tenon::axis<group, N> {};

template <class E>
constexpr bool streams(E const&) {
  return tenon::plan_of<E>::template uses<tenon::kernel::attention> && tenon::plan_of<E>::steps == 1;
}

}  // namespace

TEST_CASE("modifiers together are those written out by hand") {
  inputs::heads_first<float, 2, 3, 20, 37, 8> const in;
  auto const attended = [&in](auto const&... m) {
    return nn::scaled_dot_product_attention<head_dim, key>(in.q, in.k, in.v, m...);
  };
  auto const by_hand = [&in](auto const& scores) { return tenon::dot<key>(tenon::softmax<key>(scores), in.v); };
  tenon::tensor<int, batch<2>> const lengths{37, 11};
  auto const existing = tenon::key_length<key>(lengths);
  auto const causal = tenon::causal<seq, key>(17);
  auto const per_head = tenon::evaluate(tenon::random_normal<float, head<3>, key<37>>(4) > -1);
  auto const bias = tenon::random_normal<float, head<3>, seq<20>, key<37>>(5);
  auto const more = tenon::random_normal<float, batch<2>, key<37>>(6);

  auto const all = attended(more, causal, nn::scale(0.2), per_head, bias, existing);
  CHECK(streams(all));
  TENON_AGREES(all);
  auto const biased = tenon::dot<head_dim>(in.q, in.k) * 0.2F + more + bias;
  auto const written = by_hand(
      tenon::where(existing, tenon::where(per_head, tenon::where(causal, biased, -infinity), -infinity), -infinity));
  CHECK(tenon::all_close(all, written, 1e-6));
  // Each of them counts.
  CHECK_FALSE(tenon::all_close(all, attended(more, causal, per_head, bias, existing), 1e-3));
  CHECK_FALSE(tenon::all_close(all, attended(more, nn::scale(0.2), per_head, bias, existing), 1e-3));
  CHECK_FALSE(tenon::all_close(all, attended(more, causal, nn::scale(0.2), bias, existing), 1e-3));
  CHECK_FALSE(tenon::all_close(all, attended(more, causal, nn::scale(0.2), per_head, existing), 1e-3));

  auto const window = attended(tenon::sliding_window<seq, key>(5));
  CHECK(streams(window));
  TENON_AGREES(window);
}

TEST_CASE("the weights are those that the values are mixed with") {
  inputs::positions_first<float, 1, 2, 9, 12, 8> const in;
  auto const mask = tenon::causal<seq, key>(3);
  auto const weights = nn::attention_weights<head_dim, key>(in.q, in.k, mask);
  TENON_AGREES(weights);
  CHECK(tenon::all_close(tenon::dot<key>(weights, in.v),
                         nn::scaled_dot_product_attention<head_dim, key>(in.q, in.k, in.v, mask), 1e-6));
}

TEST_CASE("slopes of ALiBi, for powers of two and other numbers of heads") {
  auto const eight = nn::by::alibi_slopes<double, head<8>>();
  for (int h = 0; h < 8; ++h) CHECK(eight(h) == std::exp2(-1.0 - h));
  auto const sixteen = nn::by::alibi_slopes<double, head<16>>();
  for (int h = 0; h < 16; ++h) CHECK(sixteen(h) == std::exp2(-0.5 - 0.5 * h));
  auto const twelve = nn::by::alibi_slopes<double, nn::grouped<kv_head<3>, group<4>>>();
  for (int h = 0; h < 12; ++h) CHECK(twelve(h / 4, h % 4) == (h < 8 ? std::exp2(-1.0 - h) : std::exp2(7.5 - h)));
}

TEST_CASE("attention with ALiBi streams, and an offset changes nothing") {
  inputs::heads_first<float, 1, 3, 20, 20, 8> const in;
  auto const bias = nn::alibi<head<3>, nn::positions<seq, key>>();
  auto const e = nn::scaled_dot_product_attention<head_dim, key>(in.q, in.k, in.v, bias, tenon::causal<seq, key>());
  CHECK(streams(e));
  TENON_AGREES(e);
  tenon::tensor<float, head<3>> slopes{1.0F / 16, 1.0F / 256, 0.25F};  // of two heads, and the first of four
  for (int offset : {0, 100}) {
    auto const distance = tenon::cast<float>(tenon::position<key>() - (tenon::position<seq>() + offset));
    auto const scores = in.scores() + slopes * distance;
    auto const visible = tenon::where(tenon::causal<seq, key>(), scores, -infinity);
    CHECK(tenon::all_close(e, tenon::dot<key>(tenon::softmax<key>(visible), in.v), 1e-5));
  }
}
