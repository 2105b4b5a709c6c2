// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The text of a plan in the making: numbered steps, indented by panel.

#include <string>
#include <string_view>
#include <vector>

#include <tenon/tensor/error.hpp>

namespace tenon::schedule {

class printer {
 public:
  // Parts are texts and whole numbers. They are appended: of sums of strings g++ 12 warns falsely.

  /// Begins a numbered step and returns its number.
  template <class... Parts>
  int step(std::string_view kernel, Parts const&... what) {
    line(++count_, ". ", kernel, ": ", what...);
    return count_;
  }
  template <class... Parts>
  void line(Parts const&... parts) {
    text_.append(static_cast<std::size_t>(depth_) * 2, ' ');
    (tenon::detail::append(text_, parts), ...);
    text_.push_back('\n');
  }
  void note(std::string_view text, std::string_view more = {}) { line("   ", text, more); }

  /// Was a stored value of this kind, and the same one, told before? Then only which step it was is told again.
  template <class Same>
  bool is_told(void const* kind, Same const& same) {
    for (entry const& t : told_) {
      if (t.kind != kind || !same(t.node)) continue;
      line("(", t.step, ". again: stored already)");
      return has_repeats_ = true;
    }
    return false;
  }
  void told(void const* kind, void const* node) { told_.push_back({kind, node, count_}); }
  /// Did a value occur twice, so that the plan's numbers are upper bounds?
  bool has_repeats() const { return has_repeats_; }
  /// The steps so far.
  int count() const { return count_; }
  void indent(int by) { depth_ += by; }
  std::string& text() { return text_; }

 private:
  struct entry {
    void const* kind;
    void const* node;
    int step;
  };
  std::vector<entry> told_;
  bool has_repeats_ = false;
  std::string text_;
  int count_ = 0;
  int depth_ = 0;
};

}  // namespace tenon::schedule
