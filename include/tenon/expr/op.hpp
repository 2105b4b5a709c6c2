// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The operations themselves, as stateless types: a name for `describe`, and the meaning for scalars. The kernels have
// the vector meanings.

#include <cmath>
#include <memory>
#include <type_traits>

namespace tenon::op {

/// a + b
struct add {
  static constexpr const char* name = "add";
  template <class T>
  constexpr auto operator()(T a, T b) const {
    return static_cast<T>(a + b);
  }
};

/// a − b
struct subtract {
  static constexpr const char* name = "subtract";
  template <class T>
  constexpr auto operator()(T a, T b) const {
    return static_cast<T>(a - b);
  }
};

/// a · b
struct multiply {
  static constexpr const char* name = "multiply";
  template <class T>
  constexpr auto operator()(T a, T b) const {
    return static_cast<T>(a * b);
  }
};

/// a / b
struct divide {
  static constexpr const char* name = "divide";
  template <class T>
  constexpr auto operator()(T a, T b) const {
    return static_cast<T>(a / b);
  }
};

/// a == b
struct equal {
  static constexpr const char* name = "equal";
  template <class T>
  constexpr auto operator()(T a, T b) const {
    return a == b;
  }
};

/// a != b
struct not_equal {
  static constexpr const char* name = "not_equal";
  template <class T>
  constexpr auto operator()(T a, T b) const {
    return a != b;
  }
};

/// a < b
struct less {
  static constexpr const char* name = "less";
  template <class T>
  constexpr auto operator()(T a, T b) const {
    return a < b;
  }
};

/// a < b, where b is a length that must fit the axis a is a position of (checked when the expression runs).
struct within_length : less {};

/// a <= b
struct less_equal {
  static constexpr const char* name = "less_equal";
  template <class T>
  constexpr auto operator()(T a, T b) const {
    return a <= b;
  }
};

/// a > b
struct greater {
  static constexpr const char* name = "greater";
  template <class T>
  constexpr auto operator()(T a, T b) const {
    return a > b;
  }
};

/// a >= b
struct greater_equal {
  static constexpr const char* name = "greater_equal";
  template <class T>
  constexpr auto operator()(T a, T b) const {
    return a >= b;
  }
};

/// a && b
struct logical_and {
  static constexpr const char* name = "logical_and";
  template <class T>
  constexpr auto operator()(T a, T b) const {
    return a && b;
  }
};

/// a || b
struct logical_or {
  static constexpr const char* name = "logical_or";
  template <class T>
  constexpr auto operator()(T a, T b) const {
    return a || b;
  }
};

/// The larger of two.
struct maximum {
  static constexpr const char* name = "maximum";
  template <class T>
  constexpr auto operator()(T a, T b) const {
    return a < b ? b : a;
  }
};

/// The smaller of two.
struct minimum {
  static constexpr const char* name = "minimum";
  template <class T>
  constexpr auto operator()(T a, T b) const {
    return b < a ? b : a;
  }
};

/// a to the power b.
struct pow {
  static constexpr const char* name = "pow";
  template <class T>
  constexpr auto operator()(T a, T b) const {
    return std::pow(a, b);
  }
};

/// a where the condition holds, b elsewhere.
struct where {
  static constexpr const char* name = "where";
  template <class T>
  constexpr T operator()(bool condition, T a, T b) const {
    return condition ? a : b;
  }
};

/// −x
struct negate {
  static constexpr const char* name = "negate";
  template <class T>
  constexpr T operator()(T x) const {
    return static_cast<T>(-x);
  }
};

/// !x
struct logical_not {
  static constexpr const char* name = "logical_not";
  template <class T>
  constexpr T operator()(T x) const {
    return !x;
  }
};

/// The exponential.
struct exp {
  static constexpr const char* name = "exp";
  template <class T>
  constexpr T operator()(T x) const {
    return std::exp(x);
  }
};

/// The natural logarithm.
struct log {
  static constexpr const char* name = "log";
  template <class T>
  constexpr T operator()(T x) const {
    return std::log(x);
  }
};

/// The square root.
struct sqrt {
  static constexpr const char* name = "sqrt";
  template <class T>
  constexpr T operator()(T x) const {
    return std::sqrt(x);
  }
};

/// 1 / sqrt(x)
struct rsqrt {
  static constexpr const char* name = "rsqrt";
  template <class T>
  constexpr T operator()(T x) const {
    return T(1) / std::sqrt(x);
  }
};

/// The magnitude.
struct abs {
  static constexpr const char* name = "abs";
  template <class T>
  constexpr T operator()(T x) const {
    return x < T(0) ? static_cast<T>(-x) : x;
  }
};

/// The hyperbolic tangent.
struct tanh {
  static constexpr const char* name = "tanh";
  template <class T>
  constexpr T operator()(T x) const {
    return std::tanh(x);
  }
};

/// The error function.
struct erf {
  static constexpr const char* name = "erf";
  template <class T>
  constexpr T operator()(T x) const {
    return std::erf(x);
  }
};

/// x²
struct square {
  static constexpr const char* name = "square";
  template <class T>
  constexpr T operator()(T x) const {
    return static_cast<T>(x * x);
  }
};

/// max(x, 0), NaN kept.
struct relu {
  static constexpr const char* name = "relu";
  template <class T>
  constexpr T operator()(T x) const {
    return x < T(0) ? T(0) : x;
  }
};

/// 1 / (1 + exp(−x)), without overflow.
struct sigmoid {
  static constexpr const char* name = "sigmoid";
  template <class T>
  constexpr T operator()(T x) const {
    return x < T(0) ? std::exp(x) / (T(1) + std::exp(x)) : T(1) / (T(1) + std::exp(-x));
  }
};

/// x · sigmoid(x)
struct silu {
  static constexpr const char* name = "silu";
  template <class T>
  constexpr T operator()(T x) const {
    return x * sigmoid{}(x);
  }
};

/// x · Φ(x), by the error function.
struct gelu {
  static constexpr const char* name = "gelu";
  template <class T>
  constexpr T operator()(T x) const {
    return T(0.5) * x * (T(1) + std::erf(x * T(0.70710678118654752440L)));
  }
};

/// gelu's approximation by tanh, as GPT-2 has it.
struct gelu_tanh {
  static constexpr const char* name = "gelu_tanh";
  template <class T>
  constexpr T operator()(T x) const {
    return T(0.5) * x * (T(1) + std::tanh(T(0.79788456080286535588L) * (x + T(0.044715) * x * x * x)));
  }
};

/// Conversion of the value type.
template <class To>
struct cast {
  static constexpr const char* name = "cast";
  template <class T>
  constexpr To operator()(T x) const {
    return static_cast<To>(x);
  }
};

/// A function of the user, for scalars or generic over scalars and vectors.
template <class F>
struct call {
  static constexpr const char* name = "map";
  [[no_unique_address]] F f;
  template <class... X>
  constexpr auto operator()(X... x) const {
    return f(x...);
  }
};

/// A function with more to it than plain data: copies of a node share it, and so are known to do the same.
template <class F>
struct shared {
  std::shared_ptr<F const> f;
  template <class... X>
  auto operator()(X const&... x) const -> std::invoke_result_t<F const&, X const&...> {
    return (*f)(x...);
  }
  bool operator==(shared const&) const = default;
};

// Reductions.

/// The sum.
struct sum {
  static constexpr const char* name = "sum";
};
/// The arithmetic mean.
struct mean {
  static constexpr const char* name = "mean";
};
/// The largest value.
struct max {
  static constexpr const char* name = "max";
};
/// The smallest value.
struct min {
  static constexpr const char* name = "min";
};
/// The index of the first largest value.
struct argmax {
  static constexpr const char* name = "argmax";
};
/// log Σ exp, shifted by the largest value.
struct logsumexp {
  static constexpr const char* name = "logsumexp";
};

// Rows.

/// exp(x − max) / Σ exp(x − max)
struct softmax {
  static constexpr const char* name = "softmax";
};
/// x − max − log Σ exp(x − max)
struct log_softmax {
  static constexpr const char* name = "log_softmax";
};
/// (x − mean) / sqrt(variance + eps)
struct standardize {
  static constexpr const char* name = "standardize";
  double eps = 1e-5;
};
/// x / sqrt(mean(x²) + eps)
struct rms {
  static constexpr const char* name = "rms";
  double eps = 1e-5;
};

}  // namespace tenon::op
