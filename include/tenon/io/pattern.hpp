// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Names with variables in them: "blocks.{i}.attention.query.weight". A pattern is matched against names, component by
// component; a template is filled with what the variables of a match stood for.

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tenon/io/error.hpp>

namespace tenon::io::detail {

/// Throws an error about a naming; the parts are texts and whole numbers.
template <class... Parts>
[[noreturn]] void refuse_naming(Parts const&... parts) {
  tenon::detail::fail<error>("tenon: io: naming: ", parts...);
}

/// What variables stand for: name and text.
using bindings = std::vector<std::pair<std::string_view, std::string_view>>;

[[nodiscard]] inline bool is_variable_name(std::string_view text) {
  auto const letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
  auto const digit = [](char c) { return c >= '0' && c <= '9'; };
  return !text.empty() && letter(text.front()) &&
         std::all_of(text.begin(), text.end(), [&](char c) { return letter(c) || digit(c); });
}

/// Text without variables, or a variable.
struct pattern_piece {
  std::string text;
  bool variable = false;

  friend bool operator==(pattern_piece const&, pattern_piece const&) = default;
};

/// Takes a part of a pattern's text apart at its variables, each between braces.
[[nodiscard]] inline std::vector<pattern_piece> pieces_of(std::string_view rest, std::string_view text) {
  std::vector<pattern_piece> pieces;
  while (!rest.empty()) {
    std::size_t const brace = rest.find_first_of("{}");
    if (brace != 0) pieces.push_back({std::string(rest.substr(0, brace)), false});
    if (brace == std::string_view::npos) break;
    std::size_t const end = rest[brace] == '{' ? rest.find('}', brace) : std::string_view::npos;
    if (end == std::string_view::npos) refuse_naming("\"", text, "\" has a brace without its partner");
    std::string_view const name = rest.substr(brace + 1, end - brace - 1);
    if (!is_variable_name(name)) {
      refuse_naming("\"", text, "\": between braces stands the name of a variable, as in {i}; found {", name, "}");
    }
    auto const same = [&](pattern_piece const& p) { return p.variable && p.text == name; };
    if (std::any_of(pieces.begin(), pieces.end(), same)) {
      refuse_naming("\"", text, "\" has the variable {", name, "} twice");
    }
    pieces.push_back({std::string(name), true});
    rest.remove_prefix(end + 1);
  }
  return pieces;
}

/// A dotted name in which a variable is any one component. `{...}` at the end is one or more, where that is allowed.
class name_pattern {
 public:
  name_pattern(std::string_view text, bool open_end_allowed) : text_(text) {
    constexpr std::string_view rest = "{...}";
    if (text.empty()) refuse_naming("a pattern is empty");
    for (std::string_view left = text;;) {
      // A dot between braces is none between components.
      std::size_t dot = left.find('.');
      if (left.substr(0, rest.size()) == rest) dot = left.size() == rest.size() ? std::string_view::npos : rest.size();
      std::string_view const component = left.substr(0, dot);
      if (component == rest) {
        if (!open_end_allowed || dot != std::string_view::npos) {
          refuse_naming("\"", text, "\": {...} stands only at the end of what is ignored");
        }
        open_ = true;
      } else {
        add(component);
      }
      if (dot == std::string_view::npos) break;
      left.remove_prefix(dot + 1);
    }
  }

  [[nodiscard]] std::string const& text() const { return text_; }

  [[nodiscard]] bool matches(std::string_view name, bindings& found) const {
    found.clear();
    for (std::size_t i = 0; i < components_.size(); ++i) {
      std::size_t const dot = name.find('.');
      std::string_view const component = name.substr(0, dot);
      if (components_[i].variable) {
        if (component.empty()) return false;
        found.emplace_back(components_[i].text, component);
      } else if (component != components_[i].text) {
        return false;
      }
      bool const last = i + 1 == components_.size() && !open_;
      if (last != (dot == std::string_view::npos)) return false;
      if (!last) name.remove_prefix(dot + 1);
    }
    return !open_ || !name.empty();
  }
  [[nodiscard]] bool has(std::string_view variable) const {
    return std::any_of(components_.begin(), components_.end(),
                       [&](pattern_piece const& c) { return c.variable && c.text == variable; });
  }
  [[nodiscard]] std::vector<pattern_piece> const& components() const { return components_; }

  /// The same names match both.
  [[nodiscard]] bool same_as(name_pattern const& other) const {
    return std::equal(components_.begin(), components_.end(), other.components_.begin(), other.components_.end(),
                      [](pattern_piece const& a, pattern_piece const& b) {
                        return a.variable == b.variable && (a.variable || a.text == b.text);
                      });
  }

 private:
  void add(std::string_view component) {
    std::vector<pattern_piece> const pieces = pieces_of(component, text_);
    if (pieces.empty()) refuse_naming("\"", text_, "\" has an empty component");
    if (pieces.size() != 1) {
      refuse_naming("\"", text_, "\": a variable is a whole component between dots; found ", component);
    }
    if (pieces.front().variable && has(pieces.front().text)) {
      refuse_naming("\"", text_, "\" has the variable {", pieces.front().text, "} twice");
    }
    components_.push_back(pieces.front());
  }

  std::string text_;
  std::vector<pattern_piece> components_;
  bool open_ = false;
};

/// The name in the file, with the variables of a pattern: any text.
class name_template {
 public:
  explicit name_template(std::string_view text) : text_(text), pieces_(pieces_of(text, text)) {
    if (text.empty()) refuse_naming("a pattern is empty");
  }

  [[nodiscard]] std::string const& text() const { return text_; }

  [[nodiscard]] std::string filled(bindings const& values) const {
    std::string name;
    for (pattern_piece const& piece : pieces_) {
      if (!piece.variable) {
        name += piece.text;
      } else {
        auto const value =
            std::find_if(values.begin(), values.end(), [&](auto const& v) { return v.first == piece.text; });
        if (value != values.end()) name += value->second;
      }
    }
    return name;
  }
  /// Throws unless this has exactly the variables of a pattern.
  void check_against(name_pattern const& model) const {
    for (pattern_piece const& piece : pieces_) {
      if (piece.variable && !model.has(piece.text)) {
        refuse_naming("\"", text_, "\" has the variable {", piece.text, "}, which \"", model.text(), "\" has not");
      }
    }
    for (pattern_piece const& component : model.components()) {
      auto const same = [&](pattern_piece const& p) { return p.variable && p.text == component.text; };
      if (component.variable && std::none_of(pieces_.begin(), pieces_.end(), same)) {
        refuse_naming("\"", model.text(), "\" has the variable {", component.text, "}, which \"", text_,
                      "\" has not, so that several parameters would be one tensor of the file");
      }
    }
  }

 private:
  std::string text_;
  std::vector<pattern_piece> pieces_;
};

}  // namespace tenon::io::detail
