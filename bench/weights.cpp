// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Decoding, the weights: one row or a few times a matrix, stored [out, in] as by PyTorch and Llama, or [in, out] as by
// GPT-2. Reading the weights is what bounds it: the contender `read` only reads the same bytes. One matrix stays in a
// cache between calls; a row of several reads one after the other, from memory, as a model does.

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "bench/eigen.hpp"
#include "bench/harness.hpp"
#include "bench/plain.hpp"

using namespace tenon::bench;
using namespace tenon::axes;

namespace {

template <std::size_t M, std::size_t N, std::size_t K, std::size_t Matrices, bool OutIn>
struct data {
  using input = tenon::tensor<float, seq<M>, embed<K>>;
  using weights = std::conditional_t<OutIn, tenon::view<float const, hidden<N>, embed<K>>,
                                     tenon::view<float const, embed<K>, hidden<N>>>;
  using result = tenon::tensor<float, seq<M>, hidden<N>>;
  static constexpr std::size_t size = N * K;
  input x = tenon::random_normal<input>(1);
  std::shared_ptr<std::byte> memory = aligned_bytes(Matrices * size * sizeof(float));
  float* first = reinterpret_cast<float*>(memory.get());
  data() {
    for (std::size_t i = 0; i < Matrices * size; ++i) first[i] = static_cast<float>(i * 7919 % 1013) / 1013.0f - 0.5f;
  }
  [[nodiscard]] float const* matrix(std::size_t i) const { return first + i * size; }
};

template <std::size_t M, std::size_t N, std::size_t K, std::size_t Matrices, bool OutIn>
std::vector<contender> contenders() {
  using D = data<M, N, K, Matrices, OutIn>;
  auto const d = std::make_shared<D const>();
  std::vector<contender> all;
  // One call multiplies by every matrix; what is compared is the last result.
  auto const add = [&](char const* name, auto const& product) {
    auto const out = std::make_shared<typename D::result>();
    all.push_back({name,
                   [d, out, product] {
                     for (std::size_t i = 0; i < Matrices; ++i) product(*out, *d, d->matrix(i));
                   },
                   out->data(), 0});
  };
  add("plain", [](auto& out, D const& of, float const* w) {
    if constexpr (OutIn)
      loops::product_transposed(out.data(), of.x.data(), w, M, N, K);
    else
      loops::product(out.data(), of.x.data(), w, M, N, K);
  });
  using E = decltype(tenon::dot<embed>(d->x, std::declval<typename D::weights const&>()));
  auto const workspace = std::make_shared<tenon::workspace_for<E>>();
  add("fused", [workspace](auto& out, D const& of, float const* w) {
    typename D::weights const kernel(w);
    tenon::evaluate_into(out, tenon::dot<embed>(of.x, kernel), *workspace);
  });
  if constexpr (Matrices == 1) all.back().predicted_cycles = tenon::plan_of<E>::predicted_cycles;
#ifdef TENON_BENCH_EIGEN
  add("eigen", [](auto& out, D const& of, float const* w) {
    if constexpr (OutIn)
      eigen::product_transposed(out.data(), of.x.data(), w, M, N, K);
    else
      eigen::product(out.data(), of.x.data(), w, M, N, K);
  });
#endif
  all.push_back({"read", [d] {
                   constexpr std::size_t once = 8 * tenon::kernel::vec<float>::size;
                   float volatile sum = read_probe<float>(d->first, Matrices * D::size / once * once);
                   static_cast<void>(sum);
                 }});
  std::vector<contender> of_rivals;
  rivals::append(of_rivals, product_problem{d->x.data(), d->matrix(0), M, N, K, OutIn});
  for (std::size_t i = 1; i < Matrices; ++i) {
    std::vector<contender> next;
    rivals::append(next, product_problem{d->x.data(), d->matrix(i), M, N, K, OutIn});
    for (std::size_t c = 0; c < next.size(); ++c) {
      of_rivals[c].call = [before = of_rivals[c].call, now = next[c].call] {
        before();
        now();
      };
      of_rivals[c].result = next[c].result;
      of_rivals[c].finish = next[c].finish;
    }
  }
  for (contender& c : of_rivals) all.push_back(std::move(c));
  return all;
}

template <std::size_t M, std::size_t N, std::size_t K, bool OutIn, std::size_t Matrices = 1>
void add_row() {
  row r;
  r.name = std::string("weights/") + (OutIn ? "out_in/" : "in_out/") + std::to_string(M) + "x" + std::to_string(N) +
           "x" + std::to_string(K) + (Matrices > 1 ? "x" + std::to_string(Matrices) : "");
  r.bytes = static_cast<double>(Matrices) * N * K * sizeof(float);
  r.size = M * N;
  r.tolerance = 1e-6 * K;
  r.make = contenders<M, N, K, Matrices, OutIn>;
  add(r, contender_names(rivals::kind::product, {"fused", "plain", "read"}, {"eigen"}));
}

template <std::size_t M, std::size_t N, std::size_t K, std::size_t Matrices = 1>
void add_rows() {
  add_row<M, N, K, true, Matrices>();
  add_row<M, N, K, false, Matrices>();
}

}  // namespace

int main(int argc, char** argv) {
  return run_main(argc, argv, [] {
    add_rows<1, 64, 64>();
#ifndef TENON_BENCH_SMOKE
    add_rows<1, 172, 64>();
    add_rows<1, 512, 64>();
    add_rows<1, 768, 768>();
    add_rows<1, 768, 768, 32>();
    add_rows<1, 3072, 768, 8>();
    add_rows<1, 768, 3072, 8>();
    add_rows<1, 50257, 768>();
    add_rows<4, 768, 768, 32>();
    add_rows<8, 768, 768, 32>();
#endif
  });
}
