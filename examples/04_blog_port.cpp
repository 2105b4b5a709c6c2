// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// The blog post this library started from, ported literally and then with names. Its code ("Attention mechanisms in
// Swift for TensorFlow") counts axes: every size agrees and it runs, but the heads of one token attend to each other
// and positions never meet. With names the same layer says what it does, and the mistake does not compile (README.md).

#include <tenon/tenon.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <vector>

using namespace tenon::axes;
using input_type = tenon::ndtensor<float, 10, 20, 64>;
using result_type = tenon::ndtensor<float, 10, 20, 512>;
using layer = tenon::nn::dense<tenon::dim<64>, tenon::dim<512>>;

namespace {

result_type literal(input_type const& x, layer const& query, layer const& key, layer const& value) {
  auto q = tenon::reshape<10, 20, 8, 64>(query(x));
  auto k = tenon::reshape<10, 20, 8, 64>(key(x));
  auto v = tenon::reshape<10, 20, 8, 64>(value(x));
  auto scores = tenon::matmul(q, tenon::transpose(k));  // [10, 20, 8, 8]: a head by a head, for each token alone
  auto weights = tenon::softmax<2>(scores);             // alongAxis: 2, the heads that ask
  return tenon::reshape<10, 20, 512>(tenon::matmul(weights, v));
}

result_type with_names(input_type const& x, layer const& query, layer const& key_, layer const& value) {
  auto heads = [](auto const& projected) {
    return tenon::split<hidden, head<8>, head_dim<64>>(tenon::name_axes<batch, seq, hidden>(projected));
  };
  auto q = heads(query(x));
  auto k = tenon::rename<seq, key>(heads(key_(x)));
  auto v = tenon::rename<seq, key>(heads(value(x)));
  auto weights = tenon::softmax<key>(tenon::dot<head_dim>(q, k) * (1 / std::sqrt(64.0f)));  // [batch, seq, head, key]
  return tenon::drop_names(tenon::merge<head, head_dim, hidden>(tenon::dot<key>(weights, v)));
}

// What the blog's code computes, in ordinary loops, for one token: it never needs another token.
std::vector<float> token(float const* q, float const* k, float const* v) {
  std::vector<float> scores(64), out(512);
  for (unsigned a = 0; a < 8; ++a) {
    for (unsigned b = 0; b < 8; ++b) {
      for (unsigned d = 0; d < 64; ++d) scores[a * 8 + b] += q[a * 64 + d] * k[b * 64 + d];
    }
  }
  for (unsigned b = 0; b < 8; ++b) {  // softmax down the columns, which is axis 2
    float sum = 0;
    for (unsigned a = 0; a < 8; ++a) sum += scores[a * 8 + b] = std::exp(scores[a * 8 + b]);
    for (unsigned a = 0; a < 8; ++a) scores[a * 8 + b] /= sum;
  }
  for (unsigned a = 0; a < 8; ++a) {
    for (unsigned b = 0; b < 8; ++b) {
      for (unsigned d = 0; d < 64; ++d) out[a * 64 + d] += scores[a * 8 + b] * v[b * 64 + d];
    }
  }
  return out;
}

// In how many positions of the first sequence do two results differ?
int positions_that_differ(result_type const& a, result_type const& b) {
  int count = 0;
  for (int t = 0; t < 20; ++t) count += !std::equal(&a(0, t, 0), &a(0, t, 0) + 512, &b(0, t, 0));
  return count;
}

}  // namespace

int main() {
  layer const query(1), key_(2), value(3);
  input_type const x = tenon::random_normal<input_type>(4);
  result_type const blog = literal(x, query, key_, value);
  result_type const named = with_names(x, query, key_, value);

  result_type const q = query(x), k = key_(x), v = value(x);
  float from_loops = 0;
  for (int b = 0; b < 10; ++b) {
    for (int t = 0; t < 20; ++t) {
      std::vector<float> const expected = token(&q(b, t, 0), &k(b, t, 0), &v(b, t, 0));
      for (unsigned f = 0; f < 512; ++f) {
        float const difference = std::fabs(blog(b, t, f) - expected[f]);
        if (difference > from_loops || std::isnan(difference)) from_loops = difference;  // a NaN stays
      }
    }
  }
  std::printf("the blog's layer in plain loops differs from its port by at most %.1g\n", double{from_loops});

  input_type moved = x;
  for (int f = 0; f < 64; ++f) moved(0, 3, f) += 1;
  int const blog_changes = positions_that_differ(blog, literal(moved, query, key_, value));
  int const named_changes = positions_that_differ(named, with_names(moved, query, key_, value));
  std::printf(
      "token 3 of the first sequence is changed; of its 20 results\n"
      "  the blog's layer changes  %2d: positions never mix\n",
      blog_changes);
  std::printf("  attention changes         %2d\n", named_changes);
  return blog_changes == 1 && named_changes == 20 && from_loops < 1e-5f ? 0 : 1;
}
