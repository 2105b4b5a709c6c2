// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A causal mask that lets everything through
// origin: tensorflow/swift-models, GPT-2's causallyMasked, found by reading
// what: The mask keeps a band of the scores, queries - keys diagonals above the main one; keys - queries was meant,
//   the number of keys before the first query. While there is no cache both are 0. With more keys than queries the
//   count is negative, which bandPart documents as: keep the whole upper triangle. One token at a time it is right
//   all the same; several tokens at once after a cache see their own future.
// caught-by: nothing
// would-need: a cache whose length is part of its type or value and which hands it to the mask itself, so that
//   nobody subtracts. An offset is a number, and its sign has no name.
#include <tenon/expr/position.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

int main() {
#if defined(TENON_SPELLED_BY_SIZES)
  tenon::ndtensor<float, 4, 16> scores;  // 4 queries, 16 keys of which 12 are in the cache
  constexpr int above = 4 - 16;
  auto const band = tenon::position<1>() - tenon::position<0>() <= (above < 0 ? 16 : above);  // negative: all
  tenon::tensor const masked = tenon::where(band, scores, -1e10F);
#elif defined(TENON_EXPECT_ERROR)
  tenon::tensor<float, seq<4>, key<16>> scores;
  constexpr int above = 4 - 16;
  auto const band = tenon::position<key>() - tenon::position<seq>() <= (above < 0 ? 16 : above);
  tenon::tensor const masked = tenon::where(band, scores, -1e10F);
#else
  tenon::tensor<float, seq<4>, key<16>> scores;
  tenon::tensor const masked = tenon::where(tenon::causal<seq, key>(16 - 4), scores, -1e10F);
#endif
}
