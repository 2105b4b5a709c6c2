// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// The blog's layer: 10 sequences of 20 positions with 64 features, three projections, 8 heads of 64, attention. As
// nn::self_attention (`fused`), spelled out (`spelled`), node by node, in plain loops and in Eigen.

#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include "bench/eigen.hpp"
#include "bench/harness.hpp"
#include "bench/plain.hpp"

using namespace tenon::bench;
using namespace tenon::axes;

namespace {

using layer_type = tenon::nn::self_attention<embed<64>, head<8>, head_dim<64>, seq, key, hidden>;
using input_type = tenon::tensor<float, batch<10>, seq<20>, embed<64>>;
using result_type = tenon::tensor<float, batch<10>, seq<20>, hidden<512>>;
using merged = tenon::nn::dense<embed<64>, hidden<512>>;
constexpr std::size_t positions = 10 * 20, width = 512;

struct data {
  input_type x = tenon::random_normal<input_type>(1);
  layer_type layer = layer_type(2);
  merged query{tenon::merge<head, head_dim, hidden>(layer.query.kernel), {}};
  merged keys{tenon::merge<head, head_dim, hidden>(layer.key.kernel), {}};
  merged values{tenon::merge<head, head_dim, hidden>(layer.value.kernel), {}};
};

auto spelled_out(data const& d) {
  auto q = tenon::split<hidden, head<8>, head_dim<64>>(d.query(d.x));
  auto k = tenon::rename<seq, key>(tenon::split<hidden, head<8>, head_dim<64>>(d.keys(d.x)));
  auto v = tenon::rename<seq, key>(tenon::split<hidden, head<8>, head_dim<64>>(d.values(d.x)));
  auto scores = tenon::dot<head_dim>(q, k) * (1 / std::sqrt(64.0f));
  return tenon::merge<head, head_dim, hidden>(tenon::dot<key>(tenon::softmax<key>(scores), v));
}

/// Three buffers for the projections, as both rivals need.
struct projected {
  std::vector<float> q = std::vector<float>(positions * width), k = q, v = q;
};
constexpr double projected_bytes = 3.0 * positions * width * sizeof(float);

std::vector<contender> contenders() {
  auto const d = std::make_shared<data>();
  auto const layer = [d] { return d->layer(d->x); };
  auto const new_result = [] { return std::make_shared<result_type>(); };

  std::vector<contender> all;
  auto out = new_result();
  auto p = std::make_shared<projected>();
  all.push_back(
      {"plain",
       [d, out, p] {
         ::plain::dense(p->q.data(), d->x.data(), d->query.kernel.data(), d->query.bias.data(), positions, 64, width);
         ::plain::dense(p->k.data(), d->x.data(), d->keys.kernel.data(), d->keys.bias.data(), positions, 64, width);
         ::plain::dense(p->v.data(), d->x.data(), d->values.kernel.data(), d->values.bias.data(), positions, 64, width);
         ::plain::attention(out->data(), p->q.data(), p->k.data(), p->v.data(), {10, 20, 64, 8, 64});
       },
       out->data(), projected_bytes + 20 * sizeof(float)});
  all.push_back(fused_into(new_result(), layer));
  all.push_back(assigned(new_result(), layer));
  all.push_back(fused_into(new_result(), [d] { return spelled_out(*d); }));
  all.back().name = "spelled";
  all.push_back(unfused_into(new_result(), layer));
#ifdef TENON_BENCH_EIGEN
  auto o = new_result();
  auto e = std::make_shared<projected>();
  auto scores = std::make_shared<eigen::matrix>(20, 20);
  all.push_back(
      {"eigen",
       [d, o, e, scores] {
         eigen::dense(e->q.data(), d->x.data(), d->query.kernel.data(), d->query.bias.data(), positions, 64, width);
         eigen::dense(e->k.data(), d->x.data(), d->keys.kernel.data(), d->keys.bias.data(), positions, 64, width);
         eigen::dense(e->v.data(), d->x.data(), d->values.kernel.data(), d->values.bias.data(), positions, 64, width);
         attention_problem a{e->q.data(), e->k.data(), e->v.data(), 10, 8, 20, 20, 64, width, 64, 64};
         eigen::attention(o->data(), a, 20, *scores);
       },
       o->data(), projected_bytes + 400 * sizeof(float)});
#endif
  rivals::append(all,
                 layer_problem{d->x.data(), d->query.kernel.data(), d->keys.kernel.data(), d->values.kernel.data(),
                               d->query.bias.data(), d->keys.bias.data(), d->values.bias.data(), 10, 20, 64, 8, width});
  return all;
}

}  // namespace

int main(int argc, char** argv) {
  return run_main(argc, argv, [] {
    row r;
    r.name = "layer/10x20x64";
    r.operations = 3 * 2.0 * positions * 64 * width + 4.0 * 10 * 8 * 20 * 20 * 64;
    r.size = positions * width;
    r.tolerance = 1e-5;
    r.make = contenders;
    add(r, contender_names(rivals::kind::layer, {"fused", "assigned", "spelled", "unfused", "plain"}, {"eigen"}));
  });
}
