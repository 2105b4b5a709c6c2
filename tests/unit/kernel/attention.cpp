// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// The attention kernel against plain loops in double: ragged sizes, strides, masks, garbage behind masks, huge scores.

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include "tenon/kernel/attention.hpp"
#include "tenon/kernel/math.hpp"
#include "tenon/kernel/reference.hpp"

namespace {

namespace kn = tenon::kernel;
using kn::isize;
using kn::mask;
using kn::vec;
using kn::visibility;

constexpr double infinity = std::numeric_limits<double>::infinity();

/// Keys in [query + low, query + high], and only those below `length`: causal, offset, window and padding in one. Each
/// functor below has a scalar twin `at` for the oracle.
struct band {
  static constexpr bool masked = true;
  isize low;
  isize high;
  isize length;

  visibility visible(isize q0, isize q1, isize k0, isize k1) const {
    if (k1 - 1 < q0 + low || k0 > q1 - 1 + high || k0 >= length) return visibility::none;
    if (k0 >= q1 - 1 + low && k1 - 1 <= q0 + high && k1 <= length) return visibility::all;
    return visibility::some;
  }
  template <class V, bool AllVisible>
  struct bound {
    V q;
    isize low;
    isize high;
    isize length;
    TENON_INLINE V operator()(V s, isize k) const {
      using T = typename V::value_type;
      if constexpr (AllVisible) {
        return s;
      } else {
        V const key = kn::broadcast<T>(static_cast<T>(k));
        auto const seen = (key >= q + kn::broadcast<T>(static_cast<T>(low))) &
                          (key <= q + kn::broadcast<T>(static_cast<T>(high))) &
                          (key < kn::broadcast<T>(static_cast<T>(length)));
        return kn::select<T>(seen, s, kn::broadcast<T>(-std::numeric_limits<T>::infinity()));
      }
    }
  };
  template <class V, bool AllVisible>
  TENON_INLINE bound<V, AllVisible> lanes(isize q) const {
    using T = typename V::value_type;
    return {kn::iota<T>() + kn::broadcast<T>(static_cast<T>(q)), low, high, length};
  }
  double at(double s, isize q, isize k) const { return k >= q + low && k <= q + high && k < length ? s : -infinity; }
};

/// A mask given as booleans [Tq, Tk], read transposed; nothing is known of a box beforehand.
template <isize Tq, isize Tk, bool Heavy>
struct table {
  static constexpr bool masked = true;
  static constexpr bool heavy = Heavy;
  bool const* on;

