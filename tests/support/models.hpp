// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Trained models that do not belong to this repository: tests that need them are skipped, and say so, where they are
// missing. CTest knows a skipped test by the line printed here, whatever else it did; so such tests stand in files of
// their own.

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

namespace models {

/// The folder of a model, with a slash at its end; empty if it is missing, which is then said. It is looked for in the
/// environment's TENON_MODELS, else in ../shared/models beside the repository.
inline std::string folder(std::string const& name) {
  char const* const given = std::getenv("TENON_MODELS");
  std::filesystem::path const root =
      given != nullptr ? std::filesystem::path(given) : std::filesystem::path(TENON_TEST_DIR) / "../../shared/models";
  if (std::filesystem::is_directory(root / name)) return (root / name / "").string();
  std::printf("skipped: the files of %s are not in %s; TENON_MODELS may say where they are\n", name.c_str(),
              root.string().c_str());
  return {};
}

}  // namespace models
