// The pieces of migration over a time: exposures, drift, and what both are clipped to.
#include "vrosim/model/drift.h"

#include "migration_equation.h"
#include "near.h"

// J(x) = (1 - e^(-x s)) / x; s where x = 0.
static double integral(double rate, double time) {
    return rate > 0 ? -expm1(-rate * time) / rate : time;
}

static void assert_exposures(vro_rates by) {
    static const double times[] = {0, 0.01, 0.4, 3, 20};
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        const double s = times[i];
        const vro_exposure at =
            vro_exposure_of((float)s, (float)-expm1(-by.c * s), (float)-expm1(-by.k * s),
                            (float)-expm1(-by.m * s), by);
        assert_near(at.plain, integral(by.c, s), 2e-6 * s);
        assert_near(at.release, integral((double)by.c + by.m, s), 2e-6 * s);
        assert_near(at.rebound, integral((double)by.c + by.k, s), 2e-6 * s);
        assert_near(at.both, integral((double)by.c + by.k + by.m, s), 2e-6 * s);
    }
}

static void exposures_are_integrals_of_falling_exponentials(void **state) {
    (void)state;
    stage *self = stage_new("vro", "migration.age_log_ratio,fixed,0,,,,,1\n", 3);
    assert_exposures(small_model_parameters(&self->small, 0, 0)->rates);
    assert_exposures(small_model_parameters(&self->small, 0, 3)->rates);
    stage_free(self);
}

// Not one of these weights is 0 in every hip, and none may be taken for another.
static void a_drift_is_the_integral_of_the_equation(void **state) {
    (void)state;
    stage *self = stage_new("vro", "plan.soft_tissue,fixed,0.5,,,,vro\n", 3);
    const vro_rates by = stage_parameters(self)->rates;
    stage_load_children(self, 0, 100);
    stage_operate(self);
    stage_prepare_growth(self);
    for (size_t i = 0; i < 100; i++) {
        migration_equation of = migration_equation_of(self, &self->hips[0], i);
        const double s = 0.07 * (double)(i + 1);
        const vro_exposure at =
            vro_exposure_of((float)s, (float)-expm1(-of.c * s), (float)-expm1(-of.k * s),
                            (float)-expm1(-of.m * s), by);
        const double exact = equation_integral(&of, 0, s);
        assert_near(vro_drifted(vro_drift_of(&self->hips[0], i), at), exact,
                    1e-4 + 1e-6 * fabs(exact));
    }
    stage_free(self);
}

static void migration_is_clipped_to_the_floor_and_100(void **state) {
    (void)state;
    const vro_migration_bounds by = {.after_maturity = 0.5f, .floor = 15};
    assert_near(vro_migration_at(40, 20, 0, 0, by), 60, 0);
    assert_near(vro_migration_at(40, 70, 0, 0, by), 100, 0);
    assert_near(vro_migration_at(40, -30, 0, 0, by), 15, 0);
    assert_near(vro_migration_at(10, -30, 0, 0, by), 10, 0); // never below what it was
    assert_near(vro_migration_at(10, 3, 0, 0, by), 13, 0);   // and free to rise
}

// (1 - f) G(growing) + f G(s).
static void drift_after_maturity_counts_by_its_share(void **state) {
    (void)state;
    const vro_migration_bounds quarter = {.after_maturity = 0.25f}, none = {0};
    assert_near(vro_migration_at(40, 20, 8, 1, quarter), 40 + 6 + 5, 0);
    assert_near(vro_migration_at(40, 20, 8, 1, none), 48, 0);
    assert_near(vro_migration_at(40, 20, 8, 0, quarter), 60, 0);
}

int test_drift(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exposures_are_integrals_of_falling_exponentials),
        cmocka_unit_test(a_drift_is_the_integral_of_the_equation),
        cmocka_unit_test(migration_is_clipped_to_the_floor_and_100),
        cmocka_unit_test(drift_after_maturity_counts_by_its_share),
    };
    return cmocka_run_group_tests_name("drift", tests, NULL, NULL);
}
