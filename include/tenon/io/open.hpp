// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// A weight file of any format that is known. Includes nlohmann_json and libzip; link tenon::io.

#include <tenon/io/npy.hpp>
#include <tenon/io/npz.hpp>
#include <tenon/io/safetensors.hpp>

namespace tenon::io {

/// Opens a safetensors, npz or npy file; which one is told by its first bytes, not by its name. Throws an `io::error`.
/// Example: `auto const file = tenon::io::open("model.safetensors");`
[[nodiscard]] inline archive open(std::string const& path, access how = access::mapped) {
  detail::file_bytes file = detail::read_file(path, how);
  std::string_view const start(reinterpret_cast<char const*>(file.bytes.data()),
                               std::min<std::size_t>(file.bytes.size(), 9));
  if (start.starts_with(detail::npy_magic)) return npy(std::move(file), path);
  if (start.starts_with("PK\3\4") || start.starts_with("PK\5\6")) return npz(file.bytes, path);
  if (start.size() == 9 && start.back() == '{') return safetensors(std::move(file), path);
  detail::refuse(path, "expected a safetensors, npz or npy file, found something else");
}

}  // namespace tenon::io
