// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// How often memory was asked for: counted where tests/unit/allocation/allocation.cpp is part of the program.

#include <atomic>
#include <cstddef>

namespace allocation {

extern std::atomic<std::size_t> requests;

/// How often memory was asked for while f ran.
template <class F>
std::size_t requests_of(F const& f) {
  std::size_t const before = requests;
  f();
  return requests - before;
}

}  // namespace allocation
