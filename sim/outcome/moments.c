#include "vrosim/outcome/moments.h"

#include "vrosim/core/vector.h"
#include "vrosim/model/results.h"

#include <stdbool.h>

// Shares are 0 or 1: x^2 = x, and d^2 = d + 2 [d = -1], where d = -1 is better. 0.05 ns a child.
VRO_VECTOR static void add_shares(const int32_t *x, const int32_t *reference, size_t n,
                                  vro_moments *moments, vro_pair *pair) {
    int32_t sum = 0, difference = 0, better = 0;
    for (size_t i = 0; i < n; i++) {
        sum += x[i];
        difference += x[i] - reference[i];
        better += reference[i] & ~x[i];
    }
    moments->count += n;
    moments->sum += sum;
    moments->square += sum;
    if (!pair)
        return;
    pair->count += n;
    pair->difference += difference;
    pair->square += difference + 2 * better;
    pair->better += (uint64_t)better;
    pair->worse += (uint64_t)(difference + better);
}

// Numbers stay below 16, so 32 bits hold the sums of a chunk. 0.1 ns a child.
VRO_VECTOR static void add_numbers(const int32_t *x, const int32_t *reference, size_t n,
                                   vro_moments *moments, vro_pair *pair) {
    int32_t sum = 0, square = 0, difference_square = 0, difference_sum = 0, better = 0, worse = 0;
    for (size_t i = 0; i < n; i++) {
        const int32_t difference = x[i] - reference[i];
        sum += x[i];
        square += x[i] * x[i];
        difference_sum += difference;
        difference_square += difference * difference;
        better += difference < 0;
        worse += difference > 0;
    }
    moments->count += n;
    moments->sum += sum;
    moments->square += square;
    if (!pair)
        return;
    pair->count += n;
    pair->difference += difference_sum;
    pair->square += difference_square;
    pair->better += (uint64_t)better;
    pair->worse += (uint64_t)worse;
}

static void add_powers(vro_moments *moments, size_t n, vro_power_sums sums) {
    moments->count += n;
    moments->sum += sums.sum;
    moments->square += sums.square;
    moments->cube += sums.cube;
    moments->fourth += (vro_unsigned_wide)sums.fourth;
}

// The mean so far. Any centre gives the same sums, so it may depend on which children came before.
static int32_t centre_of(const vro_moments *moments, int32_t otherwise) {
    return moments->count > 0 ? (int32_t)((double)moments->sum / (double)moments->count)
                              : otherwise;
}

static void add_moments(const int32_t *x, size_t n, vro_moments *moments) {
    add_powers(moments, n, vro_power_sums_of(x, n, centre_of(moments, x[0])));
}

// Differences of quantities are at most 2^25 steps, their squares 2^50: 64 bits hold a chunk. 0.4
// ns a child.
VRO_VECTOR static void add_pairs(const int32_t *x, const int32_t *reference, size_t n,
                                 vro_pair *pair) {
    int64_t sum = 0, square = 0;
    int32_t better = 0, worse = 0;
    for (size_t i = 0; i < n; i++) {
        const int32_t difference = x[i] - reference[i];
        sum += difference;
        square += (int64_t)difference * difference;
        better += difference < 0;
        worse += difference > 0;
    }
    pair->count += n;
    pair->difference += sum;
    pair->square += square;
    pair->better += (uint64_t)better;
    pair->worse += (uint64_t)worse;
}

static void add_quantity(const int32_t *x, const int32_t *reference, size_t n, vro_moments *moments,
                         vro_pair *pair) {
    add_moments(x, n, moments);
    if (pair)
        add_pairs(x, reference, n, pair);
}

// The distances of values from a centre; of children without a value 0. 0.1 ns a child.
VRO_VECTOR static size_t find_distances(const int32_t *x, size_t n, int32_t centre,
                                        int32_t *distances) {
    int32_t count = 0;
    for (size_t i = 0; i < n; i++) {
        const bool has = x[i] != VRO_NO_VALUE;
        distances[i] = has ? x[i] - centre : 0;
        count += has;
    }
    return (size_t)count;
}

// A quantity that not every child has: children without it are not counted.
static void add_some_moments(const int32_t *x, size_t n, vro_moments *moments) {
    int32_t distances[VRO_CHUNK];
    const int32_t centre = centre_of(moments, x[0] == VRO_NO_VALUE ? 0 : x[0]);
    const size_t count = find_distances(x, n, centre, distances);
    if (count > 0)
        add_powers(moments, count,
                   vro_power_sums_shifted(vro_power_sums_of(distances, n, 0), count, centre));
}

// Of children who have the quantity under both strategies; the others add 0.
VRO_VECTOR static void add_some_pairs(const int32_t *x, const int32_t *reference, size_t n,
                                      vro_pair *pair) {
    int64_t sum = 0, square = 0;
    int32_t count = 0, better = 0, worse = 0;
    for (size_t i = 0; i < n; i++) {
        const bool both = (x[i] != VRO_NO_VALUE) & (reference[i] != VRO_NO_VALUE);
        const int32_t value = both ? x[i] : 0, other = both ? reference[i] : 0;
        const int32_t difference = value - other;
        count += both;
        sum += difference;
        square += (int64_t)difference * difference;
        better += difference < 0;
        worse += difference > 0;
    }
    pair->count += (uint64_t)count;
    pair->difference += sum;
    pair->square += square;
    pair->better += (uint64_t)better;
    pair->worse += (uint64_t)worse;
}

static void add_conditional(const int32_t *x, const int32_t *reference, size_t n,
                            vro_moments *moments, vro_pair *pair) {
    add_some_moments(x, n, moments);
    if (pair)
        add_some_pairs(x, reference, n, pair);
}

// A quantity of which more is better: the reference less the strategy is summed, then its sign
// turned.
static void add_more_is_better(const int32_t *x, const int32_t *reference, size_t n,
                               vro_moments *moments, vro_pair *pair) {
    vro_pair turned = {0};
    add_some_moments(x, n, moments);
    if (!pair)
        return;
    add_some_pairs(reference, x, n, &turned);
    pair->count += turned.count;
    pair->difference -= turned.difference;
    pair->square += turned.square;
    pair->better += turned.better;
    pair->worse += turned.worse;
}

typedef void adder(const int32_t *x, const int32_t *reference, size_t n, vro_moments *moments,
                   vro_pair *pair);

void vro_moments_add(vro_moments *self, vro_pair *pair, vro_outcome_id outcome, const int32_t *x,
                     const int32_t *reference, size_t n) {
    const vro_outcome *row = vro_outcome_row(outcome);
    adder *add = row->who == VRO_EVERY_CHILD ? add_quantity : add_conditional;
    if (row->better == VRO_MORE)
        add = add_more_is_better;
    else if (row->kind != VRO_QUANTITY)
        add = row->kind == VRO_SHARE ? add_shares : add_numbers;
    add(x, reference, n, self, pair);
}

vro_moments vro_pair_moments(const vro_pair *self) {
    return (vro_moments){.count = self->count, .sum = self->difference, .square = self->square};
}

void vro_moments_merge(vro_moments *self, const vro_moments *other) {
    self->count += other->count;
    self->sum += other->sum;
    self->square += other->square;
    self->cube += other->cube;
    self->fourth += other->fourth;
}

void vro_pair_merge(vro_pair *self, const vro_pair *other) {
    self->count += other->count;
    self->difference += other->difference;
    self->square += other->square;
    self->better += other->better;
    self->worse += other->worse;
}
