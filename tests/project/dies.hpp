// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// What programs without exceptions check: a condition, and that a mistake, made in a child process, aborts with its
// sentence.

#include <csignal>
#include <cstdio>
#include <cstring>

#include <sys/wait.h>
#include <unistd.h>

inline int failures = 0;

inline void expect(bool condition, char const* what) {
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
