// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// operations: position
// not-applicable(rank): a position has no length, and takes it from what it meets
// not-applicable(extent): a position has no length, and takes it from what it meets
// not-applicable(doubled): one axis is named
#include <tenon/expr/position.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;
using tenon::ndtensor;
using tenon::tensor;

// Every mistake on a line of its own.
// clang-format off
int main() {
  tensor<int, seq<4>, embed<8>> x;
  ndtensor<int, 4, 8> y;
  tensor<float, seq<4>> numbers;
  (void)(tenon::position<seq>() + x);

  tensor absent_axis = x + tenon::position<head>();  // reject(absent): tenon: assignment: the expression is still free in an axis
  (void)(y + tenon::position<2>());  // reject(absent): tenon: elementwise operation: a position does not fit the operand it meets
  (void)(y + tenon::position<-3>());  // reject(absent): tenon: elementwise operation: a position does not fit the operand it meets
  (void)(x + tenon::position<0>());  // reject(names-and-positions): tenon: elementwise operation: a position does not fit the operand it meets
  (void)(y + tenon::position<seq>());  // reject(names-and-positions): tenon: elementwise operation: a position does not fit the operand it meets
  (void)(tenon::position<seq>() < tenon::position<0>());  // reject(names-and-positions): tenon: elementwise operation: a position by name meets a position by index
  (void)(numbers + tenon::position<seq>());  // reject(value-type): tenon: elementwise operation: the operands have different value types
  int one = tenon::position<seq>() + 1;  // reject(absent): tenon: conversion to a scalar: this expression is made of positions
}
