// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// How a run-time error leaves: an exception that says what was expected and what was found; without exceptions, the
// same text on the standard error stream, then abort.

#include <concepts>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>

namespace tenon::detail {

inline void append(std::string& text, std::string_view part) {
  text.append(part);
}
template <std::integral N>
void append(std::string& text, N number) {
  text.append(std::to_string(number));
}

/// Throws Exception of the parts, texts and whole numbers, or prints them and aborts where exceptions are switched off.
/// (The parts are appended: of sums of strings g++ 12 warns falsely, in its users' programs too.)
template <class Exception, class... Parts>
[[noreturn]] inline void fail(Parts const&... parts) {
  std::string message;
  (append(message, parts), ...);
#if defined(__cpp_exceptions)
  throw Exception(message);
#else
  std::fprintf(stderr, "%s\n", message.c_str());
  std::abort();
#endif
}

}  // namespace tenon::detail
