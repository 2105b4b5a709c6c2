// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// A law in small, so that the runner is tested without the library.

namespace tenon {
template <int N>
struct seq {
  static constexpr int extent = N;
};
template <class L, class R>
concept SameExtent = (L::extent == R::extent);

template <class L, class R>
constexpr int dot(L, R) {
  static_assert(SameExtent<L, R>, "tenon: dot: the axis summed over must have one length on both sides");
  return 0;
}
}  // namespace tenon

namespace tenon::detail {
template <class L, class R>
constexpr int step(L l, R r) {
  return dot(l, r);
}
}  // namespace tenon::detail
