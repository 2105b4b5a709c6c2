// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// The walk over the tensors of a model: names, order of the members, what is said of weights, counts.

#include <tenon/meta/parameters.hpp>
#include <tenon/tenon.hpp>

#include <string>
#include <vector>

#include "tests/support/catch.hpp"
#include "tests/support/names.hpp"

using namespace tenon::axes;

namespace {

struct projection {
  static constexpr tenon::weight_order order = tenon::in_out;
  using matrix = tenon::tensor<float, embed<4>, hidden<3>>;
  using row = tenon::tensor<float, hidden<3>>;
  BOOST_HANA_DEFINE_STRUCT(projection, (matrix, weight), (row, offset));
};

/// Two input axes, output axes first, and a member that is no parameter.
struct merging {
  static constexpr tenon::weight_order order = tenon::out_in;
  static constexpr std::size_t inputs = 2;
  using matrix = tenon::tensor<double, embed<4>, head<2>, head_dim<5>>;
  BOOST_HANA_DEFINE_STRUCT(merging, (matrix, weight));
  double epsilon = 1e-5;
};

/// Somebody else's struct.
struct foreign {
  tenon::tensor<float, embed<4>> scale;
};

struct named_children {
  projection a, b;
  using children = projection[2];
  template <class F>
  void for_each_child(F&& f) {
    f("a", a);
    f(std::size_t{1}, b);
  }
  template <class F>
  void for_each_child(F&& f) const {
    f("a", a);
    f(std::size_t{1}, b);
  }
};

struct model {
  using blocks_type = std::array<projection, 2>;
  using pair_type = projection[1];
  BOOST_HANA_DEFINE_STRUCT(model, (foreign, norm), (blocks_type, blocks), (merging, out), (named_children, pair));
};

struct growing {
  using layers_type = std::vector<projection>;
  BOOST_HANA_DEFINE_STRUCT(growing, (layers_type, layers));
};

struct nothing {
  BOOST_HANA_DEFINE_STRUCT(nothing);
};

}  // namespace

BOOST_HANA_ADAPT_STRUCT(foreign, scale);

TEST_CASE("every tensor is visited, by its dotted name and in the order of the members", "[meta]") {
  model m;
  std::vector<std::string> const expected{"norm.scale",      "blocks.0.weight", "blocks.0.offset", "blocks.1.weight",
                                          "blocks.1.offset", "out.weight",      "pair.a.weight",   "pair.a.offset",
                                          "pair.1.weight",   "pair.1.offset"};
  CHECK(names(m) == expected);
  model const& same = m;
  CHECK(names(same) == expected);

  tenon::for_each_parameter(
      m, [](auto const& p) { p.value = tenon::full<std::remove_reference_t<decltype(p.value)>>(2); });
  CHECK(m.blocks[1].weight(3, 2) == 2);
  CHECK(m.out.weight(0, 1, 4) == 2);
  tenon::for_each_parameter(
      same, [](auto const& p) { static_assert(std::is_const_v<std::remove_reference_t<decltype(p.value)>>); });

  projection alone;
  CHECK(names(alone) == std::vector<std::string>{"weight", "offset"});
  growing g;
  CHECK(names(g).empty());
  g.layers.resize(11);
  CHECK(names(g).back() == "layers.10.offset");
  nothing n;
  CHECK(names(n).empty());
}

TEST_CASE("a layer says the order of its weights, which are its first member", "[meta]") {
  model m;
  std::vector<std::pair<tenon::weight_order, std::size_t>> orders;
  tenon::for_each_parameter(m, [&orders](auto const& p) { orders.emplace_back(p.order, p.inputs); });
  using tenon::weight_order;
  std::pair const none(weight_order::none, std::size_t{0}), first(weight_order::in_out, std::size_t{1});
  std::pair const last(weight_order::out_in, std::size_t{2});
  CHECK(orders == std::vector{none, first, none, first, none, last, first, none, first, none});
}

TEST_CASE("a member that is called order or inputs says no order", "[meta]") {
  struct table {
    using ids = tenon::tensor<int, embed<3>>;
    BOOST_HANA_DEFINE_STRUCT(table, (ids, order), (ids, inputs));
  };
  table t;
  CHECK(names(t) == std::vector<std::string>{"order", "inputs"});
  tenon::for_each_parameter(t, [](auto const& p) { CHECK(p.order == tenon::weight_order::none); });
}

TEST_CASE("counts and bytes are constants of the type", "[meta]") {
  STATIC_REQUIRE(tenon::parameter_count<projection> == 15);
  STATIC_REQUIRE(tenon::parameter_count<model> == 4 + 30 + 40 + 30);
  STATIC_REQUIRE(tenon::parameter_bytes<model> == 4 * (4 + 30 + 30) + 8 * 40);
  STATIC_REQUIRE(tenon::parameter_count<model const> == tenon::parameter_count<model>);
  STATIC_REQUIRE(tenon::parameter_count<nothing> == 0);
  STATIC_REQUIRE(tenon::parameter_count<tenon::tensor<float, embed<4>>> == 4);
}
