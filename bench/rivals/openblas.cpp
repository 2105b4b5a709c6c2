// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// OpenBLAS: sgemm, for one row sgemv. Attention is two products for 128 queries at a time with the row passes of
// bench/eigen.hpp between them; several threads share the heads.

#include <cblas.h>

#include "bench/eigen.hpp"
#include "bench/rivals/rivals.hpp"

namespace tenon::bench::rivals {
namespace {

class openblas_library : public library {
 public:
  [[nodiscard]] char const* name() const override { return "openblas"; }
  [[nodiscard]] std::string version() const override {
    return std::string(openblas_get_config()) + ", runs " + openblas_get_corename();
  }
  [[nodiscard]] bool does(kind what) const override { return what == kind::product || what == kind::attention; }
  void set_threads(int n) override {
    threads = n;
    openblas_set_num_threads(n);
  }
  bool make(product_problem const& p, contender& c) override {
    auto const y = new_floats(p.m * p.n);
    c.result = y.get();
    c.call = [this, p, y] {
      openblas_set_num_threads(threads);
      if (p.m == 1) {
        auto const i = [](std::size_t x) { return static_cast<blasint>(x); };
        cblas_sgemv(CblasRowMajor, p.transposed ? CblasNoTrans : CblasTrans, i(p.transposed ? p.n : p.k),
                    i(p.transposed ? p.k : p.n), 1, p.b, i(p.transposed ? p.k : p.n), p.a, 1, 0, y.get(), 1);
        return;
      }
      sgemm(p.transposed, p.m, p.n, p.k, 1, p.a, p.k, p.b, p.transposed ? p.k : p.n, y.get(), p.n);
    };
    return true;
  }
#ifdef TENON_BENCH_EIGEN
  bool make(attention_problem const& p, contender& c) override {
    auto const y = new_floats(p.batch * p.query_count());
    std::size_t const block = std::min<std::size_t>(p.queries, 128), one = block * p.keys;
    auto const scores = new_floats(one * static_cast<std::size_t>(threads));
    c.result = y.get();
    c.memory_bytes = static_cast<double>(one) * sizeof(float) * threads;
    c.call = [this, p, y, scores, block, one] {
      openblas_set_num_threads(1);
#pragma omp parallel for schedule(static) num_threads(threads)
      for (std::size_t bh = 0; bh < p.batch * p.heads; ++bh) {
        std::size_t const share =
            (p.batch * p.heads + static_cast<std::size_t>(threads) - 1) / static_cast<std::size_t>(threads);
        attend(p, bh, block, y.get(), scores.get() + bh / share * one);
      }
    };
    return true;
  }
#endif

 private:
  static void sgemm(bool transposed, std::size_t m, std::size_t n, std::size_t k, float alpha, float const* a,
                    std::size_t lda, float const* b, std::size_t ldb, float* c, std::size_t ldc) {
    auto const i = [](std::size_t s) { return static_cast<blasint>(s); };
    cblas_sgemm(CblasRowMajor, CblasNoTrans, transposed ? CblasTrans : CblasNoTrans, i(m), i(n), i(k), alpha, a, i(lda),
                b, i(ldb), 0, c, i(ldc));
  }
#ifdef TENON_BENCH_EIGEN
  static void attend(attention_problem const& p, std::size_t bh, std::size_t block, float* out, float* scores) {
    std::size_t const b = bh / p.heads, h = bh % p.heads;
    std::size_t const q = b * p.query_count() + h * p.query_head, k = b * p.key_count() + h * p.key_head;
    for (std::size_t i = 0; i < p.queries; i += block) {
      std::size_t const n = std::min(block, p.queries - i), begin = p.first(i), keys = p.last(i + n - 1) - begin;
      std::size_t const row = q + i * p.row_stride, column = k + begin * p.row_stride;
      sgemm(true, n, keys, p.features, p.scale(), p.q + row, p.row_stride, p.k + column, p.row_stride, scores, keys);
      for (std::size_t r = 0; r < n; ++r) eigen::weigh(scores + r * keys, p, h, i + r, begin, begin + keys);
      sgemm(false, n, p.features, keys, 1, scores, keys, p.v + column, p.row_stride, out + row, p.row_stride);
    }
  }
#endif
  int threads = 1;
};

}  // namespace

std::unique_ptr<library> openblas() {
  return std::make_unique<openblas_library>();
}

}  // namespace tenon::bench::rivals
