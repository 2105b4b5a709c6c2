// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// What attention keeps of the positions it has seen: their keys and values, in memory of a static capacity whose length
// is known at run time. Positions of one head lie side by side, so that a token reads them in order.

#include <algorithm>
#include <cstddef>
#include <stdexcept>
#include <utility>

#include <tenon/expr/position.hpp>
#include <tenon/expr/provenance.hpp>
#include <tenon/nn/options.hpp>
#include <tenon/tensor/error.hpp>
#include <tenon/tensor/view.hpp>

namespace tenon::nn {

namespace detail {

/// The axes of a cache, taken apart: batch and heads; the capacity, the features of keys, those of values.
template <class Outer, class... Axes>
struct cache_axes;
template <class... Outer, template <std::size_t> class KeyName, std::size_t N, class Features, class ValueFeatures>
struct cache_axes<shape<Outer...>, KeyName<N>, Features, ValueFeatures> {
  static constexpr std::size_t capacity = N;
  using axis = KeyName<N>;
  using features = Features;
  using value_features = ValueFeatures;
  template <class Positions, class Last>
  using piece = shape<Outer..., Positions, Last>;
};
template <class... Outer, class First, class Second, class Third, class Fourth, class... Rest>
struct cache_axes<shape<Outer...>, First, Second, Third, Fourth, Rest...>
    : cache_axes<shape<Outer..., First>, Second, Third, Fourth, Rest...> {};

template <class T, class Shape>
struct tensor_with;
template <class T, class... Axes>
struct tensor_with<T, shape<Axes...>> {
  using type = tensor<T, Axes...>;
  template <class Strides>
  using strided = strided_view<T, Strides, Axes...>;
  using borrowed = view<T const, Axes...>;
};

}  // namespace detail

/// What `kv_cache<...>` names.
template <class T, class Pairing, class... Axes>
class kv_cache_of {
  using parts = detail::cache_axes<shape<>, Axes...>;
  using axis = typename parts::axis;
  using features = typename parts::features;
  using value_features = typename parts::value_features;
  using key_shape = typename parts::template piece<axis, features>;
  using value_shape = typename parts::template piece<axis, value_features>;
  using key_memory = detail::tensor_with<T, key_shape>;
  using value_memory = detail::tensor_with<T, value_shape>;

 public:
  /// The pairing by which the keys are rotated, or `not_rotated`.
  using pairing = Pairing;
  static constexpr int capacity = static_cast<int>(parts::capacity);

  /// An empty cache. (A tensor says what is wrong with axes; here it remains that keys and values must not be mistaken
  /// for each other.)
  kv_cache_of() {
    static_assert(
        DistinctAxes<features, value_features>,
        "tenon: kv_cache: keys and values have features of one name, so that one could be used for the other; "
        "give the values an axis of their own, as nn::value_dim [docs/errors.md#axis-twice]");
  }

  /// Positions that are held.
  [[nodiscard]] int length() const noexcept { return length_; }

  /// Evaluates the keys and values of the next positions, as many as there are, to where they belong. `k` has the
  /// axes of the cache, with its own number of positions along key, in any order; so has `v`.
  /// Mandates: keys rotated as the cache says. Allocates nothing but what their evaluation does (the thread's
  /// workspace, once); positions whose number is known only at run time (`upto`) are evaluated to tensors first.
  /// Throws std::length_error, and changes nothing, if they do not fit.
  /// Example: `cache.append(rename<seq, key>(rotate(k, cache.length())), rename<seq, key>(v));`
  template <Expression K, Expression V>
  auto append(K&& k, V&& v) {  // (not void: a mistake is found where this is called)
    if constexpr (!IllFormed<K> && !IllFormed<V>)
      append_to(static_cast<axis_name<typename parts::axis>*>(nullptr), k, v);
  }

  /// All keys, those not yet written too, which are zeros: to be masked by `visible`. Rotated as the cache says.
  /// The cache must outlive the expression.
  [[nodiscard]] auto keys() const& {
    using memory = node::borrowed<T, key_shape, row_major<key_shape>>;
    if constexpr (std::is_same_v<Pairing, not_rotated>)
      return typename key_memory::borrowed(keys_);
    else
      return node::viewed<node::view::remembered<tags<turned<tag_of<features>, Pairing>>>, key_shape, memory>(
          memory(keys_.data()));
  }
  /// All values, likewise.
  [[nodiscard]] auto values() const& { return typename value_memory::borrowed(values_); }
  void keys() && = delete;
  void values() && = delete;

