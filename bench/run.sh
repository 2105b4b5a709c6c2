#!/usr/bin/env bash
# SPDX-FileCopyrightText: the tenon authors
# SPDX-License-Identifier: MIT
#
# Installs what is missing, builds the benchmarks and runs them on one thread: bench/run.sh [google-benchmark options]
# Results go to the terminal and, as JSON, to $BUILD_DIR/results/. BUILD_DIR (build/bench), CXX and JOBS may be set.
set -eu
cd "$(dirname "$0")/.."
if [ -z "${CXX:-}" ] && command -v g++-12 >/dev/null 2>&1; then export CXX=g++-12; fi
tools/setup.sh bench
build=${BUILD_DIR:-build/bench}
cmake -S . -B "$build" -G Ninja ${CXX:+-DCMAKE_CXX_COMPILER="$CXX"} -DCMAKE_BUILD_TYPE=Release \
  -DCMAKE_CXX_FLAGS=-march=native -DTENON_BUILD_TESTS=OFF -DTENON_BUILD_EXAMPLES=OFF -DTENON_BUILD_BENCHMARKS=ON
cmake --build "$build" --parallel "${JOBS:-$(nproc)}"
mkdir -p "$build/results"
for program in "$build"/bench/bench_*; do
  [ -x "$program" ] && [ -f "$program" ] || continue
  "$program" --benchmark_out="$build/results/$(basename "$program").json" --benchmark_out_format=json "$@"
done
if [ -x bench/figures.py ]; then python3 bench/figures.py "$build/results"; fi
