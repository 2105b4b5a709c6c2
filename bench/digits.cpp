// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// A vision transformer of 10 594 weights (17 tokens of 24 features, 3 heads of 8, 2 blocks) on batches of 8 x 8 images:
// `fused` is the model of examples/digits, `plain` its twin in ordinary loops (examples/plain/vision_transformer.hpp),
// image after image. The weights are drawn: the time does not depend on them.

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "bench/harness.hpp"
#include "examples/digits/loops.hpp"
#include "examples/digits/model.hpp"

using namespace tenon::bench;

namespace {

template <std::size_t B>
struct setting {
  digits::vision_transformer model;
  digits::images_of<B> images = tenon::random_uniform<digits::images_of<B>>(7, -1, 1);
  tenon::tensor<float, tenon::axes::batch<B>, digits::digit<10>> logits, by_loops;
  plain::vision_weights loops = digits::loops_of(model);

  setting() { tenon::nn::initialize(model, 3); }
  void run() {
    tenon::tensor const result = model(images);
    std::copy_n(result.data(), B * 10, logits.data());  // (assigning it would move its memory here)
  }
  void run_loops() {
    for (std::size_t i = 0; i < B; ++i) plain::classify(by_loops.data() + i * 10, images.data() + i * 64, loops);
  }
};

/// Multiply-adds of the products and of attention, two operations each, for one image.
constexpr double per_image = 2.0 * (16 * 4 * 24 + 2 * 17 * (4 * 24 * 24 + 2 * 24 * 48 + 2 * 17 * 24) + 24 * 10);

template <std::size_t B>
void add_batch() {
  row r;
  r.name = "digits/" + std::to_string(B);
  r.operations = per_image * B;
  r.bytes = tenon::parameter_bytes<digits::vision_transformer>;
  r.size = B * 10;
  r.tolerance = 1e-4;
  r.make = [] {
    auto const s = std::make_shared<setting<B>>();
    s->run();
    s->run_loops();
    return std::vector<contender>{{"fused", [s] { s->run(); }, s->logits.data()},
                                  {"plain", [s] { s->run_loops(); }, s->by_loops.data()}};
  };
  add(r, {"fused", "plain"});
}

}  // namespace

int main(int argc, char** argv) {
  return run_main(argc, argv, [] {
#ifdef TENON_BENCH_SMOKE
    add_batch<2>();
#else
    add_batch<1>();
    add_batch<32>();
#endif
  });
}
