// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// A small language model of the Llama architecture (stories260K: 5 blocks of 64 features, 8 heads of 8 in pairs, 172
// features inside, 512 tokens): one more token after some others, and a prompt of 128 tokens. `fused` is the model of
// examples/stories, `plain` its twin in ordinary loops (examples/plain/llama.hpp), one token at a time as llama2.c has
// it. The weights are drawn: the time does not depend on them.

#include <memory>
#include <numeric>
#include <string>
#include <vector>

#include "bench/harness.hpp"
#include "examples/stories/checkpoint.hpp"
#include "examples/stories/llama.hpp"
#include "examples/stories/load.hpp"
#include "examples/stories/teller.hpp"

using namespace tenon::bench;

namespace {

using model_type = stories::llama<tenon::nn::adjacent_pairs>;

struct setting {
  stories::checkpoint file{model_type::sizes, 1};
  model_type model;
  stories::teller<model_type> teller{model};
  plain::llama twin{file.sizes(), file.weights()};
  std::vector<int> tokens;

  explicit setting(int count) : tokens(static_cast<std::size_t>(count)) {
    stories::load(model, file);
    std::iota(tokens.begin(), tokens.end(), 1);
  }
  /// All tokens by the twin; the logits after the last.
  float const* twin_reads() {
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i) twin.read(tokens[i], i);
    return twin.forward(tokens.back(), tokens.size() - 1);
  }
};

row named(std::string const& name, double operations) {
  row r;
  r.name = name;
  r.operations = operations;
  r.bytes = tenon::parameter_bytes<model_type>;
  r.size = model_type::vocabulary;
  r.tolerance = 1e-3;
  return r;
}
constexpr double per_token = 2.0 * tenon::parameter_count<model_type>;  // operations, without those of attention

/// One more token after `context` others.
void add_token(int context) {
  row r = named("stories/token/" + std::to_string(context), per_token);
  r.make = [context] {
    auto const s = std::make_shared<setting>(context + 1);
    float const* const ours = s->teller.read(s->tokens).data();
    float const* const theirs = s->twin_reads();
    int const last = s->tokens.back();
    return std::vector<contender>{
        {"fused",
         [s, context, last] {
           s->teller.forget_after(context);
           s->teller.read(last);
         },
         ours},
        {"plain", [s, context, last] { s->twin.forward(last, static_cast<std::size_t>(context)); }, theirs}};
  };
  add(r, {"fused", "plain"});
}

/// A prompt, from nothing to the logits after its last token.
void add_prompt(int count) {
  row r = named("stories/prompt/" + std::to_string(count), count * per_token);
  r.make = [count] {
    auto const s = std::make_shared<setting>(count);
    float const* const ours = s->teller.read(s->tokens).data();
    float const* const theirs = s->twin_reads();
    return std::vector<contender>{{"fused",
                                   [s] {
                                     s->teller.forget_after(0);
                                     s->teller.read(s->tokens);
                                   },
                                   ours},
                                  {"plain", [s] { s->twin_reads(); }, theirs}};
  };
  add(r, {"fused", "plain"});
}

}  // namespace

int main(int argc, char** argv) {
  return run_main(argc, argv, [] {
#ifdef TENON_BENCH_SMOKE
    add_token(3);
    add_prompt(17);
#else
    for (int context : {8, 128, 500}) add_token(context);
    add_prompt(128);
#endif
  });
}
