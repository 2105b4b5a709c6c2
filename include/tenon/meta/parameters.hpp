// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The parameters of a model: every tensor in it, by its dotted name. A model is a struct whose members Hana knows; what
// those hold is walked into.

#include <array>
#include <charconv>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <tenon/meta/reflect.hpp>

namespace tenon {

/// How a weight lies in memory: its input axes first, or its output axes first.
enum class weight_order { none, in_out, out_in };

/// [in, out...], as in Swift for TensorFlow and the public files of GPT-2.
inline constexpr weight_order in_out = weight_order::in_out;
/// [out..., in], as in PyTorch.
inline constexpr weight_order out_in = weight_order::out_in;

/// What `for_each_parameter` calls its function with. `inputs` is the number of input axes of a weight that has an
/// order: the first ones of `in_out`, the last ones of `out_in`.
template <class Tensor>
struct parameter {
  std::string_view name;
  Tensor& value;
  weight_order order;
  std::size_t inputs;
};

namespace detail {

/// A tensor or a view: what is a parameter.
template <class M>
concept HoldsElements = requires(M& m) {
  typename M::value_type;
  M::shape_type::size;
  m.data();
};

struct any_child {
  template <class Name, class Child>
  void operator()(Name, Child&) const {}
};
/// Walks itself: `for_each_child(f)` calls f(name or index, child) for each; the type `children` is walked for counts.
template <class M>
concept HasChildren = requires(M& m) {
  m.for_each_child(any_child{});
};

template <class M>
inline constexpr bool is_row = std::is_array_v<M>;
template <class M, std::size_t N>
inline constexpr bool is_row<std::array<M, N>> = true;
template <class M, class Allocator>
inline constexpr bool is_row<std::vector<M, Allocator>> = true;

/// The type can hold parameters.
template <class M>
concept HoldsParameters = HoldsElements<M> || HasChildren<M> || Reflected<M> || is_row<M>;

/// A dotted name that grows and shrinks in one buffer.
class dotted_name {
 public:
  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] std::size_t length() const { return text_.size(); }
  void cut(std::size_t length) { text_.resize(length); }
  void add(std::string_view component) {
    if (!text_.empty()) text_ += '.';
    text_ += component;
  }
  void add(std::size_t index) {
    std::array<char, 24> digits;
    char* const end = std::to_chars(digits.data(), digits.data() + digits.size(), index).ptr;
    add(std::string_view(digits.data(), static_cast<std::size_t>(end - digits.data())));
  }

