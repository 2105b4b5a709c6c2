// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Evaluation is const on its inputs: the same expression may run in many threads at once, and always gives the same
// bits.

#include "tests/support/catch.hpp"

#include <tenon/tenon.hpp>

#include <algorithm>
#include <thread>
#include <vector>

using namespace tenon::axes;

TEST_CASE("many threads evaluate one expression") {
  auto const q = tenon::random_normal<float, seq<40>, head_dim<16>>(1);
  auto const k = tenon::random_normal<float, key<50>, head_dim<16>>(2);
  auto const attended = tenon::dot<key>(tenon::softmax<key>(tenon::dot<head_dim>(q, k)),
                                        tenon::random_normal<float, key<50>, embed<24>>(3));
  auto const larger = tenon::softmax<embed>(tenon::random_normal<float, seq<300>, embed<40>>(4) * 2);
  tenon::tensor const expected = attended;
  tenon::tensor const rows = larger;
  std::vector<int> same(4, 0);
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < 4; ++i) {
    threads.emplace_back([&, i] {
      decltype(tenon::tensor(attended)) mine;
      for (int round = 0; round < 50; ++round) {
        mine = attended;
        auto const copy = larger;  // shares what it holds with the others
        same[i] += std::ranges::equal(mine, expected) && std::ranges::equal(tenon::evaluate(copy), rows) ? 1 : 0;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(same == std::vector<int>(4, 50));
}

TEST_CASE("an evaluation inside an evaluation") {
  auto const x = tenon::random_normal<float, seq<30>, embed<40>>(1);
  // The function of the user runs a plan of its own, in the same thread.
  auto const inner = [&](float v) {
    return v * static_cast<float>(tenon::sum(tenon::softmax<embed>(tenon::slice<seq, 0, 1>(x))));
  };
  CHECK(tenon::all_close(tenon::softmax<embed>(tenon::map(inner, x)), tenon::softmax<embed>(x)));
}
