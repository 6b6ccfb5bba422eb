// Sums of powers against sums a number at a time.
#include "vrosim/outcome/power_sums.h"

#include "vrosim/model/results.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>

#include <cmocka.h>

// Numbers lie between `middle - far` and `middle + far`, most of them nearer.
typedef struct range {
    const char *name;
    int32_t middle;
    int32_t far;
    size_t n;
} range;

// From all alike to 2^24 steps, the greatest cost: sums of fourth powers up to 2^107.
static const range ranges[] = {
    {"one", 12345, 1, 1},
    {"alike", -163840, 0, VRO_CHUNK},
    {"a step apart", 143360, 1, VRO_CHUNK},
    {"no multiple of a vector", 143360, 12000, 37},
    {"about 0", 0, 14000, VRO_CHUNK},
    {"far from 0", 143360, 14000, VRO_CHUNK - 3},
    {"just near enough", 0, 60000, VRO_CHUNK},
    {"just too far", 0, 120000, VRO_CHUNK},
    {"weeks", 557056, 557056, VRO_CHUNK},
    {"costs", 8388608, 8388608, VRO_CHUNK},
};

static void fill(const range *of, int32_t *x) {
    for (size_t i = 0; i < of->n; i++) {
        const uint64_t mixed = (i + 1) * UINT64_C(0x9E3779B97F4A7C15);
        const int32_t span = i % 5 == 0 ? of->far : of->far / 8;
        x[i] = of->middle + (int32_t)((mixed >> 20) % (2 * (uint64_t)span + 1)) - span;
    }
}

static vro_power_sums sum_one_by_one(const int32_t *x, size_t n, int32_t shift) {
    vro_power_sums sums = {0};
    for (size_t i = 0; i < n; i++) {
        const vro_wide value = (vro_wide)x[i] + shift;
        sums.sum += value;
        sums.square += value * value;
        sums.cube += value * value * value;
        sums.fourth += value * value * value * value;
    }
    return sums;
}

static void assert_equal_sums(vro_power_sums a, vro_power_sums b, const char *name) {
    if (a.sum != b.sum || a.square != b.square || a.cube != b.cube || a.fourth != b.fourth)
        fail_msg("%s", name);
}

// Near centres sum by vectors, far ones in 128 bits.
static void sums_are_exact_about_any_centre(void **state) {
    (void)state;
    for (size_t k = 0; k < sizeof ranges / sizeof *ranges; k++) {
        const int32_t centres[] = {ranges[k].middle, ranges[k].middle + 3 * (ranges[k].far / 4), 0,
                                   -300000, 1 << 24};
        int32_t x[VRO_CHUNK];
        fill(&ranges[k], x);
        const vro_power_sums expected = sum_one_by_one(x, ranges[k].n, 0);
        for (size_t c = 0; c < sizeof centres / sizeof *centres; c++)
            assert_equal_sums(vro_power_sums_of(x, ranges[k].n, centres[c]), expected,
                              ranges[k].name);
    }
}

static void sums_of_shifted_numbers_follow_from_sums(void **state) {
    (void)state;
    for (size_t k = 0; k < sizeof ranges / sizeof *ranges; k++) {
        int32_t x[VRO_CHUNK];
        fill(&ranges[k], x);
        const vro_power_sums sums = sum_one_by_one(x, ranges[k].n, 0);
        assert_equal_sums(vro_power_sums_shifted(sums, ranges[k].n, -98765),
                          sum_one_by_one(x, ranges[k].n, -98765), ranges[k].name);
    }
}

int test_power_sums(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sums_are_exact_about_any_centre),
        cmocka_unit_test(sums_of_shifted_numbers_follow_from_sums),
    };
    return cmocka_run_group_tests_name("power_sums", tests, NULL, NULL);
}
