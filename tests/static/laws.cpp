// SPDX-FileCopyrightText: the tenon authors
// SPDX-License-Identifier: MIT

// Every law as a question: one yes and one no. Compiling is passing.

#include <limits>

#include <tenon/shape/axes.hpp>
#include <tenon/shape/laws.hpp>

using namespace tenon;
using namespace tenon::axes;

template <std::size_t N>
using tokens = seq<N>;  // an alias of an axis is that axis

using named = shape<batch<2>, seq<3>, embed<4>>;
using other_order = shape<embed<4>, batch<2>, seq<3>>;
using longer = shape<batch<2>, seq<5>, embed<4>>;
using counted = shape<dim<2>, dim<3>, dim<4>>;

static_assert(DistinctAxes<seq<3>, key<3>>);
static_assert(!DistinctAxes<seq<3>, seq<4>>);
static_assert(!DistinctAxes<seq<3>, tokens<4>>);
static_assert(DistinctAxes<dim<3>, dim<3>>);
static_assert(HasDistinctAxes<named>);
static_assert(!HasDistinctAxes<shape<seq<3>, key<2>, seq<3>>>);
static_assert(AllNamedOrNone<seq<3>, key<3>> && AllNamedOrNone<dim<3>, dim<4>> && AllNamedOrNone<>);
static_assert(!AllNamedOrNone<seq<3>, dim<4>>);
static_assert(PositiveExtents<seq<1>, dim<2>>);
static_assert(!PositiveExtents<seq<1>, key<0>>);

static_assert(HasAxis<named, seq> && HasAxis<named, tokens>);
static_assert(!HasAxis<named, key>);
static_assert(!HasAxis<counted, seq>);
static_assert(HasAxes<named, seq, batch>);
static_assert(!HasAxes<named, seq, key>);
static_assert(LacksAxis<named, key>);
static_assert(!LacksAxis<named, embed>);
static_assert(HasIndex<counted, 0> && HasIndex<counted, 2> && HasIndex<counted, -3>);
static_assert(!HasIndex<counted, 3> && !HasIndex<counted, -4>);
static_assert(HasIndices<counted, 0, -1>);
static_assert(!HasIndices<counted, 0, 3>);
static_assert(DistinctIndices<counted, 0, 1>);
static_assert(!DistinctIndices<counted, 2, -1>);
static_assert(Named<named> && Named<shape<>>);
static_assert(!Named<counted>);
static_assert(Positional<counted> && Positional<shape<>>);
static_assert(!Positional<named>);
static_assert(RankAtLeast<counted, 3>);
static_assert(!RankAtLeast<counted, 4>);
static_assert(OneElement<shape<>>);
static_assert(!OneElement<named>);
static_assert(OneAxis<ints<1>>);
static_assert(!OneAxis<ints<1, 2>>);
static_assert(ValueCount<named, 24>);
static_assert(!ValueCount<named, 23>);
static_assert(IndexCount<named, 3>);
static_assert(!IndexCount<named, 2>);
static_assert(RowLengths<named, 4, 4>);
static_assert(!RowLengths<named, 4, 3>);
static_assert(ServesAxis<shape<embed<4>>, embed<4>> && ServesAxis<shape<>, embed<4>> &&
              ServesAxis<shape<dim<4>>, dim<4>>);
static_assert(!ServesAxis<shape<embed<5>>, embed<4>>);
static_assert(!ServesAxis<shape<key<4>>, embed<4>>);
static_assert(!ServesAxis<shape<dim<4>>, embed<4>>);

static_assert(SameKind<named, shape<key<1>>> && SameKind<named, shape<>> && SameKind<shape<>, counted>);
static_assert(!SameKind<named, counted>);
static_assert(SameExtentIn<named, other_order, seq<3>>);
static_assert(!SameExtentIn<named, longer, seq<3>>);
static_assert(SameExtentAt<counted, counted, 1>);
static_assert(!SameExtentAt<counted, shape<dim<2>, dim<4>, dim<4>>, 1>);
static_assert(SameRank<named, counted>);
static_assert(!SameRank<named, shape<seq<3>>>);
static_assert(SameSize<counted, shape<dim<24>>>);
static_assert(!SameSize<counted, shape<dim<25>>>);
static_assert(Aligns<named, shape<seq<3>>> && Aligns<shape<seq<3>>, named> && Aligns<named, other_order>);
static_assert(!Aligns<named, shape<key<3>>>);
static_assert(!Aligns<shape<seq<3>, key<3>>, shape<seq<3>, head<3>>>);
static_assert(SameAxes<named, other_order>);
static_assert(!SameAxes<named, shape<seq<3>>>);
static_assert(SameAxesInOrder<named, named>);
static_assert(!SameAxesInOrder<named, other_order>);
static_assert(AxesWithin<shape<seq<3>>, named> && AxesWithin<shape<seq<1>, batch<1>>, named>);
static_assert(!AxesWithin<shape<seq<1>, key<1>>, named>);
static_assert(!AxesWithin<named, shape<seq<3>>>);
static_assert(SameInnerExtent<counted, shape<dim<4>, dim<7>>>);
static_assert(!SameInnerExtent<counted, shape<dim<7>, dim<4>>>);

