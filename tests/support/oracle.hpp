// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// The independent judge of the schedule: every node evaluated into an array of double, one element at a time, with axes
// as run-time lists of names and lengths. It shares the node types with the library, and nothing of how they are run.
// It derives the shape of every result itself and complains when the node's type says another one.

#include <tenon/tenon.hpp>

#include <cmath>
#include <cstddef>
#include <limits>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <typeinfo>
#include <utility>
#include <vector>

namespace oracle {

namespace node = tenon::node;
namespace op = tenon::op;

/// An axis at run time: the name is its type's, or #i for the axis with index i of a positional shape.
struct axis {
  std::string_view name;  // of static storage
  std::size_t extent;
  bool operator==(axis const&) const = default;
};
using axes = std::vector<axis>;
using index = std::vector<std::size_t>;

/// A value: its elements in row-major order. Integers and truths are doubles too.
struct array {
  axes shape;
  std::vector<double> values;
};

inline std::size_t count(axes const& shape) {
  std::size_t n = 1;
  for (axis const& a : shape) n *= a.extent;
  return n;
}

inline int place_of(axes const& shape, std::string_view name) {
  for (std::size_t i = 0; i < shape.size(); ++i) {
    if (shape[i].name == name) return static_cast<int>(i);
  }
  return -1;
}

/// Calls f with every index of a shape, in row-major order.
template <class F>
void for_each_index(axes const& shape, F const& f) {
  index at(shape.size(), 0);
  for (std::size_t n = count(shape); n != 0; --n) {
    f(at);
    for (std::size_t i = shape.size(); i-- != 0;) {
      if (++at[i] < shape[i].extent) break;
      at[i] = 0;
    }
  }
}

/// How far apart neighbours along each axis of `loop` lie in an array; 0 where the array lacks the axis.
inline std::vector<std::size_t> strides_along(array const& a, axes const& loop) {
  std::vector<std::size_t> result(loop.size(), 0);
  std::size_t stride = 1;
  for (std::size_t i = a.shape.size(); i-- != 0;) {
    int const place = place_of(loop, a.shape[i].name);
    if (place < 0) throw std::logic_error("oracle: an operand has an axis that is not looped over");
    if (loop[static_cast<std::size_t>(place)].extent != a.shape[i].extent)
      throw std::logic_error("oracle: extents differ");
    result[static_cast<std::size_t>(place)] = stride;
    stride *= a.shape[i].extent;
  }
  return result;
}

inline std::size_t offset(index const& at, std::vector<std::size_t> const& strides) {
  std::size_t sum = 0;
  for (std::size_t i = 0; i < at.size(); ++i) sum += at[i] * strides[i];
  return sum;
}

/// The axes of the first list, then those of the second that are new.
inline axes together(axes first, axes const& second) {
  for (axis const& a : second) {
    if (place_of(first, a.name) < 0) first.push_back(a);
  }
  return first;
}

/// The same elements with the axes in another order.
inline array reordered(array const& a, axes const& order) {
  if (order.size() != a.shape.size()) throw std::logic_error("oracle: another number of axes");
  array result{order, {}};
  std::vector<std::size_t> const strides = strides_along(a, order);
  for_each_index(order, [&](index const& at) { result.values.push_back(a.values[offset(at, strides)]); });
  return result;
}

inline std::string_view positional_name(std::size_t place) {
  static constexpr std::string_view names[] = {"#0", "#1", "#2", "#3", "#4", "#5", "#6", "#7", "#8", "#9"};
  if (place >= std::size(names)) throw std::logic_error("oracle: more axes than it has names for");
  return names[place];
}

template <class A>
std::string_view name_of(std::size_t place) {
  if constexpr (tenon::detail::is_dim<A>) {
    return positional_name(place);
  } else {
    return typeid(tenon::tag_of<A>).name();
  }
}

template <class Shape>
struct axes_in;
template <class... A>
struct axes_in<tenon::shape<A...>> {
  static axes list() {
    axes result;
    (result.push_back({name_of<A>(result.size()), A::extent}), ...);
    return result;
  }
};
template <class E>
axes axes_of() {
  return axes_in<typename E::shape_type>::list();
}

/// Checks the shape that the oracle derived against the one in the node's type; positional axes are renumbered first.
inline array as_typed(array a, axes const& typed) {
  for (std::size_t i = 0; i < a.shape.size(); ++i) {
    if (a.shape[i].name.starts_with('#')) a.shape[i].name = positional_name(i);
  }
  if (a.shape != typed) throw std::logic_error("oracle: the node's type states another shape than its operands give");
  return a;
}

// --- elementwise meanings, written again and in double
// -----------------------------------------------------------------

template <class Op>
inline constexpr bool is_cast = false;
template <class To>
inline constexpr bool is_cast<op::cast<To>> = true;
template <class Op>
inline constexpr bool is_call = false;
template <class F>
inline constexpr bool is_call<op::call<F>> = true;

/// A double as the value type would hold it: whole for integers, 0 or 1 for truths.
template <class T>
double held_as(double x) {
  if constexpr (std::is_same_v<T, bool>) {
    return x != 0 ? 1 : 0;
  } else if constexpr (std::is_integral_v<T>) {
    return std::trunc(x);
  } else {
    return x;
  }
}

template <class Op>
double unary(double x) {
  if constexpr (std::is_same_v<Op, op::negate>)
    return -x;
  else if constexpr (std::is_same_v<Op, op::logical_not>)
    return x == 0 ? 1 : 0;
  else if constexpr (std::is_same_v<Op, op::exp>)
    return std::exp(x);
  else if constexpr (std::is_same_v<Op, op::log>)
    return std::log(x);
  else if constexpr (std::is_same_v<Op, op::sqrt>)
    return std::sqrt(x);
  else if constexpr (std::is_same_v<Op, op::rsqrt>)
    return 1 / std::sqrt(x);
  else if constexpr (std::is_same_v<Op, op::abs>)
    return std::fabs(x);
  else if constexpr (std::is_same_v<Op, op::tanh>)
    return std::tanh(x);
  else if constexpr (std::is_same_v<Op, op::erf>)
    return std::erf(x);
  else if constexpr (std::is_same_v<Op, op::square>)
    return x * x;
  else if constexpr (std::is_same_v<Op, op::relu>)
    return x > 0 ? x : (x == x ? 0 : x);
  else if constexpr (std::is_same_v<Op, op::sigmoid>)
    return 1 / (1 + std::exp(-x));
  else if constexpr (std::is_same_v<Op, op::silu>)
    return x / (1 + std::exp(-x));
  else if constexpr (std::is_same_v<Op, op::gelu>)
    return x * std::erfc(-x / std::sqrt(2.0)) / 2;
  else {
    static_assert(std::is_same_v<Op, op::gelu_tanh>, "the oracle does not know this operation");
    return x * (1 + std::tanh(std::sqrt(2 / 3.14159265358979323846) * (x + 0.044715 * x * x * x))) / 2;
  }
}

template <class Op>
double binary(double a, double b) {
  if constexpr (std::is_same_v<Op, op::add>)
    return a + b;
  else if constexpr (std::is_same_v<Op, op::subtract>)
    return a - b;
  else if constexpr (std::is_same_v<Op, op::multiply>)
    return a * b;
  else if constexpr (std::is_same_v<Op, op::divide>)
    return a / b;
  else if constexpr (std::is_same_v<Op, op::equal>)
    return a == b;
  else if constexpr (std::is_same_v<Op, op::not_equal>)
    return a != b;
  else if constexpr (std::is_base_of_v<op::less, Op>)
    return a < b;
  else if constexpr (std::is_same_v<Op, op::less_equal>)
    return a <= b;
  else if constexpr (std::is_same_v<Op, op::greater>)
    return a > b;
  else if constexpr (std::is_same_v<Op, op::greater_equal>)
    return a >= b;
  else if constexpr (std::is_same_v<Op, op::logical_and>)
    return a != 0 && b != 0;
  else if constexpr (std::is_same_v<Op, op::logical_or>)
    return a != 0 || b != 0;
  else if constexpr (std::is_same_v<Op, op::maximum>)
    return a > b ? a : b;
  else if constexpr (std::is_same_v<Op, op::minimum>)
    return a < b ? a : b;
  else {
    static_assert(std::is_same_v<Op, op::pow>, "the oracle does not know this operation");
    return std::pow(a, b);
  }
}

/// One element of an elementwise operation: `x` are the operands' elements. Called through a pointer, so that what
/// loops over elements is compiled once.
template <class Op, class T, class... From>
double element(void const* operation, double const* x) {
  if constexpr (is_call<Op>) {
    return [&]<std::size_t... I>(std::index_sequence<I...>) {
      return static_cast<double>(static_cast<Op const*>(operation)->f(static_cast<From>(x[I])...));
    }
    (std::index_sequence_for<From...>{});
  } else if constexpr (std::is_same_v<Op, op::where>) {
    return x[0] != 0 ? x[1] : x[2];
  } else if constexpr (is_cast<Op>) {
    return held_as<T>(x[0]);
  } else if constexpr (sizeof...(From) == 1) {
    return held_as<T>(unary<Op>(x[0]));
  } else {
    return held_as<T>(binary<Op>(x[0], x[1]));
  }
}
using element_function = double (*)(void const*, double const*);

inline array map_elements(axes shape, std::vector<array> const& operands, element_function f, void const* operation) {
  for (array const& x : operands) shape = together(shape, x.shape);  // axes that are still free
  std::vector<std::vector<std::size_t>> strides;
  for (array const& x : operands) strides.push_back(strides_along(x, shape));
  std::vector<double> elements(operands.size());
  array result{shape, {}};
  for_each_index(shape, [&](index const& at) {
    for (std::size_t i = 0; i < operands.size(); ++i) elements[i] = operands[i].values[offset(at, strides[i])];
    result.values.push_back(f(operation, elements.data()));
  });
  return result;
}

// --- rows
// --------------------------------------------------------------------------------------------------------------

inline double log_sum_exp(std::vector<double> const& x) {
  double largest = -std::numeric_limits<double>::infinity();
  for (double v : x) largest = v > largest ? v : largest;
  if (largest == -std::numeric_limits<double>::infinity()) return largest;
  double sum = 0;
  for (double v : x) sum += std::exp(v - largest);
  return largest + std::log(sum);
}

template <class Op>
double reduce(std::vector<double> const& x) {
  double result = std::is_same_v<Op, op::max> || std::is_same_v<Op, op::min> ? x[0] : 0;
  if constexpr (std::is_same_v<Op, op::logsumexp>) {
    return log_sum_exp(x);
  } else if constexpr (std::is_same_v<Op, op::argmax>) {
    std::size_t best = 0;
    for (std::size_t i = 1; i < x.size(); ++i) best = x[i] > x[best] ? i : best;
    return static_cast<double>(best);
  } else {
    for (double v : x) {
      if constexpr (std::is_same_v<Op, op::max>) result = v > result ? v : result;
      if constexpr (std::is_same_v<Op, op::min>) result = v < result ? v : result;
      if constexpr (std::is_same_v<Op, op::sum> || std::is_same_v<Op, op::mean>) result += v;
    }
    return std::is_same_v<Op, op::mean> ? result / static_cast<double>(x.size()) : result;
  }
}

template <class Op>
std::vector<double> normalize(double eps, std::vector<double> x) {
  double const n = static_cast<double>(x.size());
  if constexpr (std::is_same_v<Op, op::softmax> || std::is_same_v<Op, op::log_softmax>) {
    // The difference from the largest first: the logarithm of the sum would vanish beside a huge element.
    double largest = -std::numeric_limits<double>::infinity();
    for (double v : x) largest = v > largest ? v : largest;
    bool const empty = largest == -std::numeric_limits<double>::infinity();
    double sum = 0;
    for (double& v : x) sum += std::exp(empty ? v : v -= largest);
    for (double& v : x)
      v = std::is_same_v<Op, op::softmax> ? (empty ? 0 : std::exp(v) / sum) : v - (empty ? 0 : std::log(sum));
  } else if constexpr (std::is_same_v<Op, op::standardize>) {
    double mean = 0;
    double variance = 0;
    for (double v : x) mean += v / n;
    for (double v : x) variance += (v - mean) * (v - mean) / n;
    for (double& v : x) v = (v - mean) / std::sqrt(variance + eps);
  } else {
    static_assert(std::is_same_v<Op, op::rms>, "the oracle does not know this operation");
    double squares = 0;
    for (double v : x) squares += v * v / n;
    for (double& v : x) v /= std::sqrt(squares + eps);
  }
  return x;
}

// --- nodes
// -------------------------------------------------------------------------------------------------------------
// of(node, around): the node's value; `around` are the axes of what it stands in, where free positions find their
// lengths.

template <class T>
[[gnu::noinline]] array read(T const* data, axes const& shape, std::vector<std::ptrdiff_t> const& strides) {
  array result{shape, {}};
  for_each_index(shape, [&](index const& at) {
    std::ptrdiff_t where = 0;
    for (std::size_t i = 0; i < at.size(); ++i) where += static_cast<std::ptrdiff_t>(at[i]) * strides[i];
    result.values.push_back(static_cast<double>(data[where]));
  });
  return result;
}

template <class T, class Shape, class Strides>
array of(node::borrowed<T, Shape, Strides> const& e, axes const&) {
  return read(e.data, axes_in<Shape>::list(), {Strides::values.begin(), Strides::values.end()});
}

template <class T, class... A>
array of(node::held<T, A...> const& e, axes const&) {
  return {axes_in<tenon::shape<A...>>::list(), {e.value->begin(), e.value->end()}};
}

template <class T>
array of(node::constant<T> const& e, axes const&) {
  return {{}, {static_cast<double>(e.value)}};
}

template <class Tag>
array of(node::positions<Tag> const&, axes const& around) {
  std::string_view name;
  if constexpr (tenon::detail::is_index_tag<Tag>) {
    name = positional_name(
        static_cast<std::size_t>(Tag::index < 0 ? static_cast<int>(around.size()) + Tag::index : Tag::index));
  } else {
    name = typeid(Tag).name();
  }
  int const place = place_of(around, name);
  if (place < 0) throw std::logic_error("oracle: a position that nothing around gives a length");
  array result{{around[static_cast<std::size_t>(place)]}, {}};
  for (std::size_t i = 0; i < result.shape[0].extent; ++i) result.values.push_back(static_cast<double>(i));
  return result;
}

// Declared before they are used by one another.
template <class Op, class T, class Shape, class... Es>
array of(node::mapped<Op, T, Shape, Es...> const& e, axes const& around);
template <class Kind, class Shape, class E>
array of(node::viewed<Kind, Shape, E> const& e, axes const& around);
template <class Shape, class KTags, class A, class B>
array of(node::contracted<Shape, KTags, A, B> const& e, axes const&);
template <class Shape, class A, class B>
array of(node::multiplied<Shape, A, B> const& e, axes const&);
template <class Op, class T, class Shape, class Indices, class E>
array of(node::reduced<Op, T, Shape, Indices, E> const& e, axes const&);
template <class Op, int I, class E>
array of(node::normalized<Op, I, E> const& e, axes const&);
template <class Shape, int I, class E, class... Es>
array of(node::concatenated<Shape, I, E, Es...> const& e, axes const&);
template <class Shape, int I, class Table, class Ids>
array of(node::taken<Shape, I, Table, Ids> const& e, axes const&);
template <class E>
array of(node::materialized<E> const& e, axes const& around);
template <class E>
array of(node::unchecked<E> const& e, axes const& around);

template <class Op, class T, class Shape, class... Es>
array of(node::mapped<Op, T, Shape, Es...> const& e, axes const& around) {
  axes const own = axes_in<Shape>::list();
  axes const room = together(own, around);
  std::vector<array> operands;
  tenon::unpack(e.operands, [&](auto const&... x) { (operands.push_back(of(x, room)), ...); });
  return map_elements(own, operands, &element<Op, T, typename Es::value_type...>, &e.op);
}

/// The strides of an array's own axes.
inline std::vector<std::size_t> own_strides(array const& a) {
  return strides_along(a, a.shape);
}

inline array relabeled(array a, axes const& to) {
  for (std::size_t i = 0; i < to.size(); ++i) {
    if (to[i].extent != a.shape.at(i).extent) throw std::logic_error("oracle: a rename that changes a length");
  }
  return {to, std::move(a.values)};
}
inline array permuted(array const& a, std::vector<int> const& order) {
  axes shape;
  for (int i : order) shape.push_back(a.shape.at(static_cast<std::size_t>(i)));
  return reordered(a, shape);
}
inline array sliced(array const& a, axes const& to, std::size_t along, std::size_t begin) {
  array result{to, {}};
  std::vector<std::size_t> const strides = own_strides(a);
  for_each_index(to, [&](index at) {
    at[along] += begin;
    result.values.push_back(a.values.at(offset(at, strides)));
  });
  return result;
}
/// `source` has for each axis of the result the operand's axis that it is, or −1.
inline array expanded(array const& a, axes const& to, std::vector<int> const& source) {
  array result{to, {}};
  std::vector<std::size_t> const own = own_strides(a);
  std::vector<std::size_t> strides(to.size(), 0);
  std::vector<bool> used(a.shape.size(), false);
  for (std::size_t j = 0; j < to.size(); ++j) {
    if (source[j] < 0) continue;
    strides[j] = own.at(static_cast<std::size_t>(source[j]));
    used[static_cast<std::size_t>(source[j])] = true;
  }
  // What was free is bound here, by name. (An axis of length 1 that is repeated is not used either, and has no name to
  // bind.)
  for (std::size_t i = 0; i < a.shape.size(); ++i) {
    int const place = place_of(to, a.shape[i].name);
    if (!used[i] && place >= 0 && a.shape[i].extent != 1) strides[static_cast<std::size_t>(place)] = own[i];
  }
  for_each_index(to, [&](index const& at) { result.values.push_back(a.values.at(offset(at, strides))); });
  return result;
}

template <class Kind>
struct seen_through;
template <>
struct seen_through<node::view::reshaped> {
  static array apply(array a, axes const& to) {
    if (count(a.shape) != count(to)) throw std::logic_error("oracle: a reshape that loses elements");
    return {to, std::move(a.values)};
  }
};
template <>
struct seen_through<node::view::relabeled> {
  static array apply(array const& a, axes const& to) { return relabeled(a, to); }
};
template <int... P>
struct seen_through<node::view::permuted<P...>> {
  static array apply(array const& a, axes const& to) { return as_typed(permuted(a, {P...}), to); }
};
template <int I, int Begin>
struct seen_through<node::view::sliced<I, Begin>> {
  static array apply(array const& a, axes const& to) { return sliced(a, to, I, Begin); }
};
template <int... M>
struct seen_through<node::view::expanded<M...>> {
  static array apply(array const& a, axes const& to) { return expanded(a, to, {M...}); }
};

template <class Kind, class Shape, class E>
array of(node::viewed<Kind, Shape, E> const& e, axes const&) {
  axes const to = axes_in<Shape>::list();
  return seen_through<Kind>::apply(of(tenon::get<0>(e.operands), to), to);
}

template <class Tags>
struct names_in;
template <class... Tag>
struct names_in<tenon::tags<Tag...>> {
  static std::vector<std::string_view> list() { return {typeid(Tag).name()...}; }
};

/// Σ a·b over `summed`, for every index of `kept`.
inline array product(array const& a, array const& b, axes const& kept, axes const& summed) {
  axes const loop = together(kept, summed);
  std::vector<std::size_t> const in_a = strides_along(a, loop);
  std::vector<std::size_t> const in_b = strides_along(b, loop);
  array result{kept, {}};
  for_each_index(kept, [&](index const& outer) {
    double sum = 0;
    for_each_index(summed, [&](index const& inner) {
      index at = outer;
      at.insert(at.end(), inner.begin(), inner.end());
      sum += a.values[offset(at, in_a)] * b.values[offset(at, in_b)];
    });
    result.values.push_back(sum);
  });
  return result;
}

inline array contracted(array const& a, array const& b, std::vector<std::string_view> const& names) {
  axes kept;
  axes summed;
  for (axis const& x : together(a.shape, b.shape)) {
    bool is_summed = false;
    for (std::string_view const name : names) is_summed = is_summed || name == x.name;
    (is_summed ? summed : kept).push_back(x);
  }
  return product(a, b, kept, summed);
}
inline array multiplied(array a, array b) {
  a.shape.back().name = "k";
  b.shape[b.shape.size() - 2].name = "k";
  b.shape.back().name = "n";
  axes kept(a.shape.begin(), a.shape.end() - 1);
  kept.push_back(b.shape.back());
  array result = product(a, b, kept, {a.shape.back()});
  result.shape.back().name = "#";
  return result;
}
inline array reduced(array const& a, std::vector<int> const& indices, double (*f)(std::vector<double> const&)) {
  axes kept;
  axes gone;
  for (std::size_t i = 0; i < a.shape.size(); ++i) {
    bool reduced = false;
    for (int j : indices) reduced = reduced || j == static_cast<int>(i);
    (reduced ? gone : kept).push_back(a.shape[i]);
  }
  axes loop = kept;
  loop.insert(loop.end(), gone.begin(), gone.end());
  array const rows = reordered(a, loop);
  std::size_t const length = count(gone);
  array result{kept, {}};
  for (std::size_t i = 0; i < count(kept); ++i) {
    auto const begin = rows.values.begin() + static_cast<std::ptrdiff_t>(i * length);
    result.values.push_back(f(std::vector<double>(begin, begin + static_cast<std::ptrdiff_t>(length))));
  }
  return result;
}
inline array normalized(array const& a, std::size_t along, double eps,
                        std::vector<double> (*f)(double, std::vector<double>)) {
  axes loop = a.shape;
  axis const last = loop.at(along);
  loop.erase(loop.begin() + static_cast<std::ptrdiff_t>(along));
  loop.push_back(last);
  array rows = reordered(a, loop);
  for (std::size_t i = 0; i < rows.values.size(); i += last.extent) {
    auto const begin = rows.values.begin() + static_cast<std::ptrdiff_t>(i);
    std::vector<double> const row = f(eps, {begin, begin + static_cast<std::ptrdiff_t>(last.extent)});
    for (std::size_t j = 0; j < row.size(); ++j) rows.values[i + j] = row[j];
  }
  return reordered(rows, a.shape);
}
inline array joined(std::vector<array> parts, std::size_t along) {
  axes shape = parts[0].shape;
  shape[along].extent = 0;
  std::vector<std::vector<std::size_t>> strides;
  for (array const& part : parts) {
    shape[along].extent += part.shape.at(along).extent;
    strides.push_back(own_strides(part));
  }
  array result{shape, {}};
  for_each_index(shape, [&](index at) {
    std::size_t which = 0;
    while (at[along] >= parts[which].shape[along].extent) at[along] -= parts[which++].shape[along].extent;
    result.values.push_back(parts[which].values.at(offset(at, strides[which])));
  });
  return result;
}
inline array looked_up(array const& table, array const& ids, std::size_t along) {
  auto const front = static_cast<std::ptrdiff_t>(along);
  auto const more = static_cast<std::ptrdiff_t>(ids.shape.size());
  array result{table.shape, {}};
  result.shape.erase(result.shape.begin() + front);
  result.shape.insert(result.shape.begin() + front, ids.shape.begin(), ids.shape.end());
  std::vector<std::size_t> const id_strides = own_strides(ids);
  std::vector<std::size_t> const table_strides = own_strides(table);
  for_each_index(result.shape, [&](index const& at) {
    index const place(at.begin() + front, at.begin() + front + more);
    index row(at.begin(), at.begin() + front);
    row.push_back(static_cast<std::size_t>(ids.values.at(offset(place, id_strides))));
    row.insert(row.end(), at.begin() + front + more, at.end());
    if (row[along] >= table.shape[along].extent) throw std::logic_error("oracle: an id outside the table");
    result.values.push_back(table.values.at(offset(row, table_strides)));
  });
  return result;
}

template <class Indices>
struct index_list;
template <int... I>
struct index_list<tenon::ints<I...>> {
  static std::vector<int> list() { return {I...}; }
};

template <class Shape, class KTags, class A, class B>
array of(node::contracted<Shape, KTags, A, B> const& e, axes const&) {
  return as_typed(
      contracted(of(tenon::get<0>(e.operands), {}), of(tenon::get<1>(e.operands), {}), names_in<KTags>::list()),
      axes_in<Shape>::list());
}
template <class Shape, class A, class B>
array of(node::multiplied<Shape, A, B> const& e, axes const&) {
  return as_typed(multiplied(of(tenon::get<0>(e.operands), {}), of(tenon::get<1>(e.operands), {})),
                  axes_in<Shape>::list());
}
template <class Op, class T, class Shape, class Indices, class E>
array of(node::reduced<Op, T, Shape, Indices, E> const& e, axes const&) {
  return as_typed(reduced(of(tenon::get<0>(e.operands), {}), index_list<Indices>::list(), &reduce<Op>),
                  axes_in<Shape>::list());
}
template <class Op, int I, class E>
array of(node::normalized<Op, I, E> const& e, axes const&) {
  double eps = 0;
  if constexpr (requires { e.op.eps; }) eps = e.op.eps;
  return normalized(of(tenon::get<0>(e.operands), {}), I, eps, &normalize<Op>);
}
template <class Shape, int I, class E, class... Es>
array of(node::concatenated<Shape, I, E, Es...> const& e, axes const&) {
  std::vector<array> parts;
  tenon::unpack(e.operands, [&](auto const&... x) { (parts.push_back(of(x, {})), ...); });
  return as_typed(joined(std::move(parts), I), axes_in<Shape>::list());
}
template <class Shape, int I, class Table, class Ids>
array of(node::taken<Shape, I, Table, Ids> const& e, axes const&) {
  return as_typed(looked_up(of(tenon::get<0>(e.operands), {}), of(tenon::get<1>(e.operands), {}), I),
                  axes_in<Shape>::list());
}
template <class E>
array of(node::materialized<E> const& e, axes const& around) {
  return of(tenon::get<0>(e.operands), around);
}
template <class E>
array of(node::unchecked<E> const& e, axes const& around) {
  return of(tenon::get<0>(e.operands), around);
}

/// The value of an expression, a tensor or a view.
template <class E>
array value_of(E const& e) {
  return of(tenon::detail::capture(e), {});
}

/// The largest |found − expected| / max(1, |expected|); infinite where one is NaN or infinite and the other is not.
template <class T>
[[gnu::noinline]] double difference(T const* found, array const& expected) {
  double largest = 0;
  for (std::size_t i = 0; i < expected.values.size(); ++i) {
    double const a = static_cast<double>(found[i]);
    double const b = expected.values[i];
    if (a == b || (std::isnan(a) && std::isnan(b))) continue;
    double const d = std::fabs(a - b) / (std::fabs(b) > 1 ? std::fabs(b) : 1);
    if (!(d <= largest)) largest = std::isnan(d) ? std::numeric_limits<double>::infinity() : d;
  }
  return largest;
}
template <class T, class... A>
double difference(tenon::tensor<T, A...> const& found, array const& expected) {
  return difference(found.data(), reordered(expected, axes_in<tenon::shape<A...>>::list()));
}

/// How far a result may be from the oracle, which rounds nothing to float.
template <class T>
inline constexpr double tolerance = std::is_same_v<T, float>    ? 1e-5
                                    : std::is_same_v<T, double> ? 1e-12
                                                                : 0;

inline std::string complaint(double by_fused, double by_unfused, double allowed, char const* type) {
  if (by_fused <= allowed && by_unfused <= allowed) return {};
  std::ostringstream text;
  text << "fused differs by " << by_fused << ", unfused by " << by_unfused << ", allowed " << allowed << " in " << type;
  return text.str();
}

/// What is wrong with an expression's fused and unfused values; empty when nothing is.
template <class E>
[[gnu::noinline]] std::string complaint(E const& e, double allowed) {
  array const expected = value_of(e);
  return complaint(difference(tenon::evaluate(e), expected), difference(tenon::evaluate<tenon::unfused>(e), expected),
                   allowed, typeid(E).name());
}
template <class E>
std::string complaint(E const& e) {
  return complaint(e, tolerance<typename E::value_type>);
}

}  // namespace oracle

/// Fused, unfused and the oracle agree. A second argument is the tolerance.
#define TENON_AGREES(...) CHECK(oracle::complaint(__VA_ARGS__) == std::string())
