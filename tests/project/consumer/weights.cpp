// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Writes two weight files and reads them.
#include <tenon/io/open.hpp>
#include <tenon/tenon.hpp>

#include <vector>

using namespace tenon::axes;

int main() {
  tenon::tensor<float, embed<8>, hidden<3>> const weights = tenon::full<float, embed<8>, hidden<3>>(0.5F);
  std::vector const entries{tenon::io::entry_of("weights", weights)};
  tenon::io::safetensors::write("weights.safetensors", entries);
  tenon::io::npz::write("weights.npz", entries, tenon::io::compression::deflated);
  for (char const* path : {"weights.safetensors", "weights.npz"}) {
    tenon::io::archive const file = tenon::io::open(path);
    if (file.get<float, embed<8>, hidden<3>>("weights")(7, 2) != 0.5F) return 1;
  }
}
