// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The types of elements that files hold, and the rule by which they become the elements of a tensor.

#include <array>
#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string_view>
#include <type_traits>

#include <tenon/config.hpp>

namespace tenon::io {

static_assert(std::endian::native == std::endian::little,
              "tenon: io: weight files are little-endian, and this machine is not");

/// The type of a file's elements, with the names of safetensors: BOOL, I8 … I64, U8 … U64, F16, BF16, F32, F64.
enum class dtype : unsigned char { boolean, i8, i16, i32, i64, u8, u16, u32, u64, f16, bf16, f32, f64 };

namespace detail {
inline constexpr std::size_t dtype_count = 13;
inline constexpr std::array<std::string_view, dtype_count> dtype_names{"BOOL", "I8",  "I16", "I32",  "I64", "U8", "U16",
                                                                       "U32",  "U64", "F16", "BF16", "F32", "F64"};
inline constexpr std::array<unsigned char, dtype_count> dtype_sizes{1, 1, 2, 4, 8, 1, 2, 4, 8, 2, 2, 4, 8};
}  // namespace detail

/// The name of a dtype, "F32".
[[nodiscard]] constexpr std::string_view name_of(dtype type) {
  return detail::dtype_names[static_cast<std::size_t>(type)];
}
/// The bytes of one element.
[[nodiscard]] constexpr std::size_t size_of(dtype type) {
  return detail::dtype_sizes[static_cast<std::size_t>(type)];
}

/// A value type that files hold: `float`, `double`, `bool`, an integer of 8 to 64 bits.
template <class T>
concept Stored = std::same_as<T, float> || std::same_as<T, double> ||(std::integral<T> && sizeof(T) <= 8);

namespace detail {
template <class T>
constexpr dtype find_dtype() {
  if constexpr (std::is_same_v<T, bool>) {
    return dtype::boolean;
  } else if constexpr (std::is_floating_point_v<T>) {
    return sizeof(T) == 4 ? dtype::f32 : dtype::f64;
  } else {
    int const power = std::countr_zero(sizeof(T));
    return static_cast<dtype>(static_cast<int>(std::is_signed_v<T> ? dtype::i8 : dtype::u8) + power);
  }
}
}  // namespace detail

/// The dtype of a value type: `dtype_of<float>` is `dtype::f32`.
template <Stored T>
inline constexpr dtype dtype_of = detail::find_dtype<T>();

/// Whether a conversion may round (F64 to float), or has to be exact.
enum class precision : bool { exact, rounded };

namespace detail {

inline float widen_half(std::uint16_t bits) {
  std::uint32_t const sign = static_cast<std::uint32_t>(bits & 0x8000U) << 16;
  std::uint32_t const exponent = (bits >> 10) & 31U;
  std::uint32_t const mantissa = bits & 0x3ffU;
  if (exponent == 0) {  // zero or subnormal: a whole number of 2^-24, exact
    float const value = static_cast<float>(mantissa) * 0x1p-24F;
    return std::bit_cast<float>(std::bit_cast<std::uint32_t>(value) | sign);
  }
  std::uint32_t const wide = exponent == 31 ? 255U : exponent + 112U;
  return std::bit_cast<float>(sign | (wide << 23) | (mantissa << 13));
}
inline float widen_brain(std::uint16_t bits) {
  return std::bit_cast<float>(static_cast<std::uint32_t>(bits) << 16);
}

template <class T>
T element(std::byte const* bytes, std::size_t i) {
  T value;
  std::memcpy(&value, bytes + i * sizeof(T), sizeof(T));
  return value;
}

/// Integers of From into integers of T: the index of the first that does not fit, or count.
template <class From, class T>
std::size_t convert_integers(std::byte const* bytes, std::size_t count, T* out) {
  for (std::size_t i = 0; i < count; ++i) {
    From const value = element<From>(bytes, i);
    // (A value that comes back unchanged and keeps its sign fits.)
    T const narrow = static_cast<T>(value);
    if (static_cast<From>(narrow) != value || (narrow < T{}) != (value < From{})) return i;
    out[i] = narrow;
  }
  return count;
}

/// Copies truths, which a file may only say by 0 and 1; the index of the first byte that is neither, or count.
inline std::size_t first_non_truth(std::byte const* bytes, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    if (static_cast<unsigned char>(bytes[i]) > 1) return i;
  }
  return count;
}

template <class From, class T>
std::size_t convert_floats(std::byte const* bytes, std::size_t count, T* out) {
  for (std::size_t i = 0; i < count; ++i) out[i] = static_cast<T>(element<From>(bytes, i));
  return count;
}

}  // namespace detail

/// Whether elements of a file's dtype become a T: what loses nothing (F16 and BF16 to float and double, F32 to double,
/// integers to integers that hold every value, BOOL to bool), and rounding, where it is allowed.
template <Stored T>
[[nodiscard]] constexpr bool converts(dtype from, precision allowed = precision::exact) {
  if constexpr (std::is_same_v<T, bool>) {
    return from == dtype::boolean;
  } else if constexpr (std::is_floating_point_v<T>) {
    return from >= dtype::f16 && (from != dtype::f64 || sizeof(T) == 8 || allowed == precision::rounded);
  } else {
    return from >= dtype::i8 && from <= dtype::u64;
  }
}

/// Converts elements, of any alignment; `converts<T>(from)` must be true. What it returns is count, or the index of the
/// first value that does not fit (an integer that a T does not hold, a truth that is neither 0 nor 1).
template <Stored T>
[[nodiscard]] TENON_NOINLINE std::size_t convert(dtype from, std::byte const* bytes, std::size_t count, T* out) {
  if constexpr (std::is_same_v<T, bool>) {
    std::size_t const right = detail::first_non_truth(bytes, count);
    if (right != 0) std::memcpy(out, bytes, right);
    return right;
  } else if constexpr (std::is_floating_point_v<T>) {
    switch (from) {
      case dtype::f16:
        for (std::size_t i = 0; i < count; ++i) out[i] = detail::widen_half(detail::element<std::uint16_t>(bytes, i));
        return count;
      case dtype::bf16:
        for (std::size_t i = 0; i < count; ++i) out[i] = detail::widen_brain(detail::element<std::uint16_t>(bytes, i));
        return count;
      case dtype::f32:
        return detail::convert_floats<float>(bytes, count, out);
      default:
        return detail::convert_floats<double>(bytes, count, out);
    }
  } else {
    switch (from) {
      case dtype::i8:
        return detail::convert_integers<std::int8_t>(bytes, count, out);
      case dtype::i16:
        return detail::convert_integers<std::int16_t>(bytes, count, out);
      case dtype::i32:
        return detail::convert_integers<std::int32_t>(bytes, count, out);
      case dtype::i64:
        return detail::convert_integers<std::int64_t>(bytes, count, out);
      case dtype::u8:
        return detail::convert_integers<std::uint8_t>(bytes, count, out);
      case dtype::u16:
        return detail::convert_integers<std::uint16_t>(bytes, count, out);
      case dtype::u32:
        return detail::convert_integers<std::uint32_t>(bytes, count, out);
      default:
        return detail::convert_integers<std::uint64_t>(bytes, count, out);
    }
  }
}

}  // namespace tenon::io
