// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// What tests of *exactly once* are made of.

#include <cstdint>

#include <tenon/tenon.hpp>

namespace counting {

/// A function for `map` that counts its calls; copies count together.
struct tally {
  long* calls;
  float operator()(float x) const {
    ++*calls;
    return x;
  }
};

template <class... A>
auto normal(std::uint64_t seed) {
  return tenon::random_normal<float, A...>(seed);
}

}  // namespace counting
