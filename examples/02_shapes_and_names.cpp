// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Axes are names with lengths, and part of a tensor's type. What may be added, what an operation gives, and what an
// assignment does all follow from the names; nothing here needs a size at run time.

#include <tenon/tenon.hpp>

#include <iostream>

using namespace tenon::axes;

// A name of your own takes one line.
template <std::size_t N>
struct day : tenon::axis<day, N> {};
template <std::size_t N>
struct station : tenon::axis<station, N> {};

// The rules are concepts, so they can be asked without making an error.
static_assert(tenon::HasAxis<tenon::shape<day<3>, station<2>>, day>);
static_assert(!tenon::Aligns<tenon::shape<day<3>>, tenon::shape<seq<3>>>);  // equal lengths do not make equal axes

int main() {
  tenon::tensor<float, day<3>, station<2>> const rain{{1, 2}, {3, 4}, {5, 6}};
  tenon::tensor<float, station<2>> const altitude{10, 20};

  std::cout << "rain " << rain << "\n";
  std::cout << "one element: " << rain(2, 1) << "\n\n";

  // Operands meet by name: altitude is repeated along day.
  tenon::tensor const sum = rain + altitude;
  std::cout << "rain + altitude " << sum << "\n";

  // The order of the axes is layout, not meaning. Assigning to another order permutes.
  tenon::tensor<float, station<2>, day<3>> const by_station = rain;
  std::cout << "the same by station " << by_station << "\n";
  std::cout << "still the same rain: " << std::boolalpha << tenon::all_close(rain, by_station) << "\n\n";

  // Operations name the axes that they act on, and the result's axes follow.
  tenon::tensor const wettest = tenon::argmax<day>(rain);
  tenon::tensor const total = tenon::sum<day>(rain);
  float const everything = tenon::sum(rain);
  std::cout << "argmax<day> " << wettest << ", sum<day> " << total << ", sum " << everything << "\n\n";

  // Changes of shape say what becomes of each axis; they move nothing.
  tenon::tensor const flat = tenon::iota<float, batch<2>, hidden<6>>();
  auto const heads = tenon::split<hidden, head<2>, head_dim<3>>(flat);
  std::cout << "split: " << tenon::shape_of<decltype(flat)>{} << " -> " << tenon::shape_of<decltype(heads)>{} << "\n";
  auto const back = tenon::merge<head, head_dim, hidden>(heads);
  std::cout << "merge: " << tenon::shape_of<decltype(heads)>{} << " -> " << tenon::shape_of<decltype(back)>{} << "\n";
  auto const keys = tenon::rename<batch, key>(flat);
  std::cout << "rename: " << tenon::shape_of<decltype(flat)>{} << " -> " << tenon::shape_of<decltype(keys)>{} << "\n\n";

  // A product sums over the axes named. batch, which both operands have, is a batch axis of the product.
  auto const scores = tenon::dot<head_dim>(heads, tenon::rename<head, key>(heads));
  std::cout << "dot<head_dim>: " << tenon::shape_of<decltype(scores)>{} << "\n\n";

  // Tensors without names count their axes; name_axes and drop_names lead from one world to the other.
  tenon::ndtensor<float, 3, 2> const plain = tenon::drop_names(rain);
  tenon::tensor const product = tenon::matmul(plain, tenon::transpose(plain));
  std::cout << "matmul(plain, transpose(plain)) " << product << "\n";
  tenon::tensor const named = tenon::name_axes<day, station>(plain);
  return tenon::all_close(named, rain) && everything == 21 && tenon::all_close(back, flat) ? 0 : 1;
}
