// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The weights of a model from a file of llama2.c, by the place of each array.

#include <tenon/meta/parameters.hpp>

#include <algorithm>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>

#include "examples/stories/checkpoint.hpp"
#include "examples/stories/llama.hpp"

namespace stories {

/// Gives the model what the checkpoint holds. Throws, before anything is written, if the sizes of the two differ.
template <class Model>
void load(Model& model, checkpoint const& file) {
  static_assert(std::is_same_v<typename Model::pairing, nn::adjacent_pairs>,
                "checkpoints of llama2.c are for models that rotate neighbours together");
  auto const& found = file.sizes();
  auto const& wanted = Model::sizes;
  struct {
    char const* what;
    std::size_t wanted, found;
  } const all[]{{"dim", wanted.dim, found.dim},
                {"hidden dim", wanted.hidden, found.hidden},
                {"layers", wanted.layers, found.layers},
                {"heads", wanted.heads, found.heads},
                {"kv heads", wanted.kv_heads, found.kv_heads},
                {"vocabulary", wanted.vocab, found.vocab},
                {"sequence length", wanted.seq, found.seq}};
  std::string differences;
  for (auto const& one : all)
    if (one.wanted != one.found)
      differences += std::string(differences.empty() ? "" : ", ") + one.what + " " + std::to_string(one.found) +
                     " instead of " + std::to_string(one.wanted);
  if (!differences.empty()) throw std::runtime_error("the checkpoint is of another model: " + differences);

  plain::llama_weights const w = file.weights();
  std::pair<std::string_view, float const*> const arrays[]{
      {"tokens.weight", w.embedding},       {"norm_1.gain", w.attention_norm},    {"attention.query.weight", w.query},
      {"attention.key.weight", w.key},      {"attention.value.weight", w.value},  {"attention.out.weight", w.output},
      {"norm_2.gain", w.ffn_norm},          {"feed_forward.gate.weight", w.gate}, {"feed_forward.up.weight", w.up},
      {"feed_forward.down.weight", w.down}, {"norm.gain", w.final_norm}};
  tenon::for_each_parameter(model, [&](auto const& p) {
    std::string_view name = p.name;
    std::size_t block = 0;
    if (name.starts_with("blocks.")) {
      name.remove_prefix(7);
      block = static_cast<std::size_t>(std::stoul(std::string(name)));
      name.remove_prefix(name.find('.') + 1);
    }
    for (auto const& [known, begin] : arrays)
      if (name == known)
        return static_cast<void>(std::copy_n(begin + block * p.value.size(), p.value.size(), p.value.data()));
    throw std::logic_error("checkpoints have no " + std::string(p.name));
  });
}

}  // namespace stories
