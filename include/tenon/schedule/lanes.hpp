// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The lanes a tree is computed in. A vector of float carries int and bool beside it (as many lanes); a vector of double
// carries int in double lanes, where every int is exact. Any other mix of types runs one element at a time.

#include <concepts>
#include <cstdint>
#include <type_traits>

#include <tenon/config.hpp>
#include <tenon/kernel/memory.hpp>
#include <tenon/kernel/simd.hpp>

namespace tenon::schedule {
TENON_ISA_BEGIN

using kernel::mask;
using kernel::vec;

/// The lanes that hold elements: all of a vector.
struct every_lane {};
/// The lanes that hold elements: those from `first` to before `end`. The others are padding or are computed elsewhere.
struct lane_range {
  int first;
  int end;
};

/// Lanes of `F` (float or double), with int and bool beside them.
template <class F>
struct vector_lanes {
  using real = F;
  static constexpr std::ptrdiff_t width = kernel::lanes<F>;
  static constexpr bool is_vector = true;
  /// The element type of lanes that hold integers.
  using integer = std::conditional_t<std::is_same_v<F, float>, std::int32_t, F>;

  template <class U>
  static constexpr bool holds = std::is_same_v<U, F> || std::is_same_v<U, int> || std::is_same_v<U, bool>;

  template <class U>
  using element = std::conditional_t<std::is_same_v<U, int>, integer, F>;
  template <class U>
  using lane = std::conditional_t<std::is_same_v<U, bool>, mask<F>, vec<element<U>>>;

  template <class U>
  TENON_INLINE static lane<U> broadcast(U x) {
    if constexpr (std::is_same_v<U, bool>)
      return kernel::broadcast_mask<F>(x);
    else
      return kernel::broadcast<element<U>>(static_cast<element<U>>(x));
  }
  template <class U>
  TENON_INLINE static lane<U> load(U const* p) {
    if constexpr (std::is_same_v<U, bool>)
      return kernel::load_mask<F>(p);
    else if constexpr (std::is_same_v<U, element<U>>)
      return kernel::load<U>(p);
    else
      return kernel::load_as<element<U>>(p);
  }
  template <class U>
  TENON_INLINE static lane<U> load_first(U const* p, int n) {
    if constexpr (std::is_same_v<U, bool>)
      return kernel::load_mask<F>(p, n);
    else if constexpr (std::is_same_v<U, element<U>>)
      return kernel::load_first<U>(p, n);
    else
      return kernel::load_as<element<U>>(p, n);
  }
  template <class U>
  TENON_INLINE static lane<U> load_strided(U const* p, std::ptrdiff_t step) {
    return load_strided_first<U>(p, step, static_cast<int>(width));
  }
  template <class U>
  TENON_INLINE static lane<U> load_strided_first(U const* p, std::ptrdiff_t step, int n) {
    if constexpr (std::is_same_v<U, bool>)
      return kernel::load_mask<F>(p, n, step);
    else if constexpr (std::is_same_v<U, element<U>>)
      return kernel::load_strided_first<U>(p, step, n);
    else
      return kernel::load_as<element<U>>(p, n, step);
  }
  /// first, first + step, first + 2·step, …
  TENON_INLINE static lane<int> indices(int first, int step) {
    return kernel::iota<integer>() * kernel::broadcast<integer>(static_cast<integer>(step)) +
           kernel::broadcast<integer>(static_cast<integer>(first));
  }
  template <class U>
  TENON_INLINE static void store(U* p, std::ptrdiff_t step, lane<U> const& v) {
    if (step == 1) {
      if constexpr (std::is_same_v<U, bool>)
        kernel::store_mask<F>(p, v);
      else if constexpr (std::is_same_v<U, element<U>>)
        kernel::store<U>(p, v);
      else
        kernel::store_as<U>(p, v);
    } else {
      store_first<U>(p, step, v, static_cast<int>(width));
    }
  }
  /// Is there a store of whole vectors of U that goes around the caches?
  template <class U>
  static constexpr bool streams = std::is_same_v<U, element<U>>;
  /// Writes consecutive elements at an aligned address, around the caches.
  template <class U>
  TENON_INLINE static void stream(U* p, lane<U> const& v) {
    kernel::stream<U>(p, v);
  }
  template <class U>
  TENON_INLINE static void store_first(U* p, std::ptrdiff_t step, lane<U> const& v, int n) {
    if constexpr (std::is_same_v<U, bool>) {
      kernel::store_mask<F>(p, v, n, step);
    } else if constexpr (std::is_same_v<U, element<U>>) {
      if (step == 1)
        kernel::store_first<U>(p, v, n);
      else
        kernel::store_strided_first<U>(p, step, v, n);
    } else {
      kernel::store_as<U>(p, v, n, step);
    }
  }
  /// a·b + c in one rounding where the machine can.
  template <class V>
  TENON_INLINE static V multiply_add(V const& a, V const& b, V const& c) {
    return kernel::fma<F>(a, b, c);
  }

