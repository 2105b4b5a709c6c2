// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Products M x N x K (the sum is over K), the right operand stored [K, N] or, in `dot_transposed`, [N, K]; `packed`: it
// was packed before, as oneDNN and ONNX Runtime have it.

#include <memory>
#include <string>
#include <vector>

#include "bench/eigen.hpp"
#include "bench/harness.hpp"
#include "bench/plain.hpp"

using namespace tenon::bench;
using namespace tenon::axes;

namespace {

template <std::size_t M, std::size_t N, std::size_t K, bool Transposed>
struct data {
  using left = tenon::tensor<float, seq<M>, embed<K>>;
  using right = std::conditional_t<Transposed, tenon::tensor<float, hidden<N>, embed<K>>,
                                   tenon::tensor<float, embed<K>, hidden<N>>>;
  using result = tenon::tensor<float, seq<M>, hidden<N>>;
  left a = tenon::random_normal<left>(1);
  right b = tenon::random_normal<right>(2);
};

template <std::size_t M, std::size_t N, std::size_t K, bool Transposed>
std::vector<contender> contenders() {
  using D = data<M, N, K, Transposed>;
  auto const d = std::make_shared<D>();
  auto const make = [d] { return tenon::dot<embed>(d->a, d->b); };
  auto const new_result = [] { return std::make_shared<typename D::result>(); };

  std::vector<contender> all;
  auto out = new_result();
  all.push_back({"plain",
                 [d, out] {
                   if constexpr (Transposed)
                     loops::product_transposed(out->data(), d->a.data(), d->b.data(), M, N, K);
                   else
                     loops::product(out->data(), d->a.data(), d->b.data(), M, N, K);
                 },
                 out->data(), 0});
  all.push_back(fused_into(new_result(), make));
  all.push_back(assigned(new_result(), make));
  auto const w = std::make_shared<tenon::packed<float, embed<K>, hidden<N>>>(d->b);
  all.push_back(fused_into(new_result(), [d, w] { return tenon::dot<embed>(d->a, *w); }));
  all.back().name = "packed";
#ifdef TENON_BENCH_EIGEN
  auto o = new_result();
  all.push_back({"eigen",
                 [d, o] {
                   if constexpr (Transposed)
                     eigen::product_transposed(o->data(), d->a.data(), d->b.data(), M, N, K);
                   else
                     eigen::product(o->data(), d->a.data(), d->b.data(), M, N, K);
                 },
                 o->data()});
#endif
  rivals::append(all, product_problem{d->a.data(), d->b.data(), M, N, K, Transposed});
  return all;
}

template <std::size_t M, std::size_t N, std::size_t K, bool Transposed = false>
void add_product() {
  row r;
  r.name = std::string(Transposed ? "dot_transposed/" : "dot/") + std::to_string(M) + "x" + std::to_string(N) + "x" +
           std::to_string(K);
  r.operations = 2.0 * M * N * K;
  r.size = M * N;
  r.tolerance = 1e-6 * K;  // values of about sqrt(K), their sums in another order
  r.make = contenders<M, N, K, Transposed>;
  add(r, contender_names(rivals::kind::product, {"fused", "assigned", "packed", "plain"}, {"eigen"}));
}

}  // namespace

int main(int argc, char** argv) {
  return run_main(argc, argv, [] {
    add_product<64, 64, 64>();
#ifndef TENON_BENCH_SMOKE
    add_product<200, 512, 64>();
    add_product<197, 197, 64>();
    add_product<197, 197, 64, true>();
    add_product<1024, 768, 768>();
    add_product<1024, 3072, 768>();
    // Few rows: what generating text does with each layer, one token or a few at a time.
    add_product<1, 768, 768>();
    add_product<1, 3072, 768>();
    add_product<8, 768, 768>();
#endif
  });
}
