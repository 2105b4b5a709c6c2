// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// However attention is spelled, the streaming kernel runs it: one loop nest, nothing stored, and a workspace that is
// the same for 128 keys and for 4096.

#include <tenon/tenon.hpp>

#include <limits>
#include <utility>

namespace {

using namespace tenon;
using namespace tenon::axes;

constexpr float infinity = std::numeric_limits<float>::infinity();
constexpr float by = 0.125f;

template <std::size_t N>
struct kv_head : axis<kv_head, N> {};
template <std::size_t N>
struct group : axis<group, N> {};

/// Operands in the orders that models have; never made, only asked for their types.
template <class T, std::size_t Keys>
struct operands {
  // [batch, position, head, feature], as projections give them.
  tensor<T, batch<2>, seq<40>, head<8>, head_dim<64>> q;
  tensor<T, batch<2>, key<Keys>, head<8>, head_dim<64>> k, v;
  // [batch, head, position, feature], as papers write them.
  tensor<T, batch<2>, head<8>, seq<40>, head_dim<64>> hq;
  tensor<T, batch<2>, head<8>, key<Keys>, head_dim<64>> hk, hv;
  // Four query heads share one head of keys; one head of keys for all.
  tensor<T, batch<2>, key<Keys>, kv_head<2>, head_dim<64>> gk, gv;
  tensor<T, batch<2>, key<Keys>, head_dim<64>> one_k, one_v;
  // One query; queries without a batch; values of another width.
  tensor<T, batch<2>, head<8>, head_dim<64>> q1;
  tensor<T, seq<40>, head<8>, head_dim<64>> shared_q;
  tensor<T, batch<2>, key<Keys>, head<8>, embed<48>> wide_v;

  ndtensor<T, 2, 8, 40, 64> pq;
  ndtensor<T, 2, 8, Keys, 64> pk, pv;
  ndtensor<T, 2, 8, 64, Keys> pk_columns;
  ndtensor<T, 2, 8, 40, Keys> pbias;
  ndtensor<T, Keys, 64> plain_k, plain_v;

  tensor<T, seq<40>, key<Keys>> pairs;
  tensor<T, key<Keys>, seq<40>> pairs_by_key;
  tensor<T, head<8>, seq<40>, key<Keys>> pairs_of_heads;
  tensor<T, key<Keys>> of_keys;
  tensor<T, batch<2>, seq<40>> of_queries;
  tensor<T, head<8>> slope;
  tensor<bool, seq<40>, key<Keys>> allowed;
  tensor<int, batch<2>> lengths;

