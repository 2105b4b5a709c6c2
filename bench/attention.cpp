// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Attention over all keys, one example of 8 heads of 64 features, from 128 to 4096 positions, in both layouts; wider
// heads, odd sizes, and short sequences.

#include "bench/attention_rows.hpp"

using namespace tenon::bench;

namespace {

template <std::size_t... T>
void register_lengths() {
  (add_attention<heads_first, 1, 8, T, 64, false>("attention"), ...);
  (add_attention<positions_first, 1, 8, T, 64, false>("attention"), ...);
}

}  // namespace

int main(int argc, char** argv) {
  return run_main(argc, argv, [] {
#ifdef TENON_BENCH_SMOKE
    register_lengths<20>();
#else
    register_lengths<128, 256, 512, 1024, 2048, 4096>();
    add_attention<heads_first, 1, 8, 1024, 128, false>("attention");
    add_attention<heads_first, 1, 8, 1000, 80, false>("attention");
    add_attention<positions_first, 1, 8, 1000, 80, false>("attention");
    add_attention<positions_first, 10, 8, 20, 64, false>("attention");
#endif
  });
}
