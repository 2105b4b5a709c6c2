// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// npy and npz files: every variant that numpy writes is read, what is broken is refused and the error says so, and what
// is written is read again.

#include "tests/files/temporary.hpp"
#include "tests/files/zip.hpp"
#include "tests/support/catch.hpp"

#include <tenon/io/open.hpp>
#include <tenon/shape/axes.hpp>

#include <cstring>

using namespace tenon::axes;
using tenon::io::dtype;

namespace {

/// True when a file has the 24 elements 0 … 23 minus 5, as [2, 3, 4].
template <class T>
bool counts(std::string const& name, T first = static_cast<T>(-5)) {
  tenon::tensor const x = tenon::io::npy(files::data(name)).get<T, seq<2>, key<3>, embed<4>>();
  for (std::size_t i = 0; i < 24; ++i) {
    if (x.data()[i] != static_cast<T>(static_cast<T>(i) + first)) return false;
  }
  return true;
}

std::string npy_of(std::string const& header, std::size_t data_bytes) {
  std::string text("\x93NUMPY\1\0", 8);
  text.push_back(static_cast<char>(header.size() & 255U));
  text.push_back(static_cast<char>(header.size() >> 8));
  return text.append(header).append(data_bytes, '\0');
}
std::string complaint(std::string const& file) {
  try {
    tenon::io::npy(std::as_bytes(std::span(file)), "x.npy");
  } catch (tenon::io::error const& e) {
    return e.what();
  }
  return "";
}

std::string zip_complaint(std::string const& file) {
  try {
    tenon::io::npz(std::as_bytes(std::span(file)), "x.npz");
  } catch (tenon::io::error const& e) {
    return e.what();
  }
  return "";
}

}  // namespace

TEST_CASE("every variant of npy is read") {
  CHECK(counts<float>("f2.npy"));
  CHECK(counts<float>("f4.npy"));
  CHECK(counts<double>("f8.npy"));
  CHECK(counts<std::int16_t>("i2.npy"));
  CHECK(counts<std::int32_t>("i4.npy"));
  CHECK(counts<std::int64_t>("i8.npy"));
  CHECK(counts<std::uint8_t>("u1.npy", 0));
  CHECK(counts<float>("bigendian_f4.npy"));
  CHECK(counts<float>("fortran_f4.npy"));
  CHECK(counts<float>("version2_f4.npy"));
  CHECK(counts<float>("version3_f4.npy"));
  CHECK(tenon::io::npy(files::data("scalar_f8.npy")).get<double>()() == 3.25);
  tenon::io::npy const row(files::data("one_dim_f4.npy"), tenon::io::access::copied);
  CHECK(row.view<float, seq<5>>()(4) == 4.0F);
  tenon::io::npy const truths(files::data("bool.npy"));
  for (std::size_t i = 0; i < 24; ++i)
    CHECK(truths.view<bool, seq<2>, key<3>, embed<4>>().data()[i] == ((i + 1) % 3 == 0));
}

TEST_CASE("an empty array has a shape") {
  tenon::io::npy const empty(files::data("empty_0x3_f4.npy"));
  REQUIRE(empty.entries().size() == 1);
  CHECK(empty.entries()[0].name == "array");
  CHECK(empty.entries()[0].shape == std::vector<std::size_t>{0, 3});
  CHECK(empty.entries()[0].bytes.empty());
}

