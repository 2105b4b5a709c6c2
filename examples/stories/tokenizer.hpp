// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Text to tokens and back, as llama2.c does it with a vocabulary of sentencepiece: a space before the text, characters
// first (or their bytes, where the vocabulary has no such character), then the pair with the best score is merged until
// no pair is a token.

#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "examples/stories/bytes.hpp"

namespace stories {

inline constexpr int begin_of_text = 1;  ///< the token before every text; where a model makes it, the text is over
inline constexpr int first_byte = 3;     ///< tokens 3 … 258 are the bytes 0 … 255

class tokenizer {
 public:
  /// Reads llama2.c's format: int32 longest token, then for each token float32 score, int32 length and its bytes.
  explicit tokenizer(bytes file) {
    auto const longest = file.number<std::int32_t>("the longest length");
    if (longest < 1 || longest > 1 << 16)
      file.refuse("the longest length is " + std::to_string(longest) + "; not a vocabulary of llama2.c");
    while (file.left() != 0) {
      auto const score = file.number<float>("a score");
      auto const length = file.number<std::int32_t>("a length");
      // (The longest length does not count what stands for bytes and marks, as "<0x0A>".)
      if (length < 0 || length > 1 << 16)
        file.refuse("token " + std::to_string(size()) + " has a length of " + std::to_string(length));
      if (std::isnan(score)) file.refuse("token " + std::to_string(size()) + " has no score");
      tokens_.push_back({std::string(file.take(static_cast<std::size_t>(length), "a token")), score});
    }
    for (int byte = 0; byte < 256; ++byte) {
      if (size() <= first_byte + byte || tokens_[static_cast<std::size_t>(first_byte + byte)].text != byte_name(byte))
        file.refuse("token " + std::to_string(first_byte + byte) + " should be the byte " + byte_name(byte));
      bytes_.push_back(static_cast<char>(byte));
    }
    for (int i = 0; i < size(); ++i) ids_.emplace(tokens_[static_cast<std::size_t>(i)].text, i);  // the first counts
  }
  explicit tokenizer(std::string const& path) : tokenizer(bytes(path)) {}

  [[nodiscard]] int size() const { return static_cast<int>(tokens_.size()); }

  /// The tokens of a text, begin_of_text first. Cost: of n characters, n² steps at most.
  [[nodiscard]] std::vector<int> encode(std::string_view text) const {
    std::vector<int> result{begin_of_text};
    if (text.empty()) return result;
    if (int const space = id(" "); space >= 0) result.push_back(space);
    while (!text.empty()) {
      std::string_view const character = text.substr(0, character_length(text));
      text.remove_prefix(character.size());
      if (int const known = id(character); known >= 0)
        result.push_back(known);
      else
        for (char c : character) result.push_back(first_byte + static_cast<unsigned char>(c));
    }
    merge(result);
    return result;
  }

  /// The text that a token adds after another one. A space after begin_of_text is the one that `encode` put there.
  [[nodiscard]] std::string_view decode(int previous, int token) const {
    if (token < 0 || token >= size()) return {};
    if (token >= first_byte && token < first_byte + 256)
      return std::string_view(bytes_).substr(static_cast<std::size_t>(token - first_byte), 1);
    std::string_view text = tokens_[static_cast<std::size_t>(token)].text;
    if (previous == begin_of_text && text.starts_with(' ')) text.remove_prefix(1);
    return text;
  }

 private:
  struct entry {
    std::string text;
    float score;
  };
  static std::string byte_name(int byte) {
    char const* const digits = "0123456789ABCDEF";
    return {'<', '0', 'x', digits[byte / 16], digits[byte % 16], '>'};
  }
  /// A character of UTF-8 is its first byte and what continues it, four bytes at most.
  static std::size_t character_length(std::string_view text) {
    std::size_t n = 1;
    while (n < 4 && n < text.size() && (static_cast<unsigned char>(text[n]) & 0xC0u) == 0x80u) ++n;
    return n;
  }
  [[nodiscard]] int id(std::string_view text) const {
    auto const found = ids_.find(std::string(text));
    return found == ids_.end() ? -1 : found->second;
  }
  /// What two neighbours are together, and its score; no token: −infinity.
  [[nodiscard]] std::pair<int, float> joined(int a, int b) const {
    int const token = id(tokens_[static_cast<std::size_t>(a)].text + tokens_[static_cast<std::size_t>(b)].text);
    return {token,
            token < 0 ? -std::numeric_limits<float>::infinity() : tokens_[static_cast<std::size_t>(token)].score};
  }
  void merge(std::vector<int>& tokens) const {
    std::vector<std::pair<int, float>> pairs;  // of tokens[i] and tokens[i + 1]: only two change with a merge
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i) pairs.push_back(joined(tokens[i], tokens[i + 1]));
    for (;;) {
      std::size_t best = pairs.size();
      for (std::size_t i = 0; i < pairs.size(); ++i)
        if (pairs[i].first >= 0 && (best == pairs.size() || pairs[i].second > pairs[best].second)) best = i;
      if (best == pairs.size()) return;
      tokens[best] = pairs[best].first;
      tokens.erase(tokens.begin() + static_cast<std::ptrdiff_t>(best) + 1);
      pairs.erase(pairs.begin() + static_cast<std::ptrdiff_t>(best));
      if (best > 0) pairs[best - 1] = joined(tokens[best - 1], tokens[best]);
      if (best < pairs.size()) pairs[best] = joined(tokens[best], tokens[best + 1]);
    }
  }

  std::vector<entry> tokens_;
  std::string bytes_;  // byte i at i: what a byte token adds
  std::unordered_map<std::string, int> ids_;
};

/// What may be shown of a token's text: bytes that would move the cursor or ring the bell are left out.
[[nodiscard]] inline std::string_view printable(std::string_view text) {
  if (text.size() != 1) return text;
  auto const c = static_cast<unsigned char>(text.front());
  return (c >= 0x20 && c != 0x7F) || c == '\n' || c == '\t' ? text : std::string_view();
}

}  // namespace stories
