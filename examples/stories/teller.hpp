// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// A model at work: tokens go in, one by one or a prompt at once, and logits come out.

#include <algorithm>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>

#include "examples/stories/llama.hpp"

namespace stories {

template <class Model>
class teller {
 public:
  static constexpr int capacity = Model::capacity;
  static constexpr std::size_t chunk = 16;  // so many tokens of a prompt are read at once

  /// The model must outlive it.
  explicit teller(Model const& model) : model_(model), past_(std::make_unique<typename Model::cache_type>()) {}

  /// Tokens that have been read.
  [[nodiscard]] int length() const { return past_->front().length(); }

  /// Forgets all tokens but the first ones, to go on from there.
  void forget_after(int length) {
    for (auto& cache : *past_) cache.truncate(length);
  }

  /// The logits after one more token, valid until the next one. Allocates nothing (once the thread has its workspace).
  /// Throws std::length_error where no more fit, std::out_of_range where the vocabulary has no such token.
  std::span<float const> read(int token) {
    check_room(1);
    x_ = step(tenon::tensor<int, seq<1>>{checked(token)});
    return logits_of_last();
  }
  /// The logits after several more, at least one. Throws, as above, before any is read.
  std::span<float const> read(std::span<int const> tokens) {
    check_room(tokens.size());
    for (int token : tokens) static_cast<void>(checked(token));
    while (tokens.size() >= chunk) {
      tenon::tensor<int, seq<chunk>> ids;
      std::copy_n(tokens.begin(), chunk, ids.begin());
      x_ = tenon::slice<seq, chunk - 1, 1>(step(ids));
      tokens = tokens.subspan(chunk);
    }
    for (int token : tokens) x_ = step(tenon::tensor<int, seq<1>>{token});
    return logits_of_last();
  }

 private:
  void check_room(std::size_t more) const {
    if (more > static_cast<std::size_t>(capacity - length()))
      throw std::length_error("the model reads " + std::to_string(capacity) + " tokens at most");
  }
  static int checked(int token) {
    if (token < 0 || token >= Model::vocabulary)
      throw std::out_of_range("token " + std::to_string(token) + ": the vocabulary has " +
                              std::to_string(Model::vocabulary));
    return token;
  }
  template <std::size_t S>
  tenon::tensor<float, seq<S>, embed<64>> step(tenon::tensor<int, seq<S>> const& ids) {
    return model_(ids, *past_);
  }
  std::span<float const> logits_of_last() {
    logits_ = model_.logits(x_);
    return logits_.span();
  }

  Model const& model_;
  std::unique_ptr<typename Model::cache_type> past_;
  tenon::tensor<float, seq<1>, embed<64>> x_;
  tenon::tensor<float, seq<1>, vocab<512>> logits_;
};

}  // namespace stories
