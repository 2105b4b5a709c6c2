// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// fault: the corrected program does not compile
// silent: one mistake should give one
// error: tenon: dot: the axis summed over
#include "law.hpp"

tenon::sequence<20> const neither;
int const compiles = "this";

int main() {
#ifdef TENON_EXPECT_ERROR
  return tenon::dot(tenon::seq<20>{}, tenon::seq<32>{});
#else
  return tenon::dot(tenon::seq<20>{}, tenon::seq<20>{});
#endif
}
