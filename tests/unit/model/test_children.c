// Children before surgery: every quantity from its slot by the formulas of model.md 2 and 3,
// in double precision from GSL's quantiles.
#include "vrosim/model/children.h"

#include "near.h"
#include "stage.h"

#include <gsl/gsl_cdf.h>
#include <string.h>

enum { FIRST = 123456789, COUNT = 50 };

// u of a child's slot.
static double u_of(const stage *self, size_t child, unsigned slot) {
    uint32_t output;
    vro_random_source_outputs((vro_random_source){.seed = SMALL_SEED, .stream = SMALL_STREAM},
                              self->children.patient[child] * VRO_SLOTS + slot, 1, &output);
    return ldexp(output + 0.5, -32);
}

static double z_of(const stage *self, size_t child, unsigned slot) {
    return gsl_cdf_ugaussian_Pinv(u_of(self, child, slot));
}

static int open_stage(void **state) {
    stage *self = stage_new("vro",
                            "population.age,uniform,,,3,13\n"
                            "population.female,fixed,0.3\n"
                            "growth.maturity_age_female,uniform,,,11,13\n"
                            "growth.maturity_age_male,uniform,,,15,17\n"
                            "anatomy.neck_length,normal,35,4,0\n"
                            "anatomy.natural_lld,normal,1,5\n"
                            "anatomy.nsa,normal,150,6\n"
                            "anatomy.anteversion,normal,40,10\n"
                            "anatomy.acetabular_index,normal,28,5\n"
                            "anatomy.migration,normal,50,5,0,100\n"
                            "anatomy.migration_other,normal,30,3,0,100\n"
                            "anatomy.socket_shape,uniform,,,-10,10\n"
                            "anatomy.side_correlation,fixed,0.61\n"
                            "anatomy.migration_socket_correlation,fixed,0.5\n"
                            "anatomy.migration_neck_correlation,fixed,0.3\n"
                            "mortality.rate,fixed,0.2\n"
                            "followup.visit_phase,uniform,,,0.2,0.6\n"
                            "followup.horizon,fixed,10\n",
                            2);
    stage_load_children(self, FIRST, COUNT);
    *state = self;
    return 0;
}

static int close_stage(void **state) {
    stage_free(*state);
    return 0;
}

static void a_child_follows_its_slots(void **state) {
    const stage *self = *state;
    const vro_children *children = &self->children;
    for (size_t i = 0; i < COUNT; i++) {
        const uint32_t female = u_of(self, i, VRO_SLOT_FEMALE) < 0.3;
        const double maturity = u_of(self, i, VRO_SLOT_MATURITY);
        assert_int_equal(children->female[i], female);
        assert_near(children->age[i], 3 + 10 * u_of(self, i, VRO_SLOT_AGE), 1e-5);
        assert_near(children->maturity[i], (female ? 11 : 15) + 2 * maturity, 1e-5);
        assert_near(children->neck_length[i], 35 + 4 * z_of(self, i, VRO_SLOT_NECK_LENGTH), 2e-3);
        assert_near(children->natural_lld[i], 1 + 5 * z_of(self, i, VRO_SLOT_NATURAL_LLD), 2e-3);
        assert_near(children->fragility[i], z_of(self, i, VRO_SLOT_FRAGILITY), 1e-3);
        assert_near(children->tone_score[i], z_of(self, i, VRO_SLOT_TONE), 1e-3);
        assert_near(children->visit_phase[i], 0.2 + 0.4 * u_of(self, i, VRO_SLOT_VISIT_PHASE),
                    1e-6);
    }
}

static void draws_that_each_strategy_reads_its_own_way_are_kept(void **state) {
    const stage *self = *state;
    for (size_t i = 0; i < COUNT; i++) {
        assert_near(ldexp(self->children.bilateral_draw[i] + 0.5, -32),
                    u_of(self, i, VRO_SLOT_BILATERAL), 0);
        assert_near(ldexp(self->children.symmetric_draw[i] + 0.5, -32),
                    u_of(self, i, VRO_SLOT_SYMMETRIC), 0);
    }
}

static void assert_age_scores(const stage *self) {
    for (size_t i = 0; i < COUNT; i++)
        assert_near(self->children.age_score[i], z_of(self, i, VRO_SLOT_AGE), 1e-3);
}

