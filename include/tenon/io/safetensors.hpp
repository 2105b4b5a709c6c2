// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// safetensors files: eight bytes of length, a header in JSON, then the elements. Includes nlohmann_json; link
// tenon::io.
//
// Refused: a header longer than 100 MB (the limit of the format's own library) or than the file, JSON that is broken,
// nested deeper than the format is, or has a name twice or one it does not know, dtypes that are not in dtype.hpp, and
// offsets that do not cover the bytes after the header exactly, one tensor after the other: overlaps, holes, bytes
// after the last tensor. The header may have any length, so elements may lie at any address: `view` says so, `get`
// copies.

#include <cstdint>
#include <cstdio>
#include <cstring>
#include <numeric>

#include <nlohmann/json.hpp>

#include <tenon/io/archive.hpp>
#include <tenon/io/file.hpp>

namespace tenon::io {

namespace detail {

/// What a header says, event by event, as nlohmann_json reads it; no tree is made of it. A false from an event ends the
/// reading, with what is wrong in `wrong`.
class safetensors_header : public nlohmann::json_sax<nlohmann::json> {
 public:
  struct record {
    entry tensor;
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
  };
  std::vector<record> records;
  metadata_map metadata;
  std::string wrong;

  bool null() override { return unexpected("null"); }
  bool boolean(bool) override { return unexpected("a truth"); }
  bool number_integer(number_integer_t) override { return unexpected("a negative number"); }
  bool number_float(number_float_t, string_t const&) override {
    return unexpected("a number that is no 64-bit integer");
  }
  bool binary(binary_t&) override { return unexpected("bytes"); }

  bool number_unsigned(number_unsigned_t value) override {
    if (place_ == place::shape) {
      if (value > std::numeric_limits<std::size_t>::max()) return fail("a length that is too large");
      records.back().tensor.shape.push_back(static_cast<std::size_t>(value));
      return true;
    }
    if (place_ != place::offsets) return unexpected("a number");
    if (offsets_ == 2) return fail("more than two data_offsets");
    (offsets_++ == 0 ? records.back().begin : records.back().end) = value;
    return true;
  }
  bool string(string_t& value) override {
    if (place_ == place::metadata) {
      if (metadata.emplace(key_, std::move(value)).second) return true;
      return fail("the key " + key_ + " of __metadata__ occurs twice");
    }
    if (place_ != place::tensor || key_ != "dtype") return unexpected("a text");
    auto const known = std::find(dtype_names.begin(), dtype_names.end(), value);
    if (known == dtype_names.end())
      return fail("expected one of BOOL, I8 to I64, U8 to U64, F16, BF16, F32, F64, found the dtype " + value);
    records.back().tensor.dtype = static_cast<dtype>(known - dtype_names.begin());
    return true;
  }
  bool start_object(std::size_t) override {
    if (place_ == place::nowhere && !done_) {
      place_ = place::top;
    } else if (place_ == place::top) {
      if (key_ == "__metadata__") {
        if (had_metadata_) return fail("__metadata__ occurs twice");
        had_metadata_ = true;
        place_ = place::metadata;
      } else {
        records.emplace_back().tensor.name = key_;
        seen_ = 0;
        place_ = place::tensor;
      }
    } else {
      return unexpected("an object");
    }
    return true;
  }
  bool end_object() override {
    if (place_ == place::top) {
      place_ = place::nowhere;
      done_ = true;
      return true;
    }
    if (place_ == place::tensor && seen_ != 7) return fail("expected dtype, shape and data_offsets");
    place_ = place::top;
    return true;
  }
  bool start_array(std::size_t) override {
    if (place_ != place::tensor || key_ == "dtype") return unexpected("a list");
    place_ = key_ == "shape" ? place::shape : place::offsets;
    offsets_ = 0;
    return true;
  }
  bool end_array() override {
    if (place_ == place::offsets && offsets_ != 2) return fail("fewer than two data_offsets");
    place_ = place::tensor;
    return true;
  }
  bool key(string_t& value) override {
    key_ = std::move(value);
    if (place_ != place::tensor) return true;
    unsigned const bit = key_ == "dtype" ? 1U : key_ == "shape" ? 2U : key_ == "data_offsets" ? 4U : 0U;
    if (bit == 0) return fail("a key that the format does not have, " + key_);
    if ((seen_ & bit) != 0) return fail("the key " + key_ + " occurs twice");
    seen_ |= bit;
    return true;
  }
  bool parse_error(std::size_t position, std::string const&, nlohmann::detail::exception const&) override {
    place_ = place::nowhere;
    return fail("it is no JSON at its byte " + std::to_string(position));
  }

