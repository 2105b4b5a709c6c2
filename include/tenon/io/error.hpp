// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// What is thrown when a file is not what it should be.

#include <stdexcept>
#include <string_view>

#include <tenon/tensor/error.hpp>

namespace tenon::io {

/// A file that cannot be read, written, or used as asked: the text names the file, the tensor, what was expected and
/// what was found. Without exceptions it is printed, and the program aborts.
class error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

namespace detail {

/// Throws an error about a file; the parts are texts and whole numbers.
template <class... Parts>
[[noreturn]] void refuse(std::string_view path, Parts const&... parts) {
  tenon::detail::fail<error>("tenon: io: ", path, ": ", parts...);
}

}  // namespace detail
}  // namespace tenon::io
