// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The ways a node changes a shape without moving an element; each is positional. The schedule turns them into strides.

#include <tenon/meta/ints.hpp>

namespace tenon::node::view {

/// The same row-major linear index: split, merge, reshape.
struct reshaped {};

/// Axis j of the result is axis P_j of the operand.
template <int... P>
struct permuted {};

/// The same axes under other names: rename, name_axes, drop_names.
struct relabeled {};

/// Axis I from Begin on; the length is in the result's shape.
template <int I, int Begin>
struct sliced {};

/// Axis j of the result is axis M_j of the operand, or a new one where M_j is −1 (or the operand's has length 1).
template <int... M>
struct expanded {};

}  // namespace tenon::node::view
