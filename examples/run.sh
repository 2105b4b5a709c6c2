#!/usr/bin/env bash
# SPDX-FileCopyrightText: the tenon authors
# SPDX-License-Identifier: MIT
#
# Installs what is missing, builds one example and runs it.
#   examples/run.sh              the main one: self-attention, fused, unfused and in plain loops
#   examples/run.sh --list       what there is
#   examples/run.sh 03_masks     another one, by its name or the beginning of it
# BUILD_DIR (build/examples), CXX and JOBS may be set.
set -eu
cd "$(dirname "$0")/.."
if [ "${1:-}" = --help ] || [ "${1:-}" = -h ]; then
  sed -n '5,9s,^# *,,p' examples/run.sh
  exit 0
fi
if [ "${1:-}" = --list ]; then
  for source in examples/*.cpp; do
    about=$(sed -n '4,/^$/s,^// ,,p' "$source" | tr '\n' ' ')  # the first sentence of the comment at the top
    printf '%-22s %s\n' "$(basename "$source" .cpp)" "${about%%. *}"
  done
  exit 0
fi
sources=(examples/"${1:-01_self_attention}"*.cpp)
if [ ${#sources[@]} -ne 1 ] || [ ! -e "${sources[0]}" ]; then
  echo "there is no example named $1; examples/run.sh --list says which there are" >&2
  exit 2
fi
example=$(basename "${sources[0]}" .cpp)
tools/setup.sh build
build=${BUILD_DIR:-build/examples}
cmake -S . -B "$build" -G Ninja ${CXX:+-DCMAKE_CXX_COMPILER="$CXX"} -DCMAKE_BUILD_TYPE=Release \
  -DCMAKE_CXX_FLAGS=-march=native -DTENON_BUILD_TESTS=OFF
cmake --build "$build" --parallel "${JOBS:-$(nproc)}" --target "example_$example"
exec "$build/examples/example_$example"
