// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// fault(gcc): names from detail come before the sentence
// error: tenon: dot: the axis summed over
#include "law.hpp"

int main() {
#ifdef TENON_EXPECT_ERROR
  return tenon::detail::step(tenon::seq<20>{}, tenon::seq<32>{});
#else
  return tenon::dot(tenon::seq<20>{}, tenon::seq<20>{});
#endif
}
