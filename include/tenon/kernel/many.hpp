// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// What a function of the user that is generic (`[](auto x) { … }`) is called with: many elements at once, with the
// arithmetic of one. It is a vector of xsimd's, but for what would go wrong in silence: a branch on many truths at
// once.

#include <cmath>
#include <type_traits>

#include <tenon/kernel/math.hpp>
#include <tenon/kernel/simd.hpp>

namespace tenon::kernel {
TENON_ISA_BEGIN

/// The truths of many elements: the result of a comparison.
template <class T>
struct many_truths : mask<T> {
  TENON_INLINE many_truths(mask<T> const& m) : mask<T>(m) {}

  /// Many truths are not one. (A vector of AVX-512 truths would convert: to true where any lane is.)
  __attribute__((unavailable(
      "tenon: map: a function of auto is called with many elements at once and cannot branch (if, ?:); take float "
      "or double, or compute with max and min [docs/errors.md#map-function]"))) explicit
  operator bool() const;

  TENON_INLINE friend many_truths operator&&(many_truths const& a, many_truths const& b) {
    return static_cast<mask<T> const&>(a) & static_cast<mask<T> const&>(b);
  }
  TENON_INLINE friend many_truths operator||(many_truths const& a, many_truths const& b) {
    return static_cast<mask<T> const&>(a) | static_cast<mask<T> const&>(b);
  }
  TENON_INLINE friend many_truths operator!(many_truths const& a) { return !static_cast<mask<T> const&>(a); }
};

/// Many elements. Numbers join in; the functions are this library's, within the bounds that it states.
template <class T>
struct many : vec<T> {
  TENON_INLINE many(vec<T> const& v) : vec<T>(v) {}
  template <class S>
    requires std::is_arithmetic_v<S> TENON_INLINE many(S number) : vec<T>(static_cast<T>(number)) {}

    [[nodiscard]] TENON_INLINE vec<T> const& vector() const {
      return *this;
    }

    TENON_INLINE friend many operator+(many const& a, many const& b) {
      return a.vector() + b.vector();
    }
    TENON_INLINE friend many operator-(many const& a, many const& b) {
      return a.vector() - b.vector();
    }
    TENON_INLINE friend many operator*(many const& a, many const& b) {
      return a.vector() * b.vector();
    }
    TENON_INLINE friend many operator/(many const& a, many const& b) {
      return a.vector() / b.vector();
    }
    TENON_INLINE friend many operator-(many const& a) {
      return -a.vector();
    }
    TENON_INLINE friend many operator+(many const& a) {
      return a;
    }
    TENON_INLINE many& operator+=(many const& b) {
      return *this = *this + b;
    }
    TENON_INLINE many& operator-=(many const& b) {
      return *this = *this - b;
    }
    TENON_INLINE many& operator*=(many const& b) {
      return *this = *this * b;
    }
    TENON_INLINE many& operator/=(many const& b) {
      return *this = *this / b;
    }

    TENON_INLINE friend many_truths<T> operator<(many const& a, many const& b) {
      return a.vector() < b.vector();
    }
    TENON_INLINE friend many_truths<T> operator<=(many const& a, many const& b) {
      return a.vector() <= b.vector();
    }
    TENON_INLINE friend many_truths<T> operator>(many const& a, many const& b) {
      return a.vector() > b.vector();
    }
    TENON_INLINE friend many_truths<T> operator>=(many const& a, many const& b) {
      return a.vector() >= b.vector();
    }
    TENON_INLINE friend many_truths<T> operator==(many const& a, many const& b) {
      return a.vector() == b.vector();
    }
    // Not by !=: xsimd 8.1 says false for NaN.
    TENON_INLINE friend many_truths<T> operator!=(many const& a, many const& b) {
      return !(a == b);
    }

    TENON_INLINE friend many exp(many const& x) {
      return kernel::exp(x.vector());
    }
    TENON_INLINE friend many log(many const& x) {
      return kernel::log(x.vector());
    }
    TENON_INLINE friend many tanh(many const& x) {
      return kernel::tanh(x.vector());
    }
    TENON_INLINE friend many erf(many const& x) {
      return kernel::erf(x.vector());
    }
    TENON_INLINE friend many sqrt(many const& x) {
      return kernel::sqrt(x.vector());
    }
    TENON_INLINE friend many abs(many const& x) {
      return kernel::abs(x.vector());
    }
    TENON_INLINE friend many fabs(many const& x) {
      return kernel::abs(x.vector());
    }
    TENON_INLINE friend many max(many const& a, many const& b) {
      return kernel::max(a.vector(), b.vector());
    }
    TENON_INLINE friend many min(many const& a, many const& b) {
      return kernel::min(a.vector(), b.vector());
    }
    TENON_INLINE friend many fmax(many const& a, many const& b) {
      return kernel::max(a.vector(), b.vector());
    }
    TENON_INLINE friend many fmin(many const& a, many const& b) {
      return kernel::min(a.vector(), b.vector());
    }
    // Found by the vector's own argument-dependent lookup: xsimd's.
    TENON_INLINE friend many sin(many const& x) {
      return sin(x.vector());
    }
    TENON_INLINE friend many cos(many const& x) {
      return cos(x.vector());
    }
    TENON_INLINE friend many floor(many const& x) {
      return floor(x.vector());
    }
    TENON_INLINE friend many ceil(many const& x) {
      return ceil(x.vector());
    }
    TENON_INLINE friend many pow(many const& x, many const& y) {
      return pow(x.vector(), y.vector());
    }
};

TENON_ISA_END
}  // namespace tenon::kernel
