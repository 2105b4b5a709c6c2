// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Names without definitions, and the one back edge between the layers: running an expression into memory.

#include <cstddef>

namespace tenon {

template <class... Axes>
struct shape;
template <std::size_t N>
struct dim;
template <std::ptrdiff_t... S>
struct strides;
template <class T, class Shape, class Strides>
struct destination;
template <class Self, class T, class Shape>
struct expression;
struct ill_formed;

template <class T, class... Axes>
class tensor;
template <class T, class... Axes>
class view;
template <class T, class Strides, class... Axes>
class strided_view;

namespace node {
template <class T, class Shape, class Strides>
struct borrowed;
template <class T, class... Axes>
struct held;
}  // namespace node

namespace detail {

/// Computes an expression (a node) into memory; names in another order permute. Defined, always inline, by eval.hpp.
template <class E, class T, class Shape, class Strides>
void run(E const& e, destination<T, Shape, Strides> out);

}  // namespace detail
}  // namespace tenon
