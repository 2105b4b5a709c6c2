// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Weights stored once the way that products read them, as a type of their own: panels of one cache line of columns.

#include <algorithm>
#include <memory>
#include <new>

#include <tenon/expr/capture.hpp>

namespace tenon {

template <class T, class... Axes>
class packed;

namespace detail {
TENON_ISA_BEGIN
/// Rows of `columns` elements become panels [columns / line][rows][line]; what is missing of the last one is zero.
template <class T>
TENON_NOINLINE void pack_columns(T const* from, std::ptrdiff_t rows, std::ptrdiff_t columns, T* to) {
  constexpr std::ptrdiff_t line = config::packed_line<T>;
  for (std::ptrdiff_t j = 0; j < columns; j += line) {
    std::ptrdiff_t const n = std::min(line, columns - j);
    for (std::ptrdiff_t k = 0; k < rows; ++k, to += line) {
      std::copy_n(from + k * columns + j, n, to);
      std::fill_n(to + n, line - n, T(0));
    }
  }
}
TENON_ISA_END

template <class T, class... Axes>
inline constexpr bool cannot_be_packed = breaks_a_law<T, Axes...> || !Floating<T> || !LengthsInTypes<Axes...> ||
                                         sizeof...(Axes) == 0 || (std::is_same_v<Axes, ill_formed> || ...);

template <class E>
inline constexpr bool is_packed = false;
template <class T, class... Axes>
inline constexpr bool is_packed<packed<T, Axes...>> = true;
}  // namespace detail

/// Weights [First, Columns...] packed for the products that sum over First with them on the right: read in place, in
/// order, at any number of rows. Elsewhere it is unpacked first, as a step of the plan; assigned to a tensor it gives
/// the weights back. Mandates: float or double. Cost: a copy when made; copies share it. It does not change afterwards,
/// and is the same for every instruction set. Example: `tenon::packed const w(layer.kernel); dot<embed>(x, w)`
template <class T, class... Axes>
class packed : public expression<packed<T, Axes...>, T, shape<Axes...>> {
 public:
  using shape_type = shape<Axes...>;

  /// Evaluates an expression with these axes (names in any order) and packs it.
  template <Expression E>
    requires(!std::is_same_v<std::remove_cvref_t<E>, packed>)
  TENON_INLINE explicit packed(E const& source) {
    if constexpr (std::is_same_v<E, tensor<T, Axes...>>) {
      fill(source.data());
    } else if constexpr (!IllFormed<E>) {
      tensor<T, Axes...> const plain = source;
      fill(plain.data());
    }
  }

  /// Explains `w = e`: packed weights do not change.
  template <Expression E>
    requires(!detail::is_packed<E>)
  packed& operator=(E const&) {
    static_assert(Writable<std::conditional_t<IllFormed<E>, T, T const>>,
                  "tenon: packed: packed weights do not change; pack the new ones, as in w = tenon::packed(e) "
                  "[docs/errors.md#read-only]");
    return *this;
  }

  /// How it enters an expression: borrowed, or held if it is an rvalue.
  [[nodiscard]] auto as_node() const& { return node::packed_memory<T, shape_type>(data_.get()); }
  [[nodiscard]] auto as_node() && { return node::packed_memory<T, shape_type>(std::move(data_)); }

 private:
  static constexpr std::size_t rows = extent_at<shape_type, 0>;
  static constexpr std::size_t columns = shape_type::size / rows;
  static constexpr auto line = static_cast<std::size_t>(config::packed_line<T>);
  static constexpr std::size_t stored = (columns + line - 1) / line * line * rows;

  TENON_INLINE void fill(T const* plain) {
    auto* const to = static_cast<T*>(::operator new (stored * sizeof(T), std::align_val_t{config::alignment}));
    data_ = std::shared_ptr<T const>(
        to, [](T const* p) { ::operator delete (const_cast<T*>(p), std::align_val_t{config::alignment}); });
    detail::pack_columns(plain, static_cast<std::ptrdiff_t>(rows), static_cast<std::ptrdiff_t>(columns), to);
  }

  std::shared_ptr<T const> data_;
};

/// What cannot be packed says so, once; its axes are those of a tensor, which says what is wrong with them.
template <class T, class... Axes>
  requires detail::cannot_be_packed<T, Axes...>
class packed<T, Axes...> : public tensor<T, Axes...> {
  using Value = std::conditional_t<detail::breaks_a_law<T, Axes...>, float, T>;
  using Shape = shape<Axes...>;
  static_assert(Floating<Value>,
                "tenon: packed: products are defined for float and double; cast<float>(x) first "
                "[docs/errors.md#floating-only]");
  static_assert(RankAtLeast<Shape, 1>,
                "tenon: packed: a number has no axis that a product could sum; keep it as it is "
                "[docs/errors.md#rank]");
  static_assert(LengthsInTypes<Axes...>,
                "tenon: packed: weights have their lengths in their types, not known only at run time (upto) "
                "[docs/errors.md#run-time-length]");

 public:
  template <class... E>
  explicit packed(E const&...) {}
};

packed(ill_formed)->packed<float, ill_formed>;
template <class Self, class T, class... Axes>
packed(expression<Self, T, shape<Axes...>> const&) -> packed<T, Axes...>;

}  // namespace tenon
