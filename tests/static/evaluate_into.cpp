// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// evaluate_into promises not to throw, unless the expression looks at ids or lengths; its workspace has a static size.

#include <tenon/tenon.hpp>

#include <limits>
#include <utility>

using namespace tenon::axes;

namespace evaluate_into_promises {

template <class E>
constexpr bool promises() {
  using out = decltype(tenon::tensor(std::declval<E const&>()));
  return noexcept(
      tenon::evaluate_into(std::declval<out&>(), std::declval<E const&>(), std::declval<tenon::workspace_for<E>&>()));
}

tenon::tensor<float, seq<20>, embed<8>> x;
tenon::tensor<float, key<30>, embed<8>> k;
tenon::tensor<int, batch<3>> ids;
constexpr float infinity = std::numeric_limits<float>::infinity();

auto scores() {
  return tenon::dot<embed>(x, k);
}
template <class Mask>
auto masked(Mask const& mask) {
  return tenon::dot<key>(tenon::softmax<key>(tenon::where(mask, scores(), -infinity)), k);
}

// Without ids and lengths nothing can go wrong at run time.
static_assert(promises<decltype(x + 1)>());
static_assert(promises<decltype(scores())>());
static_assert(promises<decltype(tenon::softmax<embed>(x))>());
static_assert(promises<decltype(tenon::argmax<embed>(x))>());
static_assert(promises<decltype(masked(tenon::causal<seq, key>(10)))>());
static_assert(promises<decltype(masked(tenon::sliding_window<seq, key>(10)))>());
static_assert(promises<decltype(tenon::concat<seq>(x, tenon::materialize(tenon::exp(x))))>());

// Ids and lengths can be wrong, wherever in the expression they stand.
static_assert(!promises<decltype(tenon::take<seq>(x, ids))>());
static_assert(!promises<decltype(tenon::exp(tenon::take<embed>(x, ids)) * 2)>());
static_assert(!promises<decltype(masked(tenon::key_length<key>(10)))>());
static_assert(!promises<decltype(masked(!tenon::key_length<key>(10) && tenon::causal<seq, key>()))>());
static_assert(!promises<decltype(tenon::sum(tenon::materialize(tenon::take<seq>(x, ids))))>());

// A workspace is what the plan says, and aligned for the widest vectors.
using attention = decltype(masked(tenon::causal<seq, key>()));
static_assert(tenon::workspace_for<attention>::size == tenon::plan_of<attention>::workspace_bytes);
static_assert(alignof(tenon::workspace_for<attention>) == tenon::config::alignment);
static_assert(tenon::workspace_for<decltype(x + 1)>::size == 0);

}  // namespace evaluate_into_promises
