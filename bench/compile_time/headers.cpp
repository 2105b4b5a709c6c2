// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Including the library and evaluating nothing.

#include <tenon/tenon.hpp>
