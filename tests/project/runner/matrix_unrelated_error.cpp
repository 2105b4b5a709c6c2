// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// fault: an error has no sentence of tenon's
#include "law.hpp"

int main() {
  tenon::dot(tenon::seq<20>{}, tenon::seq<32>{});  // reject(extent): tenon: dot: the axis
  tenon::dott(tenon::seq<48>{});                   // reject(extent): dott
}
