// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include <tenon/meta/parameters.hpp>

/// The names of a model's parameters, in their order.
template <class M>
std::vector<std::string> names(M&& model) {
  std::vector<std::string> all;
  tenon::for_each_parameter(model, [&all](auto const& p) { all.emplace_back(p.name); });
  return all;
}
