// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Owns the precompiled header that the test programs share.
