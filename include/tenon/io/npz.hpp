// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// npz files of numpy: a zip of npy files, stored or deflated. Includes libzip; link tenon::io.
//
// Refused: what libzip finds inconsistent, checksums that do not agree, encryption, methods other than stored and
// deflated, entries that claim more bytes than deflate can make of what they have (1032 of one) or that share bytes
// with one another, entries that are no .npy (directories are none), and a name twice. A slash in a name is part of the
// name; no file is ever written of it.

#include <memory>
#include <string>
#include <vector>

#include <zip.h>

#include <tenon/io/npy.hpp>

namespace tenon::io {

/// Whether the entries of an npz file are stored as they are, or deflated.
enum class compression : bool { stored, deflated };

namespace detail {

struct close_zip {
  void operator()(zip_t* archive) const { zip_discard(archive); }
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};
using zip_pointer = std::unique_ptr<zip_t, close_zip>;

/// An error of libzip, with its text.
class zip_failure {
 public:
  zip_failure() { zip_error_init(&error_); }
  zip_failure(zip_failure const&) = delete;
  zip_failure& operator=(zip_failure const&) = delete;
  ~zip_failure() { zip_error_fini(&error_); }
  [[nodiscard]] zip_error_t* get() { return &error_; }
  [[noreturn]] void refuse(std::string const& path, std::string_view what) {
    detail::refuse(path, what, zip_error_strerror(&error_));
  }

 private:
  zip_error_t error_{};
};

inline constexpr std::size_t deflate_ratio = 1032;

/// Opens a zip that lies in memory.
[[nodiscard]] inline zip_pointer open_zip(std::string const& path, std::span<std::byte const> file) {
  if (file.size() < 22) refuse(path, "expected an npz file, found ", file.size(), " bytes");  // (libzip takes none)
  zip_failure failure;
  zip_source_t* const source = zip_source_buffer_create(file.data(), file.size(), 0, failure.get());
  if (source == nullptr) failure.refuse(path, "cannot be opened: ");
  zip_pointer archive(zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, failure.get()));
  if (archive == nullptr) {
    zip_source_free(source);
    failure.refuse(path, "expected an npz file: ");
  }
  return archive;
}

/// The bytes of an entry, whose size was checked; reads on to the end, where libzip compares the checksum.
[[nodiscard]] inline std::shared_ptr<std::byte> read_zipped(std::string const& path, zip_t* archive,
                                                            zip_stat_t const& about) {
  std::unique_ptr<zip_file_t, close_zip> const file(zip_fopen_index(archive, about.index, 0));
  if (file == nullptr) refuse(path, about.name, ": ", zip_strerror(archive));
  std::shared_ptr<std::byte> bytes = aligned_bytes(static_cast<std::size_t>(about.size));
  zip_uint64_t done = 0;
  while (done < about.size) {
    zip_int64_t const n = zip_fread(file.get(), bytes.get() + done, about.size - done);
    if (n < 0) refuse(path, about.name, ": ", zip_file_strerror(file.get()));
    if (n == 0) break;
    done += static_cast<zip_uint64_t>(n);
  }
  std::byte more{};
  zip_int64_t const end = done < about.size ? 0 : zip_fread(file.get(), &more, 1);
  if (end < 0) refuse(path, about.name, ": ", zip_file_strerror(file.get()));
  if (done != about.size || end != 0) {
    refuse(path, about.name, ": expected ", about.size, " bytes, found ", end != 0 ? "more" : "",
           end != 0 ? "" : "fewer");
  }
  return bytes;
}

}  // namespace detail

/// An npz file. Every array is read, and inflated, when the file is opened.
/// Example: `tenon::io::npz file("weights.npz");`
class npz : public archive {
 public:
  /// Opens a file; throws an `io::error` if it is broken.
  explicit npz(std::string path, access how = access::mapped) : archive(std::move(path)) {
    read(detail::read_file(this->path(), how).bytes);
  }
  /// Reads a file that lies in memory, which is not needed afterwards; errors call it by the name.
  explicit npz(std::span<std::byte const> bytes, std::string path = "(memory)") : archive(std::move(path)) {
    read(bytes);
  }

