// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The named product: sums over the axes named; axes that both operands have otherwise are batch axes.

#include <tenon/expr/capture.hpp>
#include <tenon/expr/provenance.hpp>

namespace tenon {

/// The product of two tensors, summed over the axes named.
/// Shape: query×d · key×d → query×key; other axes that both have are batch axes; a's axes come first, in a's order.
/// Mandates: both operands have the axes; an axis that both have is equally long in both; one floating value type; a
/// distribution (the result of softmax) is summed over its own axis, which its scores' factors must not share.
/// Cost: register tiles; elementwise operations on the result run in the epilogue. Numerics: each sum in one fixed
/// order. Example: `dot<key>(softmax<key>(dot<head_dim>(q, k)), v)`
template <template <std::size_t> class Axis, template <std::size_t> class... More, Expression A, Expression B>
[[nodiscard]] constexpr auto dot(A&& a, B&& b) {
  if constexpr (detail::any_ill_formed<A, B>) {
    return ill_formed{};
  } else {
    using L = shape_of<A>;
    using R = shape_of<B>;
    using FreeL = typename std::remove_cvref_t<A>::free_axes;
    using FreeR = typename std::remove_cvref_t<B>::free_axes;
    using T = value_of<A>;
    using U = value_of<B>;
    using Over = shape<Axis<1>, More<1>...>;
    using Summed = detail::tags_union<tags<tag_of<Axis<1>>>, tags<tag_of<More<1>>>...>;
    if constexpr (!Bound<FreeL> || !Bound<FreeR>) {
      using Free = std::conditional_t<Bound<FreeL>, FreeR, FreeL>;
      static_assert(
          Bound<Free>,
          "tenon: dot: an operand is still free in an axis: a position has no length of its own; combine it with a "
          "tensor that has the axis, or bind it with broadcast<...> [docs/errors.md#free-axis]");
      return ill_formed{};
    } else if constexpr (!Named<L>) {
      static_assert(
          Named<L>,
          "tenon: dot: the left operand has no axis names; name them with name_axes<...>, or use matmul(a, b) for "
          "the positional product [docs/errors.md#names-and-positions]");
      return ill_formed{};
    } else if constexpr (!Named<R>) {
      static_assert(
          Named<R>,
          "tenon: dot: the right operand has no axis names; name them with name_axes<...>, or use matmul(a, b) for "
          "the positional product [docs/errors.md#names-and-positions]");
      return ill_formed{};
    } else if constexpr (!AxesWithin<Over, L>) {
      static_assert(AxesWithin<Over, L>,
                    "tenon: dot: the left operand does not have the axis that is to be summed; name an axis that both "
                    "operands have, or rename<From, To> one [docs/errors.md#axis-absent]");
      return ill_formed{};
    } else if constexpr (!AxesWithin<Over, R>) {
      static_assert(AxesWithin<Over, R>,
                    "tenon: dot: the right operand does not have the axis that is to be summed; name an axis that both "
                    "operands have, or rename<From, To> one [docs/errors.md#axis-absent]");
      return ill_formed{};
    } else if constexpr (!DistinctAxes<Axis<1>, More<1>...>) {
      static_assert(DistinctAxes<Axis<1>, More<1>...>,
                    "tenon: dot: an axis is named twice; name each axis once [docs/errors.md#axis-twice]");
      return ill_formed{};
    } else if constexpr (constexpr int other = detail::first_mismatch_in<L, R>::value; other >= 0) {
      using Shared = axis_at<L, static_cast<std::size_t>(other)>;
      static_assert(
          SameExtentIn<L, R, Shared>,
          "tenon: dot: an axis that both operands have must be equally long in both, whether it is summed or a "
          "batch axis; rename<From, To> it in one of them if it means something else "
          "[docs/errors.md#extents-differ]");
      return ill_formed{};
    } else if constexpr (constexpr int kind = detail::first_length_mismatch<L, R>::value; kind >= 0) {
      using Shared = axis_at<L, static_cast<std::size_t>(kind)>;
      static_assert(
          SameLengthKind<L, R, Shared>,
          "tenon: dot: the length of an axis is in the type of one operand and known only at run time (upto) in the "
          "other; read the fixed one through a view<..., upto<...>> and resize that to the other's length "
          "[docs/errors.md#run-time-length]");
      return ill_formed{};
    } else if constexpr (!SameValueType<T, U>) {
      static_assert(SameValueType<T, U>,
                    "tenon: dot: the operands have different value types; convert one with cast<T>(x) "
                    "[docs/errors.md#value-types]");
      return ill_formed{};
    } else if constexpr (!Floating<T>) {
      static_assert(Floating<T>,
                    "tenon: dot: products are defined for float and double; cast<float>(x) first "
                    "[docs/errors.md#floating-only]");
      return ill_formed{};
    } else {
      using NodeL = detail::captured<A>;
      using NodeR = detail::captured<B>;
      using NormalizedL = typename detail::axes_tagged<L, distribution_of<NodeL>>::type;
      using NormalizedR = typename detail::axes_tagged<R, distribution_of<NodeR>>::type;
      using SharedL = typename detail::axes_tagged<L, shared_axes_of<NodeL>>::type;
      using SharedR = typename detail::axes_tagged<R, shared_axes_of<NodeR>>::type;
      using SummedAxes = typename detail::axes_tagged<L, Summed>::type;
      if constexpr (!SummedOverNormalized<NormalizedL, SummedAxes> || !SummedOverNormalized<NormalizedR, SummedAxes>) {
        using Normalized = std::conditional_t<SummedOverNormalized<NormalizedL, SummedAxes>, NormalizedR, NormalizedL>;
        static_assert(
            SummedOverNormalized<Normalized, SummedAxes>,
            "tenon: dot: these weights are a distribution over another axis than the one summed here (softmax ran "
            "along that other axis); sum over the axis of the softmax, or wrap the weights in unchecked(...) if "
            "this is meant [docs/errors.md#wrong-distribution]");
        return ill_formed{};
      } else if constexpr (!MixesPositions<NormalizedL, SharedL> || !MixesPositions<NormalizedR, SharedR>) {
        using Normalized = std::conditional_t<MixesPositions<NormalizedL, SharedL>, NormalizedR, NormalizedL>;
        using SharedByFactors = std::conditional_t<MixesPositions<NormalizedL, SharedL>, SharedR, SharedL>;
        static_assert(
            MixesPositions<Normalized, SharedByFactors>,
            "tenon: dot: both factors of these scores have the axis that is summed here, so each position met only "
            "itself (a batch axis, not attention); rename<From, To> the axis in one factor, as in "
            "rename<seq, key>(k), or wrap the weights in unchecked(...) [docs/errors.md#shared-axis]");
        return ill_formed{};
      } else if constexpr (!detail::tags_same<rotations_of<NodeL>, rotations_of<NodeR>> &&
                           !detail::rotated_alike_along<rotations_of<NodeL>, rotations_of<NodeR>, tag_of<Axis<1>>,
                                                        tag_of<More<1>>...>) {
        using Unlike = typename detail::first_unlike<rotations_of<NodeL>, rotations_of<NodeR>, tag_of<Axis<1>>,
                                                     tag_of<More<1>>...>::type;
        using Features = axis_at<L, static_cast<std::size_t>(index_of<L, typename Unlike::tag>)>;
        using RotationL = typename Unlike::left;
        using RotationR = typename Unlike::right;
        if constexpr (!BothRotated<L, R, Features, RotationL, RotationR>)
          static_assert(
              BothRotated<L, R, Features, RotationL, RotationR>,
              "tenon: dot: one factor was rotated by its positions along this axis and the other was not; rotate the "
              "other too, as in rope(k), or wrap the rotated one in unchecked(...) if this is meant "
              "[docs/errors.md#rotated-alike]");
        else
          static_assert(
              SamePairing<L, R, Features, RotationL, RotationR>,
              "tenon: dot: the factors were rotated with their features paired differently (neighbours in one, halves "
              "in the other); rotate both by layers of one pairing [docs/errors.md#rotated-alike]");
        return ill_formed{};
      } else {
        using Result = typename detail::dot_shape<L, R, Summed>::type;
        return node::contracted<Result, Summed, NodeL, NodeR>(detail::capture(std::forward<A>(a)),
                                                              detail::capture(std::forward<B>(b)));
      }
    }
  }
}

/// Explains a dot without an axis.
template <Expression A, Expression B>
constexpr auto dot(A&&, B&&) {
  if constexpr (!detail::any_ill_formed<A, B>) {
    using L = shape_of<A>;
    using R = shape_of<B>;
    static_assert(
        AxisGiven<L, R>,
        "tenon: dot: say over which axis the product sums, as in dot<embed>(a, b); the product of tensors without "
        "names is matmul(a, b) [docs/errors.md#axis-missing]");
  }
  return ill_formed{};
}

/// Explains a dot over an axis index.
template <int... Index, Expression A, Expression B>
  requires(sizeof...(Index) != 0)
constexpr auto dot(A&&, B&&) {
  if constexpr (!detail::any_ill_formed<A, B>) {
    using L = shape_of<A>;
    using R = shape_of<B>;
    static_assert(
        AxisGiven<L, R>,
        "tenon: dot: an axis is named, not counted, as in dot<embed>(a, b); the product of tensors without names is "
        "matmul(a, b) [docs/errors.md#axis-missing]");
  }
  return ill_formed{};
}

/// Explains a dot over an axis with a length.
template <Axis First, Axis... Rest, Expression A, Expression B>
constexpr auto dot(A&&, B&&) {
  static_assert(NamesAlone<First, Rest...>,
                "tenon: dot: name the axis without its length, as in dot<embed>(a, b) [docs/errors.md#length-given]");
  return ill_formed{};
}

}  // namespace tenon
