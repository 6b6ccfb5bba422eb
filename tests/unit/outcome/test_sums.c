// Sums over courses, by stratum, against means and differences worked out by hand.
#include "vrosim/outcome/sums.h"

#include "near.h"
#include "usual_landmarks.h"

#include <stdlib.h>
#include <string.h>

enum { LEVEL_1 = 0, LEVEL_3 = 2, OF_LEVEL_1 = 1, OF_LEVEL_3 = 3, ALL = 0 };

// Three children, who have only revisions.
static vro_results *results_of(const int32_t revisions[3]) {
    vro_results *self = aligned_alloc(64, sizeof *self);
    assert_non_null(self);
    memset(self, 0, sizeof *self);
    self->children = 3;
    memcpy(self->outcome[VRO_REVISIONS], revisions, 3 * sizeof *revisions);
    return self;
}

// Three children of level 1, under two strategies.
static vro_sums sums_of_three(void) {
    vro_errors errors = {0};
    vro_sums self;
    vro_results *reference = results_of((const int32_t[]){0, 1, 2});
    vro_results *other = results_of((const int32_t[]){0, 0, 0});
    assert_int_equal(vro_sums_init(&self, 2, usual_outcomes(false), 0, &errors), VRO_OK);
    vro_sums_add(&self, 0, LEVEL_1, reference, NULL);
    vro_sums_add(&self, 1, LEVEL_1, other, reference);
    free(reference);
    free(other);
    return self;
}

static void means_and_paired_differences_are_of_the_stratum(void **state) {
    (void)state;
    vro_sums self = sums_of_three();
    const vro_estimate mean = vro_sums_mean(&self, 0, OF_LEVEL_1, VRO_REVISIONS);
    const vro_estimate difference = vro_sums_difference(&self, 1, ALL, VRO_REVISIONS);
    assert_near(mean.value, 1, 0);
    assert_near(mean.se, sqrt(1.0 / 3), 1e-15);
    assert_near(difference.value, -1, 0);
    assert_near(difference.se, sqrt(1.0 / 3), 1e-15);
    assert_true(isnan(vro_sums_mean(&self, 0, OF_LEVEL_3, VRO_REVISIONS).value));
    assert_int_equal(vro_sums_pair(&self, 0, ALL, VRO_REVISIONS).count, 0); // the reference
    vro_sums_free(&self);
}

static void merging_adds_and_clearing_leaves_nothing(void **state) {
    (void)state;
    vro_sums self = sums_of_three(), other = sums_of_three();
    vro_results *results = results_of((const int32_t[]){3, 3, 3});
    vro_sums_add_stratum(&other, 0, LEVEL_3, results, NULL);
    vro_sums_merge(&self, &other);
    assert_int_equal(vro_sums_moments(&self, 0, OF_LEVEL_1, VRO_REVISIONS).count, 6);
    assert_int_equal(vro_sums_moments(&self, 0, OF_LEVEL_3, VRO_REVISIONS).sum, 9);
    assert_int_equal(vro_sums_moments(&self, 0, ALL, VRO_REVISIONS).sum, 15);
    assert_int_equal(vro_sums_pair(&self, 1, ALL, VRO_REVISIONS).better, 4);
    vro_sums_clear(&self);
    assert_int_equal(vro_sums_moments(&self, 0, ALL, VRO_REVISIONS).count, 0);
    assert_int_equal(vro_sums_pair(&self, 1, ALL, VRO_REVISIONS).count, 0);
    free(results);
    vro_sums_free(&self);
    vro_sums_free(&other);
    vro_sums_free(&other);
}

int test_sums(void) {
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(means_and_paired_differences_are_of_the_stratum),
        cmocka_unit_test(merging_adds_and_clearing_leaves_nothing),
    };
    return cmocka_run_group_tests_name("sums", tests, NULL, NULL);
}
