// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

#include "tests/project/two_isa/attend.hpp"

attended attend_wide();
attended attend_wide() {
  return attend_here();
}
