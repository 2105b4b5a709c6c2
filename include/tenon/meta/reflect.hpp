// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The members of a layer, by name: what BOOST_HANA_DEFINE_STRUCT or BOOST_HANA_ADAPT_STRUCT declared, visited in order.
// From it follow the traversal of parameters, names in weight files and summaries of a model.

#include <cstddef>
#include <type_traits>
#include <utility>

#include <boost/hana/accessors.hpp>
#include <boost/hana/adapt_struct.hpp>
#include <boost/hana/at.hpp>
#include <boost/hana/concept/struct.hpp>
#include <boost/hana/core/to.hpp>
#include <boost/hana/define_struct.hpp>
#include <boost/hana/first.hpp>
#include <boost/hana/for_each.hpp>
#include <boost/hana/length.hpp>
#include <boost/hana/second.hpp>
#include <boost/hana/string.hpp>
#include <boost/hana/tuple.hpp>

namespace tenon {

/// A type whose members Hana knows by name.
template <class S>
concept Reflected = boost::hana::Struct<std::remove_cvref_t<S>>::value;

/// The number of members of a reflected type.
template <Reflected S>
inline constexpr std::size_t member_count =
    decltype(boost::hana::length(boost::hana::accessors<std::remove_cvref_t<S>>()))::value;

namespace detail {
template <class S, std::size_t I>
using member_type = std::remove_cvref_t<decltype(boost::hana::second(boost::hana::at_c<I>(boost::hana::accessors<S>()))(
    std::declval<S&>()))>;
}  // namespace detail

/// Calls f(name, member) for each member of a reflected object, in order; the name is a `char const*`.
template <Reflected S, class F>
constexpr void for_each_member(S&& object, F&& f) {
  boost::hana::for_each(boost::hana::accessors<std::remove_cvref_t<S>>(), [&](auto const& accessor) {
    f(boost::hana::to<char const*>(boost::hana::first(accessor)), boost::hana::second(accessor)(object));
  });
}

}  // namespace tenon
