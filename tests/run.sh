#!/usr/bin/env bash
# SPDX-FileCopyrightText: the tenon authors
# SPDX-License-Identifier: MIT
#
# Installs what is missing, builds everything and runs every test: tests/run.sh [--clean] [ctest's options]
#   tests/run.sh                       everything (the gate)
#   tests/run.sh --clean               the same from an empty build directory
#   tests/run.sh -L run                only the tests that run; other labels: static diagnostics project subset fuzz example bench
#   tests/run.sh -R compile_fail.dot   only tests of that name
# BUILD_DIR (build/tests), CXX (g++-12, else g++) and JOBS (all processors) may be set.
set -eu
cd "$(dirname "$0")/.."
if [ -z "${CXX:-}" ]; then
  if command -v g++-12 >/dev/null 2>&1; then CXX=g++-12; else CXX=g++; fi
  export CXX
fi
tools/setup.sh tests
build=${BUILD_DIR:-build/tests}
jobs=${JOBS:-$(nproc)}
if [ "${1:-}" = --clean ]; then
  rm -rf "$build"
  shift
fi
cmake -S . -B "$build" -G Ninja -DCMAKE_CXX_COMPILER="$CXX" -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_FLAGS=-march=native \
  -DCMAKE_EXPORT_COMPILE_COMMANDS=ON
cmake --build "$build" --parallel "$jobs"
exec ctest --test-dir "$build" --output-on-failure --no-tests=error --parallel "$jobs" "$@"
