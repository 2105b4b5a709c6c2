// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Recorded multi-head attention with its projections, encoder and decoder layers, and a GPT-2 block: PyTorch's weights
// [out, in] and names. The projections of all heads are one matrix, of which the parts are slices.

#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"

using namespace tenon::axes;

namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();
constexpr std::size_t width = 15;  // of the model: 3 heads of 5

template <class T, std::size_t N = 7>
using tokens = tenon::tensor<T, batch<2>, seq<N>, embed<width>>;
template <class T>
tokens<T> array(golden::file const& f, char const* name) {
  return f.get<T, batch<2>, seq<7>, embed<width>>(name);
}

/// One projection to the heads: x over In, the weight [hidden, In].
template <template <std::size_t> class In, class X, class W, class B>
auto heads(X const& x, W const& weight, B const& bias) {
  return tenon::dot<In>(x, tenon::split<hidden, head<3>, head_dim<5>>(weight)) +
         tenon::split<hidden, head<3>, head_dim<5>>(bias);
}

template <class T>
struct attention_weights {
  tenon::tensor<T, hidden<45>, embed<width>> in;
  tenon::tensor<T, hidden<45>> in_bias;
  tenon::tensor<T, embed<width>, hidden<15>> out;
  tenon::tensor<T, embed<width>> out_bias;

  attention_weights(golden::file const& f, std::string const& prefix)
      : attention_weights(f, prefix + "in_proj_weight", prefix + "in_proj_bias", prefix + "out_proj.") {}
  attention_weights(golden::file const& f, std::string const& weight, std::string const& bias,
                    std::string const& out_prefix)
      : in(f.get<T, hidden<45>, embed<width>>(weight)),
        in_bias(f.get<T, hidden<45>>(bias)),
        out(f.get<T, embed<width>, hidden<15>>(out_prefix + "weight")),
        out_bias(f.get<T, embed<width>>(out_prefix + "bias")) {}

  template <std::size_t Part, class X>
  [[nodiscard]] auto projected(X const& x) const {
    return heads<embed>(x, tenon::slice<hidden, Part * 15, 15>(in), tenon::slice<hidden, Part * 15, 15>(in_bias));
  }
  template <class X, class M>
  [[nodiscard]] auto scores(X const& x, M const& memory) const {
    return tenon::dot<head_dim>(projected<0>(x), tenon::rename<seq, key>(projected<1>(memory))) * (1 / std::sqrt(5.0));
  }
  template <class W, class M>
  [[nodiscard]] auto attended(W const& weights, M const& memory) const {
    auto const mixed = tenon::dot<key>(weights, tenon::rename<seq, key>(projected<2>(memory)));
    return tenon::dot<hidden>(tenon::merge<head, head_dim, hidden>(mixed), out) + out_bias;
  }
  template <class X, class M>
  [[nodiscard]] auto operator()(X const& x, M const& memory) const {
    return attended(tenon::softmax<key>(scores(x, memory)), memory);
  }
  template <class X>
  [[nodiscard]] auto causal(X const& x) const {
    return attended(tenon::softmax<key>(tenon::where(tenon::causal<seq, key>(), scores(x, x), -infinity)), x);
  }
};

template <class T>
void multi_head_cases() {
  auto const self = golden::load<T>("mha_self");
  attention_weights<T> const a(self, "");
  auto const x = array<T>(self, "x");
  auto const in_our_order = [](auto const& w) { return tenon::tensor(tenon::permute<batch, seq, head, key>(w)); };
  TENON_GOLDEN(a(x, x), array<T>(self, "y"));
  TENON_GOLDEN(tenon::softmax<key>(a.scores(x, x)),
               in_our_order(self.template get<T, batch<2>, head<3>, seq<7>, key<7>>("w")));

  auto const causal = golden::load<T>("mha_self_causal");
  attention_weights<T> const c(causal, "");
  auto const cx = array<T>(causal, "x");
  TENON_GOLDEN(c.causal(cx), array<T>(causal, "y"));
  TENON_GOLDEN(tenon::softmax<key>(tenon::where(tenon::causal<seq, key>(), c.scores(cx, cx), -infinity)),
               in_our_order(causal.template get<T, batch<2>, head<3>, seq<7>, key<7>>("w")));

  auto const cross = golden::load<T>("mha_cross");
  attention_weights<T> const b(cross, "");
  auto const bx = array<T>(cross, "x");
  auto const memory = cross.template get<T, batch<2>, seq<4>, embed<width>>("mem");
  TENON_GOLDEN(b(bx, memory), array<T>(cross, "y"));
  TENON_GOLDEN(tenon::softmax<key>(b.scores(bx, memory)),
               in_our_order(cross.template get<T, batch<2>, head<3>, seq<7>, key<4>>("w")));
}

