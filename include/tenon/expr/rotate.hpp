// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The angles of rotary positions, as the operation of `node::rotated` holds them.

#include <cmath>
#include <cstddef>
#include <memory>
#include <new>
#include <utility>

#include <tenon/config.hpp>

namespace tenon::op {

/// Cosines and sines of angles, a row for each position: n/2 cosines, then n/2 sines; or, where partners are
/// neighbours, every cosine twice, then every sine as −sin, sin, so that a vector is turned as it lies.
template <class Pairing, class T>
struct rotate {
  using pairing = Pairing;
  static constexpr std::ptrdiff_t row_elements(std::ptrdiff_t features) {
    return Pairing::neighbours ? 2 * features : features;
  }
  static constexpr std::ptrdiff_t sines_at(std::ptrdiff_t features) { return row_elements(features) / 2; }

  T const* angles;                ///< of the first position
  std::shared_ptr<T const> keep;  ///< holds the table, where nobody else does

  [[nodiscard]] T const* table() const { return angles; }
  friend bool operator==(rotate const& a, rotate const& b) { return a.angles == b.angles; }

  /// The table of positions 0 … capacity − 1: pair i turns by theta^(−2i / features) from one position to the next.
  [[nodiscard]] static std::shared_ptr<T const> make_table(std::size_t capacity, std::size_t features, double theta) {
    std::size_t const row = static_cast<std::size_t>(row_elements(static_cast<std::ptrdiff_t>(features)));
    constexpr auto alignment = std::align_val_t{config::alignment};
    auto* const data = static_cast<T*>(::operator new(capacity* row * sizeof(T), alignment));
    std::shared_ptr<T const> owner(data, [](T const* p) { ::operator delete(const_cast<T*>(p), alignment); });
    for (std::size_t i = 0; i < features / 2; ++i) {
      double const speed = std::pow(theta, -2 * static_cast<double>(i) / static_cast<double>(features));
      for (std::size_t t = 0; t < capacity; ++t) {
        T* const cos = data + t * row;
        T* const sin = cos + row / 2;
        double const angle = static_cast<double>(t) * speed;
        T const c = static_cast<T>(std::cos(angle)), s = static_cast<T>(std::sin(angle));
        if constexpr (Pairing::neighbours) {
          cos[2 * i] = cos[2 * i + 1] = c;
          sin[2 * i] = -s;
          sin[2 * i + 1] = s;
        } else {
          cos[i] = c;
          sin[i] = s;
        }
      }
    }
    return owner;
  }
};

}  // namespace tenon::op
