// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// What every fuzz target does with bytes that may be anything: they are a file that is read whole, or an io::error.

#include <tenon/io/archive.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace fuzz {

/// Opens the bytes as a file of a format and reads every element of every tensor. The bytes stand in a vector of their
/// own length, so that reading past their end is noticed.
template <class Format>
int reads(std::uint8_t const* data, std::size_t size) {
  std::vector<std::uint8_t> const copy(data, data + size);
  try {
    Format const file(std::as_bytes(std::span(copy)));
    std::size_t sum = 0;
    for (tenon::io::entry const& e : file.entries()) {
      for (std::byte const b : e.bytes) sum += std::to_integer<std::size_t>(b);
      std::size_t const count = e.bytes.size() / tenon::io::size_of(e.dtype);
      std::vector<double> numbers(count);
      std::vector<std::int8_t> integers(count);
      if (tenon::io::converts<double>(e.dtype))
        sum += tenon::io::convert(e.dtype, e.bytes.data(), count, numbers.data());
      if (tenon::io::converts<std::int8_t>(e.dtype))
        sum += tenon::io::convert(e.dtype, e.bytes.data(), count, integers.data());
      if (file.find(e.name) != &e) __builtin_trap();
    }
    std::size_t volatile keep = sum;
    static_cast<void>(keep);
  } catch (tenon::io::error const&) {
    return 0;
  }
  return 0;
}

}  // namespace fuzz
