// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The weights of a model of the Llama architecture in llama2.c's format: seven int32 that say the sizes, then float32
// arrays one after another, matrices as [out, in].

#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "examples/plain/llama.hpp"
#include "examples/stories/bytes.hpp"

namespace stories {

class checkpoint {
 public:
  explicit checkpoint(bytes file) {
    struct {
      char const* what;
      std::size_t* to;
    } const fields[]{{"dim", &sizes_.dim},
                     {"hidden dim", &sizes_.hidden},
                     {"layers", &sizes_.layers},
                     {"heads", &sizes_.heads},
                     {"kv heads", &sizes_.kv_heads},
                     {"vocabulary", &sizes_.vocab},
                     {"sequence length", &sizes_.seq}};
    for (auto const& field : fields) {
      auto const found = file.number<std::int32_t>(field.what);
      if (found < 0 && field.to == &sizes_.vocab)
        file.refuse("the classifier has weights of its own (vocabulary " + std::to_string(found) +
                    "); only models that share them with the embedding can be read");
      if (found < 1 || found > 1 << 18)  // so no sum of products of three overflows
        file.refuse(std::string(field.what) + " is " + std::to_string(found) + "; not a checkpoint of llama2.c");
      *field.to = static_cast<std::size_t>(found);
    }
    if (sizes_.dim % sizes_.heads != 0 || sizes_.head_dim() % 2 != 0)
      file.refuse("dim " + std::to_string(sizes_.dim) + " does not make " + std::to_string(sizes_.heads) +
                  " heads of an even length");
    if (sizes_.heads % sizes_.kv_heads != 0)
      file.refuse(std::to_string(sizes_.heads) + " heads do not share " + std::to_string(sizes_.kv_heads) +
                  " kv heads evenly");
    std::size_t const wanted = sizes_.parameters() + sizes_.seq * sizes_.head_dim();
    if (wanted != file.left() / sizeof(float) || file.left() % sizeof(float) != 0)
      file.refuse(std::to_string(wanted * sizeof(float)) + " bytes of weights expected, found " +
                  std::to_string(file.left()));
    auto const content = file.take(sizes_.parameters() * sizeof(float), "the weights");
    values_.resize(sizes_.parameters());  // the tables of rotations that follow are computed instead
    std::memcpy(values_.data(), content.data(), content.size());
  }
  explicit checkpoint(std::string const& path) : checkpoint(bytes(path)) {}
  /// Without a file: weights drawn between ±1/2, for measuring and for tests. (A linear congruential generator.)
  checkpoint(plain::llama_sizes const& sizes, std::uint64_t seed) : sizes_(sizes), values_(sizes.parameters()) {
    for (float& v : values_) {
      seed = seed * 6364136223846793005u + 1442695040888963407u;
      v = static_cast<float>(seed >> 40) * 0x1p-24f - 0.5f;
    }
  }

  [[nodiscard]] plain::llama_sizes const& sizes() const { return sizes_; }
  [[nodiscard]] plain::llama_weights weights() const { return {sizes_, values_.data()}; }

 private:
  plain::llama_sizes sizes_{};
  std::vector<float> values_;
};

}  // namespace stories
