// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// A model beside a file: everything in which they differ, as a list and as a text.

#include <tenon/io/placement.hpp>

namespace tenon::io {

/// In what a file differs from a model.
enum class difference_kind {
  missing,     ///< the file has no such tensor
  unexpected,  ///< the model has no such parameter, and the naming does not ignore it
  shape,       ///< other lengths
  order,       ///< transposed: the lengths, or the names of axes, of the matrix the other way round
  dtype,       ///< another type of elements, which is not converted
  axes,        ///< the file says other names of axes
  value        ///< an integer that the model's type does not hold, a truth that is neither 0 nor 1
};

/// One difference: the parameter (empty where the model has none), the tensor of the file, and a sentence.
struct difference {
  difference_kind kind;
  std::string parameter;
  std::string tensor;
  std::string text;
};

/// All differences of a model and a file, in the order of the model, then of the file.
class differences {
 public:
  [[nodiscard]] bool empty() const { return list_.empty(); }
  [[nodiscard]] std::size_t size() const { return list_.size(); }
  [[nodiscard]] difference const& operator[](std::size_t i) const { return list_[i]; }
  [[nodiscard]] auto begin() const { return list_.begin(); }
  [[nodiscard]] auto end() const { return list_.end(); }

  /// One line for the count and one for each difference, then what the naming maps in vain.
  [[nodiscard]] std::string text() const {
    std::string text = list_.empty() ? "no difference" : std::to_string(list_.size());
    if (!list_.empty()) text.append(list_.size() == 1 ? " difference" : " differences").append(" from the model");
    for (difference const& d : list_) text.append("\n  ").append(d.text);
    for (std::string const& pattern : unused_)
      text.append("\n  note: the naming maps \"").append(pattern).append("\", and no parameter has such a name");
    return text;
  }

  void add(difference_kind kind, std::string parameter, std::string tensor, std::string text) {
    list_.push_back({kind, std::move(parameter), std::move(tensor), std::move(text)});
  }
  /// A pattern of the naming that is no parameter's: no difference, but where there is one, maybe its cause.
  void add_unused(std::string pattern) { unused_.push_back(std::move(pattern)); }

