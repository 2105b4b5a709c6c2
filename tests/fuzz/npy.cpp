// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Bytes that may be anything, read as a npy file (libFuzzer; tests/fuzz/run.sh).

#include "tests/fuzz/reads.hpp"

#include <tenon/io/npy.hpp>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  return fuzz::reads<tenon::io::npy>(data, size);
}
