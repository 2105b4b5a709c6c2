#!/usr/bin/env bash
# SPDX-FileCopyrightText: the tenon authors
# SPDX-License-Identifier: MIT
#
# Installs what is missing, builds the examples and runs the self-attention one: examples/run.sh [example]
# BUILD_DIR (build/examples), CXX and JOBS may be set.
set -eu
cd "$(dirname "$0")/.."
tools/setup.sh build
example=${1:-}
if [ -z "$example" ]; then
  example=$(basename "$(ls examples/*self_attention*.cpp | head -n 1)" .cpp)
fi
build=${BUILD_DIR:-build/examples}
cmake -S . -B "$build" -G Ninja ${CXX:+-DCMAKE_CXX_COMPILER="$CXX"} -DCMAKE_BUILD_TYPE=Release \
  -DCMAKE_CXX_FLAGS=-march=native -DTENON_BUILD_TESTS=OFF
cmake --build "$build" --parallel "${JOBS:-$(nproc)}" --target "example_$example"
exec "$build/examples/example_$example"
