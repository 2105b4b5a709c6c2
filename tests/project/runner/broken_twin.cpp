// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// fault: the corrected program does not compile
// error: tenon: dot: the axis summed over
#include "law.hpp"

int main() {
#ifdef TENON_EXPECT_ERROR
  return tenon::dot(tenon::seq<20>{}, tenon::seq<32>{});
#else
  return tenon::dott(tenon::seq<20>{}, tenon::seq<20>{});
#endif
}
