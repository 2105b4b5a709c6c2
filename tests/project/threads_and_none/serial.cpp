// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

#include "tests/project/threads_and_none/compute.hpp"

computed compute_serial();
computed compute_serial() {
  return compute_here();
}
