// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// error: tenon: dot: the axis summed over
// error: 20
// error(gcc): evaluated to
// error(clang): because
#include "law.hpp"

int main() {
#ifdef TENON_EXPECT_ERROR
  return tenon::dot(tenon::seq<20>{}, tenon::seq<32>{});
#else
  return tenon::dot(tenon::seq<20>{}, tenon::seq<20>{});
#endif
}