  /// Writes arrays, each under its name and ".npy". A file of that name is replaced when the new one is complete.
  static void write(std::string const& path, std::span<entry const> entries, compression how = compression::stored) {
    detail::check_name(path);
    detail::check_writable(path, entries);
    if (entries.empty()) {  // libzip would remove the file
      detail::new_file out(path);
      out.write(std::string("PK\5\6").append(18, '\0'));
      return out.finish();
    }
    std::vector<std::string> preambles;  // read when the archive is closed
    preambles.reserve(entries.size());
    for (entry const& e : entries) preambles.push_back(detail::npy_preamble(path, e));
    int code = 0;
    detail::zip_pointer zip(zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &code));
    if (zip == nullptr) {
      detail::zip_failure failure;
      zip_error_init_with_code(failure.get(), code);
      failure.refuse(path, "cannot be written: ");
    }
    for (std::size_t i = 0; i < entries.size(); ++i) {
      if (entries[i].name.empty()) detail::refuse(path, "an array without a name");
      if (!add(zip.get(), entries[i], preambles[i], how))
        detail::refuse(path, entries[i].name, ": cannot be written: ", zip_strerror(zip.get()));
    }
    if (zip_close(zip.get()) != 0) detail::refuse(path, "cannot be written: ", zip_strerror(zip.get()));
    static_cast<void>(zip.release());
  }

 private:
  void read(std::span<std::byte const> file) {
    detail::zip_pointer const zip = detail::open_zip(path(), file);
    auto memory = std::make_shared<std::vector<std::shared_ptr<void const>>>();
    std::vector<entry> entries;
    zip_int64_t const count = zip_get_num_entries(zip.get(), 0);
    std::uint64_t compressed = 0;
    for (zip_int64_t i = 0; i < count; ++i) {
      zip_stat_t about{};
      if (zip_stat_index(zip.get(), static_cast<zip_uint64_t>(i), 0, &about) != 0)
        detail::refuse(path(), zip_strerror(zip.get()));
      std::string const name = checked_name(about);
      if (about.comp_size > file.size() - compressed)
        detail::refuse(path(), about.name, ": shares bytes with another entry");
      std::uint64_t const ratio = about.comp_method == ZIP_CM_STORE ? 1 : detail::deflate_ratio;
      if (about.size / ratio > about.comp_size || about.size > about.comp_size * ratio) {
        detail::refuse(path(), about.name, ": ", about.comp_size, " bytes cannot hold the ", about.size,
                       " that they claim");
      }
      compressed += about.comp_size;
      std::shared_ptr<void const> bytes = detail::read_zipped(path(), zip.get(), about);
      auto const size = static_cast<std::size_t>(about.size);
      entries.push_back(detail::read_npy(path(), std::string(name).append(": "), name,
                                         {static_cast<std::byte const*>(bytes.get()), size}, bytes));
      memory->push_back(std::move(bytes));
    }
    hold(std::move(entries), std::move(memory));
  }

  /// The name of the array in an entry of which everything may be read.
  [[nodiscard]] std::string checked_name(zip_stat_t const& about) const {
    constexpr zip_uint64_t needed = ZIP_STAT_NAME | ZIP_STAT_INDEX | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE |
                                    ZIP_STAT_COMP_METHOD | ZIP_STAT_ENCRYPTION_METHOD;
    if ((about.valid & needed) != needed) detail::refuse(path(), "an entry without a name or a size");
    std::string name = about.name;
    if (about.encryption_method != ZIP_EM_NONE) detail::refuse(path(), name, ": expected no encryption");
    if (about.comp_method != ZIP_CM_STORE && about.comp_method != ZIP_CM_DEFLATE)
      detail::refuse(path(), name, ": expected an entry stored or deflated, found the method ", about.comp_method);
    if (name.size() < 5 || !name.ends_with(".npy")) detail::refuse(path(), name, ": expected an entry NAME.npy");
    return name.substr(0, name.size() - 4);
  }

  static bool add(zip_t* archive, entry const& e, std::string& preamble, compression how) {
    // (libzip reads through these pointers, though it has no const.)
    zip_buffer_fragment_t const parts[] = {
        {reinterpret_cast<zip_uint8_t*>(preamble.data()), preamble.size()},
        {const_cast<zip_uint8_t*>(reinterpret_cast<zip_uint8_t const*>(e.bytes.data())), e.bytes.size()}};
    zip_source_t* const source = zip_source_buffer_fragment(archive, parts, e.bytes.empty() ? 1 : 2, 0);
    if (source == nullptr) return false;
    zip_int64_t const index = zip_file_add(archive, (e.name + ".npy").c_str(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
      zip_source_free(source);
      return false;
    }
    auto const place = static_cast<zip_uint64_t>(index);
    return zip_set_file_compression(archive, place, how == compression::stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE, 0) ==
               0 &&
           zip_file_set_dostime(archive, place, 0, 0x21, 0) == 0;  // 1980-01-01: equal files of equal arrays
  }
};

}  // namespace tenon::io
