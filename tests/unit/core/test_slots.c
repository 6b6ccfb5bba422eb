// Random access to the slots of children against pcg-cpp, value for value.
#include "vrosim/core/slots.h"

#include "vrosim/model/slot.h"

#include <gsl/gsl_rng.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <string.h>

#include <cmocka.h>

enum { CHILDREN_MOST = 1500, GENERATOR_SEED = 5 };

// A piece of the population: count children from the first.
typedef struct cohort {
    uint64_t seed;
    uint64_t stream;
    uint64_t first;
    size_t count;
} cohort;

// Which slot of which child a jump leads to, and what is there.
typedef struct slots {
    vro_jump jumps[VRO_SLOTS + 1];
    uint64_t states[CHILDREN_MOST];
    uint32_t draws[CHILDREN_MOST];
} slots;

static void start(slots *self, const cohort *children) {
    const vro_pcg pcg = vro_pcg_at(children->seed, children->stream, children->first * VRO_SLOTS);
    vro_jumps_make(pcg.increment, VRO_SLOTS + 1, self->jumps);
    vro_slots_start(pcg.state, self->jumps[VRO_SLOTS], children->count, self->states);
}

// Every slot of every child is the output that pcg-cpp puts there.
static void assert_slots_of_pcg(const cohort *children) {
    slots self;
    uint32_t outputs[16][VRO_SLOTS];
    assert_true(children->count <= 16);
    start(&self, children);
    for (size_t i = 0; i < children->count; i++)
        vro_pcg_outputs(children->seed, children->stream, (children->first + i) * VRO_SLOTS,
                        VRO_SLOTS, outputs[i]);
    for (size_t slot = 0; slot < VRO_SLOTS; slot++) {
        vro_slots_draw(self.states, self.jumps[slot], children->count, self.draws);
        for (size_t i = 0; i < children->count; i++)
            assert_int_equal(self.draws[i], outputs[i][slot]);
    }
}

static uint64_t any_64_bits(gsl_rng *generator) {
    return (uint64_t)gsl_rng_get(generator) << 32 | gsl_rng_get(generator);
}

static void every_slot_is_the_output_of_pcg(void **state) {
    (void)state;
    gsl_rng *generator = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(generator, GENERATOR_SEED);
    for (int trial = 0; trial < 100; trial++) {
        const int digits = trial % 61; // children from the first to beyond 10^18
        const cohort children = {any_64_bits(generator), any_64_bits(generator),
                                 any_64_bits(generator) >> (63 - digits), 1 + (size_t)trial % 16};
        assert_slots_of_pcg(&children);
    }
    gsl_rng_free(generator);
}

static void children_far_out_have_the_outputs_of_pcg(void **state) {
    (void)state;
    static const cohort cohorts[] = {
        {1, 0, 0, 16},
        {1, 0, UINT64_C(1000000000000), 16},
        {20260, 7, UINT64_C(999999999999999), 16},
        {42, 54, UINT64_MAX / VRO_SLOTS - 7, 16}, // passes the end of the sequence of 2^64
        {0, UINT64_MAX, UINT64_C(1) << 63, 16},
    };
    for (size_t i = 0; i < sizeof cohorts / sizeof *cohorts; i++)
        assert_slots_of_pcg(&cohorts[i]);
}

// The doubling must stop where asked for any count: 1 to 1,500, powers of two and others.
static void any_number_of_children_starts_where_each_alone_does(void **state) {
    (void)state;
    slots whole, part;
    const uint64_t untouched = 0x5A5A5A5A5A5A5A5A;
    cohort children = {3, 4, 1000, CHILDREN_MOST};
    start(&whole, &children);
    for (size_t i = 0; i < CHILDREN_MOST; i++)
        assert_true(whole.states[i] == vro_pcg_at(3, 4, (1000 + i) * VRO_SLOTS).state);
    for (children.count = 0; children.count < CHILDREN_MOST; children.count++) {
        memset(part.states, 0x5A, sizeof part.states);
        start(&part, &children);
        assert_memory_equal(part.states, whole.states, children.count * sizeof *part.states);
        assert_true(part.states[children.count] == untouched);
    }
}

