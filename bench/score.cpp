// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Attention with other score functions, one example of 8 heads of 64 features, [batch, seq, head, head_dim]: ALiBi,
// a soft cap, a bias in either order, all of them and causal, a sliding window. The operations counted are those of the
// visible pairs; what the score function computes counts as nothing.

#include "bench/attention_rows.hpp"

using namespace tenon::bench;
using namespace tenon::axes;

namespace {

constexpr float cap = 30, infinity = std::numeric_limits<float>::infinity();
constexpr std::size_t width = 128;

template <std::size_t T>
struct additions {
  tenon::tensor<float, head<8>> slope;
  tenon::tensor<float, seq<T>, key<T>> rows = tenon::random_normal<tenon::tensor<float, seq<T>, key<T>>>(5);
  tenon::tensor<float, key<T>, seq<T>> turned = rows;
  additions() {
    for (int h = 0; h < 8; ++h) slope(static_cast<std::size_t>(h)) = std::ldexp(1.0f, -1 - h);
  }
  static additions const& kept() {
    static additions const one;
    return one;
  }
};

template <class Q, class K>
auto scaled(Q const& q, K const& k) {
  return tenon::dot<head_dim>(q, k) * (1 / std::sqrt(64.0f));
}
template <class S>
auto capped(S const& s) {
  return tenon::tanh(s * (1 / cap)) * cap;
}
template <class S, class V>
auto weighted(S const& s, V const& v) {
  return tenon::dot<key>(tenon::softmax<key>(s), v);
}

template <std::size_t T, class Make>
void add_score(std::string const& name, attention_problem const& p, Make const& make) {
  add_attention_row<positions_first, 1, 8, T, 64>("score/" + name, p, make);
}

template <std::size_t T>
void register_scores() {
  auto const& more = additions<T>::kept();
  attention_problem alibi{}, soft{}, rows{}, turned{}, all{}, window{};
  alibi.slope = more.slope.data();
  soft.cap = all.cap = cap;
  rows.bias = all.bias = more.rows.data();
  rows.bias_query = all.bias_query = T;
  rows.bias_key = all.bias_key = 1;
  turned.bias = more.turned.data();
  turned.bias_query = 1;
  turned.bias_key = T;
  all.causal = window.causal = true;
  window.window = width;
  add_score<T>("alibi", alibi, [&more](auto const& q, auto const& k, auto const& v) {
    return weighted(scaled(q, k) + more.slope * tenon::cast<float>(tenon::position<key>() - tenon::position<seq>()), v);
  });
  add_score<T>("soft_cap", soft,
               [](auto const& q, auto const& k, auto const& v) { return weighted(capped(scaled(q, k)), v); });
  add_score<T>("bias_seq_key", rows,
               [&more](auto const& q, auto const& k, auto const& v) { return weighted(scaled(q, k) + more.rows, v); });
  add_score<T>("bias_key_seq", turned, [&more](auto const& q, auto const& k, auto const& v) {
    return weighted(scaled(q, k) + more.turned, v);
  });
  add_score<T>("soft_cap_bias_causal", all, [&more](auto const& q, auto const& k, auto const& v) {
    return weighted(tenon::where(tenon::causal<seq, key>(), capped(scaled(q, k)) + more.rows, -infinity), v);
  });
  add_score<T>("window", window, [](auto const& q, auto const& k, auto const& v) {
    return weighted(tenon::where(tenon::sliding_window<seq, key>(width), scaled(q, k), -infinity), v);
  });
}

}  // namespace

int main(int argc, char** argv) {
#ifdef TENON_BENCH_SMOKE
  return run_main(argc, argv, [] { register_scores<20>(); });
#else
  return run_main(argc, argv, [] { (register_scores<512>(), register_scores<1024>()); });
#endif
}