/// Keys and values of other widths than the queries, with weights of their own.
template <class T>
void widths_of_keys_and_values() {
  auto const f = golden::load<T>("mha_kdim_vdim");
  auto const x = array<T>(f, "x");
  auto const mk = f.template get<T, batch<2>, key<4>, vocab<11>>("mk");
  auto const mv = f.template get<T, batch<2>, key<4>, vocab<18>>("mv");
  auto const wq = f.template get<T, hidden<15>, embed<15>>("q_proj_weight");
  auto const wk = f.template get<T, hidden<15>, vocab<11>>("k_proj_weight");
  auto const wv = f.template get<T, hidden<15>, vocab<18>>("v_proj_weight");
  auto const b = f.template get<T, hidden<45>>("in_proj_bias");
  auto const out = f.template get<T, embed<15>, hidden<15>>("out_proj.weight");
  auto const out_bias = f.template get<T, embed<15>>("out_proj.bias");
  auto const q = heads<embed>(x, wq, tenon::slice<hidden, 0, 15>(b));
  auto const k = heads<vocab>(mk, wk, tenon::slice<hidden, 15, 15>(b));
  auto const v = heads<vocab>(mv, wv, tenon::slice<hidden, 30, 15>(b));
  auto const weights = tenon::softmax<key>(tenon::dot<head_dim>(q, k) * (1 / std::sqrt(5.0)));
  auto const mixed = tenon::merge<head, head_dim, hidden>(tenon::dot<key>(weights, v));
  TENON_GOLDEN(tenon::dot<hidden>(mixed, out) + out_bias, array<T>(f, "y"));
  TENON_GOLDEN((tenon::permute<batch, head, seq, key>(weights)),
               (f.template get<T, batch<2>, head<3>, seq<7>, key<4>>("w")));
}

template <class T>
struct norm_weights {
  tenon::tensor<T, embed<width>> gain, bias;
  norm_weights(golden::file const& f, std::string const& prefix)
      : gain(f.get<T, embed<width>>(prefix + "weight")), bias(f.get<T, embed<width>>(prefix + "bias")) {}
  template <class X>
  [[nodiscard]] auto operator()(X const& x) const {
    return tenon::layer_norm<embed>(x, gain, bias);
  }
};

template <class T, std::size_t Hidden>
struct two_layers {
  tenon::tensor<T, hidden<Hidden>, embed<width>> up;
  tenon::tensor<T, hidden<Hidden>> up_bias;
  tenon::tensor<T, embed<width>, hidden<Hidden>> down;
  tenon::tensor<T, embed<width>> down_bias;
  two_layers(golden::file const& f, std::string const& first, std::string const& second)
      : up(f.get<T, hidden<Hidden>, embed<width>>(first + "weight")),
        up_bias(f.get<T, hidden<Hidden>>(first + "bias")),
        down(f.get<T, embed<width>, hidden<Hidden>>(second + "weight")),
        down_bias(f.get<T, embed<width>>(second + "bias")) {}
  template <class X>
  [[nodiscard]] auto inner(X const& x) const {
    return tenon::dot<embed>(x, up) + up_bias;
  }
  template <class H>
  [[nodiscard]] auto outer(H const& h) const {
    return tenon::dot<hidden>(h, down) + down_bias;
  }
};

enum class activation { relu, gelu };
enum class masking { none, causal };

/// A residual branch is one expression: norm, attention, residual. `Mode` says how it is run.
template <class T, class Mode>
struct runner {
  using value = tokens<T>;
  template <class E>
  static value run(E const& e) {
    return tenon::evaluate<Mode>(e);
  }
  static value normed(norm_weights<T> const& n, value const& x) { return run(n(x)); }
  static value self(attention_weights<T> const& a, value const& x, value const& to, masking m) {
    return m == masking::causal ? run(to + a.causal(x)) : run(to + a(x, x));
  }
  template <std::size_t N>
  static value cross(attention_weights<T> const& a, value const& x, tokens<T, N> const& memory, value const& to) {
    return run(to + a(x, memory));
  }
  static value mlp(two_layers<T, 19> const& m, value const& x, value const& to, activation f) {
    return f == activation::relu ? run(to + m.outer(tenon::relu(m.inner(x))))
                                 : run(to + m.outer(tenon::gelu(m.inner(x))));
  }
};

