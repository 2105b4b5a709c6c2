// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Without exceptions and without RTTI weight files are read as ever, and a broken one prints what an exception would
// have said, and aborts.

#include <tenon/io/open.hpp>
#include <tenon/shape/axes.hpp>

#include <csignal>
#include <cstdio>
#include <cstring>

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

std::string data(char const* name) {
  return std::string(TENON_TEST_DIR "/files/data/").append(name);
}

}  // namespace

int main() {
  tenon::io::archive const file = tenon::io::open(data("ok.safetensors"));
  expect(file.view<float, seq<2>, key<3>, embed<4>>("a")(1, 2, 3) == 18.0F, "safetensors");
  tenon::io::archive const zip = tenon::io::open(data("deflated.npz"));
  expect(zip.get<double, seq<2>, key<3>, embed<4>>("a")(1, 2, 3) == 18.0, "npz");
  dies([&] { return file.get<float, seq<2>>("a"); }, "a: expected F32 [seq<2>], found F32 [2, 3, 4]");
  dies([&] { return file.get<float, seq<2>>("none"); }, "there is no tensor none; it has a, b, h, s, e");
  dies([] { return tenon::io::open(data("bad_dtype.safetensors")); }, "found the dtype Q32");
  dies([] { return tenon::io::open(data("bad_truncated.npy")); }, "expected the bytes of F32 [2, 3, 4], found 89");
  std::string const text("\x4\0\0\0\0\0\0\0{{}}", 12);
  dies([&] { return tenon::io::safetensors(std::as_bytes(std::span(text))); }, "it is no JSON at its byte 2");
  std::printf("%d failures\n", failures);
  return failures == 0 ? 0 : 1;
}
