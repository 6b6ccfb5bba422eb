// Healing and loss of position: extremes exactly, moves by hand.
#include "vrosim/model/healing.h"

#include "near.h"
#include "stage.h"

enum { COUNT = 800 };

// An osteotomy in every index hip from 157 to 115 and from 40 to 15 degrees.
#define OPERATED                                                                                   \
    SMALL_QUIET                                                                                    \
    "plan.bilateral,fixed,1\nplan.osteotomy,fixed,1,,,,vro\nplan.soft_tissue,fixed,0,,,,vro\n"     \
    "plan.pelvic,fixed,0,,,,vro\nanatomy.nsa,fixed,157\nanatomy.anteversion,fixed,40\n"            \
    "surgery.nsa_error,fixed,0\nsurgery.anteversion_error,fixed,0\n"                               \
    "loss.angle,fixed,12\nloss.rotation,fixed,5\nloss.tolerance,fixed,10\n"

static stage *heal(const char *lines) {
    stage *self = stage_new("vro", lines, 3);
    stage_load_children(self, 0, COUNT);
    stage_operate(self);
    vro_healing_simulate(&self->hips[0], stage_parameters(self), &self->draws[0], &self->scratch);
    return self;
}

static size_t losses(const stage *self) {
    size_t lost = 0;
    for (size_t i = 0; i < self->hips[0].count; i++)
        lost += self->hips[0].position_lost[i];
    return lost;
}

static void without_hazard_no_position_is_lost(void **state) {
    (void)state;
    stage *self = heal(OPERATED);
    for (size_t i = 0; i < COUNT; i++) {
        assert_int_equal(self->hips[0].position_lost[i], 0);
        assert_true(isinf(self->hips[0].event_time[VRO_CAUSE_LOSS][i]));
        assert_near(self->hips[0].nsa[i], 115, 1e-5);
        assert_near(self->hips[0].tilt[i], 42, 1e-5);
        assert_in_range((uintmax_t)(self->hips[0].healing[i] * 1000), 8000, 12000);
    }
    stage_free(self);
}

static void under_a_huge_hazard_every_position_is_lost_at_once(void **state) {
    (void)state;
    stage *self = heal(OPERATED "loss.hazard,fixed,100\nloss.implant_hr,fixed,100\n"
                                "loss.varus_share,fixed,1\n");
    assert_int_equal(losses(self), COUNT);
    for (size_t i = 0; i < COUNT; i++) {
        assert_near(self->hips[0].nsa[i], 103, 1e-4);
        assert_near(self->hips[0].tilt[i], 54, 1e-4);
        assert_near(self->hips[0].anteversion[i], 20, 1e-4);
        assert_near(self->hips[0].nsa_reference[i], 157, 0);
        assert_true(self->hips[0].event_time[VRO_CAUSE_LOSS][i] < 1e-3);
    }
    stage_free(self);
}

static void a_loss_into_valgus_takes_varus_back(void **state) {
    (void)state;
    stage *self = heal(OPERATED "loss.hazard,fixed,100\nloss.varus_share,fixed,0\n");
    assert_int_equal(losses(self), COUNT);
    for (size_t i = 0; i < COUNT; i++) {
        assert_near(self->hips[0].nsa[i], 127, 1e-4);
        assert_near(self->hips[0].tilt[i], 30, 1e-4);
    }
    stage_free(self);
}

static void a_loss_within_tolerance_is_accepted(void **state) {
    (void)state;
    stage *self = heal(OPERATED "loss.hazard,fixed,100\nloss.tolerance,fixed,12\n");
    assert_int_equal(losses(self), COUNT);
    for (size_t i = 0; i < COUNT; i++)
        assert_true(isinf(self->hips[0].event_time[VRO_CAUSE_LOSS][i]));
    stage_free(self);
}

