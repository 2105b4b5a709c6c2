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
using layer = tenon::nn::dense<embed<8>, hidden<8>>;

struct vector_of_layers {
  using layers_type = std::vector<layer>;
  BOOST_HANA_DEFINE_STRUCT(vector_of_layers, (layers_type, layers));
};
struct array_of_layers {
  using layers_type = std::array<layer, 4>;
  BOOST_HANA_DEFINE_STRUCT(array_of_layers, (layers_type, layers));
};

#ifdef TENON_EXPECT_ERROR
constexpr std::size_t count = tenon::parameter_count<vector_of_layers>;
#else
constexpr std::size_t count = tenon::parameter_count<array_of_layers>;
#endif

int main() {
  return count == 0;
}
