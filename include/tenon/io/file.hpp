// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The bytes of a whole file: mapped into memory where the system can, read otherwise; and files written whole or not at
// all.

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <memory>
#include <new>
#include <span>
#include <string>
#include <string_view>

#include <tenon/config.hpp>
#include <tenon/io/error.hpp>

#if defined(__unix__) || defined(__APPLE__)
#define TENON_IO_POSIX 1
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#else
#define TENON_IO_POSIX 0
#endif

namespace tenon::io {

/// How a file's bytes are reached. `mapped` reads pages as they are used, and a file that somebody shortens meanwhile
/// ends the program (SIGBUS); `copied` reads the whole file first and is safe from that.
enum class access { mapped, copied };

namespace detail {

/// Memory aligned to a cache line, without values.
[[nodiscard]] inline std::shared_ptr<std::byte> aligned_bytes(std::size_t size) {
  constexpr std::align_val_t alignment{config::alignment};
  return {static_cast<std::byte*>(::operator new(size == 0 ? 1 : size, alignment)),
          [](std::byte* p) { ::operator delete (p, std::align_val_t{config::alignment}); }};
}

/// Bytes and what keeps them.
struct file_bytes {
  std::span<std::byte const> bytes;
  std::shared_ptr<void const> memory = nullptr;
};

[[noreturn]] inline void refuse_system(std::string const& path, std::string_view what) {
  refuse(path, what, ": ", std::strerror(errno));
}

/// The system would take a name to end at a zero byte, and another file to be meant.
inline void check_name(std::string const& path) {
  if (path.find('\0') != std::string::npos)
    refuse(path.c_str(), "expected the name of a file, found a zero byte in it, after this");
}

#if TENON_IO_POSIX

/// A file descriptor, closed at the end.
class descriptor {
 public:
  explicit descriptor(int number) : number_(number) {}
  descriptor(descriptor const&) = delete;
  descriptor& operator=(descriptor const&) = delete;
  ~descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  [[nodiscard]] int get() const { return number_; }

 private:
  int number_;
};

[[nodiscard]] inline file_bytes read_descriptor(std::string const& path, int file, std::size_t size) {
  std::shared_ptr<std::byte> memory = aligned_bytes(size);
  for (std::size_t done = 0; done < size;) {
    ssize_t const n = ::read(file, memory.get() + done, size - done);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) refuse_system(path, "cannot be read");
    if (n == 0) refuse(path, "expected ", size, " bytes, found ", done, ": it became shorter while it was read");
    done += static_cast<std::size_t>(n);
  }
  return {{memory.get(), size}, memory};
}

/// The bytes of a regular file.
[[nodiscard]] inline file_bytes read_file(std::string const& path, access how) {
  check_name(path);
  // (O_NONBLOCK: what is no regular file is refused, not waited for.)
  descriptor const file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (file.get() < 0) refuse_system(path, "cannot be opened");
  struct stat status {};
  if (::fstat(file.get(), &status) != 0) refuse_system(path, "cannot be opened");
  if (!S_ISREG(status.st_mode)) refuse(path, "expected a regular file");
  auto const size = static_cast<std::size_t>(status.st_size);
  if (how == access::copied || size == 0) return read_descriptor(path, file.get(), size);
  void* const start = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.get(), 0);
  if (start == MAP_FAILED) return read_descriptor(path, file.get(), size);
  std::shared_ptr<void const> memory(start, [size](void* p) { ::munmap(p, size); });
  return {{static_cast<std::byte const*>(start), size}, std::move(memory)};
}

#else

[[nodiscard]] inline file_bytes read_file(std::string const& path, access) {
  check_name(path);
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> const file(std::fopen(path.c_str(), "rb"), &std::fclose);
  if (!file) refuse_system(path, "cannot be opened");
  if (std::fseek(file.get(), 0, SEEK_END) != 0) refuse_system(path, "cannot be read");
  long const end = std::ftell(file.get());
  if (end < 0 || std::fseek(file.get(), 0, SEEK_SET) != 0) refuse_system(path, "cannot be read");
  auto const size = static_cast<std::size_t>(end);
  std::shared_ptr<std::byte> memory = aligned_bytes(size);
  if (std::fread(memory.get(), 1, size, file.get()) != size) refuse_system(path, "cannot be read");
  return {{memory.get(), size}, memory};
}

#endif

/// A file that is written under another name next to its own, and gets its own when it is complete: what was there
/// before stays until then, and longer for whoever has it mapped.
class new_file {
 public:
  explicit new_file(std::string path) : path_(std::move(path)), written_(path_ + ".unfinished"), file_(nullptr) {
    check_name(path_);
    file_ = std::fopen(written_.c_str(), "wb");
    if (file_ == nullptr) refuse_system(path_, "cannot be written");
  }
  new_file(new_file const&) = delete;
  new_file& operator=(new_file const&) = delete;
  ~new_file() {
    if (file_ == nullptr) return;
    std::fclose(file_);
    std::remove(written_.c_str());
  }

  void write(std::span<std::byte const> bytes) {
    if (bytes.empty() || std::fwrite(bytes.data(), 1, bytes.size(), file_) == bytes.size()) return;
    fail();
  }
  void write(std::string_view text) { write(std::as_bytes(std::span<char const>(text))); }
  /// Gives the file its name.
  void finish() {
    bool const closed = std::fclose(file_) == 0;
    file_ = nullptr;
#if !TENON_IO_POSIX
    if (closed) std::remove(path_.c_str());  // rename does not replace everywhere
#endif
    if (closed && std::rename(written_.c_str(), path_.c_str()) == 0) return;
    fail();
  }

 private:
  [[noreturn]] void fail() {
    int const reason = errno;
    if (file_ != nullptr) std::fclose(file_);
    file_ = nullptr;
    std::remove(written_.c_str());
    errno = reason;
    refuse_system(path_, "cannot be written");
  }

  std::string path_;
  std::string written_;
  std::FILE* file_;
};

}  // namespace detail
}  // namespace tenon::io
