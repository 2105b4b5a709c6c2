// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// The blog post's layer. Spelled by position, as there, it compiles and gives the recorded numbers: attention over
// heads, with softmax on the side of the queries. Spelled with names it mixes positions, and agrees with plain loops on
// the same weights.

#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"

using namespace tenon::axes;

namespace {

golden::file recorded(char const* name) {
  return golden::file(std::string("swift_attention/") + name + ".npy");
}

template <class T>
struct literal {
  tenon::ndtensor<T, 10, 20, 64> x = recorded("x").get<T, tenon::dim<10>, tenon::dim<20>, tenon::dim<64>>();
  tenon::nn::dense<T, tenon::dim<64>, tenon::dim<512>> query = layer("wq", "bq"), key = layer("wk", "bk"),
                                                       value = layer("wv", "bv");

  static tenon::nn::dense<T, tenon::dim<64>, tenon::dim<512>> layer(char const* kernel, char const* bias) {
    return {recorded(kernel).get<T, tenon::dim<64>, tenon::dim<512>>(), recorded(bias).get<T, tenon::dim<512>>()};
  }
  [[nodiscard]] auto scores() const {
    auto const q = tenon::reshape<10, 20, 8, 64>(query(x));
    auto const k = tenon::reshape<10, 20, 8, 64>(key(x));
    return tenon::matmul(q, tenon::transpose(k));
  }
  template <int Axis>
  [[nodiscard]] auto output() const {
    auto const v = tenon::reshape<10, 20, 8, 64>(value(x));
    return tenon::reshape<10, 20, 512>(tenon::matmul(tenon::softmax<Axis>(scores()), v));
  }
};

template <class T>
auto first_batch(tenon::ndtensor<T, 10, 20, 512> const& x) {
  return tenon::tensor(tenon::slice<0, 0, 1>(x));
}

}  // namespace

TEST_CASE("recorded Swift attention by position, double") {
  literal<double> const layer;
  auto const out = recorded("out_first_batch_f64").get<double, tenon::dim<1>, tenon::dim<20>, tenon::dim<512>>();
  auto const over_keys =
      recorded("out_axis3_first_batch").get<double, tenon::dim<1>, tenon::dim<20>, tenon::dim<512>>();
  auto const scores = recorded("scores").get<double, tenon::dim<10>, tenon::dim<20>, tenon::dim<8>, tenon::dim<8>>();
  auto const weights =
      recorded("weights_axis2").get<double, tenon::dim<10>, tenon::dim<20>, tenon::dim<8>, tenon::dim<8>>();
  TENON_GOLDEN(layer.scores(), scores, 1e-12);
  TENON_GOLDEN(tenon::softmax<2>(layer.scores()), weights, 1e-12);
  auto const fused = first_batch<double>(layer.output<2>());
  auto const unfused = first_batch<double>(tenon::evaluate<tenon::unfused>(layer.output<2>()));
  CHECK(golden::difference(fused, out) <= 1e-12);
  CHECK(golden::difference(unfused, out) <= 1e-12);
  CHECK(golden::difference(fused, over_keys) > 1e-2);  // the other axis is another layer, and the numbers tell
  auto const other = first_batch<double>(layer.output<3>());
  CHECK(golden::difference(other, over_keys) <= 1e-6);  // recorded in float
  CHECK(golden::difference(other, out) > 1e-2);
}

TEST_CASE("recorded Swift attention by position, float") {
  literal<float> const layer;
  auto const out = recorded("out").get<float, tenon::dim<10>, tenon::dim<20>, tenon::dim<512>>();
  auto const weights =
      recorded("weights_axis3").get<float, tenon::dim<10>, tenon::dim<20>, tenon::dim<8>, tenon::dim<8>>();
  TENON_GOLDEN(layer.output<2>(), out, 2e-5);
  TENON_GOLDEN(tenon::softmax<-2>(layer.scores()),
               (recorded("weights_axis2").get<float, tenon::dim<10>, tenon::dim<20>, tenon::dim<8>, tenon::dim<8>>()),
               2e-5);
  TENON_GOLDEN(tenon::softmax<3>(layer.scores()), weights, 2e-5);
  CHECK(golden::difference(tenon::ndtensor<float, 10, 20, 512>(layer.output<3>()), out) > 1e-2);
}

