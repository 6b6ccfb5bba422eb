// What is given of children takes the place of what is drawn, and the rest follows it. Statistical
// tests have a fixed seed and limits of 5 standard errors: a right program fails one of their 12
// comparisons with probability 7e-6.
#include "vrosim/model/given_children.h"

#include "small_model.h"
#include "vrosim/input/child_list_reader.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { CHILDREN = 8000 };

// Normal angles, and percentages whose score is 1 at 84.134.
#define HIPS                                                                                       \
    "anatomy.nsa,normal,150,10\n"                                                                  \
    "anatomy.anteversion,normal,40,10\n"                                                           \
    "anatomy.acetabular_index,normal,20,5\n"                                                       \
    "anatomy.migration,uniform,,,0,100\n"                                                          \
    "anatomy.migration_other,uniform,,,0,100\n"
#define CORRELATED                                                                                 \
    "anatomy.side_correlation,fixed,0.5\n"                                                         \
    "anatomy.migration_socket_correlation,fixed,0.6\n"                                             \
    "anatomy.migration_neck_correlation,fixed,0.4\n"
#define SINGLE "anatomy.acetabular_index,fixed,20\n"
static const double RHO = 0.5, SOCKET = 0.6, NECK = 0.4;

// A small model with the children of a list; NULL: none.
static void open_with(small_model *self, const char *lines, const char *list) {
    small_model_open(self, "vro", lines);
    if (!list)
        return;
    assert_int_equal(
        vro_child_list_parse(&self->scenario.children, "list", list, strlen(list), &self->errors),
        VRO_OK);
    self->model.children = self->scenario.children;
    free(self->block);
    self->block = vro_block_new(&self->model,
                                (vro_random_source){.seed = SMALL_SEED, .stream = SMALL_STREAM});
    assert_non_null(self->block);
}

static const vro_children *child_of(small_model *self, uint64_t patient) {
    vro_block_load_child(self->block, patient);
    return &self->block->children;
}

static void what_is_given_replaces_and_all_else_is_as_drawn(void **state) {
    small_model drawn, given;
    (void)state;
    open_with(&drawn, HIPS "anatomy.side_correlation,fixed,0\n", NULL);
    open_with(&given, HIPS "anatomy.side_correlation,fixed,0\n",
              "age,maturity,anteversion,other_nsa\n6,15.5,33,141\nNA,,,130\n");
    for (uint64_t patient = 0; patient < 10; patient++) {
        const vro_children *a = child_of(&drawn, patient), *b = child_of(&given, patient);
        const bool first = patient % 2 == 0;
        assert_int_equal(a->level, b->level);
        assert_int_equal(a->female[0], b->female[0]);
        assert_float_equal(b->age[0], (first ? 6 : a->age[0]), 0);
        assert_float_equal(b->maturity[0], (first ? 15.5 : a->maturity[0]), 0);
        assert_float_equal(b->anteversion[0][0], (first ? 33 : a->anteversion[0][0]), 0);
        assert_float_equal(b->nsa[1][0], (first ? 141 : 130), 0);
        assert_float_equal(b->nsa[0][0], a->nsa[0][0], 0);
        assert_float_equal(b->acetabular_index[1][0], a->acetabular_index[1][0], 0);
        assert_float_equal(b->shape[0][0], a->shape[0][0], 0);
        assert_float_equal(b->fragility[0], a->fragility[0], 0);
        assert_float_equal(b->tone_score[0], a->tone_score[0], 0);
        assert_float_equal(b->natural_death[0], a->natural_death[0], 0);
        assert_float_equal(b->neck_cosine[1][0], cosf(b->nsa[1][0] * (float)M_PI / 180), 1e-6);
    }
    small_model_close(&drawn);
    small_model_close(&given);
}

static void a_level_is_that_given_also_one_without_weight(void **state) {
    small_model self;
    (void)state;
    open_with(&self, "population.gmfcs,fixed,0,,,,,4\n", "gmfcs\n4\n2\n4\n");
    for (uint64_t patient = 0; patient < 300; patient++)
        assert_int_equal(child_of(&self, patient)->level, patient % 3 == 1 ? 1 : 3);
    assert_true(vro_scenario_has_level(&self.scenario, 3));
    assert_false(vro_scenario_has_level(&self.scenario, 4));
    small_model_close(&self);
}

static void the_same_level_is_found_in_whole_blocks(void **state) {
    small_model self;
    (void)state;
    open_with(&self, "", "gmfcs,migration\n4,45\n2,30\n5,60\n");
    vro_record *records = small_model_records(&self, 5, SMALL_COURSES);
    for (size_t i = 0; i < SMALL_COURSES; i++) {
        const size_t row = (i + 5) % 3;
        assert_int_equal(records[i].level, row == 0 ? 3 : row == 1 ? 1 : 4);
        assert_float_equal(records[i].migration_before, (row == 0 ? 45 : row == 1 ? 30 : 60), 0);
    }
    free(records);
    small_model_close(&self);
}

static void maturity_is_that_of_the_sex_given(void **state) {
    small_model self;
    (void)state;
    open_with(&self,
              "growth.maturity_age_female,fixed,13\n"
              "growth.maturity_age_male,fixed,17\n",
              "female\ngirl\nboy\n");
    for (uint64_t patient = 0; patient < 20; patient++)
        assert_float_equal(child_of(&self, patient)->maturity[0], (patient % 2 == 0 ? 13 : 17), 0);
    small_model_close(&self);
}

static void spasticity_follows_the_age_given(void **state) {
    static const double scores[] = {0, 1, -1.5, 3, -3}; // of the ages below
    small_model self;
    (void)state;
    open_with(&self, "population.age,uniform,,,0,20\n", "age\n10\n16.82689\n1.336144\n29\n0\n");
    for (uint64_t patient = 0; patient < 20; patient++)
        assert_float_equal(child_of(&self, patient)->age_score[0], scores[patient % 5], 2e-3);
    small_model_close(&self);
}