  visibility visible(isize, isize, isize, isize) const { return visibility::some; }
  template <class V>
  struct bound {
    bool const* row;
    isize n;
    TENON_INLINE V operator()(V s, isize k) const {
      using T = typename V::value_type;
      return kn::select<T>(kn::load_mask<T>(row + k, n, Tk), s, kn::broadcast<T>(-std::numeric_limits<T>::infinity()));
    }
  };
  template <class V, bool AllVisible>
  TENON_INLINE bound<V> lanes(isize q) const {
    constexpr isize w = kn::lanes<typename V::value_type>;
    return {on + q * Tk, Tq < w ? Tq : w};
  }
  double at(double s, isize q, isize k) const { return on[q * Tk + k] ? s : -infinity; }
};

/// An unmasked but expensive function: soft-capping.
template <bool Heavy>
struct capped {
  static constexpr bool masked = false;
  static constexpr bool heavy = Heavy;
  visibility visible(isize, isize, isize, isize) const { return visibility::all; }
  struct bound {
    template <class V>
    TENON_INLINE V operator()(V s, isize) const {
      using T = typename V::value_type;
      return kn::broadcast<T>(T(3)) * kn::tanh(s * kn::broadcast<T>(T(1) / T(3)));
    }
  };
  template <class V, bool AllVisible>
  TENON_INLINE bound lanes(isize) const {
    return {};
  }
  double at(double s, isize, isize) const { return 3 * std::tanh(s / 3); }
};

struct plain : kn::plain_score {
  double at(double s, isize, isize) const { return s; }
};

/// What a score is worth depends on both the query and the key.
struct sloped {
  static constexpr bool masked = false;
  visibility visible(isize, isize, isize, isize) const { return visibility::all; }
  template <class V>
  struct bound {
    V q;
    TENON_INLINE V operator()(V s, isize k) const {
      using T = typename V::value_type;
      return s + (q - kn::broadcast<T>(static_cast<T>(k))) * (q * kn::broadcast<T>(T(0.0625)));
    }
  };
  template <class V, bool AllVisible>
  TENON_INLINE bound<V> lanes(isize q) const {
    using T = typename V::value_type;
    return {kn::iota<T>() + kn::broadcast<T>(static_cast<T>(q))};
  }
  double at(double s, isize q, isize k) const { return s + double(q - k) * double(q) / 16; }
};

std::vector<double> noise(isize n, unsigned seed) {
  std::mt19937 engine(seed);
  std::uniform_real_distribution<double> d(-1, 1);
  std::vector<double> x(static_cast<std::size_t>(n));
  for (double& v : x) v = static_cast<double>(static_cast<float>(d(engine)));
  return x;
}

/// Spreads a contiguous [rows, columns] matrix over strides; the buffer ends with its last element, so that the
/// sanitizer sees overruns.
template <class T>
std::vector<T> spread(std::vector<double> const& x, isize rows, isize columns, isize rs, isize cs) {
  std::vector<T> y(static_cast<std::size_t>((rows - 1) * rs + (columns - 1) * cs + 1),
                   std::numeric_limits<T>::quiet_NaN());
  for (isize i = 0; i < rows; ++i) {
    for (isize j = 0; j < columns; ++j) {
      y[static_cast<std::size_t>(i * rs + j * cs)] = static_cast<T>(x[static_cast<std::size_t>(i * columns + j)]);
    }
  }
  return y;
}

/// The largest error of one head. `garbage` keys and values (those no query sees) become NaN.
template <class T, class Shape, class Score>
double error(Score const& score, double scale, bool garbage = false) {
  constexpr isize tq = Shape::tq;
  constexpr isize tk = Shape::tk;
  auto const q = noise(tq * Shape::d, 1);
  auto const k = noise(tk * Shape::d, 2);
  auto const v = noise(tk * Shape::dv, 3);
  auto const qt = spread<T>(q, tq, Shape::d, Shape::qs, Shape::qd);
  auto kt = spread<T>(k, tk, Shape::d, Shape::ks, Shape::kd);
  auto vt = spread<T>(v, tk, Shape::dv, Shape::vs, 1);
  if (garbage) {
    for (isize j = 0; j < tk; ++j) {
      bool seen = false;
      for (isize i = 0; i < tq; ++i) seen = seen || score.at(0.0, i, j) == 0.0;
      if (seen) continue;
      for (isize c = 0; c < Shape::dv; ++c)
        vt[static_cast<std::size_t>(j * Shape::vs + c)] = std::numeric_limits<T>::quiet_NaN();
      for (isize c = 0; c < Shape::d; ++c)
        kt[static_cast<std::size_t>(j * Shape::ks + c * Shape::kd)] = std::numeric_limits<T>::quiet_NaN();
    }
  }
  std::vector<T> out(static_cast<std::size_t>((tq - 1) * Shape::os + Shape::dv), T(77));
  std::vector<T> scratch(static_cast<std::size_t>(kn::attention_scratch<T, Shape>),
                         std::numeric_limits<T>::quiet_NaN());
  kn::attend<T, Shape>(qt.data(), kt.data(), vt.data(), out.data(), static_cast<T>(scale), score, scratch.data());
  std::vector<double> exact(static_cast<std::size_t>(tq * Shape::dv));
  std::vector<double> row(static_cast<std::size_t>(tk));
  kn::reference::attention(
      tq, tk, Shape::d, Shape::dv, q.data(), k.data(), v.data(), static_cast<double>(static_cast<T>(scale)),
      [&](double s, isize i, isize j) { return score.at(s, i, j); }, row.data(), exact.data());
  double worst = 0;
  for (isize i = 0; i < tq; ++i) {
    for (isize c = 0; c < Shape::dv; ++c) {
      double const e = std::abs(double(out[static_cast<std::size_t>(i * Shape::os + c)]) -
                                exact[static_cast<std::size_t>(i * Shape::dv + c)]);
      worst = e <= worst ? worst : e;  // keeps NaN
    }
    for (isize c = Shape::dv; c < Shape::os && i + 1 < tq; ++c) {
      if (out[static_cast<std::size_t>(i * Shape::os + c)] != T(77)) worst = infinity;
    }
  }
  return worst;
}

template <isize Tq, isize Tk, isize D, isize Dv>
using contiguous = kn::attention_shape<Tq, Tk, D, Dv, D, 1, D, 1, Dv, Dv>;

template <class T>
constexpr double tolerance = sizeof(T) == 4 ? 3e-6 : 1e-14;

template <class T, isize Tq, isize Tk, isize D, isize Dv>
void check() {
  CAPTURE(Tq, Tk, D, Dv);
  CHECK((error<T, contiguous<Tq, Tk, D, Dv>>(plain{}, 0.7) < tolerance<T>));
}

}  // namespace

