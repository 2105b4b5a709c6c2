// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// A model as a table for people: its parameters, and what a call of each of its layers costs.

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include <tenon/eval.hpp>
#include <tenon/meta/parameters.hpp>
#include <tenon/nn/generic.hpp>
#include <tenon/nn/sequential.hpp>
#include <tenon/shape/text.hpp>
#include <tenon/tensor/make.hpp>

namespace tenon::nn {

namespace detail {

/// Rows of words, printed in columns; those after the second are numbers, and stand on the right.
class table {
 public:
  explicit table(std::vector<std::string> heads) : rows_{std::move(heads)} {}
  void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }

  [[nodiscard]] std::string text() const {
    std::vector<std::size_t> widths(rows_.front().size());
    for (auto const& row : rows_)
      for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
    std::string all;
    for (auto const& row : rows_) {
      std::string line;
      for (std::size_t i = 0; i < row.size(); ++i) {
        std::string const space(widths[i] - row[i].size(), ' ');
        if (i != 0) line += "  ";
        line += i < 2 ? row[i] + space : space + row[i];
      }
      all += line.substr(0, line.find_last_not_of(' ') + 1) + '\n';
    }
    return all;
  }

 private:
  std::vector<std::vector<std::string>> rows_;
};

/// A line of the table of parameters: one, or those of the equal members of an array, of which only an index differs.
struct parameter_line {
  std::string before, after;  // the name, around the first index
  std::size_t first = 0, last = 0;
  bool has_index = false;
  std::string axes;
  std::size_t elements, bytes;

  parameter_line(std::string_view name, std::string axes_of, std::size_t count, std::size_t size)
      : before(name), axes(std::move(axes_of)), elements(count), bytes(size) {
    for (std::size_t at = 0, end = 0; end != name.size() && !has_index; at = end + 1) {
      end = std::min(name.find('.', at), name.size());
      std::string_view const component = name.substr(at, end - at);
      has_index = !component.empty() && component.find_first_not_of("0123456789") == std::string_view::npos;
      if (has_index) {
        for (char const digit : component) first = 10 * first + static_cast<std::size_t>(digit - '0');
        before = name.substr(0, at);
        after = name.substr(end);
      }
    }
    last = first;
  }

