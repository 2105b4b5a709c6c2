// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The text of a plan in the making: numbered steps, indented by panel.

#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include <tenon/kernel/estimate.hpp>
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
  /// What the cost model says of the step just told, in vectors of T.
  template <class T>
  void predict(kernel::estimate const& e) {
    total_.operations += e.operations;
    total_.bytes += e.bytes;
    total_.arithmetic += e.cycles();
    line("   predicted ", whole(e.cycles()), " cycles, ", hundredths(e.fraction<T>()), " of peak, held by ",
         e.arithmetic < e.transfer ? "memory"
         : e.operations > 0        ? "arithmetic"
                                   : "copying",
         ": ", whole(e.operations), " operations, ", whole(e.bytes), " bytes, ",
         e.intensity() < 10 ? hundredths(e.intensity()) : std::to_string(whole(e.intensity())), " operations a byte");
  }
  /// Of all steps told: operations, bytes, and cycles one after the other (as `arithmetic`).
  kernel::estimate const& total() const { return total_; }
  static unsigned long long whole(double x) { return static_cast<unsigned long long>(std::llround(x)); }
  /// Two decimals.
  static std::string hundredths(double x) {
    unsigned long long const n = whole(x * 100);
    std::string text = n < 100 ? std::string() : std::to_string(n / 100);
    text.push_back('.');
    text.push_back(static_cast<char>('0' + n / 10 % 10));
    text.push_back(static_cast<char>('0' + n % 10));
    return text;
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
  kernel::estimate total_;
  bool has_repeats_ = false;
  std::string text_;
  int count_ = 0;
  int depth_ = 0;
};

}  // namespace tenon::schedule
