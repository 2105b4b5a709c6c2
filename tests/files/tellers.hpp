// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The model of examples/stories behind functions, so that it is compiled once for all tests.

#include <functional>
#include <memory>
#include <span>
#include <string>

#include "examples/stories/checkpoint.hpp"

namespace tellers {

struct teller {
  std::function<std::span<float const>(int)> read_one;                   // logits after one more token
  std::function<std::span<float const>(std::span<int const>)> read_all;  // after several
};

/// Neighbours are rotated together, as in llama2.c's files.
teller of(stories::checkpoint const& file);
/// Halves are, as in Hugging Face's. The path of a safetensors file.
teller of(std::string const& path);

}  // namespace tellers
