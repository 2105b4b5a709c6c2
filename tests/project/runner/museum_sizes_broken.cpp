// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// fault: the program spelled by sizes does not compile
// caught-by: names
// error: tenon: dot
#include "law.hpp"

int main() {
#if defined(TENON_SPELLED_BY_SIZES)
  return tenon::dott(0);
#elif defined(TENON_EXPECT_ERROR)
  return tenon::dot(tenon::seq<20>{}, tenon::seq<32>{});
#else
  return tenon::dot(tenon::seq<20>{}, tenon::seq<20>{});
#endif
}
