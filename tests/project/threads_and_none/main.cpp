// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// A program of which one part shares out its evaluations and another does not: both run, and give the same bits.

#include <omp.h>

#include <cstddef>
#include <cstdio>
#include <vector>

struct computed {
  bool threads;
  std::size_t workspace;
  std::vector<float> values;
};
computed compute_serial();
computed compute_shared();

int main() {
  omp_set_dynamic(0);
  omp_set_num_threads(3);
  computed const serial = compute_serial();
  computed const shared = compute_shared();
  std::printf("workspaces of %zu and %zu bytes\n", serial.workspace, shared.workspace);
  if (serial.threads || !shared.threads || serial.workspace >= shared.workspace) return 1;
  return serial.values == shared.values ? 0 : 2;
}
