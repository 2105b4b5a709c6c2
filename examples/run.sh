#!/usr/bin/env bash
# SPDX-FileCopyrightText: the tenon authors
# SPDX-License-Identifier: MIT
#
# Installs what is missing, builds one example and runs it.
#   examples/run.sh                             lists them, and runs the main one: self-attention, fused, unfused and in plain loops
#   examples/run.sh --list                      lists them
#   examples/run.sh masks                       another one, by its name, with or without its number, or the beginning of it
#   examples/run.sh stories -- "One day"        what follows -- is for the example; -- --help says what it understands
# BUILD_DIR (build/examples), CXX and JOBS may be set.
set -eu
cd "$(dirname "$0")/.."
if [ "${1:-}" = --help ] || [ "${1:-}" = -h ]; then
  sed -n '5,10s,^# *,,p' examples/run.sh
  exit 0
fi
list() {
  local source about needs
  for source in examples/*.cpp; do
    about=$(sed -n '4,/^$/s,^// ,,p' "$source" | tr '\n' ' ')  # the first sentence of the comment at the top
    printf '%-22s %s\n' "$(basename "$source" .cpp)" "${about%%. *}"
    needs=$(sed -n 's,^// needs: ,,p' "$source")
    [ -z "$needs" ] || printf '%-22s needs %s\n' "" "$needs"
  done
}
if [ "${1:-}" = --list ]; then
  list
  exit 0
fi
if [ $# -eq 0 ]; then
  list
  echo
fi
wanted=01_self_attention
if [ $# -gt 0 ] && [ "$1" != -- ]; then
  wanted=$1
  shift
fi
[ "${1:-}" != -- ] || shift
shopt -s nullglob
sources=(examples/"$wanted"*.cpp examples/[0-9][0-9]_"$wanted"*.cpp)
if [ -z "$wanted" ] || [ ${#sources[@]} -ne 1 ]; then
  echo "there is no example named $wanted, or more than one; examples/run.sh --list says which there are" >&2
  exit 2
fi
example=$(basename "${sources[0]}" .cpp)
tools/setup.sh build
build=${BUILD_DIR:-build/examples}
cmake -S . -B "$build" -G Ninja ${CXX:+-DCMAKE_CXX_COMPILER="$CXX"} -DCMAKE_BUILD_TYPE=Release \
  -DCMAKE_CXX_FLAGS=-march=native -DTENON_BUILD_TESTS=OFF
cmake --build "$build" --parallel "${JOBS:-$(nproc)}" --target "example_$example"
exec "$build/examples/example_$example" "$@"