static void the_age_has_a_standard_score_even_where_it_is_fixed(void **state) {
    assert_age_scores(*state);
    stage *self = stage_new("vro", "population.age,fixed,5\n", 2);
    stage_load_children(self, FIRST, COUNT);
    assert_age_scores(self);
    stage_free(self);
}

static void other_deaths_are_exponential_and_end_follow_up(void **state) {
    const stage *self = *state;
    size_t before_horizon = 0;
    for (size_t i = 0; i < COUNT; i++) {
        const double death = -log1p(-u_of(self, i, VRO_SLOT_OTHER_DEATH)) / 0.2;
        assert_near(self->children.natural_death[i], death, 2e-6 * death);
        assert_near(self->children.end[i], fmin(10, death), 1e-5);
        before_horizon += death < 10;
    }
    assert_in_range(before_horizon, 1, COUNT - 1); // both kinds were seen
}

// z = sqrt(rho) shared + sqrt(1 - rho) own, of a hip and one of its four quantities.
static double score_of(const stage *self, size_t child, unsigned hip, unsigned quantity) {
    const double shared = z_of(self, child, VRO_SLOT_SHARED_NSA + quantity);
    const double own = z_of(self, child, vro_slot_of_hip(hip, (vro_hip_slot)quantity));
    return sqrt(0.61) * shared + sqrt(0.39) * own;
}

static void assert_hip(const stage *self, size_t child, unsigned hip) {
    const vro_children *children = &self->children;
    const double nsa = score_of(self, child, hip, 0), anteversion = score_of(self, child, hip, 1);
    const double socket = score_of(self, child, hip, 2), rest = score_of(self, child, hip, 3);
    const double migration = 0.5 * socket + 0.3 * nsa + sqrt(1 - 0.25 - 0.09) * rest;
    const double shape = u_of(self, child, vro_slot_of_hip(hip, VRO_SLOT_SOCKET_SHAPE));
    assert_near(children->nsa[hip][child], 150 + 6 * nsa, 2e-3);
    assert_near(children->anteversion[hip][child], 40 + 10 * anteversion, 3e-3);
    assert_near(children->acetabular_index[hip][child], 28 + 5 * socket, 2e-3);
    assert_near(children->migration[hip][child], hip == 0 ? 50 + 5 * migration : 30 + 3 * migration,
                2e-3);
    assert_near(children->shape[hip][child], -10 + 20 * shape, 1e-5);
    assert_near(children->neck_sine[hip][child], sin((150 + 6 * nsa) * M_PI / 180), 1e-4);
    assert_near(children->neck_cosine[hip][child], cos((150 + 6 * nsa) * M_PI / 180), 1e-4);
}

static void hips_share_scores_by_their_correlations(void **state) {
    for (size_t i = 0; i < COUNT; i++)
        for (unsigned hip = 0; hip < VRO_HIPS; hip++)
            assert_hip(*state, i, hip);
}

static void a_child_is_the_same_in_any_company(void **state) {
    stage *self = *state;
    static vro_children many;
    many = self->children;
    stage_load_children(self, FIRST + 17, 1);
    assert_near(self->children.age[0], many.age[17], 0);
    assert_near(self->children.end[0], many.end[17], 0);
    assert_near(self->children.nsa[0][0], many.nsa[0][17], 0);
    assert_near(self->children.nsa[1][0], many.nsa[1][17], 0);
    assert_near(self->children.migration[1][0], many.migration[1][17], 0);
    stage_load_children(self, FIRST, COUNT);
}

static void without_mortality_nobody_dies(void **state) {
    (void)state;
    stage *self = stage_new("vro", "mortality.rate,fixed,0\nfollowup.horizon,fixed,7\n", 0);
    stage_load_children(self, 0, VRO_CHUNK);
    for (size_t i = 0; i < VRO_CHUNK; i++) {
        assert_true(isinf(self->children.natural_death[i]));
        assert_near(self->children.end[i], 7, 0);
    }
    stage_free(self);
}

