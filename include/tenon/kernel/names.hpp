// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The kernels by name, as types: what `plan_of<E>::uses<kernel::attention>` asks for.

namespace tenon::kernel {

/// Scores, softmax and weighted sum streamed tile by tile; the score matrix is never stored.
struct attention;
/// A product in register tiles, with the elementwise operations around it in its epilogue.
struct gemm;
/// Softmax or a norm of one row at a time, with the elementwise operations before and after it.
struct rows;
/// A sum, maximum, argmax … of an elementwise expression.
struct reduction;
/// An elementwise loop.
struct loop;
/// Rows copied by index (`take`) or parts put together (`concat`).
struct gather;

}  // namespace tenon::kernel
