// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// How a model's names and shapes stand in a file of somebody else: said once, used to compare, to load and to save.

#include <optional>

#include <tenon/io/dtype.hpp>
#include <tenon/io/pattern.hpp>
#include <tenon/meta/parameters.hpp>

namespace tenon::io {

/// The parameter is one of `count` equal parts of the tensor in the file, along its output axis: `part(0, 3)` is the
/// first third of the rows of an [out, in] matrix, of the columns of an [in, out] one, of a bias.
struct part {
  std::size_t index;
  std::size_t count;

  part(std::size_t k, std::size_t n) : index(k), count(n) {
    if (n == 0) detail::refuse_naming("part(", k, ", 0): a tensor has at least one part");
    if (k >= n) detail::refuse_naming("part(", k, ", ", n, "): expected a part from 0 to ", n - 1);
  }
};

/// The parameter is `count` rows of the tensor in the file from `begin` on, along its output axis.
struct rows {
  std::size_t begin;
  std::size_t count;

  rows(std::size_t first, std::size_t length) : begin(first), count(length) {
    if (length == 0) detail::refuse_naming("rows(", first, ", 0) takes nothing");
    if (first + length < first) detail::refuse_naming("rows(", first, ", ", length, "): more rows than can be counted");
  }
};

/// The tensor in the file has these lengths, and its elements in the same order: an image filter [out, channels, rows,
/// columns] as the weight of a linear layer, a vector with axes of length 1 before it. Of a part, the whole tensor.
struct shaped {
  std::vector<std::size_t> lengths;

  template <class... N>
  explicit shaped(N... n) : lengths{static_cast<std::size_t>(n)...} {}
};

/// The type of `transposed`.
struct transposed_t {
  explicit transposed_t() = default;
};
/// The matrix in the file has the other order: than `weights` says, or where the parameter is no weight, than its own.
inline constexpr transposed_t transposed{};

namespace detail {

/// One `map` of a naming.
struct rule {
  name_pattern model;
  name_template file;
  std::optional<io::part> part = std::nullopt;
  std::optional<io::rows> rows = std::nullopt;
  std::optional<io::shaped> shaped = std::nullopt;
  bool transposed = false;

  void add(io::part p) {
    check_one_piece();
    part = p;
  }
  void add(io::rows r) {
    check_one_piece();
    rows = r;
  }
  void add(io::shaped s) {
    if (shaped) refuse_naming("\"", model.text(), "\" is said to be shaped twice");
    shaped = std::move(s);
  }
  void add(transposed_t) {
    if (transposed) refuse_naming("\"", model.text(), "\" is said to be transposed twice");
    transposed = true;
  }

 private:
  void check_one_piece() const {
    if (part || rows) refuse_naming("\"", model.text(), "\" is said to be two pieces of the file's tensor at once");
  }
};

struct naming_access;

}  // namespace detail

/// Which tensor of a file is which parameter of a model. Without any mapping the names, orders and shapes are the
/// model's own. In a pattern `{i}` is any one component of a dotted name. Throws `io::error` where a pattern is
/// malformed or ambiguous. Example: `io::naming().weights(in_out).map("blocks.{i}.norm_1.gain", "h.{i}.ln_1.weight")`.
class naming {
 public:
  /// The order of every weight of the file; of a model with another, the weights are transposed on the way.
  naming& weights(weight_order order) & {
    order_ = order;
    return *this;
  }
  [[nodiscard]] naming weights(weight_order order) && { return std::move(weights(order)); }

  /// The parameters that match the first pattern have the second one's names in the file; `part`, `rows`, `transposed`
  /// and `shaped` say how they lie there.
  template <class... Transforms>
  naming& map(std::string_view model, std::string_view file, Transforms... transforms) & {
    detail::rule rule = begin_rule(model, file);
    (rule.add(std::move(transforms)), ...);
    rules_.push_back(std::move(rule));
    return *this;
  }
  template <class... Transforms>
  [[nodiscard]] naming map(std::string_view model, std::string_view file, Transforms... transforms) && {
    return std::move(map(model, file, std::move(transforms)...));
  }

  /// The file may have tensors of these names, which the model does not want. At the end, `{...}` is any further
  /// components.
  naming& ignore(std::string_view pattern) & {
    ignored_.emplace_back(pattern, true);
    return *this;
  }
  [[nodiscard]] naming ignore(std::string_view pattern) && { return std::move(ignore(pattern)); }

  /// An axis of the model has another name in a file that says the names of its axes.
  naming& axis(std::string_view model, std::string_view file) & {
    if (model.empty() || file.empty()) detail::refuse_naming("the name of an axis is empty");
    for (auto const& [known, name] : axes_) {
      if (known == model) detail::refuse_naming("the axis ", model, " is named twice, ", name, " and ", file);
    }
    axes_.emplace_back(model, file);
    return *this;
  }
  [[nodiscard]] naming axis(std::string_view model, std::string_view file) && { return std::move(axis(model, file)); }

  /// F64 in the file may become float in the model, which rounds.
  naming& rounding() & {
    precision_ = precision::rounded;
    return *this;
  }
  [[nodiscard]] naming rounding() && { return std::move(rounding()); }

 private:
  friend detail::naming_access;

  [[nodiscard]] detail::rule begin_rule(std::string_view model, std::string_view file) const {
    detail::rule rule{detail::name_pattern(model, false), detail::name_template(file)};
    rule.file.check_against(rule.model);
    for (detail::rule const& other : rules_) {
      if (other.model.same_as(rule.model)) {
        detail::refuse_naming("\"", model, "\" is mapped twice, to \"", other.file.text(), "\" and to \"", file, "\"");
      }
    }
    return rule;
  }

  weight_order order_ = weight_order::none;
  std::vector<detail::rule> rules_;
  std::vector<detail::name_pattern> ignored_;
  std::vector<std::pair<std::string, std::string>> axes_;
  precision precision_ = precision::exact;
};

namespace detail {

/// What comparing, loading and saving read of a naming.
struct naming_access {
  naming const& of;

  [[nodiscard]] weight_order order() const { return of.order_; }
  [[nodiscard]] precision rounding() const { return of.precision_; }
  [[nodiscard]] std::vector<rule> const& rules() const { return of.rules_; }

  [[nodiscard]] bool ignores(std::string_view name) const {
    bindings unused;
    return std::any_of(of.ignored_.begin(), of.ignored_.end(),
                       [&](name_pattern const& p) { return p.matches(name, unused); });
  }
  /// The name that an axis of the model has in the file.
  [[nodiscard]] std::string axis(std::string_view model) const {
    for (auto const& [known, name] : of.axes_) {
      if (known == model) return name;
    }
    return std::string(model);
  }
};

}  // namespace detail
}  // namespace tenon::io
