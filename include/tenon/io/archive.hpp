// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// What a file of tensors holds, whatever its format: names, types, shapes and bytes. The formats are archives that
// opened a file (safetensors.hpp, npz.hpp, npy.hpp); this header needs no library of theirs.

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <tenon/io/dtype.hpp>
#include <tenon/io/error.hpp>
#include <tenon/tensor/view.hpp>

namespace tenon::io {

/// A tensor of a file: its bytes are in row-major order, little-endian, and belong to the archive.
struct entry {
  std::string name;
  io::dtype dtype = io::dtype::f32;
  std::vector<std::size_t> shape;
  std::span<std::byte const> bytes;
  /// The names of the axes, as many as the shape has lengths; none where the file does not say them.
  std::vector<std::string> axes = {};
};

/// What a file says of itself: a text for each key.
using metadata_map = std::map<std::string, std::string, std::less<>>;

namespace detail {

/// The bytes of a shape of elements, or nothing where that is more than memory has addresses.
[[nodiscard]] inline std::optional<std::size_t> byte_count(std::span<std::size_t const> shape, dtype type) {
  if (std::find(shape.begin(), shape.end(), std::size_t{0}) != shape.end()) return 0;
  std::size_t bytes = size_of(type);
  for (std::size_t extent : shape) {
    if (extent > static_cast<std::size_t>(std::numeric_limits<std::ptrdiff_t>::max()) / bytes) return std::nullopt;
    bytes *= extent;
  }
  return bytes;
}

/// "[2, 3]", or with the names that a file says "[seq<2>, embed<3>]".
[[nodiscard]] inline std::string shape_text(std::span<std::size_t const> shape,
                                            std::span<std::string const> axes = {}) {
  std::string text = "[";
  for (std::size_t i = 0; i < shape.size(); ++i) {
    if (i != 0) text.append(", ");
    std::string const length = std::to_string(shape[i]);
    if (axes.size() == shape.size()) {
      text.append(axes[i]).append("<").append(length).append(">");
    } else {
      text.append(length);
    }
  }
  return text.append("]");
}

/// The name of an axis, "seq" of seq<20>.
template <class Axis>
[[nodiscard]] std::string_view axis_name() {
  std::string_view const text = tenon::detail::type_name<Axis>();
  return text.substr(0, text.find('<'));
}

/// Whether a file that says the names of its axes says those of the type. (Nameless axes fit any.)
template <class... Axes>
[[nodiscard]] bool same_axes(std::span<std::string const> axes) {
  if (axes.empty() || (tenon::detail::is_dim<Axes> || ...)) return true;
  [[maybe_unused]] std::size_t i = 0;
  return axes.size() == sizeof...(Axes) && ((axes[i++] == axis_name<Axes>()) && ...);
}

template <class... Axes>
[[nodiscard]] bool same_shape(std::span<std::size_t const> shape) {
  [[maybe_unused]] std::size_t i = 0;
  return shape.size() == sizeof...(Axes) && ((shape[i++] == Axes::extent) && ...);
}

}  // namespace detail

/// The tensors of a file that was opened: `io::open`, or `io::safetensors`, `io::npz`, `io::npy`. Copies share the
/// memory.
class archive {
 public:
  /// The file's name, as it was given.
  [[nodiscard]] std::string const& path() const { return path_; }
  /// The tensors, in the order of the file.
  [[nodiscard]] std::span<entry const> entries() const { return *entries_; }
  /// What the file says of itself; empty where the format has no place for it.
  [[nodiscard]] metadata_map const& metadata() const { return metadata_; }

  /// The tensor with a name, or a null pointer.
  [[nodiscard]] entry const* find(std::string_view name) const {
    auto const place = std::lower_bound(by_name_.begin(), by_name_.end(), name,
                                        [](entry const* e, std::string_view wanted) { return e->name < wanted; });
    return place != by_name_.end() && (*place)->name == name ? *place : nullptr;
  }
  /// The tensor with a name; throws if there is none.
  [[nodiscard]] entry const& at(std::string_view name) const {
    entry const* const found = find(name);
    if (found == nullptr) detail::refuse(path_, "there is no tensor ", name, "; it has ", some_names());
    return *found;
  }

  /// Borrows a tensor's elements where they lie, without a copy; the archive, or a copy of it, must live as long.
  /// Throws where the dtype is not T's, the shape or the names of axes differ, or the memory is not aligned for T.
  /// Example: `auto const w = file.view<float, vocab<512>, embed<64>>("tok_embeddings.weight");`
  template <class T, class... Axes>
  [[nodiscard]] tenon::view<T const, Axes...> view(std::string_view name) const& {
    static_assert(Stored<T>,
                  "tenon: io: no file holds this value type; float, double, bool and the integers of 8 to 64 bits are "
                  "held [docs/errors.md#stored-types]");
    if constexpr (!Stored<T> || IllFormed<tensor<T, Axes...>>) {
      return tenon::view<T const, Axes...>(static_cast<T const*>(nullptr));
    } else {
      entry const& e = at(name);
      check<T, Axes...>(e, e.dtype == dtype_of<T>);
      if (reinterpret_cast<std::uintptr_t>(e.bytes.data()) % alignof(T) != 0) {
        detail::refuse(path_, e.name, ": expected elements aligned to ", alignof(T),
                       " bytes, found them elsewhere; get<...> copies them");
      }
      if constexpr (std::is_same_v<T, bool>) check_fits<T>(e, detail::first_non_truth(e.bytes.data(), e.bytes.size()));
      return tenon::view<T const, Axes...>(reinterpret_cast<T const*>(e.bytes.data()));
    }
  }
  template <class T, class... Axes>
  tenon::view<T const, Axes...> view(std::string_view name) const&& = delete;  // it would outlive the memory