static void correlations_of_1_leave_no_difference(void **state) {
    (void)state;
    stage *self = stage_new("vro",
                            "anatomy.side_correlation,fixed,1\n"
                            "anatomy.migration_socket_correlation,fixed,1\n"
                            "anatomy.migration_neck_correlation,fixed,0\n"
                            "anatomy.acetabular_index,normal,50,5\n"
                            "anatomy.migration,normal,50,5,0,100\n"
                            "anatomy.migration_other,normal,50,5,0,100\n",
                            0);
    stage_load_children(self, 0, VRO_CHUNK);
    for (size_t i = 0; i < VRO_CHUNK; i++) {
        assert_near(self->children.nsa[0][i], self->children.nsa[1][i], 0);
        assert_near(self->children.migration[0][i], self->children.acetabular_index[0][i], 1e-4);
        assert_near(self->children.migration[0][i], self->children.migration[1][i], 0);
    }
    stage_free(self);
}

static void assert_same_child(const vro_children *selected, size_t i, const vro_children *all,
                              size_t from) {
    assert_int_equal(selected->patient[i], all->patient[from]);
    assert_true(selected->state[i] == all->state[from]);
    assert_int_equal(selected->female[i], all->female[from]);
    assert_int_equal(selected->bilateral_draw[i], all->bilateral_draw[from]);
    assert_int_equal(selected->symmetric_draw[i], all->symmetric_draw[from]);
    assert_near(selected->age[i], all->age[from], 0);
    assert_near(selected->age_score[i], all->age_score[from], 0);
    assert_near(selected->visit_phase[i], all->visit_phase[from], 0);
    assert_near(selected->maturity[i], all->maturity[from], 0);
    assert_near(selected->neck_length[i], all->neck_length[from], 0);
    assert_near(selected->fragility[i], all->fragility[from], 0);
    assert_near(selected->tone_score[i], all->tone_score[from], 0);
    assert_near(selected->natural_lld[i], all->natural_lld[from], 0);
}

static void assert_same_hips(const vro_children *selected, size_t i, const vro_children *all,
                             size_t from) {
    for (unsigned hip = 0; hip < VRO_HIPS; hip++) {
        assert_near(selected->nsa[hip][i], all->nsa[hip][from], 0);
        assert_near(selected->anteversion[hip][i], all->anteversion[hip][from], 0);
        assert_near(selected->acetabular_index[hip][i], all->acetabular_index[hip][from], 0);
        assert_near(selected->migration[hip][i], all->migration[hip][from], 0);
        assert_near(selected->shape[hip][i], all->shape[hip][from], 0);
        assert_near(selected->neck_sine[hip][i], all->neck_sine[hip][from], 0);
        assert_near(selected->neck_cosine[hip][i], all->neck_cosine[hip][from], 0);
    }
}

static void the_few_are_the_same_children_with_another_end(void **state) {
    const stage *self = *state;
    static vro_children selected;
    static vro_selection selection = {3, {2, 3, 41}};
    float death[COUNT];
    for (size_t i = 0; i < COUNT; i++)
        death[i] = (float)i / 8;
    memset(&selected, 0xA5, sizeof selected);
    vro_children_select(&self->children, &selection, death, &selected);
    assert_int_equal(selected.count, 3);
    assert_int_equal(selected.level, 2);
    for (size_t i = 0; i < 3; i++) {
        const size_t from = (size_t)selection.places[i];
        assert_same_child(&selected, i, &self->children, from);
        assert_same_hips(&selected, i, &self->children, from);
        assert_near(selected.end[i], death[from], 0);
        assert_near(selected.natural_death[i], self->children.natural_death[from], 0);
    }
}

int test_children(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_child_follows_its_slots),
        cmocka_unit_test(draws_that_each_strategy_reads_its_own_way_are_kept),
        cmocka_unit_test(the_age_has_a_standard_score_even_where_it_is_fixed),
        cmocka_unit_test(other_deaths_are_exponential_and_end_follow_up),
        cmocka_unit_test(hips_share_scores_by_their_correlations),
        cmocka_unit_test(a_child_is_the_same_in_any_company),
        cmocka_unit_test(without_mortality_nobody_dies),
        cmocka_unit_test(correlations_of_1_leave_no_difference),
        cmocka_unit_test(the_few_are_the_same_children_with_another_end),
    };
    return cmocka_run_group_tests_name("children", tests, open_stage, close_stage);
}
