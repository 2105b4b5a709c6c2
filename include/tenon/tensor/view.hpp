// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Borrowed memory with axes: contiguous (view) or with static strides (strided_view). Views never own.

#include <array>
#include <span>

#include <tenon/tensor/tensor.hpp>

namespace tenon {

namespace detail {
template <class Shape>
inline void check_view_length(std::size_t found) {
  if (found != Shape::size) {
    fail<std::length_error>("tenon: view: expected ", Shape::size, " elements for ", shape_text<Shape>(), ", found ",
                            found);
  }
}
}  // namespace detail

/// Contiguous memory of somebody else, seen with axes; `view<T const, …>` only reads. Assignment writes through.
/// Example: `tenon::view<float const, seq<20>, embed<64>> x(pointer);`
template <class T, class... Axes>
class view : public memory<view<T, Axes...>, std::remove_const_t<T>, shape<Axes...>, row_major<shape<Axes...>>> {
 public:
  using shape_type = shape<Axes...>;
  using strides_type = row_major<shape_type>;
  using element_type = T;

  /// Borrows `shape_type::size` elements from a pointer on. (A template, lest an array, whose length is checked,
  /// decay.)
  template <class P>
    requires(!std::is_array_v<std::remove_reference_t<P>> && std::is_convertible_v<P, T*>)
  constexpr explicit view(P&& data) : data_(data) {}
  /// Borrows a contiguous range, whose length is checked at run time.
  constexpr explicit view(std::span<T> values) : data_(values.data()) {
    if (values.size() != shape_type::size) detail::check_view_length<shape_type>(values.size());
  }
  template <std::size_t N>
  constexpr explicit view(T (&values)[N]) : data_(values) {
    static_assert(ValueCount<shape_type, N>,
                  "tenon: view: the array has not as many elements as the view [docs/errors.md#value-count]");
  }
  template <class U, std::size_t M, std::size_t N>
    requires std::is_convertible_v<U (*)[], T (*)[]>
  constexpr explicit view(U (&values)[M][N]) : data_(&values[0][0]) {
    static_assert(ValueCount<shape_type, M * N>,
                  "tenon: view: the array has not as many elements as the view [docs/errors.md#value-count]");
  }
  template <class U, std::size_t N>
    requires std::is_convertible_v<U (*)[], T (*)[]>
  constexpr explicit view(std::array<U, N>& values) : data_(values.data()) {
    static_assert(ValueCount<shape_type, N>,
                  "tenon: view: the array has not as many elements as the view [docs/errors.md#value-count]");
  }
  /// Borrows a tensor, or another view, with the same axes in the same order.
  template <class U, class... B>
    requires std::is_convertible_v<U (*)[], T (*)[]>
  constexpr view(tensor<U, B...>& values) : data_(values.data()) { take(values); }
  template <class U, class... B>
    requires std::is_convertible_v<U const (*)[], T (*)[]>
  constexpr view(tensor<U, B...> const& values) : data_(values.data()) { take(values); }
  template <class U, class... B>
    requires(std::is_convertible_v<U (*)[], T (*)[]> && !std::is_same_v<view<U, B...>, view>)
  constexpr view(view<U, B...> const& values) : data_(values.data()) { take(values); }
  constexpr view(view const&) = default;
  ~view() = default;

  /// Writes an expression through to the memory.
  template <Expression E>
  TENON_INLINE constexpr view& operator=(E const& source) {
    static_assert(Writable<T>, "tenon: view: this view only reads (view<T const, ...>) [docs/errors.md#read-only]");
    if constexpr (Writable<T>)
      assignment::perform(source, detail::borrowed_memory<T, shape_type, strides_type>(data_, this->lengths_));
    return *this;
  }
  constexpr view& operator=(view const& other) {
    static_assert(Writable<T>, "tenon: view: this view only reads (view<T const, ...>) [docs/errors.md#read-only]");
    if constexpr (Writable<T>)
      assignment::perform(other, detail::borrowed_memory<T, shape_type, strides_type>(data_, this->lengths_));
    return *this;
  }

  [[nodiscard]] constexpr T* data() const { return data_; }
  [[nodiscard]] constexpr std::span<T, shape_type::size> span() const {
    return std::span<T, shape_type::size>(data_, shape_type::size);
  }
  [[nodiscard]] constexpr T* begin() const { return data_; }
  [[nodiscard]] constexpr T* end() const { return data_ + shape_type::size; }

