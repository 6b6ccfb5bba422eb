// Scrambled Sobol points: the published ones, evenness, uniform draws, random access.
#include "vrosim/core/sobol.h"

#include <gsl/gsl_cdf.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { DIMENSIONS = VRO_SOBOL_DIMENSIONS, POINTS = VRO_SOBOL_POINTS };

static const vro_random_source SOURCE = {.seed = 5, .stream = 9};

typedef struct replicate {
    vro_sobol_matrix matrices[DIMENSIONS];
    vro_sobol_dimension dimensions[DIMENSIONS];
    uint64_t points[POINTS];
    uint32_t draws[POINTS];
} replicate;

static int open_replicate(void **state) {
    replicate *self = malloc(sizeof *self);
    if (!self)
        return -1;
    vro_sobol_matrices_make(DIMENSIONS, self->matrices);
    vro_sobol_scramble(self->matrices, DIMENSIONS, SOURCE, 3, self->dimensions);
    for (size_t i = 0; i < POINTS; i++)
        self->points[i] = i;
    *state = self;
    return 0;
}

static int close_replicate(void **state) {
    free(*state);
    return 0;
}

// Digits of SciPy 1.10.1, scipy.stats.qmc.Sobol(scramble=False, bits=32), in the order of natural
// instead of Gray numbers.
static void unscrambled_points_are_those_of_scipy(void **state) {
    const replicate *self = *state;
    static const struct {
        size_t point, dimension;
        uint32_t digits;
    } known[] = {{1, 0, 0x80000000},      {3, 1, 0x40000000},      {5, 2, 0xe0000000},
                 {8191, 3, 0xb7f80000},   {4095, 40, 0xe5900000},  {777, 100, 0x85400000},
                 {6001, 200, 0xd5e80000}, {8190, 317, 0x80c80000}, {8191, 318, 0x5c880000}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        uint32_t digits = 0;
        for (unsigned k = 0; k < VRO_SOBOL_BITS; k++)
            if (known[i].point >> k & 1)
                digits ^= self->matrices[known[i].dimension].columns[k];
        assert_int_equal(digits, known[i].digits);
    }
}

// The first 2^m points have one in each interval of length 2^-m, for every m.
static void every_dimension_fills_all_intervals(void **state) {
    replicate *self = *state;
    for (size_t d = 0; d < DIMENSIONS; d++) {
        vro_sobol_draw(&self->dimensions[d], self->points, POINTS, self->draws);
        for (unsigned m = 1; m <= VRO_SOBOL_BITS; m++) {
            bool filled[POINTS] = {false};
            for (size_t i = 0; i < (size_t)1 << m; i++)
                filled[self->draws[i] >> (32 - m)] = true;
            for (size_t i = 0; i < (size_t)1 << m; i++)
                assert_true(filled[i]);
        }
    }
}

// Of the first 2^m points 2^t lie in each elementary interval of volume 2^(t - m); digits[d]: the
// number of intervals of dimension d as a power of 2.
static void assert_even(replicate *self, const unsigned *digits, size_t dimensions, unsigned t) {
    uint32_t cells[POINTS] = {0}, counts[POINTS] = {0};
    unsigned all = 0;
    for (size_t d = 0; d < dimensions; d++) {
        vro_sobol_draw(&self->dimensions[d], self->points, POINTS, self->draws);
        for (size_t i = 0; i < POINTS; i++)
            cells[i] =
                cells[i] << digits[d] | (uint32_t)((uint64_t)self->draws[i] >> (32 - digits[d]));
        all += digits[d];
    }
    for (size_t i = 0; i < (size_t)1 << (all + t); i++)
        counts[cells[i]]++;
    for (size_t i = 0; i < (size_t)1 << all; i++)
        assert_int_equal(counts[i], 1 << t);
}

// t is the sum of the degrees of the polynomials less one each (Niederreiter 1992): 0 of two
// dimensions, 1 of three.
static void leading_dimensions_fill_every_elementary_interval(void **state) {
    for (unsigned m = 1; m <= VRO_SOBOL_BITS; m++)
        for (unsigned a = 0; a <= m; a++)
            assert_even(*state, (unsigned[]){a, m - a}, 2, 0);
    for (unsigned a = 0; a <= VRO_SOBOL_BITS - 1; a++)
        for (unsigned b = 0; a + b <= VRO_SOBOL_BITS - 1; b++)
            assert_even(*state, (unsigned[]){a, b, VRO_SOBOL_BITS - 1 - a - b}, 3, 1);
}

