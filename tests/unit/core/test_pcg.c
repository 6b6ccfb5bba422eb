// PCG32 by way of pcg-cpp against published outputs and against the recurrence itself.
#include "vrosim/core/pcg.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

typedef struct place {
    uint64_t seed;
    uint64_t stream;
    uint64_t first;
} place;

static const place PLACES[] = {
    {42, 54, 0},
    {0, 0, 0},
    {1, 0, 299},
    {UINT64_MAX, UINT64_MAX, 1},
    {20260, 3, UINT64_C(299) << 20},
    {UINT64_C(0x9E3779B97F4A7C15), UINT64_C(1) << 63, UINT64_C(299000000000000)},
    {7, UINT64_MAX >> 1, UINT64_MAX - 2}, // the sequence of 2^64 outputs closes on itself
};
enum { PLACE_COUNT = sizeof PLACES / sizeof *PLACES };

// XSH-RR 64/32 (O'Neill 2014, section 6.3.1).
static uint32_t output_of(uint64_t state) {
    const uint32_t mixed = (uint32_t)((state ^ (state >> 18)) >> 27);
    const unsigned turn = (unsigned)(state >> 59);
    return turn == 0 ? mixed : (mixed >> turn) | (mixed << (32 - turn));
}

static void walk(vro_pcg *self) {
    self->state = self->state * VRO_PCG_MULTIPLIER + self->increment;
}

// pcg32-demo of O'Neill's C library, seed 42, sequence 54, round 1.
static void outputs_are_those_of_the_pcg32_demo(void **state) {
    (void)state;
    static const uint32_t known[] = {0xa15c02b7, 0x7b47f409, 0xba1d3330,
                                     0x83d2f293, 0xbfa4784b, 0xcbed606e};
    uint32_t outputs[6];
    vro_pcg_outputs(42, 54, 0, 6, outputs);
    assert_memory_equal(outputs, known, sizeof known);
    for (uint64_t k = 0; k < 6; k++)
        assert_int_equal(output_of(vro_pcg_at(42, 54, k).state), known[k]);
}

static void a_place_is_the_state_before_its_output(void **state) {
    (void)state;
    uint32_t outputs[100];
    for (size_t i = 0; i < PLACE_COUNT; i++) {
        vro_pcg at = vro_pcg_at(PLACES[i].seed, PLACES[i].stream, PLACES[i].first);
        vro_pcg_outputs(PLACES[i].seed, PLACES[i].stream, PLACES[i].first, 100, outputs);
        for (int k = 0; k < 100; k++, walk(&at))
            assert_int_equal(output_of(at.state), outputs[k]);
    }
}

static void a_place_is_reached_by_walking_there(void **state) {
    (void)state;
    for (size_t i = 0; i < PLACE_COUNT; i++) {
        vro_pcg walked = vro_pcg_at(PLACES[i].seed, PLACES[i].stream, PLACES[i].first);
        for (uint64_t k = 0; k < 1000; k++, walk(&walked)) {
            const vro_pcg at = vro_pcg_at(PLACES[i].seed, PLACES[i].stream, PLACES[i].first + k);
            assert_true(at.state == walked.state);
            assert_true(at.increment == walked.increment);
        }
    }
}

static void passing_over_outputs_leaves_the_later_ones_as_they_are(void **state) {
    (void)state;
    uint32_t whole[300], part[100];
    for (size_t i = 0; i < PLACE_COUNT; i++) {
        const place at = PLACES[i];
        vro_pcg_outputs(at.seed, at.stream, at.first, 300, whole);
        vro_pcg_outputs(at.seed, at.stream, at.first + 137, 100, part);
        assert_memory_equal(part, whole + 137, sizeof part);
    }
}

// pcg32 makes the increment 2 stream + 1, so that the highest bit of a stream has no effect.
static void a_stream_is_an_odd_increment(void **state) {
    (void)state;
    for (size_t i = 0; i < PLACE_COUNT; i++) {
        const vro_pcg at = vro_pcg_at(PLACES[i].seed, PLACES[i].stream, PLACES[i].first);
        assert_true(at.increment == 2 * PLACES[i].stream + 1);
    }
}

static void no_outputs_touch_no_memory(void **state) {
    (void)state;
    vro_pcg_outputs(1, 2, 3, 0, NULL);
}

int test_pcg(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(outputs_are_those_of_the_pcg32_demo),
        cmocka_unit_test(a_place_is_the_state_before_its_output),
        cmocka_unit_test(a_place_is_reached_by_walking_there),
        cmocka_unit_test(passing_over_outputs_leaves_the_later_ones_as_they_are),
        cmocka_unit_test(a_stream_is_an_odd_increment),
        cmocka_unit_test(no_outputs_touch_no_memory),
    };
    return cmocka_run_group_tests_name("pcg", tests, NULL, NULL);
}
