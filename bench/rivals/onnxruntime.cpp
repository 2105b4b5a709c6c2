// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// ONNX Runtime, from the npm package onnxruntime-node: its library is opened when the program runs (the package has no
// headers), through the table of functions of its C interface, whose places never change. The models are written here,
// byte for byte. Attention is its fused operator MultiHeadAttention or, where it is causal and that is faster,
// GroupQueryAttention; [batch, seq, head · head_dim]; the layer is its
// operator Attention with the projections; a block is spelled in its operators. All optimizations of graphs are on.

#include <dlfcn.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstring>

#include "bench/rivals/rivals.hpp"

namespace tenon::bench::rivals {
namespace {

// --- the C interface
struct status;
struct environment;
struct options;
struct session;
struct memory_info;
struct value;
struct base {
  void const* const* (*api)(std::uint32_t);
  char const* (*version)();
};

class interface {
 public:
  explicit interface(base const* b) : table(b->api(13)) {}
  [[nodiscard]] bool usable() const { return table != nullptr; }
  template <class... A>
  void operator()(std::size_t place, A... a) const {
    auto* const wrong = reinterpret_cast<status* (*)(A...)>(const_cast<void*>(table[place]))(a...);
    if (wrong == nullptr) return;
    auto const message = reinterpret_cast<char const* (*)(status const*)>(const_cast<void*>(table[2]));
    std::fprintf(stderr, "ONNX Runtime: %s\n", message(wrong));
    std::exit(1);
  }
  enum : std::size_t {
    create_environment = 3,
    create_session = 8,
    run = 9,
    create_options = 10,
    set_graph_optimization = 23,
    set_threads = 24,
    create_tensor = 49,
    create_memory_info = 69
  };

 private:
  void const* const* table;
};

// --- models, in the wire format of protocol buffers
class message {
 public:
  message& number(unsigned field, std::uint64_t n) {
    varint(field << 3);
    varint(n);
    return *this;
  }
  message& real(unsigned field, float f) {
    varint(field << 3 | 5);
    bytes.append(reinterpret_cast<char const*>(&f), 4);
    return *this;
  }
  message& text(unsigned field, std::string const& s) {
    varint(field << 3 | 2);
    varint(s.size());
    bytes += s;
    return *this;
  }
  message& part(unsigned field, message const& m) { return text(field, m.bytes); }
  std::string bytes;

 private:
  void varint(std::uint64_t n) {
    for (; n > 127; n >>= 7) bytes += static_cast<char>(n & 127 | 128);
    bytes += static_cast<char>(n);
  }
};

using shape = std::vector<std::size_t>;
std::size_t count(shape const& s) {
  std::size_t n = 1;
  for (std::size_t const one : s) n *= one;
  return n;
}

class graph {
 public:
  void input(std::string const& name, shape const& s, float const* data) {
    all.part(11, typed(name, s));
    inputs.push_back({name, s, data});
  }
  void output(std::string const& name, shape const& s) {
    all.part(12, typed(name, s));
    result = {name, s, nullptr};
  }
  void constant(std::string const& name, shape const& s, float const* data) {
    message m;
    for (std::size_t const n : s) m.number(1, n);
    m.number(2, 1).text(8, name).text(9, {reinterpret_cast<char const*>(data), count(s) * sizeof(float)});
    all.part(5, m);
  }
  void constant(std::string const& name, shape const& s, std::int32_t const* data) {
    message m;
    for (std::size_t const n : s) m.number(1, n);
    m.number(2, 6).text(8, name).text(9, {reinterpret_cast<char const*>(data), count(s) * sizeof(std::int32_t)});
    all.part(5, m);
  }
  void node(std::string const& operation, std::vector<std::string> const& in, std::string const& out,
            std::vector<message> const& attributes = {}, std::string const& domain = "",
            std::vector<std::string> const& more_out = {}) {
    message m;
    for (auto const& name : in) m.text(1, name);
    m.text(2, out);
    for (auto const& name : more_out) m.text(2, name);
    m.text(3, out + "_node").text(4, operation);
    for (auto const& a : attributes) m.part(5, a);
    if (!domain.empty()) m.text(7, domain);
    all.part(1, m);
  }
  static message attribute(char const* name, std::uint64_t n) {
    return message().text(1, name).number(3, n).number(20, 2);
  }
  static message attribute(char const* name, float f) { return message().text(1, name).real(2, f).number(20, 1); }
  static message attribute(char const* name, char const* s) { return message().text(1, name).text(4, s).number(20, 3); }

