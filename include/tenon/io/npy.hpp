// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// npy files of numpy, versions 1 to 3: a few bytes, a header that is a literal of Python, then the elements.
//
// Refused: a header longer than 64 KiB or than the file, one that is not exactly the dictionary with descr,
// fortran_order and shape, dtypes that are not in dtype.hpp (complex numbers, texts, dates, structures, and objects,
// which are pickled Python), more than 64 axes, and more or fewer bytes than the shape has.

#include <algorithm>
#include <cstdint>
#include <cstring>

#include <tenon/io/archive.hpp>
#include <tenon/io/file.hpp>

namespace tenon::io {

namespace detail {

inline constexpr std::string_view npy_magic("\x93NUMPY", 6);
inline constexpr std::size_t npy_longest_header = 65536;
inline constexpr std::size_t npy_most_axes = 64;
/// numpy's letters for the dtypes, in their order; there are none for BF16.
inline constexpr std::array<std::string_view, dtype_count> npy_letters{"b1", "i1", "i2", "i4", "i8", "u1", "u2",
                                                                       "u4", "u8", "f2", "",   "f4", "f8"};

struct npy_header {
  io::dtype dtype = io::dtype::f32;
  bool swapped = false;  // the most significant byte first
  bool fortran = false;  // the first axis fastest
  std::vector<std::size_t> shape;
};

/// Reads the dictionary; whatever is not expected throws. `where` comes after the path in errors.
class npy_parser {
 public:
  npy_parser(std::string const& path, std::string_view where, std::string_view text)
      : path_(path), where_(where), text_(text) {}

  [[nodiscard]] npy_header dictionary() {
    expect('{');
    unsigned seen = 0;
    while (next() != '}') {
      std::string_view const key = quoted();
      expect(':');
      unsigned const bit = key == "descr" ? 1U : key == "fortran_order" ? 2U : key == "shape" ? 4U : 0U;
      if (bit == 0) fail("a key that the format does not have, ", key);
      if ((seen & bit) != 0) fail("the key ", key, " occurs twice");
      seen |= bit;
      if (bit == 1) {
        type();
      } else if (bit == 2) {
        header_.fortran = truth();
      } else {
        shape();
      }
      if (next() != ',') break;
      ++place_;
    }
    expect('}');
    if (seen != 7) fail("expected descr, fortran_order and shape");
    if (next() != '\0' || place_ != text_.size()) fail("more than the dictionary");
    return std::move(header_);
  }

 private:
  template <class... Parts>
  [[noreturn]] void fail(Parts const&... parts) const {
    refuse(path_, where_, "the header: ", parts...);
  }
  /// The next character that is no space, not consumed; 0 at the end.
  char next() {
    while (place_ < text_.size() && (text_[place_] == ' ' || text_[place_] == '\n' || text_[place_] == '\t')) ++place_;
    return place_ < text_.size() ? text_[place_] : '\0';
  }
  void expect(char wanted) {
    if (next() != wanted || place_ == text_.size())
      fail("expected ", std::string_view(&wanted, 1), " at its byte ", place_);
    ++place_;
  }
  std::string_view quoted() {
    char const quote = next();
    if (quote != '\'' && quote != '"') fail("expected a quoted text at its byte ", place_);
    std::size_t const begin = ++place_;
    while (place_ < text_.size() && text_[place_] != quote) {
      if (text_[place_] == '\\' || text_[place_] == '\n') fail("an escape in a quoted text at its byte ", place_);
      ++place_;
    }
    if (place_ == text_.size()) fail("a quoted text does not end");
    return text_.substr(begin, place_++ - begin);
  }
  bool truth() {
    next();
    for (bool const value : {false, true}) {
      std::string_view const word = value ? "True" : "False";
      if (text_.substr(place_, word.size()) == word) {
        place_ += word.size();
        return value;
      }
    }
    fail("expected True or False at its byte ", place_);
  }
  void type() {
    if (next() == '[') fail("expected a dtype of numbers or truths, found a structure");
    std::string_view const descr = quoted();
    std::string_view const letters =
        descr.substr(!descr.empty() && std::string_view("<>|=").find(descr[0]) < 4 ? 1 : 0);
    auto const* const known = std::find(npy_letters.begin(), npy_letters.end(), letters);
    if (known == npy_letters.end() || letters.empty())
      fail("expected a dtype b1, i1 to i8, u1 to u8, f2, f4 or f8, found ", descr,
           letters.starts_with('O') ? ", which is pickled Python" : "");
    header_.dtype = static_cast<dtype>(known - npy_letters.begin());
    header_.swapped = descr[0] == '>' && size_of(header_.dtype) > 1;
  }
  std::size_t number() {
    std::size_t const begin = place_;
    std::size_t value = 0;
    for (; place_ < text_.size() && text_[place_] >= '0' && text_[place_] <= '9'; ++place_) {
      auto const digit = static_cast<std::size_t>(text_[place_] - '0');
      if (value > (std::numeric_limits<std::size_t>::max() - digit) / 10) fail("a length that is too large");
      value = value * 10 + digit;
    }
    if (place_ == begin || (text_[begin] == '0' && place_ - begin != 1)) fail("expected a length at its byte ", begin);
    if (place_ < text_.size() && text_[place_] == 'L') ++place_;  // as Python 2 wrote
    return value;
  }
  void shape() {
    expect('(');
    while (next() != ')') {
      if (header_.shape.size() == npy_most_axes) fail("more than ", npy_most_axes, " axes");
      header_.shape.push_back(number());
      if (next() == ')' && header_.shape.size() == 1) fail("expected a comma at its byte ", place_);
      if (next() != ')') expect(',');
    }
    expect(')');
  }

