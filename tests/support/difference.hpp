// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// How far from recorded values results are, and may be.

#include <cmath>
#include <cstddef>
#include <limits>
#include <type_traits>

namespace golden {

/// How far from the recorded values a result may be, as they were recorded: |a − b| / max(1, max|b|).
template <class T>
inline constexpr double tolerance = std::is_same_v<T, float> ? 1e-5 : 1e-12;
template <class T>
inline constexpr double long_tolerance = std::is_same_v<T, float> ? 1e-5 : 1e-11;  // where exp and log weigh much

template <class T>
[[gnu::noinline]] double difference(T const* found, T const* expected, std::size_t count) {
  double largest = 1;
  double worst = 0;
  for (std::size_t i = 0; i < count; ++i) {
    largest = std::fmax(largest, std::fabs(static_cast<double>(expected[i])));
    double const d = std::fabs(static_cast<double>(found[i]) - static_cast<double>(expected[i]));
    if (!(d <= worst)) worst = std::isnan(d) ? std::numeric_limits<double>::infinity() : d;
  }
  return worst / largest;
}

}  // namespace golden
