// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// What an operation with a broken law returns: a value that accepts anything, so that one mistake gives one error.

#include <cstddef>
#include <type_traits>

#include <tenon/meta/tags.hpp>
#include <tenon/shape/shape.hpp>

namespace tenon {

/// The absorbing result of an operation whose law does not hold; every further operation on it is silent.
struct ill_formed {
  using value_type = float;
  using shape_type = shape<>;
  using free_axes = tags<>;

  constexpr ill_formed() = default;
  template <class First, class... Rest>
    requires(!std::is_base_of_v<ill_formed, std::remove_cvref_t<First>>)
  constexpr explicit ill_formed(First&&, Rest&&...) {}

  template <class... I>
  float& operator()(I&&...) const {
    return *data();
  }
  template <class... I>
  float& at(I&&...) const {
    return *data();
  }
  float* data() const { return nullptr; }
  float* begin() const { return nullptr; }
  float* end() const { return nullptr; }
  ill_formed const& span() const { return *this; }
  static constexpr std::size_t size() { return 0; }
  template <class T>
    requires std::is_arithmetic_v<T>
  operator T() const { return T{}; }
};

/// True for the result of an operation whose law does not hold.
template <class E>
concept IllFormed = std::is_base_of_v<ill_formed, std::remove_cvref_t<E>>;

namespace detail {
template <class... E>
inline constexpr bool any_ill_formed = (IllFormed<E> || ...);
}  // namespace detail

}  // namespace tenon
