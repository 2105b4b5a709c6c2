// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// What memory bounds: softmax, layer norm and gelu of 4096 x 4096 next to a copy of the same size in the same run.

#include <cstring>
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

template <class Make, class Loops, class Eigen>
std::vector<contender> contenders(std::shared_ptr<data> const& d, Make const& make, Loops const& loops,
                                  Eigen const& eigen) {
  auto const new_result = [] { return std::make_shared<matrix>(); };
  std::vector<contender> all;
  auto p = new_result();
  all.push_back({"plain", [d, p, loops] { loops(*d, p->data()); }, p->data(), 0});
  all.push_back(fused_into(new_result(), [d, make] { return make(*d); }));
  all.push_back(assigned(new_result(), [d, make] { return make(*d); }));
  all.push_back(unfused_into(new_result(), [d, make] { return make(*d); }));
#ifdef TENON_BENCH_EIGEN
  auto e = new_result();
  all.push_back({"eigen", [d, e, eigen] { eigen(*d, e->data()); }, e->data(), 0});
#endif
  auto c = new_result();
  all.push_back({"copy", [d, c] { std::memcpy(c->data(), d->x.data(), count * length * sizeof(float)); }, nullptr, 0});
  return all;
}

template <class Make, class Loops, class Eigen>
void add_rows(std::string const& name, double tolerance, Make make, Loops loops, Eigen eigen) {
  row r;
  r.name = "rows/" + name + "/" + std::to_string(count) + "x" + std::to_string(length);
  r.bytes = 2.0 * count * length * sizeof(float);
  r.size = count * length;
  r.tolerance = tolerance;
  r.make = [=] { return contenders(std::make_shared<data>(), make, loops, eigen); };
#ifdef TENON_BENCH_EIGEN
  add(r, {"fused", "assigned", "unfused", "plain", "eigen", "copy"});
#else
  add(r, {"fused", "assigned", "unfused", "plain", "copy"});
#endif
}

}  // namespace

int main(int argc, char** argv) {
  return run_main(argc, argv, [] {
    add_rows(
        "softmax", 1e-6, [](data const& d) { return tenon::softmax<embed>(d.x); },
        [](data const& d, float* y) { loops::softmax_rows(y, d.x.data(), count, length); },
        [](data const& d, float* y) { eigen::softmax_rows(y, d.x.data(), count, length); });
    add_rows(
        "layer_norm", 1e-4, [](data const& d) { return tenon::layer_norm<embed>(d.x, d.gain, d.bias); },
        [](data const& d, float* y) { loops::layer_norm(y, d.x.data(), d.gain.data(), d.bias.data(), count, length); },
        [](data const& d, float* y) { eigen::layer_norm(y, d.x.data(), d.gain.data(), d.bias.data(), count, length); });
    add_rows(
        "gelu", 1e-5, [](data const& d) { return tenon::gelu(d.x); },
        [](data const& d, float* y) { loops::gelu(y, d.x.data(), count * length); },
        [](data const& d, float* y) { eigen::gelu(y, d.x.data(), count * length); });
  });
}