template <class T, class Mode>
double encoder(char const* name, bool norm_first, activation f, masking m) {
  using r = runner<T, Mode>;
  auto const file = golden::load<T>(name);
  attention_weights<T> const attention(file, "self_attn.");
  two_layers<T, 19> const mlp(file, "linear1.", "linear2.");
  norm_weights<T> const first(file, "norm1."), second(file, "norm2.");
  tokens<T> x = array<T>(file, "x");
  if (norm_first) {
    x = r::self(attention, r::normed(first, x), x, m);
    x = r::mlp(mlp, r::normed(second, x), x, f);
  } else {
    x = r::normed(first, r::self(attention, x, x, m));
    x = r::normed(second, r::mlp(mlp, x, x, f));
  }
  return golden::difference(x, array<T>(file, "y"));
}

template <class T, class Mode>
double decoder(char const* name, bool norm_first) {
  using r = runner<T, Mode>;
  auto const file = golden::load<T>(name);
  attention_weights<T> const self(file, "self_attn."), cross(file, "multihead_attn.");
  two_layers<T, 19> const mlp(file, "linear1.", "linear2.");
  norm_weights<T> const first(file, "norm1."), second(file, "norm2."), third(file, "norm3.");
  auto const memory = file.template get<T, batch<2>, seq<4>, embed<width>>("mem");
  tokens<T> x = array<T>(file, "x");
  if (norm_first) {
    x = r::self(self, r::normed(first, x), x, masking::causal);
    x = r::cross(cross, r::normed(second, x), memory, x);
    x = r::mlp(mlp, r::normed(third, x), x, activation::relu);
  } else {
    x = r::normed(first, r::self(self, x, x, masking::causal));
    x = r::normed(second, r::cross(cross, x, memory, x));
    x = r::normed(third, r::mlp(mlp, x, x, activation::relu));
  }
  return golden::difference(x, array<T>(file, "y"));
}

template <class T, class Mode>
void layers() {
  constexpr double allowed = golden::long_tolerance<T>;
  CHECK(encoder<T, Mode>("enc_post_relu", false, activation::relu, masking::none) <= allowed);
  CHECK(encoder<T, Mode>("enc_post_gelu", false, activation::gelu, masking::none) <= allowed);
  CHECK(encoder<T, Mode>("enc_pre_relu", true, activation::relu, masking::none) <= allowed);
  CHECK(encoder<T, Mode>("enc_pre_gelu", true, activation::gelu, masking::none) <= allowed);
  CHECK(encoder<T, Mode>("enc_pre_gelu_causal", true, activation::gelu, masking::causal) <= allowed);
  CHECK(decoder<T, Mode>("dec_post_relu", false) <= allowed);
  CHECK(decoder<T, Mode>("dec_pre_relu", true) <= allowed);
}

/// The norms stand inside the expressions: each is a residual branch from the block's input to its sum.
template <class T>
void gpt2() {
  auto const f = golden::load<T>("gpt2_block");
  attention_weights<T> const attention(f, "attn.c_attn.weight", "attn.c_attn.bias", "attn.c_proj.");
  two_layers<T, 60> const mlp(f, "mlp.c_fc.", "mlp.c_proj.");
  norm_weights<T> const first(f, "ln_1."), second(f, "ln_2.");
  tokens<T> const x = array<T>(f, "x");
  auto const branch = x + attention.causal(first(x));
  tokens<T> const middle = branch;
  CHECK(golden::difference(tokens<T>(tenon::evaluate<tenon::unfused>(branch)), middle) <= golden::tolerance<T>);
  TENON_GOLDEN(middle + mlp.outer(tenon::gelu_tanh(mlp.inner(second(middle)))), array<T>(f, "y"),
               golden::long_tolerance<T>);
  // The whole block as one expression is one plan.
  tokens<T> const whole = branch + mlp.outer(tenon::gelu_tanh(mlp.inner(second(branch))));
  CHECK(golden::difference(whole, array<T>(f, "y")) <= golden::long_tolerance<T>);
}

}  // namespace

TEST_CASE("recorded multi-head attention, float") {
  multi_head_cases<float>();
  widths_of_keys_and_values<float>();
}
TEST_CASE("recorded multi-head attention, double") {
  multi_head_cases<double>();
  widths_of_keys_and_values<double>();
}
TEST_CASE("recorded encoder and decoder layers, float") {
  layers<float, tenon::fused>();
}
TEST_CASE("recorded encoder and decoder layers, double") {
  layers<double, tenon::fused>();
}
TEST_CASE("recorded encoder and decoder layers, unfused") {
  layers<float, tenon::unfused>();
}
TEST_CASE("recorded GPT-2 block, float") {
  gpt2<float>();
}
TEST_CASE("recorded GPT-2 block, double") {
  gpt2<double>();
}
