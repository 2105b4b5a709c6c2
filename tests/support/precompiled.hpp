// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Parsed once for all tests. Only what seldom changes stands here; that each header of tenon compiles alone is tested
// apart (tests/project/headers_alone.py).

#include <algorithm>
#include <array>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <random>
#include <span>
#include <sstream>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include <xsimd/xsimd.hpp>

#include "tests/support/catch.hpp"
