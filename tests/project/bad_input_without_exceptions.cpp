// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Without exceptions, bad input prints what an exception would have said, and aborts before anything is written. Each
// mistake is made in a child process; the destination lies in memory that both share.

#include <tenon/tenon.hpp>

#include <sys/mman.h>

#include "tests/project/dies.hpp"

using namespace tenon::axes;

int main() {
  tenon::tensor<float, vocab<11>, embed<20>> table = tenon::full<float, vocab<11>, embed<20>>(3);
  tenon::tensor<int, seq<3>> ids{0, 10, 11};
  auto* const shared =
      static_cast<float*>(mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
  tenon::view<float, seq<3>, embed<20>> out(shared);
  out = tenon::full<float, seq<3>, embed<20>>(77);

  dies([&] { out = tenon::take<vocab>(table, ids) * 2; },
       "tenon: take: id 11 is not in the table: expected 0 to 10 along vocab<11>");
  auto const scores = tenon::zeros<float, seq<3>, embed<20>>();
  dies([&] { out = tenon::softmax<embed>(tenon::where(tenon::key_length<embed>(21), scores, 0)); },
       "tenon: key_length: the length 21 does not fit: expected 0 to 20 along embed<20>");
  dies([&] { table.at(0, 20) = 1; },
       "tenon: at: expected an index from 0 to 19 for axis embed<20> of [vocab<11>, embed<20>], found 20");
  for (std::size_t i = 0; i < 60; ++i) expect(shared[i] == 77.0f, "the destination was written");

  ids(2) = 1;
  out = tenon::take<vocab>(table, ids) * 2;
  expect(out(2, 19) == 6.0f, "a right id");
  std::printf("%d failures\n", failures);
  return failures == 0 ? 0 : 1;
}
