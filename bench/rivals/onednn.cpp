// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// oneDNN: the matmul, softmax, layer normalization and eltwise primitives. Weights are reordered to the order that the
// primitive asks for before the time is taken. Attention is matmul, softmax and matmul for 128 queries at a time, whose
// scores stay in the cache; scale, soft cap, bias and mask are post-operations of the first product.

#include <dlfcn.h>

#include <numeric>
#include <unordered_map>

#include <oneapi/dnnl/dnnl.hpp>

#include "bench/rivals/rivals.hpp"

namespace tenon::bench::rivals {
namespace {

using dims = dnnl::memory::dims;
using tag = dnnl::memory::format_tag;
using arguments = std::unordered_map<int, dnnl::memory>;
constexpr auto f32 = dnnl::memory::data_type::f32;

dnnl::memory::desc strided(std::size_t rows, std::size_t columns, std::size_t row, std::size_t column) {
  auto const i = [](std::size_t s) { return static_cast<dnnl::memory::dim>(s); };
  return {dims{i(rows), i(columns)}, f32, dims{i(row), i(column)}};
}

class onednn_library : public library {
 public:
  [[nodiscard]] char const* name() const override { return "onednn"; }
  [[nodiscard]] std::string version() const override {
    auto const* const v = dnnl_version();
    return std::to_string(v->major) + "." + std::to_string(v->minor) + "." + std::to_string(v->patch) +
           ", instruction sets up to number " + std::to_string(static_cast<int>(dnnl::get_effective_cpu_isa()));
  }
  [[nodiscard]] bool does(kind what) const override { return what != kind::layer && what != kind::block; }
  void set_threads(int n) override {  // of the OpenMP that it was built with, whatever this program uses
    threads = n;
    set_openmp(n);
  }
  static void set_openmp(int n) {
    if (void* const gomp = dlopen("libgomp.so.1", RTLD_LAZY | RTLD_NOLOAD))
      if (auto const set = reinterpret_cast<void (*)(int)>(dlsym(gomp, "omp_set_num_threads"))) set(n);
  }

  bool make(product_problem const& p, contender& c) override {
    auto const y = new_floats(p.m * p.n);
    auto const a = strided(p.m, p.k, p.k, 1), out = strided(p.m, p.n, p.n, 1);
    auto const given = p.transposed ? strided(p.k, p.n, 1, p.k) : strided(p.k, p.n, p.n, 1);
    dnnl::memory::desc const any(given.dims(), f32, tag::any);
    dnnl::matmul::primitive_desc const what(dnnl::matmul::desc(a, any, out), engine);
    dnnl::memory source(given, engine, const_cast<float*>(p.b)), weights(what.weights_desc(), engine);
    dnnl::reorder(source, weights).execute(stream, source, weights);
    stream.wait();
    run(c, y, dnnl::matmul(what),
        {{DNNL_ARG_SRC, {a, engine, const_cast<float*>(p.a)}},
         {DNNL_ARG_WEIGHTS, weights},
         {DNNL_ARG_DST, {out, engine, y.get()}}});
    return true;
  }

  bool make(rows_problem const& p, contender& c) override {
    auto const y = new_floats(p.rows * p.n);
    auto const desc = strided(p.rows, p.n, p.n, 1);
    arguments all{{DNNL_ARG_SRC, {desc, engine, const_cast<float*>(p.x)}}, {DNNL_ARG_DST, {desc, engine, y.get()}}};
    auto const inference = dnnl::prop_kind::forward_inference;
    switch (p.what) {
      case rows_problem::kind::softmax:
        run(c, y, dnnl::softmax_forward({dnnl::softmax_forward::desc(inference, desc, 1), engine}), all);
        return true;
      case rows_problem::kind::layer_norm: {
        auto const flags = dnnl::normalization_flags::use_scale | dnnl::normalization_flags::use_shift;
        dnnl::layer_normalization_forward::primitive_desc const what(
            dnnl::layer_normalization_forward::desc(inference, desc, 1e-5f, flags), engine);
        dnnl::memory::desc const one(dims{static_cast<dnnl::memory::dim>(p.n)}, f32, tag::a);
        all.emplace(DNNL_ARG_SCALE, dnnl::memory(one, engine, const_cast<float*>(p.gain)));
        all.emplace(DNNL_ARG_SHIFT, dnnl::memory(one, engine, const_cast<float*>(p.bias)));
        run(c, y, dnnl::layer_normalization_forward(what), all);
        return true;
      }
      case rows_problem::kind::gelu:
        run(c, y,
            dnnl::eltwise_forward(
                {dnnl::eltwise_forward::desc(inference, dnnl::algorithm::eltwise_gelu_erf, desc, 0, 0), engine}),
            all);
        return true;
    }
    return false;
  }

