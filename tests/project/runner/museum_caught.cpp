// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// fault: nothing is said to catch this, but it does not compile
// caught-by: nothing
#include "law.hpp"

int main() {
#if defined(TENON_SPELLED_BY_SIZES)
  return 0;
#elif defined(TENON_EXPECT_ERROR)
  return tenon::dot(tenon::seq<20>{}, tenon::seq<32>{});
#else
  return tenon::dot(tenon::seq<20>{}, tenon::seq<20>{});
#endif
}
