// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Loading: orders of weights, pieces, conversions; every kind of difference with its words; and that a model is as it
// was unless everything fits.

#include <tenon/io/load.hpp>

#include "tests/support/catch.hpp"
#include "tests/support/made_archive.hpp"

#include <tenon/shape/axes.hpp>

#include <bit>
#include <numeric>

using namespace tenon::axes;
namespace io = tenon::io;

namespace {

template <class W, class B, tenon::weight_order Order>
struct projection {
  static constexpr tenon::weight_order order = Order;
  BOOST_HANA_DEFINE_STRUCT(projection, (W, weight), (B, bias));
};
using rows_out = projection<tenon::tensor<float, hidden<4>, embed<4>>, tenon::tensor<float, hidden<4>>, tenon::out_in>;
using rows_in = projection<tenon::tensor<float, embed<4>, hidden<4>>, tenon::tensor<float, hidden<4>>, tenon::in_out>;
template <class T>
using heads_out =
    projection<tenon::tensor<T, head<2>, head_dim<3>, embed<4>>, tenon::tensor<T, head<2>, head_dim<3>>, tenon::out_in>;

struct table {
  using rows = tenon::tensor<float, vocab<5>, embed<4>>;
  using ids = tenon::tensor<std::int16_t, seq<3>>;
  using mask = tenon::tensor<bool, seq<3>>;
  using scale = tenon::tensor<double>;
  BOOST_HANA_DEFINE_STRUCT(table, (rows, weight), (ids, order), (mask, keep), (scale, factor));
};

/// 1, 2, 3, …
template <class T = float>
std::vector<T> counted(std::size_t n) {
  std::vector<T> values(n);
  std::iota(values.begin(), values.end(), T(1));
  return values;
}
/// What load throws, without "tenon: io: made: "; empty if it throws nothing.
template <class Model>
std::string complaint(Model& model, made_archive const& file, io::naming const& names = {}) {
  try {
    io::load(model, file.opened(), names);
  } catch (io::error const& e) {
    std::string const text = e.what();
    constexpr std::string_view begin = "tenon: io: made: ";
    return text.starts_with(begin) ? text.substr(begin.size()) : text;
  }
  return {};
}
template <class Model>
std::string whole_complaint(made_archive const& file, io::naming const& names = {}) {
  Model model;
  return complaint(model, file, names);
}

}  // namespace

TEST_CASE("a square weight of a file [in, out] reaches the layer [out, in] transposed, and the other way round") {
  made_archive file;
  file.add("weight", {4, 4}, counted(16)).add("bias", {4}, counted(4));
  rows_out out;
  io::load(out, file.opened(), io::naming().weights(tenon::in_out));
  rows_in in;
  io::load(in, file.opened(), io::naming().weights(tenon::out_in));
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK(out.bias(i) == static_cast<float>(i + 1));
    for (std::size_t o = 0; o < 4; ++o) {
      CHECK(out.weight(o, i) == static_cast<float>(4 * i + o + 1));
      CHECK(in.weight(i, o) == static_cast<float>(4 * o + i + 1));
    }
  }
  // With the layer's own order, said or not, nothing is turned.
  for (auto const& names : {io::naming(), io::naming().weights(tenon::out_in)}) {
    io::load(out, file.opened(), names);
    CHECK(out.weight(1, 0) == 5);
  }
  // One matrix of the file may differ from what the file is.
  io::load(out, file.opened(), io::naming().map("weight", "weight", io::transposed));
  CHECK(out.weight(1, 0) == 2);
  io::load(out, file.opened(), io::naming().weights(tenon::in_out).map("weight", "weight", io::transposed));
  CHECK(out.weight(1, 0) == 5);
}

