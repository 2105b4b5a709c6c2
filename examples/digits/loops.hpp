// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The weights of the model, as its twin in plain loops takes them.

#include "examples/digits/model.hpp"
#include "examples/plain/vision_transformer.hpp"

namespace digits {

inline plain::vision_block_weights loops_of(block const& b) {
  auto const& a = b.attention;
  auto const& f = b.feed_forward;
  return {b.norm_1.gain.data(), b.norm_1.bias.data(), a.query.weight.data(), a.query.bias.data(),
          a.key.weight.data(),  a.key.bias.data(),    a.value.weight.data(), a.value.bias.data(),
          a.out.weight.data(),  a.out.bias.data(),    b.norm_2.gain.data(),  b.norm_2.bias.data(),
          f.up.weight.data(),   f.up.bias.data(),     f.down.weight.data(),  f.down.bias.data()};
}
/// The model must outlive them.
inline plain::vision_weights loops_of(vision_transformer const& m) {
  return {m.patch.weight.data(),      m.patch.bias.data(),      m.class_token.data(),
          m.positions.data(),         m.final_norm.gain.data(), m.final_norm.bias.data(),
          m.classifier.weight.data(), m.classifier.bias.data(), {loops_of(m.blocks[0]), loops_of(m.blocks[1])}};
}

}  // namespace digits