  [[nodiscard]] std::string model() const {
    message g = all;
    g.text(2, "model");
    message standard, extra;
    standard.text(1, "").number(2, 20);
    extra.text(1, "com.microsoft").number(2, 1);
    return message().number(1, 8).part(7, g).part(8, standard).part(8, extra).bytes;
  }
  struct tensor {
    std::string name;
    shape sizes;
    float const* data;
  };
  std::vector<tensor> inputs;
  tensor result;

 private:
  static message typed(std::string const& name, shape const& s) {
    message sizes, tensor;
    for (std::size_t const n : s) sizes.part(1, message().number(1, n));
    tensor.number(1, 1).part(2, sizes);
    return message().text(1, name).part(2, message().part(1, tensor));
  }
  message all;
};

constexpr char const* contributed = "com.microsoft";

class onnxruntime_library : public library {
 public:
  explicit onnxruntime_library(base const* b) : call(b), its_version(b->version()) {
    if (!call.usable()) return;
    call(interface::create_environment, 3, "tenon", &env);
    call(interface::create_memory_info, 0, 0, &memory);
  }
  [[nodiscard]] bool usable() const { return call.usable(); }
  [[nodiscard]] char const* name() const override { return "onnxruntime"; }
  [[nodiscard]] std::string version() const override { return its_version; }
  void set_threads(int n) override { threads = n; }

  bool make(attention_problem const& p, contender& c) override {
    bool const grouped = p.causal && p.queries == p.keys;
    if (p.cap != 0) return grouped && attend(p, c, true);  // only its causal operator has a soft cap
    attend(p, c, false);
    if (!grouped) return true;
    contender other = c;
    attend(p, other, true);
    if (time(other) < time(c)) c = other;
    return true;
  }

  bool make(layer_problem const& p, contender& c) override {
    graph g;
    g.input("x", {p.batch, p.seq, p.embed}, p.x);
    attention(g, "x", "y", p.embed, p.width, p.heads, false, {p.query, p.key, p.value},
              {p.query_bias, p.key_bias, p.value_bias});
    g.output("y", {p.batch, p.seq, p.width});
    c.result = load(g, c, {}).get();
    return true;
  }

  bool make(block_problem const& p, contender& c) override {
    graph g;
    shape const row{p.embed}, square{p.embed, p.embed}, whole{1, p.seq, p.embed};
    std::vector<message> const norm{graph::attribute("axis", static_cast<std::uint64_t>(-1)),
                                    graph::attribute("epsilon", p.epsilon)};
    g.input("x", whole, p.x);
    g.constant("gain1", row, p.gain1);
    g.constant("shift1", row, p.shift1);
    g.constant("gain2", row, p.gain2);
    g.constant("shift2", row, p.shift2);
    g.node("LayerNormalization", {"x", "gain1", "shift1"}, "n1", norm);
    attention(g, "n1", "a", p.embed, p.embed, p.heads, p.causal, {p.query, p.key, p.value},
              {p.query_bias, p.key_bias, p.value_bias});
    dense(g, "a", "o", square, p.out, p.out_bias);
    g.node("Add", {"o", "x"}, "x1");
    g.node("LayerNormalization", {"x1", "gain2", "shift2"}, "n2", norm);
    dense(g, "n2", "u", {p.embed, p.inner}, p.up, p.up_bias);
    std::vector<message> how;
    if (p.tanh_gelu) how.push_back(graph::attribute("approximate", "tanh"));
    g.node("Gelu", {"u"}, "g", how);
    dense(g, "g", "d", {p.inner, p.embed}, p.down, p.down_bias);
    g.node("Add", {"d", "x1"}, "y");
    g.output("y", whole);
    c.result = load(g, c, {}).get();
    return true;
  }

  bool make(product_problem const& p, contender& c) override {
    if (p.transposed) return false;  // weights are packed when the model is loaded, whatever their order
    graph g;
    g.input("a", {p.m, p.k}, p.a);
    g.constant("b", {p.k, p.n}, p.b);
    g.node("MatMul", {"a", "b"}, "y");
    g.output("y", {p.m, p.n});
    c.result = load(g, c, {}).get();
    return true;
  }

