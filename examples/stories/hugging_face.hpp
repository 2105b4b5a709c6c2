// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The weights of a model from a file of Hugging Face, by name. It rotates other pairs of features than llama2.c's
// files, so it is for another type of model.

#include <tenon/io/load.hpp>

#include <type_traits>

#include "examples/stories/llama.hpp"

namespace stories {

/// How the model's names stand in files of Hugging Face.
inline tenon::io::naming hugging_face() {
  return tenon::io::naming()
      .map("tokens.weight", "model.embed_tokens.weight")
      .map("blocks.{i}.norm_1.gain", "model.layers.{i}.input_layernorm.weight")
      .map("blocks.{i}.attention.query.weight", "model.layers.{i}.self_attn.q_proj.weight")
      .map("blocks.{i}.attention.key.weight", "model.layers.{i}.self_attn.k_proj.weight")
      .map("blocks.{i}.attention.value.weight", "model.layers.{i}.self_attn.v_proj.weight")
      .map("blocks.{i}.attention.out.weight", "model.layers.{i}.self_attn.o_proj.weight")
      .map("blocks.{i}.norm_2.gain", "model.layers.{i}.post_attention_layernorm.weight")
      .map("blocks.{i}.feed_forward.gate.weight", "model.layers.{i}.mlp.gate_proj.weight")
      .map("blocks.{i}.feed_forward.up.weight", "model.layers.{i}.mlp.up_proj.weight")
      .map("blocks.{i}.feed_forward.down.weight", "model.layers.{i}.mlp.down_proj.weight")
      .map("norm.gain", "model.norm.weight");
}

/// Gives the model what the file holds. Throws, before anything is written, with all that differs.
template <class Model>
void load(Model& model, tenon::io::archive const& file) {
  static_assert(std::is_same_v<typename Model::pairing, nn::half_split>,
                "files of Hugging Face are for models that rotate halves");
  tenon::io::load(model, file, hugging_face());
}

}  // namespace stories
