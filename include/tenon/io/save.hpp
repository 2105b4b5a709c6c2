// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// A model into a file: what load reads, written. A naming is followed the other way: names, orders, parts joined.

#include <tenon/io/load.hpp>
#include <tenon/io/npz.hpp>
#include <tenon/io/safetensors.hpp>

namespace tenon::io {

namespace detail {

/// Writes a piece into its place in the file's elements.
inline void write_piece(placement const& p, std::byte* file, std::size_t elements_in_file) {
  std::size_t const width = size_of(p.parameter->dtype);
  runs const r = runs_of(p, elements_in_file);
  std::byte const* const from = p.parameter->data;
  if (!p.is_turned()) {
    for (std::size_t i = 0; i < r.count; ++i) {
      std::memcpy(file + (r.first + i * r.stride) * width, from + i * r.length * width, r.length * width);
    }
    return;
  }
  for (std::size_t j = 0; j < r.length; j += runs_at_once) {
    std::size_t const n = std::min(runs_at_once, r.length - j);
    turn(width, from + j * r.count * width, n, r.count, file + (r.first + j) * width, r.stride);
  }
}

/// The parameters that are one tensor of the file, in the order of their outputs there.
using group = std::vector<placement const*>;

/// The outputs of a file's tensor, which its pieces must give without a gap; throws where they do not.
[[nodiscard]] inline std::size_t outputs_of(group const& pieces, std::string_view path) {
  placement const& front = *pieces.front();
  std::size_t const parts = front.by != nullptr && front.by->part ? front.by->part->count : 0;
  std::size_t reached = 0;
  placement const* before = nullptr;
  for (placement const* p : pieces) {
    bool const same_kind = p->is_piece() == front.is_piece() && p->parameter->dtype == front.parameter->dtype &&
                           p->inputs == front.inputs && p->file_outputs_first == front.file_outputs_first &&
                           (p->by != nullptr && p->by->part ? p->by->part->count : 0) == parts;
    bool const same_shape =
        (p->by != nullptr && p->by->shaped ? p->by->shaped->lengths : std::vector<std::size_t>()) ==
        (front.by != nullptr && front.by->shaped ? front.by->shaped->lengths : std::vector<std::size_t>());
    if (!same_kind || !same_shape) {
      refuse(path, p->name, ": ", front.parameter->name, " and ", p->parameter->name,
             " are no pieces of one tensor: expected one dtype, one shape, one order and one number of parts");
    }
    bool const again = before != nullptr && before->first() == p->first() && before->outputs == p->outputs;
    if (!again && p->first() != reached) {
      refuse(path, p->name, ": the model has not all of its pieces: expected one from output ", reached, " on, found ",
             p->parameter->name, " from ", p->first(), " on");
    }
    if (!again) reached += p->outputs;
    before = p;
  }
  if (parts != 0 && reached != front.total()) {
    refuse(path, front.name, ": the model has not all of its pieces: expected ", front.total(), " outputs in ", parts,
           " parts, found ", reached);
  }
  return reached;
}

/// The tensors of a file to be written; what does not lie in the model as it will lie there is copied into `memory`.
[[nodiscard]] inline entry written_entry(group const& pieces, std::string_view path, naming_access names,
                                         std::vector<std::vector<std::byte>>& memory) {
  placement const& front = *pieces.front();
  std::size_t const outputs = outputs_of(pieces, path);
  std::size_t const elements = outputs * front.inputs;
  std::size_t const width = size_of(front.parameter->dtype);
  form shape = front.by == nullptr ? whole_form(front, names) : forms_of(front, names).front();
  if (shape.open < shape.shape.size()) shape.shape[shape.open] = outputs;
  auto const unnamed = [](std::string const& name) { return name.empty() || name == unsaid; };
  if (std::any_of(shape.axes.begin(), shape.axes.end(), unnamed)) shape.axes.clear();
  entry e{front.name, front.parameter->dtype, std::move(shape.shape), {}, std::move(shape.axes)};
  if (pieces.size() == 1 && !front.is_turned()) {
    e.bytes = {front.parameter->data, elements * width};
    return e;
  }
  std::vector<std::byte>& bytes = memory.emplace_back(elements * width);
  e.bytes = bytes;
  placement const* before = nullptr;
  for (placement const* p : pieces) {
    bool const again = before != nullptr && before->first() == p->first();
    std::vector<std::byte> const written = again ? bytes : std::vector<std::byte>();
    write_piece(*p, bytes.data(), elements);
    if (again && written != bytes) {
      refuse(path, p->name, ": ", before->parameter->name, " and ", p->parameter->name,
             " are one tensor of the file, and have other values");
    }
    before = p;
  }
  return e;
}

inline void save_slots(std::span<slot const> slots, std::string const& path, naming_access names) {
  bool const zipped = path.ends_with(".npz");
  if (!zipped && !path.ends_with(".safetensors")) refuse(path, "expected a name that ends in .safetensors or .npz");
  std::vector<placement> const places = places_of(slots, names);
  std::vector<group> groups;  // in the order of the model
  std::vector<std::pair<std::string_view, std::size_t>> by_name;
  for (placement const& p : places) by_name.emplace_back(p.name, by_name.size());
  std::sort(by_name.begin(), by_name.end());
  std::vector<std::size_t> group_of(places.size());
  for (std::size_t i = 0; i < by_name.size(); ++i) {
    bool const again = i != 0 && by_name[i].first == by_name[i - 1].first;
    group_of[by_name[i].second] = again ? group_of[by_name[i - 1].second] : by_name[i].second;
  }
  groups.resize(places.size());
  for (std::size_t i = 0; i < places.size(); ++i) groups[group_of[i]].push_back(&places[i]);
  std::vector<std::vector<std::byte>> memory;
  std::vector<entry> entries;
  for (group& pieces : groups) {
    if (pieces.empty()) continue;
    std::sort(pieces.begin(), pieces.end(), [](placement const* a, placement const* b) {
      return a->first() != b->first() ? a->first() < b->first() : a < b;
    });
    entries.push_back(written_entry(pieces, path, names, memory));
  }
  if (zipped) {
    npz::write(path, entries);
  } else {
    safetensors::write(path, entries);
  }
}

}  // namespace detail

/// Writes a model's parameters to a file, in the format that the end of its name says (.safetensors or .npz), with the
/// names of their axes. With a naming the file is as `load` with that naming reads it: parts are joined where the model
/// has all of them, else an `io::error` says which are missing. The file is written under another name and renamed, so
/// that what was there before is lost only to a complete file. What is loaded again has equal bits.
/// Example: `tenon::io::save(model, "model.safetensors");`
template <class Model>
void save(Model const& model, std::string const& path, naming const& names = {}) {
  detail::save_slots(detail::slots_of<detail::access_to::read>(model), path, {names});
}

}  // namespace tenon::io
