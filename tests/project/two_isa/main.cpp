// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Both translation units must run, agree to rounding, and have been compiled for their own vectors.

#include <cmath>
#include <cstddef>
#include <cstdio>
#include <string>
#include <vector>

struct attended {
  std::string isa;
  std::size_t vector_bytes;
  std::vector<float> values;
};
attended attend_narrow();
attended attend_wide();

int main() {
  attended const narrow = attend_narrow();
  attended const wide = attend_wide();
  std::printf("%s: %zu bytes, %s: %zu bytes\n", narrow.isa.c_str(), narrow.vector_bytes, wide.isa.c_str(),
              wide.vector_bytes);
  if (narrow.isa == wide.isa) {
    std::printf("this processor has one instruction set only: nothing to compare\n");
    return 0;
  }
  float largest = 0;
  bool close = narrow.values.size() == wide.values.size();
  for (std::size_t i = 0; i < narrow.values.size(); ++i) {
    float const difference = std::fabs(narrow.values[i] - wide.values[i]);
    largest = std::fmax(largest, difference);
    close = close && difference < 1e-5F;  // (no NaN is)
  }
  std::printf("largest difference: %g\n", static_cast<double>(largest));
  return close ? 0 : 1;
}
