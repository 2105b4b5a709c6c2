// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// What plans promise outside attention: which kernels run, how many loop nests, what is stored.

#include <tenon/tenon.hpp>

#include <utility>

namespace kernels_of_plans {

using namespace tenon;
using namespace tenon::axes;

extern tensor<float, seq<20>, embed<32>> x, y;
extern tensor<float, embed<32>> gain, bias;
extern tensor<float, embed<32>, hidden<64>> up;
extern tensor<float, hidden<64>, embed<32>> down;
extern tensor<float, hidden<64>> b;
extern tensor<float, embed<32>, head<4>, head_dim<16>> to_heads;
extern tensor<float, vocab<100>, embed<32>> table;
extern tensor<int, seq<20>> ids;

template <class Plan, std::size_t Steps, std::size_t Stored, class... Kernels>
inline constexpr bool is_plan = Plan::steps == Steps&& Plan::temporaries == Stored &&
                                (Plan::template uses<Kernels> && ...);
/// The expression runs as so many loop nests by these kernels, with so many values stored.
#define RUNS(expression, ...) static_assert(is_plan<plan_of<decltype(expression)>, __VA_ARGS__>)
#define RUNS_UNFUSED(expression, ...) static_assert(is_plan<plan_of<decltype(expression), unfused>, __VA_ARGS__>)

// One kernel each, whatever elementwise operations stand around it.
RUNS(exp(x) * y + bias, 1, 0, kernel::loop);
RUNS(dot<embed>(x, up), 1, 0, kernel::gemm);
RUNS(gelu(dot<embed>(x, up) + b) * 2, 1, 0, kernel::gemm);
RUNS(softmax<embed>(x* y + bias), 1, 0, kernel::rows);
RUNS(layer_norm<embed>(x + y, gain, bias), 1, 0, kernel::rows);
RUNS(sum<embed>(x* y), 1, 0, kernel::reduction);
RUNS(argmax<embed>(x + y), 1, 0, kernel::reduction);
RUNS(take<vocab>(table, ids), 1, 0, kernel::gather);
RUNS(cast<double>(x) * 2, 1, 0, kernel::loop);
RUNS(where(position<embed>() <= position<seq>(), x, 0), 1, 0, kernel::loop);
RUNS(materialize(x * 2) + 1, 2, 1, kernel::loop);

// Node by node, every value of its own.
RUNS_UNFUSED(exp(x) * y + bias, 3, 2, kernel::loop);
RUNS_UNFUSED(gelu(dot<embed>(x, up) + b) * 2, 4, 3, kernel::gemm, kernel::loop);
RUNS_UNFUSED(softmax<embed>(x* y + bias), 3, 2, kernel::rows, kernel::loop);

// Views are arithmetic on strides: no loop, no copy, before a product or after it.
RUNS((merge<head, head_dim, hidden>(dot<embed>(x, to_heads))), 1, 0, kernel::gemm);
RUNS((split<hidden, head<4>, head_dim<16>>(dot<embed>(x, up))), 1, 0, kernel::gemm);
RUNS((dot<embed>(rename<seq, key>(slice<seq, 2, 8>(x)), permute<hidden, embed>(up))), 1, 0, kernel::gemm);
RUNS((permute<embed, seq>(x) + y), 1, 0, kernel::loop);
RUNS((sum<head>(split<hidden, head<4>, head_dim<16>>(dot<embed>(x, up)))), 2, 1, kernel::gemm, kernel::reduction);

// A chain: what a product reads is stored, everything else runs inside.
RUNS(dot<hidden>(relu(dot<embed>(layer_norm<embed>(x, gain, bias), up)), down) + x, 3, 2, kernel::rows, kernel::gemm);

// The numbers.
using product = plan_of<decltype(dot<embed>(x, up))>;
static_assert(product::flops == 2 * 20 * 64 * 32);
static_assert(product::bytes_moved == 4 * (20 * 32 + 32 * 64 + 20 * 64));
static_assert(product::workspace_bytes < 64 * 64 * sizeof(float));
static_assert(plan_of<decltype(exp(x) * y)>::flops == 2 * 20 * 32);
static_assert(plan_of<decltype(exp(x) * y)>::workspace_bytes == 0);
static_assert(workspace_for<decltype(gelu(dot<embed>(x, up)))>::size ==
              plan_of<decltype(gelu(dot<embed>(x, up)))>::workspace_bytes);

// Large intermediate values are computed in panels: the workspace does not grow with the rows.
template <std::size_t Rows>
struct feed_forward {
  tensor<float, seq<Rows>, embed<256>> x;
  tensor<float, embed<256>, hidden<1024>> up;
  tensor<float, hidden<1024>, embed<256>> down;
  [[nodiscard]] auto layer() const { return dot<hidden>(gelu(dot<embed>(x, up)), down); }
};
template <std::size_t Rows, class Mode = fused>
constexpr std::size_t workspace =
    plan_of<decltype(std::declval<feed_forward<Rows> const&>().layer()), Mode>::workspace_bytes;
static_assert(workspace<16384> == workspace<4096>);
static_assert(workspace<16384> < std::size_t{5} << 20);  // 1024 rows of the hidden value, and a panel of a kernel
static_assert(workspace<4096, unfused> >= 2 * 4096 * 1024 * sizeof(float));

}  // namespace kernels_of_plans
