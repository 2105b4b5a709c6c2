// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Causal attention: the operations counted are those of the visible keys.

#include "bench/attention_rows.hpp"

using namespace tenon::bench;

namespace {

template <std::size_t... T>
void register_lengths() {
  (add_attention<heads_first, 1, 8, T, 64, true>("causal"), ...);
  (add_attention<positions_first, 1, 8, T, 64, true>("causal"), ...);
}

}  // namespace

int main(int argc, char** argv) {
#ifdef TENON_BENCH_SMOKE
  return run_main(argc, argv, [] { register_lengths<20>(); });
#else
  return run_main(argc, argv, [] { register_lengths<128, 512, 1024>(); });
#endif
}