 private:
  std::vector<difference> list_;
  std::vector<std::string> unused_;
};

namespace detail {

[[nodiscard]] inline std::string text_of(form const& f, bool with_names) {
  std::string text = "[";
  for (std::size_t i = 0; i < f.shape.size(); ++i) {
    if (i != 0) text.append(", ");
    std::string length = i == f.open ? "at least " : "";
    length.append(std::to_string(f.shape[i]));
    bool const named = with_names && !f.axes[i].empty() && f.axes[i] != unsaid;
    if (named) text.append(f.axes[i]).append("<");
    text.append(length).append(named ? ">" : "");
  }
  return text.append("]");
}

/// "wte.weight for tokens.weight", or one name where they are the same.
[[nodiscard]] inline std::string subject_of(placement const& p) {
  std::string text;
  auto const number = [&text](std::size_t n) -> std::string& { return text.append(std::to_string(n)); };
  if (p.by != nullptr && p.by->part) {
    number(p.by->part->index).insert(0, "part ").append(" of ");
    number(p.by->part->count).append(" of ");
  } else if (p.by != nullptr && p.by->rows) {
    number(p.by->rows->begin).insert(0, "rows from ").append(" of ");
  }
  text.append(p.name);
  if (p.name != p.parameter->name) text.append(" for ").append(p.parameter->name);
  return text;
}

/// What is wrong with a tensor's shape and its names of axes; one difference at most.
inline void compare_shapes(differences& found, placement const& p, entry const& e, naming_access names) {
  std::vector<form> const forms = forms_of(p, names);
  bool fits_shape = false;
  for (form const& f : forms) {
    if (!fits(f, e.shape)) continue;
    if (fits_names(f, e.axes)) return;
    fits_shape = true;
  }
  bool turned = false;
  if (p.can_turn() && !(p.by != nullptr && p.by->shaped)) {
    for (form const& f : forms_of(p.turned(), names)) turned = turned || (fits(f, e.shape) && fits_names(f, e.axes));
  }
  form const& wanted = !p.is_weight() || p.by != nullptr || forms.size() == 1 ? forms.front() : forms.back();
  bool const say_names = !e.axes.empty();
  std::string text = turned ? "transposed: " : fits_shape ? "wrong axes: " : "wrong shape: ";
  text.append(subject_of(p)).append(": expected ").append(text_of(wanted, say_names));
  text.append(", found ").append(shape_text(e.shape, e.axes));
  bool const first =
      std::none_of(found.begin(), found.end(), [](difference const& d) { return d.kind == difference_kind::order; });
  if (turned && !first) {
    // What may be meant was said before.
  } else if (turned && p.is_weight()) {
    text.append("; if the whole file is so, say weights(").append(p.file_outputs_first ? "in_out" : "out_in");
    text.append("), if this one is, transposed");
  } else if (turned) {
    text.append("; if it is meant, say transposed");
  } else if (!fits_shape) {
    text.append(", of the model's ").append(axes_text(p.parameter->axes));
  }
  auto const kind = turned ? difference_kind::order : fits_shape ? difference_kind::axes : difference_kind::shape;
  found.add(kind, p.parameter->name, p.name, std::move(text));
}

inline bool compare_types(differences& found, placement const& p, entry const& e, naming_access names) {
  auto const& operations = *p.parameter->operations;
  if (operations.converts(e.dtype, names.rounding())) return true;
  std::string text = "wrong dtype: ";
  text.append(subject_of(p)).append(": expected ").append(name_of(operations.type));
  text.append(", found ").append(name_of(e.dtype));
  if (operations.converts(e.dtype, precision::rounded))
    text.append(", which would be rounded; if it is meant, say rounding()");
  found.add(difference_kind::dtype, p.parameter->name, p.name, std::move(text));
  return false;
}

/// Every value of a piece becomes a value of the model: only integers and truths can fail.
inline void compare_values(differences& found, placement const& p, entry const& e) {
  auto const& operations = *p.parameter->operations;
  if (operations.type == dtype::f32 || operations.type == dtype::f64) return;
  std::size_t const width = size_of(e.dtype);
  runs const r = runs_of(p, e.bytes.size() / width);
  constexpr std::size_t many = 512;
  alignas(8) std::array<std::byte, many * 8> room;
  for (std::size_t i = 0; i < r.count; ++i) {
    std::size_t const begin = r.first + i * r.stride;
    for (std::size_t done = 0; done < r.length; done += many) {
      std::size_t const n = std::min(many, r.length - done);
      std::size_t const right = operations.convert(e.dtype, e.bytes.data() + (begin + done) * width, n, room.data());
      if (right == n) continue;
      std::string text = "wrong value: ";
      text.append(subject_of(p)).append(": element ").append(std::to_string(begin + done + right));
      text.append(" of the file's ").append(name_of(e.dtype)).append(" ").append(shape_text(e.shape));
      text.append(" is no ").append(name_of(operations.type));
      found.add(difference_kind::value, p.parameter->name, p.name, std::move(text));
      return;
    }
  }
}

/// What the file has and no parameter reads: whole tensors, and of those that are read by parts, the other parts.
inline void compare_rest(differences& found, std::span<placement const> places, archive const& file,
                         naming_access names) {
  std::vector<placement const*> readers;
  for (placement const& p : places) readers.push_back(&p);
  std::sort(readers.begin(), readers.end(), [](auto const* a, auto const* b) {
    int const order = a->name.compare(b->name);
    return order != 0 ? order < 0 : a->first() < b->first();
  });
  for (entry const& e : file.entries()) {
    if (names.ignores(e.name)) continue;
    auto reader = std::lower_bound(readers.begin(), readers.end(), e.name,
                                   [](placement const* p, std::string const& name) { return p->name < name; });
    if (reader == readers.end() || (*reader)->name != e.name) {
      std::string text = "unexpected: ";
      text.append(e.name).append(" ").append(name_of(e.dtype)).append(" ").append(shape_text(e.shape, e.axes));
      found.add(difference_kind::unexpected, "", e.name, std::move(text));
      continue;
    }
    std::size_t total = 0;
    std::size_t reached = 0;
    bool gap = false;
    for (; reader != readers.end() && (*reader)->name == e.name; ++reader) {
      placement const& p = **reader;
      if (p.by != nullptr && p.by->part) total = std::max(total, p.total());
      gap = gap || p.first() > reached;
      reached = std::max(reached, p.first() + p.outputs);
    }
    if (total == 0 || (!gap && reached >= total)) continue;
    std::string text = "unexpected: ";
    text.append(e.name).append(": no parameter reads all of its parts");
    found.add(difference_kind::unexpected, "", e.name, std::move(text));
  }
}

[[nodiscard]] inline differences compare_places(std::span<placement const> places, archive const& file,
                                                naming_access names) {
  differences found;
  for (placement const& p : places) {
    entry const* const e = file.find(p.name);
    if (e == nullptr) {
      std::string text = "missing: ";
      text.append(subject_of(p)).append(" ").append(name_of(p.parameter->dtype)).append(" ");
      text.append(axes_text(p.parameter->axes));
      found.add(difference_kind::missing, p.parameter->name, p.name, std::move(text));
      continue;
    }
    std::size_t const before = found.size();
    compare_shapes(found, p, *e, names);
    bool const right_shape = found.size() == before;
    if (compare_types(found, p, *e, names) && right_shape) compare_values(found, p, *e);
  }
  compare_rest(found, places, file, names);
  if (found.empty()) return found;
  for (rule const& r : names.rules()) {
    if (std::none_of(places.begin(), places.end(), [&r](placement const& p) { return p.by == &r; }))
      found.add_unused(r.model.text());
  }
  return found;
}

}  // namespace detail

/// Everything in which a file differs from a model; the naming says which tensor is which parameter.
/// Example: `if (auto d = tenon::io::compare(model, file); !d.empty()) std::cerr << d.text();`
template <class Model>
[[nodiscard]] differences compare(Model const& model, archive const& file, naming const& names = {}) {
  std::vector<detail::slot> const slots = detail::slots_of<detail::access_to::read>(model);
  return detail::compare_places(detail::places_of(slots, {names}), file, {names});
}

}  // namespace tenon::io
