// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The nodes of an expression: small values that hold their operands and say what is to be done, never how.

#include <memory>
#include <utility>

#include <tenon/expr/view_kinds.hpp>
#include <tenon/meta/ints.hpp>
#include <tenon/meta/pack.hpp>
#include <tenon/meta/tags.hpp>
#include <tenon/shape/algebra.hpp>
#include <tenon/shape/expression.hpp>
#include <tenon/tensor/tensor.hpp>

namespace tenon::node {

template <class Shape, class... Es>
using free_axes_of = typename detail::still_free<detail::tags_union<typename Es::free_axes...>, Shape>::type;

/// Memory of somebody else: an lvalue tensor or a view; strides in elements.
template <class T, class Shape, class Strides>
struct borrowed : expression<borrowed<T, Shape, Strides>, T, Shape> {
  using strides_type = Strides;
  T const* data;
  [[no_unique_address]] pack<> operands;
  constexpr explicit borrowed(T const* pointer) : data(pointer) {}
};

/// The same with axes whose lengths are known at run time: of a tensor those that it has when the expression runs, of a
/// view, which may be gone by then, those that it had.
template <class T, class Shape, class Strides>
  requires detail::has_bounded<Shape>
struct borrowed<T, Shape, Strides> : expression<borrowed<T, Shape, Strides>, T, Shape> {
  using strides_type = Strides;
  T const* data;
  detail::lengths<Shape> had;
  detail::lengths<Shape> const* live = nullptr;
  [[no_unique_address]] pack<> operands;
  constexpr borrowed(T const* pointer, detail::lengths<Shape> const& of_view) : data(pointer), had(of_view) {}
  constexpr borrowed(T const* pointer, detail::lengths<Shape> const* of_tensor)
      : data(pointer), had(*of_tensor), live(of_tensor) {}
  [[nodiscard]] constexpr detail::lengths<Shape> const& lengths() const { return live != nullptr ? *live : had; }
};

/// An rvalue tensor, shared by all copies of the node.
template <class T, class... Axes>
struct held : expression<held<T, Axes...>, T, shape<Axes...>> {
  std::shared_ptr<tensor<T, Axes...> const> value;
  [[no_unique_address]] pack<> operands;
  explicit held(tensor<T, Axes...>&& source) : value(std::make_shared<tensor<T, Axes...> const>(std::move(source))) {}
};

/// Weights in panels, [columns / packed_line][first axis][packed_line], zeros beyond the last column; `keep` holds
/// those of an rvalue.
template <class T, class Shape>
struct packed_memory : expression<packed_memory<T, Shape>, T, Shape> {
  T const* data;
  std::shared_ptr<T const> keep;
  [[no_unique_address]] pack<> operands;
  explicit packed_memory(T const* pointer) : data(pointer) {}
  explicit packed_memory(std::shared_ptr<T const> owner) : data(owner.get()), keep(std::move(owner)) {}
};

/// A number.
template <class T>
struct constant : expression<constant<T>, T, shape<>> {
  T value;
  [[no_unique_address]] pack<> operands;
  constexpr explicit constant(T number) : value(number) {}
};

/// The index along an axis, which has no length of its own.
template <class Tag>
struct positions : expression<positions<Tag>, int, shape<>> {
  using free_axes = tags<Tag>;
  [[no_unique_address]] pack<> operands;
};

/// An elementwise operation.
template <class Op, class T, class Shape, class... Es>
struct mapped : expression<mapped<Op, T, Shape, Es...>, T, Shape> {
  using free_axes = free_axes_of<Shape, Es...>;
  [[no_unique_address]] Op op;
  pack<Es...> operands;
  constexpr explicit mapped(Op operation, Es... es)
      : op(std::move(operation)), operands(std::in_place, std::move(es)...) {}
};

/// A change of shape that moves nothing.
template <class Kind, class Shape, class E>
struct viewed : expression<viewed<Kind, Shape, E>, typename E::value_type, Shape> {
  using kind = Kind;
  using free_axes = free_axes_of<Shape, E>;
  pack<E> operands;
  constexpr explicit viewed(E e) : operands(std::in_place, std::move(e)) {}
};

/// The named product: the axes in KTags are summed, other shared axes are batch.
template <class Shape, class KTags, class A, class B>
struct contracted : expression<contracted<Shape, KTags, A, B>, typename A::value_type, Shape> {
  pack<A, B> operands;
  constexpr contracted(A a, B b) : operands(std::in_place, std::move(a), std::move(b)) {}
};

/// The positional product over the last two axes.
template <class Shape, class A, class B>
struct multiplied : expression<multiplied<Shape, A, B>, typename A::value_type, Shape> {
  pack<A, B> operands;
  constexpr multiplied(A a, B b) : operands(std::in_place, std::move(a), std::move(b)) {}
};

/// A reduction of the operand's axes in Indices.
template <class Op, class T, class Shape, class Indices, class E>
struct reduced : expression<reduced<Op, T, Shape, Indices, E>, T, Shape> {
  [[no_unique_address]] Op op{};
  pack<E> operands;
  constexpr explicit reduced(E e) : operands(std::in_place, std::move(e)) {}
};

/// An operation on whole rows along axis I that keeps the shape.
template <class Op, int I, class E>
struct normalized : expression<normalized<Op, I, E>, typename E::value_type, shape_of<E>> {
  [[no_unique_address]] Op op;
  pack<E> operands;
  constexpr explicit normalized(Op operation, E e) : op(operation), operands(std::in_place, std::move(e)) {}
};

/// Pairs of elements along axis I turned by angles that depend on the index along axis P; `Op` holds the angles.
template <class Op, int I, int P, class E>
struct rotated : expression<rotated<Op, I, P, E>, typename E::value_type, shape_of<E>> {
  Op op;
  pack<E> operands;
  constexpr explicit rotated(Op operation, E e) : op(std::move(operation)), operands(std::in_place, std::move(e)) {}
};

/// Operands joined along axis I.
template <class Shape, int I, class E, class... Es>
struct concatenated : expression<concatenated<Shape, I, E, Es...>, typename E::value_type, Shape> {
  pack<E, Es...> operands;
  constexpr explicit concatenated(E e, Es... es) : operands(std::in_place, std::move(e), std::move(es)...) {}
};

/// Rows of a table: the axes of ids stand where the table's axis I stood.
template <class Shape, int I, class Table, class Ids>
struct taken : expression<taken<Shape, I, Table, Ids>, typename Table::value_type, Shape> {
  pack<Table, Ids> operands;
  constexpr taken(Table table, Ids ids) : operands(std::in_place, std::move(table), std::move(ids)) {}
};

/// Stored where it stands.
template <class E>
struct materialized : expression<materialized<E>, typename E::value_type, shape_of<E>> {
  pack<E> operands;
  constexpr explicit materialized(E e) : operands(std::in_place, std::move(e)) {}
};

/// The identity, at which provenance ends.
template <class E>
struct unchecked : expression<unchecked<E>, typename E::value_type, shape_of<E>> {
  using free_axes = typename E::free_axes;
  pack<E> operands;
  constexpr explicit unchecked(E e) : operands(std::in_place, std::move(e)) {}
};

}  // namespace tenon::node
