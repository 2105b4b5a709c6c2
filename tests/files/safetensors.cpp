// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// safetensors files: what is read, what is refused and how the error says so, and that what is written is read again.

#include "tests/files/temporary.hpp"
#include "tests/support/catch.hpp"

#include <tenon/io/safetensors.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/make.hpp>

#include <cstring>
#include <limits>

using namespace tenon::axes;
using tenon::io::dtype;

namespace {

std::string file_of(std::string const& header, std::size_t data_bytes) {
  std::string text(8, '\0');
  std::uint64_t const length = header.size();
  std::memcpy(text.data(), &length, 8);
  return text.append(header).append(data_bytes, '\0');
}
tenon::io::safetensors read(std::string const& file) {
  return tenon::io::safetensors(std::as_bytes(std::span(file)), "x.safetensors");
}
/// What the error of a file says, or nothing.
std::string complaint(std::string const& header, std::size_t data_bytes) {
  try {
    std::string const file = file_of(header, data_bytes);
    read(file);
  } catch (tenon::io::error const& e) {
    return e.what();
  }
  return "";
}

}  // namespace

TEST_CASE("a safetensors file is read where it lies") {
  auto const how = GENERATE(tenon::io::access::mapped, tenon::io::access::copied);
  tenon::io::safetensors const file(files::data("ok.safetensors"), how);
  REQUIRE(file.entries().size() == 5);
  CHECK(file.entries()[0].name == "a");
  CHECK(file.metadata().at("note") == "ok");
  auto const a = file.view<float, seq<2>, key<3>, embed<4>>("a");
  CHECK(a.data() == static_cast<void const*>(file.at("a").bytes.data()));
  for (std::size_t i = 0; i < 24; ++i) CHECK(a.data()[i] == static_cast<float>(i) - 5.0F);
  tenon::tensor const h = file.get<float, seq<2>, key<3>, embed<4>>("h");
  for (std::size_t i = 0; i < 24; ++i) CHECK(h.data()[i] == static_cast<float>(i) - 5.0F);
  CHECK(file.get<float>("s")() == 2.5F);
  CHECK(file.get<double>("s")() == 2.5);
  CHECK(file.at("e").shape == std::vector<std::size_t>{0, 3});
  CHECK(file.find("f") == nullptr);
  auto const copy = [&] { return tenon::io::archive(file); }();
  CHECK(copy.at("a").bytes.data() == file.at("a").bytes.data());
}

TEST_CASE("what a tensor is not, is said") {
  tenon::io::safetensors const file(files::data("ok.safetensors"));
  std::string const path = "tenon: io: " + file.path() + ": ";
  auto const says = [&](auto const& f, std::string const& expected) {
    try {
      f();
      FAIL("nothing was thrown");
    } catch (tenon::io::error const& e) {
      CHECK(e.what() == path + expected);
    }
  };
  says([&] { return file.get<float>("x"); }, "there is no tensor x; it has a, b, h, s, e");
  says([&] { return file.get<float, seq<2>, key<3>, embed<5>>("a"); },
       "a: expected F32 [seq<2>, key<3>, embed<5>], found F32 [2, 3, 4]");
  says([&] { return file.get<float, seq<2>, key<3>>("a"); }, "a: expected F32 [seq<2>, key<3>], found F32 [2, 3, 4]");
  says([&] { return file.get<float, seq<3>>("b"); }, "b: expected F32 [seq<3>], found I64 [3]");
  says([&] { return file.view<float, seq<2>, key<3>, embed<4>>("h"); },
       "h: expected F32 [seq<2>, key<3>, embed<4>], found F16 [2, 3, 4]");
}

