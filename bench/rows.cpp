// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// What memory bounds: softmax, layer norm and gelu of 4096 x 4096 next to a copy of the same size in the same run.

#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include "bench/eigen.hpp"
#include "bench/harness.hpp"
#include "bench/plain.hpp"

using namespace tenon::bench;
using namespace tenon::axes;

namespace {

#ifdef TENON_BENCH_SMOKE
constexpr std::size_t count = 64, length = 64;
#else
constexpr std::size_t count = 4096, length = 4096;
#endif
using matrix = tenon::tensor<float, seq<count>, embed<length>>;
using features = tenon::tensor<float, embed<length>>;

struct data {
  matrix x = tenon::random_normal<matrix>(1);
  features gain = tenon::random_normal<features>(2, 1, 0.1);
  features bias = tenon::random_normal<features>(3);
};

struct softmax_of_rows {
  static constexpr char const* name = "softmax";
  static constexpr double tolerance = 1e-6;
  static auto expression(data const& d) { return tenon::softmax<embed>(d.x); }
  static void in_loops(data const& d, float* y) { loops::softmax_rows(y, d.x.data(), count, length); }
#ifdef TENON_BENCH_EIGEN
  static void in_eigen(data const& d, float* y) {
    eigen::softmax_rows(y, d.x.data(), count, length);
  }
#endif
};

struct layer_norm_of_rows {
  static constexpr char const* name = "layer_norm";
  static constexpr double tolerance = 1e-4;
  static auto expression(data const& d) { return tenon::layer_norm<embed>(d.x, d.gain, d.bias); }
  static void in_loops(data const& d, float* y) {
    loops::layer_norm(y, d.x.data(), d.gain.data(), d.bias.data(), count, length);
  }
#ifdef TENON_BENCH_EIGEN
  static void in_eigen(data const& d, float* y) {
    eigen::layer_norm(y, d.x.data(), d.gain.data(), d.bias.data(), count, length);
  }
#endif
};

struct gelu_of_rows {
  static constexpr char const* name = "gelu";
  static constexpr double tolerance = 1e-5;
  static auto expression(data const& d) { return tenon::gelu(d.x); }
  static void in_loops(data const& d, float* y) { loops::gelu(y, d.x.data(), count * length); }
#ifdef TENON_BENCH_EIGEN
  static void in_eigen(data const& d, float* y) {
    eigen::gelu(y, d.x.data(), count * length);
  }
#endif
};

template <class Problem>
std::vector<contender> contenders() {
  auto const d = std::make_shared<data>();
  auto const make = [d] { return Problem::expression(*d); };
  auto const new_result = [] { return std::make_shared<matrix>(); };
  std::vector<contender> all;
  auto p = new_result();
  all.push_back({"plain", [d, p] { Problem::in_loops(*d, p->data()); }, p->data(), 0});
  all.push_back(fused_into(new_result(), make));
  all.push_back(assigned(new_result(), make));
  all.push_back(unfused_into(new_result(), make));
#ifdef TENON_BENCH_EIGEN
  auto e = new_result();
  all.push_back({"eigen", [d, e] { Problem::in_eigen(*d, e->data()); }, e->data(), 0});
#endif
  auto c = new_result();
  all.push_back({"copy", [d, c] { std::memcpy(c->data(), d->x.data(), count * length * sizeof(float)); }, nullptr, 0});
  return all;
}

template <class Problem>
void add_rows() {
  row r;
  r.name = "rows/" + std::string(Problem::name) + "/" + std::to_string(count) + "x" + std::to_string(length);
  r.bytes = 2.0 * count * length * sizeof(float);
  r.size = count * length;
  r.tolerance = Problem::tolerance;
  r.make = contenders<Problem>;
#ifdef TENON_BENCH_EIGEN
  add(r, {"fused", "assigned", "unfused", "plain", "eigen", "copy"});
#else
  add(r, {"fused", "assigned", "unfused", "plain", "copy"});
#endif
}

}  // namespace

int main(int argc, char** argv) {
  return run_main(argc, argv, [] {
    add_rows<softmax_of_rows>();
    add_rows<layer_norm_of_rows>();
    add_rows<gelu_of_rows>();
  });
}
