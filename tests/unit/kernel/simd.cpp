// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Loads, stores, conversions, masks and shuffles against lane-by-lane loops.

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <memory>
#include <vector>

#include "tenon/kernel/rounding.hpp"
#include "tenon/kernel/shuffle.hpp"

namespace {

namespace kn = tenon::kernel;
using kn::isize;
using kn::vec;

template <class T>
std::vector<T> lanes_of(vec<T> x) {
  std::vector<T> y(static_cast<std::size_t>(kn::lanes<T>));
  kn::store<T>(y.data(), x);
  return y;
}

std::size_t at(isize i) {
  return static_cast<std::size_t>(i);
}

}  // namespace

TEMPLATE_TEST_CASE("partial loads and stores touch exactly n elements", "[kernel][simd]", float, double) {
  using T = TestType;
  constexpr isize w = kn::lanes<T>;
  for (isize n = 1; n <= w; ++n) {
    // Exact-size heap buffers: the sanitizer sees any access beyond.
    std::vector<T> from(at(n));
    for (isize i = 0; i < n; ++i) from[at(i)] = static_cast<T>(i + 1);
    auto const x = lanes_of<T>(kn::load_first<T>(from.data(), n));
    for (isize i = 0; i < w; ++i) CHECK(x[at(i)] == (i < n ? static_cast<T>(i + 1) : T(0)));
    std::vector<T> to(at(n), T(-1));
    kn::store_first<T>(to.data(), kn::iota<T>(), n);
    for (isize i = 0; i < n; ++i) CHECK(to[at(i)] == static_cast<T>(i));

    std::vector<T> sparse(at(3 * (n - 1) + 1), T(-1));
    kn::store_strided_first<T>(sparse.data(), 3, kn::iota<T>(), n);
    auto const y = lanes_of<T>(kn::load_strided_first<T>(sparse.data(), 3, n));
    for (isize i = 0; i < w; ++i) CHECK(y[at(i)] == (i < n ? static_cast<T>(i) : T(0)));
  }
}

TEMPLATE_TEST_CASE("the larger and the smaller are the second operand where either is NaN", "[kernel][simd]", float,
                   double) {
  // What `exp` and every clamp rely on. Versions and instruction sets of xsimd differ here.
  using T = TestType;
  vec<T> const nan = kn::broadcast<T>(std::numeric_limits<T>::quiet_NaN());
  vec<T> const one = kn::broadcast<T>(T(1));
  vec<T> const two = kn::broadcast<T>(T(2));
  for (T x : lanes_of<T>(kn::max<T>(nan, one))) CHECK(x == T(1));
  for (T x : lanes_of<T>(kn::min<T>(nan, one))) CHECK(x == T(1));
  for (T x : lanes_of<T>(kn::max<T>(one, nan))) CHECK(std::isnan(x));
  for (T x : lanes_of<T>(kn::min<T>(one, nan))) CHECK(std::isnan(x));
  for (T x : lanes_of<T>(kn::max<T>(one, two))) CHECK(x == T(2));
  for (T x : lanes_of<T>(kn::min<T>(one, two))) CHECK(x == T(1));
}

TEMPLATE_TEST_CASE("elements of other types become lanes and back", "[kernel][simd]", float, double) {
  using T = TestType;
  constexpr isize w = kn::lanes<T>;
  for (isize n = 1; n <= w; ++n) {
    std::vector<std::int32_t> from(at(n));
    for (isize i = 0; i < n; ++i) from[at(i)] = static_cast<std::int32_t>(1000 * i - 2500);
    auto const x = lanes_of<T>(kn::load_as<T>(from.data(), n));
    for (isize i = 0; i < w; ++i) CHECK(x[at(i)] == (i < n ? static_cast<T>(1000 * i - 2500) : T(0)));
    std::vector<std::int32_t> to(at(n));
    kn::store_as<std::int32_t>(to.data(), kn::load_as<T>(from.data(), n), n);
    CHECK(to == from);

    auto const flags = std::make_unique<bool[]>(at(n));
    for (isize i = 0; i < n; ++i) flags[at(i)] = i % 3 == 0;
    auto const m = kn::load_mask<T>(flags.get(), n);
    auto const back = std::make_unique<bool[]>(at(n));
    kn::store_mask<T>(back.get(), m, n);
    for (isize i = 0; i < n; ++i) CHECK(back[at(i)] == flags[at(i)]);
    auto const as_number = lanes_of<T>(kn::load_as<T>(flags.get(), n));
    for (isize i = 0; i < w; ++i) CHECK(as_number[at(i)] == (i < n && i % 3 == 0 ? T(1) : T(0)));
    CHECK(kn::any<T>(m));
    CHECK(kn::all<T>(m) == (w == 1));
    CHECK(kn::none<T>(m & !m));
    CHECK(kn::all<T>(m | !m));
    CHECK(kn::all<T>(m ^ !m));
  }
  CHECK(kn::all<T>(kn::broadcast_mask<T>(true)));
  CHECK(kn::none<T>(kn::broadcast_mask<T>(false)));
}

TEMPLATE_TEST_CASE("rounding, truncation and scaling are exact", "[kernel][simd]", float, double) {
  using T = TestType;
  for (double x : {-2.5, -1.7, -0.5, 0.0, 0.5, 1.5, 7.3, 1e6 + 0.5, 1e9}) {
    T const t = static_cast<T>(x);
    CHECK(lanes_of<T>(kn::round_nearest(kn::broadcast<T>(t)))[0] == std::nearbyint(t));
    CHECK(lanes_of<T>(kn::truncate(kn::broadcast<T>(t)))[0] == std::trunc(t));
    CHECK(lanes_of<T>(kn::copy_sign(kn::broadcast<T>(T(3)), kn::broadcast<T>(t)))[0] == std::copysign(T(3), t));
  }
  for (int n = -120; n <= 127; ++n) {
    auto const p = kn::scale_by_power_of_two(kn::broadcast<T>(T(1.25)), kn::broadcast<T>(static_cast<T>(n)));
    CHECK(lanes_of<T>(p)[0] == std::ldexp(T(1.25), n));
  }
}

TEMPLATE_TEST_CASE("reductions and transposition cross all lanes", "[kernel][simd]", float, double) {
  using T = TestType;
  constexpr isize w = kn::lanes<T>;
  CHECK(kn::reduce_add(kn::iota<T>()) == static_cast<T>(w * (w - 1) / 2));
  CHECK(kn::reduce_max(kn::iota<T>()) == static_cast<T>(w - 1));
  CHECK(kn::reduce_min(kn::iota<T>() + kn::broadcast<T>(T(2))) == T(2));
  vec<T> r[vec<T>::size];
  for (isize i = 0; i < w; ++i) r[i] = kn::iota<T>() + kn::broadcast<T>(static_cast<T>(i * w));
  kn::transpose<T>(r);
  for (isize i = 0; i < w; ++i) {
    auto const row = lanes_of<T>(r[i]);
    for (isize j = 0; j < w; ++j) CHECK(row[at(j)] == static_cast<T>(j * w + i));
  }
}

TEST_CASE("int32 lanes convert to float and back, and so do their masks", "[kernel][simd]") {
  vec<std::int32_t> const x(-7);
  CHECK(kn::reduce_add(kn::to_float(x)) == -7.0F * static_cast<float>(kn::lanes<float>));
  CHECK(kn::all<std::int32_t>(kn::to_int(kn::broadcast<float>(-7.9F)) == x));
  CHECK(kn::all<float>(kn::mask_as<float>(x < vec<std::int32_t>(0))));
}
