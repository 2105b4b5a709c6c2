// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// Queries, keys and values for the attention tests, in the layouts that models have.

#include <tenon/tenon.hpp>

#include <cmath>

namespace inputs {

using namespace tenon::axes;

/// [batch, head, seq, head_dim], and the same for keys and values, which may have other lengths.
template <class T, std::size_t B, std::size_t H, std::size_t Tq, std::size_t Tk, std::size_t D, std::size_t Dv = D>
struct heads_first {
  tenon::tensor<T, batch<B>, head<H>, seq<Tq>, head_dim<D>> q =
      tenon::random_normal<T, batch<B>, head<H>, seq<Tq>, head_dim<D>>(1);
  tenon::tensor<T, batch<B>, head<H>, key<Tk>, head_dim<D>> k =
      tenon::random_normal<T, batch<B>, head<H>, key<Tk>, head_dim<D>>(2);
  tenon::tensor<T, batch<B>, head<H>, key<Tk>, embed<Dv>> v =
      tenon::random_normal<T, batch<B>, head<H>, key<Tk>, embed<Dv>>(3);

  [[nodiscard]] auto scores() const { return tenon::dot<head_dim>(q, k) * T(1 / std::sqrt(static_cast<double>(D))); }
};

/// [batch, seq, head, head_dim], as projections give them.
template <class T, std::size_t B, std::size_t H, std::size_t Tq, std::size_t Tk, std::size_t D, std::size_t Dv = D>
struct positions_first {
  tenon::tensor<T, batch<B>, seq<Tq>, head<H>, head_dim<D>> q =
      tenon::random_normal<T, batch<B>, seq<Tq>, head<H>, head_dim<D>>(1);
  tenon::tensor<T, batch<B>, key<Tk>, head<H>, head_dim<D>> k =
      tenon::random_normal<T, batch<B>, key<Tk>, head<H>, head_dim<D>>(2);
  tenon::tensor<T, batch<B>, key<Tk>, head<H>, embed<Dv>> v =
      tenon::random_normal<T, batch<B>, key<Tk>, head<H>, embed<Dv>>(3);

  [[nodiscard]] auto scores() const { return tenon::dot<head_dim>(q, k) * T(1 / std::sqrt(static_cast<double>(D))); }
};

}  // namespace inputs