static void a_loss_stops_at_the_limits_of_the_angles(void **state) {
    (void)state;
    stage *self = heal(OPERATED "loss.hazard,fixed,100\nloss.angle,fixed,70\n"
                                "loss.varus_share,fixed,0.5\nloss.rotation,fixed,-180\n");
    size_t varus = 0;
    for (size_t i = 0; i < COUNT; i++) {
        varus += self->hips[0].nsa[i] == 80;
        assert_near(self->hips[0].tilt[i], self->hips[0].nsa[i] == 80 ? 77 : -23, 1e-4);
        assert_true(self->hips[0].nsa[i] == 80 || self->hips[0].nsa[i] == 180);
        assert_near(self->hips[0].anteversion[i], -40, 0);
    }
    assert_in_range(varus, 1, COUNT - 1);
    stage_free(self);
}

// Exponential in weeks from the slot, here at 0.07 a week; in years of 365.25 days. Healing takes
// 10 weeks.
static void a_loss_comes_at_its_time_before_healing(void **state) {
    (void)state;
    stage *self = heal(OPERATED "loss.hazard,fixed,0.07\nhealing.time,fixed,10\n"
                                "loss.fragility_log_hr,fixed,0\nloss.age_log_hr,fixed,0\n"
                                "plan.spica,fixed,1\n");
    const uint32_t *uniforms = vro_episode_draws_uniforms(&self->draws[0], VRO_SLOT_LOSS_TIME);
    for (size_t i = 0; i < COUNT; i++) {
        const double weeks = -log1p(-ldexp(uniforms[i] + 0.5, -32)) / 0.07;
        assert_int_equal(self->hips[0].position_lost[i], weeks < 10);
        assert_near(self->hips[0].event_time[VRO_CAUSE_LOSS][i],
                    weeks < 10 ? weeks * 7 / 365.25 : INFINITY, 1e-6 * weeks);
    }
    assert_in_range(losses(self), 1, COUNT - 1);
    stage_free(self);
}

static void delays_of_probability_1_add_to_every_healing(void **state) {
    (void)state;
    stage *self = heal(OPERATED "healing.time,fixed,9\nhealing.delayed,fixed,1\n"
                                "healing.delay,fixed,2.5\n");
    for (size_t i = 0; i < COUNT; i++)
        assert_near(self->hips[0].healing[i], 11.5, 0);
    stage_free(self);
}

// With log ratios by age and by fragility; both stretch the delay too.
static void assert_stretched(const char *lines, double older, double fragility) {
    stage *self = heal(lines);
    const vro_hips *hips = &self->hips[0];
    for (size_t i = 0; i < COUNT; i++) {
        const double ratio = exp(older * (hips->age[i] - 8.0) + fragility * hips->fragility[i]);
        assert_near(hips->healing[i], 11.5 * ratio, 1e-5 * ratio * 11.5);
    }
    stage_free(self);
}

#define DELAYED OPERATED "healing.time,fixed,9\nhealing.delayed,fixed,1\nhealing.delay,fixed,2.5\n"

static void healing_takes_longer_in_older_and_fragile_bones(void **state) {
    (void)state;
    assert_stretched(DELAYED "healing.age_log_ratio,fixed,0.05\n", 0.05, 0);
    assert_stretched(DELAYED "healing.fragility_log_ratio,fixed,0.2\n", 0, 0.2);
    assert_stretched(DELAYED "healing.age_log_ratio,fixed,0.05\n"
                             "healing.fragility_log_ratio,fixed,0.2\n",
                     0.05, 0.2);
}

// Three years after the index operation the bone is three years older.
static void healing_and_loss_go_by_the_age_at_the_operation(void **state) {
    (void)state;
    stage *self = stage_new("vro",
                            OPERATED "healing.time,fixed,10\nhealing.age_log_ratio,fixed,0.05\n"
                                     "loss.hazard,fixed,0.01\nloss.age_log_hr,fixed,0.1\n"
                                     "loss.fragility_log_hr,fixed,0\npopulation.age,fixed,7\n"
                                     "plan.spica,fixed,1\n",
                            3);
    vro_hips *hips = &self->hips[0];
    stage_load_children(self, 0, 2);
    stage_operate(self);
    hips->start[1] = 3;
    vro_healing_simulate(hips, stage_parameters(self), &self->draws[0], &self->scratch);
    assert_near(hips->healing[0], 10 * exp(-0.05), 1e-5);
    assert_near(hips->healing[1], 10 * exp(0.1), 1e-5);
    assert_near(hips->loss_hazard[0], 0.01 * exp(-0.1), 1e-8);
    assert_near(hips->loss_hazard[1], 0.01 * exp(0.2), 1e-8);
    stage_free(self);
}

