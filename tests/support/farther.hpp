// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The largest of many distances.

#include <cmath>
#include <limits>

/// The larger of two distances. A NaN is infinitely far: std::max would pass over it, as no comparison with it holds.
template <class T>
T farther(T furthest, T distance) {
  if (std::isnan(distance)) return std::numeric_limits<T>::infinity();
  return distance > furthest ? distance : furthest;
}
