// Migration at visits, whose exposures all hips share, against the differential equation.
#include "vrosim/model/migration_path.h"

#include "migration_equation.h"
#include "near.h"

enum { COUNT = 200 };

// Every third hip, at all visits of 20 years, and at their own phases.
static void assert_path(const char *lines) {
    stage *self = stage_new("vro", lines, 3);
    vro_migration_path *path = &self->scratch.visits.path;
    const vro_model_parameters *parameters = stage_parameters(self);
    const double interval = parameters->number[VRO_FOLLOWUP_VISIT_INTERVAL];
    const float after_maturity = parameters->number[VRO_MIGRATION_AFTER_MATURITY];
    size_t grown_up = 0;
    stage_load_children(self, 0, COUNT);
    stage_operate(self);
    stage_prepare_growth(self);
    path->selection.count = COUNT / 3;
    for (size_t k = 0; k < path->selection.count; k++)
        path->selection.places[k] = (int32_t)(3 * k);
    vro_migration_path_start(path, &self->hips[0], parameters);
    for (size_t k = 0; k < path->selection.count; k++) {
        const migration_equation of = migration_equation_of(self, &self->hips[0], 3 * k);
        const double phase = self->hips[0].phase[3 * k] * interval;
        assert_near(path->phase_time[k], phase, 1e-6);
        for (size_t visit = 0; visit <= parameters->visits; visit++) {
            const double time = ((double)visit + 0.5) * interval;
            assert_near(vro_migration_path_at(path, k, parameters->visit[visit], (float)time,
                                              after_maturity),
                        migration_equation_at(&of, phase + time), 3e-4);
            grown_up += phase + time > of.growing;
        }
    }
    assert_in_range(grown_up, COUNT, COUNT / 3 * parameters->visits - COUNT);
    stage_free(self);
}

#define MIXED "plan.soft_tissue,fixed,0.5,,,,vro\nplan.osteotomy,fixed,0.5,,,,vro\n"

static void the_path_of_a_hip_solves_its_equation(void **state) {
    (void)state;
    assert_path(MIXED "followup.horizon,fixed,20\n");
    assert_path(MIXED "followup.horizon,fixed,20\nfollowup.visit_interval,fixed,1.3\n"
                      "migration.restoring,fixed,5\nmigration.after_maturity,fixed,0.7\n"
                      "migration.floor,fixed,5\nremodel.containment,fixed,35\n"
                      "migration.release_half_time,fixed,0.8\nremodel.half_time,fixed,0.6\n");
}

static void the_path_solves_its_equation_where_age_has_no_effect(void **state) {
    (void)state;
    assert_path(MIXED "followup.horizon,fixed,20\nmigration.age_log_ratio,fixed,0\n");
}

int test_migration_path(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_path_of_a_hip_solves_its_equation),
        cmocka_unit_test(the_path_solves_its_equation_where_age_has_no_effect),
    };
    return cmocka_run_group_tests_name("migration_path", tests, NULL, NULL);
}