  bool make(rows_problem const& p, contender& c) override {
    graph g;
    g.input("x", {p.rows, p.n}, p.x);
    switch (p.what) {
      case rows_problem::kind::softmax:
        g.node("Softmax", {"x"}, "y");
        break;
      case rows_problem::kind::layer_norm:
        g.constant("gain", {p.n}, p.gain);
        g.constant("bias", {p.n}, p.bias);
        g.node("LayerNormalization", {"x", "gain", "bias"}, "y");
        break;
      case rows_problem::kind::gelu:
        g.node("Gelu", {"x"}, "y");
        break;
    }
    g.output("y", {p.rows, p.n});
    c.result = load(g, c, {}).get();
    return true;
  }

 private:
  static double time(contender const& c) {
    c.call();
    auto const start = std::chrono::steady_clock::now();
    for (int again = 0; again < 3; ++again) c.call();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  }

  bool attend(attention_problem const& p, contender& c, bool grouped) const {
    std::size_t const width = p.heads * p.features;
    auto const order = [&](float const* from, bool keys) {  // [batch, seq, head, head_dim]
      auto const to = new_floats(p.batch * (keys ? p.key_count() : p.query_count()));
      std::size_t const positions = keys ? p.keys : p.queries, head = keys ? p.key_head : p.query_head;
      for (std::size_t b = 0; b < p.batch; ++b)
        for (std::size_t t = 0; t < positions; ++t)
          for (std::size_t h = 0; h < p.heads; ++h)
            std::copy_n(from + b * positions * width + h * head + t * p.row_stride, p.features,
                        to.get() + ((b * positions + t) * p.heads + h) * p.features);
      return to;
    };
    std::vector<std::shared_ptr<float>> kept{order(p.q, false), order(p.k, true), order(p.v, true)};
    graph g;
    shape const queries{p.batch, p.queries, width}, keys{p.batch, p.keys, width};
    g.input("q", queries, kept[0].get());
    g.input("k", keys, kept[1].get());
    g.input("v", keys, kept[2].get());
    std::vector<std::string> names{"q", "k", "v"};
    std::vector<message> attributes{graph::attribute("num_heads", std::uint64_t{p.heads})};
    auto const table = [&](bool masked) {
      attention_problem what = p;
      if (!masked) what.causal = false, what.window = 0;
      std::size_t const tables = p.slope != nullptr ? p.heads : 1;
      kept.push_back(new_floats(tables * p.queries * p.keys));
      for (std::size_t h = 0; h < tables; ++h)
        additions(kept.back().get() + h * p.queries * p.keys, what, h, std::numeric_limits<float>::lowest());
      g.input("added", {1, tables, p.queries, p.keys}, kept.back().get());
    };
    bool const adds = p.slope != nullptr || p.bias != nullptr;
    if (grouped) {
      std::vector<std::int32_t> const last(p.batch, static_cast<std::int32_t>(p.keys) - 1);
      auto const total = static_cast<std::int32_t>(p.keys);
      g.constant("last", {p.batch}, last.data());
      g.constant("total", {}, &total);
      names.insert(names.end(), {"", "", "last", "total"});
      attributes.push_back(graph::attribute("kv_num_heads", std::uint64_t{p.heads}));
      if (p.window > 0) attributes.push_back(graph::attribute("local_window_size", std::uint64_t{p.window}));
      if (p.cap != 0) attributes.push_back(graph::attribute("softcap", p.cap));
      if (adds) {
        table(false);
        names.insert(names.end(), {"", "", "", "added"});
      }
      g.node("GroupQueryAttention", names, "y", attributes, contributed, {"keys", "values"});
    } else {
      if (adds || p.window > 0) {
        table(true);
        names.insert(names.end(), {"", "", "added"});
      } else if (p.causal) {
        attributes.push_back(graph::attribute("unidirectional", std::uint64_t{1}));
      }
      g.node("MultiHeadAttention", names, "y", attributes, contributed);
    }
    g.output("y", queries);
    auto const y = load(g, c, kept);
    auto const out = new_floats(p.batch * p.query_count());
    c.result = out.get();
    c.finish = [p, y, out, width] {
      for (std::size_t b = 0; b < p.batch; ++b)
        for (std::size_t t = 0; t < p.queries; ++t)
          for (std::size_t h = 0; h < p.heads; ++h)
            std::copy_n(y.get() + ((b * p.queries + t) * p.heads + h) * p.features, p.features,
                        out.get() + b * p.queries * width + h * p.query_head + t * p.row_stride);
    };
    return true;
  }

