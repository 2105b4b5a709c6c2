// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Every recorded case is read by some test here: the files of golden/data and the names in files/golden_*.cpp are the
// same list.

#include "tests/support/catch.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>

namespace {

using names = std::set<std::string>;

names recorded(std::string const& end) {
  names result;
  for (auto const& file : std::filesystem::directory_iterator(TENON_TEST_DIR "/golden/data")) {
    std::string const name = file.path().filename().string();
    if (name.ends_with(end)) result.insert(name.substr(0, name.size() - end.size()));
  }
  return result;
}

/// The names of cases in one file of tests: recorded("sdpa"), golden_case<T> const c("linear"), …
names named(std::filesystem::path const& path, names const& known) {
  std::ifstream in(path);
  std::string const text{std::istreambuf_iterator<char>(in), {}};
  names result;
  std::regex const quoted("\\(\"([a-z0-9_]+)\"\\)");
  for (std::sregex_iterator hit(text.begin(), text.end(), quoted), end; hit != end; ++hit) {
    if (known.count((*hit)[1]) != 0) result.insert((*hit)[1]);
  }
  return result;
}

}  // namespace

TEST_CASE("every recorded case is covered, in float and double") {
  names const cases = recorded("_A_f32.npz");
  CHECK(cases.size() == 56);
  CHECK(recorded("_A_f64.safetensors") == cases);
  names covered;
  for (char const* file : {"golden_functions", "golden_layers", "golden_attention", "golden_blocks", "golden_models"}) {
    for (std::string const& name : named(std::string(TENON_TEST_DIR "/files/").append(file).append(".cpp"), cases)) {
      CAPTURE(file, name);
      CHECK(covered.insert(name).second);  // once
    }
  }
  for (std::string const& name : cases) {
    INFO("no test of tests/files/golden_*.cpp reads " << name);
    CHECK(covered.count(name) == 1);
  }
}
