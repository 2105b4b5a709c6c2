#!/usr/bin/env bash
# SPDX-FileCopyrightText: the tenon authors
# SPDX-License-Identifier: MIT
#
# Counts the instructions of one evaluation of some rows, with callgrind: a number that is the same in every run, so that a
# change can be judged on a busy machine: bench/instructions.sh [AVX2 or SSE2: -march=haswell, -march=x86-64]
# Valgrind 3.19 knows no AVX-512. BUILD_DIR and CXX may be set.
set -eu
cd "$(dirname "$0")/.."
command -v valgrind >/dev/null 2>&1 || { echo "valgrind is not installed (Debian: valgrind)" >&2; exit 1; }
flags=${1:--march=haswell}
build=${BUILD_DIR:-build/bench-instructions$flags}
if [ -z "${CXX:-}" ] && command -v g++-12 >/dev/null 2>&1; then export CXX=g++-12; fi
cmake -S . -B "$build" -G Ninja ${CXX:+-DCMAKE_CXX_COMPILER="$CXX"} -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_FLAGS="$flags" \
  -DTENON_BUILD_TESTS=OFF -DTENON_BUILD_EXAMPLES=OFF -DTENON_BUILD_BENCHMARKS=ON -DTENON_BENCH_RIVALS=OFF -DTENON_BENCH_BRIEF=ON >/dev/null
cmake --build "$build" --parallel "${JOBS:-$(nproc)}" --target bench_dot bench_attention bench_causal bench_layer >/dev/null
printf '%-36s %14s %24s\n' row instructions "useful operations each"
count() {  # program row operations
  # Without seconds a contender is called twice: for its result, and to learn how long it takes.
  local collected
  collected=$(valgrind --tool=callgrind --callgrind-out-file=/dev/null \
    --toggle-collect='std::_Function_handler<void (), tenon::bench::fused_into*' \
    "$build/bench/bench_$1" --seconds=0 --only=fused --benchmark_filter="^$2/fused" 2>&1 | awk '/Collected/ { print $NF }')
  awk -v row="$2" -v n="$collected" -v operations="$3" \
    'BEGIN { printf "%-36s %14.0f %24.2f\n", row, n / 2, n > 0 ? 2 * operations / n : 0 }'
}
count dot dot/64x64x64 $((2 * 64 * 64 * 64))
count dot dot/200x512x64 $((2 * 200 * 512 * 64))
count dot dot/197x197x64 $((2 * 197 * 197 * 64))
count attention attention/bhsd/1x8x128x64 $((4 * 8 * 128 * 128 * 64))
count attention attention/bshd/10x8x20x64 $((4 * 80 * 20 * 20 * 64))
count causal causal/bhsd/1x8x128x64 $((4 * 8 * 64 * 128 * 129 / 2))
count layer layer/10x20x64 $((3 * 2 * 200 * 64 * 512 + 4 * 80 * 20 * 20 * 64))
