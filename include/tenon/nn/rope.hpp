// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Rotary positions (Su et al., RoFormer, arXiv 2104.09864, section 3.2.2): pair i of a query or key at position t is
// turned by the angle t · theta^(−2i/n), so that a product of the two depends on the difference of their positions.
// Which features are a pair differs between families of models, and nothing but the type says so: neighbours (2i, 2i+1)
// in the paper and in Llama as its authors published it, halves (i, i + n/2) in GPT-NeoX and wherever a `rotate_half`
// is.

#include <cstddef>
#include <stdexcept>
#include <utility>

#include <tenon/expr/capture.hpp>
#include <tenon/expr/provenance.hpp>
#include <tenon/expr/rotate.hpp>
#include <tenon/tensor/error.hpp>

namespace tenon::nn {

/// Features (2i, 2i + 1) are turned together.
struct adjacent_pairs {
  static constexpr bool neighbours = true;
  static constexpr char const* name = "adjacent pairs";
};
/// Features (i, i + n/2) are turned together.
struct half_split {
  static constexpr bool neighbours = false;
  static constexpr char const* name = "halves";
};

// Not in detail, since compilers print it before a broken law's sentence.
namespace along {

/// The axes of positions: one with a capacity, or a list of names.
template <class Positions>
struct rope_positions;
template <template <std::size_t> class Seq, std::size_t N>
struct rope_positions<Seq<N>> {
  static constexpr std::size_t capacity = N;
  template <class Shape>
  using in = Seq<1>;
  template <class HeadDim>
  using input = shape<Seq<N>, HeadDim>;
};
template <template <template <std::size_t> class...> class List, template <std::size_t> class Seq,
          template <std::size_t> class... More>
struct rope_positions<List<Seq, More...>> {
  static constexpr std::size_t capacity = 0;
  /// The first that the shape has.
  template <class Shape, template <std::size_t> class First, template <std::size_t> class... Rest>
  static constexpr auto find() {
    if constexpr (index_of<Shape, tag_of<First<1>>> >= 0 || sizeof...(Rest) == 0)
      return First<1>{};
    else
      return find<Shape, Rest...>();
  }
  template <class Shape>
  using in = decltype(find<Shape, Seq, More...>());
  template <class HeadDim>
  using input = shape<HeadDim>;
};

}  // namespace along

/// What `rope<...>` names.
template <class T, class Pairing, class Positions, class HeadDim>
class rope_layer {
  using axes = along::rope_positions<Positions>;
  using op_type = op::rotate<Pairing, T>;

 public:
  using pairing = Pairing;
  /// The axes that x needs.
  using input = typename axes::template input<HeadDim>;

  /// Tables for as many positions as the type says.
  rope_layer() requires(axes::capacity != 0) : rope_layer(axes::capacity) {}
  /// Tables for a number of positions. Cost: one cosine and one sine for each pair of each, computed in double.
  explicit rope_layer(std::size_t capacity, double theta = 10000)
      : capacity_(capacity), table_(op_type::make_table(capacity, HeadDim::extent, theta)) {
    static_assert(EvenExtent<HeadDim>,
                  "tenon: rope: features are rotated in pairs, so the axis must have an even length "
                  "[docs/errors.md#rotated-pairs]");
  }

  [[nodiscard]] std::size_t capacity() const noexcept { return capacity_; }

  /// x rotated, its first position being `offset`. Lazy: it is one pass over x, which the elementwise operations that
  /// make x and that follow are part of. What it returns is rotated by this pairing, which `dot` remembers.
  /// Throws std::out_of_range, before anything is computed, if a position is not in the tables (of positions whose
  /// number is known only at run time, if one of their capacity is not). The layer must outlive the expression; a
  /// temporary gives its tables to it.
  template <Expression X>
  [[nodiscard]] auto operator()(X&& x, int offset = 0) const& {
    return apply(std::forward<X>(x), offset, nullptr);
  }
  template <Expression X>
  [[nodiscard]] auto operator()(X&& x, int offset = 0) && {
    return apply(std::forward<X>(x), offset, table_);
  }

 private:
  template <class Axis>
  struct axis_name {};

