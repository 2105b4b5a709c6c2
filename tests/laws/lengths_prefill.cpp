// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// A prompt of a length known only at run time, from ids to the logits of its last position, through one transformer
// block. Under a causal mask the first n rows of the longest prompt are those of the prompt of length n.

#include "tests/support/catch.hpp"

#include <tenon/tenon.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <type_traits>

using namespace tenon::axes;

namespace {

constexpr std::size_t capacity = 40;

struct model {
  static constexpr std::size_t width = 32;
  tenon::tensor<float, vocab<50>, embed<width>> table = tenon::random_normal<float, vocab<50>, embed<width>>(1);
  tenon::tensor<float, embed<width>> gain1 = tenon::random_normal<float, embed<width>>(2),
                                     gain2 = tenon::random_normal<float, embed<width>>(3),
                                     gain3 = tenon::random_normal<float, embed<width>>(4);
  tenon::nn::dense<embed<width>, hidden<width>> query{5}, keys{6}, values{7};
  tenon::nn::dense<hidden<width>, embed<width>> out{8};
  tenon::nn::dense<embed<width>, hidden<96>> up{9};
  tenon::nn::dense<hidden<96>, embed<width>> down{10};

  template <class E>
  static auto heads(E const& e) {
    return tenon::split<hidden, head<2>, head_dim<16>>(e);
  }
  template <class X>
  auto attended(X const& x) const {
    auto const n = tenon::rms_norm<embed>(x, gain1);
    auto const scores = tenon::dot<head_dim>(heads(query(n)), tenon::rename<seq, key>(heads(keys(n)))) * 0.25f;
    auto const visible = tenon::where(tenon::causal<seq, key>(), scores, -std::numeric_limits<float>::infinity());
    auto const mixed = tenon::dot<key>(tenon::softmax<key>(visible), tenon::rename<seq, key>(heads(values(n))));
    return x + out(tenon::merge<head, head_dim, hidden>(mixed));
  }
  template <class X>
  auto fed_forward(X const& x) const {
    return x + down(tenon::gelu_tanh(up(tenon::rms_norm<embed>(x, gain2))));
  }
  template <class Ids>
  auto rows(Ids const& ids) const {
    tenon::tensor const x = tenon::take<vocab>(table, ids);
    tenon::tensor const h = attended(x);
    return tenon::evaluate(fed_forward(h));
  }
  template <class X>
  auto last_logits(X const& x) const {
    tenon::tensor<int> last;
    *last.data() = static_cast<int>(x.template length<seq>()) - 1;
    return tenon::evaluate(tenon::dot<embed>(tenon::rms_norm<embed>(tenon::take<seq>(x, last), gain3), table));
  }
};

template <class T, class U>
double worst(T const* a, U const* b, std::size_t n) {
  double most = 0;
  for (std::size_t i = 0; i < n; ++i) {
    double const d = std::abs(static_cast<double>(a[i]) - b[i]) / (1 + std::abs(static_cast<double>(b[i])));
    if (!(d <= most)) most = d;  // NaN too
  }
  return most;
}

}  // namespace

TEST_CASE("a prompt of run-time length is the beginning of the longest one") {
  static model const m;
  tenon::tensor<int, batch<1>, seq<capacity>> all;
  for (std::size_t i = 0; i < capacity; ++i) all(0, i) = static_cast<int>(i * 37 % 50);
  tenon::tensor const expected = m.rows(all);
  // One prompt after the other in the same workspace, long ones before short ones too.
  for (std::size_t const n : {capacity, std::size_t{1}, std::size_t{2}, std::size_t{31}, std::size_t{15},
                              std::size_t{16}, std::size_t{17}, capacity}) {
    INFO("length " << n);
    tenon::tensor<int, batch<1>, tenon::upto<seq<capacity>>> ids;
    std::fill(ids.begin(), ids.end(), 1 << 30);  // looking at one of them would throw
    ids.resize<seq>(n);
    for (std::size_t i = 0; i < n; ++i) ids(0, i) = all(0, i);
    tenon::tensor const found = m.rows(ids);
    REQUIRE(found.length<seq>() == n);
    CHECK(worst(found.data(), expected.data(), n * model::width) < 1e-4);
    tenon::tensor const logits = m.last_logits(found);
    static_assert(std::is_same_v<tenon::shape_of<decltype(logits)>, tenon::shape<batch<1>, vocab<50>>>);
    tenon::tensor<int> row;
    *row.data() = static_cast<int>(n) - 1;
    tenon::tensor const wanted =
        tenon::dot<embed>(tenon::rms_norm<embed>(tenon::take<seq>(expected, row), m.gain3), m.table);
    CHECK(worst(logits.data(), wanted.data(), 50) < 1e-4);
  }
}
