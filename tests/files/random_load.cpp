// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Models, files and namings drawn by lot: what is loaded is what an oracle says, element by element; what is saved is
// the file again; and of files with planted faults exactly those are found, and nothing is written.

#include <tenon/io/save.hpp>

#include "tests/files/temporary.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/made_archive.hpp"

#include <deque>
#include <map>
#include <random>
#include <set>

namespace io = tenon::io;
using io::difference_kind;

namespace {

using fault = std::tuple<difference_kind, std::string, std::string>;  // kind, parameter, tensor

enum class kind { weight, bias, plain };

/// A parameter, and which outputs of its tensor it is.
struct drawn_parameter {
  io::detail::slot slot;
  std::size_t outputs, inputs, first;
  std::vector<double> expected;
};
/// A tensor of the file: outputs × inputs, lying outputs first or not.
struct drawn_tensor {
  std::string name;
  kind what;
  bool integers, outputs_first, by_parts, all_read, mapped, growing;
  std::size_t outputs, inputs;
  std::vector<std::size_t> shape;
  std::vector<double> values;  // as they lie in the file
  std::vector<std::size_t> readers;
};

struct world {
  std::mt19937 random;
  std::deque<std::vector<io::axis_schema>> axes;
  std::deque<drawn_parameter> parameters;
  std::deque<std::vector<std::byte>> memory;
  std::vector<drawn_tensor> tensors;
  io::naming names;
  tenon::weight_order order = tenon::weight_order::none;

  explicit world(unsigned seed) : random(seed) {
    constexpr std::array orders{tenon::weight_order::none, tenon::in_out, tenon::out_in};
    order = orders[below(3)];
    names.weights(order).ignore("junk.{...}");
    for (std::size_t t = 0, count = 1 + below(5); t < count; ++t) draw_tensor();
  }

  std::size_t below(std::size_t n) { return static_cast<std::size_t>(random() % n); }
  bool chance(std::size_t n) { return below(n) == 0; }

  std::vector<std::size_t> lengths(std::size_t count) {
    std::vector<std::size_t> result;
    for (std::size_t i = 0; i < count; ++i) result.push_back(2 + (chance(6) ? 30 + below(9) : below(3)));
    return result;
  }
  static std::size_t product(std::vector<std::size_t> const& lengths) {
    std::size_t n = 1;
    for (std::size_t l : lengths) n *= l;
    return n;
  }

  void draw_tensor() {
    drawn_tensor t{};
    t.name = "file." + std::to_string(tensors.size());
    t.what = static_cast<kind>(below(3));
    t.integers = chance(4);
    std::size_t const pieces = chance(2) ? 1 : 2 + below(2);
    t.mapped = pieces != 1 || chance(2);
    t.by_parts = pieces != 1 && chance(2);
    t.growing = pieces != 1 && !t.by_parts;
    std::vector<std::size_t> const inputs =
        t.what == kind::bias ? std::vector<std::size_t>() : lengths(t.what == kind::weight ? 1 + below(2) : below(3));
    t.inputs = product(inputs);
    // Whether the file may lie the other way round: what the naming or the one reader says.
    bool const can_turn = t.what == kind::weight || (t.what == kind::plain && inputs.size() == 1);
    auto const own = static_cast<tenon::weight_order>(1 + below(2));
    tenon::weight_order const said = order == tenon::weight_order::none ? own : order;
    bool const by_default = t.what != kind::weight || said == tenon::out_in;
    t.outputs_first = can_turn && t.mapped && chance(3) ? !by_default : by_default;
    t.all_read = !t.by_parts || !chance(4);
    std::vector<std::size_t> outputs;
    for (std::size_t k = 0; k < pieces; ++k) {
      if (k == 0 || !t.by_parts) {
        outputs = lengths(t.what == kind::plain || (k != 0 && pieces == 1) ? 1 : 1 + below(3));
      }
      if (k == 0 || t.all_read) draw_parameter(t, k, pieces, outputs, inputs, own, by_default);
      t.outputs += product(outputs);
    }
    t.values.resize(t.outputs * t.inputs);
    for (std::size_t o = 0; o < t.outputs; ++o) {
      for (std::size_t i = 0; i < t.inputs; ++i) {
        t.values[t.outputs_first ? o * t.inputs + i : i * t.outputs + o] = value_of(o, i, t.inputs);
      }
    }
    t.shape = shape_of(t, inputs, outputs, pieces);
    if (!t.all_read && chance(2)) {
      names.ignore(t.name);
      t.all_read = true;
    }
    tensors.push_back(std::move(t));
  }
  static double value_of(std::size_t o, std::size_t i, std::size_t inputs) {
    return static_cast<double>((o * inputs + i) % 20011);
  }

