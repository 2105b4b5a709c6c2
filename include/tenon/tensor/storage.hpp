// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The elements of a tensor: inside the object when they are few, on the heap, aligned to a cache line, when they are
// many.

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>

#include <tenon/config.hpp>

namespace tenon {

/// Says that a new tensor's elements need no value: `tensor<float, seq<4>> x(tenon::uninitialized)`.
struct uninitialized_t {
  explicit uninitialized_t() = default;
};
/// The one value of `uninitialized_t`.
inline constexpr uninitialized_t uninitialized{};

namespace detail {

/// Few elements: inside the object, zero when made.
template <class T, std::size_t N, bool Inline = (N * sizeof(T) <= config::inline_bytes)>
class storage {
 public:
  constexpr storage() : values_{} {}
  constexpr explicit storage(uninitialized_t) {}

  [[nodiscard]] constexpr T* data() { return values_; }
  [[nodiscard]] constexpr T const* data() const { return values_; }

 private:
  static constexpr std::size_t count = N == 0 ? 1 : N;
  static constexpr std::size_t align = count * sizeof(T) >= config::alignment ? config::alignment : alignof(T);
  alignas(align) T values_[count];
};

/// Many elements: on the heap; a copy copies the elements, a move leaves an empty object that may be assigned or
/// destroyed.
template <class T, std::size_t N>
class storage<T, N, false> {
 public:
  storage() : storage(uninitialized) { std::memset(static_cast<void*>(data_.get()), 0, N * sizeof(T)); }
  explicit storage(uninitialized_t)
      : data_(static_cast<T*>(::operator new (N * sizeof(T), std::align_val_t{config::alignment}))) {}
  storage(storage const& other) : data_(nullptr) {
    if (other.data_) {
      storage fresh(uninitialized);
      std::memcpy(static_cast<void*>(fresh.data_.get()), other.data_.get(), N * sizeof(T));
      data_ = std::move(fresh.data_);
    }
  }
  storage(storage&&) noexcept = default;
  storage& operator=(storage const& other) {
    if (this == &other) return *this;
    if (data_ && other.data_) {
      std::memcpy(static_cast<void*>(data_.get()), other.data_.get(), N * sizeof(T));
    } else {
      storage copy(other);
      data_ = std::move(copy.data_);
    }
    return *this;
  }
  storage& operator=(storage&&) noexcept = default;
  ~storage() = default;

  [[nodiscard]] T* data() { return data_.get(); }
  [[nodiscard]] T const* data() const { return data_.get(); }

 private:
  struct release {
    void operator()(T* p) const noexcept {
      ::operator delete (static_cast<void*>(p), std::align_val_t{config::alignment});
    }
  };
  std::unique_ptr<T, release> data_;
};

}  // namespace detail
}  // namespace tenon