TEST_CASE("a file that says its axes can not be read in the other order") {
  made_archive out_file;
  out_file.add("weight", {4, 4}, counted(16), {"hidden", "embed"}).add("bias", {4}, counted(4), {"hidden"});
  made_archive in_file;
  in_file.add("weight", {4, 4}, counted(16), {"embed", "hidden"}).add("bias", {4}, counted(4), {"hidden"});
  rows_out out;
  rows_in in;
  std::string const refused_out =
      "1 difference from the model\n"
      "  transposed: weight: expected [hidden<4>, embed<4>], found [embed<4>, hidden<4>]; if the whole file is so, say "
      "weights(in_out), if this one is, transposed";
  std::string const refused_in =
      "1 difference from the model\n"
      "  transposed: weight: expected [embed<4>, hidden<4>], found [hidden<4>, embed<4>]; if the whole file is so, say "
      "weights(out_in), if this one is, transposed";
  CHECK(complaint(out, in_file) == refused_out);
  CHECK(complaint(in, out_file) == refused_in);
  CHECK(complaint(out, out_file, io::naming().weights(tenon::in_out)) == refused_in);
  CHECK(complaint(in, in_file, io::naming().weights(tenon::out_in)) == refused_out);
  CHECK(out.weight(0, 0) == 0);
  CHECK(in.weight(0, 0) == 0);
  CHECK(complaint(out, in_file, io::naming().weights(tenon::in_out)).empty());
  CHECK(complaint(in, out_file, io::naming().weights(tenon::out_in)).empty());
  CHECK(out.weight(1, 0) == 2);
  CHECK(in.weight(1, 0) == 2);
  CHECK(complaint(out, out_file).empty());
  CHECK(complaint(in, in_file).empty());
  CHECK(out.weight(1, 0) == 5);
  CHECK(in.weight(1, 0) == 5);
}

TEST_CASE("several output axes are a matrix in the file, or stand as they are") {
  for (auto const& [shape, bias] : {std::pair(std::vector<std::size_t>{6, 4}, std::vector<std::size_t>{6}),
                                    std::pair(std::vector<std::size_t>{2, 3, 4}, std::vector<std::size_t>{2, 3})}) {
    made_archive file;
    file.add("weight", shape, counted(24)).add("bias", bias, counted(6));
    heads_out<float> layer;
    io::load(layer, file.opened());
    CHECK(std::equal(layer.weight.begin(), layer.weight.end(), counted(24).begin()));
    CHECK(std::equal(layer.bias.begin(), layer.bias.end(), counted(6).begin()));
  }
  for (auto const& shape : {std::vector<std::size_t>{4, 6}, std::vector<std::size_t>{4, 2, 3}}) {
    made_archive file;
    file.add("weight", shape, counted(24)).add("bias", {6}, counted(6));
    heads_out<float> layer;
    CHECK(complaint(layer, file).starts_with("1 difference from the model\n  transposed: weight: expected ["));
    io::load(layer, file.opened(), io::naming().weights(tenon::in_out));
    CHECK(layer.weight(1, 2, 3) == 24);
    CHECK(layer.weight(1, 0, 0) == 4);
  }
  // Only what can be one axis may be: a table of rows is none.
  made_archive flat;
  flat.add("weight", {20}, counted(20)).add("order", {3}, counted<std::int16_t>(3));
  flat.add<bool>("keep", {3}, {true, false, true}).add("factor", {}, counted<double>(1));
  CHECK(whole_complaint<table>(flat) ==
        "1 difference from the model\n  wrong shape: weight: expected [5, 4], found [20], of the model's [vocab<5>, "
        "embed<4>]");
  table model;
  io::load(model, flat.opened(), io::naming().map("weight", "weight", io::shaped(20)));
  CHECK(model.weight(4, 3) == 20);
  CHECK(model.keep(1) == false);
  CHECK(model.keep(2) == true);
  CHECK(model.factor() == 1);
}

