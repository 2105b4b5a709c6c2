// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Ready-made axis names for sequence models. This list never grows: a user's axis of a new name would become ambiguous.

#include <tenon/shape/axis.hpp>

namespace tenon::axes {

/// Independent examples.
template <std::size_t N>
struct batch : axis<batch, N> {};
/// Positions of a sequence; of the queries, in attention.
template <std::size_t N>
struct seq : axis<seq, N> {};
/// Positions that are attended to.
template <std::size_t N>
struct key : axis<key, N> {};
/// Features of the model's stream.
template <std::size_t N>
struct embed : axis<embed, N> {};
/// Features inside a layer.
template <std::size_t N>
struct hidden : axis<hidden, N> {};
/// Attention heads.
template <std::size_t N>
struct head : axis<head, N> {};
/// Features of one head.
template <std::size_t N>
struct head_dim : axis<head_dim, N> {};
/// Tokens that exist.
template <std::size_t N>
struct vocab : axis<vocab, N> {};

}  // namespace tenon::axes