  /// Takes in another line, if that is the same parameter of the next member.
  [[nodiscard]] bool continues_with(parameter_line const& next) {
    if (!has_index || !next.has_index || next.first != last + 1 || next.before != before || next.after != after ||
        next.axes != axes)
      return false;
    last = next.last;
    elements += next.elements;
    bytes += next.bytes;
    return true;
  }
  [[nodiscard]] std::string name() const {
    if (!has_index) return before;
    if (first == last) return before + std::to_string(first) + after;
    return before + '{' + std::to_string(first) + ".." + std::to_string(last) + '}' + after;
  }
};

template <class Model>
std::string parameter_table(Model const& model) {
  std::vector<parameter_line> lines;
  for_each_parameter(model, [&](auto const& p) {
    using Tensor = std::remove_cvref_t<decltype(p.value)>;
    constexpr std::size_t count = Tensor::shape_type::size;
    parameter_line line(p.name, shape_text<typename Tensor::shape_type>(), count,
                        count * sizeof(typename Tensor::value_type));
    if (std::none_of(lines.begin(), lines.end(), [&line](parameter_line& l) { return l.continues_with(line); }))
      lines.push_back(std::move(line));
  });
  table rows({"parameter", "axes", "elements", "bytes"});
  std::size_t elements = 0;
  std::size_t bytes = 0;
  for (parameter_line const& l : lines) {
    rows.add({l.name(), l.axes, std::to_string(l.elements), std::to_string(l.bytes)});
    elements += l.elements;
    bytes += l.bytes;
  }
  rows.add({"all", "", std::to_string(elements), std::to_string(bytes)});
  return rows.text();
}

/// The axes of an example that are around every layer of a model: without those the model says it takes, or the last
/// ones by position.
template <class Shape, class Taken, class Kept = shape<>>
struct around {
  using type = Kept;
};
template <class First, class... Rest, class Taken, class... Kept>
struct around<shape<First, Rest...>, Taken, shape<Kept...>>
    : around<shape<Rest...>, Taken,
             std::conditional_t<tenon::detail::is_dim<First> ? (sizeof...(Rest) < Taken::rank)
                                                             : (index_of<Taken, tag_of<First>> >= 0),
                                shape<Kept...>, shape<Kept..., First>>> {};

template <class Layer>
struct taken_by {
  using type = shape<>;
};
template <class Layer>
  requires requires {
    typename Layer::input;
  }
struct taken_by<Layer> {
  using type = typename Layer::input;
};

/// What is known of the input of a layer: the axes around it, or the input itself.
template <class Shape>
struct axes_around {
  template <class Layer>
  using input = typename input_of<Layer, Shape>::type;
};
template <class Input>
struct exactly {
  template <class Layer>
  using input = Input;
};

template <class Layer, class Input>
concept CanBeCalled = requires(Layer const& layer, Input const& x) {
  layer(x);
};

template <class Layer>
std::size_t tensors_in(Layer const& layer) {
  std::size_t count = 0;
  for_each_parameter(layer, [&count](auto const&) { ++count; });
  return count;
}

template <class Known, class Around, class Layer>
void add_layers(table& rows, tenon::detail::dotted_name& name, Layer const& layer);

/// The layers of a sequence get what those before them give.
template <class Known, class Around, std::size_t I = 0, class First, class... Rest, class... Layers>
void add_rest(table& rows, tenon::detail::dotted_name& name, sequential<Layers...> const& layers,
              std::tuple<First, Rest...>*) {
  std::size_t const length = name.length();
  name.add(I);
  add_layers<Known, Around>(rows, name, layers.template get<I>());
  name.cut(length);
  if constexpr (sizeof...(Rest) != 0) {
    using Input = typename Known::template input<First>;
    using Output = decltype(std::declval<First const&>()(std::declval<Input const&>()));
    using Next = tensor_for<value_of<Output>, shape_of<Output>>;
    add_rest<exactly<Next>, Around, I + 1>(rows, name, layers, static_cast<std::tuple<Rest...>*>(nullptr));
  }
}

template <class Layer>
inline constexpr bool is_sequence = false;
template <class First, class... Layers>
inline constexpr bool is_sequence<sequential<First, Layers...>> = true;

template <class Known, class Around, class Layer>
void add_layers(table& rows, tenon::detail::dotted_name& name, Layer const& layer) {
  if constexpr (!tenon::detail::HoldsElements<Layer>) {
    if (tensors_in(layer) == 0) return;
    constexpr bool says_input = requires {
      typename Layer::input;
    };
    if constexpr (says_input) {
      using Input = typename Known::template input<Layer>;
      if constexpr (CanBeCalled<Layer, Input>) {
        using Output = decltype(std::declval<Layer const&>()(std::declval<Input const&>()));
        std::string const axes = shape_text<shape_of<Input>>() + " to " + shape_text<shape_of<Output>>();
        std::string const named(name.length() == 0 ? std::string_view("all") : name.text());
        if constexpr (tenon::detail::is_tensor<Output>) {
          rows.add({named, axes, "", ""});  // evaluated inside
        } else {
          using Plan = plan_of<Output>;
          rows.add({named, axes, std::to_string(Plan::flops), std::to_string(Plan::workspace_bytes)});
        }
      }
    }
    if constexpr (is_sequence<Layer> && says_input) {
      add_rest<Known, Around>(rows, name, layer, static_cast<typename Layer::children*>(nullptr));
    } else {
      tenon::detail::for_each_component(layer, [&](auto component, auto const& child, weight_order, std::size_t) {
        std::size_t const length = name.length();
        name.add(component);
        add_layers<axes_around<Around>, Around>(rows, name, child);
        name.cut(length);
      });
    }
  }
}

}  // namespace detail

/// A table of the parameters of a model: names, axes, numbers of elements and bytes, with their sums. The equal members
/// of an array are one line, `blocks.{0..11}.norm_1.gain`, with the elements of all of them.
/// Example: `std::cout << tenon::nn::summary(model);`
template <class Model>
[[nodiscard]] std::string summary(Model const& model) {
  return detail::parameter_table(model);
}

/// The same, and for an input of this shape what a call of each layer costs, as far as the layer says what its input is
/// (`Layer::input`): operations (two for a multiply-add) and bytes of workspace. A layer inside a model is counted for
/// the axes of the example that neither it nor the model takes, and its own; in a sequence, for what the layer before
/// gives. Example: `tenon::nn::summary(model, tenon::shape<batch<8>, seq<20>, embed<64>>())`
template <class Model, class... Axes>
[[nodiscard]] std::string summary(Model const& model, shape<Axes...>) {
  using Taken = typename detail::taken_by<Model>::type;
  using Around = typename detail::around<shape<Axes...>, Taken>::type;
  detail::table rows({"layer", "from input to output", "operations", "workspace"});
  tenon::detail::dotted_name name;
  using Input = tensor<typename detail::input_value<Model>::type, Axes...>;
  if constexpr (requires { typename Model::input; }) {
    detail::add_layers<detail::exactly<Input>, Around>(rows, name, model);
  } else {
    detail::add_layers<detail::axes_around<Around>, Around>(rows, name, model);
  }
  return detail::parameter_table(model) + '\n' + rows.text();
}

/// The same for an example of an input.
template <class Model, Expression Input>
[[nodiscard]] std::string summary(Model const& model, Input const&) {
  return summary(model, shape_of<Input>());
}

}  // namespace tenon::nn
