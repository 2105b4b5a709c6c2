// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// No allocation: evaluate_into never allocates, and assignment only until the thread's workspace has grown. Every way
// to ask for memory is counted: this program replaces operator new, and malloc with its relatives where the C library
// lets it.

#include "tests/support/catch.hpp"
#include "tests/support/requests.hpp"

#include <tenon/tenon.hpp>

#include <array>
#include <atomic>
#include <cstdlib>
#include <limits>
#include <new>
#include <stdexcept>
#include <thread>
#include <vector>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define TENON_COUNTS_MALLOC 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define TENON_COUNTS_MALLOC 0
#endif
#endif
#if !defined(TENON_COUNTS_MALLOC)
#if defined(__GLIBC__)
#define TENON_COUNTS_MALLOC 1
#else
#define TENON_COUNTS_MALLOC 0
#endif
#endif

namespace allocation {
std::atomic<std::size_t> requests{0};
}  // namespace allocation
using allocation::requests;
using allocation::requests_of;

#if TENON_COUNTS_MALLOC
extern "C" {
void* __libc_malloc(std::size_t);
void* __libc_calloc(std::size_t, std::size_t);
void* __libc_realloc(void*, std::size_t);
void* __libc_memalign(std::size_t, std::size_t);

void* malloc(std::size_t bytes) noexcept {
  ++requests;
  return __libc_malloc(bytes);
}
void* calloc(std::size_t count, std::size_t bytes) noexcept {
  ++requests;
  return __libc_calloc(count, bytes);
}
void* realloc(void* p, std::size_t bytes) noexcept {
  ++requests;
  return __libc_realloc(p, bytes);
}
void* memalign(std::size_t alignment, std::size_t bytes) noexcept {
  ++requests;
  return __libc_memalign(alignment, bytes);
}
void* aligned_alloc(std::size_t alignment, std::size_t bytes) noexcept {
  ++requests;
  return __libc_memalign(alignment, bytes);
}
int posix_memalign(void** p, std::size_t alignment, std::size_t bytes) noexcept {
  ++requests;
  *p = __libc_memalign(alignment, bytes);
  return *p == nullptr ? 12 : 0;
}
}
#endif

namespace {
void* counted_or_null(std::size_t bytes, std::size_t alignment) noexcept {
  if (!TENON_COUNTS_MALLOC) ++requests;  // else the functions called here count
  return alignment == 0 ? std::malloc(bytes == 0 ? 1 : bytes)
                        : std::aligned_alloc(alignment, (bytes + alignment - 1) / alignment * alignment);
}
void* counted(std::size_t bytes, std::size_t alignment) {
  void* const p = counted_or_null(bytes, alignment);
  if (p == nullptr) throw std::bad_alloc();
  return p;
}
}  // namespace

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored \
    "-Wmismatched-new-delete"  // new and delete below match; inlined, g++ sees malloc and delete
#endif
void* operator new(std::size_t bytes) {
  return counted(bytes, 0);
}
void* operator new[](std::size_t bytes) {
  return counted(bytes, 0);
}
void* operator new(std::size_t bytes, std::align_val_t alignment) {
  return counted(bytes, static_cast<std::size_t>(alignment));
}
void* operator new[](std::size_t bytes, std::align_val_t alignment) {
  return counted(bytes, static_cast<std::size_t>(alignment));
}
// Those that do not throw too: a sanitizer would answer them with memory of its own.
void* operator new(std::size_t bytes, std::nothrow_t const&) noexcept {
  return counted_or_null(bytes, 0);
}
void* operator new[](std::size_t bytes, std::nothrow_t const&) noexcept {
  return counted_or_null(bytes, 0);
}
void* operator new(std::size_t bytes, std::align_val_t alignment, std::nothrow_t const&) noexcept {
  return counted_or_null(bytes, static_cast<std::size_t>(alignment));
}
void* operator new[](std::size_t bytes, std::align_val_t alignment, std::nothrow_t const&) noexcept {
  return counted_or_null(bytes, static_cast<std::size_t>(alignment));
}
void operator delete(void* p) noexcept {
  std::free(p);
}
void operator delete[](void* p) noexcept {
  std::free(p);
}
void operator delete(void* p, std::size_t) noexcept {
  std::free(p);
}
void operator delete[](void* p, std::size_t) noexcept {
  std::free(p);
}
void operator delete(void* p, std::align_val_t) noexcept {
  std::free(p);
}
void operator delete[](void* p, std::align_val_t) noexcept {
  std::free(p);
}
void operator delete(void* p, std::size_t, std::align_val_t) noexcept {
  std::free(p);
}
void operator delete[](void* p, std::size_t, std::align_val_t) noexcept {
  std::free(p);
}

