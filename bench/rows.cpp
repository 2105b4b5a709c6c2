// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// What memory bounds: rows and elementwise loops of 48 and 64 MB next to memcpy of the same size in the same run
// (`of_copy`: bytes a second, as a fraction of the copy's), and the same on rows that stay in the caches.

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

template <std::size_t Count, std::size_t Length>
struct data {
  static constexpr std::size_t count = Count, length = Length;
  using matrix = tenon::tensor<float, seq<Count>, embed<Length>>;
  using features = tenon::tensor<float, embed<Length>>;
  matrix x = tenon::random_normal<matrix>(1);
  features gain = tenon::random_normal<features>(2, 1, 0.1);
  features bias = tenon::random_normal<features>(3);
};

struct softmax_of_rows {
  static constexpr char const* name = "softmax";
  static constexpr auto kind = rows_problem::kind::softmax;  // that other libraries have
  static constexpr double tolerance = 1e-6;
  static constexpr double transfers = 2;
  template <class D>
  static auto expression(D const& d) {
    return tenon::softmax<embed>(d.x);
  }
  template <class D>
  static void in_loops(D const& d, float* y) {
    loops::softmax_rows(y, d.x.data(), D::count, D::length);
  }
#ifdef TENON_BENCH_EIGEN
  template <class D>
  static void in_eigen(D const& d, float* y) {
    eigen::softmax_rows(y, d.x.data(), D::count, D::length);
  }
#endif
};

struct log_softmax_of_rows {
  static constexpr char const* name = "log_softmax";
  static constexpr double tolerance = 1e-5;
  static constexpr double transfers = 2;
  template <class D>
  static auto expression(D const& d) {
    return tenon::log_softmax<embed>(d.x);
  }
  template <class D>
  static void in_loops(D const& d, float* y) {
    loops::log_softmax_rows(y, d.x.data(), D::count, D::length);
  }
#ifdef TENON_BENCH_EIGEN
  template <class D>
  static void in_eigen(D const& d, float* y) {
    eigen::log_softmax_rows(y, d.x.data(), D::count, D::length);
  }
#endif
};

struct layer_norm_of_rows {
  static constexpr char const* name = "layer_norm";
  static constexpr auto kind = rows_problem::kind::layer_norm;  // that other libraries have
  static constexpr double tolerance = 1e-4;
  static constexpr double transfers = 2;
  template <class D>
  static auto expression(D const& d) {
    return tenon::layer_norm<embed>(d.x, d.gain, d.bias);
  }
  template <class D>
  static void in_loops(D const& d, float* y) {
    loops::layer_norm(y, d.x.data(), d.gain.data(), d.bias.data(), D::count, D::length);
  }
#ifdef TENON_BENCH_EIGEN
  template <class D>
  static void in_eigen(D const& d, float* y) {
    eigen::layer_norm(y, d.x.data(), d.gain.data(), d.bias.data(), D::count, D::length);
  }
#endif
};

struct rms_norm_of_rows {
  static constexpr char const* name = "rms_norm";
  static constexpr double tolerance = 1e-4;
  static constexpr double transfers = 2;
  template <class D>
  static auto expression(D const& d) {
    return tenon::rms_norm<embed>(d.x, d.gain);
  }
  template <class D>
  static void in_loops(D const& d, float* y) {
    loops::rms_norm(y, d.x.data(), d.gain.data(), D::count, D::length);
  }
#ifdef TENON_BENCH_EIGEN
  template <class D>
  static void in_eigen(D const& d, float* y) {
    eigen::rms_norm(y, d.x.data(), d.gain.data(), D::count, D::length);
  }
#endif
};

struct gelu_of_rows {
  static constexpr char const* name = "gelu";
  static constexpr auto kind = rows_problem::kind::gelu;  // that other libraries have
  static constexpr double tolerance = 1e-5;
  static constexpr double transfers = 2;
  template <class D>
  static auto expression(D const& d) {
    return tenon::gelu(d.x);
  }
  template <class D>
  static void in_loops(D const& d, float* y) {
    loops::gelu(y, d.x.data(), D::count * D::length);
  }
#ifdef TENON_BENCH_EIGEN
  template <class D>
  static void in_eigen(D const& d, float* y) {
    eigen::gelu(y, d.x.data(), D::count * D::length);
  }
#endif
};

