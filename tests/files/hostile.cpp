// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Files that are cut at every byte, have a bit turned at every place, or claim more than they have: they are read or
// refused, without a byte outside the file (a sanitizer watches) and without more memory than belongs to such a file.

#include "tests/files/temporary.hpp"
#include "tests/files/zip.hpp"
#include "tests/support/catch.hpp"

#include <tenon/io/open.hpp>

#include <atomic>
#include <cstdlib>
#include <cstring>
#include <new>
#include <optional>

#if defined(__SANITIZE_ADDRESS__)
#define TENON_COUNTS_MEMORY 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define TENON_COUNTS_MEMORY 0
#endif
#endif
#if !defined(TENON_COUNTS_MEMORY)
#define TENON_COUNTS_MEMORY 1
#endif

#if TENON_COUNTS_MEMORY
namespace {
std::atomic<std::size_t> requested{0};  // bytes, since it was set to 0

void* counted(std::size_t bytes, std::size_t alignment) {
  requested += bytes;
  void* const p = alignment == 0 ? std::malloc(bytes == 0 ? 1 : bytes)
                                 : std::aligned_alloc(alignment, (bytes + alignment - 1) / alignment * alignment);
  if (p == nullptr) throw std::bad_alloc();
  return p;
}
}  // namespace

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmismatched-new-delete"  // they match; inlined, g++ sees malloc and delete
#endif
void* operator new(std::size_t bytes) {
  return counted(bytes, 0);
}
void* operator new[](std::size_t bytes) {
  return counted(bytes, 0);
}
void* operator new(std::size_t bytes, std::align_val_t alignment) {
  return counted(bytes, static_cast<std::size_t>(alignment));
}
void operator delete(void* p) noexcept {
  std::free(p);
}
void operator delete[](void* p) noexcept {
  std::free(p);
}
void operator delete(void* p, std::size_t) noexcept {
  std::free(p);
}
void operator delete[](void* p, std::size_t) noexcept {
  std::free(p);
}
void operator delete(void* p, std::align_val_t) noexcept {
  std::free(p);
}
void operator delete(void* p, std::size_t, std::align_val_t) noexcept {
  std::free(p);
}
#endif

namespace {

/// A checksum of the bytes of every tensor of a file, or nothing if it is refused. The memory of the file is as long as
/// the file.
template <class Format>
std::optional<unsigned> reads(std::string_view file) {
  std::vector<char> const bytes(file.begin(), file.end());
  try {
    Format const archive(std::as_bytes(std::span(bytes)));
    unsigned sum = 0;
    for (tenon::io::entry const& e : archive.entries()) {
      for (std::byte const b : e.bytes) sum = sum * 31 + std::to_integer<unsigned>(b);
    }
    return sum;
  } catch (tenon::io::error const&) {
    return std::nullopt;
  }
}

/// How many of a file's beginnings are read (the whole file is not tried).
template <class Format>
int beginnings_read(std::string const& file) {
  int read = 0;
  for (std::size_t length = 0; length < file.size(); ++length)
    read += reads<Format>(std::string_view(file).substr(0, length)) ? 1 : 0;
  return read;
}
struct turned {
  int read = 0;
  int with_other_elements = 0;
};
/// Turns every bit of a file, one at a time: how many of these files are read.
template <class Format>
turned turn(std::string file) {
  turned result;
  std::optional<unsigned> const right = reads<Format>(file);
  for (char& c : file) {
    char const before = c;
    for (unsigned bit = 0; bit < 8; ++bit) {
      c = static_cast<char>(static_cast<unsigned char>(before) ^ (1U << bit));
      std::optional<unsigned> const found = reads<Format>(file);
      result.read += found ? 1 : 0;
      result.with_other_elements += found && found != right ? 1 : 0;
    }
    c = before;
  }
  return result;
}

}  // namespace

TEST_CASE("a file that ends early is refused wherever it ends") {
  CHECK(beginnings_read<tenon::io::safetensors>(files::contents(files::data("ok.safetensors"))) == 0);
  for (char const* name :
       {"f2.npy", "bool.npy", "fortran_f4.npy", "version2_f4.npy", "scalar_f8.npy", "empty_0x3_f4.npy"})
    CHECK(beginnings_read<tenon::io::npy>(files::contents(files::data(name))) == 0);
  for (char const* name : {"stored.npz", "deflated.npz"})
    CHECK(beginnings_read<tenon::io::npz>(files::contents(files::data(name))) == 0);
}

