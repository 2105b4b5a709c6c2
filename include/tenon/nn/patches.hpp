// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// An image as a sequence of patches, without moving a pixel.

#include <cstddef>
#include <tuple>
#include <utility>

#include <tenon/expr/permute.hpp>
#include <tenon/expr/split.hpp>
#include <tenon/meta/parameters.hpp>

namespace tenon::nn {

/// Rows and columns of patches, and of pixels in a patch, on the way.
template <std::size_t N>
struct patch_row : axis<patch_row, N> {};
template <std::size_t N>
struct patch_column : axis<patch_column, N> {};
template <std::size_t N>
struct pixel_row : axis<pixel_row, N> {};
template <std::size_t N>
struct pixel_column : axis<pixel_column, N> {};

/// The length of the side of square patches that cut Height × Width into Patches, with Features numbers each for all
/// Channels; 0 if there is none.
template <std::size_t Channels, std::size_t Height, std::size_t Width, std::size_t Patches, std::size_t Features>
inline constexpr std::size_t patch_side = [] {
  for (std::size_t side = 1; side <= Height && side <= Width; ++side) {
    bool const cuts = Height % side == 0 && Width % side == 0;
    if (cuts && (Height / side) * (Width / side) == Patches && Channels * side * side == Features) return side;
  }
  return std::size_t{0};
}();

/// Square patches of those lengths cut the image.
template <class Channel, class Row, class Column, class Patch, class Features>
concept PatchesCut = (patch_side<Channel::extent, Row::extent, Column::extent, Patch::extent, Features::extent> != 0);

template <class Channel, class Row, class Column, class Patch, class Features>
struct patches;

/// Cuts an image [..., Channel, Row, Column] into square patches [..., Patch, Features], row by row of patches; inside
/// a patch by channel, then row, then column, as the weight of a convolution lies. The side follows from the lengths.
/// Without weights; nothing is moved before it is read.
/// Example: `nn::patches<channel<3>, row<8>, column<12>, patch<6>, pixel<48>>` (patches of 4 × 4)
template <template <std::size_t> class Channel, std::size_t C, template <std::size_t> class Row, std::size_t H,
          template <std::size_t> class Column, std::size_t W, template <std::size_t> class Patch, std::size_t N,
          template <std::size_t> class Features, std::size_t F>
struct patches<Channel<C>, Row<H>, Column<W>, Patch<N>, Features<F>> {
  /// The length of a side of a patch.
  static constexpr std::size_t side = patch_side<C, H, W, N, F>;
  using children = std::tuple<>;
  using input = shape<Channel<C>, Row<H>, Column<W>>;

  template <class Fn>
  void for_each_child(Fn&&) const {}

  /// Shape: the other axes in their order, then Patch and Features.
  template <Expression X>
  [[nodiscard]] auto operator()(X&& x) const {
    if constexpr (IllFormed<X>) {
      return ill_formed{};
    } else if constexpr (!PatchesCut<Channel<C>, Row<H>, Column<W>, Patch<N>, Features<F>>) {
      static_assert(PatchesCut<Channel<C>, Row<H>, Column<W>, Patch<N>, Features<F>>,
                    "tenon: patches: no square patches cut an image of these lengths into that many, with that many "
                    "numbers each: side * side * channels [docs/errors.md#patches]");
      return ill_formed{};
    } else {
      auto rows = split<Row, patch_row<H / side>, pixel_row<side>>(std::forward<X>(x));
      auto blocks = split<Column, patch_column<W / side>, pixel_column<side>>(std::move(rows));
      if constexpr (IllFormed<decltype(blocks)>) {
        return ill_formed{};
      } else {
        using Others = typename others<shape_of<decltype(blocks)>, shape<>>::type;
        auto ordered = in_order(std::move(blocks), Others{});
        auto flat = merge<Channel, pixel_row, pixel_column, Features>(std::move(ordered));
        return merge<patch_row, patch_column, Patch>(std::move(flat));
      }
    }
  }

 private:
  /// The names of the axes that are none of the image's.
  template <class Shape, class Kept>
  struct others {
    using type = Kept;
  };
  template <class First, class... Rest, class... Kept>
  struct others<shape<First, Rest...>, shape<Kept...>>
      : others<shape<Rest...>,
               std::conditional_t<tenon::detail::is_one_of<tag_of<First>, Channel<1>, patch_row<1>, pixel_row<1>,
                                                           patch_column<1>, pixel_column<1>>,
                                  shape<Kept...>, shape<Kept..., tag_of<First>>>> {};
  template <class E, template <std::size_t> class... Other, std::size_t... M>
  static auto in_order(E&& blocks, shape<Other<M>...>) {
    return permute<Other..., patch_row, patch_column, Channel, pixel_row, pixel_column>(std::forward<E>(blocks));
  }
};

}  // namespace tenon::nn
