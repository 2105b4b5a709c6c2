// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The owning tensor: its axes are part of its type, its elements contiguous, the last axis fastest.

#include <algorithm>
#include <array>
#include <span>

#include <tenon/tensor/assignment.hpp>
#include <tenon/tensor/storage.hpp>

namespace tenon {

namespace detail {

template <class T, class... Axes>
constexpr bool law_broken() {
  if constexpr ((std::is_same_v<Axes, ill_formed> || ...)) {
    return false;  // broken already
  } else {
    return !(DistinctAxes<Axes...> && AllNamedOrNone<Axes...> && PositiveExtents<Axes...> && ValueType<T> &&
             NamedCapacities<Axes...>);
  }
}
/// True for a value type and axes that make no tensor.
template <class T, class... Axes>
inline constexpr bool breaks_a_law = law_broken<T, Axes...>();

}  // namespace detail

/// An owning tensor of T with axes `Axes...`, outermost first; zero when made.
/// Mandates: distinct axes, all named or none (`dim<N>`), every length at least 1, T an arithmetic type.
/// Cost: elements live inside the object up to `config::inline_bytes`, else on the 64-byte aligned heap.
/// Example: `tenon::tensor<float, seq<2>, embed<3>> x{1, 2, 3, 4, 5, 6};`
template <class T, class... Axes>
class tensor : public memory<tensor<T, Axes...>, T, shape<Axes...>, row_major<shape<Axes...>>> {
 public:
  using shape_type = shape<Axes...>;
  using strides_type = row_major<shape_type>;

  /// Zeros.
  constexpr tensor() = default;
  /// Elements without a value.
  constexpr explicit tensor(uninitialized_t tag) : storage_(tag) {}

  constexpr tensor(tensor const&) = default;
  constexpr tensor(tensor&&) noexcept = default;
  constexpr tensor& operator=(tensor const&) = default;
  constexpr tensor& operator=(tensor&&) noexcept = default;
  ~tensor() = default;

  /// Evaluates an expression. The same named axes in another order are permuted.
  template <Expression E>
    requires(!std::is_same_v<std::remove_cvref_t<E>, tensor>)
  TENON_INLINE constexpr tensor(E const& source) : storage_(uninitialized) { assignment::perform(source, writes()); }
  template <Expression E>
    requires(!std::is_same_v<std::remove_cvref_t<E>, tensor>)
  TENON_INLINE constexpr tensor& operator=(E const& source) {
    assignment::perform(source, writes());
    return *this;
  }

  /// The values, in row-major order, as many as the tensor has elements.
  template <class... V>
    requires((sizeof...(V) != 0) && (std::is_arithmetic_v<V> && ...))
  constexpr explicit(sizeof...(V) == 1 && sizeof...(Axes) != 0) tensor(V... values) {
    static_assert(ValueCount<shape_type, sizeof...(V)>,
                  "tenon: tensor: the number of values is not the number of elements [docs/errors.md#value-count]");
    if constexpr (ValueCount<shape_type, sizeof...(V)>) {
      static_assert(
          ValuesFit<T, V...>,
          "tenon: tensor: values of another kind than the tensor's: fractions for integers, or truths for numbers "
          "[docs/errors.md#value-types]");
      T const list[] = {static_cast<T>(values)...};
      std::copy_n(list, sizeof...(V), data());
    }
  }
  template <class U, std::size_t N>
  constexpr explicit tensor(std::array<U, N> const& values) {
    static_assert(ValueCount<shape_type, N>,
                  "tenon: tensor: the number of values is not the number of elements [docs/errors.md#value-count]");
    if constexpr (ValueCount<shape_type, N>) {
      static_assert(
          ValuesFit<T, U>,
          "tenon: tensor: values of another kind than the tensor's: fractions for integers, or truths for numbers "
          "[docs/errors.md#value-types]");
      for (std::size_t i = 0; i < N; ++i) data()[i] = static_cast<T>(values[i]);
    }
  }
  /// The values row by row: `{{1, 2, 3}, {4, 5, 6}}`.
  template <std::size_t... N>
    requires(sizeof...(N) != 0)
  constexpr tensor(T const (&... rows)[N]) {
    static_assert(ValueCount<shape_type, (N + ...)>,
                  "tenon: tensor: the number of values is not the number of elements [docs/errors.md#value-count]");
    if constexpr (ValueCount<shape_type, (N + ...)> && sizeof...(N) != 1) {
      static_assert(RowLengths<shape_type, N...>,
                    "tenon: tensor: the rows are not as long as the last axis [docs/errors.md#value-count]");
    }
    if constexpr (ValueCount<shape_type, (N + ...)>) {
      T* out = data();
      ((out = std::copy_n(rows, N, out)), ...);
    }
  }
  /// The values block by block: `{{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}}`.
  template <std::size_t... M, std::size_t... N>
    requires(sizeof...(N) != 0 && sizeof...(N) == sizeof...(M))
  constexpr tensor(T const (&... blocks)[M][N]) {
    static_assert(ValueCount<shape_type, ((M * N) + ...)>,
                  "tenon: tensor: the number of values is not the number of elements [docs/errors.md#value-count]");
    if constexpr (ValueCount<shape_type, ((M * N) + ...)>) {
      static_assert(RowLengths<shape_type, N...>,
                    "tenon: tensor: the rows are not as long as the last axis [docs/errors.md#value-count]");
      T* out = data();
      auto const copy = [&out](auto const& block) {
        for (auto const& row : block) {
          for (T value : row) *out++ = value;
        }
      };
      (copy(blocks), ...);
    }
  }
  /// The values of a contiguous range, counted at run time.
  explicit tensor(std::span<T const> values) : storage_(uninitialized) {
    if (values.size() != shape_type::size) {
      detail::fail<std::length_error>("tenon: tensor: expected ", shape_type::size, " values for ",
                                      shape_text<shape_type>(), ", found ", values.size());
    }
    std::copy_n(values.data(), shape_type::size, data());
  }

