// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The laws: every shape rule of the library is one concept, which states the comparison itself. The functions that
// enforce a law say it in one sentence, by static_assert. Code that wants to ask first uses the concept.

#include <concepts>
#include <cstddef>
#include <type_traits>
#include <utility>

#include <tenon/shape/questions.hpp>
#include <tenon/shape/shape.hpp>

namespace tenon::detail {

template <class T, std::size_t>
using repeated = T;
template <class T, class F, std::size_t... I>
auto call_each(F const& f, std::index_sequence<I...>) -> decltype(f(std::declval<repeated<T, I>>()...));
/// Unevaluated: f of Count values of type T.
template <class T, std::size_t Count, class F>
auto call_with(F const& f) -> decltype(call_each<T>(f, std::make_index_sequence<Count>{}));

}  // namespace tenon::detail

namespace tenon {

/// What stands for the pairing of features that were not rotated.
struct not_rotated {};

// ---- What a list of axes must be -----------------------------------------------------------------------------------

/// No axis occurs twice.
template <class... Axes>
concept DistinctAxes = (axes_repeated<Axes...> == 0);

/// The axes have all a name, or none has.
template <class... Axes>
concept AllNamedOrNone = (!names_beside_positions<Axes...>);

/// Every axis has a length of at least 1.
template <class... Axes>
concept PositiveExtents = (axes_empty<Axes...> == 0);

/// Every `upto` of a list stands around a named axis, once.
template <class... Axes>
concept NamedCapacities = (capacities_unnamed<Axes...> == 0);

/// Every length is part of its axis's type: none is known only at run time.
template <class... Axes>
concept LengthsInTypes = (axes_upto<Axes...> == 0);

/// The length of the axis is known only at run time.
template <class Axis>
concept LengthAtRunTime = (axes_upto<Axis> == 1);

// ---- What a shape has ----------------------------------------------------------------------------------------------

/// The shape has the axis.
template <class Shape, template <std::size_t> class Axis>
concept HasAxis = (axis_count<Shape, Axis> == 1);

/// The shape has all the axes: for asking. (The functions say AxesWithin, since g++ prints no templates in a list.)
template <class Shape, template <std::size_t> class... Axis>
concept HasAxes = (axes_absent<Shape, Axis...> == 0);

/// The shape does not have the axis.
template <class Shape, template <std::size_t> class Axis>
concept LacksAxis = (axis_count<Shape, Axis> == 0);

/// The index, counted from the end when negative, is one of an axis.
template <class Shape, int Index>
concept HasIndex = (Index < static_cast<int>(Shape::rank)) && (Index + static_cast<int>(Shape::rank) >= 0);

/// The axes have names.
template <class Shape>
concept Named = detail::all_named<Shape>;

/// The axes have no names.
template <class Shape>
concept Positional = detail::all_positional<Shape>;

/// The shape has at least N axes.
template <class Shape, std::size_t N>
concept RankAtLeast = (Shape::rank >= N);

/// The shape has no axes: one element, one truth.
template <class Shape>
concept OneElement = (Shape::rank == 0);

/// The shape has as many elements as values are given.
template <class Shape, std::size_t Values>
concept ValueCount = (Shape::size == Values);

/// The shape has as many axes as indices are given.
template <class Shape, std::size_t Indices>
concept IndexCount = (Shape::rank == Indices);

/// Every row has as many values as the last axis is long.
template <class Shape, std::size_t... Values>
concept RowLengths = (Shape::rank >= 2) && ((extent_at<Shape, Shape::rank - 1> == Values) && ...);

/// No axis of the shape occurs twice.
template <class Shape>
concept HasDistinctAxes = (questions<Shape>::repeated() == 0);

/// The indices, counted from the end when negative, are those of axes.
template <class Shape, int... Index>
concept HasIndices = (indices_outside<Shape, Index...> == 0);

/// The indices are those of different axes.
template <class Shape, int... Index>
concept DistinctIndices = detail::all_different < detail::wrapped<Shape>(Index)
... > ();

/// The list names one axis.
template <class Indices>
concept OneAxis = (Indices::size == 1);

/// A gain or bias has the axis alone, or is a number.
template <class Shape, class Axis>
concept ServesAxis = (parameter_length<Shape, Axis> == Axis::extent);

// ---- What two shapes are to each other -----------------------------------------------------------------------------

/// Both shapes have names, or neither has.
template <class L, class R>
concept SameKind = (!names_meet_positions<L, R>);

/// An axis has the same length in both shapes.
template <class L, class R, class Axis>
concept SameExtentIn = (extent_of<L, Axis> == extent_of<R, Axis>);

/// The length of an axis is in the type in both shapes, or known only at run time in both.
template <class L, class R, class Axis>
concept SameLengthKind = (length_at_run_time<L, Axis> == length_at_run_time<R, Axis>);

/// The axes with one index have the same length in both shapes.
template <class L, class R, std::size_t Index>
concept SameExtentAt = (extent_at<L, Index> == extent_at<R, Index>);

/// Two shapes have the same number of axes.
template <class L, class R>
concept SameRank = (L::rank == R::rank);

/// Two shapes have the same number of elements.
template <class From, class To>
concept SameSize = (From::size == To::size);

/// The axes of one operand all occur in the other.
template <class L, class R>
concept Aligns = (axes_unmatched<L, R> == 0);

/// Two shapes have the same axes, in any order.
template <class L, class R>
concept SameAxes = (axes_not_shared<L, R> == 0);

/// Every axis of the one shape occurs in the other.
template <class From, class In>
concept AxesWithin = (axes_missing<From, In> == 0);

/// The last axis of the left shape is as long as the one before the last of the right shape.
template <class L, class R>
concept SameInnerExtent = (extent_at<L, L::rank - 1> == extent_at<R, R::rank - 2>);

// ---- Changes of shape ----------------------------------------------------------------------------------------------

/// The parts multiply to the axis that is split.
template <class Axis, class... Parts>
concept SplitsExactly = (Axis::extent == product_of<Parts...>);

/// The axes, given as a shape, stand next to each other and in this order.
template <class Shape, class Axes>
concept AdjacentInOrder = (axes_out_of_place<Shape, Axes> == 0);

/// As many axes are named as the shape has.
template <class Shape, std::size_t Count>
concept NamesEveryAxis = (Shape::rank == Count);

/// The indices are those of all axes, each once.
template <class Shape, int... Index>
concept PermutesIndices = detail::is_permutation<Shape>({Index...});

/// The part lies inside the axis.
template <class Axis, std::size_t Begin, std::size_t Length>
concept SliceInside = (Begin + Length <= Axis::extent) && (Length > 0) && (Begin < Axis::extent) &&
                      (Length <= Axis::extent);

/// The last axes of the larger shape are as long as those of the smaller one, which may have length 1.
template <class From, class To>
concept BroadcastsTo = (From::rank <= To::rank) && detail::broadcasts<From, To>();

// ---- Value types ---------------------------------------------------------------------------------------------------

/// What a tensor may hold: numbers or truths.
template <class T>
concept ValueType = std::is_arithmetic_v<T> &&(!std::is_const_v<T>);

/// Two operands have the same value type.
template <class T, class U>
concept SameValueType = std::is_same_v<T, U>;

/// A floating-point value type that the kernels compute with: float or double.
template <class T>
concept Floating = std::is_floating_point_v<T> &&(sizeof(T) <= sizeof(double));

/// A value type one can count in: any arithmetic type but bool.
template <class T>
concept Numeric = std::is_arithmetic_v<T> &&(!std::is_same_v<T, bool>);

/// An integer value type: any but bool.
template <class T>
concept Integer = std::is_integral_v<T> &&(!std::is_same_v<T, bool>);

/// A truth value.
template <class T>
concept Boolean = std::is_same_v<T, bool>;

/// A number can take the value type of the tensor it meets: no fraction is lost, and truth stays with truth.
template <class Number, class T>
concept ScalarFits = (std::is_floating_point_v<Number> <= std::is_floating_point_v<T>)&&(std::is_same_v<Number, bool> ==
                                                                                         std::is_same_v<T, bool>);

/// Every value of a list can take the value type of the tensor.
template <class T, class... Values>
concept ValuesFit = (ScalarFits<Values, T> && ...);

/// The memory may be written.
template <class T>
concept Writable = (!std::is_const_v<T>);

/// Two shapes have the same axes in the same order.
template <class L, class R>
concept SameAxesInOrder = std::is_same_v<L, R>;

/// A function of the user takes so many values of a type and returns a number or a truth.
template <class F, class T, std::size_t Count>
concept ElementFunctionOf = requires(F const& f) {
  requires std::is_arithmetic_v<std::remove_cvref_t<decltype(detail::call_with<T, Count>(f))>>;
};

// ---- Positions -----------------------------------------------------------------------------------------------------

/// No axis is free: every position has met a tensor that has the axis.
template <class Free>
concept Bound = (Free::size == 0);

/// Positions fit a shape: by name where axes have names, by an index inside where they have none.
template <class Shape, class Free>
concept PositionsFit = (positions_misplaced<Shape, Free> == 0);

/// Positions are all by name or all by index.
template <class Free>
concept PositionsAlike = (!positions_mixed<Free>);

// ---- Meaning: what names catch and sizes do not --------------------------------------------------------------------

/// What is a distribution over some axis is summed over exactly that axis; both are given as shapes.
template <class Normalized, class Summed>
concept SummedOverNormalized = (axes_summed_amiss<Normalized, Summed> == 0);

/// The weights were not normalized over an axis that both factors of their scores share; both are given as shapes.
template <class Normalized, class SharedByFactors>
concept MixesPositions = (axes_in_both<Normalized, SharedByFactors> == 0);

/// Elements along the axis can be taken in pairs.
template <class Axis>
concept EvenExtent = (Axis::extent % 2 == 0);

/// The features of a shape were not rotated along the axis.
template <class Shape, class Axis, class Rotation>
concept NotRotated = std::is_same_v<Rotation, not_rotated>;

/// The features of two shapes that are multiplied along the axis were both rotated, or neither was.
template <class L, class R, class Axis, class RotationL, class RotationR>
concept BothRotated = (std::is_same_v<RotationL, not_rotated> == std::is_same_v<RotationR, not_rotated>);

/// Keys are rotated as those of the cache are.
template <class Rotation, class Kept>
concept KeptRotation = std::is_same_v<Rotation, Kept>;

/// They were paired in the same way.
template <class L, class R, class Axis, class RotationL, class RotationR>
concept SamePairing = std::is_same_v<RotationL, RotationR>;

// ---- Overloads that explain ----------------------------------------------------------------------------------------

/// Never true: the call gave names where lengths are needed too.
template <class Shape>
concept LengthsGiven = (sizeof(Shape) == 0);

/// Never true: the call gave lengths where names are enough.
template <class... Axes>
concept NamesAlone = (sizeof...(Axes) == 0);

/// Never true: the call asked for elements that are not computed yet.
template <class Shape>
concept Computed = (sizeof(Shape) == 0);

/// Never true: the call named no axis. It carries the shapes into the message.
template <class... Shapes>
concept AxisGiven = (sizeof...(Shapes) == 0);

}  // namespace tenon