TEST_CASE("pieces of a tensor: parts and rows, of both orders, of weights and biases") {
  struct attention {
    using layer = heads_out<double>;
    BOOST_HANA_DEFINE_STRUCT(attention, (layer, query), (layer, key), (layer, value));
  };
  auto const check = [](attention const& a, auto at) {
    std::size_t part = 0;
    for (heads_out<double> const* p : {&a.query, &a.key, &a.value}) {
      for (std::size_t o = 0; o < 6; ++o) {
        CHECK(p->bias(o / 3, o % 3) == static_cast<double>(6 * part + o + 1));
        for (std::size_t i = 0; i < 4; ++i) CHECK(p->weight(o / 3, o % 3, i) == at(6 * part + o, i));
      }
      ++part;
    }
  };
  auto const out_at = [](std::size_t o, std::size_t i) { return static_cast<double>(4 * o + i + 1); };
  auto const in_at = [](std::size_t o, std::size_t i) { return static_cast<double>(18 * i + o + 1); };
  made_archive out_file;
  out_file.add("in.w", {18, 4}, counted(72)).add("in.b", {18}, counted(18));
  made_archive in_file;
  in_file.add("in.w", {4, 18}, counted(72)).add("in.b", {18}, counted(18));
  io::naming parts;
  io::naming rows;
  std::size_t k = 0;
  for (std::string const name : {"query", "key", "value"}) {
    parts.map(name + ".weight", "in.w", io::part(k, 3)).map(name + ".bias", "in.b", io::part(k, 3));
    rows.map(name + ".weight", "in.w", io::rows(6 * k, 6)).map(name + ".bias", "in.b", io::rows(6 * k, 6));
    ++k;
  }
  for (io::naming& names : std::array{std::ref(parts), std::ref(rows)}) {
    attention a;
    io::load(a, out_file.opened(), names);
    check(a, out_at);
    CHECK(complaint(a, in_file, names).starts_with("3 differences from the model\n  transposed: "));
    io::load(a, in_file.opened(), names.weights(tenon::in_out));
    check(a, in_at);
  }
  // A part that nobody reads is unexpected, unless it is ignored; of rows exactly those are wanted that are said.
  heads_out<double> alone;
  auto const first = io::naming().map("weight", "in.w", io::part(0, 3)).map("bias", "in.b", io::rows(0, 6));
  CHECK(complaint(alone, out_file, first) ==
        "1 difference from the model\n  unexpected: in.w: no parameter reads all of its parts");
  CHECK(complaint(alone, out_file, io::naming(first).ignore("in.w")).empty());
  CHECK(complaint(alone, out_file,
                  io::naming().map("weight", "in.w", io::part(0, 2)).map("bias", "in.b", io::rows(13, 6)))
            .starts_with("3 differences from the model\n"
                         "  wrong shape: part 0 of 2 of in.w for weight: expected [12, 4], found [18, 4], of the "
                         "model's [head<2>, head_dim<3>, embed<4>]\n"
                         "  wrong shape: rows from 13 of in.b for bias: expected [at least 19], found [18], of the "
                         "model's [head<2>, head_dim<3>]\n  unexpected: "));
  // A table has rows too.
  table t;
  made_archive longer;
  longer.add("weight", {8, 4}, counted(32)).add("order", {3}, counted<std::int16_t>(3));
  longer.add<bool>("keep", {3}, {true, false, true}).add("factor", {}, counted<double>(1));
  io::load(t, longer.opened(), io::naming().map("weight", "weight", io::rows(2, 5)));
  CHECK(t.weight(0, 0) == 9);
  CHECK(t.weight(4, 3) == 28);
}