TEMPLATE_TEST_CASE("attention agrees with plain loops for any extents", "[kernel][attention]", float, double) {
  using T = TestType;
  constexpr isize w = kn::lanes<T>;
  check<T, 1, 1, 1, 1>();
  check<T, 1, 37, 5, w + 3>();
  check<T, 20, 20, 64, 64>();
  check<T, w + 1, 77, w - 1, 2 * w>();
  check<T, w - 1, 3, w + 1, w - 1>();
  check<T, 100, 131, 40, 24>();
}

TEMPLATE_TEST_CASE("a few queries beyond whole lane groups have scores of their own", "[kernel][attention]", float,
                   double) {
  using T = TestType;
  constexpr isize w = kn::lanes<T>;
  auto const lengths = []<isize Tq, isize Tk, isize D>() {
    CAPTURE(Tq, Tk, D);
    CHECK((error<T, contiguous<Tq, Tk, D, 24>>(plain{}, 0.7) < tolerance<T>));
    // [seq, head, head_dim] with three heads
    using apart = kn::attention_shape<Tq, Tk, D, 24, 3 * D, 1, 3 * D, 1, 72, 72>;
    CHECK((error<T, apart>(sloped{}, 0.7) < 40 * tolerance<T>));
  };
  lengths.template operator()<w + 1, 3, w>();
  lengths.template operator()<w + 1, 4, 2 * w>();
  lengths.template operator()<w + 2, 5, w>();
  lengths.template operator()<w + 3, 23, 4 * w>();
  lengths.template operator()<w + 4, 20, 64>();
  lengths.template operator()<w + 5, 20, 64>();
  lengths.template operator()<2 * w + 2, 131, 2 * w>();
  lengths.template operator()<3 * w + 1, 70, w>();
  lengths.template operator()<4 * w + 2, 66, w>();
}

TEMPLATE_TEST_CASE("attention reads any strides", "[kernel][attention]", float, double) {
  using T = TestType;
  // [seq, head, head_dim] with three heads of 20; keys and queries with the feature axis outermost; padded rows.
  CHECK((error<T, kn::attention_shape<50, 70, 20, 20, 60, 1, 60, 1, 60, 60>>(plain{}, 1.0) < tolerance<T>));
  CHECK((error<T, kn::attention_shape<50, 33, 20, 20, 1, 53, 1, 35, 23, 20>>(plain{}, 1.0) < tolerance<T>));
  CHECK((error<T, kn::attention_shape<7, 33, 20, 20, 3, 50, 2, 90, 23, 29>>(plain{}, 1.0) < tolerance<T>));
}

