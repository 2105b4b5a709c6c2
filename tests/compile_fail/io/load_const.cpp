// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: Weights loaded into a const model
// mistake: The model is const, and a file's weights are to be loaded into it.
// fix: Load first; hand on a const reference then.
// law: Writable
// error: tenon: io: load: the model is const
#include <tenon/io/load.hpp>
#include <tenon/shape/axes.hpp>

using namespace tenon::axes;

struct model {
  using table = tenon::tensor<float, vocab<4>, embed<8>>;
  BOOST_HANA_DEFINE_STRUCT(model, (table, weight));
};

void read(model& m, tenon::io::archive const& file) {
#ifdef TENON_EXPECT_ERROR
  tenon::io::load(std::as_const(m), file);
#else
  tenon::io::load(m, file);
#endif
}

int main() {}
