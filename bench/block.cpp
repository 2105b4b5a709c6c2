// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// A pre-norm transformer block of a decoder, causal, with gelu_tanh, as GPT-2 has it: h = x + attention(norm(x)),
// y = h + down(gelu(up(norm(h)))). As one expression (`fused`), in two statements (`steps`), node by node and in Eigen.
// Operations are those of the products; of attention those of the visible keys.

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "bench/eigen.hpp"
#include "bench/harness.hpp"
#include "bench/transformer_block.hpp"

using namespace tenon::bench;
using namespace tenon::axes;

namespace {

template <std::size_t T, std::size_t E, std::size_t H, std::size_t F>
std::vector<contender> contenders() {
  using B = block<T, E, H, F>;
  using stream = typename B::stream;
  auto const b = std::make_shared<B>();
  auto const new_result = [] { return std::make_shared<stream>(); };
  auto const one = [b] { return b->whole(); };

  std::vector<contender> all;
  all.push_back(fused_into(new_result(), one));
  all.push_back(assigned(new_result(), one));

  // Two statements: what is between them is a tensor.
  using first = decltype(b->attended());
  using second = decltype(b->fed_forward(std::declval<stream const&>()));
  auto out = new_result(), between = new_result();
  auto first_memory = std::make_shared<tenon::workspace_for<first>>();
  auto second_memory = std::make_shared<tenon::workspace_for<second>>();
  all.push_back(
      {"steps",
       [b, out, between, first_memory, second_memory] {
         tenon::evaluate_into(*between, b->attended(), *first_memory);
         stream const& h = *between;
         tenon::evaluate_into(*out, b->fed_forward(h), *second_memory);
       },
       out->data(),
       static_cast<double>(sizeof(float) * stream::shape_type::size +
                           std::max(tenon::plan_of<first>::workspace_bytes, tenon::plan_of<second>::workspace_bytes))});
  all.push_back(unfused_into(new_result(), one));
#ifdef TENON_BENCH_EIGEN
  struct buffers {
    std::vector<float> n = std::vector<float>(T * E), q = n, k = n, v = n, mixed = n, h = n,
                       hidden = std::vector<float>(T * F);
    eigen::matrix scores = eigen::matrix(128, T);
  };
  auto const m = std::make_shared<buffers>();
  auto o = new_result();
  all.push_back(
      {"eigen",
       [b, o, m] {
         auto const layer = [](float* y, float const* x, auto const& dense, std::size_t from, std::size_t to) {
           eigen::dense(y, x, dense.kernel.data(), dense.bias.data(), T, static_cast<eigen::index>(from),
                        static_cast<eigen::index>(to));
         };
         auto const add = [](float* y, float const* a, float const* c) {
           Eigen::Map<Eigen::ArrayXf>(y, T * E) =
               Eigen::Map<Eigen::ArrayXf const>(a, T * E) + Eigen::Map<Eigen::ArrayXf const>(c, T * E);
         };
         eigen::layer_norm(m->n.data(), b->x.data(), b->gain1.data(), b->bias1.data(), T, E);
         layer(m->q.data(), m->n.data(), b->query, E, E);
         layer(m->k.data(), m->n.data(), b->keys, E, E);
         layer(m->v.data(), m->n.data(), b->values, E, E);
         attention_problem p{m->q.data(), m->k.data(), m->v.data(), 1, H, T, T, B::depth, E, B::depth, B::depth};
         p.causal = true;
         eigen::attention(m->mixed.data(), p, 128, m->scores);
         layer(m->n.data(), m->mixed.data(), b->out, E, E);
         add(m->h.data(), b->x.data(), m->n.data());
         eigen::layer_norm(m->n.data(), m->h.data(), b->gain2.data(), b->bias2.data(), T, E);
         layer(m->hidden.data(), m->n.data(), b->up, E, F);
         Eigen::Map<Eigen::ArrayXf> g(m->hidden.data(), T * F);
         g = 0.5f * g * (1.0f + (0.7978845608f * (g + 0.044715f * g * g * g)).tanh());
         layer(m->n.data(), m->hidden.data(), b->down, F, E);
         add(o->data(), m->h.data(), m->n.data());
       },
       o->data(), static_cast<double>(sizeof(float) * (6 * T * E + T * F + 128 * T))});
#endif
  block_problem p{};
  p.x = b->x.data();
  p.gain1 = b->gain1.data();
  p.shift1 = b->bias1.data();
  p.gain2 = b->gain2.data();
  p.shift2 = b->bias2.data();
  p.query = b->query.kernel.data();
  p.key = b->keys.kernel.data();
  p.value = b->values.kernel.data();
  p.out = b->out.kernel.data();
  p.query_bias = b->query.bias.data();
  p.key_bias = b->keys.bias.data();
  p.value_bias = b->values.bias.data();
  p.out_bias = b->out.bias.data();
  p.up = b->up.kernel.data();
  p.up_bias = b->up.bias.data();
  p.down = b->down.kernel.data();
  p.down_bias = b->down.bias.data();
  p.seq = T;
  p.embed = E;
  p.heads = H;
  p.inner = F;
  p.tanh_gelu = true;
  rivals::append(all, p);
  return all;
}

template <std::size_t T, std::size_t E, std::size_t H, std::size_t F>
void add_block() {
  row r;
  r.name = "block/1x" + std::to_string(T) + "x" + std::to_string(E);
  r.operations = 8.0 * T * E * E + 4.0 * T * E * F + 4.0 * E * (T * (T + 1) / 2.0);
  r.size = T * E;
  r.tolerance = 1e-4;
  r.make = contenders<T, E, H, F>;
  add(r, contender_names(rivals::kind::block, {"fused", "assigned", "steps", "unfused"}, {"eigen"}));
}

}  // namespace

int main(int argc, char** argv) {
  return run_main(argc, argv, [] {
#ifdef TENON_BENCH_SMOKE
    add_block<20, 32, 4, 64>();
#else
    add_block<512, 256, 4, 1024>();
    add_block<1024, 768, 12, 3072>();
#endif
  });
}