 private:
  std::string text_;
};

/// The order and the number of input axes that a layer says its weights to have.
template <class M>
constexpr weight_order order_of() {
  if constexpr (requires { M::order; }) {
    return M::order;
  } else {
    return weight_order::none;
  }
}
template <class M>
constexpr std::size_t inputs_of() {
  if constexpr (requires { M::inputs; }) {
    return M::inputs;
  } else {
    return order_of<M>() == weight_order::none ? 0 : 1;
  }
}

/// Calls f(name, child, order, inputs) for each child. The order is that of the first member: the weights come first.
template <class M, class F>
void for_each_component(M& model, F&& f) {
  using Plain = std::remove_const_t<M>;
  if constexpr (HasChildren<M>) {
    model.for_each_child(
        [&f](auto component, auto& child) { f(component, child, weight_order::none, std::size_t{0}); });
  } else if constexpr (is_row<Plain>) {
    std::size_t i = 0;
    for (auto& child : model) f(i++, child, weight_order::none, std::size_t{0});
  } else {
    weight_order order = order_of<Plain>();
    std::size_t inputs = inputs_of<Plain>();
    for_each_member(model, [&](char const* component, auto& child) {
      f(component, child, order, inputs);
      order = weight_order::none;
      inputs = 0;
    });
  }
}

template <class M, class F>
void walk_parameters(M& model, dotted_name& name, weight_order order, std::size_t inputs, F& f) {
  using Plain = std::remove_const_t<M>;
  if constexpr (HoldsElements<Plain>) {
    f(parameter<M>{name.text(), model, order, inputs});
  } else if constexpr (HoldsParameters<Plain>) {
    for_each_component(model, [&](auto component, auto& child, weight_order said, std::size_t axes) {
      std::size_t const length = name.length();
      name.add(component);
      walk_parameters(child, name, said, axes, f);
      name.cut(length);
    });
  } else {
    static_assert(HoldsParameters<Plain>,
                  "tenon: parameters: a member that Hana knows is no tensor and holds none, so that no file could give "
                  "it back; leave it out of the list of members [docs/errors.md#no-parameter]");
  }
}

/// Sums what Of<Tensor> says of every tensor in a model: of types alone.
template <template <class> class Of, class M>
struct sum_over_parameters;

template <template <class> class Of, class M, class Members>
inline constexpr std::size_t sum_over_members = 0;
template <template <class> class Of, class M, std::size_t... I>
inline constexpr std::size_t sum_over_members<Of, M, std::index_sequence<I...>> =
    (sum_over_parameters<Of, member_type<M, I>>::value + ... + 0);

template <class M>
inline constexpr bool is_vector = false;
template <class M, class Allocator>
inline constexpr bool is_vector<std::vector<M, Allocator>> = true;
/// How many parameters there are follows from the type.
template <class M>
concept CountedByType = (!is_vector<M>);

template <template <class> class Of, class M>
struct sum_over_parameters {
  static constexpr std::size_t of() {
    if constexpr (HoldsElements<M>) {
      return Of<M>::value;
    } else if constexpr (HasChildren<M>) {
      return sum_over_parameters<Of, typename M::children>::value;
    } else if constexpr (!CountedByType<M>) {
      static_assert(CountedByType<M>,
                    "tenon: parameter_count: how many parameters a std::vector of layers has is not known before it "
                    "runs; use std::array, or count with for_each_parameter [docs/errors.md#no-parameter]");
      return 0;
    } else if constexpr (Reflected<M>) {
      return sum_over_members<Of, M, std::make_index_sequence<member_count<M>>>;
    } else {
      static_assert(HoldsParameters<M>,
                    "tenon: parameters: a member that Hana knows is no tensor and holds none, so that no file could "
                    "give it back; leave it out of the list of members [docs/errors.md#no-parameter]");
      return 0;
    }
  }
  static constexpr std::size_t value = of();
};
template <template <class> class Of, class M, std::size_t N>
struct sum_over_parameters<Of, M[N]> {
  static constexpr std::size_t value = N * sum_over_parameters<Of, M>::value;
};
template <template <class> class Of, class M, std::size_t N>
struct sum_over_parameters<Of, std::array<M, N>> : sum_over_parameters<Of, M[N]> {};
template <template <class> class Of, template <class...> class List, class... M>
  requires(!Reflected<List<M...>> && !HoldsElements<List<M...>> && !HasChildren<List<M...>> && !is_row<List<M...>>)
struct sum_over_parameters<Of, List<M...>> {
  static constexpr std::size_t value = (sum_over_parameters<Of, M>::value + ... + 0);
};

template <class M>
struct elements_of {
  static constexpr std::size_t value = M::shape_type::size;
};
template <class M>
struct bytes_of {
  static constexpr std::size_t value = M::shape_type::size * sizeof(typename M::value_type);
};

}  // namespace detail

/// Calls f for every tensor of a model, in the order of its members, with its `parameter`: dotted name
/// (`blocks.3.attention.query.weight`), value, order and inputs. Walked into: structs whose members Hana knows, arrays,
/// std::array, std::vector, and what has a `for_each_child`. The name is valid during the call.
/// Cost: allocates nothing but the buffer of the name.
/// Example: `tenon::for_each_parameter(model, [](auto const& p) { use(p.name, p.value); });`
template <class Model, class F>
void for_each_parameter(Model& model, F&& f) {
  detail::dotted_name name;
  detail::walk_parameters(model, name, weight_order::none, 0, f);
}

/// The number of elements of all parameters of a model, a constant of its type.
template <class Model>
inline constexpr std::size_t parameter_count =
    detail::sum_over_parameters<detail::elements_of, std::remove_cv_t<Model>>::value;

/// The bytes that all parameters of a model have.
template <class Model>
inline constexpr std::size_t parameter_bytes =
    detail::sum_over_parameters<detail::bytes_of, std::remove_cv_t<Model>>::value;

}  // namespace tenon