static void any_number_of_draws_is_made_and_no_more(void **state) {
    (void)state;
    slots whole, part;
    const cohort children = {5, 6, UINT64_C(123456789), CHILDREN_MOST};
    start(&whole, &children);
    vro_slots_draw(whole.states, whole.jumps[17], CHILDREN_MOST, whole.draws);
    for (size_t n = 0; n < 100; n++) {
        memset(part.draws, 0, sizeof part.draws);
        vro_slots_draw(whole.states, whole.jumps[17], n, part.draws);
        assert_memory_equal(part.draws, whole.draws, n * sizeof *part.draws);
        assert_int_equal(part.draws[n], 0);
    }
}

static void the_first_jump_stays_and_the_last_is_the_next_child(void **state) {
    (void)state;
    slots self;
    const cohort children = {8, 9, 10, 2};
    start(&self, &children);
    assert_true(self.jumps[0].multiply == 1 && self.jumps[0].add == 0);
    vro_slots_draw(self.states, self.jumps[VRO_SLOTS], 1, self.draws);
    vro_slots_draw(self.states + 1, self.jumps[0], 1, self.draws + 1);
    assert_int_equal(self.draws[0], self.draws[1]);
}

// States that stand 2^k outputs apart agree in their k lowest bits: an odd number of slots adds no
// such factor to the distance of two children.
static void the_number_of_slots_is_odd_and_holds_all_of_them(void **state) {
    (void)state;
    assert_int_equal(VRO_SLOTS % 2, 1);
    assert_true(vro_slot_of_episode(VRO_HIPS - 1, VRO_EPISODES - 1, VRO_EPISODE_SLOTS - 1) <
                VRO_SLOTS);
}

// Spica, its weeks and death of the index session are one draw of the child for both hips.
static bool is_the_childs(unsigned episode, vro_episode_slot slot) {
    return episode == 0 &&
           (slot == VRO_SLOT_SPICA || slot == VRO_SLOT_SPICA_WEEKS || slot == VRO_SLOT_DEATH);
}

static void no_two_slots_share_a_number(void **state) {
    (void)state;
    int uses[VRO_SLOTS] = {0};
    for (unsigned slot = 0; slot < VRO_CHILD_SLOTS; slot++)
        uses[slot]++;
    for (unsigned hip = 0; hip < VRO_HIPS; hip++) {
        for (unsigned slot = 0; slot < VRO_HIP_SLOTS; slot++)
            uses[vro_slot_of_hip(hip, (vro_hip_slot)slot)]++;
        for (unsigned episode = 0; episode < VRO_EPISODES; episode++)
            for (unsigned slot = 0; slot < VRO_EPISODE_SLOTS; slot++)
                uses[vro_slot_of_episode(hip, episode, (vro_episode_slot)slot)] +=
                    !is_the_childs(episode, (vro_episode_slot)slot);
    }
    int used = 0;
    for (unsigned slot = 0; slot < VRO_SLOTS; slot++) {
        assert_in_range(uses[slot], 0, slot < VRO_SLOTS_USED);
        used += uses[slot];
    }
    assert_int_equal(used, VRO_SLOTS_USED - 2 * 3);
}

static void both_hips_share_three_draws_of_the_index_session(void **state) {
    (void)state;
    for (unsigned hip = 0; hip < VRO_HIPS; hip++) {
        assert_int_equal(vro_slot_of_episode(hip, 0, VRO_SLOT_SPICA), VRO_SLOT_INDEX_SPICA);
        assert_int_equal(vro_slot_of_episode(hip, 0, VRO_SLOT_SPICA_WEEKS),
                         VRO_SLOT_INDEX_SPICA_WEEKS);
        assert_int_equal(vro_slot_of_episode(hip, 0, VRO_SLOT_DEATH), VRO_SLOT_INDEX_DEATH);
    }
}

int test_slots(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_slot_is_the_output_of_pcg),
        cmocka_unit_test(children_far_out_have_the_outputs_of_pcg),
        cmocka_unit_test(any_number_of_children_starts_where_each_alone_does),
        cmocka_unit_test(any_number_of_draws_is_made_and_no_more),
        cmocka_unit_test(the_first_jump_stays_and_the_last_is_the_next_child),
        cmocka_unit_test(the_number_of_slots_is_odd_and_holds_all_of_them),
        cmocka_unit_test(no_two_slots_share_a_number),
        cmocka_unit_test(both_hips_share_three_draws_of_the_index_session),
    };
    return cmocka_run_group_tests_name("slots", tests, NULL, NULL);
}
