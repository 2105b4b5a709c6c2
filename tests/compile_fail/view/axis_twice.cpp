// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A view with an axis twice
// mistake: The memory is seen as scores over seq and seq.
// fix: The keys need a name of their own.
// law: DistinctAxes
// error: tenon: view: an axis occurs twice
// error: seq<20>, .*seq<20>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>
#include <tenon/tensor/view.hpp>

using namespace tenon::axes;

int main() {
  static float memory[400];
#ifdef TENON_EXPECT_ERROR
  tenon::view<float, seq<20>, seq<20>> scores(memory);
#else
  tenon::view<float, seq<20>, key<20>> scores(memory);
#endif
}