using namespace tenon::axes;

namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();

/// Runs an expression into memory that is there; the values are right, and nothing was asked for.
template <class E>
bool silent(E const& e) {
  decltype(tenon::tensor(e)) out;
  static tenon::workspace_for<E> memory;
  std::size_t const asked = requests_of([&] { tenon::evaluate_into(out, e, memory); });
  CHECK(tenon::all_close(out, tenon::evaluate<tenon::unfused>(e), 1e-4));
  return asked == 0;
}

struct inputs {
  tenon::tensor<float, batch<2>, seq<20>, embed<33>> x = tenon::random_normal<float, batch<2>, seq<20>, embed<33>>(1);
  tenon::tensor<float, embed<33>, hidden<48>> w = tenon::random_normal<float, embed<33>, hidden<48>>(2);
  tenon::tensor<float, embed<33>> gain = tenon::random_normal<float, embed<33>>(3);
  tenon::tensor<float, seq<70>, head_dim<24>> q = tenon::random_normal<float, seq<70>, head_dim<24>>(4);
  tenon::tensor<float, key<90>, head_dim<24>> k = tenon::random_normal<float, key<90>, head_dim<24>>(5);
  tenon::tensor<float, key<90>, head_dim<24>> v = tenon::random_normal<float, key<90>, head_dim<24>>(6);
  tenon::nn::dense<embed<33>, hidden<48>> layer{7};

  [[nodiscard]] auto attention() const {
    return tenon::dot<key>(
        tenon::softmax<key>(tenon::where(tenon::causal<seq, key>(20), tenon::dot<head_dim>(q, k) * 0.2f, -infinity)),
        v);
  }
};

}  // namespace

TEST_CASE("the counting counts") {
  CHECK(requests_of([] { [[maybe_unused]] tenon::tensor<float, seq<1000>> const large; }) >= 1);
  CHECK(requests_of([] { ::operator delete(::operator new(24)); }) >= 1);
  CHECK(requests_of([] { [[maybe_unused]] tenon::tensor<float, seq<10>> const small; }) == 0);
#if TENON_COUNTS_MALLOC
  void* volatile p = nullptr;
  CHECK(requests_of([&] { p = std::malloc(100); }) == 1);
  std::free(p);
#endif
}

TEST_CASE("evaluate_into asks for no memory: lengths known at run time") {
  inputs const in;
  tenon::tensor<float, tenon::upto<seq<70>>, head_dim<24>> q = tenon::random_normal<decltype(q)>(1);
  q.resize<seq>(33);
  auto const k = tenon::rename<seq, key>(q);
  auto const weights = tenon::softmax<key>(tenon::dot<head_dim>(q, k) * 0.2f);
  CHECK(silent(tenon::dot<key>(weights, tenon::rename<head_dim, embed>(k)) +
               tenon::mean<seq>(tenon::rename<head_dim, embed>(q))));
}

TEST_CASE("evaluate_into asks for no memory: attention and products") {
  inputs const in;
  CHECK(silent(in.attention()));
  CHECK(silent(tenon::softmax<key>(tenon::dot<head_dim>(in.q, in.k))));
  CHECK(silent(tenon::gelu(in.layer(in.x))));
  CHECK(silent(in.layer(tenon::layer_norm<embed>(in.x, in.gain, in.gain)) * 0.5f));
  CHECK(silent(tenon::matmul(tenon::drop_names(in.q), tenon::transpose(tenon::drop_names(in.k)))));
}

