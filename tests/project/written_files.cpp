// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Writes one file of every format into a directory, for written_files.py.

#include <tenon/io/open.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/make.hpp>

#include <cstdio>

using namespace tenon::axes;
using tenon::io::dtype;

int main(int count, char** arguments) {
  if (count != 2) return std::puts("a directory, please"), 2;
  std::string const directory = arguments[1];
  // The bytes 1 to 48, which are finite numbers of every dtype; of BOOL, truths.
  unsigned char numbers[48];
  unsigned char truths[6] = {1, 0, 1, 1, 0, 0};
  for (unsigned char i = 0; i < 48; ++i) numbers[i] = static_cast<unsigned char>(i + 1);
  tenon::tensor<float> const scalar(2.5F);
  std::vector<tenon::io::entry> entries{tenon::io::entry_of("scalar", scalar), {"none", dtype::f32, {0, 3}, {}, {}}};
  for (int i = 0; i <= static_cast<int>(dtype::f64); ++i) {
    auto const type = static_cast<dtype>(i);
    auto const bytes = std::as_bytes(std::span(type == dtype::boolean ? truths : numbers, 6 * size_of(type)));
    if (type != dtype::bf16) entries.push_back({std::string(name_of(type)), type, {2, 3}, bytes, {"seq", "embed"}});
  }
  tenon::io::npz::write(directory + "/stored.npz", entries);
  tenon::io::npz::write(directory + "/deflated.npz", entries, tenon::io::compression::deflated);
  for (auto const& e : entries) tenon::io::npy::write(directory + "/" + e.name + ".npy", e);
  entries.push_back({"BF16", dtype::bf16, {2, 3}, std::as_bytes(std::span(numbers, 12)), {"seq", "embed"}});
  tenon::io::safetensors::write(directory + "/all.safetensors", entries, {{"by", "\"tenon\"\n"}});
}
