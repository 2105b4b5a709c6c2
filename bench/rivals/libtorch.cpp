// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// libtorch, without gradients. Attention is scaled_dot_product_attention where its arguments can say the problem, else
// matmul, operations on the scores, softmax, matmul; inputs are contiguous as [batch, head, seq, head_dim], which is
// its fastest order. Results are new tensors, as users have them; freed memory is kept by the process.

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <c10/core/InferenceMode.h>
#include <malloc.h>
#include <torch/csrc/api/include/torch/version.h>

#include <limits>

#include "bench/rivals/rivals.hpp"

namespace tenon::bench::rivals {
namespace {

std::int64_t i(std::size_t s) {
  return static_cast<std::int64_t>(s);
}
at::Tensor wrap(float const* p, std::vector<std::int64_t> const& shape) {
  return at::from_blob(const_cast<float*>(p), shape, at::kFloat);
}

class libtorch_library : public library {
 public:
  libtorch_library() {
    mallopt(M_MMAP_MAX, 0);  // large results come from memory that the process keeps
    mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());
  }
  [[nodiscard]] char const* name() const override { return "libtorch"; }
  [[nodiscard]] std::string version() const override { return TORCH_VERSION; }
  void set_threads(int n) override { at::set_num_threads(n); }

  bool make(product_problem const& p, contender& c) override {
    auto const a = wrap(p.a, {i(p.m), i(p.k)});
    auto const b = p.transposed ? wrap(p.b, {i(p.n), i(p.k)}).t() : wrap(p.b, {i(p.k), i(p.n)});
    auto y = at::empty({i(p.m), i(p.n)});
    c.result = y.data_ptr<float>();
    c.call = [a, b, y]() mutable {
      c10::InferenceMode const guard;
      at::mm_out(y, a, b);
    };
    return true;
  }

  bool make(rows_problem const& p, contender& c) override {
    auto const x = wrap(p.x, {i(p.rows), i(p.n)});
    auto y = at::empty({i(p.rows), i(p.n)});
    c.result = y.data_ptr<float>();
    switch (p.what) {
      case rows_problem::kind::softmax:
        c.call = [x, y]() mutable {
          c10::InferenceMode const guard;
          at::_softmax_out(y, x, 1, false);
        };
        return true;
      case rows_problem::kind::layer_norm:
        keep(c, [x, gain = wrap(p.gain, {i(p.n)}), bias = wrap(p.bias, {i(p.n)})] {
          return at::layer_norm(x, {x.size(1)}, gain, bias, 1e-5);
        });
        return true;
      case rows_problem::kind::gelu:
        c.call = [x, y]() mutable {
          c10::InferenceMode const guard;
          at::gelu_out(y, x);
        };
        return true;
    }
    return false;
  }

  bool make(attention_problem const& p, contender& c) override {
    at::Tensor const q = turned(p, p.q, false), k = turned(p, p.k, true), v = turned(p, p.v, true);
    at::Tensor mask;  // what is added
    if (!p.only_softmax() || p.causal) {
      mask = at::empty({p.slope != nullptr ? i(p.heads) : 1, i(p.queries), i(p.keys)});
      for (std::int64_t h = 0; h < mask.size(0); ++h)
        additions(mask[h].data_ptr<float>(), p, static_cast<std::size_t>(h), -std::numeric_limits<float>::infinity());
    }
    auto const out = new_floats(p.batch * p.query_count());
    auto const last = std::make_shared<at::Tensor>();
    c.result = out.get();
    c.call = [p, q, k, v, mask, last] {
      c10::InferenceMode const guard;
      if (p.cap == 0) {
        *last = std::get<0>(at::_scaled_dot_product_attention(
            q, k, v, mask.defined() ? c10::optional<at::Tensor>(mask) : c10::nullopt));
      } else {
        at::Tensor s = at::matmul(q * (p.scale() / p.cap), k.transpose(-2, -1)).tanh_().mul_(p.cap);
        if (mask.defined()) s.add_(mask);
        *last = at::matmul(at::softmax(s, -1), v);
      }
    };
    c.finish = [p, last, out] { from_heads_first(out.get(), last->contiguous().data_ptr<float>(), p); };
    return true;
  }

