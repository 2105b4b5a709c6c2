// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Lengths known only at run time, with threads: what is shared out ends at the length, and gives the bits of one
// thread.

#include "tests/support/catch.hpp"

#include <omp.h>

#include <tenon/tenon.hpp>

#include <limits>

using namespace tenon::axes;

namespace {

template <class E>
bool equal(E const& e) {
  omp_set_dynamic(0);
  omp_set_num_threads(1);
  auto const expected = tenon::evaluate(e);
  using Shape = tenon::shape_of<decltype(expected)>;
  bool same = true;
  for (int const threads : {2, 7}) {
    omp_set_num_threads(threads);
    auto const given = tenon::evaluate(e);
    same = same && given.lengths() == expected.lengths();
    tenon::detail::for_each_within<Shape, tenon::row_major<Shape>>(expected.lengths(), [&](std::ptrdiff_t at) {
      same = same && given.data()[at] == expected.data()[at];  // and no NaN
    });
  }
  return same;
}

}  // namespace

TEST_CASE("lengths known at run time") {
  using open = tenon::tensor<float, batch<2>, tenon::upto<seq<700>>, embed<64>>;
  open x = tenon::full<open>(std::numeric_limits<float>::quiet_NaN());
  x.resize<seq>(333);
  auto const some = tenon::random_normal<float, batch<2>, seq<333>, embed<64>>(1);
  for (std::size_t b = 0; b < 2; ++b)
    for (std::size_t s = 0; s < 333; ++s)
      for (std::size_t e = 0; e < 64; ++e) x(b, s, e) = some(b, s, e);
  auto const w = tenon::random_normal<float, embed<64>, hidden<96>>(2);
  auto const k = tenon::rename<seq, key>(x);
  auto const scores = tenon::dot<embed>(x, k) * 0.125f;
  auto const seen = tenon::where(tenon::causal<seq, key>(), scores, -std::numeric_limits<float>::infinity());
  CHECK(equal(tenon::gelu(tenon::dot<embed>(x, w))));
  CHECK(equal(tenon::dot<key>(tenon::softmax<key>(seen), tenon::rename<embed, hidden>(k))));
  CHECK(equal(exp(x) * 2.0f));
  CHECK(equal(tenon::softmax<key>(scores)));
}