  std::string const& path_;
  std::string_view where_;
  std::string_view text_;
  std::size_t place_ = 0;
  npy_header header_;
};

/// Copies elements of N bytes into row-major order, least significant byte first.
template <std::size_t N>
void npy_copy(npy_header const& header, std::byte const* from, std::byte* to, std::size_t count) {
  std::size_t const rank = header.shape.size();
  std::array<std::size_t, npy_most_axes> index{};
  std::array<std::size_t, npy_most_axes> stride{};
  std::size_t step = 1;
  for (std::size_t axis = 0; axis < rank; ++axis) {
    std::size_t const k = header.fortran ? axis : rank - 1 - axis;
    stride[k] = step;
    step *= header.shape[k];
  }
  std::size_t place = 0;
  for (std::size_t i = 0; i < count; ++i) {
    std::byte const* const element = from + place * N;
    if (header.swapped) {
      std::reverse_copy(element, element + N, to + i * N);
    } else {
      std::memcpy(to + i * N, element, N);
    }
    for (std::size_t axis = rank; axis-- > 0;) {
      place += stride[axis];
      if (++index[axis] < header.shape[axis]) break;
      place -= stride[axis] * header.shape[axis];
      index[axis] = 0;
    }
  }
}

/// The array of an npy file: it lies in the file, or, in another order, in memory of its own, which `memory` gets.
[[nodiscard]] inline entry read_npy(std::string const& path, std::string_view where, std::string name,
                                    std::span<std::byte const> file, std::shared_ptr<void const>& memory) {
  auto const byte = [&](std::size_t i) { return std::to_integer<std::size_t>(file[i]); };
  if (file.size() < 10 || std::memcmp(file.data(), npy_magic.data(), npy_magic.size()) != 0)
    refuse(path, where, "expected an npy file");
  std::size_t const version = byte(6);
  if (version < 1 || version > 3 || byte(7) != 0)
    refuse(path, where, "expected version 1.0, 2.0 or 3.0 of the format, found ", version, ".", byte(7));
  std::size_t const begin = version == 1 ? 10 : 12;
  if (file.size() < begin) refuse(path, where, "expected a header, found ", file.size(), " bytes");
  std::size_t length = byte(8) | byte(9) << 8;
  if (version != 1) length |= byte(10) << 16 | byte(11) << 24;
  if (length > npy_longest_header)
    refuse(path, where, "expected a header of at most ", npy_longest_header, " bytes, found one of ", length);
  if (length > file.size() - begin)
    refuse(path, where, "expected a header of ", length, " bytes, found ", file.size() - begin, " in the file");
  std::string_view const text(reinterpret_cast<char const*>(file.data()) + begin, length);
  npy_header header = npy_parser(path, where, text).dictionary();
  std::span<std::byte const> data = file.subspan(begin + length);
  std::optional<std::size_t> const bytes = byte_count(header.shape, header.dtype);
  if (!bytes || *bytes != data.size()) {
    refuse(path, where, "expected the bytes of ", name_of(header.dtype), " ", shape_text(header.shape), ", found ",
           data.size());
  }
  if (!data.empty() && (header.swapped || (header.fortran && header.shape.size() > 1))) {
    std::shared_ptr<std::byte> ordered = aligned_bytes(data.size());
    std::size_t const count = data.size() / size_of(header.dtype);
    switch (size_of(header.dtype)) {
      case 1:
        npy_copy<1>(header, data.data(), ordered.get(), count);
        break;
      case 2:
        npy_copy<2>(header, data.data(), ordered.get(), count);
        break;
      case 4:
        npy_copy<4>(header, data.data(), ordered.get(), count);
        break;
      default:
        npy_copy<8>(header, data.data(), ordered.get(), count);
    }
    data = {ordered.get(), data.size()};
    memory = std::move(ordered);
  }
  return {std::move(name), header.dtype, std::move(header.shape), data, {}};
}

/// What stands before the elements in an npy file (version 1), as long as a multiple of 64 bytes.
[[nodiscard]] inline std::string npy_preamble(std::string const& path, entry const& e) {
  std::string_view const letters = npy_letters[static_cast<std::size_t>(e.dtype)];
  if (letters.empty()) refuse(path, e.name, ": numpy has no ", name_of(e.dtype), "; safetensors have it");
  if (e.shape.size() > npy_most_axes) refuse(path, e.name, ": more than ", npy_most_axes, " axes");
  std::string text("{'descr': '");
  text.append(size_of(e.dtype) == 1 ? "|" : "<").append(letters).append("', 'fortran_order': False, 'shape': (");
  for (std::size_t i = 0; i < e.shape.size(); ++i) {
    text.append(i == 0 ? "" : " ").append(std::to_string(e.shape[i]));
    if (i == 0 || i + 1 < e.shape.size()) text.push_back(',');
  }
  text.append("), }");
  text.append((config::alignment - (10 + text.size() + 1) % config::alignment) % config::alignment, ' ')
      .push_back('\n');
  std::string result(npy_magic);
  result.append({'\1', '\0', static_cast<char>(text.size() & 255U), static_cast<char>(text.size() >> 8)});
  return result.append(text);
}

}  // namespace detail

/// An npy file: one array, whose name is "array". It is mapped, and lies in the file unless that has another order of
/// bytes or axes.
/// Example: `tenon::tensor x = tenon::io::npy("x.npy").get<float, seq<20>, embed<64>>();`
class npy : public archive {
 public:
  /// The name of the array in `entries`.
  static constexpr std::string_view name = "array";

