// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The schema of a model: its parameters as a list of plain descriptions, which everything that follows reads. So a
// model costs one small table for each type of tensor in it, and no further instantiation.

#include <algorithm>
#include <array>
#include <concepts>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tenon/io/dtype.hpp>
#include <tenon/io/error.hpp>
#include <tenon/meta/parameters.hpp>
#include <tenon/meta/type_name.hpp>
#include <tenon/shape/laws.hpp>
#include <tenon/shape/layout.hpp>
#include <tenon/shape/shape.hpp>

namespace tenon::io {

/// An axis of a parameter: its name (empty, of a nameless one) and length.
struct axis_schema {
  std::string_view name;
  std::size_t extent;
};

namespace detail {

/// How elements of a file become those of a value type: `converts<T>` and `convert<T>`.
struct value_operations {
  dtype type;
  bool (*converts)(dtype from, precision allowed);
  std::size_t (*convert)(dtype from, std::byte const* bytes, std::size_t count, std::byte* out);
};

template <Stored T>
inline constexpr value_operations operations_of{
    dtype_of<T>, [](dtype from, precision allowed) { return io::converts<T>(from, allowed); },
    [](dtype from, std::byte const* bytes, std::size_t count, std::byte* out) {
      return io::convert(from, bytes, count, reinterpret_cast<T*>(out));
    }};

/// The elements lie row by row, as in a file.
template <class M>
concept RowByRow = std::same_as<typename M::strides_type, row_major<typename M::shape_type>>;

template <class Axis>
constexpr axis_schema describe_axis() {
  std::string_view const text = tenon::detail::type_name<Axis>();
  return {tenon::detail::is_dim<Axis> ? std::string_view() : text.substr(0, text.find('<')), Axis::extent};
}
template <class Shape>
inline constexpr std::array<axis_schema, 0> axes_of{};
template <class First, class... Axes>
inline constexpr std::array axes_of<shape<First, Axes...>>{describe_axis<First>(), describe_axis<Axes>()...};

}  // namespace detail

/// A parameter of a model: dotted name, value type and axes, and where it is a weight, which of them are input axes.
struct parameter_schema {
  std::string name;
  io::dtype dtype;
  std::span<axis_schema const> axes;
  weight_order order;
  std::size_t inputs;
  /// The axes are the output axes of the weight of the same layer, which stands before it.
  bool bias = false;

  /// The number of elements.
  [[nodiscard]] std::size_t size() const {
    std::size_t n = 1;
    for (axis_schema const& a : axes) n *= a.extent;
    return n;
  }
};

/// "[head<8>, head_dim<64>, embed<512>]".
[[nodiscard]] inline std::string axes_text(std::span<axis_schema const> axes) {
  std::string text = "[";
  for (axis_schema const& a : axes) {
    if (text.size() != 1) text.append(", ");
    text.append(a.name.empty() ? "dim" : a.name).append("<").append(std::to_string(a.extent)).append(">");
  }
  return text.append("]");
}

namespace detail {

/// A parameter and where its elements are.
struct slot : parameter_schema {
  value_operations const* operations;
  std::byte* data;  // written only through load, which takes no const model
};

/// The output axes of a weight are those of a parameter after it.
[[nodiscard]] inline bool is_bias(parameter_schema const& weight, parameter_schema const& other) {
  auto const layer = [](std::string const& name) { return std::string_view(name).substr(0, name.rfind('.') + 1); };
  if (weight.order == weight_order::none || layer(weight.name) != layer(other.name)) return false;
  std::size_t const outputs = weight.axes.size() - weight.inputs;
  auto const axes = weight.axes.subspan(weight.order == in_out ? weight.inputs : 0, outputs);
  return std::equal(
      axes.begin(), axes.end(), other.axes.begin(), other.axes.end(),
      [](axis_schema const& a, axis_schema const& b) { return a.name == b.name && a.extent == b.extent; });
}

inline void add_slot(std::vector<slot>& slots, std::string_view name, std::span<axis_schema const> axes,
                     weight_order order, std::size_t inputs, value_operations const& operations, std::byte* data) {
  if (inputs >= axes.size()) order = weight_order::none;  // no output axis: no matrix
  slots.push_back({{std::string(name), operations.type, axes, order, inputs}, &operations, data});
  slot& added = slots.back();
  for (std::size_t i = slots.size() - 1; i-- > 0 && !added.bias && order == weight_order::none;) {
    if (slots[i].order != weight_order::none) {
      added.bias = is_bias(slots[i], added);
      break;
    }
  }
}

[[noreturn]] inline void refuse_parameter(std::string_view name, bool stored, bool row_by_row) {
  tenon::detail::fail<error>(
      "tenon: io: ", name,
      !stored ? ": no file holds this value type; float, double, bool and the integers of 8 to 64 bits are held"
      : !row_by_row
          ? ": its elements do not lie row by row (a strided view, packed weights); keep a tensor in the model"
          : ": the model only reads it (view<T const, ...>), and it would be written");
}

enum class access_to { read, write };

template <access_to To, class P>
void describe_parameter(std::vector<slot>& slots, P const& p) {
  using Tensor = std::remove_cvref_t<decltype(p.value)>;
  using T = typename Tensor::value_type;
  using Element = std::remove_pointer_t<decltype(p.value.data())>;
  constexpr bool writable = To == access_to::read || Writable<Element>;
  if constexpr (Stored<T> && RowByRow<Tensor> && writable) {
    auto* const data = const_cast<T*>(p.value.data());
    add_slot(slots, p.name, axes_of<typename Tensor::shape_type>, p.order, p.inputs, operations_of<T>,
             reinterpret_cast<std::byte*>(data));
  } else {
    refuse_parameter(p.name, Stored<T>, RowByRow<Tensor>);
  }
}

template <access_to To, class Model>
[[nodiscard]] std::vector<slot> slots_of(Model& model) {
  std::vector<slot> slots;
  for_each_parameter(model, [&slots](auto const& p) { describe_parameter<To>(slots, p); });
  return slots;
}

}  // namespace detail

/// The parameters of a model, in the order of its members.
template <class Model>
[[nodiscard]] std::vector<parameter_schema> schema_of(Model const& model) {
  std::vector<detail::slot> const slots = detail::slots_of<detail::access_to::read>(model);
  return {slots.begin(), slots.end()};
}

}  // namespace tenon::io