  /// Applies a scalar function lane by lane: the way of last resort. It is called once for each element and never for
  /// padding: the function may count, or refuse to divide by zero. Other lanes get what the first one gets.
  template <class R, class... A, class Lanes, class Fn>
  TENON_INLINE static lane<R> each_lane(Lanes const& which, Fn const& f, lane<A> const&... values) {
    return through_memory<R, A...>(which, f, spilled<A>(values)...);
  }

 private:
  template <class U>
  struct spilled {
    U value[static_cast<std::size_t>(width)];
    TENON_INLINE explicit spilled(lane<U> const& v) { store_first<U>(value, 1, v, static_cast<int>(width)); }
  };
  template <class R, class... A, class Lanes, class Fn>
  static lane<R> through_memory(Lanes const& which, Fn const& f, spilled<A> const&... values) {
    R result[static_cast<std::size_t>(width)];
    if constexpr (std::is_same_v<Lanes, every_lane>) {
      for (std::ptrdiff_t i = 0; i < width; ++i) result[i] = static_cast<R>(f(values.value[i]...));
    } else {
      R const first = static_cast<R>(f(values.value[which.first]...));
      for (R& x : result) x = first;
      for (std::ptrdiff_t i = which.first + 1; i < which.end; ++i) result[i] = static_cast<R>(f(values.value[i]...));
    }
    return load<R>(result);
  }
};

/// One element at a time, any type.
struct scalar_lanes {
  static constexpr std::ptrdiff_t width = 1;
  static constexpr bool is_vector = false;
  template <class U>
  static constexpr bool holds = true;
  template <class U>
  using lane = U;

  template <class U>
  TENON_INLINE static U broadcast(U x) {
    return x;
  }
  template <class U>
  TENON_INLINE static U load(U const* p) {
    return *p;
  }
  template <class U>
  TENON_INLINE static U load_first(U const* p, int) {
    return *p;
  }
  template <class U>
  TENON_INLINE static U load_strided(U const* p, std::ptrdiff_t) {
    return *p;
  }
  template <class U>
  TENON_INLINE static U load_strided_first(U const* p, std::ptrdiff_t, int) {
    return *p;
  }
  TENON_INLINE static int indices(int first, int) { return first; }
  template <class U>
  static constexpr bool streams = false;
  template <class U>
  TENON_INLINE static void store(U* p, std::ptrdiff_t, U const& v) {
    *p = v;
  }
  template <class U>
  TENON_INLINE static void store_first(U* p, std::ptrdiff_t, U const& v, int) {
    *p = v;
  }
  template <class V>
  TENON_INLINE static V multiply_add(V const& a, V const& b, V const& c) {
    return a * b + c;
  }
};

TENON_ISA_END
}  // namespace tenon::schedule
