// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The recorded cases of tests/golden/data as a user reads them: opened with tenon::io, loaded into the public layers by
// a naming. A case is named where it is used, so that golden_cases.cpp can tell which are.

#include <tenon/io/load.hpp>
#include <tenon/io/open.hpp>
#include <tenon/tenon.hpp>

#include "tests/support/catch.hpp"
#include "tests/support/difference.hpp"

/// A case as computed in T: float32 by PyTorch in the .npz, float64 in the .safetensors.
template <class T>
class golden_case {
 public:
  explicit golden_case(std::string const& name)
      : file_(tenon::io::open(std::string(TENON_TEST_DIR "/golden/data/")
                                  .append(name)
                                  .append(std::is_same_v<T, float> ? "_A_f32.npz" : "_A_f64.safetensors"))) {}

  /// A layer with the weights of the case. (Inputs, results and gradients are in the file too.)
  template <class Layer>
  void load(Layer& layer, tenon::io::naming names) const {
    for (char const* other :
         {"x", "mem", "mk", "mv", "ids", "img", "patches", "cos", "sin", "y", "w", "attn_resid", "gy", "g.{...}"}) {
      names.ignore(other);
    }
    tenon::io::load(layer, file_, names);
  }
  template <class... Axes>
  [[nodiscard]] tenon::tensor<T, Axes...> get(char const* name) const {
    return file_.get<T, Axes...>(name);
  }
  template <class U, class... Axes>
  [[nodiscard]] tenon::tensor<U, Axes...> get_as(char const* name) const {
    return file_.get<U, Axes...>(name);
  }

 private:
  tenon::io::archive file_;
};

/// How far an expression is from recorded values over the same axes, in any order.
template <class E, class T, class... Axes>
[[gnu::noinline]] double golden_difference(E const& e, tenon::tensor<T, Axes...> const& expected) {
  tenon::tensor<T, Axes...> found;
  found = e;
  return golden::difference(found.data(), expected.data(), expected.size());
}
