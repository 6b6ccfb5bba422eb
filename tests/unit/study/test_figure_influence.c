// What simulated children make figures have in common.
#include "vrosim/study/figure_influence.h"

#include "vrosim/study/calibration_evaluation.h"

#include "faults.h"
#include "near.h"

#include <math.h>

enum { CHILDREN = 9000 };

// The figures of the program's own evidence; Shore 2015 comes first, at 5 and 10 years, of all and
// of level V, and its part of levels I and II.
typedef struct fixture {
    vro_evidence evidence;
    vro_text_files tables;
    vro_calibration_problem problem;
    vro_figure_influence influence;
    vro_figure_value *values;
    vro_errors errors;
} fixture;

static void open_fixture(fixture *self) {
    static const char prior[] = "parameter,distribution,value,se,unit\n"
                                "rescue.acceptance,fixed,0.5,0.1,probability\n";
    const double scores[1] = {0};
    vro_pool pool;
    *self = (fixture){0};
    vro_pool_init(&pool, 1, NULL);
    assert_int_equal(vro_evidence_read(&self->evidence, NULL, &self->errors), VRO_OK);
    assert_int_equal(
        vro_text_files_add(&self->tables, "prior", prior, strlen(prior), &self->errors), VRO_OK);
    assert_int_equal(vro_calibration_problem_init(&self->problem, &self->evidence, &self->tables,
                                                  self->tables.files, NULL, &self->errors),
                     VRO_OK);
    self->problem.random = (vro_random_source){.seed = 1, .stream = 0};
    self->problem.children = CHILDREN;
    self->values = calloc(self->problem.figure_count, sizeof *self->values);
    const vro_calibration_points point = {1, scores, self->values, 0, 1, NULL, NULL};
    assert_int_equal(vro_calibration_evaluate(&self->problem, &pool, &point, NULL, &self->errors),
                     VRO_OK);
    assert_int_equal(
        vro_figure_influence_init(&self->influence, &self->problem, &pool, scores, &self->errors),
        VRO_OK);
}

static void close_fixture(fixture *self) {
    free(self->values);
    vro_figure_influence_free(&self->influence);
    vro_calibration_problem_free(&self->problem);
    vro_text_files_free(&self->tables);
    vro_evidence_free(&self->evidence);
    vro_errors_free(&self->errors);
}

static size_t find(const fixture *self, const char *study, const char *subgroup,
                   const char *outcome) {
    size_t i = 0;
    for (; i < self->problem.figure_count; i++) {
        const vro_target *target = vro_calibration_problem_target(&self->problem, i);
        if (strcmp(target->study, study) == 0 && strcmp(target->subgroup, subgroup) == 0 &&
            strcmp(target->outcome, outcome) == 0)
            break;
    }
    assert_true(i < self->problem.figure_count);
    return i;
}

static double product(const fixture *self, size_t a, size_t b) {
    return self->influence.products[a * self->problem.figure_count + b];
}

// The error of a share of n children is sqrt(p (1 - p) / n), that of their influences
// sqrt(product / children).
static void products_of_a_figure_with_itself_are_its_error(void **state) {
    (void)state;
    fixture it;
    open_fixture(&it);
    for (size_t i = 0; i < it.problem.figure_count; i++) {
        assert_near(it.influence.shares[i] * CHILDREN, it.values[i].n, 1e-6);
        assert_near(sqrt(product(&it, i, i) / CHILDREN), it.values[i].se, 1e-3 * it.values[i].se);
    }
    close_fixture(&it);
}

// Who failed by 5 years failed by 10: cov(1(T <= s), 1(T <= t)) = F(s) (1 - F(t)).
static void times_of_one_event_have_the_covariance_of_their_counts(void **state) {
    (void)state;
    fixture it;
    open_fixture(&it);
    const size_t early = find(&it, "shore-2015", "all", "failure_by_5y"),
                 late = find(&it, "shore-2015", "all", "failure_by_10y");
    assert_near(product(&it, early, late), it.values[early].value * (1 - it.values[late].value),
                1e-9);
    close_fixture(&it);
}

// The sum over a level of (x - mean of all) (x - mean of the level) is that of the level alone.
static void a_level_has_its_own_children_in_common_with_all(void **state) {
    (void)state;
    fixture it;
    open_fixture(&it);
    const size_t all = find(&it, "shore-2015", "all", "failure_by_5y"),
                 level = find(&it, "shore-2015", "gmfcs_5", "failure_by_5y"),
                 two = find(&it, "shore-2012", "gmfcs_2", "failure_either_by_7.1y"),
                 three = find(&it, "shore-2012", "gmfcs_3", "failure_either_by_7.1y");
    const double p = it.values[level].value;
    assert_near(product(&it, all, level), p * (1 - p), 1e-9);
    assert_near(product(&it, two, three), 0, 0);
    close_fixture(&it);
}

// Two cuts of the same hips: four categories of which each pair has its own children, and more
// children under 6 with less migration than by chance or fewer.
static void cuts_of_the_same_hips_have_the_hips_of_both(void **state) {
    (void)state;
    fixture it;
    open_fixture(&it);
    const size_t young = find(&it, "minaie-2022", "age_under_6", "failure_by_4y"),
                 old = find(&it, "minaie-2022", "age_6_and_over", "failure_by_4y"),
                 low = find(&it, "minaie-2022", "migration_under_70", "failure_by_4y"),
                 high = find(&it, "minaie-2022", "migration_70_and_over", "failure_by_4y");
    assert_near(product(&it, young, old), 0, 0);
    const double *share = it.influence.shares;
    const double by_age =
        share[young] * product(&it, young, low) + share[old] * product(&it, old, low);
    const double q = it.values[low].value;
    // Both ages together are all with low migration, but for the difference of their means.
    assert_near(by_age, q * (1 - q), 0.1 * q * (1 - q));
    assert_true(vro_figure_influence_correlation(&it.influence, young, high) > 0.1);
    close_fixture(&it);
}

// The part has no child of level V, and all are among all: E (x - m) (x - m') = E x (x - m').
static void a_part_sees_the_figures_of_the_whole(void **state) {
    (void)state;
    fixture it;
    open_fixture(&it);
    const size_t n = it.problem.figure_count;
    const size_t part = find(&it, "shore-2015-mild", "all", "failure_by_5y");
    const double p = it.values[part].value;
    assert_int_equal(it.problem.view_count, 4);
    for (size_t v = 0; v < it.problem.view_count; v++) {
        const vro_target *whole =
            vro_calibration_problem_target(&it.problem, it.problem.views[v].figure);
        const double seen = it.influence.seen[v * n + part];
        if (strcmp(whole->subgroup, "gmfcs_5") == 0)
            assert_near(seen, 0, 0);
        else if (strcmp(whole->outcome, "failure_by_5y") == 0)
            assert_near(seen, p * (1 - p), 1e-9);
        else
            assert_true(seen > 0 && seen < p * (1 - p));
    }
    close_fixture(&it);
}

int test_figure_influence(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(products_of_a_figure_with_itself_are_its_error),
        cmocka_unit_test(times_of_one_event_have_the_covariance_of_their_counts),
        cmocka_unit_test(a_level_has_its_own_children_in_common_with_all),
        cmocka_unit_test(cuts_of_the_same_hips_have_the_hips_of_both),
        cmocka_unit_test(a_part_sees_the_figures_of_the_whole),
    };
    return cmocka_run_group_tests_name("figure_influence", tests, NULL, NULL);
}
