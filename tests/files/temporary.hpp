// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Files of tests: those that are there, and those that a test writes and that are gone after it.

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#if defined(__unix__)
#include <unistd.h>
#endif

namespace files {

/// The path of a file of tests/files/data.
inline std::string data(std::string const& name) {
  return std::string(TENON_TEST_DIR "/files/data/").append(name);
}
/// The bytes of a file.
inline std::string contents(std::string const& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// A path of a file that is to be written, and is removed in the end.
class temporary {
 public:
  explicit temporary(std::string const& name)
      : path_((std::filesystem::temp_directory_path() / (prefix() + name)).string()) {}
  temporary(temporary const&) = delete;
  temporary& operator=(temporary const&) = delete;
  ~temporary() { std::remove(path_.c_str()); }
  operator std::string const&() const { return path_; }

 private:
  static std::string prefix() {
#if defined(__unix__)
    return "tenon_" + std::to_string(getpid()) + "_";
#else
    return "tenon_";
#endif
  }
  std::string path_;
};

}  // namespace files
