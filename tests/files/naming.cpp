// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Namings: what a pattern matches, beside regular expressions, and the sentence for every way to say one wrongly.

#include <tenon/io/naming.hpp>

#include "tests/support/catch.hpp"

#include <random>
#include <regex>

namespace io = tenon::io;

namespace {

/// The text of the error that f throws, without what every one begins with; empty if it throws none.
template <class F>
std::string complaint(F f) {
  try {
    static_cast<void>(f());
  } catch (io::error const& e) {
    constexpr std::string_view begin = "tenon: io: naming: ";
    std::string const text = e.what();
    return text.starts_with(begin) ? text.substr(begin.size()) : "another error: " + text;
  }
  return {};
}
std::string mapped(std::string_view model, std::string_view file) {
  return complaint([&] { return io::naming().map(model, file); });
}
std::string ignored(std::string_view pattern) {
  return complaint([&] { return io::naming().ignore(pattern); });
}

/// What a pattern means, as a regular expression of whole names.
std::regex meaning(std::vector<std::string> const& components) {
  std::string text;
  for (std::string const& c : components) {
    if (!text.empty()) text += "\\.";
    text += c == "{...}" ? std::string("[^]+") : c.front() == '{' ? std::string("[^.]+") : c;
  }
  return std::regex(text);
}

}  // namespace

TEST_CASE("a pattern matches what its regular expression matches") {
  std::mt19937 random(1);
  auto const below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  std::vector<std::string> const words{"h", "attn", "w", "0", "12"};
  std::size_t hits = 0;
  for (int round = 0; round < 400; ++round) {
    std::vector<std::string> components;
    std::string pattern;
    std::size_t const count = 1 + below(4);
    for (std::size_t i = 0; i < count; ++i) {
      bool const open = i + 1 == count && below(4) == 0;
      components.push_back(open            ? "{...}"
                           : below(3) == 0 ? "{i" + std::to_string(i) + "}"
                                           : words[below(words.size())]);
      pattern += (i == 0 ? "" : ".") + components.back();
    }
    io::detail::name_pattern const p(pattern, true);
    std::regex const expected = meaning(components);
    for (int k = 0; k < 20; ++k) {
      std::string name;
      for (std::size_t i = 0, n = 1 + below(5); i < n; ++i) {
        name += (i == 0 ? "" : ".") + (below(15) == 0 ? std::string() : words[below(words.size())]);
      }
      io::detail::bindings found;
      INFO(pattern << " and " << name);
      bool const hit = p.matches(name, found);
      CHECK(hit == std::regex_match(name, expected));
      hits += hit ? 1 : 0;
    }
  }
  CHECK(hits > 400);
}

TEST_CASE("a template is filled with what the variables stood for") {
  io::detail::name_pattern const p("blocks.{i}.{which}.weight", false);
  io::detail::bindings found;
  REQUIRE(p.matches("blocks.11.query.weight", found));
  CHECK(io::detail::name_template("h{i}/attn/{which}/w").filled(found) == "h11/attn/query/w");
  CHECK(io::detail::name_template("{which}{i}").filled(found) == "query11");
  CHECK_FALSE(p.matches("blocks.11.query", found));
  CHECK_FALSE(p.matches("blocks.11.query.weight.more", found));
  CHECK_FALSE(p.matches("blocks..query.weight", found));
}

TEST_CASE("a malformed pattern is refused when the naming is made") {
  CHECK(mapped("a.{i}.b", "h.{i}.b").empty());
  CHECK(mapped("", "b") == "a pattern is empty");
  CHECK(mapped("a", "") == "a pattern is empty");
  CHECK(mapped("a..b", "c") == "\"a..b\" has an empty component");
  CHECK(mapped(".a", "c") == "\".a\" has an empty component");
  CHECK(mapped("a.", "c") == "\"a.\" has an empty component");
  CHECK(mapped("a.{i", "c") == "\"a.{i\" has a brace without its partner");
  CHECK(mapped("a.i}", "c") == "\"a.i}\" has a brace without its partner");
  CHECK(mapped("a", "c{") == "\"c{\" has a brace without its partner");
  CHECK(mapped("a.{}", "c") == "\"a.{}\": between braces stands the name of a variable, as in {i}; found {}");
  CHECK(mapped("a.{3}", "c") == "\"a.{3}\": between braces stands the name of a variable, as in {i}; found {3}");
  CHECK(mapped("a.b{i}", "c") == "\"a.b{i}\": a variable is a whole component between dots; found b{i}");
  CHECK(mapped("a.{i}.{i}", "c.{i}") == "\"a.{i}.{i}\" has the variable {i} twice");
  CHECK(mapped("a.{i}", "{i}.{i}") == "\"{i}.{i}\" has the variable {i} twice");
  CHECK(mapped("a.{i}", "c.{j}") == "\"c.{j}\" has the variable {j}, which \"a.{i}\" has not");
  CHECK(mapped("a.{i}", "c") ==
        "\"a.{i}\" has the variable {i}, which \"c\" has not, so that several parameters would be one tensor of the "
        "file");
  CHECK(mapped("a.{...}", "c") == "\"a.{...}\": {...} stands only at the end of what is ignored");
  CHECK(ignored("g.{...}").empty());
  CHECK(ignored("{...}").empty());
  CHECK(ignored("{...}.g") == "\"{...}.g\": {...} stands only at the end of what is ignored");
  CHECK(ignored("") == "a pattern is empty");
}

TEST_CASE("what contradicts itself is refused when the naming is made") {
  CHECK(complaint([] { return io::part(3, 3); }) == "part(3, 3): expected a part from 0 to 2");
  CHECK(complaint([] { return io::part(0, 0); }) == "part(0, 0): a tensor has at least one part");
  CHECK(complaint([] { return io::rows(4, 0); }) == "rows(4, 0) takes nothing");
  CHECK(complaint([] { return io::rows(static_cast<std::size_t>(-1), 2); }).ends_with("more rows than can be counted"));
  CHECK(complaint([] { return io::naming().map("a", "b", io::part(0, 2), io::rows(0, 2)); }) ==
        "\"a\" is said to be two pieces of the file's tensor at once");
  CHECK(complaint([] { return io::naming().map("a", "b", io::rows(0, 2), io::part(0, 2)); }) ==
        "\"a\" is said to be two pieces of the file's tensor at once");
  CHECK(complaint([] { return io::naming().map("a", "b", io::transposed, io::transposed); }) ==
        "\"a\" is said to be transposed twice");
  CHECK(complaint([] { return io::naming().map("a", "b", io::shaped(2), io::shaped(2)); }) ==
        "\"a\" is said to be shaped twice");
  CHECK(complaint([] { return io::naming().map("a.{i}", "b.{i}").map("a.{j}", "c.{j}"); }) ==
        "\"a.{j}\" is mapped twice, to \"b.{i}\" and to \"c.{j}\"");
  CHECK(complaint([] { return io::naming().axis("seq", ""); }) == "the name of an axis is empty");
  CHECK(complaint([] { return io::naming().axis("seq", "a").axis("seq", "b"); }) ==
        "the axis seq is named twice, a and b");
  // A part of a tensor of another shape is one piece.
  CHECK(complaint([] { return io::naming().map("a", "b", io::part(0, 2), io::shaped(2, 3), io::transposed); }).empty());
}