  /// What the positions appended last may see, along the axis that asks: themselves and those before. Masked tiles are
  /// skipped, so attention costs what the length costs and not the capacity. Example: `where(cache.visible<seq>(),
  /// scores, -inf)`
  template <template <std::size_t> class Seq>
  [[nodiscard]] auto visible() const noexcept {
    return visible_to<Seq>(static_cast<axis_name<typename parts::axis>*>(nullptr));
  }

  /// Forgets all positions.
  void reset() noexcept { length_ = begin_ = 0; }
  /// Forgets all positions but the first `length`; throws std::out_of_range if there are fewer.
  void truncate(int length) {
    if (length < 0 || length > length_)
      tenon::detail::fail<std::out_of_range>("tenon: kv_cache: cannot be cut to ", length, " positions: it holds ",
                                             length_);
    length_ = begin_ = length;
  }

 private:
  template <class Axis>
  struct axis_name;

  template <template <std::size_t> class Key, std::size_t N, class K, class V>
  auto append_to(axis_name<Key<N>>*, K const& k, V const& v) {
    using From = shape_of<K>;
    using Values = shape_of<V>;
    if constexpr (!HasAxis<From, Key> || !HasAxis<Values, Key>) {
      using Lacking = std::conditional_t<HasAxis<From, Key>, Values, From>;
      static_assert(HasAxis<Lacking, Key>,
                    "tenon: kv_cache: what is appended does not have the cache's axis of positions; rename<From, To> "
                    "its own, as in rename<seq, key>(k) [docs/errors.md#axis-absent]");
    } else if constexpr (!SameLengthKind<From, Values, Key<1>>) {
      static_assert(
          SameLengthKind<From, Values, Key<1>>,
          "tenon: kv_cache: the number of positions is in the type of the keys or of the values and known only "
          "at run time (upto) in the other; append those of the same positions together "
          "[docs/errors.md#run-time-length]");
    } else if constexpr (!SameExtentIn<From, Values, Key<1>>) {
      static_assert(SameExtentIn<From, Values, Key<1>>,
                    "tenon: kv_cache: keys and values of the same positions are appended together "
                    "[docs/errors.md#extents-differ]");
    } else {
      constexpr std::size_t count = extent_of<From, Key<1>>;
      using Positions = axis_at<From, static_cast<std::size_t>(index_of<From, tag_of<Key<1>>>)>;
      using keys_piece = typename parts::template piece<Positions, features>;
      using values_piece = typename parts::template piece<Positions, value_features>;
      using Rotation = typename tenon::detail::pairing_in<rotations_of<K>, tag_of<features>>::type;
      if constexpr (!SameAxes<From, keys_piece>) {
        static_assert(
            SameAxes<From, keys_piece>,
            "tenon: kv_cache: the keys have other axes than the cache's keys; split<...> and rename<From, To> "
            "them, keys before values [docs/errors.md#cached-axes]");
      } else if constexpr (!SameAxes<Values, values_piece>) {
        static_assert(SameAxes<Values, values_piece>,
                      "tenon: kv_cache: the values have other axes than the cache's values; their features have a name "
                      "of their own, as in rename<head_dim, nn::value_dim>(v) [docs/errors.md#cached-axes]");
      } else if constexpr (!KeptRotation<Rotation, Pairing>) {
        static_assert(KeptRotation<Rotation, Pairing>,
                      "tenon: kv_cache: the keys are not rotated as the cache's keys are; name the pairing of the rope "
                      "in the cache's type, as in kv_cache<nn::half_split, ...>, and append rope(k, cache.length()) "
                      "[docs/errors.md#rotated-alike]");
      } else if constexpr (tenon::detail::is_bounded<Positions>) {
        typename detail::tensor_with<T, keys_piece>::type const some_keys = k;
        typename detail::tensor_with<T, values_piece>::type const some_values = v;
        std::size_t const some = some_keys.template length<Key>();
        if (some != some_values.template length<Key>())
          tenon::detail::fail<std::length_error>("tenon: kv_cache: keys of ", some, " positions and values of ",
                                                 some_values.template length<Key>(), " are appended together");
        auto const at = require_room(some);
        copy<features::extent, count>(keys_.data() + at * features::extent, key_shape::size, some_keys, some);
        copy<value_features::extent, count>(values_.data() + at * value_features::extent, value_shape::size,
                                            some_values, some);
        advance(some);
      } else {
        auto const at = require_room(count);
        write<keys_piece, key_shape>(keys_.data() + at * features::extent, k);
        write<values_piece, value_shape>(values_.data() + at * value_features::extent, v);
        advance(count);
      }
    }
  }
  /// Where the next positions belong.
  std::size_t require_room(std::size_t count) const {
    if (count > static_cast<std::size_t>(capacity - length_))
      tenon::detail::fail<std::length_error>("tenon: kv_cache: ", count, " more positions do not fit: it holds ",
                                             length_, " of ", capacity);
    return static_cast<std::size_t>(length_);
  }
  void advance(std::size_t count) noexcept {
    begin_ = length_;
    length_ += static_cast<int>(count);
  }
  /// The first rows of each head, from where there is room for `Room` to where there is room for all.
  template <std::size_t Width, std::size_t Room, class Rows>
  static void copy(T* to, std::size_t size, Rows const& rows, std::size_t count) {
    T const* from = rows.data();
    for (std::size_t done = 0; done < size; done += parts::capacity * Width, from += Room * Width)
      std::copy_n(from, count * Width, to + done);
  }
  template <class Piece, class Whole, class E>
  static auto write(T* to, E const& e) {  // (as append)
    typename detail::tensor_with<T, Piece>::template strided<row_major<Whole>> place(to);
    place = e;
  }
  template <template <std::size_t> class Seq, template <std::size_t> class Key, std::size_t N>
  auto visible_to(axis_name<Key<N>>*) const noexcept {
    return causal<Seq, Key>(begin_);
  }