TEMPLATE_TEST_CASE("masked keys and values are not read and empty rows are zero", "[kernel][attention]", float,
                   double) {
  using T = TestType;
  constexpr isize far = 1000;
  using square = contiguous<100, 100, 24, 24>;
  CHECK((error<T, square>(band{-far, 0, far}, 1.0) < tolerance<T>));         // causal
  CHECK((error<T, square>(band{-far, -1, far}, 1.0, true) < tolerance<T>));  // first row empty
  CHECK((error<T, square>(band{-5, 0, far}, 1.0) < tolerance<T>));           // window
  CHECK((error<T, square>(band{-far, far, 37}, 1.0, true) < tolerance<T>));  // padding
  CHECK((error<T, square>(band{-far, far, 0}, 1.0, true) < tolerance<T>));   // nothing at all
  CHECK((error<T, square>(band{30, 40, 90}, 1.0, true) < tolerance<T>));     // ahead, some rows empty
  // Fewer queries than lanes, with an offset, so that padding lanes would see more than any query does.
  using decode = contiguous<3, 140, 24, 24>;
  CHECK((error<T, decode>(band{-far, 127, far}, 1.0, true) < tolerance<T>));
  CHECK((error<T, decode>(band{-far, 130, far}, 1.0, true) < tolerance<T>));  // causal with an offset
}

TEMPLATE_TEST_CASE("a mask of booleans hides whatever it hides", "[kernel][attention]", float, double) {
  using T = TestType;
  constexpr isize tq = 45;
  constexpr isize tk = 70;
  std::mt19937 engine(5);
  bool on[tq * tk];
  for (isize i = 0; i < tq; ++i) {
    for (isize j = 0; j < tk; ++j) on[i * tk + j] = engine() % 3 == 0 && i % 7 != 3 && j % 11 != 5;
  }
  CHECK((error<T, contiguous<tq, tk, 24, 24>>(table<tq, tk, false>{on}, 1.0, true) < tolerance<T>));
  CHECK((error<T, contiguous<tq, tk, 24, 24>>(table<tq, tk, true>{on}, 1.0, true) < tolerance<T>));
  CHECK((error<T, contiguous<2, tk, 24, 24>>(table<2, tk, false>{on}, 1.0, true) < tolerance<T>));
}

TEMPLATE_TEST_CASE("blocks of as many keys as there can be, every second one hidden", "[kernel][attention]", float,
                   double) {
  using T = TestType;
  // Of 128 keys: blocks of 64, or of 66 where a tile of scores has six keys.
  constexpr isize tq = 20;
  constexpr isize tk = 128;
  bool on[tq * tk];
  for (isize i = 0; i < tq * tk; ++i) on[i] = i % tk % 2 == 0;
  check<T, tq, tk, 24, 24>();
  CHECK((error<T, contiguous<tq, tk, 24, 24>>(table<tq, tk, false>{on}, 1.0, true) < tolerance<T>));
}

TEMPLATE_TEST_CASE("an arbitrary score function is applied to every score", "[kernel][attention]", float, double) {
  using T = TestType;
  CHECK((error<T, contiguous<45, 70, 24, 24>>(capped<false>{}, 4.0) < tolerance<T>));
  CHECK((error<T, contiguous<45, 70, 24, 24>>(capped<true>{}, 4.0) < tolerance<T>));
}

TEMPLATE_TEST_CASE("huge scores neither overflow nor lose the largest", "[kernel][attention]", float, double) {
  using T = TestType;
  using shape = contiguous<45, 70, 24, 24>;
  // Errors grow with the scores' own rounding.
  CHECK((error<T, shape>(plain{}, 1e3) < 1e3 * tolerance<T>));
  CHECK((error<T, shape>(plain{}, 1e4) < 1e4 * tolerance<T>));
  CHECK((error<T, shape>(plain{}, -1e3) < 1e3 * tolerance<T>));
  CHECK((error<T, shape>(band{-1000, 0, 1000}, 1e3) < 1e3 * tolerance<T>));
  CHECK((error<T, shape>(plain{}, 0.0) < tolerance<T>));
}

TEST_CASE("scratch does not grow with the number of keys", "[kernel][attention]") {
  STATIC_REQUIRE(kn::attention_scratch<float, contiguous<64, 512, 64, 64>> ==
                 kn::attention_scratch<float, contiguous<64, 65536, 64, 64>>);
}