  std::vector<std::size_t> shape_of(drawn_tensor const& t, std::vector<std::size_t> const& inputs,
                                    std::vector<std::size_t> const& outputs, std::size_t pieces) {
    std::vector<std::size_t> first = outputs;
    std::vector<std::size_t> rest = inputs;
    bool const whole = t.what == kind::plain || (pieces == 1 && !t.mapped);
    if (t.what == kind::plain) first = {t.outputs};
    if (!whole) {
      first = {t.outputs};
      if (t.what == kind::weight) rest = {t.inputs};
    }
    if (!t.outputs_first) std::swap(first, rest);
    first.insert(first.end(), rest.begin(), rest.end());
    return first;
  }

  void draw_parameter(drawn_tensor& t, std::size_t k, std::size_t pieces, std::vector<std::size_t> const& outputs,
                      std::vector<std::size_t> const& inputs, tenon::weight_order own, bool by_default) {
    bool const weight = t.what == kind::weight;
    // Of several readers each may keep another order, where the naming says that of the file.
    tenon::weight_order const kept =
        weight && order != tenon::weight_order::none ? static_cast<tenon::weight_order>(1 + below(2)) : own;
    auto& list = axes.emplace_back();
    std::size_t n = 0;
    auto const add = [&](std::vector<std::size_t> const& lengths) {
      constexpr std::array<std::string_view, 6> letters{"a", "b", "c", "d", "e", "f"};
      for (std::size_t l : lengths) list.push_back({letters[n++], l});
    };
    bool const model_outputs_first = !weight || kept == tenon::out_in;
    add(model_outputs_first ? outputs : inputs);
    add(model_outputs_first ? inputs : outputs);
    drawn_parameter p{};
    p.outputs = product(outputs);
    p.inputs = t.inputs;
    p.first = t.outputs;
    auto const& operations = t.integers ? io::detail::operations_of<std::int16_t> : io::detail::operations_of<float>;
    auto& bytes = memory.emplace_back(p.outputs * p.inputs * io::size_of(operations.type), std::byte{0xcd});
    std::string const name = t.mapped ? "model." + std::to_string(parameters.size()) + ".w" : t.name;
    p.slot = {{name, operations.type, list, weight ? kept : tenon::weight_order::none, weight ? inputs.size() : 0,
               t.what == kind::bias},
              &operations,
              bytes.data()};
    p.expected.resize(p.outputs * p.inputs);
    for (std::size_t o = 0; o < p.outputs; ++o) {
      for (std::size_t i = 0; i < p.inputs; ++i) {
        p.expected[model_outputs_first ? o * p.inputs + i : i * p.outputs + o] = value_of(p.first + o, i, p.inputs);
      }
    }
    t.readers.push_back(parameters.size());
    parameters.push_back(std::move(p));
    if (!t.mapped) return;
    io::part const part(k, pieces);
    io::rows const rows(t.outputs, product(outputs));
    if (t.outputs_first != by_default) {
      pieces == 1  ? names.map(name, t.name, io::transposed)
      : t.by_parts ? names.map(name, t.name, io::transposed, part)
                   : names.map(name, t.name, rows, io::transposed);
    } else {
      pieces == 1  ? names.map(name, t.name)
      : t.by_parts ? names.map(name, t.name, part)
                   : names.map(name, t.name, rows);
    }
  }