  typename key_memory::type keys_;
  typename value_memory::type values_;
  int length_ = 0;
  int begin_ = 0;  // the first position that was appended last
};

/// The axes are those of a cache: of batch and heads any number, then positions and two kinds of features.
template <class... Axes>
concept CacheAxes = (sizeof...(Axes) >= 3 && (Axis<Axes> && ...));

// What a cache is whose axes cannot be its axes: says so once, and then accepts anything.
template <class... Axes>
struct cache_of_other_axes {
  static_assert(CacheAxes<Axes...>,
                "tenon: kv_cache: a cache takes, after its value type and pairing, the axes of batch and heads, its "
                "positions, the features of keys and those of values, as in kv_cache<head<8>, key<512>, head_dim<64>, "
                "nn::value_dim<64>> [docs/errors.md#layer-arguments]");
  template <class... Anything>
  void append(Anything const&...) {}
  [[nodiscard]] ill_formed keys() const { return {}; }
  [[nodiscard]] ill_formed values() const { return {}; }
  template <template <std::size_t> class>
  [[nodiscard]] ill_formed visible() const {
    return {};
  }
  [[nodiscard]] int length() const noexcept { return 0; }
  void reset() noexcept {}
  void truncate(int) {}
};

namespace detail {
template <class T, class Pairing, class... Axes>
struct kv_cache_from {
  using type = cache_of_other_axes<Axes...>;
};
template <class T, class Pairing, class... Axes>
  requires CacheAxes<Axes...>
struct kv_cache_from<T, Pairing, Axes...> {
  using type = kv_cache_of<T, Pairing, Axes...>;
};
template <class T, class... Axes>
struct kv_cache_with : kv_cache_from<T, not_rotated, Axes...> {};
template <class T, class First, class... Axes>
  requires requires {
    First::neighbours;
  }
struct kv_cache_with<T, First, Axes...> : kv_cache_from<T, First, Axes...> {};
template <class T, class P, std::size_t N, class... Axes>
struct kv_cache_with<T, rotary<P, N>, Axes...> : kv_cache_from<T, P, Axes...> {};
template <class... Parameters>
struct kv_cache_named : kv_cache_with<float, Parameters...> {};
template <Scalar T, class... Parameters>
struct kv_cache_named<T, Parameters...> : kv_cache_with<T, Parameters...> {};
}  // namespace detail

/// Keys and values of the positions so far: `kv_cache<half_split, kv_head<2>, key<512>, head_dim<64>, value_dim<64>>`
/// holds up to 512 positions, with keys that a half-split rope has rotated. In this order: a value type (float unless
/// said), the pairing or `rotary<pairing>` (none: keys are not rotated), batch and heads (as many axes as there are),
/// the capacity, the features of keys and those of values. Memory: keys [batch and heads..., key, head_dim], values
/// likewise.
template <class... Parameters>
using kv_cache = typename detail::kv_cache_named<Parameters...>::type;

}  // namespace tenon::nn
