// Growth: rebound and the socket by hand, migration against numerical integration of the
// differential equation of model.md 8.4.
#include "vrosim/model/growth.h"

#include "migration_equation.h"
#include "near.h"

#include <string.h>

enum { COUNT = 300 };

// All kinds of hips, operated or not, some of them years after the index operation, and how long
// they grow: 0.05 to 20 years.
static stage *open_growth(const char *lines, unsigned episode) {
    stage *self = stage_new("vro", lines, 3);
    stage_load_children(self, 0, COUNT);
    stage_operate(self);
    for (unsigned hip = 0; hip < VRO_HIPS; hip++)
        for (size_t i = 0; i < COUNT; i++) {
            self->hips[hip].episode = episode;
            self->hips[hip].start[i] = episode == 0 ? 0 : (float)(i % 5) * 2;
            self->hips[hip].next_time[i] = 20.0f * (float)(i + 1) / COUNT;
        }
    return self;
}

static void advance(stage *self) {
    stage_prepare_growth(self);
    for (unsigned hip = 0; hip < VRO_HIPS; hip++)
        vro_growth_advance(&self->hips[hip], stage_parameters(self), &self->scratch.growth);
}

// A hip that is clipped shows nothing of its equation: of most it is not.
static void assert_equation_is_solved(const char *lines, unsigned episode) {
    static migration_equation equations[VRO_HIPS][COUNT];
    stage *self = open_growth(lines, episode);
    size_t free_of_clips = 0;
    for (unsigned hip = 0; hip < VRO_HIPS; hip++)
        for (size_t i = 0; i < COUNT; i++)
            equations[hip][i] = migration_equation_of(self, &self->hips[hip], i);
    advance(self);
    for (unsigned hip = 0; hip < VRO_HIPS; hip++)
        for (size_t i = 0; i < COUNT; i++) {
            const migration_equation *of = &equations[hip][i];
            const double s = self->hips[hip].next_time[i];
            const double expected = migration_equation_at(of, s);
            assert_near(self->hips[hip].migration[i], expected, 3e-4);
            assert_near(self->hips[hip].release[i], 1 - (1 - of->release) * exp(-of->m * s), 1e-6);
            free_of_clips += expected > fmin(of->before, of->floor) && expected < 100;
        }
    assert_true(free_of_clips > COUNT / 2);
    stage_free(self);
}

#define MIXED                                                                                      \
    "plan.bilateral,fixed,0.5\nplan.osteotomy,fixed,0.6,,,,vro\n"                                  \
    "plan.soft_tissue,fixed,0.5,,,,vro\nplan.pelvic,fixed,0.2,,,,vro\n"

#define OTHERWISE                                                                                  \
    "migration.release_half_time,fixed,0.8\nremodel.half_time,fixed,0.5\n"                         \
    "migration.anteversion_cover,fixed,0.4\nmigration.restoring,fixed,4\n"                         \
    "migration.after_maturity,fixed,0.6\nmigration.floor,fixed,0\nremodel.containment,fixed,30\n"  \
    "remodel.socket_erosion,fixed,12\nmigration.age_log_ratio,fixed,0.25\n"

static void migration_solves_its_equation(void **state) {
    (void)state;
    assert_equation_is_solved(MIXED, 0);
    assert_equation_is_solved(MIXED, 1);
    assert_equation_is_solved(MIXED OTHERWISE, 2);
}

static void migration_solves_its_equation_where_age_has_no_effect(void **state) {
    (void)state;
    assert_equation_is_solved(MIXED "migration.age_log_ratio,fixed,0\n", 0);
    assert_equation_is_solved(MIXED OTHERWISE "migration.age_log_ratio,fixed,0\n", 3);
}

static void migration_is_predicted_as_it_comes(void **state) {
    (void)state;
    static float predicted[VRO_HIPS][VRO_CHUNK];
    stage *self = open_growth(MIXED OTHERWISE, 1);
    stage_prepare_growth(self);
    for (unsigned hip = 0; hip < VRO_HIPS; hip++)
        vro_growth_predict_migration(&self->hips[hip], stage_parameters(self),
                                     &self->scratch.growth, predicted[hip]);
    advance(self);
    for (unsigned hip = 0; hip < VRO_HIPS; hip++)
        assert_memory_equal(predicted[hip], self->hips[hip].migration, COUNT * sizeof(float));
    stage_free(self);
}

