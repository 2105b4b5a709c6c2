// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Without exceptions, bad input prints what an exception would have said, and aborts before anything is written. Each
// mistake is made in a child process; the destination lies in memory that both share.

#include <tenon/tenon.hpp>

#include <csignal>
#include <cstdio>
#include <cstring>

#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace tenon::axes;

namespace {

int failures = 0;

void expect(bool condition, char const* what) {
  if (condition) return;
  ++failures;
  std::printf("FAILED: %s\n", what);
}

/// Runs f in a child process, which must print the sentence on its standard error and abort.
template <class F>
void dies(F const& f, char const* sentence) {
  int ends[2];
  if (pipe(ends) != 0) return expect(false, "pipe");
  pid_t const child = fork();
  if (child == 0) {
    close(ends[0]);
    dup2(ends[1], 2);
    f();
    _exit(0);
  }
  close(ends[1]);
  char words[1024] = {};
  std::size_t length = 0;
  for (ssize_t n = 0; (n = read(ends[0], words + length, sizeof words - 1 - length)) > 0;)
    length += static_cast<std::size_t>(n);
  close(ends[0]);
  int status = 0;
  waitpid(child, &status, 0);
  expect(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT, sentence);
  expect(std::strstr(words, sentence) != nullptr, words);
}

}  // namespace

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
