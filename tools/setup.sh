#!/usr/bin/env bash
# SPDX-FileCopyrightText: the tenon authors
# SPDX-License-Identifier: MIT
#
# Makes sure that what a task needs is installed: tools/setup.sh build|tests|bench|bench-rivals
# Debian packages are installed through apt (with sudo when not root), and only when something is missing. Where that
# cannot be done it says what to install and stops. Compilers beyond the first are wanted, not needed: tests say what they skip.
set -u
task=${1:-build}

cxx=${CXX:-g++}
missing=() wanted=()

need() {  # command package
  command -v "$1" >/dev/null 2>&1 || missing+=("$2")
}
want() {
  command -v "$1" >/dev/null 2>&1 || wanted+=("$2")
}
has_header() {
  command -v "$cxx" >/dev/null 2>&1 && printf '#include <%s>\n' "$1" | "$cxx" -E -x c++ - >/dev/null 2>&1 && return
  local directory
  IFS=: read -ra directories <<<"${CMAKE_PREFIX_PATH:-}"
  for directory in ${directories[@]+"${directories[@]}"} /usr /usr/local; do
    [ -e "$directory/include/$1" ] && return
    [ -e "$directory/include/eigen3/$1" ] && return
  done
  return 1
}
need_header() {  # header package
  has_header "$1" || missing+=("$2")
}
want_header() {
  has_header "$1" || wanted+=("$2")
}
look() {
  missing=() wanted=()
  need cmake cmake
  need ninja ninja-build
  need "$cxx" g++
  need_header xsimd/xsimd.hpp libxsimd-dev
  need_header boost/hana.hpp libboost-dev
  case $task in build | tests) # tenon::io
    want_header nlohmann/json.hpp nlohmann-json3-dev
    want_header zip.h libzip-dev ;;
  esac
  case $task in
    tests)
      [ -e /usr/include/catch2/catch_all.hpp ] || need_header catch2/catch.hpp catch2
      need python3 python3
      want clang++-14 clang-14
      want clang++-19 clang-19
      [ -e /usr/lib/llvm-14/lib/libarcher.so ] || wanted+=(libomp-14-dev) # OpenMP for clang 14, known to ThreadSanitizer
      want aarch64-linux-gnu-g++-12 g++-12-aarch64-linux-gnu
      want qemu-aarch64 qemu-user
      want_header nlohmann/json.hpp nlohmann-json3-dev # weight files
      want_header zip.h libzip-dev
      ls /usr/lib/llvm-14/lib/clang/*/lib/linux/libclang_rt.fuzzer-*.a >/dev/null 2>&1 || wanted+=(libclang-rt-14-dev)
      want clang-format clang-format
      want clang-tidy clang-tidy
      want_header benchmark/benchmark.h libbenchmark-dev
      want_header Eigen/Core libeigen3-dev
      ;;
    bench | bench-rivals)
      need_header benchmark/benchmark.h libbenchmark-dev
      need_header Eigen/Core libeigen3-dev
      need python3 python3
      if [ "$task" = bench-rivals ]; then
        want_header x86_64-linux-gnu/openblas-pthread/cblas.h libopenblas-pthread-dev
        want_header oneapi/dnnl/dnnl.hpp libdnnl-dev
        want_header libxsmm.h libxsmm-dev
        want_header ATen/ATen.h libtorch-dev
      fi
      ;;
  esac
}

look
if [ ${#missing[@]} -gt 0 ] || [ ${#wanted[@]} -gt 0 ]; then
  as_root=()
  able=yes
  if [ "$(id -u)" -ne 0 ]; then
    if command -v sudo >/dev/null 2>&1; then as_root=(sudo); else able=no; fi
  fi
  command -v apt-get >/dev/null 2>&1 || able=no
  if [ $able = yes ]; then
    echo "installing: ${missing[*]-} ${wanted[*]-}"
    if [ ${#missing[@]} -gt 0 ]; then
      "${as_root[@]}" apt-get update -qq || true
      "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null || true
    fi
    for package in ${wanted[@]+"${wanted[@]}"}; do
      apt-cache show "$package" >/dev/null 2>&1 || continue  # this release has none
      "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$package" >/dev/null ||
        echo "could not install $package: what needs it is skipped"
    done
    hash -r
    look
  fi
fi
if [ ${#missing[@]} -gt 0 ]; then
  echo "These Debian packages (or the same from elsewhere) are missing and could not be installed: ${missing[*]}" >&2
  echo "As root:  apt-get install ${missing[*]}" >&2
  exit 1
fi
if [ ${#wanted[@]} -gt 0 ]; then
  echo "not installed, so what needs it is skipped: ${wanted[*]}"
fi

version=$("$cxx" -dumpversion 2>/dev/null | cut -d. -f1)
if "$cxx" --version 2>/dev/null | grep -q clang; then oldest=14; else oldest=12; fi
if [ -n "$version" ] && [ "$version" -lt "$oldest" ]; then
  echo "$cxx is version $version; tenon needs g++ 12 or clang 14, or newer. Set CXX to one." >&2
  exit 1
fi

if [ "$task" = bench-rivals ] && ! [ -d "$(dirname "$0")/../build/rivals/node_modules/onnxruntime-node" ]; then
  if command -v npm >/dev/null 2>&1; then  # its scripts would fetch more; the library for processors is in the package
    npm install --prefix "$(dirname "$0")/../build/rivals" --ignore-scripts --no-audit --no-fund --silent onnxruntime-node@1.30.0 ||
      echo "could not install onnxruntime-node: the benchmarks go without it"
  else
    echo "npm is not installed: the benchmarks go without ONNX Runtime"
  fi
fi