static void without_a_rate_and_restoring_migration_stays(void **state) {
    (void)state;
    static float before[COUNT];
    stage *self = open_growth(MIXED "migration.rate,fixed,0\nmigration.restoring,fixed,0\n", 0);
    memcpy(before, self->hips[0].migration, sizeof before);
    advance(self);
    assert_memory_equal(self->hips[0].migration, before, sizeof before);
    stage_free(self);
}

// 15 % is the least, unless a hip is better already at the start.
static void no_hip_is_drawn_below_the_floor_and_where_it_was(void **state) {
    (void)state;
    stage *self = open_growth("migration.rate,fixed,0\nmigration.restoring,fixed,100\n"
                              "migration.floor,fixed,15\nremodel.containment,fixed,100\n"
                              "migration.after_maturity,fixed,1\n",
                              0);
    vro_hips *hips = &self->hips[0];
    const float before[] = {4, 15, 16, 80};
    const double after[] = {4, 15, 15, 15};
    for (size_t i = 0; i < 4; i++) {
        hips->migration[i] = before[i];
        hips->next_time[i] = 20;
    }
    advance(self);
    for (size_t i = 0; i < 4; i++)
        assert_near(hips->migration[i], after[i], 0);
    stage_free(self);
}

// 2 % a year while the head is contained, by 46 % at the start of the episode; nothing beyond.
static void only_a_contained_head_is_drawn_back(void **state) {
    (void)state;
    stage *self = open_growth("migration.rate,fixed,0\nmigration.restoring,fixed,2\n"
                              "migration.age_log_ratio,fixed,0\nmigration.floor,fixed,0\n"
                              "remodel.containment,fixed,46\nmigration.after_maturity,fixed,1\n",
                              0);
    vro_hips *hips = &self->hips[0];
    hips->migration[0] = 46;
    hips->migration[1] = 46.01f;
    hips->next_time[0] = hips->next_time[1] = 3;
    advance(self);
    assert_near(hips->migration[0], 40, 1e-5);
    assert_near(hips->migration[1], 46.01, 1e-5);
    stage_free(self);
}

// Drawn back by 2 % a year, mature after 4 years of 7: 8 % and a quarter of 6.
static void migration_is_slower_after_maturity(void **state) {
    (void)state;
    stage *self = open_growth("migration.rate,fixed,0\nmigration.restoring,fixed,2\n"
                              "migration.age_log_ratio,fixed,0\nmigration.floor,fixed,0\n"
                              "remodel.containment,fixed,100\npopulation.age,fixed,6\n"
                              "migration.after_maturity,fixed,0.25\n"
                              "growth.maturity_age_female,fixed,14\n"
                              "growth.maturity_age_male,fixed,14\n",
                              1);
    vro_hips *hips = &self->hips[0];
    const float starts[] = {4, 8, 12, 0}, times[] = {7, 7, 7, 7};
    const double falls[] = {8 + 1.5, 3.5, 3.5, 14};
    for (size_t i = 0; i < 4; i++) {
        hips->start[i] = starts[i];
        hips->next_time[i] = times[i];
        hips->migration[i] = 50;
    }
    advance(self);
    for (size_t i = 0; i < 4; i++)
        assert_near(hips->migration[i], 50 - falls[i], 1e-4);
    stage_free(self);
}

// At 5 years of age the socket takes 0.3 - 2 * 0.03 of what it lies over 20 degrees, half of it
// after one half-time; a head that is not contained erodes it by 6 degrees where 10 years of
// growth are left.
#define SOCKETS                                                                                    \
    "population.age,fixed,5\ngrowth.maturity_age_female,fixed,14\n"                                \
    "growth.maturity_age_male,fixed,14\nremodel.half_time,fixed,3\n"                               \
    "remodel.socket_share,fixed,0.3\nremodel.socket_share_per_year,fixed,0.03\n"                   \
    "remodel.socket_target,fixed,20\nremodel.socket_erosion,fixed,6\n"                             \
    "remodel.containment,fixed,46\n"

