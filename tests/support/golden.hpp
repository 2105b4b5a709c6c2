// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Reads the recorded cases of tests/golden/data: .npy, .npz (stored, not compressed) and .safetensors. Only what those
// files hold is understood, and nothing else of them is trusted: a missing name, another shape or another type throws.

#include <tenon/tenon.hpp>

#include "tests/support/difference.hpp"

#include <cmath>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <iterator>
#include <limits>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <vector>

namespace golden {

/// Where an array's elements lie in its file: type as numpy writes it (f4, f8, i8, u1).
struct array {
  std::string type;
  std::vector<std::size_t> shape;
  std::size_t begin;

  [[nodiscard]] std::size_t count() const {
    std::size_t n = 1;
    for (std::size_t extent : shape) n *= extent;
    return n;
  }
  [[nodiscard]] std::size_t bytes() const { return count() * static_cast<std::size_t>(type.at(1) - '0'); }
};

class file {
 public:
  explicit file(std::string const& name) : name_(name) {
    std::ifstream in(std::string(TENON_TEST_DIR) + "/golden/data/" + name, std::ios::binary);
    if (!in) throw std::runtime_error("golden: there is no file " + name);
    bytes_.assign(std::istreambuf_iterator<char>(in), {});
    if (name.ends_with(".npy")) {
      arrays_["array"] = npy(0);
    } else if (name.ends_with(".npz")) {
      read_zip();
    } else {
      read_safetensors();
    }
  }

  /// The array with a name as a tensor; its shape must be the tensor's, its elements are converted.
  template <class T, class... Axes>
  [[nodiscard]] tenon::tensor<T, Axes...> get(std::string const& name = "array") const {
    array const& a = arrays_.at(name);
    if (a.shape != std::vector<std::size_t>{Axes::extent...})
      throw std::runtime_error("golden: another shape: " + name_ + ", " + name);
    if (a.begin + a.bytes() > bytes_.size()) throw std::runtime_error("golden: the file ends early: " + name_);
    std::vector<T> values(a.count());
    char const* const from = bytes_.data() + a.begin;
    if (a.type == "f4") {
      convert<float>(from, values);
    } else if (a.type == "f8") {
      convert<double>(from, values);
    } else if (a.type == "i8") {
      convert<std::int64_t>(from, values);
    } else if (a.type == "u1") {
      convert<std::uint8_t>(from, values);
    } else {
      throw std::runtime_error("golden: another type: " + a.type);
    }
    tenon::tensor<T, Axes...> result;
    for (std::size_t i = 0; i < values.size(); ++i) result.data()[i] = values[i];
    return result;
  }

 private:
  template <class Stored, class T>
  static void convert(char const* from, std::vector<T>& values) {
    for (std::size_t i = 0; i < values.size(); ++i, from += sizeof(Stored)) {
      Stored x;
      std::memcpy(&x, from, sizeof x);
      if constexpr (std::is_floating_point_v<Stored> != std::is_floating_point_v<T>) {
        throw std::runtime_error("golden: integers and floating numbers are not converted into one another");
      } else {
        values[i] = static_cast<T>(x);
      }
    }
  }
  template <class Number>
  Number number_at(std::size_t place) const {
    if (place + sizeof(Number) > bytes_.size()) throw std::runtime_error("golden: the file ends early: " + name_);
    Number n;
    std::memcpy(&n, bytes_.data() + place, sizeof n);
    return n;
  }
  static std::vector<std::size_t> numbers(std::string const& text) {
    std::vector<std::size_t> result;
    std::istringstream in(text);
    std::size_t n = 0;
    char comma = 0;
    while (in >> n) {
      result.push_back(n);
      in >> comma;
    }
    return result;
  }
  /// What stands between two marks, the first one after a place.
  static std::string between(std::string const& text, std::string const& before, char after) {
    std::size_t const begin = text.find(before);
    std::size_t const end = begin == std::string::npos ? begin : text.find(after, begin + before.size());
    if (end == std::string::npos) throw std::runtime_error("golden: no " + before + " in a header");
    return text.substr(begin + before.size(), end - begin - before.size());
  }

