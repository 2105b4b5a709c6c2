// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// The vision transformer of examples/digits with its trained weights: logits of every image, and of four images what
// each block gives and attends to, against numbers that another program computed in double.

#include <tenon/io/load.hpp>
#include <tenon/io/safetensors.hpp>
#include <tenon/tenon.hpp>

#include <algorithm>
#include <string>

#include "examples/digits/loops.hpp"
#include "examples/digits/model.hpp"
#include "tests/support/catch.hpp"

using namespace digits;

namespace {

std::string const folder = std::string(TENON_TEST_DIR) + "/../examples/data/digits/";

vision_transformer trained() {
  vision_transformer model;
  tenon::io::load(model, tenon::io::safetensors(folder + "weights.safetensors"), names());
  return model;
}

template <std::size_t B>
images_of<B> some_images(tenon::io::archive const& test, std::size_t first) {
  auto const all = test.get<float, batch<297>, row<8>, column<8>>("images");
  images_of<B> result;
  std::copy_n(all.data() + first * 64, B * 64, result.data());
  return result;
}

}  // namespace

TEST_CASE("every digit has the recorded logits, and 269 of 297 are read right") {
  vision_transformer const model = trained();
  tenon::io::safetensors const test(folder + "test.safetensors");
  auto const labels = test.get<int, batch<297>>("labels");
  auto const expected = test.get<double, batch<297>, digit<10>>("logits");
  tenon::tensor const logits = model(some_images<297>(test, 0));
  CHECK(tenon::all_close(tenon::cast<double>(logits), expected, 1e-4));
  tenon::tensor const read = tenon::argmax<digit>(logits);
  int right = 0;
  for (int i = 0; i < 297; ++i) right += read(i) == labels(i) ? 1 : 0;
  CHECK(right == 269);

  plain::vision_weights const loops = loops_of(model);
  images_of<5> const few = some_images<5>(test, 100);
  tenon::tensor<float, batch<5>, digit<10>> by_loops;
  for (std::size_t i = 0; i < 5; ++i) plain::classify(by_loops.data() + i * 10, few.data() + i * 64, loops);
  CHECK(tenon::all_close(model(few), by_loops, 1e-4));
}

TEST_CASE("blocks and attention weights of digits are the recorded ones") {
  vision_transformer const model = trained();
  tenon::io::safetensors const test(folder + "test.safetensors");
  tenon::tensor x = model.tokens(some_images<4>(test, 0));
  for (std::size_t i = 0; i < 2; ++i) {
    INFO("block " << i);
    auto const n = std::to_string(i);
    auto const& b = model.blocks[i];
    auto const attended = test.get<double, batch<4>, head<3>, seq<17>, key<17>>("attn" + n + "_first4");
    CHECK(tenon::all_close(tenon::cast<double>(tenon::permute<batch, head, seq, key>(b.attention.weights(b.norm_1(x)))),
                           attended, 1e-5));
    x = b(x);
    auto const given = test.get<double, batch<4>, seq<17>, embed<24>>("block" + n + "_first4");
    CHECK(tenon::all_close(tenon::cast<double>(x), given, 1e-4));
  }
}
