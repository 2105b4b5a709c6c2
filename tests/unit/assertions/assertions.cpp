// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Contracts that only assertions hold, here switched on whatever the build: an index outside, a result over an input.
// Each is broken in a child process, whose last words are read.

#undef NDEBUG
#include "tests/support/catch.hpp"

#include <tenon/tenon.hpp>

#include <csignal>
#include <string>

#include <sys/wait.h>
#include <unistd.h>

using namespace tenon::axes;

namespace {

struct ending {
  bool aborted;
  std::string words;
};

template <class F>
ending ending_of(F const& f) {
  int ends[2];
  REQUIRE(pipe(ends) == 0);
  pid_t const child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    std::signal(SIGABRT, SIG_DFL);  // not the test framework's
    close(ends[0]);
    dup2(ends[1], 2);
    f();
    _exit(0);
  }
  close(ends[1]);
  ending result{false, {}};
  char buffer[256];
  for (ssize_t n = 0; (n = read(ends[0], buffer, sizeof buffer)) > 0;)
    result.words.append(buffer, static_cast<std::size_t>(n));
  close(ends[0]);
  int status = 0;
  waitpid(child, &status, 0);
  result.aborted = WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
  return result;
}

}  // namespace

TEST_CASE("element access outside its axis") {
  tenon::tensor<float, seq<2>, embed<3>> x;
  volatile int inside = 1, outside = 3;
  CHECK_FALSE(ending_of([&] { x(1, inside) = 2; }).aborted);
  for (auto const& end : {ending_of([&] { x(1, outside) = 2; }), ending_of([&] { x(-inside, 0) = 2; })}) {
    CHECK(end.aborted);
    CHECK(end.words.find("tenon: element access: an index is outside its axis") != std::string::npos);
  }
}

TEST_CASE("evaluate_into over its own input") {
  tenon::tensor<float, seq<20>, embed<30>> x, y;
  auto const e = tenon::softmax<embed>(x);
  static tenon::workspace_for<decltype(e)> memory;
  CHECK_FALSE(ending_of([&] { tenon::evaluate_into(y, e, memory); }).aborted);
  auto const over = ending_of([&] { tenon::evaluate_into(x, e, memory); });
  CHECK(over.aborted);
  CHECK(over.words.find("tenon: evaluate_into: the result overlaps an input") != std::string::npos);
  tenon::view<float, seq<10>, embed<30>> half(x.data() + 300);
  auto const part = tenon::slice<seq, 5, 10>(x) * 2;
  static tenon::workspace_for<decltype(part)> none;
  CHECK(ending_of([&] { tenon::evaluate_into(half, part, none); }).aborted);
}