TEST_CASE("all differences are said at once, and the model is as it was") {
  struct model {
    using inner = rows_out;
    BOOST_HANA_DEFINE_STRUCT(model, (inner, a), (inner, b), (table, t));
  };
  made_archive file;
  file.add("a.weight", {4, 5}, counted(20));                             // wrong shape
  file.add<double>("a.bias", {4}, counted<double>(4));                   // would be rounded
  file.add("enc.b.weight", {4, 4}, counted(16), {"embed", "hidden"});    // transposed
  file.add("b.bias", {4}, counted(4), {"seq"});                          // another axis
  file.add("t.order", {3}, std::vector<std::int32_t>{1, 40000, -1});     // a value that does not fit
  file.add<std::uint8_t>("t.keep", io::dtype::boolean, {3}, {1, 0, 2});  // neither 0 nor 1
  file.add("t.factor", {}, std::vector<std::int64_t>{3});                // no number of that kind
  file.add("lm_head.weight", {2, 2}, counted(4));                        // unexpected
  file.add("notes.1.x", {1}, counted(1));                                // unexpected, but ignored
  auto const names = io::naming().map("b.weight", "enc.b.weight").ignore("notes.{...}");
  model m;
  m.a.weight(1, 1) = 7;
  model const before = m;
  CHECK(complaint(m, file, names) ==
        "9 differences from the model\n"
        "  wrong shape: a.weight: expected [4, 4], found [4, 5], of the model's [hidden<4>, embed<4>]\n"
        "  wrong dtype: a.bias: expected F32, found F64, which would be rounded; if it is meant, say rounding()\n"
        "  transposed: enc.b.weight for b.weight: expected [hidden<4>, embed<4>], found [embed<4>, hidden<4>]; if the "
        "whole file is so, say weights(in_out), if this one is, transposed\n"
        "  wrong axes: b.bias: expected [hidden<4>], found [seq<4>]\n"
        "  missing: t.weight F32 [vocab<5>, embed<4>]\n"
        "  wrong value: t.order: element 1 of the file's I32 [3] is no I16\n"
        "  wrong value: t.keep: element 2 of the file's BOOL [3] is no BOOL\n"
        "  wrong dtype: t.factor: expected F64, found I64\n"
        "  unexpected: lm_head.weight F32 [2, 2]");
  CHECK(std::equal(m.a.weight.begin(), m.a.weight.end(), before.a.weight.begin()));
  CHECK(std::equal(m.a.bias.begin(), m.a.bias.end(), before.a.bias.begin()));
  CHECK(std::equal(m.t.order.begin(), m.t.order.end(), before.t.order.begin()));
  // The same as a list.
  io::differences const found = io::compare(m, file.opened(), names);
  REQUIRE(found.size() == 9);
  CHECK(found[2].kind == io::difference_kind::order);
  CHECK(found[2].parameter == "b.weight");
  CHECK(found[2].tensor == "enc.b.weight");
  CHECK(found[8].kind == io::difference_kind::unexpected);
  CHECK(found[8].parameter.empty());
  CHECK(io::differences().text() == "no difference");
  CHECK(complaint(m, file, names) == found.text());
}

TEST_CASE("a pattern that is no parameter's is said beside the differences, and alone is none") {
  made_archive file;
  file.add("w", {4, 4}, counted(16)).add("bias", {4}, counted(4));
  auto const wrong = io::naming().map("wieght", "w").map("bias", "bias");
  CHECK(whole_complaint<rows_out>(file, wrong) ==
        "2 differences from the model\n"
        "  missing: weight F32 [hidden<4>, embed<4>]\n"
        "  unexpected: w F32 [4, 4]\n"
        "  note: the naming maps \"wieght\", and no parameter has such a name");
  CHECK(whole_complaint<rows_out>(file, io::naming().map("weight", "w").map("gain", "g")).empty());
}

