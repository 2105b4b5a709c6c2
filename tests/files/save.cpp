// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Saving: the file is what load reads, bit for bit; with a naming it is the file of somebody else; and what was there
// before is lost only to a complete file.

#include <tenon/io/open.hpp>
#include <tenon/io/save.hpp>

#include "tests/files/temporary.hpp"
#include "tests/support/catch.hpp"

#include <tenon/shape/axes.hpp>

#include <cstring>
#include <random>

using namespace tenon::axes;
namespace io = tenon::io;

namespace {

template <class W, class B, tenon::weight_order Order>
struct projection {
  static constexpr tenon::weight_order order = Order;
  BOOST_HANA_DEFINE_STRUCT(projection, (W, weight), (B, bias));
};
template <class T>
using square_out = projection<tenon::tensor<T, hidden<4>, embed<4>>, tenon::tensor<T, hidden<4>>, tenon::out_in>;
template <class T>
using square_in = projection<tenon::tensor<T, embed<4>, hidden<4>>, tenon::tensor<T, hidden<4>>, tenon::in_out>;
using heads = projection<tenon::tensor<float, head<2>, head_dim<3>, embed<4>>,
                         tenon::tensor<float, head<2>, head_dim<3>>, tenon::out_in>;

struct attention {
  BOOST_HANA_DEFINE_STRUCT(attention, (heads, query), (heads, key), (heads, value));
};

/// Every type of elements, and every kind of shape.
struct held {
  template <class T>
  using many = tenon::tensor<T, seq<3>, embed<20>>;
  using one = tenon::tensor<double>;
  using nameless = tenon::ndtensor<float, 2, 3>;
  BOOST_HANA_DEFINE_STRUCT(held, (one, scalar), (nameless, table), (square_out<float>, layer),
                           (square_out<double>, wide), (square_out<std::int16_t>, whole), (many<bool>, b),
                           (many<std::int8_t>, i8), (many<std::uint8_t>, u8), (many<std::uint16_t>, u16),
                           (many<std::int32_t>, i32), (many<std::uint32_t>, u32), (many<std::int64_t>, i64),
                           (many<std::uint64_t>, u64));
};

/// Every bit by lot, so that there are NaNs with payloads, infinities, subnormals, minus zeros; of bool, truths.
template <class Model>
void scatter(Model& model, unsigned seed) {
  std::mt19937_64 random(seed);
  tenon::for_each_parameter(model, [&](auto const& p) {
    using T = typename std::remove_cvref_t<decltype(p.value)>::value_type;
    for (T& x : p.value) {
      std::uint64_t const bits = random();
      if constexpr (std::is_same_v<T, bool>) {
        x = bits % 2 == 0;
      } else if constexpr (std::is_floating_point_v<T>) {
        std::uint64_t const nan = sizeof(T) == 4 ? 0x7f800000U : 0x7ff0000000000000U;
        std::uint64_t const chosen = bits % 3 == 0 ? bits | nan : bits;
        std::memcpy(&x, &chosen, sizeof x);
      } else {
        std::memcpy(&x, &bits, sizeof x);
      }
    }
  });
}
template <class Model>
std::vector<std::string> bits_of(Model const& model) {
  std::vector<std::string> result;
  tenon::for_each_parameter(model, [&](auto const& p) {
    result.emplace_back(reinterpret_cast<char const*>(p.value.data()), p.value.size() * sizeof(*p.value.data()));
  });
  return result;
}
void round_trip(char const* name, io::naming const& names) {
  held model;
  scatter(model, 5);
  files::temporary const path(name);
  io::save(model, path, names);
  held again;
  io::load(again, io::open(path), names);
  CHECK(bits_of(again) == bits_of(model));
}
template <class F>
std::string complaint(F f) {
  try {
    f();
  } catch (io::error const& e) {
    return e.what();
  }
  return {};
}

}  // namespace

