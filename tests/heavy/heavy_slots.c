// Neighbouring slots are independent: the pair (u, u of a neighbour) falls evenly on a grid of
// 64 x 64 cells. Where every child has a generator of its own, seeded with seed + child or given
// the child as its stream, the same test fails by thousands of standard deviations.
#include "vrosim/core/random_source.h"
#include "vrosim/core/slots.h"

#include "vrosim/model/slot.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum {
    SEED = 20260,
    BITS = 6,
    SIDE = 1 << BITS,
    CELLS = SIDE * SIDE,
    CHILDREN = 1 << 22, // pairs a test: 1,024 expected in a cell
    FARTHEST = 64,      // neighbour
    SLOT_STEP = 5,      // every fifth slot of a child is tested,
    WRONG_STEP = 20     // every twentieth where children are seeded wrongly
};

// Under independence z, from a chi-square of 4,095 degrees of freedom, is beyond 5 with probability
// 7.7e-7: 2.5e-4 for any of the at most 320 tests made. The seed is fixed.
static const double Z_MOST = 5;
static const double FALSE_ALARM = 7.8e-7;

// What the worst z of wrongly seeded children exceeds; measured: about 20,000.
static const double Z_OF_DEPENDENCE = 1000;

static const size_t DISTANCES[] = {1, 2, FARTHEST};
enum { DISTANCE_COUNT = sizeof DISTANCES / sizeof *DISTANCES };

typedef struct grid {
    uint64_t states[CHILDREN + FARTHEST];
    uint32_t draws[CHILDREN + FARTHEST];
    uint32_t others[CHILDREN];
    uint32_t counts[CELLS];
} grid;

// draws[i] = slot of child i, for i = 0 .. CHILDREN + FARTHEST - 1.
typedef void seeding(grid *self, size_t slot);

// The slots of the engine: pieces of one sequence.
static void seed_pieces(grid *self, size_t slot) {
    vro_jump jumps[VRO_SLOTS + 1];
    const vro_pcg pcg = vro_random_source_at((vro_random_source){.seed = SEED, .stream = 0}, 0);
    vro_jumps_make(pcg.increment, VRO_SLOTS + 1, jumps);
    vro_slots_start(pcg.state, jumps[VRO_SLOTS], CHILDREN + FARTHEST, self->states);
    vro_slots_draw(self->states, jumps[slot], CHILDREN + FARTHEST, self->draws);
}

// Generators whose seeds (or streams) are consecutive: after the same number of outputs their
// states are an arithmetic progression, given by the first two.
static void seed_progression(grid *self, uint64_t first, uint64_t second) {
    const vro_jump none = {1, 0};
    vro_slots_start(first, (vro_jump){1, second - first}, CHILDREN + FARTHEST, self->states);
    vro_slots_draw(self->states, none, CHILDREN + FARTHEST, self->draws);
}

static void seed_each_child(grid *self, size_t slot) {
    seed_progression(self, vro_pcg_at(SEED, 0, slot).state, vro_pcg_at(SEED + 1, 0, slot).state);
}

static void stream_each_child(grid *self, size_t slot) {
    seed_progression(self, vro_pcg_at(SEED, 0, slot).state, vro_pcg_at(SEED, 1, slot).state);
}

// Chi-square of the pairs against even cells, as (X - df) / sqrt(2 df).
static double independence_z(grid *self, const uint32_t *first, const uint32_t *second) {
    memset(self->counts, 0, sizeof self->counts);
    for (size_t i = 0; i < CHILDREN; i++)
        self->counts[first[i] >> (32 - BITS) << BITS | second[i] >> (32 - BITS)]++;
    const double expected = (double)CHILDREN / CELLS;
    double chi_square = 0;
    for (size_t i = 0; i < CELLS; i++)
        chi_square += (self->counts[i] - expected) * (self->counts[i] - expected) / expected;
    return (chi_square - (CELLS - 1)) / sqrt(2.0 * (CELLS - 1));
}

typedef struct finding {
    size_t tests;
    size_t beyond; // tests with |z| above Z_MOST
    double worst;  // z farthest from 0
} finding;