  /// Opens a file; throws an `io::error` if it is broken.
  explicit npy(std::string path, access how = access::mapped) : archive(std::move(path)) {
    read(detail::read_file(this->path(), how));
  }
  /// Reads a file that lies in memory, which must live as long as the archive; errors call it by the name.
  explicit npy(std::span<std::byte const> bytes, std::string path = "(memory)") : archive(std::move(path)) {
    read({bytes});
  }
  // What `open` has read.
  npy(detail::file_bytes file, std::string path) : archive(std::move(path)) { read(std::move(file)); }

  using archive::get;
  using archive::view;
  /// The array, borrowed; as `archive::view`, without a name.
  template <class T, class... Axes>
  [[nodiscard]] tenon::view<T const, Axes...> view() const& {
    return archive::view<T, Axes...>(name);
  }
  template <class T, class... Axes>
  tenon::view<T const, Axes...> view() const&& = delete;
  /// The array as a tensor; as `archive::get`, without a name.
  template <class T, class... Axes>
  [[nodiscard]] tensor<T, Axes...> get() const {
    return archive::get<T, Axes...>(name);
  }

  /// Writes one array, whose name is left out. A file of that name is replaced when the new one is complete.
  static void write(std::string const& path, entry const& e) {
    detail::check_writable(path, {&e, 1});
    std::string const preamble = detail::npy_preamble(path, e);
    detail::new_file out(path);
    out.write(preamble);
    out.write(e.bytes);
    out.finish();
  }

 private:
  void read(detail::file_bytes file) {
    std::vector<entry> entries;
    entries.push_back(detail::read_npy(path(), "", std::string(name), file.bytes, file.memory));
    hold(std::move(entries), std::move(file.memory));
  }
};

}  // namespace tenon::io
