// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// fault: the wrong program compiles
// error: tenon: dot: the axis summed over
#include "law.hpp"

int main() {
#ifdef TENON_EXPECT_ERROR
  return tenon::dot(tenon::seq<20>{}, tenon::seq<20>{});
#else
  return tenon::dot(tenon::seq<20>{}, tenon::seq<20>{});
#endif
}