static void add_test(finding *self, double z) {
    self->tests++;
    self->beyond += !(fabs(z) <= Z_MOST);
    if (!(fabs(z) <= fabs(self->worst)))
        self->worst = z;
}

static grid *new_grid(void) {
    grid *self = malloc(sizeof *self);
    assert_non_null(self);
    return self;
}

static finding test_children(const char *kind, seeding *seed, size_t step) {
    grid *self = new_grid();
    finding found = {0};
    for (size_t slot = 0; slot < VRO_SLOTS; slot += step) {
        seed(self, slot);
        for (size_t i = 0; i < DISTANCE_COUNT; i++)
            add_test(&found, independence_z(self, self->draws, self->draws + DISTANCES[i]));
    }
    free(self);
    print_message("%s: %zu of %zu tests beyond %.0f, worst z %.1f\n", kind, found.beyond,
                  found.tests, Z_MOST, found.worst);
    return found;
}

static void neighbouring_children_are_independent_at_every_slot(void **state) {
    (void)state;
    const finding found = test_children("children", seed_pieces, SLOT_STEP);
    assert_in_range(found.tests, 100, 200);
    assert_int_equal(found.beyond, 0);
}

// The next slot, and the same slot of the hip's next episode.
static void neighbouring_slots_of_a_child_are_independent(void **state) {
    (void)state;
    static const size_t steps[] = {1, VRO_EPISODE_SLOTS};
    grid *self = new_grid();
    finding found = {0};
    for (size_t slot = 0; slot + VRO_EPISODE_SLOTS < VRO_SLOTS; slot += SLOT_STEP) {
        seed_pieces(self, slot);
        memcpy(self->others, self->draws, sizeof self->others);
        for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
            seed_pieces(self, slot + steps[i]);
            add_test(&found, independence_z(self, self->others, self->draws));
        }
    }
    free(self);
    print_message("slots: %zu tests, worst z %.1f\n", found.tests, found.worst);
    assert_in_range(found.tests, 60, 120);
    assert_int_equal(found.beyond, 0);
}

static void a_false_alarm_is_as_rare_as_stated(void **state) {
    (void)state;
    const double df = CELLS - 1, reach = Z_MOST * sqrt(2 * df);
    const double one = gsl_cdf_chisq_Q(df + reach, df) + gsl_cdf_chisq_P(df - reach, df);
    print_message("%.3g a test\n", one);
    assert_true(one < FALSE_ALARM);
}

static void assert_progression_of_pcg(seeding *seed, uint64_t seed_step, uint64_t stream_step) {
    grid *self = new_grid();
    for (size_t slot = 0; slot < VRO_SLOTS; slot += WRONG_STEP) {
        seed(self, slot);
        for (uint64_t i = 0; i < CHILDREN; i += 99991) {
            uint32_t output;
            vro_pcg_outputs(SEED + i * seed_step, i * stream_step, slot, 1, &output);
            assert_int_equal(self->draws[i], output);
        }
    }
    free(self);
}

static void a_seed_for_each_child_fails_the_test(void **state) {
    (void)state;
    assert_progression_of_pcg(seed_each_child, 1, 0);
    const finding found = test_children("seed + child", seed_each_child, WRONG_STEP);
    assert_true(found.worst > Z_OF_DEPENDENCE);
    assert_true(2 * found.beyond > found.tests);
}

static void a_stream_for_each_child_fails_the_test(void **state) {
    (void)state;
    assert_progression_of_pcg(stream_each_child, 0, 1);
    const finding found = test_children("child as stream", stream_each_child, WRONG_STEP);
    assert_true(found.worst > Z_OF_DEPENDENCE);
    assert_true(2 * found.beyond > found.tests);
}

int main(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(neighbouring_children_are_independent_at_every_slot),
        cmocka_unit_test(neighbouring_slots_of_a_child_are_independent),
        cmocka_unit_test(a_false_alarm_is_as_rare_as_stated),
        cmocka_unit_test(a_seed_for_each_child_fails_the_test),
        cmocka_unit_test(a_stream_for_each_child_fails_the_test),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