 private:
  enum class place { nowhere, top, metadata, tensor, shape, offsets };

  bool unexpected(char const* what) { return fail(std::string("found ") + what + " where the format has none"); }
  bool fail(std::string what) {
    wrong = "the header: ";
    bool const inside = place_ == place::tensor || place_ == place::shape || place_ == place::offsets;
    if (inside) wrong.append(records.back().tensor.name).append(": ");
    wrong.append(what);
    return false;
  }

  place place_ = place::nowhere;
  bool done_ = false;
  bool had_metadata_ = false;
  unsigned seen_ = 0;  // keys of the tensor
  unsigned offsets_ = 0;
  std::string key_;
};

/// The key of the metadata under which the axes of a tensor stand, "batch seq embed" (Python's `text.split()`).
inline constexpr std::string_view axes_key = "tenon.axes:";

[[nodiscard]] inline std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> result;
  while (!text.empty()) {
    std::size_t const end = std::min(text.find(' '), text.size());
    if (end != 0) result.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return result;
}

/// A text as JSON writes it.
inline void append_json(std::string& out, std::string_view text) {
  out.push_back('"');
  for (char const c : text) {
    if (c == '"' || c == '\\') {
      out.append({'\\', c});
    } else if (static_cast<unsigned char>(c) < 0x20) {
      char escape[7] = {};
      std::snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned>(c));
      out.append(escape);
    } else {
      out.push_back(c);
    }
  }
  out.push_back('"');
}

}  // namespace detail

/// A safetensors file. Nothing is copied: the file is mapped, and entries lie in it.
/// Example: `tenon::io::safetensors file("model.safetensors");`
class safetensors : public archive {
 public:
  /// The longest header that is read, in bytes.
  static constexpr std::size_t longest_header = 100'000'000;

  /// Opens a file; throws an `io::error` if it is broken.
  explicit safetensors(std::string path, access how = access::mapped) : archive(std::move(path)) {
    detail::file_bytes file = detail::read_file(this->path(), how);
    read(file.bytes, std::move(file.memory));
  }
  // What `open` has read.
  safetensors(detail::file_bytes file, std::string path) : archive(std::move(path)) {
    read(file.bytes, std::move(file.memory));
  }
  /// Reads a file that lies in memory, which must live as long as the archive; errors call it by the name.
  explicit safetensors(std::span<std::byte const> bytes, std::string path = "(memory)") : archive(std::move(path)) {
    read(bytes, nullptr);
  }

