// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// A mask is an expression made of positions. No mask is ever stored; what one rules out is not computed.

#include <tenon/tenon.hpp>

#include <cstdio>
#include <iostream>
#include <limits>

#include "plain/best_time.hpp"

using namespace tenon::axes;

constexpr float never = -std::numeric_limits<float>::infinity();

template <class Mask>
void draw(char const* name, Mask const& mask) {
  // A mask has no length of its own; broadcast gives it one.
  tenon::tensor<bool, seq<8>, key<8>> const table = tenon::broadcast<seq<8>, key<8>>(mask);
  std::printf("%s\n", name);
  for (int i = 0; i < 8; ++i) {
    std::printf("  ");
    for (int j = 0; j < 8; ++j) std::printf("%s", table(i, j) ? "x " : ". ");
    std::printf("\n");
  }
}

int main() {
  draw("causal<seq, key>()", tenon::causal<seq, key>());
  draw("causal<seq, key>(2): two keys came before the first query", tenon::causal<seq, key>(2));
  draw("sliding_window<seq, key>(3)", tenon::sliding_window<seq, key>(3));
  draw("key_length<key>(5)", tenon::key_length<key>(5));
  draw("causal<seq, key>() && key_length<key>(5)", tenon::causal<seq, key>() && tenon::key_length<key>(5));
  draw("every second key, written out",
       tenon::position<key>() <= tenon::position<seq>() && tenon::position<key>() / 2 * 2 == tenon::position<key>());

  // In attention: the scores where the mask holds, minus infinity elsewhere.
  using queries = tenon::tensor<float, batch<2>, seq<512>, head<4>, head_dim<64>>;
  using positions = tenon::tensor<float, batch<2>, key<512>, head<4>, head_dim<64>>;
  queries const q = tenon::random_normal<queries>(1);
  positions const k = tenon::random_normal<positions>(2), v = tenon::random_normal<positions>(3);
  tenon::tensor<int, batch<2>> const lengths{512, 300};  // the second example is shorter: the rest is padding

  auto scores = tenon::dot<head_dim>(q, k) * 0.125f;
  auto attend = [&](auto const& s) { return tenon::dot<key>(tenon::softmax<key>(s), v); };

  auto all = attend(scores);
  auto past = attend(tenon::where(tenon::causal<seq, key>(), scores, never));
  auto near = attend(tenon::where(tenon::sliding_window<seq, key>(64), scores, never));
  auto padded = attend(tenon::where(tenon::causal<seq, key>() && tenon::key_length<key>(lengths), scores, never));

  std::cout << "\n" << tenon::describe(padded) << "\n";

  queries out;
  auto time = [&](char const* name, auto const& e) {
    std::printf("  %-24s %8.0f\n", name, plain::best_time(10, [&] { out = e; }));
  };
  std::printf("best time in microseconds, one thread: what a mask rules out costs nothing\n");
  time("no mask", all);
  time("causal", past);
  time("window of 64", near);
  time("causal, with lengths", padded);

  // A query that may look at nothing gets zeros, not NaN.
  tenon::tensor const nothing = attend(tenon::where(tenon::key_length<key>(0), scores, never));
  return tenon::all_close(nothing, 0) &&
                 tenon::all_close(tenon::evaluate(padded), tenon::evaluate<tenon::unfused>(padded))
             ? 0
             : 1;
}
