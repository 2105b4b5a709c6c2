// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// A binary file read from front to back. Nothing in it is trusted: what would be read past its end throws, with the
// name of the file and the place.

#include <cstdint>
#include <cstring>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace stories {

class bytes {
 public:
  explicit bytes(std::string path) : path_(std::move(path)) {
    std::ifstream in(path_, std::ios::binary);
    if (!in) throw std::runtime_error(path_ + ": cannot be opened");
    content_.assign(std::istreambuf_iterator<char>(in), {});
    if (in.bad()) throw std::runtime_error(path_ + ": cannot be read");
  }
  /// For tests: content that stands in no file.
  bytes(std::string name, std::string_view content)
      : path_(std::move(name)), content_(content.begin(), content.end()) {}

  [[nodiscard]] std::size_t left() const { return content_.size() - place_; }

  template <class Number>
  [[nodiscard]] Number number(char const* what) {
    static_assert(std::is_arithmetic_v<Number>);
    Number n;
    std::memcpy(&n, take(sizeof n, what).data(), sizeof n);
    return n;
  }
  [[nodiscard]] std::string_view take(std::size_t count, char const* what) {
    if (count > left())
      refuse(std::string("ends within ") + what + ": " + std::to_string(count) + " bytes wanted, " +
             std::to_string(left()) + " left");
    std::string_view const found(content_.data() + place_, count);
    place_ += count;
    return found;
  }
  [[noreturn]] void refuse(std::string const& why) const {
    throw std::runtime_error(path_ + ", byte " + std::to_string(place_) + ": " + why);
  }

 private:
  std::string path_;
  std::vector<char> content_;
  std::size_t place_ = 0;
};

}  // namespace stories