  bool make(attention_problem const& given, contender& c) override {
    attention_problem p = given;
    if (given.row_stride != given.features) {  // contiguous heads are faster, so that it has them
      std::size_t const queries = p.batch * p.query_count(), keys = p.batch * p.key_count();
      auto const q = new_floats(queries), k = new_floats(keys), v = new_floats(keys), turned = new_floats(queries);
      to_heads_first(q.get(), p.q, p, false);
      to_heads_first(k.get(), p.k, p, true);
      to_heads_first(v.get(), p.v, p, true);
      p.q = q.get();
      p.k = k.get();
      p.v = v.get();
      p.row_stride = p.features;
      p.query_head = p.queries * p.features;
      p.key_head = p.keys * p.features;
      if (!make(p, c)) return false;
      c.call = [call = std::move(c.call), q, k, v] { call(); };
      c.finish = [given, y = c.result, turned] { from_heads_first(turned.get(), y, given); };
      c.result = turned.get();
      return true;
    }
    auto const y = new_floats(p.batch * p.query_count());
    std::size_t const most = std::min<std::size_t>(p.queries, 128);
    // What is added to the scores: one table for all heads, or one a head.
    bool const adds = p.slope != nullptr || p.bias != nullptr || p.causal;
    std::size_t const table = p.queries * p.keys, tables = p.slope != nullptr ? p.heads : 1;
    auto const added = new_floats(adds ? table * tables : 1);  // for each block what it sees, dense: else it is slow
    std::vector<float> whole(adds ? table : 0);

    struct block {
      std::size_t first, begin, keys, table;
      dnnl::matmul scores, values;
      dnnl::softmax_forward softmax;
      dnnl::memory q, k, v, s, added, out, scratch1, scratch2, scratch3;
    };
    // Each thread has heads, and memory, of its own; the primitives run in that one thread.
    auto const team = static_cast<std::size_t>(threads);
    std::vector<std::vector<block>> blocks(team);
    std::vector<std::shared_ptr<float>> scores;
    for (std::size_t one = 0; one < team; ++one) scores.push_back(new_floats(most * p.keys));
    set_openmp(1);
    std::size_t used = 0;
    for (std::size_t i = 0; i < p.queries; i += most) {
      std::size_t const n = std::min(most, p.queries - i), begin = p.first(i), keys = p.last(i + n - 1) - begin;
      auto const q = strided(n, p.features, p.row_stride, 1), k = strided(p.features, keys, 1, p.row_stride),
                 v = strided(keys, p.features, p.row_stride, 1), s = strided(n, keys, keys, 1);
      dnnl::primitive_attr attributes, plain;
      attributes.set_output_scales(0, {p.scale() / (p.cap != 0 ? p.cap : 1)});
      attributes.set_scratchpad_mode(dnnl::scratchpad_mode::user);
      plain.set_scratchpad_mode(dnnl::scratchpad_mode::user);
      dnnl::post_ops then;
      if (p.cap != 0) then.append_eltwise(p.cap, dnnl::algorithm::eltwise_tanh, 0, 0);
      if (adds) then.append_binary(dnnl::algorithm::binary_add, s);
      attributes.set_post_ops(then);
      dnnl::matmul::primitive_desc const first(dnnl::matmul::desc(q, k, s), attributes, engine),
          last(dnnl::matmul::desc(s, v, q), plain, engine);
      dnnl::softmax_forward::primitive_desc const between(
          dnnl::softmax_forward::desc(dnnl::prop_kind::forward_inference, s, 1), plain, engine);
      dnnl::matmul const first_product(first), last_product(last);
      dnnl::softmax_forward const softmax(between);
      auto const memory = [this](dnnl::memory::desc const& d) { return dnnl::memory(d, engine, nullptr); };
      auto const scratch = [this](auto const& what) { return dnnl::memory(what.scratchpad_desc(), engine); };
      for (std::size_t one = 0; one < team; ++one)
        blocks[one].push_back({i, begin, keys, used, first_product, last_product, softmax, memory(q), memory(k),
                               memory(v), dnnl::memory(s, engine, scores[one].get()), memory(s), memory(q),
                               scratch(first), scratch(between), scratch(last)});
      for (std::size_t h = 0; adds && h < tables; ++h) {
        additions(whole.data(), p, h, -1e30f);
        for (std::size_t r = 0; r < n; ++r)
          std::copy_n(whole.data() + (i + r) * p.keys + begin, keys, added.get() + h * table + used + r * keys);
      }
      used += n * keys;
    }
    set_openmp(threads);
    c.result = y.get();
    c.memory_bytes = static_cast<double>((team * most * p.keys + (adds ? table * tables : 0)) * sizeof(float));
    c.call = [this, p, y, scores, added, table, tables, adds, team, blocks]() mutable {
#pragma omp parallel for schedule(static, 1) num_threads(static_cast <int>(team))
      for (std::size_t one = 0; one < team; ++one) {
        dnnl::stream own(engine);
        for (std::size_t bh = one; bh < p.batch * p.heads; bh += team) {
          std::size_t const b = bh / p.heads, h = bh % p.heads;
          std::size_t const query = b * p.query_count() + h * p.query_head, key = b * p.key_count() + h * p.key_head;
          for (block& at : blocks[one]) {
            at.q.set_data_handle(const_cast<float*>(p.q) + query + at.first * p.row_stride);
            at.k.set_data_handle(const_cast<float*>(p.k) + key + at.begin * p.row_stride);
            at.v.set_data_handle(const_cast<float*>(p.v) + key + at.begin * p.row_stride);
            at.out.set_data_handle(y.get() + query + at.first * p.row_stride);
            arguments first{{DNNL_ARG_SRC, at.q},
                            {DNNL_ARG_WEIGHTS, at.k},
                            {DNNL_ARG_DST, at.s},
                            {DNNL_ARG_SCRATCHPAD, at.scratch1}};
            if (adds) {
              at.added.set_data_handle(added.get() + (tables > 1 ? h * table : 0) + at.table);
              first.emplace(DNNL_ARG_ATTR_MULTIPLE_POST_OP(p.cap != 0 ? 1 : 0) | DNNL_ARG_SRC_1, at.added);
            }
            at.scores.execute(own, first);
            at.softmax.execute(own, {{DNNL_ARG_SRC, at.s}, {DNNL_ARG_DST, at.s}, {DNNL_ARG_SCRATCHPAD, at.scratch2}});
            at.values.execute(own, {{DNNL_ARG_SRC, at.s},
                                    {DNNL_ARG_WEIGHTS, at.v},
                                    {DNNL_ARG_DST, at.out},
                                    {DNNL_ARG_SCRATCHPAD, at.scratch3}});
          }
        }
        own.wait();
      }
    };
    return true;
  }

 private:
  template <class Primitive>
  void run(contender& c, std::shared_ptr<float> const& y, Primitive const& what, arguments const& all) {
    c.result = y.get();
    c.call = [this, y, what, all] {
      what.execute(stream, all);
      stream.wait();
    };
  }
  dnnl::engine engine{dnnl::engine::kind::cpu, 0};
  mutable dnnl::stream stream{engine};
  int threads = 1;
};

}  // namespace

std::unique_ptr<library> onednn() {
  return std::make_unique<onednn_library>();
}

}  // namespace tenon::bench::rivals
