// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Where each parameter of a model lies in a file: a name, and a matrix of outputs and inputs of which the parameter is
// a piece, perhaps transposed. Every parameter is seen as outputs × inputs: a weight by its axes, a bias as outputs ×
// 1, any other tensor as its first axis × the rest.

#include <tenon/io/archive.hpp>
#include <tenon/io/naming.hpp>
#include <tenon/io/schema.hpp>

namespace tenon::io::detail {

/// A shape that a file may have for a parameter. An axis that is `open` is at least as long as said, since a piece of
/// it is wanted; a name that is `unsaid` is any.
struct form {
  std::vector<std::size_t> shape;
  std::vector<std::string> axes;
  std::size_t open = static_cast<std::size_t>(-1);
};
inline constexpr std::string_view unsaid = "*";

struct placement {
  slot const* parameter = nullptr;
  rule const* by = nullptr;  // null where the name is the model's own
  std::string name;          // in the file
  std::size_t outputs = 1;
  std::size_t inputs = 1;
  bool model_outputs_first = true;
  bool file_outputs_first = true;

  [[nodiscard]] bool is_weight() const { return parameter->order != weight_order::none; }
  [[nodiscard]] bool is_piece() const { return by != nullptr && (by->part || by->rows); }
  [[nodiscard]] bool is_turned() const { return model_outputs_first != file_outputs_first; }
  /// The first of the file's outputs that are the parameter's.
  [[nodiscard]] std::size_t first() const {
    if (by == nullptr) return 0;
    return by->part ? by->part->index * outputs : by->rows ? by->rows->begin : 0;
  }
  /// The outputs that the file has: exactly, or with rows at least.
  [[nodiscard]] std::size_t total() const {
    return by != nullptr && by->part ? by->part->count * outputs : first() + outputs;
  }
  /// The same with the file's matrix the other way round; nothing to turn, where there is no matrix.
  [[nodiscard]] placement turned() const {
    placement result = *this;
    result.file_outputs_first = !file_outputs_first;
    return result;
  }
  [[nodiscard]] bool can_turn() const { return is_weight() || (!parameter->bias && parameter->axes.size() == 2); }
};

/// The name of axes that are one in the file: it is not known, but of a single one.
[[nodiscard]] inline std::string joined_axes(std::span<axis_schema const> axes, naming_access names) {
  return axes.size() == 1 ? names.axis(axes.front().name) : std::string(unsaid);
}

/// The output axes and the input axes of a parameter.
struct split_axes {
  std::span<axis_schema const> outputs;
  std::span<axis_schema const> inputs;
};
[[nodiscard]] inline split_axes split(parameter_schema const& p) {
  std::size_t const rank = p.axes.size();
  if (p.order == in_out) return {p.axes.subspan(p.inputs), p.axes.first(p.inputs)};
  if (p.order == out_in) return {p.axes.first(rank - p.inputs), p.axes.last(p.inputs)};
  std::size_t const outputs = p.bias ? rank : std::min<std::size_t>(rank, 1);
  return {p.axes.first(outputs), p.axes.subspan(outputs)};
}
[[nodiscard]] inline std::size_t product(std::span<axis_schema const> axes) {
  std::size_t n = 1;
  for (axis_schema const& a : axes) n *= a.extent;
  return n;
}

/// The parameter as a matrix or, a bias, as a vector.
[[nodiscard]] inline form merged_form(placement const& p, naming_access names) {
  split_axes const axes = split(*p.parameter);
  form result;
  auto const add = [&](std::size_t length, std::string name) {
    result.shape.push_back(length);
    result.axes.push_back(std::move(name));
  };
  auto const add_outputs = [&] {
    if (p.by != nullptr && p.by->rows) result.open = result.shape.size();
    add(p.total(), p.is_piece() ? std::string(unsaid) : joined_axes(axes.outputs, names));
  };
  if (p.file_outputs_first) add_outputs();
  if (p.is_weight()) add(p.inputs, joined_axes(axes.inputs, names));
  if (!p.file_outputs_first) add_outputs();
  return result;
}
/// The parameter with all its axes; of a piece, the first one is longer.
[[nodiscard]] inline form whole_form(placement const& p, naming_access names) {
  split_axes const axes = split(*p.parameter);
  form result;
  auto const add = [&](std::span<axis_schema const> list) {
    for (axis_schema const& a : list) {
      result.shape.push_back(a.extent);
      result.axes.push_back(names.axis(a.name));
    }
  };
  if (!p.file_outputs_first) add(axes.inputs);
  if (p.is_piece() && !axes.outputs.empty()) {
    if (p.by->rows) result.open = result.shape.size();
    result.shape.push_back(p.total());
    result.axes.emplace_back(unsaid);
    add(axes.outputs.subspan(1));
  } else {
    add(axes.outputs);
  }
  if (p.file_outputs_first) add(axes.inputs);
  return result;
}

/// The shapes that the file may have; the first is what is written where the naming says the name.
[[nodiscard]] inline std::vector<form> forms_of(placement const& p, naming_access names) {
  if (p.by != nullptr && p.by->shaped) {
    auto const& lengths = p.by->shaped->lengths;
    return {{lengths, std::vector<std::string>(lengths.size(), std::string(unsaid))}};
  }
  if (!p.is_weight() && !p.parameter->bias) return {whole_form(p, names)};
  std::vector<form> forms{merged_form(p, names)};
  if (!p.is_piece() && forms.front().shape.size() != p.parameter->axes.size()) forms.push_back(whole_form(p, names));
  return forms;
}

[[nodiscard]] inline bool fits(form const& wanted, std::span<std::size_t const> shape) {
  if (wanted.shape.size() != shape.size()) return false;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    if (i == wanted.open ? shape[i] < wanted.shape[i] : shape[i] != wanted.shape[i]) return false;
  }
  return true;
}
/// A file that says the names of its axes says these. (An axis whose name is not known may have any but one that
/// stands elsewhere in the parameter.)
[[nodiscard]] inline bool fits_names(form const& wanted, std::span<std::string const> axes) {
  auto const elsewhere = [&](std::string const& name) {
    return std::find(wanted.axes.begin(), wanted.axes.end(), name) != wanted.axes.end();
  };
  for (std::size_t i = 0; i < axes.size(); ++i) {
    std::string const& name = wanted.axes[i];
    if (!name.empty() && (name == unsaid ? elsewhere(axes[i]) : name != axes[i])) return false;
  }
  return true;
}

