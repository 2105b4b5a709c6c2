// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Operands of kernels, in memory of their exact size: a sanitizer sees what is read beyond.

#include <random>
#include <vector>

#include "tenon/kernel/tile.hpp"

/// n numbers from −1 to 1.
template <class T>
std::vector<T> noise(tenon::kernel::isize n, unsigned seed) {
  std::mt19937 engine(seed);
  std::uniform_real_distribution<double> d(-1, 1);
  std::vector<T> x(static_cast<std::size_t>(n));
  for (T& v : x) v = static_cast<T>(d(engine));
  return x;
}
