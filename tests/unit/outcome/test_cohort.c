// The realised children and what was done: sums by level and by category, worked out by hand.
#include "vrosim/outcome/cohort.h"

#include "vrosim/model/categories.h"

#include "faults.h"

#include <stdlib.h>
#include <string.h>

static const uint32_t done[] = {1, 0, 1}, all[] = {1, 1, 1}, none[] = {0, 0, 0};

// Three children of level 2; the third is a girl.
typedef struct fixture {
    vro_cohort cohort;
    vro_children *children;
    vro_results *results;
} fixture;

static void open_fixture(fixture *self, size_t strata) {
    vro_errors errors = {0};
    assert_int_equal(vro_cohort_init(&self->cohort, 2, strata, &errors), VRO_OK);
    self->children = memset(aligned_alloc(64, sizeof(vro_children)), 0, sizeof(vro_children));
    self->results = memset(aligned_alloc(64, sizeof(vro_results)), 0, sizeof(vro_results));
    self->children->count = self->results->children = 3;
    self->children->level = 1;
    self->children->female[2] = 1;
    for (size_t i = 0; i < 3; i++) {
        self->children->age[i] = 4 + (float)i;
        self->children->anteversion[0][i] = -0.5f;
        self->children->migration[1][i] = 50; // of the other hip, which does not count
    }
    self->results->before = self->children;
    for (vro_procedure id = 0; id < VRO_PROCEDURES; id++)
        self->results->done[id] = none;
    self->results->done[VRO_DONE_SPICA] = done;
    self->results->done[VRO_DONE_OSTEOTOMY] = all;
}

static void close_fixture(fixture *self) {
    free(self->children);
    free(self->results);
    vro_cohort_free(&self->cohort);
}

static void children_are_summed_once_and_procedures_by_strategy(void **state) {
    (void)state;
    fixture self;
    const vro_wide step = VRO_STEPS_PER_MEASUREMENT;
    open_fixture(&self, VRO_LEVELS);
    vro_cohort_add(&self.cohort, 0, 1, self.results);
    self.results->done[VRO_DONE_SPICA] = all;
    vro_cohort_add(&self.cohort, 1, 1, self.results);
    const vro_moments age = vro_cohort_measured(&self.cohort, 0, VRO_MEASURED_AGE);
    assert_true(age.count == 3 && age.sum == 15 * step && age.square == 77 * step * step);
    const vro_moments turned = vro_cohort_measured(&self.cohort, 2, VRO_MEASURED_ANTEVERSION);
    assert_true(turned.sum == -3 * step / 2 && turned.square == 3 * step * step / 4);
    assert_true(vro_cohort_measured(&self.cohort, 0, VRO_MEASURED_MIGRATION).sum == 0);
    assert_int_equal(vro_cohort_children(&self.cohort, 0, 1), 3);
    assert_int_equal(vro_cohort_children(&self.cohort, 0, 2), 0);
    assert_int_equal(vro_cohort_children(&self.cohort, 3, VRO_LEVELS), 0);
    assert_int_equal(vro_cohort_female(&self.cohort, 2), 1);
    assert_int_equal(vro_cohort_treated(&self.cohort, 0, 0, VRO_DONE_SPICA), 2);
    assert_int_equal(vro_cohort_treated(&self.cohort, 1, 0, VRO_DONE_SPICA), 3);
    assert_int_equal(vro_cohort_treated(&self.cohort, 1, 0, VRO_DONE_PELVIC), 0);
    close_fixture(&self);
}

static void categories_have_the_children_that_are_in_them(void **state) {
    (void)state;
    fixture self;
    vro_subgroups subgroups;
    vro_errors errors = {0};
    vro_categories *categories = malloc(sizeof *categories);
    assert_int_equal(vro_subgroups_read(&subgroups, "age=5", &errors), VRO_OK);
    open_fixture(&self, VRO_LEVELS + 2);
    vro_categories_sort(categories, &subgroups, self.children, vro_bernoulli_of(0));
    self.results->categories = categories;
    vro_cohort_add(&self.cohort, 0, 1, self.results);
    const vro_moments age = vro_cohort_measured(&self.cohort, 7, VRO_MEASURED_AGE);
    assert_true(age.count == 2 && age.sum == 11 * (vro_wide)VRO_STEPS_PER_MEASUREMENT);
    assert_int_equal(vro_cohort_children(&self.cohort, 6, 1), 1);
    assert_int_equal(vro_cohort_female(&self.cohort, 6), 0);
    assert_int_equal(vro_cohort_female(&self.cohort, 7), 1);
    assert_int_equal(vro_cohort_treated(&self.cohort, 0, 7, VRO_DONE_SPICA), 1);
    free(categories);
    close_fixture(&self);
}

static void sums_that_no_children_have_are_inconsistent(void **state) {
    (void)state;
    fixture self;
    const uint64_t children[VRO_LEVELS] = {0, 3, 0, 0, 0};
    open_fixture(&self, VRO_LEVELS);
    vro_cohort_add(&self.cohort, 0, 1, self.results);
    assert_true(vro_cohort_is_consistent(&self.cohort, children));
    self.cohort.female[1] = 4;
    assert_false(vro_cohort_is_consistent(&self.cohort, children));
    self.cohort.female[1] = 3;
    self.cohort.levels[VRO_LEVELS + 1] = 2;
    self.cohort.levels[VRO_LEVELS + 2] = 1;
    assert_false(vro_cohort_is_consistent(&self.cohort, children));
    self.cohort.levels[VRO_LEVELS + 1] = 3;
    self.cohort.levels[VRO_LEVELS + 2] = 0;
    self.cohort.measurements[VRO_MEASUREMENTS].square /= 2; // below (sum x)^2 / n
    assert_false(vro_cohort_is_consistent(&self.cohort, children));
    self.cohort.measurements[VRO_MEASUREMENTS].square *= 2;
    self.cohort.procedures[VRO_PROCEDURES] = 4;
    assert_false(vro_cohort_is_consistent(&self.cohort, children));
    close_fixture(&self);
}

int test_cohort(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(children_are_summed_once_and_procedures_by_strategy),
        cmocka_unit_test(categories_have_the_children_that_are_in_them),
        cmocka_unit_test(sums_that_no_children_have_are_inconsistent),
    };
    return cmocka_run_group_tests_name("cohort", tests, NULL, NULL);
}
