// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Key heads where query heads were meant
// origin: TheTom/llama-cpp-turboquant#78
// what: Values are padded to the width that the cache's format needs, and the attention output, one row for each
//   query head, is reshaped with the number of key heads to cut the padding off. In models with as many key heads as
//   query heads the sizes agree and even the numbers are right; the first grouped model stopped at an assertion. The
//   mistake was there before.
// caught-by: names
// fix: Keep the heads an axis, and slice the one that is padded. Names see the mistake because the heads were not
//   flattened away: a split of the flat axis into key heads would compile.
// law: AxesWithin
// error: tenon: permute: the tensor does not have all the axes named
// error: head<8>
#include <tenon/expr/permute.hpp>
#include <tenon/expr/reshape.hpp>
#include <tenon/expr/slice.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

using namespace tenon::axes;

template <std::size_t N>
struct key_head : tenon::axis<key_head, N> {};
template <std::size_t N>
struct padded : tenon::axis<padded, N> {};

int main() {
#if defined(TENON_SPELLED_BY_SIZES)
  tenon::ndtensor<float, 5, 8 * 128> output;  // 8 query heads, padded from 64 to 128
  constexpr std::size_t key_heads = 8;
  auto const rows = tenon::reshape<5, key_heads, 128>(output);
  tenon::tensor const cut = tenon::slice<2, 0, 64>(rows);
#elif defined(TENON_EXPECT_ERROR)
  tenon::tensor<float, seq<5>, head<8>, padded<128>> output;
  auto const rows = tenon::permute<seq, key_head, padded>(output);
  tenon::tensor const cut = tenon::slice<padded, 0, 64>(rows);
#else
  tenon::tensor<float, seq<5>, head<8>, padded<128>> output;
  tenon::tensor const cut = tenon::slice<padded, 0, 64>(output);
#endif
}
