// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// The attention kernel for few queries against plain loops in double: numbers of rows around its tiles, keys around the
// vector and the blocks, features, layouts, masks, garbage behind masks, joined rows, interleaved heads.

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include "tenon/kernel/decode.hpp"
#include "tenon/kernel/math.hpp"
#include "tenon/kernel/reference.hpp"

namespace {

namespace kn = tenon::kernel;
using kn::isize;
using kn::vec;
using kn::visibility;

constexpr double infinity = std::numeric_limits<double>::infinity();

/// Keys below `length`, and at most `first` + row (times `slope`): a padded cache, and causal. `at` is the oracle's.
struct prefix {
  static constexpr bool masked = true;
  isize length;
  isize first;
  isize slope;

  [[nodiscard]] prefix head(isize h) const { return {length - h, first, slope}; }
  [[nodiscard]] isize last(isize row) const { return std::min(length - 1, first + slope * row); }
  [[nodiscard]] visibility visible(isize k0, isize k1, isize r0, isize r1) const {
    if (k0 > last(r1 - 1)) return visibility::none;
    return k1 - 1 <= last(r0) ? visibility::all : visibility::some;
  }
  template <class V, bool AllVisible>
  struct bound {
    isize length;
    isize first;
    isize slope;
    V key;
    TENON_INLINE V operator()(V s, isize row) const {
      using T = typename V::value_type;
      if constexpr (AllVisible)
        return s;
      else
        return kn::select<T>(key <= kn::broadcast<T>(static_cast<T>(prefix{length, first, slope}.last(row))), s,
                             kn::broadcast<T>(-std::numeric_limits<T>::infinity()));
    }
  };
  template <class V, bool AllVisible>
  TENON_INLINE bound<V, AllVisible> lanes(isize k) const {
    using T = typename V::value_type;
    return {length, first, slope, kn::iota<T>() + kn::broadcast<T>(static_cast<T>(k))};
  }
  [[nodiscard]] double at(double s, isize row, isize key, isize h) const {
    return key <= head(h).last(row) ? s : -infinity;
  }
};

/// Booleans [rows, keys], of which nothing is known beforehand.
struct table {
  static constexpr bool masked = true;
  bool const* on;
  isize keys;
  [[nodiscard]] table head(isize) const { return *this; }
  [[nodiscard]] visibility visible(isize, isize, isize, isize) const { return visibility::some; }
  struct bound {
    bool const* column;
    isize keys;
    isize n;
    template <class V>
    TENON_INLINE V operator()(V s, isize row) const {
      using T = typename V::value_type;
      return kn::select<T>(kn::load_mask<T>(column + row * keys, n), s,
                           kn::broadcast<T>(-std::numeric_limits<T>::infinity()));
    }
  };
  template <class V, bool AllVisible>
  TENON_INLINE bound lanes(isize k) const {
    return {on + k, keys, std::min<isize>(keys - k, kn::lanes<typename V::value_type>)};
  }
  [[nodiscard]] double at(double s, isize row, isize key, isize) const { return on[row * keys + key] ? s : -infinity; }
};

struct plain : kn::plain_score {
  [[nodiscard]] plain head(isize) const { return {}; }
  [[nodiscard]] double at(double s, isize, isize, isize) const { return s; }
};

/// Not masked, and different for each row and key.
struct sloped {
  static constexpr bool masked = false;
  [[nodiscard]] sloped head(isize) const { return {}; }
  [[nodiscard]] visibility visible(isize, isize, isize, isize) const { return visibility::all; }
  template <class V>
  struct bound {
    V key;
    TENON_INLINE V operator()(V s, isize row) const {
      using T = typename V::value_type;
      return kn::tanh(s) + key * kn::broadcast<T>(static_cast<T>(row + 1) / 64);
    }
  };
  template <class V, bool AllVisible>
  TENON_INLINE bound<V> lanes(isize k) const {
    using T = typename V::value_type;
    return {kn::iota<T>() + kn::broadcast<T>(static_cast<T>(k))};
  }
  [[nodiscard]] double at(double s, isize row, isize key, isize) const {
    return std::tanh(s) + static_cast<double>(key * (row + 1)) / 64;
  }
};

/// A matrix spread over strides; the buffer ends with its last element, so that the sanitizer sees overruns.
template <class T>
struct spread {
  std::vector<double> exact;
  std::vector<T> memory;
  spread(isize heads, isize rows, isize columns, isize hs, isize rs, isize cs, unsigned seed)
      : exact(static_cast<std::size_t>(heads * rows * columns)),
        memory(static_cast<std::size_t>((heads - 1) * hs + (rows - 1) * rs + (columns - 1) * cs + 1),
               std::numeric_limits<T>::quiet_NaN()) {
    std::mt19937 engine(seed);
    std::uniform_real_distribution<double> d(-1, 1);
    for (isize h = 0; h < heads; ++h)
      for (isize i = 0; i < rows; ++i)
        for (isize j = 0; j < columns; ++j) {
          auto const x = static_cast<double>(static_cast<float>(d(engine)));
          exact[static_cast<std::size_t>((h * rows + i) * columns + j)] = x;
          memory[static_cast<std::size_t>(h * hs + i * rs + j * cs)] = static_cast<T>(x);
        }
  }
  void spoil(isize at, isize n, isize step) {
    for (isize i = 0; i < n; ++i) memory[static_cast<std::size_t>(at + i * step)] = std::numeric_limits<T>::quiet_NaN();
  }
};

/// The largest error of all heads; keys and values that no row sees are NaN. The rows are Outer × Tq.
template <class T, class Shape, class Heads, class Score>
double error(Score const& score) {
  constexpr isize rows = Shape::rows, tk = Shape::tk, d = Shape::d, dv = Shape::dv, heads = Heads::count;
  T const scale = T(0.7);
  // Queries: one contiguous array [head, outer, Tq, d], whose strides the shape must name.
  spread<T> q(1, heads * rows, d, 0, d, 1, 1);
  spread<T> k(heads, tk, d, Heads::kh, Shape::ks, Shape::kd, 2);
  spread<T> v(heads, tk, dv, Heads::vh, Shape::vs, 1, 3);
  for (isize h = 0; h < heads; ++h)
    for (isize j = 0; j < tk; ++j) {
      bool seen = false;
      for (isize i = 0; i < rows; ++i) seen = seen || score.at(0.0, i, j, h) > -infinity;
      if (seen) continue;
      k.spoil(h * Heads::kh + j * Shape::ks, d, Shape::kd);
      v.spoil(h * Heads::vh + j * Shape::vs, dv, 1);
    }
  std::vector<T> out(static_cast<std::size_t>(heads * rows * dv), T(77));
  // Nothing beside the scratch is written.
  constexpr std::size_t margin = 64, size = static_cast<std::size_t>(kn::few_scratch<T, Shape, Heads>);
  std::vector<T> scratch(margin + size + margin, T(77));
  kn::attend_few<T, Shape, Heads>(q.memory.data(), k.memory.data(), v.memory.data(), out.data(), scale, score,
                                  scratch.data() + margin);
  for (std::size_t i = 0; i < margin; ++i)
    if (scratch[i] != T(77) || scratch[margin + size + i] != T(77)) return infinity;
  std::vector<double> exact(static_cast<std::size_t>(rows * dv)), row(static_cast<std::size_t>(tk));
  double worst = 0;
  for (isize h = 0; h < heads; ++h) {
    kn::reference::attention(
        rows, tk, d, dv, q.exact.data() + h * rows * d, k.exact.data() + h * tk * d, v.exact.data() + h * tk * dv,
        static_cast<double>(scale), [&](double s, isize i, isize j) { return score.at(s, i, j, h); }, row.data(),
        exact.data());
    for (isize i = 0; i < rows * dv; ++i) {
      double const e =
          std::abs(double(out[static_cast<std::size_t>(h * rows * dv + i)]) - exact[static_cast<std::size_t>(i)]);
      worst = e <= worst ? worst : e;  // keeps NaN
    }
  }
  return worst;
}

template <class T>
constexpr double tolerance = sizeof(T) == 4 ? 3e-6 : 1e-14;

template <isize Rows, isize Tk, isize D, isize Dv>
using contiguous = kn::joined_shape<kn::attention_shape<Rows, Tk, D, Dv, D, 1, D, 1, Dv, Dv>>;
/// Keys stored transposed, [feature, key], rows of Tk + 3.
template <isize Rows, isize Tk, isize D, isize Dv>
using transposed = kn::joined_shape<kn::attention_shape<Rows, Tk, D, Dv, D, 1, 1, Tk + 3, Dv + 1, Dv>>;
using alone = kn::interleaved_heads<>;

template <class T, isize Rows, isize Tk, isize D, isize Dv, class Score = plain>
void check(Score const& score = {}) {
  CAPTURE(Rows, Tk, D, Dv);
  CHECK((error<T, contiguous<Rows, Tk, D, Dv>, alone>(score) < tolerance<T>));
}

}  // namespace