TEST_CASE("evaluate_into asks for no memory: rows, reductions, loops") {
  inputs const in;
  CHECK(silent(tenon::softmax<embed>(in.x * 2)));
  CHECK(silent(tenon::log_softmax<seq>(in.x)));
  CHECK(silent(tenon::rms_norm<embed>(in.x, in.gain) + in.x));
  CHECK(silent(tenon::sum<seq>(tenon::exp(in.x))));
  CHECK(silent(tenon::logsumexp<embed>(in.x)));
  CHECK(silent(tenon::argmax<embed>(in.x)));
  CHECK(silent(tenon::mean(in.x)));
  CHECK(silent(tenon::concat<seq>(in.x, tenon::relu(in.x))));
  CHECK(silent(tenon::permute<embed, batch, seq>(in.x)));
}

TEST_CASE("evaluate_into asks for no memory: stored values, ids, lengths, another order") {
  inputs const in;
  auto const ids = tenon::random_uniform<int, batch<3>>(8, 0, 33);
  CHECK(silent(tenon::materialize(tenon::exp(in.x)) * in.gain));
  CHECK(silent(tenon::take<embed>(in.w, ids)));
  CHECK(silent(tenon::dot<key>(
      tenon::softmax<key>(tenon::where(tenon::key_length<key>(33), tenon::dot<head_dim>(in.q, in.k), -infinity)),
      in.v)));

  auto const product = tenon::dot<embed>(in.x, in.w);
  tenon::tensor<float, hidden<48>, batch<2>, seq<20>> out;
  static tenon::workspace_for<decltype(product), decltype(out)> memory;
  CHECK(requests_of([&] { tenon::evaluate_into(out, product, memory); }) == 0);
  CHECK(tenon::all_close(out, product));

  std::vector<float> columns(20 * 33);
  auto const first = tenon::merge<batch, seq, seq>(tenon::slice<batch, 1, 1>(in.x));
  tenon::strided_view<float, tenon::strides<1, 20>, seq<20>, embed<33>> view(columns.data());
  static tenon::workspace_for<decltype(first), decltype(view)> none;
  CHECK(requests_of([&] { tenon::evaluate_into(view, first, none); }) == 0);
  CHECK(columns[20] == in.x(1, 0, 1));
}

TEST_CASE("decoding a token asks for no memory") {
  using tenon::nn::value_dim;
  tenon::nn::rope<tenon::nn::half_split, seq<40>, head_dim<8>> const rotate;
  tenon::nn::kv_cache<tenon::nn::half_split, head<3>, key<40>, head_dim<8>, value_dim<8>> cache;
  auto const to_query = tenon::random_normal<float, embed<24>, head<3>, head_dim<8>>(1);
  auto const to_key = tenon::random_normal<float, embed<24>, head<3>, head_dim<8>>(2);
  auto const to_value = tenon::random_normal<float, embed<24>, head<3>, value_dim<8>>(3);
  auto const x = tenon::random_normal<float, seq<1>, embed<24>>(4);
  tenon::tensor<float, seq<1>, head<3>, value_dim<8>> y;
  auto const decode = [&] {
    int const offset = cache.length();
    cache.append(tenon::rename<seq, key>(rotate(tenon::dot<embed>(x, to_key), offset)),
                 tenon::rename<seq, key>(tenon::dot<embed>(x, to_value)));
    auto const scores = tenon::dot<head_dim>(rotate(tenon::dot<embed>(x, to_query), offset), cache.keys());
    y = tenon::dot<key>(tenon::softmax<key>(tenon::where(cache.visible<seq>(), scores, -infinity)), cache.values());
  };
  decode();  // the thread's workspace grows once
  CHECK(requests_of([&] {
          for (int i = 0; i < 39; ++i) decode();
        }) == 0);
  CHECK(cache.length() == 40);
  CHECK(noexcept(cache.length()));
  CHECK(noexcept(cache.reset()));
  CHECK(noexcept(cache.visible<seq>()));
}

