// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// The rule by which a file's elements become a tensor's, for every dtype; the 16-bit floats over all their values.

#include "tests/support/catch.hpp"

#include <tenon/io/dtype.hpp>

#include <cmath>
#include <optional>
#include <string>

using tenon::io::dtype;
using tenon::io::precision;

namespace {

constexpr dtype all[] = {dtype::boolean, dtype::i8,  dtype::i16, dtype::i32,  dtype::i64, dtype::u8, dtype::u16,
                         dtype::u32,     dtype::u64, dtype::f16, dtype::bf16, dtype::f32, dtype::f64};

/// The dtypes that become a T, in the order of `all`: + where one does.
template <class T>
std::string accepted(precision allowed = precision::exact) {
  std::string text;
  for (dtype const d : all) text.push_back(tenon::io::converts<T>(d, allowed) ? '+' : '-');
  return text;
}

/// Converts one value; nothing if it does not fit.
template <class To, class From>
std::optional<To> converted(From value) {
  To result{};
  auto const* const bytes = reinterpret_cast<std::byte const*>(&value);
  if (tenon::io::convert(tenon::io::dtype_of<From>, bytes, 1, &result) != 1) return std::nullopt;
  return result;
}
template <class T>
T widened(dtype type, std::uint16_t bits) {
  T result{};
  bool const done = tenon::io::convert(type, reinterpret_cast<std::byte const*>(&bits), 1, &result) == 1;
  return done ? result : T{77};
}

/// What a sign, an exponent and a fraction mean, by the standard's formula.
double meaning(unsigned bits, int exponent_bits, int fraction_bits) {
  int const bias = (1 << (exponent_bits - 1)) - 1;
  int const exponent = static_cast<int>(bits >> fraction_bits) & ((1 << exponent_bits) - 1);
  auto const fraction = static_cast<double>(bits & ((1U << fraction_bits) - 1U));
  double const sign = (bits >> (exponent_bits + fraction_bits)) != 0 ? -1 : 1;
  if (exponent == (1 << exponent_bits) - 1)
    return fraction == 0 ? sign * std::numeric_limits<double>::infinity() : std::numeric_limits<double>::quiet_NaN();
  if (exponent == 0) return sign * std::ldexp(fraction, 1 - bias - fraction_bits);
  return sign * std::ldexp(std::ldexp(1.0, fraction_bits) + fraction, exponent - bias - fraction_bits);
}

template <class T>
int wrong_values(dtype type, int exponent_bits) {
  int wrong = 0;
  for (unsigned bits = 0; bits < 65536; ++bits) {
    auto const found = static_cast<double>(widened<T>(type, static_cast<std::uint16_t>(bits)));
    double const expected = meaning(bits, exponent_bits, 15 - exponent_bits);
    bool const same =
        std::isnan(expected) ? std::isnan(found) : found == expected && std::signbit(found) == std::signbit(expected);
    wrong += same ? 0 : 1;
  }
  return wrong;
}

}  // namespace

TEST_CASE("dtypes have the names and sizes of safetensors") {
  std::string text;
  std::size_t bytes = 0;
  for (dtype const d : all) {
    text.append(name_of(d)).append(" ");
    bytes += size_of(d);
  }
  CHECK(text == "BOOL I8 I16 I32 I64 U8 U16 U32 U64 F16 BF16 F32 F64 ");
  CHECK(bytes == 1 + 15 + 15 + 2 + 2 + 4 + 8);
  CHECK(tenon::io::dtype_of<bool> == dtype::boolean);
  CHECK(tenon::io::dtype_of<std::int8_t> == dtype::i8);
  CHECK(tenon::io::dtype_of<std::uint16_t> == dtype::u16);
  CHECK(tenon::io::dtype_of<int> == dtype::i32);
  CHECK(tenon::io::dtype_of<long long> == dtype::i64);
  CHECK(tenon::io::dtype_of<std::uint64_t> == dtype::u64);
  CHECK(tenon::io::dtype_of<float> == dtype::f32);
  CHECK(tenon::io::dtype_of<double> == dtype::f64);
}

TEST_CASE("only what loses nothing is converted, and rounding where it is allowed") {
  //                          BOOL, integers, F16 BF16 F32 F64
  CHECK(accepted<bool>() == "+------------");
  CHECK(accepted<int>() == "-++++++++----");
  CHECK(accepted<std::uint8_t>() == "-++++++++----");
  CHECK(accepted<float>() == "---------+++-");
  CHECK(accepted<float>(precision::rounded) == "---------++++");
  CHECK(accepted<double>() == "---------++++");
  CHECK(accepted<int>(precision::rounded) == accepted<int>());
}

TEST_CASE("the 16-bit floats widen exactly, all of them") {
  CHECK(wrong_values<float>(dtype::f16, 5) == 0);
  CHECK(wrong_values<double>(dtype::f16, 5) == 0);
  CHECK(wrong_values<float>(dtype::bf16, 8) == 0);
  CHECK(wrong_values<double>(dtype::bf16, 8) == 0);
}

TEST_CASE("F32 widens, F64 rounds to the nearest float") {
  CHECK(converted<double>(0.1F) == static_cast<double>(0.1F));
  CHECK(converted<double>(1e-45F) == static_cast<double>(1e-45F));
  CHECK(converted<float>(0.1) == 0.1F);
  CHECK(converted<float>(1e300) == std::numeric_limits<float>::infinity());
}

TEST_CASE("an integer becomes another that holds it") {
  CHECK(converted<std::int64_t>(std::int8_t{-5}) == -5);
  CHECK(converted<std::int8_t>(std::int64_t{-128}) == std::int8_t{-128});
  CHECK_FALSE(converted<std::int8_t>(std::int64_t{-129}));
  CHECK(converted<std::int8_t>(std::uint64_t{127}) == std::int8_t{127});
  CHECK_FALSE(converted<std::int8_t>(std::uint64_t{128}));
  CHECK_FALSE(converted<std::uint64_t>(std::int8_t{-1}));
  CHECK_FALSE(converted<std::int64_t>(std::uint64_t{1} << 63));
  CHECK(converted<std::uint64_t>(std::uint64_t{1} << 63) == std::uint64_t{1} << 63);
  CHECK_FALSE(converted<std::uint32_t>(std::int32_t{-1}));
  CHECK_FALSE(converted<std::int32_t>(std::uint32_t{0xffffffff}));
  CHECK(converted<std::int16_t>(std::uint8_t{255}) == std::int16_t{255});
}

TEST_CASE("the first value that does not fit is said") {
  std::int64_t const values[] = {1, -2, 300, 4};
  std::int8_t out[4] = {};
  CHECK(tenon::io::convert(dtype::i64, reinterpret_cast<std::byte const*>(values), 4, out) == 2);
  CHECK(out[1] == -2);
  unsigned char const truths[] = {0, 1, 2, 1};
  bool truth[4] = {};
  CHECK(tenon::io::convert(dtype::boolean, reinterpret_cast<std::byte const*>(truths), 4, truth) == 2);
  CHECK(truth[1]);
}