TEMPLATE_TEST_CASE("few queries agree with plain loops for any extents", "[kernel][decode]", float, double) {
  using T = TestType;
  constexpr isize w = kn::lanes<T>;
  check<T, 1, 1, 1, 1>();
  check<T, 1, w - 1, w - 1, w + 1>();
  check<T, 1, w + 1, 64, 64>(prefix{w, w, 0});
  check<T, 1, 1031, 128, 130>();
  check<T, 2, 127, 13, 29>(prefix{120, 60, 1});
  check<T, 5, 3 * w, w + 1, 5 * w>();
  check<T, w + 1, 37, 7, w>();
}

TEMPLATE_TEST_CASE("few queries and keys that are stored transposed", "[kernel][decode]", float, double) {
  using T = TestType;
  CHECK((error<T, transposed<1, 3, 20, 20>, alone>(plain{}) < tolerance<T>));
  CHECK((error<T, transposed<1, 300, 64, 64>, alone>(sloped{}) < 8 * tolerance<T>));
  CHECK((error<T, transposed<5, 131, 7, 40>, alone>(prefix{90, 50, 3}) < tolerance<T>));
}

TEMPLATE_TEST_CASE("few queries: hidden keys are not read, empty rows are zero", "[kernel][decode]", float, double) {
  using T = TestType;
  using one = contiguous<1, 300, 24, 24>;
  using four = contiguous<4, 301, 24, 24>;
  constexpr isize w = kn::lanes<T>;
  for (isize const length : std::initializer_list<isize>{0, 1, w - 1, w, w + 1, 15, 17, 95, 127, 128, 129, 300}) {
    CAPTURE(length);
    CHECK((error<T, one, alone>(prefix{length, 1000, 0}) < tolerance<T>));
    CHECK((error<T, four, alone>(prefix{length, 1000, 0}) < tolerance<T>));
  }
  CHECK((error<T, four, alone>(prefix{1000, -2, 1}) < tolerance<T>));  // rows 0 and 1 see nothing
  CHECK((error<T, four, alone>(prefix{1000, 100, 50}) < tolerance<T>));
  constexpr isize keys = 301;
  std::mt19937 engine(5);
  bool on[4 * keys];
  for (isize i = 0; i < 4 * keys; ++i) on[i] = engine() % 3 == 0 && i / keys != 2 && i % keys % 7 != 5;
  CHECK((error<T, four, alone>(table{on, keys}) < tolerance<T>));
  CHECK((error<T, contiguous<4, 5, 24, 24>, alone>(table{on, 5}) < tolerance<T>));
}