/// gelu(x + bias) + x: one loop here; the residual is x again, so that the bytes are those of a copy.
struct chain_of_rows {
  static constexpr char const* name = "bias+gelu+residual";
  static constexpr double tolerance = 1e-5;
  static constexpr double transfers = 2;
  template <class D>
  static auto expression(D const& d) {
    return tenon::gelu(d.x + d.bias) + d.x;
  }
  template <class D>
  static void in_loops(D const& d, float* y) {
    loops::bias_gelu_residual(y, d.x.data(), d.bias.data(), D::count, D::length);
  }
#ifdef TENON_BENCH_EIGEN
  template <class D>
  static void in_eigen(D const& d, float* y) {
    eigen::bias_gelu_residual(y, d.x.data(), d.bias.data(), D::count, D::length);
  }
#endif
};

template <class Problem, std::size_t Count, std::size_t Length>
std::vector<contender> contenders() {
  using D = data<Count, Length>;
  auto const d = std::make_shared<D>();
  auto const make = [d] { return Problem::expression(*d); };
  std::vector<contender> all;
  auto p = std::make_shared<typename D::matrix>();
  // All others write the same memory: how its pages lie makes a tenth of the time (each is compared after its call).
  auto const y = std::make_shared<typename D::matrix>();
  all.push_back({"plain", [d, p] { Problem::in_loops(*d, p->data()); }, p->data(), 0});
  all.push_back(fused_into(y, make));
  all.push_back(assigned(y, make));
  all.push_back(unfused_into(y, make));
#ifdef TENON_BENCH_EIGEN
  all.push_back({"eigen", [d, y] { Problem::in_eigen(*d, y->data()); }, y->data(), 0});
#endif
  if constexpr (requires { Problem::kind; }) {
    rivals::append(all, rows_problem{Problem::kind, d->x.data(), Count, Length, d->gain.data(), d->bias.data()});
  }
  all.push_back({"copy", [d, y] { std::memcpy(y->data(), d->x.data(), Count * Length * sizeof(float)); }, nullptr, 0});
  return all;
}

template <class Problem, std::size_t Count, std::size_t Length>
void add_rows() {
  row r;
  r.name = "rows/" + std::string(Problem::name) + "/" + std::to_string(Count) + "x" + std::to_string(Length);
  r.bytes = Problem::transfers * Count * Length * sizeof(float);
  r.size = Count * Length;
  r.tolerance = Problem::tolerance;
  r.make = contenders<Problem, Count, Length>;
  if constexpr (requires { Problem::kind; })
    add(r, contender_names(rivals::kind::rows, {"fused", "assigned", "unfused", "plain", "copy"}, {"eigen"}));
  else
    add(r, contender_names({"fused", "assigned", "unfused", "plain", "copy"}, {"eigen"}));
}

}  // namespace

int main(int argc, char** argv) {
  return run_main(argc, argv, [] {
#ifdef TENON_BENCH_SMOKE
    add_rows<softmax_of_rows, 64, 64>();
    add_rows<log_softmax_of_rows, 64, 64>();
    add_rows<layer_norm_of_rows, 64, 64>();
    add_rows<rms_norm_of_rows, 64, 64>();
    add_rows<gelu_of_rows, 64, 64>();
    add_rows<chain_of_rows, 64, 64>();
#else
    add_rows<softmax_of_rows, 4096, 4096>();
    add_rows<layer_norm_of_rows, 16384, 768>();
    add_rows<gelu_of_rows, 4096, 4096>();
    add_rows<log_softmax_of_rows, 4096, 4096>();
    add_rows<rms_norm_of_rows, 16384, 768>();
    add_rows<chain_of_rows, 4096, 4096>();
    add_rows<softmax_of_rows, 1024, 768>();
    add_rows<layer_norm_of_rows, 1024, 768>();
    add_rows<softmax_of_rows, 200, 64>();
    add_rows<layer_norm_of_rows, 200, 64>();
#endif
  });
}