static void the_socket_grows_over_a_contained_head_and_erodes_under_another(void **state) {
    (void)state;
    stage *self = open_growth(SOCKETS, 1);
    vro_hips *hips = &self->hips[0];
    const struct {
        float start, socket, migration;
        double change;
    } of[] = {
        {0, 35, 46, -0.24 * 15},                  // as steep as 35 degrees
        {0, 35, 46.01f, 6 * 0.9}, {0, 20, 10, 0}, // on target
        {0, 12, 10, 0},                           // better than that
        {8, 40, 10, 0},                           // 13 years old: the share is clipped to 0
        {6, 30, 60, 6 * 0.3},                     // 3 years of growth left
        {12, 30, 60, 0},                          // none
    };
    enum { CASES = sizeof of / sizeof *of };
    for (size_t i = 0; i < CASES; i++) {
        hips->start[i] = of[i].start;
        hips->acetabular_index[i] = of[i].socket;
        hips->migration[i] = of[i].migration;
        hips->next_time[i] = 3;
    }
    advance(self);
    for (size_t i = 0; i < CASES; i++) {
        assert_near(hips->socket_change[i], of[i].change, 1e-5);
        assert_near(hips->acetabular_index[i], of[i].socket + of[i].change / 2, 1e-5);
    }
    stage_free(self);
}

// A child with much growth left: erosion is of 10 years at most.
static void erosion_is_full_ten_years_before_maturity(void **state) {
    (void)state;
    stage *self = open_growth(SOCKETS "population.age,fixed,2\n", 0);
    self->hips[0].migration[0] = 60;
    stage_prepare_growth(self);
    assert_near(self->hips[0].socket_change[0], 6, 1e-6);
    stage_free(self);
}

// Edge loads by hand: roof 30 + 4 + 0.15 (35 - 15) = 37, pull 8 + 0.1 (135 - 155) = 6; after growth
// the neck stands 12 degrees and the roof 3.6 degrees otherwise.
static void edge_load_is_the_sine_of_roof_less_pull(void **state) {
    (void)state;
    stage *self = open_growth(SOCKETS "migration.pull_angle,fixed,8\n"
                                      "migration.pull_per_varus,fixed,0.1\n"
                                      "migration.anteversion_cover,fixed,0.15\n"
                                      "remodel.nsa_share,fixed,0.5\n"
                                      "remodel.nsa_share_per_year,fixed,0\n",
                              0);
    vro_hips *hips = &self->hips[0];
    for (size_t i = 0; i < 2; i++) {
        hips->nsa[i] = i == 0 ? 155 : 20; // the pull of the second is steeper than its roof
        hips->nsa_reference[i] = 179;
        hips->anteversion[i] = 35;
        hips->acetabular_index[i] = i == 0 ? 30 : -30;
        hips->shape[i] = 4;
        hips->migration[i] = 40;
    }
    stage_prepare_growth(self);
    assert_near(hips->load_first[0], sin(31 * M_PI / 180), 1e-6);
    assert_near(hips->load_last[0], sin((31 + 1.2 - 0.24 * 10) * M_PI / 180), 1e-6);
    assert_near(hips->load_first[1], 0, 0);
    assert_near(hips->load_last[1], 0, 0);
    stage_free(self);
}

// Ages that are known serve both hips; rates of another strategy make them anew.
static void known_ages_change_nothing(void **state) {
    (void)state;
    static float alone[VRO_CHUNK];
    stage *self = open_growth(MIXED OTHERWISE "migration.age_log_ratio,fixed,0.02,,,,,2\n", 0);
    const vro_model_parameters *slow = small_model_parameters(&self->small, 0, 1);
    vro_hips *hips = &self->hips[0];
    stage_prepare_growth(self);
    memcpy(alone, hips->grown, COUNT * sizeof(float));
    self->ages.known = false;
    vro_growth_prepare(hips, slow, &self->ages);
    assert_memory_not_equal(hips->grown, alone, COUNT * sizeof(float));
    vro_growth_prepare(hips, stage_parameters(self), &self->ages);
    assert_memory_equal(hips->grown, alone, COUNT * sizeof(float));
    vro_growth_prepare(hips, stage_parameters(self), &self->ages);
    assert_memory_equal(hips->grown, alone, COUNT * sizeof(float));
    stage_free(self);
}

// 42 degrees of varus and 25 of derotation at 5 years of age: shares 0.96 - 2 * 0.111 and
// 0.42 - 2 * 0.0386; half of that after one half-time.
#define ON_PAPER                                                                                   \
    SMALL_QUIET                                                                                    \
    "plan.osteotomy,fixed,1,,,,vro\nplan.soft_tissue,fixed,0,,,,vro\nplan.pelvic,fixed,0,,,,vro\n" \
    "plan.target_nsa,fixed,115\nplan.target_anteversion,fixed,15\nplan.bilateral,fixed,0\n"        \
    "anatomy.nsa,fixed,157\nanatomy.anteversion,fixed,40\nsurgery.nsa_error,fixed,0\n"             \
    "surgery.anteversion_error,fixed,0\nremodel.half_time,fixed,3\nremodel.nsa_share,fixed,0.96\n" \
    "remodel.nsa_share_per_year,fixed,0.111\nremodel.anteversion_share,fixed,0.42\n"               \
    "remodel.anteversion_share_per_year,fixed,0.0386\nfollowup.horizon,fixed,10\n"                 \
    "followup.visit_interval,fixed,0.5\n"