static_assert(SplitsExactly<embed<12>, head<3>, head_dim<4>>);
static_assert(!SplitsExactly<embed<12>, head<3>, head_dim<5>>);
static_assert(AdjacentInOrder<named, shape<batch<2>, seq<3>>>);
static_assert(!AdjacentInOrder<named, shape<batch<2>, embed<4>>>);
static_assert(!AdjacentInOrder<named, shape<seq<3>, batch<2>>>);
static_assert(NamesEveryAxis<named, 3>);
static_assert(!NamesEveryAxis<named, 2>);
static_assert(PermutesIndices<counted, 2, 0, 1> && PermutesIndices<counted, -1, 0, 1>);
static_assert(!PermutesIndices<counted, 0, 0, 1>);
static_assert(!PermutesIndices<counted, 0, 1>);
static_assert(SliceInside<seq<5>, 2, 3>);
static_assert(!SliceInside<seq<5>, 2, 4>);
static_assert(!SliceInside<seq<5>, 2, 0>);
static_assert(!SliceInside<seq<5>, std::numeric_limits<std::size_t>::max(), 2>);  // whose sum wraps around
static_assert(!SliceInside<seq<5>, 2, std::numeric_limits<std::size_t>::max()>);
static_assert(BroadcastsTo<shape<dim<1>, dim<4>>, shape<dim<2>, dim<3>, dim<4>>>);
static_assert(!BroadcastsTo<shape<dim<3>>, shape<dim<2>, dim<4>>>);
static_assert(!BroadcastsTo<shape<dim<2>, dim<4>>, shape<dim<4>>>);

static_assert(ValueType<float> && ValueType<bool> && !ValueType<float const> && !ValueType<float*>);
static_assert(SameValueType<float, float>);
static_assert(!SameValueType<float, double>);
static_assert(Floating<float> && Floating<double>);
static_assert(!Floating<int>);
static_assert(Numeric<int> && Numeric<float>);
static_assert(!Numeric<bool>);
static_assert(Integer<int> && Integer<long long>);
static_assert(!Integer<float> && !Integer<bool>);
static_assert(Boolean<bool>);
static_assert(!Boolean<int>);
static_assert(ScalarFits<int, float> && ScalarFits<double, float> && ScalarFits<bool, bool>);
static_assert(!ScalarFits<float, int> && !ScalarFits<bool, float> && !ScalarFits<int, bool>);
static_assert(ValuesFit<float, int, double>);
static_assert(!ValuesFit<int, int, double>);
static_assert(Writable<float>);
static_assert(!Writable<float const>);

struct sum_of_two {
  float operator()(float a, float b) const { return a + b; }
};
static_assert(ElementFunctionOf<sum_of_two, float, 2>);
static_assert(!ElementFunctionOf<sum_of_two, float, 1>);

static_assert(Bound<tags<>>);
static_assert(!Bound<tags<seq<1>>>);
static_assert(PositionsFit<named, tags<key<1>>> && PositionsFit<counted, tags<index_tag<2>, index_tag<-1>>>);
static_assert(PositionsFit<shape<>, tags<index_tag<7>>>);
static_assert(!PositionsFit<named, tags<index_tag<0>>>);
static_assert(!PositionsFit<counted, tags<key<1>>>);
static_assert(!PositionsFit<counted, tags<index_tag<3>>>);
static_assert(PositionsAlike<tags<seq<1>, key<1>>> && PositionsAlike<tags<index_tag<0>>>);
static_assert(!PositionsAlike<tags<seq<1>, index_tag<0>>>);

static_assert(SummedOverNormalized<shape<key<5>>, shape<key<5>>> && SummedOverNormalized<shape<>, shape<key<5>>>);
static_assert(!SummedOverNormalized<shape<key<5>>, shape<head<5>>>);
static_assert(!SummedOverNormalized<shape<key<5>>, shape<key<5>, head<2>>>);
static_assert(MixesPositions<shape<key<5>>, shape<batch<2>, head<8>>>);
static_assert(!MixesPositions<shape<head<8>>, shape<batch<2>, head<8>>>);

static_assert(!AxisGiven<named>);
static_assert(!LengthsGiven<named>);
static_assert(!NamesAlone<seq<20>>);
static_assert(!Computed<named>);

struct by_halves;
struct by_neighbours;
static_assert(EvenExtent<seq<20>> && !EvenExtent<seq<21>>);
static_assert(NotRotated<named, seq<20>, not_rotated> && !NotRotated<named, seq<20>, by_halves>);
static_assert(BothRotated<named, named, seq<20>, by_halves, by_neighbours>);
static_assert(BothRotated<named, named, seq<20>, not_rotated, not_rotated>);
static_assert(!BothRotated<named, named, seq<20>, by_halves, not_rotated>);
static_assert(KeptRotation<by_halves, by_halves> && !KeptRotation<by_halves, not_rotated>);
static_assert(SamePairing<named, named, seq<20>, by_halves, by_halves>);
static_assert(!SamePairing<named, named, seq<20>, by_halves, by_neighbours>);
