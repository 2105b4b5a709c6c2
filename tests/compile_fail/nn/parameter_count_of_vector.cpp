// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: The number of parameters of a vector of layers
// mistake: How many layers the vector will have is not in its type.
// fix: Use std::array, or count at run time with for_each_parameter.
// error: tenon: parameter_count: how many parameters a std::vector of layers has is not known
// error: vector
#include <tenon/meta/parameters.hpp>
#include <tenon/nn/dense.hpp>
#include <tenon/shape/axes.hpp>
#include <tenon/tensor/tensor.hpp>

#include <array>
#include <vector>

using namespace tenon::axes;
template <std::size_t N>
struct inner : tenon::axis<inner, N> {};

struct model {
#ifdef TENON_EXPECT_ERROR
  using layers_type = std::vector<tenon::nn::dense<embed<8>, inner<8>>>;
#else
  using layers_type = std::array<tenon::nn::dense<embed<8>, inner<8>>, 4>;
#endif
  BOOST_HANA_DEFINE_STRUCT(model, (layers_type, layers));
};

static_assert(tenon::parameter_count<model> >= 0);

int main() {}
