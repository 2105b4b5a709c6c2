// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The text of a plan in the making: numbered steps, indented by panel.

#include <string>
#include <string_view>

namespace tenon::schedule {

class printer {
 public:
  /// Begins a numbered step and returns its number.
  int step(std::string_view kernel, std::string const& what) {
    line(std::to_string(++count_) + ". " + std::string(kernel) + ": " + what);
    return count_;
  }
  void line(std::string const& text) {
    text_.append(static_cast<std::size_t>(depth_) * 2, ' ');
    text_ += text;
    text_ += '\n';
  }
  void note(std::string const& text) { line("   " + text); }
  void indent(int by) { depth_ += by; }
  std::string const& text() const { return text_; }

 private:
  std::string text_;
  int count_ = 0;
  int depth_ = 0;
};

}  // namespace tenon::schedule
