// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// More errors than a compiler shows unasked.
#include "law.hpp"

int main() {
  tenon::dot(tenon::seq<10>{}, tenon::seq<11>{});  // reject(extent): tenon: dot: the axis
  tenon::dot(tenon::seq<11>{}, tenon::seq<12>{});  // reject(extent): tenon: dot: the axis
  tenon::dot(tenon::seq<12>{}, tenon::seq<13>{});  // reject(extent): tenon: dot: the axis
  tenon::dot(tenon::seq<13>{}, tenon::seq<14>{});  // reject(extent): tenon: dot: the axis
  tenon::dot(tenon::seq<14>{}, tenon::seq<15>{});  // reject(extent): tenon: dot: the axis
  tenon::dot(tenon::seq<15>{}, tenon::seq<16>{});  // reject(extent): tenon: dot: the axis
  tenon::dot(tenon::seq<16>{}, tenon::seq<17>{});  // reject(extent): tenon: dot: the axis
  tenon::dot(tenon::seq<17>{}, tenon::seq<18>{});  // reject(extent): tenon: dot: the axis
  tenon::dot(tenon::seq<18>{}, tenon::seq<19>{});  // reject(extent): tenon: dot: the axis
  tenon::dot(tenon::seq<19>{}, tenon::seq<20>{});  // reject(extent): tenon: dot: the axis
  tenon::dot(tenon::seq<20>{}, tenon::seq<21>{});  // reject(extent): tenon: dot: the axis
  tenon::dot(tenon::seq<21>{}, tenon::seq<22>{});  // reject(extent): tenon: dot: the axis
  tenon::dot(tenon::seq<22>{}, tenon::seq<23>{});  // reject(extent): tenon: dot: the axis
  tenon::dot(tenon::seq<23>{}, tenon::seq<24>{});  // reject(extent): tenon: dot: the axis
  tenon::dot(tenon::seq<24>{}, tenon::seq<25>{});  // reject(extent): tenon: dot: the axis
  tenon::dot(tenon::seq<25>{}, tenon::seq<26>{});  // reject(extent): tenon: dot: the axis
  tenon::dot(tenon::seq<26>{}, tenon::seq<27>{});  // reject(extent): tenon: dot: the axis
  tenon::dot(tenon::seq<27>{}, tenon::seq<28>{});  // reject(extent): tenon: dot: the axis
  tenon::dot(tenon::seq<28>{}, tenon::seq<29>{});  // reject(extent): tenon: dot: the axis
  tenon::dot(tenon::seq<29>{}, tenon::seq<30>{});  // reject(extent): tenon: dot: the axis
  tenon::dot(tenon::seq<30>{}, tenon::seq<31>{});  // reject(extent): tenon: dot: the axis
}
