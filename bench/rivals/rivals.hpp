// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Other libraries at the same problems. Each is a class of its own source here and is compiled in where it was found at
// configure time; what it cannot do it does not offer. Packing, dispatch, generated code and models are made before the
// time is taken: only what every call must do is timed.

#include <memory>
#include <string>
#include <vector>

#include "bench/contender.hpp"
#include "bench/problem.hpp"

namespace tenon::bench::rivals {

enum class kind { product, rows, attention, layer, block };

class library {
 public:
  virtual ~library() = default;
  [[nodiscard]] virtual char const* name() const = 0;     ///< of its contenders
  [[nodiscard]] virtual std::string version() const = 0;  ///< and what it found of the processor
  virtual void set_threads(int) {}
  [[nodiscard]] virtual bool does(kind) const { return true; }  ///< some problems of this kind
  // Each sets call, result, and finish and memory where it has them; false where the problem is not offered.
  virtual bool make(product_problem const&, contender&) { return false; }
  virtual bool make(rows_problem const&, contender&) { return false; }
  virtual bool make(attention_problem const&, contender&) { return false; }
  virtual bool make(layer_problem const&, contender&) { return false; }
  virtual bool make(block_problem const&, contender&) { return false; }
};

#ifdef TENON_BENCH_RIVALS
/// Those that were found.
std::vector<std::unique_ptr<library>> const& libraries();
#else
inline std::vector<std::unique_ptr<library>> const& libraries() {
  static std::vector<std::unique_ptr<library>> const none;
  return none;
}
#endif

/// Contenders of every library that offers the problem, whose data must live as long as they do.
template <class Problem>
void append(std::vector<contender>& all, Problem const& p) {
  for (auto const& one : libraries()) {
    contender c;
    c.name = one->name();
    if (one->make(p, c)) all.push_back(std::move(c));
  }
}

/// The names of those that do such problems, for rows: one that does not offer a row says so when the row is run.
inline void append_names(std::vector<std::string>& names, kind what) {
  for (auto const& one : libraries())
    if (one->does(what)) names.emplace_back(one->name());
}

/// Memory for a result, on cache lines.
inline std::shared_ptr<float> new_floats(std::size_t n) {
  auto* const p = static_cast<float*>(::operator new ((n + 16) * sizeof(float), std::align_val_t{64}));
  for (std::size_t i = 0; i < n; ++i) p[i] = 0;
  return {p, [](float* q) { ::operator delete (q, std::align_val_t{64}); }};
}

// For libraries that want another order than the problem's: values move outside the timing.

/// [batch, head, seq, head_dim] from the problem's order; `keys`: of keys and values.
inline void to_heads_first(float* to, float const* from, attention_problem const& p, bool keys) {
  std::size_t const positions = keys ? p.keys : p.queries, head = keys ? p.key_head : p.query_head;
  for (std::size_t b = 0; b < p.batch; ++b)
    for (std::size_t h = 0; h < p.heads; ++h)
      for (std::size_t i = 0; i < positions; ++i)
        for (std::size_t d = 0; d < p.features; ++d)
          *to++ = from[b * p.heads * positions * p.features + h * head + i * p.row_stride + d];
}
/// The problem's order of queries from [batch, head, seq, head_dim].
inline void from_heads_first(float* to, float const* from, attention_problem const& p) {
  for (std::size_t b = 0; b < p.batch; ++b)
    for (std::size_t h = 0; h < p.heads; ++h)
      for (std::size_t i = 0; i < p.queries; ++i)
        for (std::size_t d = 0; d < p.features; ++d)
          to[b * p.query_count() + h * p.query_head + i * p.row_stride + d] = *from++;
}
/// What f adds to the scores of head h: ALiBi, bias, and what is not seen; [queries, keys].
inline void additions(float* to, attention_problem const& p, std::size_t h, float unseen) {
  for (std::size_t i = 0; i < p.queries; ++i)
    for (std::size_t j = 0; j < p.keys; ++j) {
      float sum = 0;
      if (p.slope != nullptr) sum += p.slope[h] * (static_cast<float>(j) - static_cast<float>(i));
      if (p.bias != nullptr) sum += p.bias[i * p.bias_query + j * p.bias_key];
      if (j < p.first(i) || j >= p.last(i)) sum = unseen;
      *to++ = sum;
    }
}

}  // namespace tenon::bench::rivals
