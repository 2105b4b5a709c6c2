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
#include <tuple>
#include <type_traits>
#include <utility>
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

// What does not belong into a model. Not in detail, since compilers print it before a broken law's sentence.
namespace model_members {

struct nothing_strange {};
/// A type that stands in a model.
template <class Member>
concept HasParameters = std::is_same_v<Member, nothing_strange>;
/// Says what is wrong with the first type that does not belong into a model.
template <class Member>
constexpr void require_parameters() {
  static_assert(HasParameters<Member>,
                "tenon: parameters: this is no tensor, and Hana knows no members of it; if it is a layer or a model, "
                "list them with BOOST_HANA_DEFINE_STRUCT; if it is no weight, leave it out of the list that it is in "
                "[docs/errors.md#no-parameter]");
}

}  // namespace model_members

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

/// The order and the number of input axes that a layer says its weights to have. (Members of these names say nothing.)
template <class M>
constexpr weight_order order_of() {
  if constexpr (requires { *&M::order; }) {  // (not of a member, whose address needs an object)
    return M::order;
  } else {
    return weight_order::none;
  }
}
template <class M>
constexpr std::size_t inputs_of() {
  if constexpr (requires { *&M::inputs; }) {
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
  } else if constexpr (!Reflected<Plain>) {
    model_members::require_parameters<Plain>();
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
  } else {
    for_each_component(model, [&](auto component, auto& child, weight_order said, std::size_t axes) {
      std::size_t const length = name.length();
      name.add(component);
      walk_parameters(child, name, said, axes, f);
      name.cut(length);
    });
  }
}

/// What the types of a model say of it: elements and bytes of all tensors, and the first type that does not belong.
template <class M>
struct census;

template <class... Strange>
struct first_strange {
  using type = model_members::nothing_strange;
};
template <class... Rest>
struct first_strange<model_members::nothing_strange, Rest...> : first_strange<Rest...> {};
template <class First, class... Rest>
struct first_strange<First, Rest...> {
  using type = First;
};

template <class... M>
struct census_of_all {
  static constexpr std::size_t elements = (census<M>::elements + ... + 0);
  static constexpr std::size_t bytes = (census<M>::bytes + ... + 0);
  using strange = typename first_strange<typename census<M>::strange...>::type;
  using uncounted = typename first_strange<typename census<M>::uncounted...>::type;
};
template <class M, class Members>
struct census_of_members;
template <class M, std::size_t... I>
struct census_of_members<M, std::index_sequence<I...>> : census_of_all<member_type<M, I>...> {};

template <class M>
struct census {  // what is none of the others
  static constexpr std::size_t elements = 0;
  static constexpr std::size_t bytes = 0;
  using strange = M;
  using uncounted = model_members::nothing_strange;
};
template <HoldsElements M>
struct census<M> {
  static constexpr std::size_t elements = M::shape_type::size;
  static constexpr std::size_t bytes = elements * sizeof(typename M::value_type);
  using strange = model_members::nothing_strange;
  using uncounted = model_members::nothing_strange;
};
template <HasChildren M>
struct census<M> : census<typename M::children> {};
template <Reflected M>
  requires(!HasChildren<M> && !HoldsElements<M>)
struct census<M> : census_of_members<M, std::make_index_sequence<member_count<M>>> {};
template <class M, std::size_t N>
struct census<M[N]> : census<M> {
  static constexpr std::size_t elements = N * census<M>::elements;
  static constexpr std::size_t bytes = N * census<M>::bytes;
};
template <class M, std::size_t N>
struct census<std::array<M, N>> : census<M[N]> {};
template <class M, class Allocator>
struct census<std::vector<M, Allocator>> : census<M> {
  using uncounted = std::vector<M, Allocator>;
};
template <class... M>
struct census<std::tuple<M...>> : census_of_all<M...> {};

/// How many of it there are follows from the type of the model.
template <class Member>
concept CountedByType = std::is_same_v<Member, model_members::nothing_strange>;

}  // namespace detail

/// Calls f for every tensor of a model, in the order of its members, with its `parameter`: dotted name
/// (`blocks.3.attention.query.weight`), value, order and inputs. Walked into: structs whose members Hana knows, arrays,
/// std::array, std::vector, and what has a `for_each_child`. The name is valid during the call.
/// Cost: allocates nothing but the buffer of the name.
/// Example: `tenon::for_each_parameter(model, [](auto const& p) { use(p.name, p.value); });`
template <class Model, class F>
void for_each_parameter(Model& model, F&& f) {
  using Member = typename detail::census<std::remove_const_t<Model>>::strange;
  model_members::require_parameters<Member>();
  if constexpr (model_members::HasParameters<Member>) {
    detail::dotted_name name;
    detail::walk_parameters(model, name, weight_order::none, 0, f);
  }
}

/// How many elements and bytes the parameters of a model have.
struct parameter_totals {
  std::size_t count;
  std::size_t bytes;
};

/// Both totals of a model, constants of its type.
template <class Model>
constexpr parameter_totals parameter_totals_of() {
  using Census = detail::census<std::remove_cv_t<Model>>;
  using Member = typename Census::strange;
  using Row = typename Census::uncounted;
  model_members::require_parameters<Member>();
  static_assert(detail::CountedByType<Row>,
                "tenon: parameter_count: how many parameters a std::vector of layers has is not known before it runs; "
                "use std::array, or count with for_each_parameter [docs/errors.md#no-parameter]");
  return {Census::elements, Census::bytes};
}

/// The number of elements of all parameters of a model, a constant of its type.
template <class Model>
inline constexpr std::size_t parameter_count = parameter_totals_of<Model>().count;

/// The bytes that all parameters of a model have.
template <class Model>
inline constexpr std::size_t parameter_bytes = parameter_totals_of<Model>().bytes;

}  // namespace tenon
