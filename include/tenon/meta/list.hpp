// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Lists of types, for any template that takes a pack: the element at an index, the last one, joining.

#include <cstddef>
#include <utility>

namespace tenon::detail {

template <std::size_t I, class T>
struct indexed {
  using type = T;
};
template <class Sequence, class... Ts>
struct indexed_list;
template <std::size_t... I, class... Ts>
struct indexed_list<std::index_sequence<I...>, Ts...> : indexed<I, Ts>... {};

template <std::size_t I, class T>
indexed<I, T> pick(indexed<I, T> const&);

/// The type with index I of a pack.
template <std::size_t I, class... Ts>
using nth = typename decltype(pick<I>(indexed_list<std::index_sequence_for<Ts...>, Ts...>{}))::type;

/// Joins lists, all of one template: join<shape, shape<A>, shape<>, shape<B, C>> is shape<A, B, C>.
template <template <class...> class List, class... Lists>
struct join;
template <template <class...> class List>
struct join<List> {
  using type = List<>;
};
template <template <class...> class List, class... A>
struct join<List, List<A...>> {
  using type = List<A...>;
};
template <template <class...> class List, class... A, class... B, class... Rest>
struct join<List, List<A...>, List<B...>, Rest...> : join<List, List<A..., B...>, Rest...> {};
template <template <class...> class List, class... A, class... B, class... C, class... D, class... Rest>
struct join<List, List<A...>, List<B...>, List<C...>, List<D...>, Rest...>
    : join<List, List<A..., B..., C..., D...>, Rest...> {};

}  // namespace tenon::detail
