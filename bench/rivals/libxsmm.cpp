// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// libxsmm: products small enough for one generated kernel or a few blocks of one. The blocking that is fastest here is
// chosen, and its kernel generated, before the time is taken. One thread: it leaves threads to the caller.

#include <libxsmm.h>

#include <chrono>
#include <utility>

#include "bench/rivals/rivals.hpp"

namespace tenon::bench::rivals {
namespace {

class libxsmm_library : public library {
 public:
  [[nodiscard]] char const* name() const override { return "libxsmm"; }
  [[nodiscard]] std::string version() const override {
    return std::string(LIBXSMM_VERSION) + ", generates for " + libxsmm_get_target_arch();
  }
  [[nodiscard]] bool does(kind what) const override { return what == kind::product; }
  void set_threads(int n) override { threads = n; }
  bool make(product_problem const& p, contender& c) override {
    if (p.transposed || threads > 1 || p.m * p.n * p.k > 256 * 512 * 64) return false;
    auto const y = new_floats(p.m * p.n);
    double best = 1e30;
    // Its matrices are columns first: cᵀ = bᵀ · aᵀ.
    for (std::size_t const columns : {p.n, std::size_t{256}, std::size_t{128}, std::size_t{64}, std::size_t{48}})
      for (std::size_t const rows : {p.m, std::size_t{64}, std::size_t{40}, std::size_t{24}, std::size_t{8}}) {
        if (p.n % columns != 0 || p.m % rows != 0) continue;
        auto const kernel = generate(p, rows, columns);
        if (kernel == nullptr) continue;
        auto const call = [p, y, kernel, rows, columns] {
          for (std::size_t i = 0; i < p.m; i += rows)
            for (std::size_t j = 0; j < p.n; j += columns) kernel(p.b + j, p.a + i * p.k, y.get() + i * p.n + j);
        };
        double const took = time(call);
        if (took < best) {
          best = took;
          c.call = call;
        }
      }
    c.result = y.get();
    return best < 1e30;
  }

 private:
  static libxsmm_smmfunction generate(product_problem const& p, std::size_t rows, std::size_t columns) {
    auto const i = [](std::size_t s) { return static_cast<libxsmm_blasint>(s); };
    libxsmm_blasint const lda = i(p.n), ldb = i(p.k), ldc = i(p.n);
    float const alpha = 1, beta = 0;
    int const flags = LIBXSMM_GEMM_FLAG_NONE, prefetch = LIBXSMM_GEMM_PREFETCH_NONE;
    return libxsmm_smmdispatch(i(columns), i(rows), i(p.k), &lda, &ldb, &ldc, &alpha, &beta, &flags, &prefetch);
  }
  template <class Call>
  static double time(Call const& call) {
    double best = 1e30;
    for (int again = 0; again < 50; ++again) {
      auto const start = std::chrono::steady_clock::now();
      call();
      best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
    return best;
  }
  int threads = 1;
};

}  // namespace

std::unique_ptr<library> libxsmm() {
  libxsmm_init();
  return std::make_unique<libxsmm_library>();
}

}  // namespace tenon::bench::rivals