  /// A tensor of the elements, converted where that loses nothing: F16 and BF16 to float and double, F32 to double,
  /// integers to integers that hold every value. Throws where it would, or the shape or the names of axes differ.
  template <class T, class... Axes>
  [[nodiscard]] tensor<T, Axes...> get(std::string_view name) const {
    static_assert(Stored<T>,
                  "tenon: io: no file holds this value type; float, double, bool and the integers of 8 to 64 bits are "
                  "held [docs/errors.md#stored-types]");
    if constexpr (!Stored<T> || IllFormed<tensor<T, Axes...>>) {
      return tensor<T, Axes...>();
    } else {
      entry const& e = at(name);
      check<T, Axes...>(e, converts<T>(e.dtype));
      tensor<T, Axes...> result(uninitialized);
      check_fits<T>(e, convert(e.dtype, e.bytes.data(), result.size(), result.data()));
      return result;
    }
  }

 protected:
  /// Takes what a format's reader found; `memory` keeps the bytes of the entries alive. Throws if a name occurs twice.
  void hold(std::vector<entry> entries, std::shared_ptr<void const> memory, metadata_map metadata = {}) {
    entries_ = std::make_shared<std::vector<entry> const>(std::move(entries));
    memory_ = std::move(memory);
    metadata_ = std::move(metadata);
    by_name_.reserve(entries_->size());
    for (entry const& e : *entries_) by_name_.push_back(&e);
    std::sort(by_name_.begin(), by_name_.end(), [](entry const* a, entry const* b) { return a->name < b->name; });
    auto const twice = std::adjacent_find(by_name_.begin(), by_name_.end(),
                                          [](entry const* a, entry const* b) { return a->name == b->name; });
    if (twice != by_name_.end()) detail::refuse(path_, "the name ", (*twice)->name, " occurs twice");
  }
  explicit archive(std::string path) : path_(std::move(path)) {}

 private:
  template <class T, class... Axes>
  void check(entry const& e, bool right_type) const {
    if (right_type && detail::same_shape<Axes...>(e.shape) && detail::same_axes<Axes...>(e.axes)) return;
    detail::refuse(path_, e.name, ": expected ", name_of(dtype_of<T>), " ", tenon::shape_text<shape<Axes...>>(),
                   ", found ", name_of(e.dtype), " ", detail::shape_text(e.shape, e.axes));
  }
  template <class T>
  void check_fits(entry const& e, std::size_t right) const {
    if (right * size_of(e.dtype) == e.bytes.size()) return;
    detail::refuse(path_, e.name, ": expected ", name_of(dtype_of<T>), ", found ", name_of(e.dtype),
                   " with a value that does not fit, element ", right);
  }
  [[nodiscard]] std::string some_names() const {
    if (entries_->empty()) return "none";
    std::string text;
    for (std::size_t i = 0; i < entries_->size(); ++i) {
      if (i == 8) return text.append(" and ").append(std::to_string(entries_->size() - i)).append(" more");
      text.append(i == 0 ? "" : ", ").append((*entries_)[i].name);
    }
    return text;
  }

  std::string path_;
  std::shared_ptr<std::vector<entry> const> entries_;
  std::vector<entry const*> by_name_;  // points into entries_, which copies share
  std::shared_ptr<void const> memory_;
  metadata_map metadata_;
};

/// A tensor in memory as an entry to be written: it borrows the elements, and says the names of the axes.
template <class T, class... Axes>
[[nodiscard]] entry entry_of(std::string name, tensor<T, Axes...> const& value) {
  static_assert(Stored<T>,
                "tenon: io: no file holds this value type; float, double, bool and the integers of 8 to 64 bits are "
                "held [docs/errors.md#stored-types]");
  entry result{std::move(name), {}, {Axes::extent...}, std::as_bytes(value.span()), {}};
  if constexpr (Stored<T>) result.dtype = dtype_of<T>;
  if constexpr (!(tenon::detail::is_dim<Axes> || ...)) (result.axes.emplace_back(detail::axis_name<Axes>()), ...);
  return result;
}
template <class T, class... Axes>
entry entry_of(std::string name, tensor<T, Axes...> const&& value) = delete;  // it would outlive the elements

namespace detail {

/// Throws unless entries can be written: whole, with distinct names and as many names of axes as axes.
inline void check_writable(std::string const& path, std::span<entry const> entries) {
  std::vector<std::string_view> names;
  names.reserve(entries.size());
  for (entry const& e : entries) {
    std::optional<std::size_t> const bytes = byte_count(e.shape, e.dtype);
    if (!bytes || *bytes != e.bytes.size()) {
      refuse(path, e.name, ": expected the bytes of ", name_of(e.dtype), " ", shape_text(e.shape), ", found ",
             e.bytes.size());
    }
    if (!e.axes.empty() && e.axes.size() != e.shape.size())
      refuse(path, e.name, ": expected ", e.shape.size(), " names of axes, found ", e.axes.size());
    names.push_back(e.name);
  }
  std::sort(names.begin(), names.end());
  auto const twice = std::adjacent_find(names.begin(), names.end());
  if (twice != names.end()) refuse(path, "the name ", *twice, " occurs twice");
}

}  // namespace detail
}  // namespace tenon::io
