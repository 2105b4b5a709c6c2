// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

#include "tests/project/two_isa/attend.hpp"

attended attend_narrow();
attended attend_narrow() {
  return attend_here();
}
