// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

#include "bench/rivals/rivals.hpp"

namespace tenon::bench::rivals {

std::unique_ptr<library> openblas();
std::unique_ptr<library> onednn();
std::unique_ptr<library> libxsmm();
std::unique_ptr<library> libtorch();
std::unique_ptr<library> onnxruntime();  // may give none: it is opened when the program runs

std::vector<std::unique_ptr<library>> const& libraries() {
  static std::vector<std::unique_ptr<library>> const all = [] {
    std::vector<std::unique_ptr<library>> found;
    auto const take = [&found](std::unique_ptr<library> one) {
      if (one) found.push_back(std::move(one));
    };
#ifdef TENON_BENCH_OPENBLAS
    take(openblas());
#endif
#ifdef TENON_BENCH_ONEDNN
    take(onednn());
#endif
#ifdef TENON_BENCH_LIBXSMM
    take(libxsmm());
#endif
#ifdef TENON_BENCH_LIBTORCH
    take(libtorch());
#endif
#ifdef TENON_BENCH_ONNXRUNTIME
    take(onnxruntime());
#endif
    return found;
  }();
  return all;
}

}  // namespace tenon::bench::rivals