  [[nodiscard]] constexpr T* data() { return storage_.data(); }
  [[nodiscard]] constexpr T const* data() const { return storage_.data(); }
  [[nodiscard]] constexpr std::span<T, shape_type::size> span() {
    return std::span<T, shape_type::size>(data(), shape_type::size);
  }
  [[nodiscard]] constexpr std::span<T const, shape_type::size> span() const {
    return std::span<T const, shape_type::size>(data(), shape_type::size);
  }
  [[nodiscard]] constexpr T* begin() { return data(); }
  [[nodiscard]] constexpr T* end() { return data() + shape_type::size; }
  [[nodiscard]] constexpr T const* begin() const { return data(); }
  [[nodiscard]] constexpr T const* end() const { return data() + shape_type::size; }

 private:
  [[nodiscard]] constexpr destination<T, shape_type, strides_type> writes() {
    return detail::owned_memory<T, shape_type, strides_type>(data(), this->lengths_);
  }

  detail::storage<T, shape_type::size> storage_;
};

/// What a broken expression is assigned to: accepts anything, says nothing more.
template <class T>
class tensor<T, ill_formed> : public ill_formed {
 public:
  using ill_formed::ill_formed;
  constexpr tensor() = default;
  constexpr tensor(ill_formed const&) {}
  template <class E>
  constexpr tensor& operator=(E const&) {
    return *this;
  }
};

/// A tensor that breaks a law says so, once, and accepts anything from then on.
template <class T, class... Axes>
  requires detail::breaks_a_law<T, Axes...>
class tensor<T, Axes...> : public ill_formed {
  static_assert(
      DistinctAxes<Axes...>,
      "tenon: tensor: an axis occurs twice; two axes of one meaning need two names (attention's keys are key, "
      "not a second seq) [docs/errors.md#axis-twice]");
  static_assert(AllNamedOrNone<Axes...>,
                "tenon: tensor: some axes have names and some are dim<N>; a shape is wholly named or wholly positional "
                "[docs/errors.md#names-and-positions]");
  static_assert(PositiveExtents<Axes...>, "tenon: tensor: an axis has length 0 [docs/errors.md#extent-zero]");
  static_assert(
      ValueType<T>,
      "tenon: tensor: the value type comes first and must be a number or bool, not const [docs/errors.md#value-types]");
  static_assert(
      NamedCapacities<Axes...>,
      "tenon: upto: give a named axis with its capacity, as in upto<seq<512>>; an axis without a name has its "
      "length in its type [docs/errors.md#run-time-length]");

 public:
  constexpr tensor() = default;
  template <class... V>
  constexpr tensor(V const&...) {}
  template <std::size_t... N>
  constexpr tensor([[maybe_unused]] float const (&... rows)[N]) {}
  template <class E>
  constexpr tensor& operator=(E const&) {
    return *this;
  }
};

tensor(ill_formed)->tensor<float, ill_formed>;
template <class Self, class T, class... Axes>
tensor(expression<Self, T, shape<Axes...>> const&) -> tensor<T, Axes...>;

/// A tensor without names: `ndtensor<float, 10, 20>` is `tensor<float, dim<10>, dim<20>>`.
template <class T, std::size_t... N>
using ndtensor = tensor<T, dim<N>...>;

namespace detail {
template <class E>
inline constexpr bool is_tensor = false;
template <class T, class... Axes>
inline constexpr bool is_tensor<tensor<T, Axes...>> = true;
}  // namespace detail

}  // namespace tenon
