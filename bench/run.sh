#!/usr/bin/env bash
# SPDX-FileCopyrightText: the tenon authors
# SPDX-License-Identifier: MIT
#
# Installs what is missing, builds the benchmarks, runs them on one thread and prints a table: bench/run.sh [program...] [options]
#   bench/run.sh                                           everything (about six minutes)
#   bench/run.sh dot --benchmark_filter=200x512x64         one row, in seconds; programs: attention causal dot layer rows
#   bench/run.sh attention --quick --only=fused,eigen      rough numbers of two contenders
#   bench/run.sh attention --busy                          on a machine that does other work: processor time of calls above 1 ms
# Other options are Google Benchmark's. Results go to the terminal and, as JSON, to $BUILD_DIR/results/.
# BUILD_DIR (build/bench), CXX and JOBS may be set.
set -eu
cd "$(dirname "$0")/.."
if [ -z "${CXX:-}" ] && command -v g++-12 >/dev/null 2>&1; then export CXX=g++-12; fi
tools/setup.sh bench
programs=()
while [ $# -gt 0 ] && [ "${1#-}" = "$1" ]; do
  programs+=("bench_$1")
  shift
done
build=${BUILD_DIR:-build/bench}
cmake -S . -B "$build" -G Ninja ${CXX:+-DCMAKE_CXX_COMPILER="$CXX"} -DCMAKE_BUILD_TYPE=Release \
  -DCMAKE_CXX_FLAGS=-march=native -DTENON_BUILD_TESTS=OFF -DTENON_BUILD_EXAMPLES=OFF -DTENON_BUILD_BENCHMARKS=ON
cmake --build "$build" --parallel "${JOBS:-$(nproc)}" ${programs[@]+--target "${programs[@]}"}
if [ ${#programs[@]} -eq 0 ]; then
  for source in bench/*.cpp; do programs+=("bench_$(basename "$source" .cpp)"); done
fi
mkdir -p "$build/results"
results=()
for program in "${programs[@]}"; do
  result=$build/results/${program#bench_}.json
  "$build/bench/$program" --benchmark_counters_tabular=true --benchmark_out="$result" --benchmark_out_format=json "$@"
  results+=("$result")
done
python3 bench/figures.py "${results[@]}"
