// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Kernels of every kind in one object, for tests/project/kernel_code.py to look at: each loop over k must keep its
// accumulators in registers.

#include <tenon/tenon.hpp>

#include <limits>

using namespace tenon::axes;

inline constexpr float infinity = std::numeric_limits<float>::infinity();

template <std::size_t T, std::size_t D>
struct inputs {
  tenon::tensor<float, head<8>, seq<T>, head_dim<D>> const& q;
  tenon::tensor<float, head<8>, key<T>, head_dim<D>> const& k;
  tenon::tensor<float, head<8>, key<T>, head_dim<D>> const& v;
  tenon::tensor<float, head<8>, seq<T>, head_dim<D>>& out;

  auto scores() const { return tenon::dot<head_dim>(q, k) * 0.125f; }
  template <class S>
  void attend(S const& s) const {
    out = tenon::dot<key>(tenon::softmax<key>(s), v);
  }
};

void plain(inputs<512, 64> const& x) {
  x.attend(x.scores());
}
void wide(inputs<512, 128> const& x) {
  x.attend(x.scores());
}
void odd(inputs<197, 80> const& x) {
  x.attend(x.scores());
}
void causal(inputs<512, 64> const& x) {
  x.attend(tenon::where(tenon::causal<seq, key>(), x.scores(), -infinity));
}
void window(inputs<512, 64> const& x) {
  x.attend(tenon::where(tenon::sliding_window<seq, key>(128), x.scores(), -infinity));
}
void bias(inputs<512, 64> const& x, tenon::tensor<float, seq<512>, key<512>> const& b) {
  x.attend(x.scores() + b);
}
void alibi(inputs<512, 64> const& x, tenon::tensor<float, head<8>> const& slope) {
  x.attend(x.scores() + slope * tenon::cast<float>(tenon::position<key>() - tenon::position<seq>()));
}
void soft_cap(inputs<512, 64> const& x) {
  x.attend(tenon::tanh(x.scores() * (1 / 30.0f)) * 30.0f);
}

void bias_by_key(inputs<512, 64> const& x, tenon::tensor<float, key<512>, seq<512>> const& b) {
  x.attend(x.scores() + b);
}
void everything(inputs<512, 64> const& x, tenon::tensor<float, seq<512>, key<512>> const& b) {
  x.attend(tenon::where(tenon::causal<seq, key>(), tenon::tanh(x.scores() * (1 / 30.0f)) * 30.0f + b, -infinity));
}
void activated(inputs<512, 64> const& x, tenon::tensor<float, seq<512>, key<512>> const& b) {
  x.attend(tenon::gelu_tanh(x.scores() + b));
}

template <std::size_t M, std::size_t N, std::size_t K>
void product(tenon::tensor<float, seq<M>, hidden<N>>& out, tenon::tensor<float, seq<M>, embed<K>> const& x,
             tenon::tensor<float, embed<K>, hidden<N>> const& w, tenon::tensor<float, hidden<N>> const& b) {
  out = tenon::gelu_tanh(tenon::dot<embed>(x, w) + b);
}
template void product(tenon::tensor<float, seq<200>, hidden<512>>&, tenon::tensor<float, seq<200>, embed<64>> const&,
                      tenon::tensor<float, embed<64>, hidden<512>> const&, tenon::tensor<float, hidden<512>> const&);
template void product(tenon::tensor<float, seq<197>, hidden<197>>&, tenon::tensor<float, seq<197>, embed<64>> const&,
                      tenon::tensor<float, embed<64>, hidden<197>> const&, tenon::tensor<float, hidden<197>> const&);

// Few rows: columns along the sum in the order of memory, several at a time, short ones; rows in order.
template <std::size_t M, std::size_t N, std::size_t K>
void few_rows(tenon::tensor<float, seq<M>, hidden<N>>& out, tenon::tensor<float, seq<M>, embed<K>> const& x,
              tenon::tensor<float, hidden<N>, embed<K>> const& w) {
  out = tenon::dot<embed>(x, w);
}
template void few_rows(tenon::tensor<float, seq<1>, hidden<768>>&, tenon::tensor<float, seq<1>, embed<768>> const&,
                       tenon::tensor<float, hidden<768>, embed<768>> const&);
template void few_rows(tenon::tensor<float, seq<4>, hidden<768>>&, tenon::tensor<float, seq<4>, embed<768>> const&,
                       tenon::tensor<float, hidden<768>, embed<768>> const&);
template void few_rows(tenon::tensor<float, seq<1>, hidden<172>>&, tenon::tensor<float, seq<1>, embed<64>> const&,
                       tenon::tensor<float, hidden<172>, embed<64>> const&);
template void product(tenon::tensor<float, seq<1>, hidden<3072>>&, tenon::tensor<float, seq<1>, embed<768>> const&,
                      tenon::tensor<float, embed<768>, hidden<3072>> const&, tenon::tensor<float, hidden<3072>> const&);
