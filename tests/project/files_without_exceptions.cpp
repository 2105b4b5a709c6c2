// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Without exceptions and without RTTI weight files are read as ever, and a broken one prints what an exception would
// have said, and aborts.

#include <tenon/io/open.hpp>
#include <tenon/shape/axes.hpp>

#include "tests/project/dies.hpp"

using namespace tenon::axes;

namespace {

std::string data(char const* name) {
  return std::string(TENON_TEST_DIR "/files/data/").append(name);
}

}  // namespace

int main() {
  tenon::io::archive const file = tenon::io::open(data("ok.safetensors"));
  expect(file.view<float, seq<2>, key<3>, embed<4>>("a")(1, 2, 3) == 18.0F, "safetensors");
  tenon::io::archive const zip = tenon::io::open(data("deflated.npz"));
  expect(zip.get<double, seq<2>, key<3>, embed<4>>("a")(1, 2, 3) == 18.0, "npz");
  dies([&] { return file.get<float, seq<2>>("a"); }, "a: expected F32 [seq<2>], found F32 [2, 3, 4]");
  dies([&] { return file.get<float, seq<2>>("none"); }, "there is no tensor none; it has a, b, h, s, e");
  dies([] { return tenon::io::open(data("bad_dtype.safetensors")); }, "found the dtype Q32");
  dies([] { return tenon::io::open(data("bad_truncated.npy")); }, "expected the bytes of F32 [2, 3, 4], found 89");
  std::string const text("\x4\0\0\0\0\0\0\0{{}}", 12);
  dies([&] { return tenon::io::safetensors(std::as_bytes(std::span(text))); }, "it is no JSON at its byte 2");
  std::printf("%d failures\n", failures);
  return failures == 0 ? 0 : 1;
}