// By eights and one by one.
static void any_points_have_the_draws_that_they_have_among_all(void **state) {
    replicate *self = *state;
    uint64_t some[20];
    uint32_t draws[20];
    for (size_t i = 0; i < 20; i++)
        some[i] = (i * 5179 + 11) % POINTS;
    for (size_t d = 0; d < DIMENSIONS; d += 12) {
        vro_sobol_draw(&self->dimensions[d], self->points, POINTS, self->draws);
        vro_sobol_draw(&self->dimensions[d], some, 20, draws);
        for (size_t i = 0; i < 20; i++) {
            uint32_t alone;
            vro_sobol_draw(&self->dimensions[d], &some[i], 1, &alone);
            assert_int_equal(draws[i], self->draws[some[i]]);
            assert_int_equal(alone, draws[i]);
        }
    }
}

static void a_replicate_is_made_from_outputs_of_its_own(void **state) {
    const replicate *self = *state;
    uint32_t outputs[7 * (1 + VRO_SOBOL_BITS)];
    vro_sobol_dimension dimensions[7];
    vro_random_source_outputs(SOURCE, 2 * 7 * (1 + VRO_SOBOL_BITS), 7 * (1 + VRO_SOBOL_BITS),
                              outputs);
    vro_sobol_scramble(self->matrices, 7, SOURCE, 2, dimensions);
    for (size_t d = 0; d < 7; d++)
        assert_int_equal(dimensions[d].parts[0][0], outputs[d * (1 + VRO_SOBOL_BITS)]);
}

enum { CELLS = 16, PAIRS = 4, REPLICATES = 8192 };

// Digits of two draws, in all 256 combinations equally often.
static double chi_square(const uint32_t *counts) {
    const double expected = (double)REPLICATES / (CELLS * CELLS);
    double sum = 0;
    for (size_t i = 0; i < CELLS * CELLS; i++)
        sum += (counts[i] - expected) * (counts[i] - expected) / expected;
    return sum;
}

// Over replicates: two dimensions of a point, and two points of different replicates, are
// independent and uniform. Two points of one dimension are never close, but each of them is
// uniform, which the pair with the replicate before shows. False alarm: 4 in a million.
static void draws_are_uniform_and_replicates_independent(void **state) {
    replicate *self = *state;
    static const size_t pairs[PAIRS][4] = {// point, dimension; another point, dimension
                                           {0, 0, 0, 1},
                                           {7000, 2, 7000, 318},
                                           {1, 3, 1, 3},
                                           {8191, 317, 8191, 317}};
    uint32_t counts[PAIRS][CELLS * CELLS] = {{0}}, before[PAIRS] = {0};
    for (uint64_t r = 0; r <= REPLICATES; r++) {
        vro_sobol_scramble(self->matrices, 319, SOURCE, r, self->dimensions);
        for (size_t i = 0; i < PAIRS; i++) {
            uint32_t a, b;
            vro_sobol_draw(&self->dimensions[pairs[i][1]], &self->points[pairs[i][0]], 1, &a);
            vro_sobol_draw(&self->dimensions[pairs[i][3]], &self->points[pairs[i][2]], 1, &b);
            const uint32_t other = pairs[i][1] == pairs[i][3] ? before[i] : b;
            before[i] = a;
            counts[i][(a >> 28) * CELLS + (other >> 28)] += r > 0;
        }
    }
    for (size_t i = 0; i < PAIRS; i++)
        assert_true(gsl_cdf_chisq_Q(chi_square(counts[i]), CELLS * CELLS - 1) > 1e-6);
}

int test_sobol(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(unscrambled_points_are_those_of_scipy, open_replicate,
                                        close_replicate),
        cmocka_unit_test_setup_teardown(every_dimension_fills_all_intervals, open_replicate,
                                        close_replicate),
        cmocka_unit_test_setup_teardown(leading_dimensions_fill_every_elementary_interval,
                                        open_replicate, close_replicate),
        cmocka_unit_test_setup_teardown(any_points_have_the_draws_that_they_have_among_all,
                                        open_replicate, close_replicate),
        cmocka_unit_test_setup_teardown(a_replicate_is_made_from_outputs_of_its_own, open_replicate,
                                        close_replicate),
        cmocka_unit_test_setup_teardown(draws_are_uniform_and_replicates_independent,
                                        open_replicate, close_replicate),
    };
    return cmocka_run_group_tests_name("sobol", tests, NULL, NULL);
}