  /// Writes tensors, with the names of their axes (under the keys "tenon.axes:" and the tensor's name) and what else
  /// is to be said of the file. The elements begin at a multiple of 64 bytes, the widest first, so that `view` finds
  /// them aligned. A file of that name is replaced when the new one is complete.
  static void write(std::string const& path, std::span<entry const> entries, metadata_map metadata = {}) {
    detail::check_writable(path, entries);
    for (entry const& e : entries) {
      if (e.name == "__metadata__") detail::refuse(path, "no tensor can have the name __metadata__");
      std::string key = std::string(detail::axes_key).append(e.name);
      metadata.erase(key);
      if (e.axes.empty()) continue;
      std::string text;
      for (std::string const& axis : e.axes) text.append(text.empty() ? "" : " ").append(axis);
      if (detail::words(text) != e.axes) detail::refuse(path, e.name, ": a name of an axis is empty or has a space");
      metadata.emplace(std::move(key), std::move(text));
    }
    std::vector<std::size_t> order(entries.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return std::pair(size_of(entries[b].dtype), a) < std::pair(size_of(entries[a].dtype), b);
    });
    std::string const header = header_of(path, entries, order, metadata);
    std::uint64_t const length = header.size();
    detail::new_file out(path);
    out.write(std::as_bytes(std::span(&length, 1)));
    out.write(header);
    for (std::size_t i : order) out.write(entries[i].bytes);
    out.finish();
  }

 private:
  static std::string header_of(std::string const& path, std::span<entry const> entries,
                               std::span<std::size_t const> order, metadata_map const& metadata) {
    std::vector<std::size_t> begin(entries.size());
    std::size_t reached = 0;
    for (std::size_t i : order) {
      begin[i] = reached;
      reached += entries[i].bytes.size();
    }
    std::string text = "{";
    if (!metadata.empty()) {
      text.append("\"__metadata__\":{");
      for (auto const& [key, value] : metadata) {
        if (text.back() == '"') text.push_back(',');
        detail::append_json(text, key);
        text.push_back(':');
        detail::append_json(text, value);
      }
      text.push_back('}');
    }
    for (std::size_t i = 0; i < entries.size(); ++i) {
      entry const& e = entries[i];
      if (text.size() != 1) text.push_back(',');
      detail::append_json(text, e.name);
      text.append(":{\"dtype\":\"").append(name_of(e.dtype)).append("\",\"shape\":[");
      for (std::size_t k = 0; k < e.shape.size(); ++k)
        text.append(k == 0 ? "" : ",").append(std::to_string(e.shape[k]));
      text.append("],\"data_offsets\":[").append(std::to_string(begin[i])).append(",");
      text.append(std::to_string(begin[i] + e.bytes.size())).append("]}");
    }
    text.push_back('}');
    if (!nlohmann::json::accept(text)) detail::refuse(path, "a name or a text of the metadata is not UTF-8");
    text.append((config::alignment - (8 + text.size()) % config::alignment) % config::alignment, ' ');
    if (text.size() > longest_header)
      detail::refuse(path, "expected a header of at most ", longest_header, " bytes, found one of ", text.size());
    return text;
  }

  void read(std::span<std::byte const> file, std::shared_ptr<void const> memory) {
    if (file.size() < 8) detail::refuse(path(), "expected a safetensors file, found ", file.size(), " bytes");
    std::uint64_t length = 0;
    std::memcpy(&length, file.data(), sizeof length);
    if (length > longest_header)
      detail::refuse(path(), "expected a header of at most ", longest_header, " bytes, found one of ", length);
    if (length > file.size() - 8)
      detail::refuse(path(), "expected a header of ", length, " bytes, found ", file.size() - 8, " in the file");
    auto const* const text = reinterpret_cast<char const*>(file.data()) + 8;
    if (length == 0 || *text != '{') detail::refuse(path(), "expected a header that begins with {");
    detail::safetensors_header header;
    bool const parsed = nlohmann::json::sax_parse(text, text + length, &header);
    if (!parsed) detail::refuse(path(), header.wrong);
    place(header, file.subspan(8 + static_cast<std::size_t>(length)));
    std::vector<entry> entries;
    entries.reserve(header.records.size());
    for (auto& r : header.records) {
      if (auto const axes = header.metadata.find(std::string(detail::axes_key).append(r.tensor.name));
          axes != header.metadata.end()) {
        r.tensor.axes = detail::words(axes->second);
        if (r.tensor.axes.size() != r.tensor.shape.size())
          detail::refuse(path(), r.tensor.name, ": expected names for the axes of ", detail::shape_text(r.tensor.shape),
                         ", found ", axes->second);
      }
      entries.push_back(std::move(r.tensor));
    }
    hold(std::move(entries), std::move(memory), std::move(header.metadata));
  }

  /// Gives every tensor its bytes: in the order of the offsets, each begins where the one before ends.
  void place(detail::safetensors_header& header, std::span<std::byte const> data) const {
    std::vector<detail::safetensors_header::record*> order;
    order.reserve(header.records.size());
    for (auto& r : header.records) order.push_back(&r);
    std::sort(order.begin(), order.end(),
              [](auto const* a, auto const* b) { return std::pair(a->begin, a->end) < std::pair(b->begin, b->end); });
    std::uint64_t reached = 0;
    for (auto* const r : order) {
      entry& e = r->tensor;
      if (r->begin != reached || r->end < r->begin || r->end > data.size()) {
        detail::refuse(path(), e.name, ": expected data_offsets from ", reached, " on, within ", data.size(),
                       " bytes, found ", r->begin, " to ", r->end);
      }
      std::optional<std::size_t> const bytes = detail::byte_count(e.shape, e.dtype);
      if (!bytes || *bytes != r->end - r->begin) {
        detail::refuse(path(), e.name, ": expected the bytes of ", name_of(e.dtype), " ", detail::shape_text(e.shape),
                       ", found data_offsets of ", r->end - r->begin, " bytes");
      }
      e.bytes = data.subspan(static_cast<std::size_t>(r->begin), *bytes);
      reached = r->end;
    }
    if (reached != data.size())
      detail::refuse(path(), "expected ", reached, " bytes after the header, found ", data.size());
  }
};

}  // namespace tenon::io
