// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// fault: the expected text is not there
// error: tenon: matmul: the axis
#include "law.hpp"

int main() {
#ifdef TENON_EXPECT_ERROR
  return tenon::dot(tenon::seq<20>{}, tenon::seq<32>{});
#else
  return tenon::dot(tenon::seq<20>{}, tenon::seq<20>{});
#endif
}
