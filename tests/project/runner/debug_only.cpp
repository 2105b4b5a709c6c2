// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// fault(clang): the wrong program compiles
// error: tenon: dot: the axis summed over
#include "law.hpp"

int main() {
#ifdef TENON_EXPECT_ERROR
#ifndef NDEBUG
  return tenon::dot(tenon::seq<20>{}, tenon::seq<32>{});
#endif
#else
  return tenon::dot(tenon::seq<20>{}, tenon::seq<20>{});
#endif
}