  [[nodiscard]] std::vector<io::detail::slot> slots() const {
    std::vector<io::detail::slot> result;
    for (auto const& p : parameters) result.push_back(p.slot);
    return result;
  }
  static void write(made_archive& file, drawn_tensor const& t, std::string const& name,
                    std::vector<std::size_t> const& shape, std::vector<double> const& values, bool wide) {
    if (t.integers && wide) {
      file.add(name, shape, std::vector<std::int32_t>(values.begin(), values.end()));
    } else if (t.integers) {
      file.add(name, shape, std::vector<std::int16_t>(values.begin(), values.end()));
    } else if (wide) {
      file.add(name, shape, values);
    } else {
      file.add(name, shape, std::vector<float>(values.begin(), values.end()));
    }
  }
  [[nodiscard]] static double at(drawn_parameter const& p, std::size_t i) {
    if (p.slot.dtype == io::dtype::f32) {
      float x;
      std::memcpy(&x, p.slot.data + i * sizeof x, sizeof x);
      return static_cast<double>(x);
    }
    std::int16_t x;
    std::memcpy(&x, p.slot.data + i * sizeof x, sizeof x);
    return x;
  }
  [[nodiscard]] bool loaded() const {
    for (auto const& p : parameters) {
      for (std::size_t i = 0; i < p.expected.size(); ++i) {
        if (at(p, i) != p.expected[i]) return false;
      }
    }
    return true;
  }
  void forget() {
    for (auto& bytes : memory) std::fill(bytes.begin(), bytes.end(), std::byte{0xcd});
  }
  [[nodiscard]] bool untouched() const {
    return std::all_of(memory.begin(), memory.end(), [](auto const& bytes) {
      return std::all_of(bytes.begin(), bytes.end(), [](std::byte b) { return b == std::byte{0xcd}; });
    });
  }

  /// The file with some faults, and what they are.
  made_archive faulty(std::multiset<fault>& faults) {
    made_archive file;
    for (drawn_tensor const& t : tensors) {
      auto const all = [&](difference_kind what) {
        for (std::size_t r : t.readers) faults.emplace(what, parameters[r].slot.name, t.name);
      };
      std::vector<std::size_t> shape = t.shape;
      std::vector<double> values = t.values;
      std::string name = t.name;
      bool wide = t.integers && chance(2);
      bool there = true;
      switch (below(10)) {
        case 0:
          there = false;
          all(difference_kind::missing);
          break;
        case 1:
          name = "other." + name;
          all(difference_kind::missing);
          faults.emplace(difference_kind::unexpected, "", name);
          break;
        case 2:
          shape.push_back(1);
          all(difference_kind::shape);
          break;
        case 3: {
          // One output more: of rows nobody wants it.
          bool const merged = shape.size() == (t.what == kind::weight ? 2U : 1U);
          if (!merged) break;
          shape[t.outputs_first ? 0 : 1] += 1;
          values.resize(product(shape));
          if (!t.growing) all(difference_kind::shape);
          if (t.growing && !t.outputs_first) values = t.values, shape = t.shape;  // (what it was, lies elsewhere)
          break;
        }
        case 4:
          if (t.what == kind::weight && shape.size() == 2 && shape[0] != shape[1]) {
            std::swap(shape[0], shape[1]);
            all(difference_kind::order);
          }
          break;
        case 5:
          if (!t.integers) {
            wide = true;
            all(difference_kind::dtype);
          }
          break;
        case 6:
          if (t.integers) {
            wide = true;
            std::size_t const o = below(t.outputs), i = below(t.inputs);
            values[t.outputs_first ? o * t.inputs + i : i * t.outputs + o] = chance(2) ? 32768 : -32769;
            for (std::size_t r : t.readers) {
              drawn_parameter const& p = parameters[r];
              if (p.first <= o && o < p.first + p.outputs) faults.emplace(difference_kind::value, p.slot.name, t.name);
            }
          }
          break;
        case 7:
          file.add("junk." + name + ".x", {1}, std::vector<float>{1});
          file.add("more." + name, {1}, std::vector<float>{1});
          faults.emplace(difference_kind::unexpected, "", "more." + name);
          break;
        default:
          break;
      }
      if (!there) continue;
      write(file, t, name, shape, values, wide);
      if (name == t.name && !t.all_read) faults.emplace(difference_kind::unexpected, "", t.name);
    }
    return file;
  }
};

}  // namespace

