// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// How a run-time error leaves: an exception that says what was expected and what was found; without exceptions, the
// same text on the standard error stream, then abort.

#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <string>

namespace tenon::detail {

/// Throws Exception(message), or prints the message and aborts where exceptions are switched off.
template <class Exception>
[[noreturn]] inline void fail(std::string const& message) {
#if defined(__cpp_exceptions)
  throw Exception(message);
#else
  std::fprintf(stderr, "%s\n", message.c_str());
  std::abort();
#endif
}

}  // namespace tenon::detail