TEST_CASE("one value that does not fit leaves everything as it was") {
  struct numbers {
    using bytes = tenon::tensor<std::int8_t, seq<3>>;
    using words = tenon::tensor<std::uint16_t, seq<700>>;
    BOOST_HANA_DEFINE_STRUCT(numbers, (bytes, small), (words, large));
  };
  std::vector<std::int64_t> large(700, 65535);
  numbers n;
  {
    made_archive file;
    file.add("small", {3}, std::vector<std::int64_t>{-128, 0, 127}).add("large", {700}, large);
    io::load(n, file.opened());
    CHECK(n.small(0) == -128);
    CHECK(n.small(2) == 127);
    CHECK(n.large(699) == 65535);
  }
  for (std::int64_t wrong : {std::int64_t{65536}, std::int64_t{-1}}) {
    large[699] = wrong;
    made_archive file;
    file.add("small", {3}, std::vector<std::int64_t>{1, 2, 3}).add("large", {700}, large);
    CHECK(complaint(n, file) ==
          "1 difference from the model\n  wrong value: large: element 699 of the file's I64 [700] "
          "is no U16");
    CHECK(n.small(0) == -128);
    CHECK(n.large(0) == 65535);
  }
}

TEST_CASE("floating values widen exactly, and round only when that is said") {
  struct values {
    using single = tenon::tensor<float, seq<3>>;
    using twice = tenon::tensor<double, seq<3>>;
    BOOST_HANA_DEFINE_STRUCT(values, (single, f), (twice, d));
  };
  values v;
  made_archive halves;
  halves.add<std::uint16_t>("f", io::dtype::f16, {3}, {0x3c00, 0x0001, 0xfbff});
  halves.add<std::uint16_t>("d", io::dtype::bf16, {3}, {0x3f80, 0xff80, 0x0001});
  io::load(v, halves.opened());
  CHECK(v.f(0) == 1);
  CHECK(v.f(1) == 0x1p-24F);
  CHECK(v.f(2) == -65504);
  CHECK(v.d(0) == 1);
  CHECK(v.d(1) == -std::numeric_limits<double>::infinity());
  CHECK(v.d(2) == 0x1p-133);
  made_archive wide;
  wide.add<double>("f", {3}, {0.1, 1e300, 2}).add<float>("d", {3}, {0.1F, 2, 3});
  CHECK(complaint(v, wide).find("would be rounded") != std::string::npos);
  io::load(v, wide.opened(), io::naming().rounding());
  CHECK(v.f(0) == 0.1F);
  CHECK(v.d(0) == static_cast<double>(0.1F));
  // What is not converted keeps its bits, a signaling NaN too.
  made_archive nans;
  nans.add<std::uint32_t>("f", io::dtype::f32, {3}, {0x7fa12345, 0xffc00001, 0x80000000});
  nans.add<std::uint64_t>("d", io::dtype::f64, {3}, {0x7ff4000000000007, 0xfff8000000000001, 1});
  io::load(v, nans.opened());
  CHECK(std::bit_cast<std::array<std::uint32_t, 3>>(std::array{v.f(0), v.f(1), v.f(2)}) ==
        std::array<std::uint32_t, 3>{0x7fa12345, 0xffc00001, 0x80000000});
  CHECK(std::bit_cast<std::array<std::uint64_t, 3>>(std::array{v.d(0), v.d(1), v.d(2)}) ==
        std::array<std::uint64_t, 3>{0x7ff4000000000007, 0xfff8000000000001, 1});
}

TEST_CASE("axes may have other names in a file") {
  made_archive file;
  file.add("weight", {4, 4}, counted(16), {"inner", "embed"}).add("bias", {4}, counted(4), {"inner"});
  CHECK(
      whole_complaint<rows_out>(file).starts_with("2 differences from the model\n  wrong axes: weight: expected "
                                                  "[hidden<4>, embed<4>], found [inner<4>, embed<4>]"));
  CHECK(whole_complaint<rows_out>(file, io::naming().axis("hidden", "inner")).empty());
  // Axes that are one in the file may have any name, but not one of the others.
  made_archive joined;
  joined.add("weight", {6, 4}, counted(24), {"inner", "embed"}).add("bias", {6}, counted(6), {"inner"});
  CHECK(whole_complaint<heads_out<float>>(joined).empty());
  made_archive confused;
  confused.add("weight", {6, 4}, counted(24), {"embed", "inner"}).add("bias", {6}, counted(6), {"inner"});
  CHECK(whole_complaint<heads_out<float>>(confused).starts_with("1 difference from the model\n  wrong axes: weight"));
}