TEST_CASE("what is loaded by a random naming is what the oracle says, and is saved as it was") {
  std::size_t pieces = 0;
  for (unsigned seed = 0; seed < 400; ++seed) {
    INFO("seed " << seed);
    world w(seed);
    made_archive file;
    for (drawn_tensor const& t : w.tensors) {
      if (!t.all_read) w.names.ignore(t.name);
      world::write(file, t, t.name, t.shape, t.values, t.integers && w.chance(2));
      pieces += t.readers.size() > 1 ? 1 : 0;
    }
    io::archive const opened = file.opened();
    auto const slots = w.slots();
    REQUIRE(io::detail::compare_places(io::detail::places_of(slots, {w.names}), opened, {w.names}).text() ==
            "no difference");
    io::detail::load_slots(slots, opened, {w.names});
    REQUIRE(w.loaded());

    bool const whole = std::all_of(w.tensors.begin(), w.tensors.end(), [&](drawn_tensor const& t) {
      std::size_t outputs = 0;
      for (std::size_t r : t.readers) outputs += w.parameters[r].outputs;
      return outputs == t.outputs;
    });
    files::temporary const path("random.safetensors");
    if (!whole) {
      CHECK_THROWS_WITH(io::detail::save_slots(slots, path, {w.names}),
                        Catch::Matchers::Contains("the model has not all of its pieces"));
      continue;
    }
    io::detail::save_slots(slots, path, {w.names});
    io::safetensors const saved{std::string(path)};
    REQUIRE(saved.entries().size() == w.tensors.size());
    for (drawn_tensor const& t : w.tensors) {
      io::entry const& e = saved.at(t.name);
      CHECK(e.shape == t.shape);
      made_archive again;
      world::write(again, t, t.name, t.shape, t.values, false);
      io::archive const expected = again.opened();
      CHECK(std::equal(e.bytes.begin(), e.bytes.end(), expected.at(t.name).bytes.begin(),
                       expected.at(t.name).bytes.end()));
    }
    w.forget();
    io::detail::load_slots(slots, saved, {w.names});
    REQUIRE(w.loaded());
  }
  CHECK(pieces > 100);
}

TEST_CASE("planted faults are found, those and no others, and nothing is written") {
  std::map<difference_kind, std::size_t> counts;
  for (unsigned seed = 1000; seed < 1600; ++seed) {
    INFO("seed " << seed);
    world w(seed);
    std::multiset<fault> faults;
    io::archive const file = w.faulty(faults).opened();
    auto const slots = w.slots();
    io::differences const found = io::detail::compare_places(io::detail::places_of(slots, {w.names}), file, {w.names});
    std::multiset<fault> said;
    for (io::difference const& d : found) {
      said.emplace(d.kind, d.parameter, d.tensor);
      ++counts[d.kind];
    }
    INFO(found.text());
    REQUIRE(said == faults);
    if (faults.empty()) {
      io::detail::load_slots(slots, file, {w.names});
      REQUIRE(w.loaded());
    } else {
      CHECK_THROWS_WITH(io::detail::load_slots(slots, file, {w.names}), "tenon: io: made: " + found.text());
      REQUIRE(w.untouched());
    }
  }
  for (auto what : {difference_kind::missing, difference_kind::unexpected, difference_kind::shape,
                    difference_kind::order, difference_kind::dtype, difference_kind::value}) {
    CHECK(counts[what] > 20);
  }
}