TEST_CASE("what is saved is loaded with equal bits") {
  auto const names = io::naming()
                         .weights(tenon::in_out)
                         .map("layer.{what}", "other/{what}")
                         .map("whole.weight", "w", io::transposed)
                         .map("scalar", "s");
  for (io::naming const& n : {io::naming(), names}) {
    round_trip("bits.safetensors", n);
    round_trip("bits.npz", n);
  }
}

TEST_CASE("the names of axes are in the file, and guard a square weight") {
  square_out<float> out;
  scatter(out, 1);
  files::temporary const path("square.safetensors");
  io::save(out, path);
  io::safetensors const file{std::string(path)};
  CHECK(file.at("weight").axes == std::vector<std::string>{"hidden", "embed"});
  square_in<float> in;
  CHECK(complaint([&] { io::load(in, file); }).find("transposed: weight: expected [embed<4>, hidden<4>], found") !=
        std::string::npos);
  CHECK(complaint([&] { io::load(out, file, io::naming().weights(tenon::in_out)); }).find("transposed: weight") !=
        std::string::npos);
  io::load(in, file, io::naming().weights(tenon::out_in));
  for (std::size_t i = 0; i < 4; ++i) {
    for (std::size_t o = 0; o < 4; ++o) CHECK(std::memcmp(&in.weight(i, o), &out.weight(o, i), sizeof(float)) == 0);
  }
  // Saved in the other order, the names are turned with it, and called as the naming calls them.
  files::temporary const turned("turned.safetensors");
  io::save(out, turned, io::naming().weights(tenon::in_out).map("weight", "w").axis("hidden", "inner"));
  io::safetensors const other{std::string(turned)};
  CHECK(other.at("w").axes == std::vector<std::string>{"embed", "inner"});
  CHECK(other.at("bias").axes == std::vector<std::string>{"inner"});
  float second;
  std::memcpy(&second, other.at("w").bytes.data() + sizeof second, sizeof second);
  CHECK(std::memcmp(&second, &out.weight(1, 0), sizeof second) == 0);
}

TEST_CASE("parts are joined, when all are there") {
  attention a;
  float next = 0;
  tenon::for_each_parameter(a, [&](auto const& p) {
    for (float& x : p.value) x = next++;
  });
  io::naming names;
  std::size_t k = 0;
  for (std::string const name : {"query", "key", "value"}) {
    names.map(name + ".weight", "c_attn.weight", io::part(k, 3)).map(name + ".bias", "c_attn.bias", io::part(k, 3));
    ++k;
  }
  for (auto const order : {tenon::out_in, tenon::in_out}) {
    files::temporary const path("joined.safetensors");
    io::save(a, path, names.weights(order));
    io::safetensors const file{std::string(path)};
    REQUIRE(file.entries().size() == 2);
    bool const rows = order == tenon::out_in;
    CHECK(file.at("c_attn.weight").shape == (rows ? std::vector<std::size_t>{18, 4} : std::vector<std::size_t>{4, 18}));
    CHECK(file.at("c_attn.bias").shape == std::vector<std::size_t>{18});
    CHECK(file.at("c_attn.weight").axes.empty());
    auto const bias = file.get<float, hidden<18>>("c_attn.bias");
    CHECK(bias(7) == a.key.bias(0, 1));
    if (rows) {
      CHECK(file.get<float, hidden<18>, embed<4>>("c_attn.weight")(7, 2) == a.key.weight(0, 1, 2));
    } else {
      CHECK(file.get<float, embed<4>, hidden<18>>("c_attn.weight")(2, 7) == a.key.weight(0, 1, 2));
    }
    attention again;
    io::load(again, file, names);
    CHECK(bits_of(again) == bits_of(a));
  }
  files::temporary const path("refused.safetensors");
  heads alone;
  auto const said = [&](io::naming const& n) {
    std::string const text = complaint([&] { io::save(alone, path, n); });
    std::string const begin = std::string("tenon: io: ") + std::string(path) + ": ";
    return text.starts_with(begin) ? text.substr(begin.size()) : text;
  };
  CHECK(said(io::naming().map("weight", "w", io::part(0, 3))) ==
        "w: the model has not all of its pieces: expected 18 outputs in 3 parts, found 6");
  CHECK(said(io::naming().map("weight", "w", io::part(1, 3))) ==
        "w: the model has not all of its pieces: expected one from output 0 on, found weight from 6 on");
  CHECK(said(io::naming().map("bias", "w", io::rows(2, 6))) ==
        "w: the model has not all of its pieces: expected one from output 0 on, found bias from 2 on");
  CHECK(said(io::naming().map("bias", "w", io::rows(0, 6)).map("weight", "w", io::rows(6, 6))) ==
        "w: bias and weight are no pieces of one tensor: expected one dtype, one shape, one order and one number of "
        "parts");
  CHECK(complaint([&] { io::safetensors file{std::string(path)}; }).find("cannot be opened") != std::string::npos);
}