TEST_CASE("assignment grows the thread's workspace once") {
  std::size_t first = 0, again = 0, smaller = 0, constructed = 0, aliased_first = 0, aliased_again = 0, after_throw = 0;
  bool thrown = false;
  std::thread([&] {  // a new thread has no workspace yet
    inputs in;
    tenon::tensor<float, seq<70>, head_dim<24>> y;
    tenon::tensor<float, batch<2>, seq<20>, embed<33>> z;
    auto const attention = in.attention();
    first = requests_of([&] { y = attention; });
    again = requests_of([&] {
      for (int i = 0; i < 10; ++i) y = attention;
    });
    smaller = requests_of([&] {
      z = in.x + 1;
      z = tenon::softmax<embed>(in.x);
    });
    constructed = requests_of([&] { [[maybe_unused]] tenon::tensor const made = attention; });
    auto const norm = tenon::rms_norm<embed>(tenon::layer_norm<embed>(in.x, in.gain, 0.0f), in.gain);
    aliased_first = requests_of([&] { in.x = norm; });
    aliased_again = requests_of([&] { in.x = norm; });
    tenon::tensor<int, batch<3>> const ids{0, 33, 1};
    tenon::tensor<float, batch<3>, hidden<48>> rows;
    try {
      rows = tenon::take<embed>(in.w, ids);
    } catch (std::out_of_range const&) {
      thrown = true;
    }
    after_throw = requests_of([&] { y = attention; });
  })
      .join();
  static_assert(tenon::plan_of<decltype(std::declval<inputs const&>().attention())>::workspace_bytes > 0);
  CHECK((first == 1 || first == 2));  // the block, and what the thread's exit needs to give it back
  CHECK(again == 0);
  CHECK(smaller == 0);
  CHECK(constructed == 1);  // the result's own elements
  CHECK(aliased_first <= 1);
  CHECK(aliased_again == 0);
  CHECK(thrown);
  CHECK(after_throw == 0);
}

TEST_CASE("layers and the walk over parameters ask for no memory but for the name's") {
  inputs const in;
  tenon::nn::feed_forward<embed<33>, hidden<48>> const layer(8);
  CHECK(silent(tenon::nn::dropout(0.5)(layer(in.x), 9)));
  std::size_t count = 0;
  auto const add = [&count](auto const& p) { count += p.value.size() + p.name.size(); };
  CHECK(requests_of([&] { tenon::for_each_parameter(in.layer, add); }) == 0);  // "kernel" lies inside of a string
  using stack = std::array<std::array<tenon::nn::linear<batch<2>, seq<2>>, 12>, 12>;
  struct deep {
    BOOST_HANA_DEFINE_STRUCT(deep, (stack, a_member_with_a_long_name));
  };
  deep const model;
  CHECK(requests_of([&] { tenon::for_each_parameter(model, add); }) <= 3);
  CHECK(count > 0);
}

TEST_CASE("a token through a stack of layers with caches asks for no memory after the first") {
  namespace nn = tenon::nn;
  using attention = nn::multi_head_attention<embed<320>, head<5>, head_dim<64>, nn::positions<seq, key>,
                                             nn::rotary<nn::half_split, 40>, nn::no_bias>;
  using block =
      nn::transformer_block<nn::rms_norm<embed<320>>, attention, nn::feed_forward<embed<320>, hidden<64>, nn::no_bias>>;
  nn::stack<block, 2> const blocks(1);
  std::array<attention::cache<40>, 2> caches;
  auto const x = tenon::random_normal<float, seq<1>, embed<320>>(4);
  tenon::tensor<float, seq<1>, embed<320>> y;
  blocks.into(y, x, caches);
  CHECK(requests_of([&] {
          for (int i = 0; i < 39; ++i) blocks.into(y, x, caches);
        }) == 0);
  CHECK((caches[0].length() == 40 && caches[1].length() == 40));
}
