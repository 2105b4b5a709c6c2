// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Lengths known only at run time, in types: names and capacities, the plan of the capacity, what throws.

#include <tenon/tenon.hpp>

#include <type_traits>
#include <utility>

using namespace tenon::axes;
using tenon::upto;

namespace lengths_in_types {

using open = tenon::tensor<float, batch<2>, upto<seq<64>>, embed<32>>;
using fixed = tenon::tensor<float, batch<2>, seq<64>, embed<32>>;
using open_shape = tenon::shape_of<open>;
using fixed_shape = tenon::shape_of<fixed>;

static_assert(open_shape::size == fixed_shape::size);
static_assert(std::is_same_v<tenon::tag_of<upto<seq<64>>>, tenon::tag_of<seq<64>>>);
static_assert(std::is_same_v<open::strides_type, fixed::strides_type>);

// What has no such axis pays nothing for those that do.
static_assert(sizeof(tenon::tensor<float, embed<4>>) == 4 * sizeof(float));
static_assert(sizeof(tenon::view<float, embed<4>>) == sizeof(float*));

static_assert(tenon::NamedCapacities<upto<seq<64>>, embed<4>> && !tenon::NamedCapacities<upto<tenon::dim<64>>> &&
              !tenon::NamedCapacities<upto<upto<seq<64>>>>);
static_assert(tenon::LengthsInTypes<seq<64>, embed<32>> && !tenon::LengthsInTypes<seq<64>, upto<embed<32>>>);
static_assert(tenon::LengthAtRunTime<upto<seq<64>>> && !tenon::LengthAtRunTime<seq<64>>);
static_assert(tenon::SameLengthKind<open_shape, open_shape, seq<1>> &&
              tenon::SameLengthKind<open_shape, fixed_shape, embed<1>> &&
              !tenon::SameLengthKind<open_shape, fixed_shape, seq<1>>);

open x;
fixed y;
tenon::tensor<float, embed<32>, hidden<48>> w;

template <class E>
using axes_of = tenon::shape_of<E>;
static_assert(
    std::is_same_v<axes_of<decltype(tenon::rename<seq, key>(x))>, tenon::shape<batch<2>, upto<key<64>>, embed<32>>>);
static_assert(
    std::is_same_v<axes_of<decltype(tenon::dot<embed>(x, w))>, tenon::shape<batch<2>, upto<seq<64>>, hidden<48>>>);
static_assert(std::is_same_v<axes_of<decltype(tenon::sum<seq>(x))>, tenon::shape<batch<2>, embed<32>>>);

// The plan is that of the capacity.
template <class X>
auto attended(X const& e) {
  auto const k = tenon::rename<seq, key>(e);
  return tenon::dot<key>(tenon::softmax<key>(tenon::dot<embed>(e, k)), tenon::rename<embed, hidden>(k));
}
template <class A, class B>
inline constexpr bool same_plan =
    tenon::plan_of<A>::workspace_bytes == tenon::plan_of<B>::workspace_bytes&& tenon::plan_of<A>::steps ==
    tenon::plan_of<B>::steps&& tenon::plan_of<A>::temporaries == tenon::plan_of<B>::temporaries;
static_assert(same_plan<decltype(attended(x)), decltype(attended(y))>);
static_assert(tenon::plan_of<decltype(attended(x))>::uses<tenon::kernel::attention>);
using two_products = decltype(tenon::dot<hidden>(tenon::gelu(tenon::dot<embed>(x, w)), w));
using two_fixed_products = decltype(tenon::dot<hidden>(tenon::gelu(tenon::dot<embed>(y, w)), w));
static_assert(same_plan<two_products, two_fixed_products>);

// Lengths may differ when it runs, so it may throw.
template <class E>
constexpr bool promises() {
  using out = decltype(tenon::tensor(std::declval<E const&>()));
  return noexcept(
      tenon::evaluate_into(std::declval<out&>(), std::declval<E const&>(), std::declval<tenon::workspace_for<E>&>()));
}
static_assert(promises<decltype(y + 1)>());
static_assert(!promises<decltype(x + 1)>());

}  // namespace lengths_in_types
