// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Axes, shapes, layouts: what they answer.

#include <type_traits>

#include <tenon/shape/axes.hpp>
#include <tenon/shape/layout.hpp>
#include <tenon/shape/shape.hpp>

using namespace tenon;
using namespace tenon::axes;

template <std::size_t N>
struct patch : tenon::axis<patch, N> {};  // a user's own axis, one line
template <std::size_t N>
using tile = patch<N>;

using image = shape<batch<2>, patch<9>, embed<4>>;
using counted = shape<dim<2>, dim<9>, dim<4>>;

static_assert(Axis<patch<9>> && Axis<dim<9>> && !Axis<int>);
static_assert(patch<9>::extent == 9);
static_assert(std::is_same_v<tag_of<patch<9>>, patch<1>>);
static_assert(std::is_same_v<tag_of<tile<9>>, tag_of<patch<3>>>);
static_assert(std::is_same_v<patch<9>::with<5>, patch<5>>);

static_assert(image::rank == 3 && image::size == 72 && shape<>::rank == 0 && shape<>::size == 1);
static_assert(index_of<image, patch<1>> == 1 && index_of<image, tag_of<key<5>>> == -1);
static_assert(index_of<counted, index_tag<2>> == 2 && index_of<counted, index_tag<-1>> == 2);
static_assert(index_of<counted, index_tag<3>> == -1 && index_of<image, index_tag<0>> == -1);
static_assert(index_of<counted, patch<1>> == -1 && index_of<shape<>, patch<1>> == -1);
static_assert(std::is_same_v<axis_at<image, 1>, patch<9>>);
static_assert(extent_at<image, 1> == 9 && extent_of<image, patch<3>> == 9 && extent_of<image, key<3>> == 0);
static_assert(std::is_same_v<tag_at<image, 1>, patch<1>> && std::is_same_v<tag_at<counted, 1>, index_tag<1>>);

static_assert(std::is_same_v<row_major<image>, strides<36, 4, 1>>);
static_assert(std::is_same_v<row_major<shape<>>, strides<>>);
static_assert(detail::offset_of<strides<36, 4, 1>>(1, 2, 3) == 47);
static_assert(detail::inside<image>(1, 8, 3) && !detail::inside<image>(1, 9, 3) && !detail::inside<image>(-1, 0, 0));
