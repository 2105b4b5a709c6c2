// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// The tokenizer of examples/stories, with a vocabulary made here.

#include "tests/support/catch.hpp"

#include <cmath>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "examples/stories/tokenizer.hpp"

namespace {

template <class Number>
void append(std::string& to, Number n) {
  char raw[sizeof n];
  std::memcpy(raw, &n, sizeof n);
  to.append(raw, sizeof n);
}
void append_token(std::string& to, std::string_view text, float score) {
  append(to, score);
  append(to, static_cast<std::int32_t>(text.size()));
  to.append(text);
}

/// The marks and bytes, then tokens of the test.
std::string vocabulary(std::vector<std::pair<std::string, float>> const& more) {
  std::string file;
  append(file, std::int32_t{7});
  for (char const* mark : {"<unk>", "\n<s>\n", "\n</s>\n"}) append_token(file, mark, 0);
  for (int byte = 0; byte < 256; ++byte) {
    char name[8];
    std::snprintf(name, sizeof name, "<0x%02X>", static_cast<unsigned>(byte));
    append_token(file, name, 0);
  }
  for (auto const& [text, score] : more) append_token(file, text, score);
  return file;
}

stories::tokenizer made_of(std::string const& file) {
  return stories::tokenizer(stories::bytes("vocabulary", file));
}

// From 259 on.
std::string small() {
  return vocabulary({{"ab", -1},
                     {"bc", -0.5f},
                     {"abc", -2},
                     {" a", -3},
                     {" ", -9},
                     {"a", -9},
                     {"b", -9},
                     {"c", -9},
                     {"\xC3\xA9", -9},
                     {"<0x41>", -9},
                     {"a", -1}});
}
constexpr int abc = 261, space_a = 262, space = 263, a = 264, b = 265, e_acute = 267;

std::string decoded(stories::tokenizer const& t, std::vector<int> const& tokens) {
  std::string text;
  for (std::size_t i = 1; i < tokens.size(); ++i) text += t.decode(tokens[i - 1], tokens[i]);
  return text;
}

}  // namespace

TEST_CASE("the pair with the best score is merged first") {
  auto const t = made_of(small());
  using tokens = std::vector<int>;
  CHECK(t.size() == 270);
  CHECK(t.encode("") == tokens{1});
  CHECK(t.encode("a") == tokens{1, space_a});
  CHECK(t.encode("b") == tokens{1, space, b});
  CHECK(t.encode("abc") == tokens{1, space, abc});      // "bc" before "ab", then "abc" before " a"
  CHECK(t.encode("babc") == tokens{1, space, b, abc});  // so here
  CHECK(t.encode("bab") == tokens{1, space, b, 259});
  CHECK(t.encode("aa") == tokens{1, space_a, a});  // of two tokens with one text the first
}

TEST_CASE("characters that the vocabulary lacks become their bytes, and come back as they were") {
  auto const t = made_of(small());
  CHECK(t.encode("\xC3\xA9") == std::vector<int>{1, space, e_acute});
  CHECK(t.encode("\xC3\xA8") == std::vector<int>{1, space, 3 + 0xC3, 3 + 0xA8});
  CHECK(t.encode("\x80\xFF") == std::vector<int>{1, space, 3 + 0x80, 3 + 0xFF});  // not UTF-8 at all
  CHECK(t.encode(std::string_view("\0", 1)) == std::vector<int>{1, space, 3});
  std::string every;
  for (int i = 0; i < 256; ++i) every += static_cast<char>(i);
  for (std::string const& text : {every, std::string(" a  abcab"), std::string("\xF0\x9F\x98\x80 b"),
                                  std::string("\xC3"), std::string("\x80\x80\x80\x80\x80\x80")})
    CHECK(decoded(t, t.encode(text)) == text);
}

TEST_CASE("only the first space after the begin is not the text's") {
  auto const t = made_of(small());
  CHECK(t.decode(1, space_a) == "a");
  CHECK(t.decode(space, space_a) == " a");
  CHECK(t.decode(1, 3 + 'x') == "x");
  CHECK(t.decode(a, 268) == "<0x41>");  // looks like a byte, and is none
  CHECK(t.decode(a, 400).empty());
  CHECK(t.decode(a, -1).empty());
}

TEST_CASE("bytes that would move the cursor are not shown") {
  CHECK(stories::printable("\x07").empty());
  CHECK(stories::printable("\x1B").empty());
  CHECK(stories::printable("\n") == "\n");
  CHECK(stories::printable("\xC3") == "\xC3");  // a part of a character
  CHECK(stories::printable("ab") == "ab");
}

TEST_CASE("a broken vocabulary is refused with a sentence") {
  std::string const good = small();
  CHECK_NOTHROW(made_of(good));
  // A cut between two tokens is a smaller vocabulary; within one, and before the last byte, it is an error.
  std::size_t refused = 0;
  for (std::size_t length = 0; length < good.size(); ++length) {
    try {
      auto const t = made_of(good.substr(0, length));
      CHECK(t.size() >= 259);
      CHECK(t.size() < 270);
    } catch (std::runtime_error const& e) {
      ++refused;
      CHECK(std::string_view(e.what()).starts_with("vocabulary, byte "));
    }
  }
  CHECK(refused == good.size() - 11);

  auto const with = [&](std::size_t place, auto n) {
    std::string file = good;
    std::memcpy(file.data() + place, &n, sizeof n);
    return file;
  };
  CHECK_THROWS_WITH(made_of(with(0, std::int32_t{-7})), Catch::Contains("longest length is -7"));
  CHECK_THROWS_WITH(made_of(with(8, std::int32_t{-1})), Catch::Contains("token 0 has a length of -1"));
  CHECK_THROWS_WITH(made_of(with(8, std::int32_t{0x7FFFFFFF})), Catch::Contains("token 0 has a length of 2147483647"));
  CHECK_THROWS_WITH(made_of(with(8, std::int32_t{60000})), Catch::Contains("ends within a token: 60000 bytes wanted"));
  CHECK_THROWS_WITH(made_of(with(4, std::nanf(""))), Catch::Contains("token 0 has no score"));
}
