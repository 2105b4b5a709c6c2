// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// How attention is told its axes: positions that ask and are asked, heads alone or in groups, what values and merged
// heads are made of.

#include <cstddef>
#include <type_traits>
#include <utility>

#include <tenon/expr/dot.hpp>
#include <tenon/expr/permute.hpp>
#include <tenon/expr/rename.hpp>
#include <tenon/expr/split.hpp>
#include <tenon/shape/axis.hpp>

namespace tenon::nn {

/// The positions of attention, by name: those that ask, and those that are asked. Example: `nn::positions<seq, key>`
template <template <std::size_t> class Query, template <std::size_t> class Key>
struct positions {};

/// Query heads that share heads of keys and values: queries have both axes, keys and values the first alone. Query head
/// h is the pair (h / groups, h % groups), as in public files. `kv_head<1>` is multi-query attention. Example:
/// `nn::grouped<kv_head<4>, group<2>>` (eight query heads)
template <class KeyHead, class Group>
struct grouped {};

/// The features of all heads, side by side: heads outermost.
template <std::size_t N>
struct merged : axis<merged, N> {};

/// The features of one head's values. (Those of queries and keys are another axis, so that values do not serve as
/// keys.)
template <std::size_t N>
struct value_dim : axis<value_dim, N> {};

// What a layer does by the names of its axes. Not in detail, since compilers print it before a broken law's sentence.
namespace by {

/// The names of a shape's axes that are none of those tagged, in order.
template <class Shape, class Kept, class... Tags>
struct names_but {
  using type = Kept;
};
template <class First, class... Rest, class... Kept, class... Tags>
struct names_but<shape<First, Rest...>, shape<Kept...>, Tags...>
    : names_but<shape<Rest...>,
                std::conditional_t<tenon::detail::is_one_of<tag_of<First>, Tags...>, shape<Kept...>,
                                   shape<Kept..., tag_of<First>>>,
                Tags...> {};

/// Behind all others, in the order given.
template <template <std::size_t> class... Last, class E, template <std::size_t> class... Other, std::size_t... N>
auto behind(E&& e, shape<Other<N>...>) {
  return permute<Other..., Last...>(std::forward<E>(e));
}
/// Heads and features as one axis: an axis that the memory alone has (a batch of memories, asked the same) stands
/// between them.
template <template <std::size_t> class... Last, class E>
auto merged_heads(E&& e) {
  using From = shape_of<E>;
  using Wanted = shape<Last<1>...>;
  if constexpr (AxesWithin<Wanted, From> && !AdjacentInOrder<From, Wanted>)
    return tenon::merge<Last..., merged>(
        behind<Last...>(std::forward<E>(e), typename names_but<From, shape<>, tag_of<Last<1>>...>::type{}));
  else
    return tenon::merge<Last..., merged>(std::forward<E>(e));
}

/// Heads as a layer's argument.
template <class Heads>
struct heads {
  static constexpr bool known = false;
};

template <template <std::size_t> class Head, std::size_t N>
  requires(!tenon::detail::is_dim<Head<N>>)
struct heads<Head<N>> {
  static constexpr bool known = true;
  static constexpr std::size_t asking = N, asked = N;  // how many of queries, and of keys
  using of_keys = Head<N>;
  template <class T>
  using slopes = tensor<T, Head<N>>;

  template <class HeadDim, class E>
  static auto queries(E&& e) {
    return split<merged, Head<N>, HeadDim>(std::forward<E>(e));
  }
  template <class Dim, class E>
  static auto keys(E&& e) {
    return split<merged, Head<N>, Dim>(std::forward<E>(e));
  }
  template <class E>
  static auto merge(E&& e) {
    return merged_heads<Head, value_dim>(std::forward<E>(e));
  }
};

template <template <std::size_t> class KeyHead, std::size_t M, template <std::size_t> class Group, std::size_t N>
  requires(!tenon::detail::is_dim<KeyHead<M>> && !tenon::detail::is_dim<Group<N>>)
struct heads<grouped<KeyHead<M>, Group<N>>> {
  static constexpr bool known = true;
  static constexpr std::size_t asking = M * N, asked = M;
  using of_keys = KeyHead<M>;
  template <class T>
  using slopes = tensor<T, KeyHead<M>, Group<N>>;

  template <class HeadDim, class E>
  static auto queries(E&& e) {
    return split<merged, KeyHead<M>, Group<N>, HeadDim>(std::forward<E>(e));
  }
  template <class Dim, class E>
  static auto keys(E&& e) {
    return split<merged, KeyHead<M>, Dim>(std::forward<E>(e));
  }
  template <class E>
  static auto merge(E&& e) {
    return merged_heads<KeyHead, Group, value_dim>(std::forward<E>(e));
  }
};

}  // namespace by
}  // namespace tenon::nn
