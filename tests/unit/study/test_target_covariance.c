// Errors of figures that rest on the same children, or on studies of one group.
#include "vrosim/study/target_covariance.h"

#include "vrosim/study/published_figure.h"

#include "known_model.h"

enum { N = KNOWN_FIGURES };

// Shares of one study of 100 children: all at 5 and 10 years, half of them (level V), and those
// under 6, of whom 30 % are of level V.
typedef struct shares {
    known_model model;
    vro_figure_value values[N];
    double share[N];
    double products[N * N];
    double seen[N];
    vro_figure_influence influence;
    vro_figure_view view;
    double covariance[N * N];
} shares;

static void relate(shares *self, size_t i, size_t j, double product) {
    self->products[i * N + j] = self->products[j * N + i] = product;
}

static void open_shares(shares *self) {
    static const double observed[N] = {0.2, 0.4, 0.2, 0.3};
    static char *const subgroups[N] = {"all", "all", "gmfcs_5", "age_under_6"};
    *self = (shares){.share = {1, 1, 0.5, 0.5}};
    known_model_open(&self->model, 1, N, observed, NULL);
    self->model.problem.children = 1000;
    for (size_t i = 0; i < N; i++) {
        vro_target *target = &self->model.targets[i];
        target->likelihood = VRO_LIKELIHOOD_BINOMIAL;
        target->se = NAN;
        target->n = 100 * self->share[i];
        target->subgroup = subgroups[i];
        target->group = "one";
        self->model.figures[i].cohort = 0;
        self->model.figures[i].outcome = (vro_outcome_id)(VRO_FAILURE_BY + (i == 1 ? 1 : 0));
        self->values[i] = (vro_figure_value){observed[i], 0, 1000 * self->share[i], 0};
        relate(self, i, i, observed[i] * (1 - observed[i]) / self->share[i]);
    }
    self->influence = (vro_figure_influence){N, self->share, self->products, self->seen};
}

static void find_covariance(shares *self, double between) {
    const vro_figures_at at = {self->values, &self->influence};
    vro_errors errors = {0};
    assert_int_equal(
        vro_target_covariance(&self->model.problem, &at, between, self->covariance, &errors),
        VRO_OK);
}

static double correlation(const shares *self, size_t i, size_t j) {
    const double rounding = i == j ? 1 : 1.001; // what each figure has for itself
    return rounding * self->covariance[i * N + j] /
           sqrt(self->covariance[i * N + i] * self->covariance[j * N + j]);
}

// Where nobody is lost, cov(1(T <= s), 1(T <= t)) = F(s) (1 - F(t)).
static void errors_hang_together_as_the_children_do(void **state) {
    (void)state;
    shares it;
    open_shares(&it);
    relate(&it, 0, 1, 0.2 * 0.6);
    relate(&it, 0, 2, 0.16);
    relate(&it, 2, 3, 0.05);
    find_covariance(&it, 0);
    assert_near(correlation(&it, 0, 1), sqrt(0.2 * 0.6 / (0.4 * 0.8)), 1e-12);
    assert_near(correlation(&it, 0, 2), sqrt(0.5), 1e-12);
    assert_near(correlation(&it, 2, 3), 0.05 / sqrt(0.32 * 0.42), 1e-12);
    assert_near(correlation(&it, 1, 3), 0, 0);
}

// Greenwood 1926: corr(S(s), S(t)) = se[log S(s)] / se[log S(t)], s < t, here with 100 and 70
// children at risk: var log S = F / (n S).
static void children_that_were_lost_correlate_as_greenwood_says(void **state) {
    (void)state;
    shares it;
    open_shares(&it);
    relate(&it, 0, 1, 0.2 * 0.6);
    it.model.targets[1].n = 70;
    find_covariance(&it, 0);
    assert_near(correlation(&it, 0, 1), sqrt(0.2 / (100 * 0.8) / (0.4 / (70 * 0.6))), 1e-12);
}