  struct part {
    float const *query, *key, *value;
  };
  static void dense(graph& g, std::string const& in, std::string const& out, shape const& s, float const* w,
                    float const* bias) {
    g.constant(out + "_w", s, w);
    g.constant(out + "_b", {s[1]}, bias);
    g.node("MatMul", {in, out + "_w"}, out + "_p");
    g.node("Add", {out + "_p", out + "_b"}, out);
  }
  static void attention(graph& g, std::string const& in, std::string const& out, std::size_t embed, std::size_t width,
                        std::size_t heads, bool causal, part const& w, part const& bias) {
    std::vector<float> weights, biases;
    for (std::size_t e = 0; e < embed; ++e)
      for (float const* const one : {w.query, w.key, w.value})
        weights.insert(weights.end(), one + e * width, one + (e + 1) * width);
    for (float const* const one : {bias.query, bias.key, bias.value}) biases.insert(biases.end(), one, one + width);
    g.constant(out + "_w", {embed, 3 * width}, weights.data());
    g.constant(out + "_b", {3 * width}, biases.data());
    g.node("Attention", {in, out + "_w", out + "_b"}, out,
           {graph::attribute("num_heads", std::uint64_t{heads}),
            graph::attribute("unidirectional", std::uint64_t{causal})},
           contributed);
  }

  value* tensor(shape const& s, float* data) const {
    std::vector<std::int64_t> const sizes(s.begin(), s.end());
    value* made = nullptr;
    call(interface::create_tensor, static_cast<memory_info const*>(memory), static_cast<void*>(data),
         count(s) * sizeof(float), sizes.data(), sizes.size(), 1, &made);
    return made;
  }

  /// A session, whose inputs and result are memory that is there: sets the call and gives the result.
  std::shared_ptr<float> load(graph const& g, contender& c, std::vector<std::shared_ptr<float>> kept) const {
    options* o = nullptr;
    call(interface::create_options, &o);
    call(interface::set_threads, o, threads);
    call(interface::set_graph_optimization, o, 99);
    std::string const model = g.model();
    session* s = nullptr;
    call(interface::create_session, static_cast<environment const*>(env), static_cast<void const*>(model.data()),
         model.size(), static_cast<options const*>(o), &s);
    auto const y = new_floats(count(g.result.sizes));
    std::vector<value const*> values;
    std::vector<std::string> names;
    for (auto const& in : g.inputs) {
      values.push_back(tensor(in.sizes, const_cast<float*>(in.data)));
      names.push_back(in.name);
    }
    value* const result = tensor(g.result.sizes, y.get());
    c.result = y.get();
    c.call = [this, s, values, names, result, name = g.result.name, kept = std::move(kept), y] {
      std::vector<char const*> in;
      for (auto const& one : names) in.push_back(one.c_str());
      char const* const out = name.c_str();
      value* to = result;
      call(interface::run, s, static_cast<void const*>(nullptr), in.data(), values.data(), values.size(), &out,
           std::size_t{1}, &to);
    };
    return y;
  }

  interface call;
  std::string its_version;
  environment* env = nullptr;
  memory_info* memory = nullptr;
  int threads = 1;
};

}  // namespace

std::unique_ptr<library> onnxruntime() {
  void* const opened = dlopen(TENON_BENCH_ONNXRUNTIME, RTLD_NOW | RTLD_LOCAL);
  auto const get = opened == nullptr ? nullptr : reinterpret_cast<base const* (*)()>(dlsym(opened, "OrtGetApiBase"));
  if (get == nullptr) {
    std::fprintf(stderr, "ONNX Runtime cannot be opened: %s\n", dlerror());
    return nullptr;
  }
  auto found = std::make_unique<onnxruntime_library>(get());
  if (!found->usable()) return nullptr;
  return found;
}

}  // namespace tenon::bench::rivals
