// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Positions taken for a number
// mistake: A sum of positions that met no tensor has no axes yet, so it looks like a number; but it has no value
//   before it has a length.
// fix: Give the length with `broadcast`, and reduce.
// law: Bound
// error: tenon: conversion to a scalar: this expression is made of positions and has no length yet
// error: seq<1>
#include <tenon/expr/broadcast.hpp>
#include <tenon/expr/position.hpp>
#include <tenon/expr/reduce.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
  auto at = tenon::position<seq>() + 1;
#ifdef TENON_EXPECT_ERROR
  int last = at;
#else
  int last = tenon::max(tenon::broadcast<seq<20>>(at));
#endif
}
