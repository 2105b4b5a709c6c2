// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// A file into a model: everything is compared before anything is written.

#include <cstring>
#include <memory>

#include <tenon/io/compare.hpp>

namespace tenon::io {

namespace detail {

/// Runs of the file are turned by so many at once, so that both sides are read and written by cache lines.
inline constexpr std::size_t runs_at_once = 32;

template <class Word>
void turn_words(std::byte const* from, std::size_t count, std::size_t length, std::byte* to, std::size_t stride) {
  for (std::size_t j = 0; j < length; ++j) {
    for (std::size_t r = 0; r < count; ++r) {
      std::memcpy(to + (j * stride + r) * sizeof(Word), from + (r * length + j) * sizeof(Word), sizeof(Word));
    }
  }
}
/// `count` runs of `length` elements become columns of rows that are `stride` elements apart.
inline void turn(std::size_t width, std::byte const* from, std::size_t count, std::size_t length, std::byte* to,
                 std::size_t stride) {
  switch (width) {
    case 1:
      return turn_words<std::uint8_t>(from, count, length, to, stride);
    case 2:
      return turn_words<std::uint16_t>(from, count, length, to, stride);
    case 4:
      return turn_words<std::uint32_t>(from, count, length, to, stride);
    default:
      return turn_words<std::uint64_t>(from, count, length, to, stride);
  }
}

[[nodiscard]] inline std::size_t room_for(placement const& p) {
  if (!p.is_turned()) return 0;
  return runs_at_once * (p.file_outputs_first ? p.inputs : p.outputs) * size_of(p.parameter->operations->type);
}

/// Writes one parameter; all that could fail was tried before.
inline void read_parameter(placement const& p, entry const& e, std::byte* room) {
  auto const& operations = *p.parameter->operations;
  std::size_t const from_width = size_of(e.dtype);
  std::size_t const width = size_of(operations.type);
  runs const r = runs_of(p, e.bytes.size() / from_width);
  std::byte* const to = p.parameter->data;
  auto const convert = [&](std::size_t run, std::byte* out) {
    std::byte const* const from = e.bytes.data() + (r.first + run * r.stride) * from_width;
    if (e.dtype == operations.type) {
      std::memcpy(out, from, r.length * width);
    } else {
      static_cast<void>(operations.convert(e.dtype, from, r.length, out));
    }
  };
  if (!p.is_turned()) {
    for (std::size_t i = 0; i < r.count; ++i) convert(i, to + i * r.length * width);
    return;
  }
  for (std::size_t i = 0; i < r.count; i += runs_at_once) {
    std::size_t const n = std::min(runs_at_once, r.count - i);
    for (std::size_t k = 0; k < n; ++k) convert(i + k, room + k * r.length * width);
    turn(width, room, n, r.length, to + i * width, r.count);
  }
}

inline void load_slots(std::span<slot const> slots, archive const& file, naming_access names) {
  std::vector<placement> const places = places_of(slots, names);
  differences const found = compare_places(places, file, names);
  if (!found.empty()) refuse(file.path(), found.text());
  std::vector<entry const*> entries;
  std::size_t most = 0;
  for (placement const& p : places) {
    entries.push_back(&file.at(p.name));
    most = std::max(most, room_for(p));
  }
  std::vector<std::byte> room(most);
  // Nothing fails from here on.
  for (std::size_t i = 0; i < places.size(); ++i) read_parameter(places[i], *entries[i], room.data());
}

}  // namespace detail

/// Gives a model the values of a file. The whole schema is compared first: if anything differs, one `io::error` says
/// all that does, and the model is as it was. Example: `tenon::io::load(model, tenon::io::open("model.safetensors"),
/// names);`
template <class Model>
void load(Model& model, archive const& file, naming const& names = {}) {
  static_assert(Writable<Model>,
                "tenon: io: load: the model is const, and would be written [docs/errors.md#read-only]");
  if constexpr (Writable<Model>) {
    detail::load_slots(detail::slots_of<detail::access_to::write>(model), file, {names});
  }
}

}  // namespace tenon::io
