// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// title: A value type that no file holds
// mistake: Weights are read as long double.
// fix: Read double, and convert it.
// law: Stored
// error: tenon: io: no file holds this value type
// error: long double
#include <tenon/io/archive.hpp>
#include <tenon/shape/axes.hpp>

using namespace tenon::axes;

void use(tenon::io::archive const& file) {
#ifdef TENON_EXPECT_ERROR
  auto const weights = file.get<long double, vocab<512>, embed<64>>("tok_embeddings.weight");
#else
  auto const weights = file.get<double, vocab<512>, embed<64>>("tok_embeddings.weight");
#endif
}

int main() {}