  bool make(layer_problem const& p, contender& c) override {
    // One product for the three projections, whose weights stand as its linear wants them.
    auto const side = [&p](float const* w) { return wrap(w, {i(p.embed), i(p.width)}).t(); };
    auto const flat = [&p](float const* w) { return wrap(w, {i(p.width)}); };
    at::Tensor const x = wrap(p.x, {i(p.batch), i(p.seq), i(p.embed)});
    at::Tensor const w = at::cat({side(p.query), side(p.key), side(p.value)}, 0).contiguous();
    at::Tensor const bias = at::cat({flat(p.query_bias), flat(p.key_bias), flat(p.value_bias)}, 0);
    auto const last = std::make_shared<at::Tensor>();
    auto const out = new_floats(p.batch * p.seq * p.width);
    c.result = out.get();
    c.call = [p, x, w, bias, last] {
      c10::InferenceMode const guard;
      *last = attended(at::linear(x, w, bias), i(p.heads), false);
    };
    c.finish = [last, out] { copy(*last, out.get()); };
    return true;
  }

  bool make(block_problem const& p, contender& c) override {
    auto const square = [&p](float const* w) { return wrap(w, {i(p.embed), i(p.embed)}).t(); };
    auto const flat = [](float const* w, std::size_t n) { return wrap(w, {i(n)}); };
    at::Tensor const x = wrap(p.x, {1, i(p.seq), i(p.embed)});
    at::Tensor const w = at::cat({square(p.query), square(p.key), square(p.value)}, 0).contiguous();
    at::Tensor const bias =
        at::cat({flat(p.query_bias, p.embed), flat(p.key_bias, p.embed), flat(p.value_bias, p.embed)}, 0);
    at::Tensor const out_w = square(p.out).contiguous(), out_b = flat(p.out_bias, p.embed);
    at::Tensor const up = wrap(p.up, {i(p.embed), i(p.inner)}).t().contiguous(), up_b = flat(p.up_bias, p.inner);
    at::Tensor const down = wrap(p.down, {i(p.inner), i(p.embed)}).t().contiguous(),
                     down_b = flat(p.down_bias, p.embed);
    at::Tensor const gain1 = flat(p.gain1, p.embed), shift1 = flat(p.shift1, p.embed), gain2 = flat(p.gain2, p.embed),
                     shift2 = flat(p.shift2, p.embed);
    auto const last = std::make_shared<at::Tensor>();
    auto const out = new_floats(p.seq * p.embed);
    c.result = out.get();
    c.call = [=] {
      c10::InferenceMode const guard;
      std::int64_t const e = i(p.embed);
      at::Tensor const n1 = at::layer_norm(x, {e}, gain1, shift1, p.epsilon);
      at::Tensor const y = at::linear(attended(at::linear(n1, w, bias), i(p.heads), p.causal), out_w, out_b).add_(x);
      at::Tensor inner = at::linear(at::layer_norm(y, {e}, gain2, shift2, p.epsilon), up, up_b);
      *last = at::linear(at::gelu(inner, p.tanh_gelu ? "tanh" : "none"), down, down_b).add_(y);
    };
    c.finish = [last, out] { copy(*last, out.get()); };
    return true;
  }

 private:
  static at::Tensor turned(attention_problem const& p, float const* from, bool keys) {
    at::Tensor t = at::empty({i(p.batch), i(p.heads), i(keys ? p.keys : p.queries), i(p.features)});
    to_heads_first(t.data_ptr<float>(), from, p, keys);
    return t;
  }
  static void copy(at::Tensor const& from, float* to) {
    at::Tensor const t = from.contiguous();
    std::copy(t.data_ptr<float>(), t.data_ptr<float>() + t.numel(), to);
  }
  /// [batch, seq, width] of [batch, seq, 3 · width].
  static at::Tensor attended(at::Tensor const& qkv, std::int64_t heads, bool causal) {
    auto const b = qkv.size(0), t = qkv.size(1), width = qkv.size(2) / 3;
    auto const parts = qkv.view({b, t, 3, heads, width / heads}).permute({2, 0, 3, 1, 4}).contiguous();
    auto const y =
        std::get<0>(at::_scaled_dot_product_attention(parts[0], parts[1], parts[2], c10::nullopt, 0.0, false, causal));
    return y.transpose(1, 2).reshape({b, t, width});
  }
  template <class Call>
  void keep(contender& c, Call const& call) {
    auto const last = std::make_shared<at::Tensor>(call());
    auto const out = new_floats(static_cast<std::size_t>(last->numel()));
    c.result = out.get();
    c.call = [call, last] {
      c10::InferenceMode const guard;
      *last = call();
    };
    c.finish = [last, out] { copy(*last, out.get()); };
  }
};

}  // namespace

std::unique_ptr<library> libtorch() {
  return std::make_unique<libtorch_library>();
}

}  // namespace tenon::bench::rivals