TEST_CASE("broken npy files are refused") {
  for (char const* name : {"bad_truncated.npy", "bad_magic.npy", "bad_header_len.npy", "bad_trailing.npy"})
    CHECK_THROWS_AS(tenon::io::npy(files::data(name)), tenon::io::error);
  std::string const x = "tenon: io: x.npy: ";
  auto const says = [&](std::string const& header, std::size_t bytes, std::string const& expected) {
    CHECK(complaint(npy_of(header, bytes)) == (expected.empty() ? "" : x + expected));
  };
  says("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }\n", 8, "");
  says("{\"shape\":(2, ),\n\"descr\":\"f4\",'fortran_order':True}", 8, "");
  says("{'descr': '=i4', 'fortran_order': False, 'shape': (1L, 2L)}", 8, "");
  says("{'descr': '|b1', 'fortran_order': False, 'shape': (0, 18446744073709551615)}", 0, "");
  says("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", 12, "expected the bytes of F32 [2], found 12");
  says("{'descr': '<f4', 'fortran_order': False, 'shape': (4294967296, 4294967296, 4), }", 4,
       "expected the bytes of F32 [4294967296, 4294967296, 4], found 4");
  says("{'descr': '<f4', 'fortran_order': True, 'shape': (4611686018427387905, ), }", 4,
       "expected the bytes of F32 [4611686018427387905], found 4");  // 4 bytes, in 64 bits
  says("{'descr': '<f4', 'fortran_order': False, 'shape': (18446744073709551616,), }", 4,
       "the header: a length that is too large");
  says("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }", 4, "the header: expected a length at its byte 51");
  says("{'descr': '<f4', 'fortran_order': False, 'shape': (01,), }", 4, "the header: expected a length at its byte 51");
  says("{'descr': '<f4', 'fortran_order': False, 'shape': (1), }", 4, "the header: expected a comma at its byte 52");
  says("{'descr': '<f4', 'fortran_order': False, 'shape': (1 2), }", 4, "the header: expected , at its byte 53");
  says("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2,", 4, "the header: expected a length at its byte 56");
  says("{'descr': '<f4', 'fortran_order': False}", 4, "the header: expected descr, fortran_order and shape");
  says("{'descr': '<f4', 'fortran_order': 1, 'shape': (1,)}", 4, "the header: expected True or False at its byte 34");
  says("{'descr': '<f4', 'descr': '<f8'}", 4, "the header: the key descr occurs twice");
  says("{'descr': '<f4', 'order': '<f8'}", 4, "the header: a key that the format does not have, order");
  says("{'descr': '<f4', 'fortran_order': False, 'shape': (1,)}}", 4, "the header: more than the dictionary");
  says("{'descr': '<f4", 4, "the header: a quoted text does not end");
  says("{'descr': '<f\\x34'}", 4, "the header: an escape in a quoted text at its byte 13");
  says("{'descr' '<f4'}", 4, "the header: expected : at its byte 9");
  says("{1: 2}", 4, "the header: expected a quoted text at its byte 1");
  says("", 4, "the header: expected { at its byte 0");
  says("{'descr': [('a', '<f4')]}", 4, "the header: expected a dtype of numbers or truths, found a structure");
  std::string const dtypes = "the header: expected a dtype b1, i1 to i8, u1 to u8, f2, f4 or f8, found ";
  says("{'descr': '|O'}", 4, dtypes + "|O, which is pickled Python");
  for (std::string const type : {"<c8", "<U5", "|S3", "<M8[s]", "<f16", "|V2", "", "<", ">>f4"})
    says("{'descr': '" + type + "'}", 4, dtypes + type);
  std::string axes = "{'descr': '|u1', 'fortran_order': True, 'shape': (";
  for (int i = 0; i < 64; ++i) axes += "1,";
  says(axes + ")}", 1, "");
  says(axes + "1)}", 1, "the header: more than 64 axes");
  CHECK(complaint(npy_of("{'descr': '<f4', 'fortran_order'", 0).replace(8, 1, "\x40")) ==
        x + "expected a header of 64 bytes, found 32 in the file");
  CHECK(complaint(std::string("\x93NUMPY\4\0\0\0", 10)) ==
        x + "expected version 1.0, 2.0 or 3.0 of the format, found 4.0");
  CHECK(complaint(std::string("\x93NUMPY\2\0\1\0\1\0", 12)) ==
        x + "expected a header of at most 65536 bytes, found one of 65537");
}

TEST_CASE("axes and bytes in the other order are turned") {
  std::string file = npy_of("{'descr': '>i2', 'fortran_order': True, 'shape': (2, 3)}", 0);
  for (char i = 0; i < 6; ++i) file.append({'\1', i});
  tenon::io::npy const npy(std::as_bytes(std::span(file)));
  auto const x = npy.view<std::int16_t, seq<2>, embed<3>>();
  for (int i = 0; i < 2; ++i) {
    for (int j = 0; j < 3; ++j) CHECK(x(i, j) == 256 + i + 2 * j);
  }
}

TEST_CASE("npz files are read, stored and deflated") {
  for (char const* name : {"stored.npz", "deflated.npz"}) {
    tenon::io::archive const file = tenon::io::open(files::data(name));
    REQUIRE(file.entries().size() == 2);
    CHECK(file.entries()[0].name == "a");
    auto const a = file.view<float, seq<2>, key<3>, embed<4>>("a");
    for (std::size_t i = 0; i < 24; ++i) CHECK(a.data()[i] == static_cast<float>(i) - 5.0F);
    CHECK(file.find("b") != nullptr);
  }
}

