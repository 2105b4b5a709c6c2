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

// Everything between these two is mangled with the instruction set, so that the linker never merges the code of two.
#define TENON_ISA_BEGIN inline namespace TENON_ISA {
#define TENON_ISA_END }

namespace tenon::config {

inline namespace TENON_ISA {

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

}  // namespace TENON_ISA

/// Storage and workspaces are aligned to a cache line, which is also the widest vector.
inline constexpr std::size_t alignment = 64;
/// A tensor of at most this many bytes lives inside the object; a larger one on the heap.
inline constexpr std::size_t inline_bytes = 1024;

}  // namespace tenon::config