  template <class X>
  auto apply(X&& x, int offset, std::shared_ptr<T const> keep) const {
    if constexpr (IllFormed<X> || !EvenExtent<HeadDim>)
      return ill_formed{};
    else
      return checked(std::forward<X>(x), offset, std::move(keep), axis_name<typename axes::template in<shape_of<X>>>{},
                     axis_name<HeadDim>{});
  }
  template <class X, template <std::size_t> class Seq, std::size_t N, template <std::size_t> class Features,
            std::size_t M>
  auto checked(X&& x, int offset, std::shared_ptr<T const> keep, axis_name<Seq<N>>, axis_name<Features<M>>) const {
    using From = shape_of<X>;
    using Free = typename std::remove_cvref_t<X>::free_axes;
    using U = value_of<X>;
    using Node = tenon::detail::captured<X>;
    if constexpr (!DistinctAxes<Seq<1>, Features<1>>) {
      static_assert(DistinctAxes<Seq<1>, Features<1>>,
                    "tenon: rope: positions and features are two axes, as in rope<half_split, seq<512>, head_dim<64>> "
                    "[docs/errors.md#axis-twice]");
      return ill_formed{};
    } else if constexpr (!Bound<Free>) {
      static_assert(
          Bound<Free>,
          "tenon: rope: the operand is still free in an axis: a position has no length of its own; combine it with a "
          "tensor that has the axis, or bind it with broadcast<...> [docs/errors.md#free-axis]");
      return ill_formed{};
    } else if constexpr (!Named<From>) {
      static_assert(Named<From>,
                    "tenon: rope: the tensor's axes have no names; give them names with name_axes<...> "
                    "[docs/errors.md#names-and-positions]");
      return ill_formed{};
    } else if constexpr (!HasAxis<From, Seq>) {
      static_assert(HasAxis<From, Seq>,
                    "tenon: rope: the tensor does not have the axis of positions that the layer was made for; "
                    "rename<From, To> it [docs/errors.md#axis-absent]");
      return ill_formed{};
    } else if constexpr (!HasAxis<From, Features>) {
      static_assert(HasAxis<From, Features>,
                    "tenon: rope: the tensor does not have the axis of features that the layer rotates; split<...> it "
                    "into heads and their features first [docs/errors.md#axis-absent]");
      return ill_formed{};
    } else if constexpr (!SameExtentIn<From, shape<HeadDim>, HeadDim>) {
      static_assert(SameExtentIn<From, shape<HeadDim>, HeadDim>,
                    "tenon: rope: the features are not as many as the layer was made for; the angles depend on their "
                    "number [docs/errors.md#extents-differ]");
      return ill_formed{};
    } else if constexpr (!SameLengthKind<From, shape<HeadDim>, HeadDim>) {
      static_assert(
          SameLengthKind<From, shape<HeadDim>, HeadDim>,
          "tenon: rope: the number of features must be in the type, and not known only at run time (upto): the "
          "angles depend on it [docs/errors.md#run-time-length]");
      return ill_formed{};
    } else if constexpr (!SameValueType<T, U>) {
      static_assert(SameValueType<T, U>,
                    "tenon: rope: the layer's angles have another value type than the tensor; make it of that type, as "
                    "in rope<double, ...>, or convert with cast<T>(x) [docs/errors.md#value-types]");
      return ill_formed{};
    } else if constexpr (!NotRotated<From, HeadDim,
                                     typename tenon::detail::pairing_in<rotations_of<Node>, tag_of<HeadDim>>::type>) {
      using Rotation = typename tenon::detail::pairing_in<rotations_of<Node>, tag_of<HeadDim>>::type;
      static_assert(NotRotated<From, HeadDim, Rotation>,
                    "tenon: rope: the features are rotated already; rotate once, where queries and keys are made, or "
                    "wrap what was rotated in unchecked(...) if a second rotation is meant "
                    "[docs/errors.md#rotated-twice]");
      return ill_formed{};
    } else {
      constexpr std::size_t positions = extent_of<From, Seq<1>>;
      if (offset < 0 || static_cast<std::size_t>(offset) + positions > capacity_)
        tenon::detail::fail<std::out_of_range>("tenon: rope: positions ", offset, " to ",
                                               offset + static_cast<std::ptrdiff_t>(positions) - 1,
                                               " are not in the tables: expected 0 to ", capacity_, " (not included)");
      op_type turn{table_.get() + offset * op_type::row_elements(static_cast<std::ptrdiff_t>(HeadDim::extent)),
                   std::move(keep)};
      return node::rotated<op_type, index_of<From, tag_of<HeadDim>>, index_of<From, tag_of<Seq<1>>>, Node>(
          std::move(turn), tenon::detail::capture(std::forward<X>(x)));
    }
  }

  std::size_t capacity_;
  std::shared_ptr<T const> table_;
};

namespace detail {
template <class First, class... Rest>
struct rope_of {
  using type = rope_layer<float, First, Rest...>;
};
template <Scalar T, class... Rest>
struct rope_of<T, Rest...> {
  using type = rope_layer<T, Rest...>;
};
}  // namespace detail

/// Rotary positions: `rope<half_split, seq<512>, head_dim<64>>` for up to 512 positions along seq, angles of float;
/// `rope<double, adjacent_pairs, positions<seq, key>, head_dim<64>> r(512)` along whichever of the names a tensor has,
/// the capacity given when made. Example: `r(q)`, `r(k, cache.length())`
template <class... Parameters>
using rope = typename detail::rope_of<Parameters...>::type;

}  // namespace tenon::nn