TEST_CASE("a naming that does not fit the model is refused when it is used") {
  made_archive file;
  file.add("weight", {4, 4}, counted(16)).add("bias", {4}, counted(4));
  auto const said = [&](io::naming const& names) {
    std::string const text = whole_complaint<rows_out>(file, names);
    constexpr std::string_view begin = "tenon: io: naming: ";
    return text.starts_with(begin) ? text.substr(begin.size()) : "no naming's error: " + text;
  };
  CHECK(said(io::naming().map("{w}", "{w}").map("weight", "w")) == "weight matches both \"{w}\" and \"weight\"");
  CHECK(said(io::naming().map("weight", "bias")) ==
        "weight is mapped to \"bias\", which is the own name of another parameter; map that one too");
  CHECK(said(io::naming().map("bias", "bias", io::transposed)) ==
        "\"bias\" is transposed, and bias [hidden<4>] is no matrix");
  CHECK(said(io::naming().map("bias", "bias", io::rows(0, 3))) ==
        "\"bias\" is 3 rows of the file, and bias [hidden<4>] has 4");
  CHECK(said(io::naming().map("bias", "bias", io::part(0, static_cast<std::size_t>(-1)))) ==
        "\"bias\" has more rows than can be counted");
  CHECK(said(io::naming().map("weight", "weight", io::shaped(4, 5))) ==
        "\"weight\" is shaped to [4, 5], 20 elements; expected 16 for weight [hidden<4>, embed<4>]");
  // Names may be exchanged, and one tensor may be two parameters.
  rows_out layer;
  made_archive exchanged;
  exchanged.add("bias", {4, 4}, counted(16)).add("weight", {4}, counted(4));
  CHECK(complaint(layer, exchanged, io::naming().map("weight", "bias").map("bias", "weight")).empty());
  CHECK(layer.weight(3, 3) == 16);
}

TEST_CASE("what has no place in a file is refused by its name") {
  struct lying {
    using across = tenon::strided_view<float, tenon::strides<1, 2>, seq<2>, embed<2>>;
    BOOST_HANA_DEFINE_STRUCT(lying, (across, table));
  };
  struct reading {
    using only = tenon::view<float const, seq<2>, embed<2>>;
    BOOST_HANA_DEFINE_STRUCT(reading, (only, table));
  };
  struct wide {
    using longer = tenon::tensor<long double, seq<2>>;
    BOOST_HANA_DEFINE_STRUCT(wide, (longer, table));
  };
  float room[4] = {};
  made_archive file;
  file.add("table", {2, 2}, counted(4));
  lying strided{lying::across(room)};
  CHECK(complaint(strided, file).starts_with("tenon: io: table: its elements do not lie row by row"));
  reading reader{reading::only(room)};
  CHECK(complaint(reader, file).starts_with("tenon: io: table: the model only reads it"));
  CHECK(io::compare(reader, file.opened()).empty());
  CHECK(room[1] == 0);
  CHECK(whole_complaint<wide>(file).starts_with("tenon: io: table: no file holds this value type"));
}

TEST_CASE("the schema of a model is a list") {
  heads_out<double> const layer;
  std::vector<io::parameter_schema> const schema = io::schema_of(layer);
  REQUIRE(schema.size() == 2);
  CHECK(schema[0].name == "weight");
  CHECK(schema[0].dtype == io::dtype::f64);
  CHECK(io::axes_text(schema[0].axes) == "[head<2>, head_dim<3>, embed<4>]");
  CHECK(schema[0].order == tenon::out_in);
  CHECK(schema[0].inputs == 1);
  CHECK(schema[0].size() == 24);
  CHECK_FALSE(schema[0].bias);
  CHECK(schema[1].bias);
  CHECK(schema[1].order == tenon::weight_order::none);
}
