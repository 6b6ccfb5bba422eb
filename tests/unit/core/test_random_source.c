// Seeds and streams that are related as numbers give sequences that are not.
#include "vrosim/core/random_source.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

// Children who are compared, and the outputs of each, an odd number like the engine's.
enum { CHILDREN = 4096, STRIDE = 417 };

// Both ends, small numbers, and single bits, also of the highest.
static const uint64_t NUMBERS[] = {0,
                                   1,
                                   2,
                                   3,
                                   UINT64_C(1) << 16,
                                   UINT64_C(1) << 31,
                                   UINT64_C(1) << 32,
                                   UINT64_C(1) << 48,
                                   UINT64_C(1) << 56,
                                   UINT64_C(1) << 61,
                                   UINT64_C(1) << 62,
                                   INT64_MAX,
                                   UINT64_C(1) << 63,
                                   UINT64_MAX};
enum { NUMBERS_COUNT = sizeof NUMBERS / sizeof *NUMBERS };

// The first output of each child.
typedef void outputs(vro_random_source source, float *uniforms);

static void read_mixed(vro_random_source source, float *uniforms) {
    for (uint64_t child = 0; child < CHILDREN; child++) {
        uint32_t output;
        vro_random_source_outputs(source, child * STRIDE, 1, &output);
        uniforms[child] = ldexpf((float)(output >> 8), -24);
    }
}

static void read_plain(vro_random_source source, float *uniforms) {
    for (uint64_t child = 0; child < CHILDREN; child++) {
        uint32_t output;
        vro_pcg_outputs(source.seed, source.stream, child * STRIDE, 1, &output);
        uniforms[child] = ldexpf((float)(output >> 8), -24);
    }
}

// The correlation of two columns of uniforms in standard errors, sqrt(12 12 / n) sum of
// (x - 1/2)(y - 1/2) over n.
static double dependence(const float *x, const float *y) {
    double sum = 0;
    for (int i = 0; i < CHILDREN; i++)
        sum += (x[i] - 0.5) * (y[i] - 0.5);
    return fabs(12 * sum / sqrt(CHILDREN));
}

// The greatest dependence over all pairs of sources of a grid.
static double greatest_dependence(outputs *read, const vro_random_source *sources, size_t count) {
    float(*uniforms)[CHILDREN] = malloc(count * sizeof *uniforms);
    double greatest = 0;
    assert_non_null(uniforms);
    for (size_t a = 0; a < count; a++) {
        read(sources[a], uniforms[a]);
        for (size_t b = 0; b < a; b++)
            greatest = fmax(greatest, dependence(uniforms[a], uniforms[b]));
    }
    free(uniforms);
    return greatest;
}

// All pairs of 196 sources, 19,110 correlations. A source that is independent of the others is
// beyond 5.5 standard errors with probability 3.8e-8, so that one of them is by chance in 0.07 % of
// all choices of the numbers.
static void seeds_and_streams_of_any_distance_are_independent(void **state) {
    (void)state;
    vro_random_source grid[NUMBERS_COUNT * NUMBERS_COUNT];
    for (size_t i = 0; i < NUMBERS_COUNT * NUMBERS_COUNT; i++)
        grid[i] = (vro_random_source){.seed = NUMBERS[i / NUMBERS_COUNT],
                                      .stream = NUMBERS[i % NUMBERS_COUNT]};
    assert_true(greatest_dependence(read_mixed, grid, NUMBERS_COUNT * NUMBERS_COUNT) < 5.5);
}

// Streams 0 and 2^62 of PCG32 itself give half of the children the same number.
static void the_same_test_finds_related_streams(void **state) {
    (void)state;
    const vro_random_source related[] = {{.seed = 1}, {.seed = 1, .stream = UINT64_C(1) << 62}};
    assert_true(greatest_dependence(read_plain, related, 2) > 20);
}

