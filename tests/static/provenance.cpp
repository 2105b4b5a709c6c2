// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// What is known of an expression's meaning: over which axis it is a distribution, what its factors shared.

#include <tenon/expr/broadcast.hpp>
#include <tenon/expr/concat.hpp>
#include <tenon/expr/dot.hpp>
#include <tenon/expr/elementwise.hpp>
#include <tenon/expr/materialize.hpp>
#include <tenon/expr/permute.hpp>
#include <tenon/expr/rename.hpp>
#include <tenon/expr/slice.hpp>
#include <tenon/expr/softmax.hpp>
#include <tenon/expr/split.hpp>
#include <tenon/expr/take.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/make.hpp>

using namespace tenon;
using namespace tenon::axes;

namespace meanings {

template <std::size_t N>
struct group : axis<group, N> {};

template <class E, class... Tags>
inline constexpr bool distributed = detail::tags_same<distribution_of<E>, tags<Tags...>>;
template <class E, class... Tags>
inline constexpr bool shares = detail::tags_same<shared_axes_of<E>, tags<Tags...>>;

extern tensor<float, batch<2>, seq<4>, head<6>, head_dim<8>> q;
extern tensor<float, batch<2>, key<4>, head<6>, head_dim<8>> k;
extern tensor<float> one;

using scores = decltype(dot<head_dim>(q, k));
static_assert(shares<scores, batch<1>, head<1>> && distributed<scores>);
extern scores s;

// Sharing passes through elementwise operations, where, cast, softmax, rename, split, permute.
static_assert(shares<decltype(s * 2.0f + s), batch<1>, head<1>>);
static_assert(shares<decltype(where(s > 0, s, -1.0f)), batch<1>, head<1>>);
static_assert(shares<decltype(cast<double>(s)), batch<1>, head<1>>);
static_assert(shares<decltype(softmax<key>(s)), batch<1>, head<1>>);
static_assert(shares<decltype(rename<head, group>(s)), batch<1>, group<1>>);
static_assert(shares<decltype(split<head, group<2>, hidden<3>>(s)), batch<1>, group<1>, hidden<1>>);
static_assert(shares<decltype(permute<key, head, seq, batch>(s)), batch<1>, head<1>>);
// Parts may keep the name of the whole, and so may what was merged.
static_assert(shares<decltype(split<head, head<2>, group<3>>(s)), batch<1>, head<1>, group<1>>);
static_assert(shares<decltype(split<head, head<6>, group<1>>(s)), batch<1>, head<1>>);
static_assert(shares<decltype(merge<head, key, head>(s)), batch<1>, head<1>>);
// And through concat, and take along another axis.
extern tensor<int, group<3>> ids;
static_assert(shares<decltype(concat<key>(s, s)), batch<1>, head<1>>);
static_assert(
    shares<decltype(concat<head>(s, zeros<tensor<float, batch<2>, seq<4>, head<1>, key<4>>>())), batch<1>, head<1>>);
static_assert(shares<decltype(take<seq>(s, ids)), batch<1>, head<1>>);
static_assert(shares<decltype(take<head>(s, ids)), batch<1>>);
static_assert(shares<decltype(unchecked(s))>);
static_assert(shares<decltype(dot<key>(softmax<key>(s), k)), batch<1>, head<1>>);

// A distribution stays one where its values stay.
extern decltype(softmax<key>(s)) p;
static_assert(distributed<decltype(softmax<key>(s)), key<1>>);
static_assert(distributed<decltype(permute<key, head, seq, batch>(p)), key<1>>);
static_assert(distributed<decltype(rename<key, group>(p)), group<1>>);
static_assert(distributed<decltype(rename<seq, group>(p)), key<1>>);
static_assert(distributed<decltype(split<head, group<2>, hidden<3>>(p)), key<1>>);
static_assert(distributed<decltype(slice<seq, 1, 2>(p)), key<1>>);
static_assert(distributed<decltype(cast<double>(p)), key<1>>);
static_assert(distributed<decltype(p * 0.5f), key<1>> && distributed<decltype(2 * p), key<1>>);
static_assert(distributed<decltype(p / 2), key<1>> && distributed<decltype(p * one), key<1>>);
static_assert(distributed<decltype(materialize(p)), key<1>>);
static_assert(distributed<decltype(concat<seq>(p, p * 2)), key<1>>);
static_assert(distributed<decltype(take<seq>(p, ids)), key<1>>);

// Everything else ends it.
static_assert(distributed<decltype(slice<key, 1, 2>(p))>);
static_assert(distributed<decltype(concat<key>(p, p))> && distributed<decltype(concat<seq>(p, s))>);
static_assert(distributed<decltype(take<key>(p, ids))>);
static_assert(distributed<decltype(split<key, group<2>, hidden<2>>(p))>);
static_assert(distributed<decltype(p + p)> && distributed<decltype(p * p)> && distributed<decltype(2 / p)>);
static_assert(distributed<decltype(exp(p))> && distributed<decltype(where(p > 0, p, 0))>);
static_assert(distributed<decltype(unchecked(p))>);
static_assert(distributed<decltype(log_softmax<key>(s))>);
static_assert(distributed<decltype(softmax<0>(ndtensor<float, 3>{}))>);  // without names nothing is known

}  // namespace meanings
