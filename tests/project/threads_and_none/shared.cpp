// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

#include "tests/project/threads_and_none/compute.hpp"

computed compute_shared();
computed compute_shared() {
  return compute_here();
}
