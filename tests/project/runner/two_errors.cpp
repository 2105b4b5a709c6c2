// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// fault: there are 2 errors where one mistake should give one
// error: tenon: dot: the axis summed over
#include "law.hpp"

int main() {
#ifdef TENON_EXPECT_ERROR
  return tenon::dot(tenon::seq<20>{}, tenon::seq<32>{});
  return tenon::dot(tenon::seq<20>{}, tenon::seq<48>{});
#else
  return tenon::dot(tenon::seq<20>{}, tenon::seq<20>{});
#endif
}
