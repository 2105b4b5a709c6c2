// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// A small trained language model of the Llama architecture tells a story, its weights read from a file. Text is shown
// as it is made. How the weights are found and what can be asked for is said by --help.
//
// needs: tenon::io, and the files of stories260K (not part of this repository)

#include <tenon/io/safetensors.hpp>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "examples/stories/hugging_face.hpp"
#include "examples/stories/llama.hpp"
#include "examples/stories/load.hpp"
#include "examples/stories/sampler.hpp"
#include "examples/stories/teller.hpp"
#include "examples/stories/tokenizer.hpp"

namespace {

constexpr char const* usage =
    R"(Continues a text with the language model stories260K.

  07_stories [options] [the begin of a story]

  -m, --model PATH        a weight file, or the folder of stories260K: stories260K.bin is taken from it, and tok512.bin.
                          Without it the folder stories260K is looked for in $TENON_MODELS, else in ../shared/models.
                          A .bin is in llama2.c's format, a .safetensors in that of Hugging Face
  -v, --vocabulary PATH   tok512.bin, if it is not beside the weights
  -n, --tokens N          so many tokens, the prompt's too (256; 512 at most)
  -t, --temperature X     0 takes the best token each time; 1 draws them as likely as the model thinks them (0)
  -p, --top-p X           draw only from the likeliest tokens that together reach this probability (0.9)
  -s, --seed N            the same seed tells the same story (1)
  -h, --help              this text

  07_stories "Lily's mom said"
  07_stories -t 0.8 -s 7 "One day, a little dragon"

The files are those of karpathy/tinyllamas, stories260K (MIT license).
)";

struct options {
  std::string model, vocabulary, prompt;
  int tokens = 256;
  stories::sampling how{0, 0.9f, 1};
};

struct wrong_usage : std::runtime_error {
  using runtime_error::runtime_error;
};
struct absent : std::runtime_error {
  using runtime_error::runtime_error;
};

template <class Number>
Number number(std::string const& option, std::string const& text) {
  Number value{};
  auto const [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc() || end != text.data() + text.size())
    throw wrong_usage(option + ": \"" + text + "\" is no number that it can be");
  return value;
}

std::optional<options> parse(int argc, char** argv) {
  options o;
  bool prompted = false;
  for (int i = 1; i < argc; ++i) {
    std::string const word = argv[i];
    auto const value = [&] {
      if (i + 1 == argc) throw wrong_usage(word + " wants a value");
      return std::string(argv[++i]);
    };
    if (word == "-h" || word == "--help") return std::nullopt;
    if (word == "-m" || word == "--model") {
      o.model = value();
    } else if (word == "-v" || word == "--vocabulary") {
      o.vocabulary = value();
    } else if (word == "-n" || word == "--tokens") {
      o.tokens = number<int>(word, value());
    } else if (word == "-t" || word == "--temperature") {
      o.how.temperature = number<float>(word, value());
    } else if (word == "-p" || word == "--top-p") {
      o.how.top_p = number<float>(word, value());
    } else if (word == "-s" || word == "--seed") {
      o.how.seed = number<std::uint64_t>(word, value());
    } else if (word.size() > 1 && word.front() == '-') {
      throw wrong_usage("there is no option " + word);
    } else {
      o.prompt += (prompted ? " " : "") + word;
      prompted = true;
    }
  }
  return o;
}

/// Where the weights and the vocabulary are.
struct files {
  std::string weights, vocabulary;
};
files find(std::string const& given, std::string const& vocabulary) {
  namespace fs = std::filesystem;
  fs::path path = given;
  if (given.empty()) {
    char const* const models = std::getenv("TENON_MODELS");
    path = fs::path(models != nullptr ? models : "../shared/models") / "stories260K";
  }
  if (fs::is_directory(path)) path /= "stories260K.bin";
  files const found{path.string(), vocabulary.empty() ? (path.parent_path() / "tok512.bin").string() : vocabulary};
  for (std::string const& file : {found.weights, found.vocabulary})
    if (!fs::is_regular_file(file))
      throw absent(file +
                   " is missing. --model PATH or the variable TENON_MODELS says where the files of stories260K " +
                   "are; --help says where they come from");
  return found;
}

double seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

template <class Model>
void tell(Model const& model, stories::tokenizer const& vocabulary, options const& o) {
  if (vocabulary.size() != Model::vocabulary)
    throw std::runtime_error("the vocabulary has " + std::to_string(vocabulary.size()) + " tokens and the model " +
                             std::to_string(Model::vocabulary));
  stories::teller<Model> teller(model);
  stories::sampler sample(o.how, static_cast<std::size_t>(Model::vocabulary));
  auto const show = [&](int previous, int token) {
    std::string_view const text = stories::printable(vocabulary.decode(previous, token));
    std::fwrite(text.data(), 1, text.size(), stdout);
    std::fflush(stdout);
  };

  std::vector<int> const prompt = vocabulary.encode(o.prompt);
  if (o.tokens < 1) throw wrong_usage("--tokens: at least one");
  int const last = std::min(o.tokens, Model::capacity);
  if (static_cast<int>(prompt.size()) > last)
    throw std::runtime_error("the prompt has " + std::to_string(prompt.size()) + " tokens, and " +
                             std::to_string(last) + " is the most; --tokens allows up to " +
                             std::to_string(Model::capacity));
  for (std::size_t i = 1; i < prompt.size(); ++i) show(prompt[i - 1], prompt[i]);
  double const begin = seconds();
  std::span<float const> logits = teller.read(prompt);
  double const read = seconds();
  int previous = prompt.back(), made = 0;
  for (;;) {
    int const token = sample(logits);
    ++made;
    if (token == stories::begin_of_text) break;  // the story is over
    show(previous, token);
    if (teller.length() == last) break;
    logits = teller.read(token);
    previous = token;
  }
  double const end = seconds();
  std::printf("\n\nprompt: %zu tokens in %.2f ms; story: %d tokens in %.2f ms, %.0f tokens per second\n", prompt.size(),
              (read - begin) * 1e3, made, (end - read) * 1e3, made / (end - read));
}

void run(options const& o) {
  files const from = find(o.model, o.vocabulary);
  stories::tokenizer const vocabulary(from.vocabulary);
  if (from.weights.ends_with(".safetensors")) {
    stories::llama<tenon::nn::half_split> model;
    stories::load(model, tenon::io::safetensors(from.weights));
    tell(model, vocabulary, o);
  } else {
    stories::llama<tenon::nn::adjacent_pairs> model;
    stories::load(model, stories::checkpoint(from.weights));
    tell(model, vocabulary, o);
  }
}

}  // namespace

int main(int argc, char** argv) {
  try {
    std::optional<options> const o = parse(argc, argv);
    if (!o) {
      std::fputs(usage, stdout);
      return 0;
    }
    run(*o);
    return 0;
  } catch (absent const& e) {
    std::fprintf(stderr, "07_stories: %s\n", e.what());
    return 2;
  } catch (wrong_usage const& e) {
    std::fprintf(stderr, "07_stories: %s; --help says what there is\n", e.what());
  } catch (std::exception const& e) {
    std::fprintf(stderr, "07_stories: %s\n", e.what());
  }
  return 1;
}
