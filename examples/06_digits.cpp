// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// A vision transformer with trained weights reads handwritten digits. It classifies 297 images, shows some of them with
// what it looked at, counts what it takes for what, and is raced against plain loops.
// needs: tenon::io (nlohmann_json and libzip)

#include <tenon/io/load.hpp>
#include <tenon/io/safetensors.hpp>
#include <tenon/tenon.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <limits>
#include <memory>
#include <string>

#include <unistd.h>

#include "examples/digits/loops.hpp"
#include "examples/digits/model.hpp"
#include "examples/plain/best_time.hpp"

namespace {

using namespace digits;
namespace io = tenon::io;

constexpr std::size_t count = 297, at_once = 11;  // 27 batches of 11
using all_images = tenon::tensor<float, batch<count>, row<8>, column<8>>;
using few_images = images_of<at_once>;
using labels = tenon::tensor<int, batch<count>>;
using all_logits = tenon::tensor<float, batch<count>, digit<10>>;

/// A picture of a number from 0 to 1: two columns of a terminal. (NaN, of weights that are none, is dark.)
char const* shade(float x) {
  static constexpr std::array<char const*, 6> shades{"  ", "░░", "▒▒", "▓▓", "██", "██"};
  return shades[static_cast<std::size_t>(x > 0 ? std::min(x, 1.0f) * 4.999f : 0.0f)];
}

/// The larger of two distances; NaN is infinitely far.
double farther(double furthest, double distance) {
  return std::isnan(distance) ? std::numeric_limits<double>::infinity() : std::max(furthest, distance);
}

few_images batch_from(all_images const& images, std::size_t first) {
  few_images result;
  std::copy_n(images.data() + first * 64, at_once * 64, result.data());
  return result;
}

/// Where the class token looks in the last block, averaged over the heads: one number a patch, the largest is 1.
std::array<float, 16> looked_at(vision_transformer const& model, images_of<1> const& image) {
  tenon::tensor x = model.tokens(image);
  x = model.blocks[0](x);
  auto const& last = model.blocks[1];
  tenon::tensor const weights = last.attention.weights(last.norm_1(x));  // [batch, seq, head, key]
  tenon::tensor const mean = tenon::mean<head>(weights);                 // [batch, seq, key]
  std::array<float, 16> result{};
  for (int patch = 0; patch < 16; ++patch) result[static_cast<std::size_t>(patch)] = mean(0, 0, patch + 1);
  float const largest = *std::max_element(result.begin(), result.end());
  for (float& weight : result) weight /= largest;
  return result;
}

/// Three images side by side, below each what the class token looked at.
void show(vision_transformer const& model, all_images const& images, labels const& truth, all_logits const& logits,
          std::array<int, 3> const& which) {
  std::array<std::array<float, 16>, 3> seen;
  for (std::size_t i = 0; i < 3; ++i) {
    images_of<1> one;
    std::copy_n(images.data() + which[i] * 64, 64, one.data());
    seen[i] = looked_at(model, one);
    int best = 0;
    for (int d = 1; d < 10; ++d) best = logits(which[i], d) > logits(which[i], best) ? d : best;
    std::printf("#%-3d %d, read as %d %s%s", which[i], truth(which[i]), best, best == truth(which[i]) ? "  " : "✗ ",
                i == 2 ? "\n" : "  ");
  }
  for (int row = 0; row < 8; ++row) {
    for (int i : which) {
      for (int column = 0; column < 8; ++column) std::fputs(shade((images(i, row, column) + 1) / 2), stdout);
      std::fputs("    ", stdout);
    }
    std::puts("");
  }
  std::puts("looked at:");
  for (int row = 0; row < 4; ++row) {
    for (auto const& weights : seen) {
      for (int column = 0; column < 4; ++column) {
        char const* s = shade(weights[static_cast<std::size_t>(row * 4 + column)]);
        std::fputs(s, stdout);
        std::fputs(s, stdout);
      }
      std::fputs("    ", stdout);
    }
    std::puts("");
  }
  std::puts("");
}

void show_confusions(std::array<std::array<int, 10>, 10> const& read_as) {
  std::puts("a digit (row) was read as (column):");
  std::fputs("     ", stdout);
  for (int d = 0; d < 10; ++d) std::printf("%4d", d);
  std::puts("");
  for (std::size_t truth = 0; truth < 10; ++truth) {
    std::printf("%4zu:", truth);
    for (int n : read_as[truth]) n == 0 ? std::fputs("   ·", stdout) : std::printf("%4d", n);
    std::puts("");
  }
  std::puts("");
}

int run(std::string const& folder) {
  io::safetensors const weights(folder + "/weights.safetensors");
  io::safetensors const test(folder + "/test.safetensors");
  auto const model = std::make_unique<vision_transformer>();
  io::load(*model, weights, names());
  std::printf("%zu weights from %s\n\n", tenon::parameter_count<vision_transformer>, weights.path().c_str());

  auto const images = test.get<float, batch<count>, row<8>, column<8>>("images");
  auto const truth = test.get<int, batch<count>>("labels");
  auto const expected = test.get<double, batch<count>, digit<10>>("logits");
  if (!std::all_of(truth.begin(), truth.end(), [](int label) { return 0 <= label && label < 10; })) {
    std::fprintf(stderr, "%s: labels: expected digits, 0 to 9\n", test.path().c_str());
    return 1;
  }

  bool const on_a_terminal = isatty(STDOUT_FILENO) != 0;
  all_logits logits;
  std::array<std::array<int, 10>, 10> read_as{};
  std::array<int, 3> wrong{};
  int right = 0, misread = 0;
  for (std::size_t first = 0; first < count; first += at_once) {
    tenon::tensor const some = (*model)(batch_from(images, first));
    std::copy_n(some.data(), at_once * 10, logits.data() + first * 10);
    for (int i = static_cast<int>(first); i < static_cast<int>(first + at_once); ++i) {
      int best = 0;
      for (int d = 1; d < 10; ++d) best = logits(i, d) > logits(i, best) ? d : best;
      ++read_as[static_cast<std::size_t>(truth(i))][static_cast<std::size_t>(best)];
      if (best == truth(i)) {
        ++right;
      } else if (misread < 3) {
        wrong[static_cast<std::size_t>(misread++)] = i;
      }
    }
    if (on_a_terminal) {
      std::printf("\r%3zu of %zu images, %d right", first + at_once, count, right);
      std::fflush(stdout);
    }
  }
  std::printf("%s%d of %zu images are read right\n\n", on_a_terminal ? "\r\033[K" : "", right, count);

  show(*model, images, truth, logits, {0, 1, 2});
  show(*model, images, truth, logits, wrong);
  show_confusions(read_as);

  // The same numbers by another program, in double; and by plain loops, in the time those take.
  double off = 0;
  for (std::size_t i = 0; i < count * 10; ++i) off = farther(off, std::abs(logits.data()[i] - expected.data()[i]));
  plain::vision_weights const loops = loops_of(*model);
  few_images const some = batch_from(images, 0);
  std::array<float, at_once * 10> by_loops;
  auto const run_loops = [&] {
    for (std::size_t i = 0; i < at_once; ++i) plain::classify(by_loops.data() + i * 10, some.data() + i * 64, loops);
  };
  run_loops();
  double apart = 0;
  for (std::size_t i = 0; i < at_once * 10; ++i)
    apart = farther(apart, std::abs(double{logits.data()[i]} - by_loops[i]));
  tenon::tensor<float, batch<at_once>, digit<10>> answer;
  double fused = 1e30, plain_loops = 1e30;
  for (int round = 0; round < 20; ++round) {
    fused = std::min(fused, plain::best_time(5, [&] { answer = (*model)(some); }));
    plain_loops = std::min(plain_loops, plain::best_time(5, run_loops));
  }
  std::printf("logits differ from the recorded ones by %.1e at most, from plain loops by %.1e\n", off, apart);
  std::printf("%.0f images a second, %zu at a time; plain loops %.0f (%.1f times as long)\n", at_once / fused * 1e6,
              at_once, at_once / plain_loops * 1e6, plain_loops / fused);
  return right == 269 && off <= 1e-4 && apart <= 1e-4 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  std::string const folder = argc > 1 ? argv[1] : "examples/data/digits";
  try {
    return run(folder);
  } catch (io::error const& e) {
    std::fprintf(stderr,
                 "%s\n\nThe weights and images are in examples/data/digits: start from the root of the project, "
                 "or give the folder.\n",
                 e.what());
    return std::filesystem::exists(folder) ? 1 : 2;  // 2: what it needs is not there
  }
}