TEST_CASE("two parameters are one tensor of the file if they have equal values") {
  struct tied {
    using table = tenon::tensor<float, vocab<3>, embed<2>>;
    BOOST_HANA_DEFINE_STRUCT(tied, (table, in), (table, out));
  };
  tied model;
  model.in(1, 1) = 3;
  model.out = model.in;
  auto const names = io::naming().map("in", "wte").map("out", "wte");
  files::temporary const path("tied.safetensors");
  io::save(model, path, names);
  tied again;
  io::load(again, io::safetensors(std::string(path)), names);
  CHECK(bits_of(again) == bits_of(model));
  model.out(0, 0) = 1;
  CHECK(complaint([&] { io::save(model, path, names); }).find("in and out are one tensor of the file") !=
        std::string::npos);
}

TEST_CASE("a shape is written as the naming says it") {
  square_out<float> layer;
  scatter(layer, 2);
  files::temporary const path("shaped.safetensors");
  auto const names = io::naming().map("weight", "conv", io::shaped(4, 1, 2, 2)).map("bias", "b", io::shaped(1, 1, 4));
  io::save(layer, path, names);
  io::safetensors const file{std::string(path)};
  CHECK(file.at("conv").shape == std::vector<std::size_t>{4, 1, 2, 2});
  CHECK(file.at("b").shape == std::vector<std::size_t>{1, 1, 4});
  square_out<float> again;
  io::load(again, file, names);
  CHECK(bits_of(again) == bits_of(layer));
}

TEST_CASE("a file that cannot be written leaves what was there") {
  files::temporary const path("kept.safetensors");
  square_out<float> model;
  scatter(model, 3);
  io::save(model, path);
  std::string const before = files::contents(path);
  heads other;
  CHECK_THROWS_AS(io::save(other, path, io::naming().map("weight", "w", io::part(0, 2))), io::error);
  CHECK(files::contents(path) == before);
  CHECK(complaint([&] { io::save(other, "model.bin"); }) ==
        "tenon: io: model.bin: expected a name that ends in .safetensors or .npz");
  CHECK(complaint([&] { io::save(other, "/there/is/no/such/folder/m.safetensors"); }).find("cannot be written") !=
        std::string::npos);
  // What stands before a zero byte is the name of another file.
  for (char const* end : {".safetensors", ".npz"}) {
    std::string const longer = std::string(path) + std::string(1, '\0') + end;
    CHECK(complaint([&] { io::save(other, longer); }).find("found a zero byte in it") != std::string::npos);
    CHECK_THROWS_AS(io::open(longer), io::error);
  }
  CHECK(files::contents(path) == before);
  // Written over itself while it is open: the archive keeps what it mapped.
  io::safetensors const open{std::string(path)};
  scatter(model, 4);
  io::save(model, path);
  CHECK(files::contents(path) != before);
  square_out<float> old;
  io::load(old, open);
  square_out<float> expected;
  scatter(expected, 3);
  CHECK(bits_of(old) == bits_of(expected));
}