namespace {

struct plain_weights {
  std::vector<double> kernel, bias;
  plain_weights(char const* k, char const* b) {
    auto const from = recorded(k).get<double, embed<64>, hidden<512>>();
    auto const offsets = recorded(b).get<double, hidden<512>>();
    kernel.assign(from.begin(), from.end());
    bias.assign(offsets.begin(), offsets.end());
  }
  /// Feature f of the token whose inputs begin at x.
  double operator()(double const* x, std::size_t f) const {
    double sum = bias[f];
    for (std::size_t e = 0; e < 64; ++e) sum += x[e] * kernel[e * 512 + f];
    return sum;
  }
};

/// Eight heads of self-attention over positions, in plain loops and double, of one example.
std::vector<double> plain_attention(double const* x, bool causal) {
  plain_weights const query("wq", "bq"), key("wk", "bk"), value("wv", "bv");
  std::vector<double> q(20 * 512), k(20 * 512), v(20 * 512), out(20 * 512, 0.0);
  for (std::size_t t = 0; t < 20; ++t) {
    for (std::size_t f = 0; f < 512; ++f) {
      q[t * 512 + f] = query(x + t * 64, f);
      k[t * 512 + f] = key(x + t * 64, f);
      v[t * 512 + f] = value(x + t * 64, f);
    }
  }
  for (std::size_t h = 0; h < 8; ++h) {
    for (std::size_t t = 0; t < 20; ++t) {
      std::size_t const seen = causal ? t + 1 : 20;
      std::vector<double> weight(seen);
      double sum = 0;
      for (std::size_t s = 0; s < seen; ++s) {
        double score = 0;
        for (std::size_t d = 0; d < 64; ++d) score += q[t * 512 + h * 64 + d] * k[s * 512 + h * 64 + d];
        sum += weight[s] = std::exp(score / 8);
      }
      for (std::size_t s = 0; s < seen; ++s) {
        for (std::size_t d = 0; d < 64; ++d) out[t * 512 + h * 64 + d] += weight[s] / sum * v[s * 512 + h * 64 + d];
      }
    }
  }
  return out;
}

double worst_difference(tenon::tensor<float, batch<10>, seq<20>, hidden<512>> const& found, bool causal) {
  auto const x = recorded("x").get<double, batch<10>, seq<20>, embed<64>>();
  double worst = 0;
  for (std::size_t b : {std::size_t{0}, std::size_t{9}}) {
    auto const expected = plain_attention(x.data() + b * 20 * 64, causal);
    for (std::size_t i = 0; i < 20 * 512; ++i) {
      double const d = std::fabs(static_cast<double>(found.data()[b * 20 * 512 + i]) - expected[i]);
      if (!(d <= worst)) worst = std::isnan(d) ? 1e300 : d;
    }
  }
  return worst;
}

}  // namespace

TEST_CASE("the corrected layer with names, on the recorded weights") {
  auto const x = recorded("x").get<float, batch<10>, seq<20>, embed<64>>();
  tenon::nn::self_attention<embed<64>, head<8>, head_dim<64>, seq, key, hidden> layer;
  auto const into = [](auto& projection, char const* kernel, char const* bias) {
    projection.kernel =
        tenon::split<hidden, head<8>, head_dim<64>>(recorded(kernel).get<float, embed<64>, hidden<512>>());
    projection.bias = tenon::split<hidden, head<8>, head_dim<64>>(recorded(bias).get<float, hidden<512>>());
  };
  into(layer.query, "wq", "bq");
  into(layer.key, "wk", "bk");
  into(layer.value, "wv", "bv");
  tenon::tensor const y = layer(x);
  CHECK(worst_difference(y, false) <= 2e-5);
  CHECK(worst_difference(tenon::evaluate<tenon::unfused>(layer(x)), false) <= 2e-5);
  CHECK(worst_difference(layer(x, tenon::causal<seq, key>()), true) <= 2e-5);
  auto const literal_output = recorded("out").get<float, batch<10>, seq<20>, hidden<512>>();
  CHECK(golden::difference(y, literal_output) > 1e-2);  // the blog's code computes something else
}