TEST_CASE("broken safetensors files are refused") {
  for (char const* name : {"bad_truncated.safetensors", "bad_hugeheader.safetensors", "bad_offsets.safetensors",
                           "bad_dtype.safetensors"}) {
    CHECK_THROWS_AS(tenon::io::safetensors(files::data(name)), tenon::io::error);
  }
  CHECK_THROWS_AS(tenon::io::safetensors(files::data("there is none")), tenon::io::error);
  CHECK_THROWS_AS(tenon::io::safetensors(files::data("")), tenon::io::error);  // a directory

  std::string const begin = R"({"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]})";
  std::string const x = "tenon: io: x.safetensors: ";
  CHECK(complaint(begin + "}", 2).empty());
  CHECK(complaint(begin + "}   ", 2).empty());
  CHECK(complaint("{}", 0).empty());
  CHECK(complaint(begin + "}", 3) == x + "expected 2 bytes after the header, found 3");
  CHECK(complaint(begin + "}", 1) == x + "a: expected data_offsets from 0 on, within 1 bytes, found 0 to 2");
  CHECK(complaint(" " + begin + "}", 2) == x + "expected a header that begins with {");
  CHECK(complaint(begin, 2) == x + "the header: it is no JSON at its byte 53");
  CHECK(complaint(begin + "}{}", 2).starts_with(x + "the header: it is no JSON at its byte"));
  auto const bytes_say = [&](std::string const& file, std::string const& expected) {
    CHECK_THROWS_WITH(read(file), x + expected);
  };
  bytes_say("1234567", "expected a safetensors file, found 7 bytes");
  bytes_say(std::string("\7\0\0\0\0\0\0\0{\"a\":{", 14), "expected a header of 7 bytes, found 6 in the file");
  bytes_say(std::string("\0\0\0\0\0\0\0\0{}", 10), "expected a header that begins with {");
  bytes_say(std::string("\0\0\0\0\1\0\0\0{}", 10),
            "expected a header of at most 100000000 bytes, found one of 4294967296");
  auto const with = [&](std::string const& more, std::size_t bytes = 4) {
    return complaint(begin + "," + more + "}", bytes);
  };
  CHECK(with(R"("b":{"dtype":"U8","shape":[2],"data_offsets":[2,4]})").empty());
  CHECK(with(R"("b":{"dtype":"U8","shape":[2],"data_offsets":[1,3]})", 3) ==
        x + "b: expected data_offsets from 2 on, within 3 bytes, found 1 to 3");
  CHECK(with(R"("b":{"dtype":"U8","shape":[1],"data_offsets":[3,4]})") ==
        x + "b: expected data_offsets from 2 on, within 4 bytes, found 3 to 4");
  CHECK(with(R"("a":{"dtype":"U8","shape":[2],"data_offsets":[2,4]})") == x + "the name a occurs twice");
  CHECK(
      with(R"("b":{"dtype":"U8","shape":[2],"data_offsets":[4,2]})").starts_with(x + "b: expected data_offsets from"));
  CHECK(with(R"("b":{"dtype":"U8","dtype":"I8","shape":[2],"data_offsets":[2,4]})") ==
        x + "the header: b: the key dtype occurs twice");
  CHECK(with(R"("b":{"dtype":"U8","shape":[2],"data_offsets":[2,4],"more":1})") ==
        x + "the header: b: a key that the format does not have, more");
  CHECK(with(R"("b":{"dtype":"U8","shape":[2]})") == x + "the header: b: expected dtype, shape and data_offsets");
  CHECK(with(R"("b":{"dtype":"U8","shape":[-2],"data_offsets":[2,4]})") ==
        x + "the header: b: found a negative number where the format has none");
  CHECK(with(R"("b":{"dtype":"U8","shape":[2.0],"data_offsets":[2,4]})") ==
        x + "the header: b: found a number that is no 64-bit integer where the format has none");
  CHECK(with(R"("b":{"dtype":"U8","shape":[99999999999999999999],"data_offsets":[2,4]})") ==
        x + "the header: b: found a number that is no 64-bit integer where the format has none");
  CHECK(with(R"("b":{"dtype":"U8","shape":[4294967296,4294967297],"data_offsets":[2,4]})") ==
        x + "b: expected the bytes of U8 [4294967296, 4294967297], found data_offsets of 2 bytes");
  // 2⁶³ + 1 times 2 is 2, and 2³² times 2³² is 0, where only 64 bits are looked at.
  CHECK(with(R"("b":{"dtype":"U8","shape":[9223372036854775809,2],"data_offsets":[2,4]})") ==
        x + "b: expected the bytes of U8 [9223372036854775809, 2], found data_offsets of 2 bytes");
  CHECK(with(R"("b":{"dtype":"U8","shape":[4294967296,4294967296],"data_offsets":[2,2]})", 2) ==
        x + "b: expected the bytes of U8 [4294967296, 4294967296], found data_offsets of 0 bytes");
  CHECK(with(R"("b":{"dtype":"U8","shape":[[2]],"data_offsets":[2,4]})") ==
        x + "the header: b: found a list where the format has none");
  CHECK(with(R"("b":{"dtype":"U8","shape":[2],"data_offsets":[2,3,4]})") ==
        x + "the header: b: more than two data_offsets");
  CHECK(with(R"("b":{"dtype":"U8","shape":[2],"data_offsets":[2]})") ==
        x + "the header: b: fewer than two data_offsets");
  CHECK(with(R"("b":{"dtype":8,"shape":[2],"data_offsets":[2,4]})") ==
        x + "the header: b: found a number where the format has none");
  CHECK(with(R"("b":{"dtype":null,"shape":"2","data_offsets":[2,4]})") ==
        x + "the header: b: found null where the format has none");
  CHECK(with(R"("b":{"dtype":"U8","shape":"2","data_offsets":[2,4]})") ==
        x + "the header: b: found a text where the format has none");
  CHECK(with(R"("b":{"dtype":"F8_E4M3","shape":[2],"data_offsets":[2,4]})") ==
        x + "the header: b: expected one of BOOL, I8 to I64, U8 to U64, F16, BF16, F32, F64, found the dtype F8_E4M3");
  CHECK(with(R"("b":[])") == x + "the header: found a list where the format has none");
  CHECK(with(R"("b":7)") == x + "the header: found a number where the format has none");
  CHECK(with(R"("__metadata__":{"a":"1","a":"2"})") == x + "the header: the key a of __metadata__ occurs twice");
  CHECK(with(R"("__metadata__":{"a":{}})") == x + "the header: found an object where the format has none");
  CHECK(with(R"("__metadata__":{},"__metadata__":{})") == x + "the header: __metadata__ occurs twice");
  CHECK(with(R"("__metadata__":{"tenon.axes:a":"seq embed"})", 2) ==
        x + "a: expected names for the axes of [2], found seq embed");
  CHECK(complaint("{\"a" + std::string(200'000, '['), 0).starts_with(x + "the header: it is no JSON"));
  CHECK(complaint("{\"a\":" + std::string(200'000, '['), 0) ==
        x + "the header: found a list where the format has none");
  CHECK(complaint("{\"\xff\":{}}", 0).starts_with(x + "the header: it is no JSON"));
}

TEST_CASE("elements that lie at odd addresses are copied, not viewed") {
  std::string const file = file_of(R"({"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},)"
                                   R"("b":{"dtype":"F32","shape":[2],"data_offsets":[1,9]}})",
                                   9);
  auto const archive = read(file);
  std::size_t const address = reinterpret_cast<std::uintptr_t>(archive.at("b").bytes.data());
  if (address % 4 == 0) return;  // (another allocator)
  CHECK_THROWS_WITH((archive.view<float, seq<2>>("b")),
                    Catch::Matchers::Contains("expected elements aligned to 4 bytes"));
  CHECK(archive.get<float, seq<2>>("b")(1) == 0.0F);
}

TEST_CASE("a truth is 0 or 1") {
  std::string file = file_of(R"({"a":{"dtype":"BOOL","shape":[3],"data_offsets":[0,3]}})", 3);
  file[file.size() - 2] = 1;
  CHECK(read(file).get<bool, seq<3>>("a")(1));
  auto const archive = read(file);
  CHECK(archive.view<bool, seq<3>>("a")(1));
  file.back() = 2;
  CHECK_THROWS_WITH((archive.view<bool, seq<3>>("a")), Catch::Matchers::Contains("does not fit, element 2"));
  CHECK_THROWS_WITH((archive.get<bool, seq<3>>("a")), Catch::Matchers::Contains("does not fit, element 2"));
}

TEST_CASE("what is written to a safetensors file is read again, with the names of the axes") {
  files::temporary const path("written.safetensors");
  tenon::tensor<bool, seq<3>> const truths{true, false, true};
  tenon::tensor<float, seq<2>, embed<3>> const x{0.5F, -0.0F, std::numeric_limits<float>::quiet_NaN(), 4, 5, 6};
  tenon::tensor<double, tenon::dim<2>> const y{1e-310, 2};
  tenon::tensor<std::int16_t> const z(7);
  std::vector<std::byte> const halves(6);
  std::vector<tenon::io::entry> const entries{tenon::io::entry_of("truths \"1\"\n\\", truths),
                                              tenon::io::entry_of("x", x),
                                              tenon::io::entry_of("y", y),
                                              tenon::io::entry_of("ζ", z),
                                              {"halves", dtype::bf16, {3}, halves},
                                              {"none", dtype::f64, {2, 0}, {}}};
  tenon::io::safetensors::write(path, entries, {{"made by", "a\ttest"}});
  tenon::io::safetensors const file(path);
  REQUIRE(file.entries().size() == entries.size());
  for (std::size_t i = 0; i < entries.size(); ++i) {
    tenon::io::entry const& found = file.entries()[i];
    CHECK(found.name == entries[i].name);
    CHECK(found.dtype == entries[i].dtype);
    CHECK(found.shape == entries[i].shape);
    CHECK(found.axes == entries[i].axes);
    CHECK(std::equal(found.bytes.begin(), found.bytes.end(), entries[i].bytes.begin(), entries[i].bytes.end()));
  }
  CHECK(file.metadata().at("made by") == "a\ttest");
  CHECK(file.metadata().at("tenon.axes:x") == "seq embed");
  CHECK(file.view<float, seq<2>, embed<3>>("x")(1, 1) == 5.0F);
  CHECK(reinterpret_cast<std::uintptr_t>(file.at("y").bytes.data()) % 64 == 0);  // the widest first
  CHECK(file.get<float, tenon::dim<2>, tenon::dim<3>>("x")(1, 1) == 5.0F);       // without names: by lengths
  CHECK_THROWS_WITH((file.get<float, seq<2>, hidden<3>>("x")),
                    Catch::Matchers::Contains("expected F32 [seq<2>, hidden<3>], found F32 [seq<2>, embed<3>]"));
}

TEST_CASE("a file that is mapped is replaced, not overwritten") {
  files::temporary const path("replaced.safetensors");
  tenon::tensor<int, seq<3>> const old{1, 2, 3};
  tenon::tensor<int, seq<1>> const fresh{4};
  tenon::io::safetensors::write(path, std::vector{tenon::io::entry_of("a", old)});
  tenon::io::safetensors const file(path);
  tenon::io::safetensors::write(path, std::vector{tenon::io::entry_of("a", fresh)});
  CHECK(file.view<int, seq<3>>("a")(2) == 3);
  CHECK(tenon::io::safetensors(path).get<int, seq<1>>("a")(0) == 4);
}

TEST_CASE("what cannot be written is refused, and leaves what was there") {
  files::temporary const path("refused.safetensors");
  tenon::tensor<int, seq<3>> const x{1, 2, 3};
  tenon::io::entry const right = tenon::io::entry_of("a", x);
  tenon::io::safetensors::write(path, std::vector{right});
  auto const refuses = [&](tenon::io::entry const& e, char const* text) {
    CHECK_THROWS_WITH(tenon::io::safetensors::write(path, std::vector{right, e}), Catch::Matchers::Contains(text));
    CHECK(tenon::io::safetensors(path).entries().size() == 1);
  };
  refuses(right, "the name a occurs twice");
  refuses({"b", dtype::i32, {4}, right.bytes}, "b: expected the bytes of I32 [4], found 12");
  refuses({"__metadata__", dtype::i32, {3}, right.bytes}, "__metadata__");
  refuses({"\xff", dtype::i32, {3}, right.bytes}, "not UTF-8");
  refuses({"b", dtype::i32, {3}, right.bytes, {"seq", "embed"}}, "b: expected 1 names of axes, found 2");
  refuses({"b", dtype::i32, {3}, right.bytes, {"my seq"}}, "b: a name of an axis is empty or has a space");
  CHECK_THROWS_WITH(tenon::io::safetensors::write("/no/such/place", std::vector{right}),
                    Catch::Matchers::Contains("/no/such/place: cannot be written: "));
}