// Two sides of one treatment: what is common to simulated children is not to those observed.
static void other_strategies_have_other_children_but_one_simulation(void **state) {
    (void)state;
    shares it;
    open_shares(&it);
    relate(&it, 0, 1, 0.12);
    it.model.figures[1].strategy = 1;
    it.values[0].se = it.values[1].se = 0.01;
    find_covariance(&it, 0);
    const double simulated = 0.12 / sqrt(0.16 * 0.24) * 0.01 * 0.01;
    assert_near(it.covariance[1], simulated / (0.16 * 0.24), 1e-4);
}

// Figure 3 is of a study of 30 children that is part of the study of 100, and one of all its
// children is figure 0: with equal variances its correlation is the root of 30 / 100.
static void a_part_of_a_study_shares_its_children(void **state) {
    (void)state;
    shares it;
    open_shares(&it);
    it.model.figures[3].cohort = 1;
    it.model.targets[3].n = 30;
    it.share[3] = 1;
    relate(&it, 3, 3, 0.16);
    it.seen[3] = 0.16;
    it.view = (vro_figure_view){.figure = 0, .at = {.cohort = 1}};
    it.model.problem.views = &it.view;
    it.model.problem.view_count = 1;
    find_covariance(&it, 0);
    assert_near(correlation(&it, 0, 3), sqrt(0.3), 1e-12);
    assert_near(correlation(&it, 3, 0), sqrt(0.3), 1e-12);
    assert_near(correlation(&it, 1, 3), 0, 0);
}

static void figures_of_other_studies_share_only_the_effect_of_their_group(void **state) {
    (void)state;
    shares it;
    open_shares(&it);
    it.model.figures[1].cohort = 1;
    it.model.targets[3].group = "other";
    it.model.figures[3].cohort = 2;
    find_covariance(&it, 0.4);
    assert_near(it.covariance[0 * N + 1], 0.16, 1e-12);
    assert_near(it.covariance[0 * N + 3], 0, 0);
    const double own = vro_published_figure_of(&it.model.targets[0]).scaled_error;
    assert_near(it.covariance[0], 1.001 * own * own + 0.16, 1e-12);
}

// Of quantities only one outcome has one effect: what shifts migration need not shift an angle.
static void quantities_share_the_effect_of_their_outcome(void **state) {
    (void)state;
    shares it;
    open_shares(&it);
    for (size_t i = 0; i < 3; i++) {
        it.model.targets[i].likelihood = VRO_LIKELIHOOD_NORMAL;
        it.model.targets[i].se = 1;
        it.model.figures[i].outcome = i < 2 ? VRO_NSA_DEG : VRO_LLD_MM;
        it.model.figures[i].cohort = i;
        it.values[i].sd = 3;
    }
    find_covariance(&it, 0.4);
    const double shift = 0.4 * sqrt(3) / M_PI * 3;
    assert_near(it.covariance[0 * N + 1], shift * shift, 1e-12);
    assert_near(it.covariance[0 * N + 2], 0, 0);
    assert_near(it.covariance[0 * N + 3], 0, 0);
}

// A standard error of simulation m adds m^2.
static void the_error_of_the_simulation_is_added(void **state) {
    (void)state;
    shares it;
    open_shares(&it);
    find_covariance(&it, 0);
    const double without = it.covariance[0];
    it.values[0].se = 0.016;
    find_covariance(&it, 0);
    assert_near(it.covariance[0] - without, 0.01, 1e-4);
}

int test_target_covariance(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(errors_hang_together_as_the_children_do),
        cmocka_unit_test(children_that_were_lost_correlate_as_greenwood_says),
        cmocka_unit_test(other_strategies_have_other_children_but_one_simulation),
        cmocka_unit_test(a_part_of_a_study_shares_its_children),
        cmocka_unit_test(figures_of_other_studies_share_only_the_effect_of_their_group),
        cmocka_unit_test(quantities_share_the_effect_of_their_outcome),
        cmocka_unit_test(the_error_of_the_simulation_is_added),
    };
    return cmocka_run_group_tests_name("target_covariance", tests, NULL, NULL);
}