TEMPLATE_TEST_CASE("a score function of rows and keys, with few queries", "[kernel][decode]", float, double) {
  using T = TestType;
  CHECK((error<T, contiguous<5, 150, 24, 24>, alone>(sloped{}) < 8 * tolerance<T>));
}

TEMPLATE_TEST_CASE("rows of two axes and heads that interleave", "[kernel][decode]", float, double) {
  using T = TestType;
  // [head, position, group, feature]: groups 20 apart, positions 60.
  using inner = kn::attention_shape<2, 70, 20, 20, 20, 1, 20, 1, 20, 20>;
  CHECK((error<T, kn::joined_shape<inner, 3, 40, 40>, alone>(sloped{}) < 4 * tolerance<T>));
  // Keys and values [key, head, feature], three heads; the score function knows its head.
  constexpr isize heads = 3, d = 20;
  using row = kn::attention_shape<2, 170, d, d, d, 1, heads * d, 1, heads * d, d>;
  using together = kn::interleaved_heads<heads, 2 * d, d, d, 2 * d>;
  CHECK((error<T, kn::joined_shape<row>, together>(plain{}) < tolerance<T>));
  CHECK((error<T, kn::joined_shape<row>, together>(prefix{100, 90, 4}) < tolerance<T>));
  for (isize const length : {1, 9, 17, 32, 35, 66, 170})
    CHECK((error<T, kn::joined_shape<row>, together>(prefix{length, 1000, 0}) < tolerance<T>));
}

TEST_CASE("scratch of few queries does not grow with the number of keys", "[kernel][decode]") {
  STATIC_REQUIRE(kn::few_scratch<float, contiguous<1, 512, 64, 64>> ==
                 kn::few_scratch<float, contiguous<1, 65536, 64, 64>>);
}
