// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Functions of 4096 floats that stay in the first-level cache, next to xsimd's, Eigen's and the math library's. Results
// are compared; how accurate each is by itself is in docs/design/numerics.md.

#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include "bench/eigen.hpp"
#include "bench/harness.hpp"

using namespace tenon::bench;
using namespace tenon::axes;

namespace {

#ifdef TENON_BENCH_SMOKE
constexpr std::size_t count = 64;
#else
constexpr std::size_t count = 4096;
#endif
using values = tenon::tensor<float, seq<count>>;
using batch_of_floats = tenon::kernel::vec<float>;

/// A function in four spellings: ours of an expression, xsimd's of a vector, Eigen's of an array, libm's of a number.
template <class Ours, class Xsimd, class Eigens, class Plain>
void add_function(char const* name, double low, double high, Ours ours, Xsimd of_vector,
                  [[maybe_unused]] Eigens of_array, Plain plain) {
  row r;
  r.name = "math/" + std::string(name) + "/" + std::to_string(count);
  r.bytes = 2.0 * count * sizeof(float);
  r.size = count;
  r.tolerance = 1e-5;
  r.make = [=] {
    auto const x = std::make_shared<values>(tenon::random_uniform<values>(1, low, high));
    std::vector<contender> all;
    auto const p = std::make_shared<values>();
    all.push_back({"plain",
                   [=] {
                     for (std::size_t i = 0; i < count; ++i) p->data()[i] = plain(x->data()[i]);
                   },
                   p->data(), 0});
    all.push_back(fused_into(std::make_shared<values>(), [=] { return ours(*x); }));
    auto const v = std::make_shared<values>();
    all.push_back({"xsimd",
                   [=] {
                     constexpr std::size_t w = batch_of_floats::size;
                     for (std::size_t i = 0; i < count; i += w)
                       of_vector(batch_of_floats::load_unaligned(x->data() + i)).store_unaligned(v->data() + i);
                   },
                   v->data(), 0});
#ifdef TENON_BENCH_EIGEN
    auto const e = std::make_shared<values>();
    all.push_back({"eigen",
                   [=] {
                     Eigen::Map<Eigen::ArrayXf const> const in(x->data(), count);
                     Eigen::Map<Eigen::ArrayXf>(e->data(), count) = of_array(in);
                   },
                   e->data(), 0});
#endif
    return all;
  };
#ifdef TENON_BENCH_EIGEN
  add(r, {"fused", "xsimd", "eigen", "plain"});
#else
  add(r, {"fused", "xsimd", "plain"});
#endif
}

}  // namespace

int main(int argc, char** argv) {
  return run_main(argc, argv, [] {
    add_function(
        "exp", -10, 2, [](auto const& x) { return tenon::exp(x); }, [](auto v) { return xsimd::exp(v); },
        [](auto const& a) { return a.exp(); }, [](float x) { return std::exp(x); });
    add_function(
        "log", 0.01, 10, [](auto const& x) { return tenon::log(x); }, [](auto v) { return xsimd::log(v); },
        [](auto const& a) { return a.log(); }, [](float x) { return std::log(x); });
    add_function(
        "tanh", -4, 4, [](auto const& x) { return tenon::tanh(x); }, [](auto v) { return xsimd::tanh(v); },
        [](auto const& a) { return a.tanh(); }, [](float x) { return std::tanh(x); });
    add_function(
        "erf", -3, 3, [](auto const& x) { return tenon::erf(x); }, [](auto v) { return xsimd::erf(v); },
        [](auto const& a) { return a.erf(); }, [](float x) { return std::erf(x); });
    add_function(
        "sigmoid", -8, 8, [](auto const& x) { return tenon::sigmoid(x); },
        [](auto v) { return batch_of_floats(1.0F) / (batch_of_floats(1.0F) + xsimd::exp(-v)); },
        [](auto const& a) { return 1.0F / (1.0F + (-a).exp()); }, [](float x) { return 1 / (1 + std::exp(-x)); });
    add_function(
        "gelu", -4, 4, [](auto const& x) { return tenon::gelu(x); },
        [](auto v) {
          return batch_of_floats(0.5F) * v * (batch_of_floats(1.0F) + xsimd::erf(v * batch_of_floats(0.70710678F)));
        },
        [](auto const& a) { return (0.5F * a * (1.0F + (a * 0.70710678F).erf())).eval(); },
        [](float x) { return 0.5F * x * (1 + std::erf(x * 0.70710678F)); });
    add_function(
        "silu", -8, 8, [](auto const& x) { return tenon::silu(x); },
        [](auto v) { return v / (batch_of_floats(1.0F) + xsimd::exp(-v)); },
        [](auto const& a) { return (a / (1.0F + (-a).exp())).eval(); }, [](float x) { return x / (1 + std::exp(-x)); });
    add_function(
        "rsqrt", 0.01, 10, [](auto const& x) { return tenon::rsqrt(x); },
        [](auto v) { return batch_of_floats(1.0F) / xsimd::sqrt(v); }, [](auto const& a) { return a.rsqrt(); },
        [](float x) { return 1 / std::sqrt(x); });
  });
}