// 0xE220A8397B1DCDAF is the first output of SplitMix64 from the seed 0, a value that its users
// check it by.
static void numbers_are_mixed_by_splitmix64(void **state) {
    (void)state;
    const vro_pcg mixed = vro_random_source_at((vro_random_source){.seed = 0, .stream = 0}, 5);
    const uint64_t stream = UINT64_C(0xE220A8397B1DCDAF);
    const vro_pcg plain = vro_pcg_at(UINT64_C(0xA706DD2F4D197E6F), stream, 5);
    assert_true(mixed.state == plain.state && mixed.increment == plain.increment);
}

static void outputs_are_those_of_the_generator(void **state) {
    (void)state;
    const vro_random_source source = {.seed = 20260, .stream = 3};
    uint32_t whole[300], part[100];
    vro_random_source_outputs(source, 7, 300, whole);
    vro_random_source_outputs(source, 7 + 137, 100, part);
    assert_memory_equal(part, whole + 137, sizeof part);
    const vro_pcg before = vro_random_source_at(source, 7), after = vro_random_source_at(source, 8);
    assert_true(after.state == before.state * VRO_PCG_MULTIPLIER + before.increment);
}

static void sources_of_other_purposes_are_independent(void **state) {
    (void)state;
    const vro_random_source study = {.seed = 1, .stream = 0};
    const vro_random_source sources[] = {
        study,
        vro_random_source_for(study, 0),
        vro_random_source_for(study, 1),
        vro_random_source_for(study, 2),
        vro_random_source_for((vro_random_source){.seed = 1, .stream = 1}, 1),
        vro_random_source_for((vro_random_source){.seed = 2, .stream = 0}, 1)};
    const size_t count = sizeof sources / sizeof *sources;
    assert_true(greatest_dependence(read_mixed, sources, count) < 5.5);
}

// Each of the 24 orders of four items 1,000 times in 24,000; chi2 of 23 degrees of freedom is
// beyond 65 in one of 180,000 seeds.
static void every_order_is_as_likely(void **state) {
    enum { ITEMS = 4, TRIALS = 24000 };
    unsigned counts[1 << 2 * ITEMS] = {0};
    double chi2 = 0, orders = 0;
    (void)state;
    for (uint64_t trial = 0; trial < TRIALS; trial++) {
        uint16_t items[ITEMS] = {0, 1, 2, 3};
        vro_random_source_shuffle((vro_random_source){.seed = 3}, trial * ITEMS, ITEMS, items);
        counts[items[0] | items[1] << 2 | items[2] << 4 | items[3] << 6]++;
    }
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        orders += counts[i] > 0;
        chi2 += counts[i] > 0 ? (counts[i] - 1000.0) * (counts[i] - 1000.0) / 1000 : 0;
    }
    assert_true(orders == 24 && chi2 < 65);
}

static void a_long_shuffle_takes_an_output_an_item(void **state) {
    enum { ITEMS = 1300 };
    const vro_random_source source = {.seed = 8, .stream = 1};
    uint16_t items[ITEMS], same[ITEMS];
    uint32_t drawn[ITEMS];
    (void)state;
    for (size_t i = 0; i < ITEMS; i++)
        items[i] = same[i] = (uint16_t)i;
    vro_random_source_shuffle(source, 99, ITEMS, items);
    vro_random_source_outputs(source, 99, ITEMS, drawn);
    for (size_t i = 1; i < ITEMS; i++) {
        const size_t j = (size_t)(drawn[i] * (uint64_t)(i + 1) >> 32);
        const uint16_t item = same[i];
        same[i] = same[j];
        same[j] = item;
    }
    assert_memory_equal(items, same, sizeof items);
}

int test_random_source(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(seeds_and_streams_of_any_distance_are_independent),
        cmocka_unit_test(the_same_test_finds_related_streams),
        cmocka_unit_test(numbers_are_mixed_by_splitmix64),
        cmocka_unit_test(outputs_are_those_of_the_generator),
        cmocka_unit_test(sources_of_other_purposes_are_independent),
        cmocka_unit_test(every_order_is_as_likely),
        cmocka_unit_test(a_long_shuffle_takes_an_output_an_item),
    };
    return cmocka_run_group_tests_name("random_source", tests, NULL, NULL);
}
