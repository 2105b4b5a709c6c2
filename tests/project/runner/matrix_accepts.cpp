// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// fault: there are 1 errors for 2 lines that must be rejected
#include "law.hpp"

int main() {
  tenon::dot(tenon::seq<20>{}, tenon::seq<20>{});  // reject(extent): tenon: dot: the axis
  tenon::dot(tenon::seq<48>{}, tenon::seq<32>{});  // reject(extent): tenon: dot: the axis
}
