// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Operands that are gone when the expression runs: an expression keeps the temporaries it was given. (The sanitizers'
// build would see what is read after its life.)

#include "tests/support/catch.hpp"

#include <tenon/tenon.hpp>

#include <memory>
#include <optional>
#include <utility>

using namespace tenon::axes;

namespace {

using matrix = tenon::tensor<float, seq<20>, embed<30>>;  // on the heap
using row = tenon::tensor<float, embed<30>>;              // inside the object

matrix made() {
  return tenon::iota<float, seq<20>, embed<30>>();
}

auto scaled_local() {
  matrix local = made();
  row bias = tenon::full<float, embed<30>>(0.5f);
  return std::move(local) * 2 + std::move(bias);
}
auto softmax_of_temporary() {
  return tenon::softmax<embed>(made() * 0.01f);
}
auto product_of_locals() {
  matrix a = made();
  tenon::tensor<float, embed<30>, hidden<5>> w = tenon::full<float, embed<30>, hidden<5>>(1);
  return tenon::dot<embed>(std::move(a), std::move(w));
}
auto views_of_temporary() {
  return tenon::merge<embed, seq, hidden>(tenon::permute<embed, seq>(made()));
}
auto rows_of_temporaries() {
  return tenon::take<seq>(made(), tenon::tensor<int, key<2>>{19, 0});
}
auto layer_that_is_gone() {
  tenon::nn::dense<embed<30>, hidden<4>> layer(1);
  layer.bias = tenon::full<float, hidden<4>>(2);
  return std::move(layer)(made());
}

}  // namespace

TEST_CASE("an expression returned from a function keeps the function's tensors") {
  auto const scaled = scaled_local();
  auto const copy = scaled;  // the same elements, held together
  matrix const y = scaled;
  CHECK(y(19, 29) == 2 * 599 + 0.5f);
  CHECK(tenon::evaluate(copy)(0, 1) == 2.5f);
  CHECK(tenon::all_close(tenon::sum<embed>(softmax_of_temporary()), 1.0f));
  CHECK(tenon::evaluate(product_of_locals())(0, 4) == 435);
  CHECK(tenon::evaluate(views_of_temporary())(21) == 31);
  CHECK(tenon::evaluate(rows_of_temporaries())(0, 1) == 571);
  CHECK(tenon::all_close(layer_that_is_gone(), tenon::nn::dense<embed<30>, hidden<4>>(1)(made()) + 2));
}

TEST_CASE("expressions are values: copied, moved, stored, outliving one another") {
  auto first = std::make_unique<decltype(scaled_local())>(scaled_local());
  auto const larger = tenon::exp(*first * 0.001f) + *first;
  float const expected = tenon::sum(*first);
  first.reset();
  CHECK(static_cast<float>(tenon::sum(tenon::evaluate(larger) - tenon::exp(scaled_local() * 0.001f))) ==
        Approx(expected));
  std::optional<decltype(tenon::softmax<seq>(made()))> later;
  later.emplace(tenon::softmax<seq>(made()));
  CHECK(tenon::all_close(tenon::sum<seq>(*later), 1.0f));
}

TEST_CASE("an lvalue is borrowed: the expression sees what it holds when it runs") {
  matrix x = made();
  auto const twice = x * 2;
  x(0, 0) = 50;
  CHECK(tenon::evaluate(twice)(0, 0) == 100);
  matrix const& constant = x;
  auto const more = constant + 1;
  x(0, 0) = 60;
  CHECK(tenon::evaluate(more)(0, 0) == 61);
}

TEST_CASE("a view is borrowed as what it shows, not as an object") {
  matrix x = made();
  auto const of_view = [&] {
    tenon::view<float const, seq<20>, embed<30>> const gone(x);
    return gone + 1;
  }();
  CHECK(tenon::evaluate(of_view)(0, 2) == 3);
}

TEST_CASE("evaluate on const inputs leaves them alone") {
  matrix const x = made();
  tenon::tensor const y = tenon::softmax<embed>(x);
  tenon::tensor const z = tenon::evaluate<tenon::unfused>(tenon::relu(x - 3));
  CHECK(x(19, 29) == 599);
  CHECK(z(0, 4) == 1);
  CHECK(tenon::all_close(tenon::sum<embed>(y), 1.0f));
}
