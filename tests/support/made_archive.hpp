// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Archives made in memory, for tests of what reads them: no file, no format.

#include <tenon/io/archive.hpp>

#include <cstring>
#include <memory>

/// An archive of what is added to it, in that order.
class made_archive {
 public:
  /// Elements of T, row by row.
  template <class T>
  made_archive& add(std::string name, std::vector<std::size_t> shape, std::vector<T> const& values,
                    std::vector<std::string> axes = {}) {
    return add(std::move(name), tenon::io::dtype_of<T>, std::move(shape), values, std::move(axes));
  }
  /// Elements with the bits of T and a dtype of their own.
  template <class T>
  made_archive& add(std::string name, tenon::io::dtype type, std::vector<std::size_t> shape,
                    std::vector<T> const& values, std::vector<std::string> axes = {}) {
    std::vector<std::byte> bytes(values.size() * sizeof(T));
    for (std::size_t i = 0; i < values.size(); ++i) {
      T const value = values[i];
      std::memcpy(bytes.data() + i * sizeof(T), &value, sizeof(T));
    }
    memory_->push_back(std::move(bytes));
    entries_.push_back({std::move(name), type, std::move(shape), memory_->back(), std::move(axes)});
    return *this;
  }
  [[nodiscard]] tenon::io::archive opened() const {
    struct opener : tenon::io::archive {
      opener(std::vector<tenon::io::entry> entries, std::shared_ptr<void const> memory) : archive("made") {
        hold(std::move(entries), std::move(memory));
      }
    };
    return opener(entries_, memory_);
  }

 private:
  using buffers = std::vector<std::vector<std::byte>>;
  std::shared_ptr<buffers> memory_ = std::make_shared<buffers>();
  std::vector<tenon::io::entry> entries_;
};