TEST_CASE("broken npz files are refused") {
  std::string const x = "tenon: io: x.npz: ";
  std::string const npy = files::contents(files::data("one_dim_f4.npy"));
  auto const size = static_cast<std::uint32_t>(npy.size());
  auto const says = [&](std::vector<files::zipped> const& entries, std::string const& expected) {
    CHECK(zip_complaint(files::zip_of(entries)) == (expected.empty() ? "" : x + expected));
  };
  says({{"a.npy", npy}, {"b.npy", npy}}, "");
  says({{"a/b.npy", npy}}, "");
  CHECK_FALSE(zip_complaint(files::zip_of({{"a.npy", npy}, {"b.npy", npy}, {"a.npy", npy}})).empty());  // a name twice
  CHECK_FALSE(zip_complaint(files::zip_of({{"a.npy", npy, 8}})).empty());                               // not deflated
  says({{"a.npy", npy, 0, size, 0, 1}}, "a.npy: CRC error");
  says({{"a/", ""}}, "a/: expected an entry NAME.npy");
  says({{".npy", npy}}, ".npy: expected an entry NAME.npy");
  says({{"a.txt", npy}}, "a.txt: expected an entry NAME.npy");
  says({{"a.npy", npy, 12}}, "a.npy: expected an entry stored or deflated, found the method 12");
  says({{"a.npy", npy, 0, size, 1}}, "a.npy: expected no encryption");
  says({{"a.npy", "123", 8, 4000}}, "a.npy: 3 bytes cannot hold the 4000 that they claim");
  says({{"a.npy", npy, 0, size + 1}}, "a.npy: 148 bytes cannot hold the 149 that they claim");
  says({{"a.npy", npy, 0, size - 1}}, "a.npy: expected 147 bytes, found more");
  says({{"a.npy", npy + "1"}}, "a: expected the bytes of F32 [5], found 21");
  CHECK(zip_complaint(files::zip_of({{"a.npy", npy}, {"b.npy", npy}}, true)).starts_with(x));
  CHECK(zip_complaint("PK\3\4") == x + "expected an npz file, found 4 bytes");
  CHECK(zip_complaint(std::string(22, '\0')) == x + "expected an npz file: Not a zip archive");
}

TEST_CASE("what is written to npy and npz files is read again") {
  files::temporary const one("written.npy");
  files::temporary const many("written.npz");
  tenon::tensor<bool, seq<3>> const truths{true, false, true};
  tenon::tensor<float, seq<2>, embed<3>> const x{0.5F, -0.0F, 3, 4, 5, 6};
  tenon::tensor<std::uint64_t> const z(7);
  std::vector<std::byte> const halves(6);
  std::vector<tenon::io::entry> const entries{tenon::io::entry_of("truths", truths),
                                              tenon::io::entry_of("blocks/0/x", x),
                                              tenon::io::entry_of("ζ", z),
                                              {"halves", dtype::f16, {1, 3}, halves, {}},
                                              {"none", dtype::f64, {2, 0}, {}, {}}};
  auto const same = [](tenon::io::entry const& a, tenon::io::entry const& b) {
    return a.dtype == b.dtype && a.shape == b.shape &&
           std::equal(a.bytes.begin(), a.bytes.end(), b.bytes.begin(), b.bytes.end());
  };
  for (auto const& e : entries) {
    tenon::io::npy::write(one, e);
    CHECK(same(tenon::io::npy(one).entries()[0], e));
    CHECK(tenon::io::npy(one).entries()[0].name == "array");
  }
  auto const how = GENERATE(tenon::io::compression::stored, tenon::io::compression::deflated);
  tenon::io::npz::write(many, entries, how);
  tenon::io::npz const file(many);
  REQUIRE(file.entries().size() == entries.size());
  for (std::size_t i = 0; i < entries.size(); ++i) {
    CHECK(same(file.entries()[i], entries[i]));
    CHECK(file.entries()[i].name == entries[i].name);
  }
  std::string const first = files::contents(many);
  tenon::io::npz::write(many, entries, how);
  CHECK(files::contents(many) == first);
  tenon::io::npz::write(many, {}, how);
  CHECK(tenon::io::open(many).entries().empty());
}

TEST_CASE("what numpy has no file for is refused") {
  files::temporary const path("refused.npz");
  std::vector<std::byte> const bytes(6);
  std::vector<tenon::io::entry> const brain{{"a", dtype::bf16, {3}, bytes, {}}};
  CHECK_THROWS_WITH(tenon::io::npz::write(path, brain), Catch::Matchers::Contains("a: numpy has no BF16"));
  CHECK_THROWS_WITH(tenon::io::npy::write(path, brain[0]), Catch::Matchers::Contains("a: numpy has no BF16"));
  std::vector<tenon::io::entry> const nameless{{"", dtype::f16, {3}, bytes, {}}};
  CHECK_THROWS_WITH(tenon::io::npz::write(path, nameless), Catch::Matchers::Contains("an array without a name"));
  CHECK(files::contents(path).empty());
  std::vector<tenon::io::entry> const right{{"a", dtype::f16, {3}, bytes, {}}};
  CHECK_THROWS_WITH(tenon::io::npz::write("/no/such/place", right), Catch::Matchers::Contains("/no/such/place: "));
}

TEST_CASE("open tells a format by what a file holds") {
  CHECK(tenon::io::open(files::data("ok.safetensors")).entries().size() == 5);
  CHECK(tenon::io::open(files::data("f4.npy"), tenon::io::access::copied).entries().size() == 1);
  CHECK_THROWS_WITH(tenon::io::open(files::data("bad_magic.npy")),
                    Catch::Matchers::Contains("expected a safetensors, npz or npy file, found something else"));
}
