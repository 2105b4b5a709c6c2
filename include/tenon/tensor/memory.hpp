// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// What tensors and views have in common: elements in memory, found by index; t(i, j) in trust, t.at(i, j) with a check.

#include <cassert>
#include <concepts>
#include <cstddef>
#include <string>

#include <tenon/shape/expression.hpp>
#include <tenon/shape/laws.hpp>
#include <tenon/shape/layout.hpp>
#include <tenon/shape/text.hpp>
#include <tenon/tensor/error.hpp>
#include <tenon/tensor/lengths.hpp>

namespace tenon {

namespace detail {

template <class Shape, class Sequence>
struct axis_texts;
template <class Shape, std::size_t... I>
struct axis_texts<Shape, std::index_sequence<I...>> {
  static std::string at(std::size_t i) {
    std::string const texts[] = {axis_text<axis_at<Shape, I>>()..., std::string()};
    return texts[i];
  }
};

template <class Shape>
[[noreturn]] inline void fail_at(std::size_t axis, long long index, std::size_t length) {
  fail<std::out_of_range>("tenon: at: expected an index from 0 to ", length - 1, " for axis ",
                          axis_texts<Shape, std::make_index_sequence<Shape::rank>>::at(axis), " of ",
                          shape_text<Shape>(), ", found ", index);
}

}  // namespace detail

/// The base of everything that has its elements in memory, with static strides.
template <class Self, class T, class Shape, class Strides>
struct memory : expression<Self, T, Shape>, with_lengths<Shape> {
  using strides_type = Strides;

  /// The number of elements.
  [[nodiscard]] static constexpr std::size_t size() { return Shape::size; }

  /// The element with these indices, one for each axis; that they are inside is the caller's promise (checked by
  /// assert).
  template <std::integral... I>
  [[nodiscard]] constexpr decltype(auto) operator()(I... indices) {
    static_assert(IndexCount<Shape, sizeof...(I)>,
                  "tenon: element access: give one index for each axis of the tensor [docs/errors.md#index-count]");
    return locate(static_cast<Self&>(*this), indices...);
  }
  template <std::integral... I>
  [[nodiscard]] constexpr decltype(auto) operator()(I... indices) const {
    static_assert(IndexCount<Shape, sizeof...(I)>,
                  "tenon: element access: give one index for each axis of the tensor [docs/errors.md#index-count]");
    return locate(this->self(), indices...);
  }

  /// The element with these indices; throws std::out_of_range when one is outside its axis.
  template <std::integral... I>
  constexpr decltype(auto) at(I... indices) {
    static_assert(IndexCount<Shape, sizeof...(I)>,
                  "tenon: at: give one index for each axis of the tensor [docs/errors.md#index-count]");
    check(this->self(), indices...);
    return locate(static_cast<Self&>(*this), indices...);
  }
  template <std::integral... I>
  constexpr decltype(auto) at(I... indices) const {
    static_assert(IndexCount<Shape, sizeof...(I)>,
                  "tenon: at: give one index for each axis of the tensor [docs/errors.md#index-count]");
    check(this->self(), indices...);
    return locate(this->self(), indices...);
  }

 private:
  template <class Tensor, class... I>
  static constexpr decltype(auto) locate(Tensor& tensor, I... indices) {
    auto* const data = tensor.data();
    if constexpr (sizeof...(I) == Shape::rank) {
      assert(is_inside(tensor, indices...) && "tenon: element access: an index is outside its axis");
      return (data[detail::offset_of<Strides>(indices...)]);
    } else {
      return (data[0]);
    }
  }
  template <class... I>
  static constexpr bool is_inside([[maybe_unused]] Self const& tensor, I... indices) {
    if constexpr (detail::has_bounded<Shape>) {
      std::size_t axis = 0;
      bool ok = true;
      ((ok = ok && !(indices < I{}) && static_cast<std::size_t>(indices) < tensor.lengths().of[axis], ++axis), ...);
      return ok;
    } else {
      return detail::inside<Shape>(indices...);
    }
  }
  template <class... I>
  static constexpr void check(Self const& tensor, I... indices) {
    if constexpr (sizeof...(I) == Shape::rank) {
      std::size_t axis = 0;
      ((static_cast<unsigned long long>(indices) < tensor.lengths().at(axis++)
            ? void()
            : detail::fail_at<Shape>(axis - 1, static_cast<long long>(indices), tensor.lengths().at(axis - 1))),
       ...);
    }
  }
};

namespace detail {
/// Where an expression that is assigned to a tensor goes, or to a window on memory (which must be as long).
template <class T, class Shape, class Strides>
[[nodiscard]] constexpr destination<T, Shape, Strides> owned_memory(T* data, lengths<Shape>& taken) {
  if constexpr (has_bounded<Shape>)
    return {data, nullptr, &taken};
  else
    return {data};
}
template <class T, class Shape, class Strides>
[[nodiscard]] constexpr destination<T, Shape, Strides> borrowed_memory(T* data, lengths<Shape> const& expected) {
  if constexpr (has_bounded<Shape>)
    return {data, &expected, nullptr};
  else
    return {data};
}

template <class E>
concept InMemory = !IllFormed<E> && requires {
  typename std::remove_cvref_t<E>::strides_type;
}
&&requires(std::remove_cvref_t<E> const& e) {
  e.data()[0];
};
}  // namespace detail

}  // namespace tenon
