// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// caught-by: nothing
#include "law.hpp"

int main() {
#if defined(TENON_SPELLED_BY_SIZES)
  return 0;
#elif defined(TENON_EXPECT_ERROR)
  return 1;
#else
  return tenon::dot(tenon::seq<20>{}, tenon::seq<20>{});
#endif
}