 private:
  template <class Source>
  constexpr void take(Source const& source) {
    using From = shape_of<Source>;
    // Memory whose lengths are in its type may be seen up to them.
    using To =
        std::conditional_t<std::is_same_v<From, typename detail::capacities<shape_type>::type>, From, shape_type>;
    if constexpr (detail::has_bounded<From> && std::is_same_v<From, To>) this->lengths_ = source.lengths();
    static_assert(
        SameAxesInOrder<From, To>,
        "tenon: view: a view borrows memory as it lies, so the tensor must have the same axes in the same order; "
        "to change the order, evaluate permute<...> into a tensor [docs/errors.md#view-axes]");
  }
  T* data_;
};

/// A view of what a broken expression was assigned to: accepts anything, says nothing more.
template <class T>
class view<T, ill_formed> : public ill_formed {
 public:
  using ill_formed::ill_formed;
  constexpr view(ill_formed const&) {}
  template <class E>
  constexpr view& operator=(E const&) {
    return *this;
  }
};

/// A view that breaks a law says so, once, and accepts anything from then on.
template <class T, class... Axes>
  requires detail::breaks_a_law<std::remove_const_t<T>, Axes...>
class view<T, Axes...> : public ill_formed {
  static_assert(
      DistinctAxes<Axes...>,
      "tenon: view: an axis occurs twice; two axes of one meaning need two names [docs/errors.md#axis-twice]");
  static_assert(AllNamedOrNone<Axes...>,
                "tenon: view: some axes have names and some are dim<N>; a shape is wholly named or wholly positional "
                "[docs/errors.md#names-and-positions]");
  static_assert(PositiveExtents<Axes...>, "tenon: view: an axis has length 0 [docs/errors.md#extent-zero]");
  static_assert(ValueType<std::remove_const_t<T>>,
                "tenon: view: the value type must be a number or bool [docs/errors.md#value-types]");
  static_assert(
      NamedCapacities<Axes...>,
      "tenon: upto: give a named axis with its capacity, as in upto<seq<512>>; an axis without a name has its "
      "length in its type [docs/errors.md#run-time-length]");

 public:
  template <class E>
  constexpr view(E const&) {}
  template <class E>
  constexpr view& operator=(E const&) {
    return *this;
  }
};

view(ill_formed)->view<float, ill_formed>;
template <class T, class... Axes>
  requires(!IllFormed<tensor<T, Axes...>>)
view(tensor<T, Axes...>&)
->view<T, Axes...>;
template <class T, class... Axes>
  requires(!IllFormed<tensor<T, Axes...>>)
view(tensor<T, Axes...> const&)
->view<T const, Axes...>;

/// Memory of somebody else with static strides, in elements, one for each axis. Assignment writes through.
/// Example: `tenon::strided_view<float, tenon::strides<1, 4>, seq<4>, embed<8>> x(pointer);` reads column-major memory.
template <class T, class Strides, class... Axes>
class strided_view : public memory<strided_view<T, Strides, Axes...>, std::remove_const_t<T>, shape<Axes...>, Strides> {
 public:
  using shape_type = shape<Axes...>;
  using strides_type = Strides;
  using element_type = T;

  /// Borrows memory in which the element with all indices 0 is at the pointer.
  constexpr explicit strided_view(T* data) : data_(data) {}
  constexpr strided_view(strided_view const&) = default;
  ~strided_view() = default;

  /// Writes an expression through to the memory.
  template <Expression E>
  TENON_INLINE constexpr strided_view& operator=(E const& source) {
    static_assert(Writable<T>, "tenon: strided_view: this view only reads (T const) [docs/errors.md#read-only]");
    if constexpr (Writable<T>)
      assignment::perform(source, detail::borrowed_memory<T, shape_type, strides_type>(data_, this->lengths_));
    return *this;
  }
  constexpr strided_view& operator=(strided_view const& other) {
    static_assert(Writable<T>, "tenon: strided_view: this view only reads (T const) [docs/errors.md#read-only]");
    if constexpr (Writable<T>)
      assignment::perform(other, detail::borrowed_memory<T, shape_type, strides_type>(data_, this->lengths_));
    return *this;
  }

  [[nodiscard]] constexpr T* data() const { return data_; }

 private:
  T* data_;
};

/// A strided view that breaks a law says so, once, and accepts anything from then on.
template <class T, class Strides, class... Axes>
  requires(detail::breaks_a_law<std::remove_const_t<T>, Axes...> || !IndexCount<Strides, sizeof...(Axes)>)
class strided_view<T, Strides, Axes...> : public ill_formed {
  static_assert(DistinctAxes<Axes...>,
                "tenon: strided_view: an axis occurs twice; two axes of one meaning need two names "
                "[docs/errors.md#axis-twice]");
  static_assert(AllNamedOrNone<Axes...>,
                "tenon: strided_view: some axes have names and some are dim<N>; a shape is wholly named or wholly "
                "positional [docs/errors.md#names-and-positions]");
  static_assert(PositiveExtents<Axes...>, "tenon: strided_view: an axis has length 0 [docs/errors.md#extent-zero]");
  static_assert(ValueType<std::remove_const_t<T>>,
                "tenon: strided_view: the value type must be a number or bool [docs/errors.md#value-types]");
  static_assert(
      NamedCapacities<Axes...>,
      "tenon: upto: give a named axis with its capacity, as in upto<seq<512>>; an axis without a name has its "
      "length in its type [docs/errors.md#run-time-length]");
  static_assert(IndexCount<Strides, sizeof...(Axes)>,
                "tenon: strided_view: give one stride for each axis [docs/errors.md#index-count]");

 public:
  template <class E>
  constexpr strided_view(E const&) {}
  template <class E>
  constexpr strided_view& operator=(E const&) {
    return *this;
  }
};

}  // namespace tenon
