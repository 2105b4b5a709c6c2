// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Zip files that no library would write.

#include <cstdint>
#include <string>
#include <vector>

namespace files {

/// An entry of a zip: what its headers say need not be true.
struct zipped {
  std::string name;
  std::string data;
  std::uint16_t method = 0;
  std::uint32_t size = static_cast<std::uint32_t>(data.size());
  std::uint16_t flags = 0;
  std::uint32_t more_checksum = 0;  // by how much the checksum is wrong
};

inline std::uint32_t checksum(std::string const& data) {
  std::uint32_t crc = ~0U;
  for (char const c : data) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ ((crc & 1U) != 0 ? 0xedb88320U : 0U);
  }
  return ~crc;
}

/// A zip of entries; with `shared`, all of them point to the bytes of the first.
inline std::string zip_of(std::vector<zipped> const& entries, bool shared = false) {
  std::string text;
  auto const number = [&](std::size_t n, int bytes) {
    for (; bytes > 0; --bytes, n >>= 8) text.push_back(static_cast<char>(n & 255U));
  };
  auto const common = [&](zipped const& e) {
    number(e.flags, 2);
    number(e.method, 2);
    number(0x00210000, 4);
    number(checksum(e.data) + e.more_checksum, 4);
    number(e.data.size(), 4);
    number(e.size, 4);
    number(e.name.size(), 2);
    number(0, 2);
  };
  std::vector<std::size_t> places;
  for (zipped const& e : entries) {
    places.push_back(shared ? 0 : text.size());
    if (shared && places.size() > 1) continue;
    number(0x04034b50, 4);
    number(20, 2);
    common(e);
    text.append(e.name).append(e.data);
  }
  std::size_t const directory = text.size();
  for (std::size_t i = 0; i < entries.size(); ++i) {
    number(0x02014b50, 4);
    number(20, 2);
    number(20, 2);
    common(entries[i]);
    number(0, 10);
    number(places[i], 4);
    text.append(entries[i].name);
  }
  std::size_t const end = text.size();
  number(0x06054b50, 4);
  number(0, 4);
  number(entries.size(), 2);
  number(entries.size(), 2);
  number(end - directory, 4);
  number(directory, 4);
  number(0, 2);
  return text;
}

}  // namespace files