TEST_CASE("a file with a bit turned is read or refused") {
  turned const safetensors = turn<tenon::io::safetensors>(files::contents(files::data("ok.safetensors")));
  CHECK(safetensors.with_other_elements >= 8 * 172);  // any bits are elements
  CHECK(safetensors.read < 8 * (172 + 100));          // and another letter in a name or a text is another one
  for (char const* name :
       {"i2.npy", "u1.npy", "fortran_f4.npy", "bigendian_f4.npy", "version3_f4.npy", "one_dim_f4.npy"}) {
    std::string const file = files::contents(files::data(name));
    turned const npy = turn<tenon::io::npy>(file);
    CHECK(npy.with_other_elements >= 8 * 20);
    CHECK(npy.read < 8 * static_cast<int>(file.size() - 120));
  }
  for (char const* name : {"stored.npz", "deflated.npz"}) {
    turned const npz = turn<tenon::io::npz>(files::contents(files::data(name)));
    CHECK(npz.with_other_elements == 0);  // which the checksums see
    CHECK(npz.read > 0);                  // a time, or a letter of a name
  }
}

#if TENON_COUNTS_MEMORY
namespace {

/// The bytes of memory that are asked for while a file is opened, or refused.
template <class Format>
std::size_t memory_of(std::string const& file) {
  requested = 0;
  static_cast<void>(reads<Format>(file));
  return requested;
}

std::string safetensors_of(std::string const& header) {
  std::string text(8, '\0');
  std::uint64_t const length = header.size();
  std::memcpy(text.data(), &length, 8);
  return text.append(header);
}
std::string npy_of(std::string const& header) {
  std::string text("\x93NUMPY\1\0", 8);
  text.push_back(static_cast<char>(header.size() & 255U));
  text.push_back(static_cast<char>(header.size() >> 8));
  return text.append(header);
}

}  // namespace

TEST_CASE("memory stays in proportion to the file, whatever it claims") {
  std::size_t const least = 64 << 10;
  auto const safetensors = [](std::string const& header) {
    return memory_of<tenon::io::safetensors>(safetensors_of(header));
  };
  CHECK(safetensors(R"({"a":{"dtype":"F32","shape":[4611686018427387904],"data_offsets":[0,18446744073709551615]}})") <
        least);
  CHECK(safetensors(R"({"a":{"dtype":"F32","shape":[1073741824],"data_offsets":[0,4294967296]}})") < least);
  CHECK(safetensors("{\"a\":" + std::string(20'000, '[')) < 20 * least);
  CHECK(memory_of<tenon::io::safetensors>(std::string("\0\0\0\5\0\0\0\0{", 9)) < least);  // a header of 80 MiB
  std::string many = "{";
  for (int i = 0; i < 10'000; ++i)
    many.append(i == 0 ? "" : ",")
        .append("\"")
        .append(std::to_string(i))
        .append(R"(":{"dtype":"U8","shape":[0],"data_offsets":[0,0]})");
  many += "}";
  CHECK(safetensors(many) < 50 * many.size());
  CHECK(reads<tenon::io::safetensors>(safetensors_of(many)));
  CHECK(memory_of<tenon::io::npy>(
            npy_of("{'descr': '>f8', 'fortran_order': True, 'shape': (1073741824, 1073741824)}")) < least);
  CHECK(memory_of<tenon::io::npy>(npy_of("{'descr': '>f8', 'fortran_order': True, 'shape': (1073741824, 2)}")) < least);
  std::string const npy = files::contents(files::data("f4.npy"));
  CHECK(memory_of<tenon::io::npz>(files::zip_of({{"a.npy", npy, 8, 0xffffffff}})) < least);
  CHECK(memory_of<tenon::io::npz>(files::zip_of({{"a.npy", npy, 8, 1032 * 224}})) < 1032 * 224 + least);
  std::vector<files::zipped> const same(200, {"a.npy", npy});
  CHECK(memory_of<tenon::io::npz>(files::zip_of(same, true)) < 8 * least);
}
#endif