static void a_hip_without_osteotomy_has_no_position_to_lose(void **state) {
    (void)state;
    stage *self = heal(OPERATED "loss.hazard,fixed,100\nplan.osteotomy,fixed,0.5,,,,vro\n"
                                "plan.pelvic,fixed,1,,,,vro\n");
    for (size_t i = 0; i < COUNT; i++) {
        assert_int_equal(self->hips[0].position_lost[i], self->hips[0].osteotomy[i]);
        assert_int_equal(isinf(self->hips[0].event_time[VRO_CAUSE_LOSS][i]) == 0,
                         self->hips[0].osteotomy[i]);
    }
    assert_in_range(losses(self), 1, COUNT - 1);
    stage_free(self);
}

// With the hazard of unprotected hips at 0 only casts lose position, with a ratio of 0 for the
// implant none does.
static void hazard_ratios_multiply_the_hazard(void **state) {
    (void)state;
    stage *self = heal(OPERATED "loss.hazard,fixed,100\nloss.no_spica_hr,fixed,0\n"
                                "plan.spica,fixed,0.5\n");
    for (size_t i = 0; i < COUNT; i++)
        assert_int_equal(self->hips[0].position_lost[i], self->hips[0].spica[i]);
    assert_in_range(losses(self), 1, COUNT - 1);
    stage_free(self);
    self = heal(OPERATED "loss.hazard,fixed,100\nloss.implant_hr,fixed,0\n");
    assert_int_equal(losses(self), 0);
    stage_free(self);
}

// The log ratios are so strong that the sign of fragility, or of age less 8, decides alone.
static void fragile_and_older_bones_lose_position(void **state) {
    (void)state;
    stage *self = heal(OPERATED "loss.hazard,fixed,0.1\nloss.fragility_log_hr,fixed,5\n"
                                "loss.age_log_hr,fixed,0\n");
    for (size_t i = 0; i < COUNT; i++)
        if (fabsf(self->hips[0].fragility[i]) > 2)
            assert_int_equal(self->hips[0].position_lost[i], self->hips[0].fragility[i] > 0);
    stage_free(self);
    self = heal(OPERATED "loss.hazard,fixed,0.1\nloss.fragility_log_hr,fixed,0\n"
                         "loss.age_log_hr,fixed,2\n");
    for (size_t i = 0; i < COUNT; i++)
        if (fabsf(self->hips[0].age[i] - 8) > 4)
            assert_int_equal(self->hips[0].position_lost[i], self->hips[0].age[i] > 8);
    stage_free(self);
}

int test_healing(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_hazard_no_position_is_lost),
        cmocka_unit_test(under_a_huge_hazard_every_position_is_lost_at_once),
        cmocka_unit_test(a_loss_into_valgus_takes_varus_back),
        cmocka_unit_test(a_loss_within_tolerance_is_accepted),
        cmocka_unit_test(a_loss_stops_at_the_limits_of_the_angles),
        cmocka_unit_test(a_loss_comes_at_its_time_before_healing),
        cmocka_unit_test(delays_of_probability_1_add_to_every_healing),
        cmocka_unit_test(healing_takes_longer_in_older_and_fragile_bones),
        cmocka_unit_test(healing_and_loss_go_by_the_age_at_the_operation),
        cmocka_unit_test(a_hip_without_osteotomy_has_no_position_to_lose),
        cmocka_unit_test(hazard_ratios_multiply_the_hazard),
        cmocka_unit_test(fragile_and_older_bones_lose_position),
    };
    return cmocka_run_group_tests_name("healing", tests, NULL, NULL);
}
