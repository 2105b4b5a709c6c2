// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Decoding: the query of the next token against all keys so far, eight heads. Memory is what bounds it: the contender
// `read` only reads the same keys and values.

#include "bench/attention_rows.hpp"

using namespace tenon::bench;
using namespace tenon;

namespace {

constexpr std::size_t width = 64;

template <std::size_t N>
struct group : axis<group, N> {};

/// [head, key, head_dim]: keys of a head are contiguous.
template <std::size_t T>
struct contiguous {
  static constexpr char const* name = "";
  static constexpr std::size_t heads = 8, rows = 1, row_stride = width, query_head = width, key_head = T * width;
  using queries = tensor<float, head<8>, head_dim<width>>;
  using keys = tensor<float, head<8>, key<T>, head_dim<width>>;
};
/// [key, head, head_dim]: as a cache grows.
template <std::size_t T>
struct cache {
  static constexpr char const* name = "cache/";
  static constexpr std::size_t heads = 8, rows = 1, row_stride = 8 * width, query_head = width, key_head = width;
  using queries = tensor<float, head<8>, head_dim<width>>;
  using keys = tensor<float, key<T>, head<8>, head_dim<width>>;
};
/// Four query heads for each head of keys.
template <std::size_t T>
struct grouped {
  static constexpr char const* name = "grouped/";
  static constexpr std::size_t heads = 8, rows = 4, row_stride = width, query_head = 4 * width, key_head = T * width;
  using queries = tensor<float, head<8>, group<4>, head_dim<width>>;
  using keys = tensor<float, head<8>, key<T>, head_dim<width>>;
};

template <template <std::size_t> class Layout, std::size_t T>
void add_decoding() {
  using layout = Layout<T>;
  attention_problem p{};
  p.batch = 1;
  p.heads = layout::heads;
  p.queries = layout::rows;
  p.keys = T;
  p.features = width;
  p.row_stride = layout::row_stride;
  p.query_head = layout::query_head;
  p.key_head = layout::key_head;
  row r;
  r.name = std::string("decode/") + layout::name + std::to_string(T);
  r.bytes = 2.0 * layout::heads * T * width * sizeof(float);
  r.size = layout::heads * layout::rows * width;
  r.tolerance = 2e-5;
  r.make = [p] {
    auto const make = [](auto const& q, auto const& k, auto const& v) {
      return attend<false>(q, k, v, 1 / std::sqrt(static_cast<float>(width)));
    };
    return attention_contenders<layout>(p, make, true);
  };
  add(r, contender_names(rivals::kind::attention, {"fused", "assigned", "unfused", "plain", "read"}, {"eigen"}));
}

template <std::size_t... T>
void register_lengths() {
  (add_decoding<contiguous, T>(), ...);
  (add_decoding<cache, T>(), ...);
  (add_decoding<grouped, T>(), ...);
}

}  // namespace

int main(int argc, char** argv) {
#ifdef TENON_BENCH_SMOKE
  return run_main(argc, argv, [] { register_lengths<20>(); });
#else
  return run_main(argc, argv, [] { register_lengths<1024, 4096>(); });
#endif
}