static void growth_takes_back_a_share_that_falls_with_age(void **state) {
    (void)state;
    stage *self = stage_new("vro", ON_PAPER "population.age,fixed,5\n", 3);
    vro_hips *hips = &self->hips[0];
    stage_load_children(self, 0, 4);
    stage_operate(self);
    hips->episode = 1;
    hips->start[1] = 1.5f; // 6.5 years old
    hips->start[2] = 9;    // 14: nothing left to take
    for (size_t i = 0; i < 4; i++)
        hips->next_time[i] = self->hips[1].next_time[i] = i < 3 ? 3 : 0;
    stage_prepare_growth(self);
    assert_near(hips->rebound_nsa[0], 42 * 0.738, 1e-4);
    assert_near(hips->rebound_anteversion[0], 25 * 0.3428, 1e-4);
    vro_growth_advance(hips, stage_parameters(self), &self->scratch.growth);
    vro_growth_advance(&self->hips[1], stage_parameters(self), &self->scratch.growth);
    assert_near(hips->nsa[0], 115 + 21 * 0.738, 1e-4);
    assert_near(hips->nsa[1], 115 + 21 * 0.5715, 1e-4);
    assert_near(hips->nsa[2], 115, 1e-4);
    assert_near(hips->nsa[3], 115, 1e-4);      // no time has passed
    assert_near(self->hips[1].nsa[0], 157, 0); // the other hip had no osteotomy
    assert_near(hips->anteversion[0], 15 + 12.5 * 0.3428, 1e-4);
    assert_near(hips->tilt[0], 42, 1e-4);
    stage_free(self);
}

static void at_most_all_of_a_correction_is_taken_back(void **state) {
    (void)state;
    stage *self = stage_new("vro",
                            ON_PAPER "population.age,fixed,3\nremodel.nsa_share,fixed,2\n"
                                     "remodel.half_time,fixed,0.01\n",
                            3);
    stage_load_children(self, 0, 1);
    stage_operate(self);
    self->hips[0].next_time[0] = 10;
    stage_prepare_growth(self);
    vro_growth_advance(&self->hips[0], stage_parameters(self), &self->scratch.growth);
    assert_near(self->hips[0].nsa[0], 157, 1e-4);
    stage_free(self);
}

static void migration_ends_at_100(void **state) {
    (void)state;
    stage *self = stage_new("vro",
                            ON_PAPER "migration.rate,fixed,1000\n"
                                     "anatomy.socket_shape,fixed,45\n",
                            3);
    stage_load_children(self, 0, COUNT);
    stage_operate(self);
    for (size_t i = 0; i < COUNT; i++)
        self->hips[0].next_time[i] = 10;
    stage_prepare_growth(self);
    vro_growth_advance(&self->hips[0], stage_parameters(self), &self->scratch.growth);
    for (size_t i = 0; i < COUNT; i++)
        assert_near(self->hips[0].migration[i], 100, 0);
    stage_free(self);
}

int test_growth(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(migration_solves_its_equation),
        cmocka_unit_test(migration_solves_its_equation_where_age_has_no_effect),
        cmocka_unit_test(migration_is_predicted_as_it_comes),
        cmocka_unit_test(without_a_rate_and_restoring_migration_stays),
        cmocka_unit_test(no_hip_is_drawn_below_the_floor_and_where_it_was),
        cmocka_unit_test(only_a_contained_head_is_drawn_back),
        cmocka_unit_test(migration_is_slower_after_maturity),
        cmocka_unit_test(the_socket_grows_over_a_contained_head_and_erodes_under_another),
        cmocka_unit_test(erosion_is_full_ten_years_before_maturity),
        cmocka_unit_test(edge_load_is_the_sine_of_roof_less_pull),
        cmocka_unit_test(known_ages_change_nothing),
        cmocka_unit_test(growth_takes_back_a_share_that_falls_with_age),
        cmocka_unit_test(at_most_all_of_a_correction_is_taken_back),
        cmocka_unit_test(migration_ends_at_100),
    };
    return cmocka_run_group_tests_name("growth", tests, NULL, NULL);
}