  array npy(std::size_t place) const {
    if (bytes_.compare(place, 6, "\x93NUMPY") != 0) throw std::runtime_error("golden: not an npy file: " + name_);
    std::size_t const length = number_at<std::uint16_t>(place + 8);
    std::string const header = bytes_.substr(place + 10, length);
    std::string type = between(header, "'descr': '", '\'');
    if (header.find("'fortran_order': False") == std::string::npos)
      throw std::runtime_error("golden: another order: " + name_);
    return {type.substr(1), numbers(between(header, "'shape': (", ')')), place + 10 + length};
  }
  void read_zip() {
    std::size_t place = 0;
    while (number_at<std::uint32_t>(place) == 0x04034b50) {
      if (number_at<std::uint16_t>(place + 8) != 0) throw std::runtime_error("golden: compressed: " + name_);
      std::size_t const name_length = number_at<std::uint16_t>(place + 26);
      std::size_t const extra_length = number_at<std::uint16_t>(place + 28);
      std::string const name = bytes_.substr(place + 30, name_length);
      array const a = npy(place + 30 + name_length + extra_length);
      arrays_[name.substr(0, name.rfind(".npy"))] = a;
      place = a.begin + a.bytes();
    }
  }
  void read_safetensors() {
    std::size_t const length = number_at<std::uint64_t>(0);
    std::string const header = bytes_.substr(8, length);
    // "name":{"dtype":"F64","shape":[2,3],"data_offsets":[0,48]}, in no particular order within the braces.
    for (std::size_t brace = header.find('{', 1); brace != std::string::npos; brace = header.find('{', brace + 1)) {
      std::size_t const name_end = header.rfind('"', brace);
      std::size_t const name_begin = header.rfind('"', name_end - 1) + 1;
      std::string const name = header.substr(name_begin, name_end - name_begin);
      if (name == "__metadata__") continue;
      std::string const about = header.substr(brace, header.find('}', brace) - brace);
      std::map<std::string, std::string> const types{{"F32", "f4"}, {"F64", "f8"}, {"I64", "i8"}, {"U8", "u1"}};
      arrays_[name] = {types.at(between(about, "\"dtype\":\"", '"')), numbers(between(about, "\"shape\":[", ']')),
                       8 + length + numbers(between(about, "\"data_offsets\":[", ']')).at(0)};
    }
  }

  std::string name_;
  std::string bytes_;
  std::map<std::string, array> arrays_;
};

/// A case as computed in T: float32 by PyTorch in the .npz, float64 in the .safetensors.
template <class T>
file load(std::string const& name) {
  return file(name + (std::is_same_v<T, float> ? "_A_f32.npz" : "_A_f64.safetensors"));
}

template <class T, class... Axes>
double difference(tenon::tensor<T, Axes...> const& found, tenon::tensor<T, Axes...> const& expected) {
  return difference(found.data(), expected.data(), expected.size());
}

inline std::string complaint(double fused, double unfused, double allowed) {
  if (fused <= allowed && unfused <= allowed) return {};
  std::ostringstream text;
  text << "fused differs by " << fused << ", unfused by " << unfused << ", allowed " << allowed;
  return text.str();
}

/// What is wrong with an expression beside recorded values, fused and unfused; empty when nothing is.
template <class E, class T, class... Axes>
[[gnu::noinline]] std::string complaint(E const& e, tenon::tensor<T, Axes...> const& expected,
                                        double allowed = tolerance<T>) {
  tenon::tensor<T, Axes...>
      fused;  // (made first: g++ -O1 with sanitizers warns falsely of what a constructor hands on)
  fused = e;
  tenon::tensor<T, Axes...> const unfused = tenon::evaluate<tenon::unfused>(e);
  return complaint(difference(fused, expected), difference(unfused, expected), allowed);
}

}  // namespace golden

/// An expression has the recorded values, fused and unfused. A third argument is the tolerance.
#define TENON_GOLDEN(...) CHECK(golden::complaint(__VA_ARGS__) == std::string())
