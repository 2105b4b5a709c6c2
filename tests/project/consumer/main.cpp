// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

#include <tenon/tenon.hpp>

#include <cstdio>

#ifdef CONSUMER_WANTS_THREADS
static_assert(tenon::config::threads, "linking tenon::openmp switches threads on");
#else
static_assert(!tenon::config::threads, "without tenon::openmp there are no threads");
#endif

using namespace tenon::axes;

int main() {
  tenon::tensor<float, seq<4>, embed<8>> x = tenon::full<float, seq<4>, embed<8>>(1.0F);
  tenon::tensor<float, embed<8>, hidden<3>> weights = tenon::full<float, embed<8>, hidden<3>>(0.5F);
  tenon::tensor out = tenon::evaluate(tenon::dot<embed>(x, weights));
  std::printf("%g\n", static_cast<double>(out(0, 0)));
  return out(3, 2) == 4.0F ? 0 : 1;
}