/// The lengths said by `shaped` have the elements of the file's matrix.
inline void check_shaped(placement const& p) {
  std::size_t n = 1;
  for (std::size_t length : p.by->shaped->lengths) n *= length;
  bool const whole = p.by->rows ? n % p.inputs == 0 && n / p.inputs >= p.total() : n == p.total() * p.inputs;
  if (!whole) {
    refuse_naming("\"", p.by->model.text(), "\" is shaped to ", shape_text(p.by->shaped->lengths), ", ", n,
                  " elements; expected ", p.total() * p.inputs, " for ", p.parameter->name, " ",
                  axes_text(p.parameter->axes));
  }
}

[[nodiscard]] inline placement place(slot const& parameter, rule const* by, std::string name, naming_access names) {
  split_axes const axes = split(parameter);
  placement p{&parameter, by, std::move(name), product(axes.outputs), product(axes.inputs)};
  if (p.is_weight()) {
    p.model_outputs_first = parameter.order == out_in;
    p.file_outputs_first = (names.order() == weight_order::none ? parameter.order : names.order()) == out_in;
  }
  if (by == nullptr) return p;
  if (by->transposed) {
    if (!p.can_turn()) {
      refuse_naming("\"", by->model.text(), "\" is transposed, and ", parameter.name, " ", axes_text(parameter.axes),
                    " is no matrix");
    }
    p = p.turned();
  }
  if (p.is_piece() && axes.outputs.empty()) {
    refuse_naming("\"", by->model.text(), "\" is a piece of the file's tensor, and ", parameter.name, " has no axis");
  }
  if (by->rows && by->rows->count != p.outputs) {
    refuse_naming("\"", by->model.text(), "\" is ", by->rows->count, " rows of the file, and ", parameter.name, " ",
                  axes_text(parameter.axes), " has ", p.outputs);
  }
  if (p.is_piece() && p.total() / (by->part ? by->part->count : 1) < p.outputs)
    refuse_naming("\"", by->model.text(), "\" has more rows than can be counted");
  if (by->shaped) check_shaped(p);
  return p;
}

/// Where every parameter lies. Throws where the naming does not say it clearly.
[[nodiscard]] inline std::vector<placement> places_of(std::span<slot const> slots, naming_access names) {
  std::vector<placement> places;
  places.reserve(slots.size());
  bindings found;
  bindings unused;
  for (slot const& parameter : slots) {
    rule const* by = nullptr;
    for (rule const& r : names.rules()) {
      if (!r.model.matches(parameter.name, by == nullptr ? found : unused)) continue;
      if (by != nullptr) {
        refuse_naming(parameter.name, " matches both \"", by->model.text(), "\" and \"", r.model.text(), "\"");
      }
      by = &r;
    }
    places.push_back(place(parameter, by, by == nullptr ? parameter.name : by->file.filled(found), names));
  }
  // A parameter that keeps its name must not meet another that the naming gives the same.
  std::vector<placement const*> by_name;
  for (placement const& p : places) by_name.push_back(&p);
  std::sort(by_name.begin(), by_name.end(), [](auto const* a, auto const* b) { return a->name < b->name; });
  for (std::size_t i = 1; i < by_name.size(); ++i) {
    placement const& a = *by_name[i - 1];
    placement const& b = *by_name[i];
    if (a.name == b.name && (a.by == nullptr) != (b.by == nullptr)) {
      refuse_naming((a.by == nullptr ? b : a).parameter->name, " is mapped to \"", a.name,
                    "\", which is the own name of another parameter; map that one too");
    }
  }
  return places;
}

/// The runs of elements that a piece is in the file: `count` runs of `length`, `stride` apart.
struct runs {
  std::size_t first;
  std::size_t count;
  std::size_t length;
  std::size_t stride;
};
[[nodiscard]] inline runs runs_of(placement const& p, std::size_t elements_in_file) {
  if (p.file_outputs_first) {
    std::size_t const begin = p.first() * p.inputs;
    if (p.is_turned()) return {begin, p.outputs, p.inputs, p.inputs};
    return {begin, 1, p.outputs * p.inputs, 0};
  }
  std::size_t const total = elements_in_file / p.inputs;
  if (!p.is_turned() && total == p.outputs) return {0, 1, p.outputs * p.inputs, 0};
  return {p.first(), p.inputs, p.outputs, total};
}

}  // namespace tenon::io::detail