// Mean of the scores of acetabular index and neck-shaft angle of a hip, and their expected values.
static void assert_means(small_model *self, unsigned hip, double socket, double neck) {
    double sum_socket = 0, sum_neck = 0;
    const double limit = 5 / sqrt(CHILDREN); // the standard deviation is at most 1
    for (uint64_t patient = 0; patient < CHILDREN; patient++) {
        const vro_children *child = child_of(self, patient);
        sum_socket += (child->acetabular_index[hip][0] - 20) / 5;
        sum_neck += (child->nsa[hip][0] - 150) / 10;
    }
    assert_float_equal(sum_socket / CHILDREN, socket, limit);
    assert_float_equal(sum_neck / CHILDREN, neck, limit);
}

static void hips_follow_the_migration_given(void **state) {
    small_model self;
    (void)state;
    open_with(&self, HIPS CORRELATED, "migration\n84.13447\n");
    assert_means(&self, 0, SOCKET, NECK);
    assert_means(&self, 1, RHO * SOCKET, RHO * NECK);
    small_model_close(&self);
}

// With scores a = 1 of migration and b = 2 of the neck, which correlate by r_n, the socket's mean
// is r_s (a - r_n b) / (1 - r_n^2).
static void hips_follow_several_values_together(void **state) {
    small_model self;
    const double socket = SOCKET * (1 - NECK * 2) / (1 - NECK * NECK);
    (void)state;
    open_with(&self, HIPS CORRELATED, "migration,nsa\n84.13447,170\n");
    assert_means(&self, 0, socket, 2);
    assert_means(&self, 1, RHO * socket, RHO * 2);
    small_model_close(&self);
}

// A socket of 80 degrees is 12 standard deviations from the mean, and counts as 3.
static void a_value_that_hardly_occurs_counts_as_three_standard_deviations(void **state) {
    small_model self;
    (void)state;
    open_with(&self, HIPS CORRELATED, "other_acetabular_index\n80\n");
    assert_means(&self, 0, RHO * 3, 0);
    small_model_close(&self);
}

static double variance_of_socket(small_model *self) {
    double sum = 0, squares = 0;
    for (uint64_t patient = 0; patient < CHILDREN; patient++) {
        const double score = (child_of(self, patient)->acetabular_index[0][0] - 20) / 5;
        sum += score;
        squares += score * score;
    }
    return squares / CHILDREN - sum / CHILDREN * (sum / CHILDREN);
}

// The variance v = 1 - r_s^2 is known to v sqrt(2 / n).
static void what_is_given_narrows_the_rest(void **state) {
    small_model self;
    const double variance = 1 - SOCKET * SOCKET;
    (void)state;
    open_with(&self, HIPS CORRELATED, "migration\n84.13447\n");
    assert_float_equal(variance_of_socket(&self), variance, 5 * variance * sqrt(2.0 / CHILDREN));
    small_model_close(&self);
}

static void a_value_in_place_of_a_single_number_tells_nothing(void **state) {
    small_model drawn, given;
    (void)state;
    open_with(&drawn, HIPS CORRELATED SINGLE, NULL);
    open_with(&given, HIPS CORRELATED SINGLE, "acetabular_index\n35\n");
    for (uint64_t patient = 0; patient < 20; patient++) {
        const vro_children *a = child_of(&drawn, patient), *b = child_of(&given, patient);
        assert_float_equal(b->acetabular_index[0][0], 35, 0);
        assert_float_equal(b->acetabular_index[1][0], 20, 0);
        assert_float_equal(b->migration[0][0], a->migration[0][0], 0);
    }
    small_model_close(&drawn);
    small_model_close(&given);
}

// Where the sides are equal one tells all of the other, and both can be given all the same.
static void values_that_contradict_one_another_are_taken_as_given(void **state) {
    small_model self;
    (void)state;
    open_with(&self,
              HIPS "anatomy.side_correlation,fixed,1\n"
                   "anatomy.migration_socket_correlation,fixed,1\n"
                   "anatomy.migration_neck_correlation,fixed,0\n",
              "acetabular_index,other_acetabular_index,migration\n15,30,90\n");
    for (uint64_t patient = 0; patient < 20; patient++) {
        const vro_children *child = child_of(&self, patient);
        assert_float_equal(child->acetabular_index[0][0], 15, 0);
        assert_float_equal(child->acetabular_index[1][0], 30, 0);
        assert_float_equal(child->migration[0][0], 90, 0);
        assert_float_equal(child->migration[1][0], 15.8655, 0.01); // score -1, that of 15 degrees
    }
    small_model_close(&self);
}

int test_given_children(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_given_replaces_and_all_else_is_as_drawn),
        cmocka_unit_test(a_level_is_that_given_also_one_without_weight),
        cmocka_unit_test(the_same_level_is_found_in_whole_blocks),
        cmocka_unit_test(maturity_is_that_of_the_sex_given),
        cmocka_unit_test(spasticity_follows_the_age_given),
        cmocka_unit_test(hips_follow_the_migration_given),
        cmocka_unit_test(hips_follow_several_values_together),
        cmocka_unit_test(a_value_that_hardly_occurs_counts_as_three_standard_deviations),
        cmocka_unit_test(what_is_given_narrows_the_rest),
        cmocka_unit_test(a_value_in_place_of_a_single_number_tells_nothing),
        cmocka_unit_test(values_that_contradict_one_another_are_taken_as_given),
    };
    return cmocka_run_group_tests_name("given_children", tests, NULL, NULL);
}
