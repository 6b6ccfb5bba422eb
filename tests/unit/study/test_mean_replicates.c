// Covariances of means from replicates, against replicates one by one.
#include "vrosim/study/mean_replicates.h"

#include "near.h"

#include "vrosim/outcome/replicate_error.h"

#include <math.h>

enum { REPLICATES = 9, MEANS = VRO_REPLICATED_MEANS };

// Sums and numbers of children that have nothing to do with each other.
static vro_moments moments_of(int replicate, int mean) {
    const int x = (replicate * 37 + mean * 101) % 53;
    return (vro_moments){.count = (uint64_t)(40 + x % 7), .sum = 1000 * x - 20000};
}

static void take(vro_mean_replicates *self, int replicate, vro_moments all[MEANS]) {
    vro_moments own[MEANS];
    const vro_moments *pointers[MEANS];
    for (int i = 0; i < MEANS; i++) {
        own[i] = moments_of(replicate, i);
        pointers[i] = &own[i];
        vro_moments_merge(&all[i], &own[i]);
    }
    vro_mean_replicates_take(self, pointers);
}

// R / (R - 1) sum (x - p n)(y - q m) / (sum n sum m).
static double covariance_of(int a, int b, const vro_moments all[MEANS]) {
    const double p = (double)all[a].sum / (double)all[a].count;
    const double q = (double)all[b].sum / (double)all[b].count;
    double products = 0;
    for (int r = 0; r < REPLICATES; r++) {
        const vro_moments x = moments_of(r, a), y = moments_of(r, b);
        products += ((double)x.sum - p * (double)x.count) * ((double)y.sum - q * (double)y.count);
    }
    return products / (double)all[a].count / (double)all[b].count * REPLICATES / (REPLICATES - 1);
}

static void covariances_are_those_of_replicates_one_by_one(void **state) {
    (void)state;
    vro_moments all[MEANS] = {{0}};
    vro_mean_replicates self = {0}, other = {0};
    for (int r = 0; r < REPLICATES; r++)
        take(r < 4 ? &self : &other, r, all);
    vro_mean_replicates_merge(&self, &other);
    assert_int_equal(self.count, REPLICATES);
    for (int a = 0; a < MEANS; a++)
        for (int b = 0; b < MEANS; b++) {
            const double expected = covariance_of(a, b, all);
            assert_near(vro_mean_replicates_covariance(&self, a, b, &all[a], &all[b]), expected,
                        1e-9 * fabs(expected));
        }
}

static void from_few_replicates_nothing_is_known(void **state) {
    (void)state;
    vro_moments all[MEANS] = {{0}};
    vro_mean_replicates self = {0};
    for (int r = 0; r + 1 < VRO_REPLICATES_LEAST; r++)
        take(&self, r, all);
    assert_true(isnan(vro_mean_replicates_covariance(&self, 0, 1, &all[0], &all[1])));
    take(&self, VRO_REPLICATES_LEAST - 1, all);
    assert_false(isnan(vro_mean_replicates_covariance(&self, 0, 1, &all[0], &all[1])));
}

int test_mean_replicates(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(covariances_are_those_of_replicates_one_by_one),
        cmocka_unit_test(from_few_replicates_nothing_is_known),
    };
    return cmocka_run_group_tests_name("mean_replicates", tests, NULL, NULL);
}
