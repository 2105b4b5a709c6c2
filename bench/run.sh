#!/usr/bin/env bash
# SPDX-FileCopyrightText: the tenon authors
# SPDX-License-Identifier: MIT
#
# Installs what is missing (rivals too), builds the benchmarks, runs them and prints tables: bench/run.sh [program...] [options]
#   bench/run.sh                                           everything on one thread
#   bench/run.sh dot --benchmark_filter=200x512x64         one row, in seconds; a program is a .cpp here
#   bench/run.sh attention --quick --only=fused,eigen      rough numbers of two contenders
#   bench/run.sh attention --threads=2                     every library that can with two threads
#   bench/run.sh threads [seconds [row]]                   one thread, two, and the peaks of one core and two, in one race
#   bench/run.sh attention --busy                          on a machine that does other work: processor time of calls above 1 ms
#   CXX=clang++-19 FLAGS=-march=haswell BUILD_DIR=build/bench-clang-avx2 bench/run.sh     another build
#   bench/run.sh --all                                     what docs/performance.md shows: the rows and rivals on one and two threads,
#                                                          and ours with g++ 12 and clang 19 for AVX-512 and AVX2, and for SSE2
#   PROGRAMS="dot layer" bench/run.sh --all --quick        some of them, roughly
#   bench/run.sh --all --build                             builds that only, so that measuring can start at once later
#   python3 bench/figures.py --write build/bench*/results/*.json     the page (--add: some rows of it)
# Other options are Google Benchmark's. Results go to the terminal and, as JSON, to $BUILD_DIR/results/.
# BUILD_DIR (build/bench), CXX, FLAGS (-march=native) and JOBS may be set. RIVALS=OFF goes without other libraries, THREADS=ON
# links tenon::openmp, BRIEF=ON has
# our fused plans only.
set -eu
cd "$(dirname "$0")/.."
# These choose kernels for another processor than this one: rivals shall find out for themselves.
unset OPENBLAS_CORETYPE OPENBLAS_L2_SIZE

build_one() {  # program...
  cmake -S . -B "$build" -G Ninja ${CXX:+-DCMAKE_CXX_COMPILER="$CXX"} -DCMAKE_BUILD_TYPE=Release \
    -DCMAKE_CXX_FLAGS="${FLAGS:--march=native}" -DTENON_BUILD_TESTS=OFF -DTENON_BUILD_EXAMPLES=OFF -DTENON_BUILD_BENCHMARKS=ON \
    -DTENON_BENCH_RIVALS="${RIVALS:-ON}" -DTENON_BENCH_THREADS="${THREADS:-OFF}" -DTENON_BENCH_BRIEF="${BRIEF:-OFF}"
  cmake --build "$build" --parallel "${JOBS:-$(nproc)}" ${1+--target "${@/#/bench_}"}
}
run_one() {  # suffix program... -- option...
  local suffix=$1 chosen=() result
  shift
  while [ "$1" != -- ]; do
    chosen+=("$1")
    shift
  done
  shift
  mkdir -p "$build/results"
  for program in "${chosen[@]}"; do
    result=$build/results/$program$suffix.json
    "$build/bench/bench_$program" --benchmark_counters_tabular=true --benchmark_out="$result" --benchmark_out_format=json "$@" || return
    if grep -q '"name"' "$result"; then results+=("$result"); else rm -f "$result"; fi  # a filter may leave nothing
  done
}

programs=()
while [ $# -gt 0 ] && [ "${1#-}" = "$1" ]; do
  programs+=("$1")
  shift
done
results=()

if [ "${1-}" = --all ]; then
  shift
  measure=yes
  if [ "${1-}" = --build ]; then
    measure=no
    shift
  fi
  read -ra every <<<"${PROGRAMS:-$(basename -s .cpp bench/*.cpp | grep -vx threads | tr '\n' ' ')}"  # threads: a race of its own
  ours=()  # rows with a bar
  for program in "${every[@]}"; do
    case $program in math) ;; *) ours+=("$program") ;; esac
  done
  CXX=g++-12 tools/setup.sh bench-rivals
  [ $measure = no ] || rm -f build/bench*/results/*.json
  one() {  # folder compiler flags rivals brief threads
    build=build/$1 CXX=$2 FLAGS=$3 RIVALS=$4 BRIEF=$5 THREADS=$6
    export CXX
    if [ $measure = no ]; then build_one "${every[@]}" >"$build.log" 2>&1 || { tail -30 "$build.log" >&2; exit 1; }; fi
  }
  if [ $measure = yes ]; then bench/run.sh --all --build; fi
  one bench g++-12 -march=native ON OFF OFF && { [ $measure = no ] || run_one "" "${every[@]}" -- --seconds=0.4 "$@"; }
  one bench-threads g++-12 -march=native ON ON ON && { [ $measure = no ] ||
    run_one -t2 "${every[@]}" -- --threads=2 --seconds=0.3 --only="fused,copy,read,eigen,eigen_blocks,openblas,onednn,libtorch,onnxruntime" \
      --benchmark_filter='1024x64/|1024x768|10x20x64|1x512x256|decode|rows' "$@"; }
  one bench-clang clang++-19 -march=native OFF ON OFF && { [ $measure = no ] || run_one "" "${ours[@]}" -- --seconds=0.3 --only=fused,copy,read "$@"; }
  one bench-avx2 g++-12 -march=haswell OFF ON OFF && { [ $measure = no ] || run_one "" "${ours[@]}" -- --seconds=0.3 --only=fused,copy,read "$@"; }
  one bench-clang-avx2 clang++-19 -march=haswell OFF ON OFF && { [ $measure = no ] || run_one "" "${ours[@]}" -- --seconds=0.3 --only=fused,copy,read "$@"; }
  one bench-sse2 g++-12 -march=x86-64 OFF ON OFF && { [ $measure = no ] || run_one "" "${ours[@]}" -- --seconds=0.3 --only=fused,copy,read "$@"; }
  [ $measure = no ] || python3 bench/figures.py "${results[@]}"
  exit
fi

if [ -z "${CXX:-}" ] && command -v g++-12 >/dev/null 2>&1; then export CXX=g++-12; fi
if [ "${RIVALS:-ON}" = ON ]; then tools/setup.sh bench-rivals; else tools/setup.sh bench; fi
build=${BUILD_DIR:-build/bench}
if [ "${programs[0]-}" = threads ]; then  # not a Google Benchmark program: it races one thread, two and their peaks
  build_one threads
  [ "${1-}" != --quick ] || programs=(threads 0.1 "${programs[@]:1}")
  exec "$build/bench/bench_threads" "${programs[@]:1}"
fi
build_one ${programs[@]+"${programs[@]}"}
if [ ${#programs[@]} -eq 0 ]; then
  for source in bench/*.cpp; do programs+=("$(basename "$source" .cpp)"); done
fi
suffix=""
for option in "$@"; do
  case $option in --threads=*) suffix=-t${option#--threads=} ;; esac
done
run_one "$suffix" "${programs[@]}" -- "$@"
python3 bench/figures.py "${results[@]}"