  [[nodiscard]] auto scores() const { return dot<head_dim>(q, k) * T(by); }
  template <class S>
  [[nodiscard]] auto weighted(S const& scores) const {
    return dot<key>(softmax<key>(scores), v);
  }
};

template <class Spelling, class T, std::size_t Keys>
using plan_for = plan_of<decltype(std::declval<Spelling>()(std::declval<operands<T, Keys> const&>()))>;

template <class T, class Spelling>
constexpr bool streams_in(std::size_t stored) {
  using few = plan_for<Spelling, T, 128>;
  using many = plan_for<Spelling, T, 4096>;
  return few::template uses<kernel::attention> && many::template uses<kernel::attention> &&
         !many::template uses<kernel::gemm> && !many::template uses<kernel::rows> && many::temporaries == stored &&
         many::steps == 1 + 2 * stored && many::workspace_bytes == few::workspace_bytes;
}
/// In float and in double; a result that the kernel cannot write in place is `stored` once, then copied.
template <class Spelling>
constexpr bool streams(Spelling) {
  return streams_in<float, Spelling>(0) && streams_in<double, Spelling>(0);
}

// --- where the parts stand

static_assert(streams([](auto const& in) { return dot<key>(softmax<key>(in.scores()), in.v); }));
static_assert(streams([](auto const& in) { return dot<key>(softmax<key>(dot<head_dim>(in.hq, in.hk) * by), in.hv); }));
static_assert(streams([](auto const& in) { return dot<key>(softmax<key>(dot<head_dim>(in.q, in.k)), in.v); }));
static_assert(streams([](auto const& in) { return dot<key>(softmax<key>(dot<head_dim>(in.k, in.q) * by), in.v); }));
static_assert(streams([](auto const& in) { return dot<key>(softmax<key>(in.scores()), in.wide_v); }));
static_assert(streams([](auto const& in) {
  return dot<key>(softmax<key>(dot<head_dim>(in.shared_q, in.k) * by), in.v);
}));
static_assert(streams([](auto const& in) { return dot<key>(softmax<key>(dot<head_dim>(in.q1, in.k) * by), in.v); }));
static_assert(streams([](auto const& in) { return dot<key>(softmax<key>(dot<head_dim>(in.hq, in.k) * by), in.hv); }));

// --- how the scale is spelled

static_assert(streams([](auto const& in) { return in.weighted(dot<head_dim>(in.q, in.k) / 8); }));
static_assert(streams([](auto const& in) { return in.weighted(by * dot<head_dim>(in.q, in.k)); }));
static_assert(streams([](auto const& in) { return in.weighted(dot<head_dim>(in.q * by, in.k)); }));
static_assert(streams([](auto const& in) { return in.weighted(dot<head_dim>(in.q / 8, in.k)); }));
static_assert(streams([](auto const& in) { return in.weighted(dot<head_dim>(0.5f * in.q, in.k * 0.25f)); }));

// The weights may be scaled too.
static_assert(streams([](auto const& in) { return dot<key>(softmax<key>(in.scores()) * 0.5f, in.v); }));
static_assert(streams([](auto const& in) { return dot<key>(softmax<key>(in.scores()) / 3, in.v); }));

// --- positional

static_assert(streams([](auto const& in) { return matmul(softmax<-1>(matmul(in.pq, transpose(in.pk)) * by), in.pv); }));
static_assert(streams([](auto const& in) { return matmul(softmax<3>(matmul(in.pq, in.pk_columns) / 8), in.pv); }));
static_assert(streams([](auto const& in) {
  return matmul(softmax<-1>(matmul(in.pq, transpose(in.pk)) + in.pbias), in.pv);
}));
static_assert(streams([](auto const& in) {
  return matmul(softmax<-1>(matmul(in.pq, transpose(in.plain_k))), in.plain_v);
}));
static_assert(streams([](auto const& in) {
  return matmul(softmax<-1>(where(causal<2, 3>(), matmul(in.pq, transpose(in.pk)) * by, -infinity)), in.pv);
}));

static_assert(streams([](auto const& in) {
  auto const columns = softmax<-2>(matmul(in.pk, transpose(in.pq)) * by);
  return matmul(transpose(columns), in.pv);
}));

// --- masks

static_assert(streams([](auto const& in) { return in.weighted(where(in.allowed, in.scores(), -infinity)); }));
static_assert(streams([](auto const& in) { return in.weighted(where(causal<seq, key>(), in.scores(), -infinity)); }));
static_assert(streams([](auto const& in) { return in.weighted(where(!causal<seq, key>(7), -infinity, in.scores())); }));
static_assert(streams([](auto const& in) {
  return in.weighted(where(sliding_window<seq, key>(9), in.scores(), -infinity));
}));
static_assert(streams([](auto const& in) {
  return in.weighted(where(sliding_window<seq, key>(9) || position<key>() < 4, in.scores(), -infinity));
}));
static_assert(streams([](auto const& in) { return in.weighted(where(key_length<key>(77), in.scores(), -infinity)); }));
// The mask is asked for again and again: the check of its lengths is no step.
static_assert(streams([](auto const& in) {
  return in.weighted(where(key_length<key>(in.lengths), in.scores(), -infinity));
}));
static_assert(streams([](auto const& in) {
  return in.weighted(where(key_length<key>(in.lengths) && causal<seq, key>(), in.scores(), -infinity));
}));

// --- biases and other functions of the scores

static_assert(streams([](auto const& in) { return in.weighted(in.scores() + in.pairs); }));
static_assert(streams([](auto const& in) { return in.weighted(in.scores() + in.pairs_by_key); }));
static_assert(streams([](auto const& in) { return in.weighted(in.scores() + in.pairs_of_heads); }));
static_assert(streams([](auto const& in) { return in.weighted(in.of_keys + in.scores()); }));
static_assert(streams([](auto const& in) { return in.weighted(in.scores() + in.of_queries); }));
static_assert(streams([](auto const& in) { return in.weighted(tanh(in.scores() / 30) * 30); }));
static_assert(streams([](auto const& in) {
  using T = value_of<decltype(in.q)>;
  return in.weighted(in.scores() + in.slope * cast<T>(position<key>() - position<seq>()));
}));
static_assert(streams([](auto const& in) {
  using T = value_of<decltype(in.q)>;
  auto const far = in.slope * cast<T>(abs(position<key>() - position<seq>()));
  return in.weighted(
      where(causal<seq, key>(), clamp(tanh(in.scores() / 30) * 30 - far, T(-20), T(20)) + in.of_keys, -infinity));
}));
static_assert(streams([](auto const& in) { return in.weighted(map([](auto s) { return s * s - s; }, in.scores())); }));

// --- heads: split off, merged at the end, shared

static_assert(streams([](auto const& in) { return merge<head, head_dim, hidden>(in.weighted(in.scores())); }));
static_assert(streams([](auto const& in) {
  return merge<head, head_dim, hidden>(
      permute<batch, seq, head, head_dim>(dot<key>(softmax<key>(dot<head_dim>(in.hq, in.hk) * by), in.hv)));
}));
static_assert(streams([](auto const& in) {
  auto const q = split<head, kv_head<2>, group<4>>(in.q);
  return merge<kv_head, group, head>(dot<key>(softmax<key>(dot<head_dim>(q, in.gk) * by), in.gv));
}));
static_assert(streams([](auto const& in) {
  return dot<key>(softmax<key>(where(causal<seq, key>(), dot<head_dim>(in.q, in.one_k) * by, -infinity)), in.one_v);
}));
static_assert(streams([](auto const& in) {
  auto const rows = rename<key, seq>(in.k);  // self-attention: the same tensor is queries and keys
  return dot<key>(softmax<key>(dot<head_dim>(rows, in.k)), in.k);
}));

// --- the axis of the softmax stands first, in the middle or last; the features may stand first in the result

struct first_axis {
  template <class In>
  auto operator()(In const& in) const {
    return dot<key>(softmax<key>(permute<key, batch, head, seq>(dot<head_dim>(in.hk, in.hq))), in.hv);
  }
};
struct middle_axis {
  template <class In>
  auto operator()(In const& in) const {
    return dot<key>(softmax<key>(permute<batch, key, seq, head>(dot<head_dim>(in.hk, in.hq))), in.hv);
  }
};
struct values_first {
  template <class In>
  auto operator()(In const& in) const {
    return dot<key>(in.hv, softmax<key>(dot<head_dim>(in.hk, in.hq) * by));
  }
};
static_assert(streams(first_axis{}));
static_assert(streams(middle_axis{}));
using columns = plan_for<values_first, float, 4096>;
static_assert(columns::uses<kernel::attention> && !columns::uses<kernel::gemm> && columns::temporaries == 1 &&
              columns::steps == 2);
static_assert(columns::workspace_bytes == plan_for<values_first, float, 128>::workspace_bytes);

// --- the numbers

struct plain {
  template <class In>
  auto operator()(In const& in) const {
    return in.weighted(in.scores());
  }
};
constexpr unsigned long long rows = 2 * 8 * 40, scores = rows * 128, features = 64;
static_assert(plan_for<plain, float, 128>::flops ==
              2 * scores * features + scores + 5 * scores + 2 * scores * features);
static_assert(plan_for<plain, float, 128>::bytes_moved == 4 * (2 * rows * features + 2 * 2 * 8 * 128 * features));
static_assert(plan_for<plain, double, 128>::bytes_moved == 2 * plan_for<plain, float, 128>::bytes_moved);
// A tile of queries, of scores and of results, not the matrix of 2·8·40·4096 scores.
static_assert(plan_for<plain, float, 4096>::workspace_bytes < 64 * 1024);

// --- few queries

/// One new token, four query heads for each head of keys, in a cache [key, head, feature].
struct next_token {
  template <class In>
  auto operator()(In const& in) const {
    auto const q = split<head, kv_head<2>, group<4>>(in.q1);
    auto const length = key_length<key>(in.lengths);
    return merge<kv_head, group, head>(
        dot<key>(softmax<key>(where(length, dot<head_dim>(q, in.gk) * by, -infinity)), in.gv));
  }
};
static_assert(streams(next_token{}));
// Neither keys nor values are copied: two queries' worth of memory, and a block of weights.
static_assert(plan_for<next_token, float, 4096>::workspace_bytes < 16 * 1024);

// --- what must not stream

struct stored_scores {
  template <class In>
  auto operator()(In const& in) const {
    return in.weighted(materialize(in.scores()));
  }
};
struct stored_weights {
  template <class In>
  auto operator()(In const& in) const {
    return dot<key>(materialize(softmax<key>(in.scores())), in.v);
  }
};
struct masked {
  template <class In>
  auto operator()(In const& in) const {
    return in.weighted(where(causal<seq, key>(), in.scores(), -infinity));
  }
};

template <class Plan>
constexpr bool stores_the_scores =
    !Plan::template uses<kernel::attention> && Plan::template uses<kernel::gemm> && Plan::template uses<kernel::rows> &&
    Plan::workspace_bytes >= scores * sizeof(float) && Plan::steps >= 3 && Plan::temporaries >= 2;

static_assert(stores_the_scores<plan_for<stored_scores, float, 128>>);
static_assert(stores_the_scores<plan_for<stored_weights, float, 128>>);
template <class Spelling>
using unfused_plan = plan_of<decltype(Spelling{}(std::declval<operands<float, 128> const&>())), unfused>;
static_assert(stores_the_scores<unfused_plan<plain>>);
// Node by node: two products, the scale, the softmax; and with a mask its comparison and the choice.
static_assert(unfused_plan<plain>::steps == 4 && unfused_plan<plain>::temporaries == 3);
// Two arrays of scores at a time: values that are not needed together share memory.
static_assert(unfused_plan<masked>::temporaries >= 5 &&
              unfused_plan<masked>::workspace_bytes >= 2 * scores * sizeof(float));
// The work is the same, the traffic is not.
static_assert(unfused_plan<plain>::flops == plan_for<plain, float, 128>::flops);
static_assert(unfused_plan<plain>::bytes_moved > plan_for<plain, float, 128>::bytes_moved);

}  // namespace
