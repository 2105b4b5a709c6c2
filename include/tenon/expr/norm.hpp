// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Normalization layers' formulas: rows brought to mean 0 and variance 1 (or to mean square 1), then scaled and shifted.

#include <tenon/expr/broadcast.hpp>
#include <tenon/expr/operators.hpp>

namespace tenon {

namespace detail {

/// A gain or bias beside a positional tensor: one value for each index of axis I, repeated along the others.
template <class Shape, int I, class G>
[[nodiscard]] constexpr auto along(G&& gain) {
  if constexpr (!Expression<G>) {
    return gain;
  } else if constexpr (!Positional<Shape>) {
    return capture(std::forward<G>(gain));
  } else {
    return node::viewed<typename expanded_along<Shape, I>::type, Shape, captured<G>>(capture(std::forward<G>(gain)));
  }
}

}  // namespace detail

/// (x − mean) / sqrt(variance + eps) · gain + bias along an axis; gain and bias have that axis alone, or are numbers.
/// Cost: one pass over rows that stay in cache. Numerics: the variance is taken around the mean, over the whole row.
template <template <std::size_t> class Axis, Expression E, class Gain, class Bias>
  requires(Expression<Gain> || Scalar<Gain>)
&&(Expression<Bias> || Scalar<Bias>)
    [[nodiscard]] constexpr auto layer_norm(E&& e, Gain&& gain, Bias&& bias, double eps = 1e-5) {
  if constexpr (detail::any_ill_formed<E, Gain, Bias>) {
    return ill_formed{};
  } else {
    using From = shape_of<E>;
    using Free =
        detail::tags_union<typename std::remove_cvref_t<E>::free_axes, typename detail::free_or_none<Gain>::type,
                           typename detail::free_or_none<Bias>::type>;
    constexpr int index = index_of<From, tag_of<Axis<1>>>;
    using T = value_of<E>;
    using Whole = typename detail::axis_or_none<From, index>::type;
    using GainShape = detail::shape_or_none<Gain>;
    using BiasShape = detail::shape_or_none<Bias>;
    if constexpr (!Bound<Free>) {
      static_assert(Bound<Free>,
                    "tenon: layer_norm: an operand is still free in an axis: a position has no length of its own; "
                    "combine it with a "
                    "tensor that has the axis, or bind it with broadcast<...> [docs/errors.md#free-axis]");
      return ill_formed{};
    } else if constexpr (!Named<From>) {
      static_assert(Named<From>,
                    "tenon: layer_norm: the tensor's axes have no names; give them names with name_axes<...>, or "
                    "count the axis, as in layer_norm<-1>(x, ...) [docs/errors.md#names-and-positions]");
      return ill_formed{};
    } else if constexpr (!HasAxis<From, Axis>) {
      static_assert(HasAxis<From, Axis>,
                    "tenon: layer_norm: the tensor does not have this axis; name one of its axes "
                    "[docs/errors.md#axis-absent]");
      return ill_formed{};
    } else if constexpr (!Floating<T>) {
      static_assert(Floating<T>,
                    "tenon: layer_norm: it is defined for float and double; cast<float>(x) first "
                    "[docs/errors.md#floating-only]");
      return ill_formed{};
    } else if constexpr (!ServesAxis<GainShape, Whole>) {
      static_assert(ServesAxis<GainShape, Whole>,
                    "tenon: layer_norm: the gain must have one value for each element along the normalized axis: "
                    "its shape is that axis alone [docs/errors.md#norm-parameters]");
      return ill_formed{};
    } else if constexpr (!ServesAxis<BiasShape, Whole>) {
      static_assert(ServesAxis<BiasShape, Whole>,
                    "tenon: layer_norm: the bias must have one value for each element along the normalized axis: "
                    "its shape is that axis alone [docs/errors.md#norm-parameters]");
      return ill_formed{};
    } else {
      return node::normalized<op::standardize, index, detail::captured<E>>(op::standardize{eps},
                                                                           detail::capture(std::forward<E>(e))) *
                 detail::along<From, index>(std::forward<Gain>(gain)) +
             detail::along<From, index>(std::forward<Bias>(bias));
    }
  }
}
template <int Index, Expression E, class Gain, class Bias>
  requires(Expression<Gain> || Scalar<Gain>)
&&(Expression<Bias> || Scalar<Bias>)
    [[nodiscard]] constexpr auto layer_norm(E&& e, Gain&& gain, Bias&& bias, double eps = 1e-5) {
  if constexpr (detail::any_ill_formed<E, Gain, Bias>) {
    return ill_formed{};
  } else {
    using From = shape_of<E>;
    using Free =
        detail::tags_union<typename std::remove_cvref_t<E>::free_axes, typename detail::free_or_none<Gain>::type,
                           typename detail::free_or_none<Bias>::type>;
    constexpr int index = detail::wrapped<From>(Index);
    using T = value_of<E>;
    using Whole = typename detail::axis_or_none<From, index>::type;
    using GainShape = detail::shape_or_none<Gain>;
    using BiasShape = detail::shape_or_none<Bias>;
    if constexpr (!Bound<Free>) {
      static_assert(Bound<Free>,
                    "tenon: layer_norm: an operand is still free in an axis: a position has no length of its own; "
                    "combine it with a "
                    "tensor that has the axis, or bind it with broadcast<...> [docs/errors.md#free-axis]");
      return ill_formed{};
    } else if constexpr (!Positional<From>) {
      static_assert(Positional<From>,
                    "tenon: layer_norm: the axes have names; name the axis, as in layer_norm<embed>(x, ...) "
                    "[docs/errors.md#names-and-positions]");
      return ill_formed{};
    } else if constexpr (!HasIndex<From, Index>) {
      static_assert(HasIndex<From, Index>,
                    "tenon: layer_norm: there is no axis with this index; indices run from 0, or from -1 backwards "
                    "[docs/errors.md#axis-index]");
      return ill_formed{};
    } else if constexpr (!Floating<T>) {
      static_assert(Floating<T>,
                    "tenon: layer_norm: it is defined for float and double; cast<float>(x) first "
                    "[docs/errors.md#floating-only]");
      return ill_formed{};
    } else if constexpr (!ServesAxis<GainShape, Whole>) {
      static_assert(ServesAxis<GainShape, Whole>,
                    "tenon: layer_norm: the gain must have one value for each element along the normalized axis: "
                    "its shape is that axis alone [docs/errors.md#norm-parameters]");
      return ill_formed{};
    } else if constexpr (!ServesAxis<BiasShape, Whole>) {
      static_assert(ServesAxis<BiasShape, Whole>,
                    "tenon: layer_norm: the bias must have one value for each element along the normalized axis: "
                    "its shape is that axis alone [docs/errors.md#norm-parameters]");
      return ill_formed{};
    } else {
      return node::normalized<op::standardize, index, detail::captured<E>>(op::standardize{eps},
                                                                           detail::capture(std::forward<E>(e))) *
                 detail::along<From, index>(std::forward<Gain>(gain)) +
             detail::along<From, index>(std::forward<Bias>(bias));
    }
  }
}

/// x / sqrt(mean(x²) + eps) · gain along an axis; gain has that axis alone, or is a number.
/// Cost: one pass over rows that stay in cache.
template <template <std::size_t> class Axis, Expression E, class Gain>
  requires(Expression<Gain> || Scalar<Gain>)
[[nodiscard]] constexpr auto rms_norm(E&& e, Gain&& gain, double eps = 1e-5) {
  if constexpr (detail::any_ill_formed<E, Gain>) {
    return ill_formed{};
  } else {
    using From = shape_of<E>;
    using Free =
        detail::tags_union<typename std::remove_cvref_t<E>::free_axes, typename detail::free_or_none<Gain>::type>;
    constexpr int index = index_of<From, tag_of<Axis<1>>>;
    using T = value_of<E>;
    using Whole = typename detail::axis_or_none<From, index>::type;
    using GainShape = detail::shape_or_none<Gain>;
    if constexpr (!Bound<Free>) {
      static_assert(Bound<Free>,
                    "tenon: rms_norm: an operand is still free in an axis: a position has no length of its own; "
                    "combine it with a "
                    "tensor that has the axis, or bind it with broadcast<...> [docs/errors.md#free-axis]");
      return ill_formed{};
    } else if constexpr (!Named<From>) {
      static_assert(Named<From>,
                    "tenon: rms_norm: the tensor's axes have no names; give them names with name_axes<...>, or "
                    "count the axis, as in rms_norm<-1>(x, ...) [docs/errors.md#names-and-positions]");
      return ill_formed{};
    } else if constexpr (!HasAxis<From, Axis>) {
      static_assert(HasAxis<From, Axis>,
                    "tenon: rms_norm: the tensor does not have this axis; name one of its axes "
                    "[docs/errors.md#axis-absent]");
      return ill_formed{};
    } else if constexpr (!Floating<T>) {
      static_assert(Floating<T>,
                    "tenon: rms_norm: it is defined for float and double; cast<float>(x) first "
                    "[docs/errors.md#floating-only]");
      return ill_formed{};
    } else if constexpr (!ServesAxis<GainShape, Whole>) {
      static_assert(ServesAxis<GainShape, Whole>,
                    "tenon: rms_norm: the gain must have one value for each element along the normalized axis: its "
                    "shape is that axis alone [docs/errors.md#norm-parameters]");
      return ill_formed{};
    } else {
      return node::normalized<op::rms, index, detail::captured<E>>(op::rms{eps}, detail::capture(std::forward<E>(e))) *
             detail::along<From, index>(std::forward<Gain>(gain));
    }
  }
}
template <int Index, Expression E, class Gain>
  requires(Expression<Gain> || Scalar<Gain>)
[[nodiscard]] constexpr auto rms_norm(E&& e, Gain&& gain, double eps = 1e-5) {
  if constexpr (detail::any_ill_formed<E, Gain>) {
    return ill_formed{};
  } else {
    using From = shape_of<E>;
    using Free =
        detail::tags_union<typename std::remove_cvref_t<E>::free_axes, typename detail::free_or_none<Gain>::type>;
    constexpr int index = detail::wrapped<From>(Index);
    using T = value_of<E>;
    using Whole = typename detail::axis_or_none<From, index>::type;
    using GainShape = detail::shape_or_none<Gain>;
    if constexpr (!Bound<Free>) {
      static_assert(Bound<Free>,
                    "tenon: rms_norm: an operand is still free in an axis: a position has no length of its own; "
                    "combine it with a "
                    "tensor that has the axis, or bind it with broadcast<...> [docs/errors.md#free-axis]");
      return ill_formed{};
    } else if constexpr (!Positional<From>) {
      static_assert(Positional<From>,
                    "tenon: rms_norm: the axes have names; name the axis, as in rms_norm<embed>(x, ...) "
                    "[docs/errors.md#names-and-positions]");
      return ill_formed{};
    } else if constexpr (!HasIndex<From, Index>) {
      static_assert(HasIndex<From, Index>,
                    "tenon: rms_norm: there is no axis with this index; indices run from 0, or from -1 backwards "
                    "[docs/errors.md#axis-index]");
      return ill_formed{};
    } else if constexpr (!Floating<T>) {
      static_assert(Floating<T>,
                    "tenon: rms_norm: it is defined for float and double; cast<float>(x) first "
                    "[docs/errors.md#floating-only]");
      return ill_formed{};
    } else if constexpr (!ServesAxis<GainShape, Whole>) {
      static_assert(ServesAxis<GainShape, Whole>,
                    "tenon: rms_norm: the gain must have one value for each element along the normalized axis: its "
                    "shape is that axis alone [docs/errors.md#norm-parameters]");
      return ill_formed{};
    } else {
      return node::normalized<op::rms, index, detail::captured<E>>(op::rms{eps}, detail::capture(std::forward<E>(e))) *
             detail::along<From, index>(std::forward<Gain>(gain));
    }
  }
}

/// Explains an axis with a length.
template <Axis First, Expression E, class Gain, class Bias>
constexpr auto layer_norm(E&&, Gain&&, Bias&&, double = 1e-5) {
  static_assert(NamesAlone<First>,
                "tenon: layer_norm: name the axis without its length, as in layer_norm<embed>(x, gain, bias) "
                "[docs/errors.md#length-given]");
  return ill_formed{};
}

/// Explains an axis with a length.
template <Axis First, Expression E, class Gain>
constexpr auto rms_norm(E&&, Gain&&, double = 1e-5) {
  static_assert(NamesAlone<First>,
                "tenon: rms_norm: name the axis without its length, as in rms_norm<embed>(x, gain) "
                "[docs/errors.md#length-given]");
  return ill_formed{};
}

}  // namespace tenon
