// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT
#pragma once

// What the compiler and the instruction set give: the version, the vector width and register count that the cost model
// needs (without a vector header), inlining, and the namespace that keeps the code of two instruction sets apart.

#include <cstddef>

#define TENON_VERSION_MAJOR 0
#define TENON_VERSION_MINOR 1
#define TENON_VERSION_PATCH 0

#if !defined(__cplusplus) || __cplusplus < 202002L
#error "tenon: this library needs C++20; add -std=c++20 (g++ 12 or newer, clang 14 or newer)"
#endif

#if defined(__FINITE_MATH_ONLY__) && __FINITE_MATH_ONLY__
#error \
    "tenon: -ffast-math (-ffinite-math-only) removes the infinities that masks and softmax rely on; add -fno-finite-math-only"
#endif

#if defined(_MSC_VER)
#define TENON_INLINE __forceinline
#define TENON_NOINLINE __declspec(noinline)
#define TENON_LAMBDA_INLINE
#else
/// Always inlined: public entry points that lead into code of one instruction set, and the innermost vector helpers.
#define TENON_INLINE [[gnu::always_inline]] inline
#define TENON_LAMBDA_INLINE __attribute__((always_inline))
/// One loop nest, one function: keeps accumulators in registers (g++ 12 spills them when nests are inlined into one
/// another).
#define TENON_NOINLINE [[gnu::noinline]]
#endif

// An instruction set is named after its widest vectors; FMA is part of the name because kernels differ by it.
#if defined(__AVX512F__) && defined(__AVX512BW__) && defined(__AVX512DQ__) && defined(__AVX512VL__)
#define TENON_ISA avx512
#elif defined(__AVX2__) && defined(__FMA__)
#define TENON_ISA avx2_fma
#elif defined(__AVX2__)
#define TENON_ISA avx2
#elif defined(__AVX__)
#define TENON_ISA avx
#elif defined(__SSE4_2__)
#define TENON_ISA sse4_2
#elif defined(__SSE4_1__)
#define TENON_ISA sse4_1
#elif defined(__SSSE3__)
#define TENON_ISA ssse3
#elif defined(__SSE3__)
#define TENON_ISA sse3
#elif defined(__SSE2__)
#define TENON_ISA sse2
#elif defined(__aarch64__)
#define TENON_ISA neon64
#else
#define TENON_ISA generic
#endif

// With TENON_OPENMP (the CMake target tenon::openmp defines it) an evaluation is shared out among threads.
#if defined(TENON_OPENMP)
#if !defined(_OPENMP)
#error "tenon: TENON_OPENMP is defined but OpenMP is off; add -fopenmp, or link the CMake target tenon::openmp"
#endif
/// Threads that the workspaces of `evaluate_into` have room for; what allocates its own memory uses as many as it may.
#if !defined(TENON_MAX_THREADS)
#define TENON_MAX_THREADS 16
#endif
#if TENON_MAX_THREADS < 1
#error "tenon: TENON_MAX_THREADS is the number of threads that workspaces have room for, at least 1"
#endif
#define TENON_JOIN_TAG_(isa, threads) isa##_openmp##threads
#define TENON_JOIN_TAG(isa, threads) TENON_JOIN_TAG_(isa, threads)
#define TENON_CODE_TAG TENON_JOIN_TAG(TENON_ISA, TENON_MAX_THREADS)
#else
#define TENON_CODE_TAG TENON_ISA
#endif

// Everything between these two is mangled with the instruction set (and the threads), so that the linker never merges
// the code of two.
#define TENON_ISA_BEGIN inline namespace TENON_CODE_TAG {
#define TENON_ISA_END }

namespace tenon::config {

inline namespace TENON_CODE_TAG {

#if defined(__AVX512F__) && defined(__AVX512BW__) && defined(__AVX512DQ__) && defined(__AVX512VL__)
inline constexpr std::size_t vector_bytes = 64;
inline constexpr std::size_t vector_registers = 32;
#elif defined(__AVX__)
inline constexpr std::size_t vector_bytes = 32;
inline constexpr std::size_t vector_registers = 16;
#elif defined(__aarch64__)
inline constexpr std::size_t vector_bytes = 16;
inline constexpr std::size_t vector_registers = 32;
#else
inline constexpr std::size_t vector_bytes = 16;
inline constexpr std::size_t vector_registers = 16;
#endif

#if defined(TENON_OPENMP)
inline constexpr bool threads = true;
inline constexpr std::size_t workspace_threads = TENON_MAX_THREADS;
#else
inline constexpr bool threads = false;
inline constexpr std::size_t workspace_threads = 1;
#endif

}  // namespace TENON_CODE_TAG

/// Storage and workspaces are aligned to a cache line, which is also the widest vector.
inline constexpr std::size_t alignment = 64;
/// Columns of one panel of packed weights, [columns / packed_line][K][packed_line]: a cache line, so that one layout
/// suits vectors of every width, and each row of a panel is read whole.
template <class T>
inline constexpr std::ptrdiff_t packed_line = static_cast<std::ptrdiff_t>(alignment / sizeof(T));
/// A tensor of at most this many bytes lives inside the object; a larger one on the heap.
inline constexpr std::size_t inline_bytes = 1024;

}  // namespace tenon::config
