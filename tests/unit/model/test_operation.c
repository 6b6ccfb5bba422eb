// Operating: who has which procedure, and what it does to the hip, worked out by hand.
#include "vrosim/model/operation.h"

#include "near.h"
#include "stage.h"

enum { COUNT = 300 };

// Every distribution fixed, so that an operation can be followed on paper.
#define ON_PAPER                                                                                   \
    SMALL_QUIET                                                                                    \
    "population.age,fixed,8\ngrowth.maturity_age_female,fixed,11\n"                                \
    "growth.maturity_age_male,fixed,11\nanatomy.nsa,fixed,157\nanatomy.anteversion,fixed,40\n"     \
    "anatomy.acetabular_index,fixed,28\nanatomy.migration,fixed,50\n"                              \
    "anatomy.migration_other,fixed,50\nanatomy.femur_width,fixed,20\n"                             \
    "anatomy.femur_width_growth,fixed,0.8\nsurgery.nsa_error,fixed,2\n"                            \
    "surgery.anteversion_error,fixed,-3\nsurgery.wedge_share,fixed,0.25\n"                         \
    "surgery.pelvic_correction,fixed,18\nsurgery.reduction_soft_tissue,fixed,0.1\n"                \
    "surgery.reduction_osteotomy,fixed,0.5\nsurgery.reduction_pelvic,fixed,0.6\n"                  \
    "surgery.max_residual,fixed,100\nplan.target_nsa,fixed,115\nplan.target_anteversion,fixed,"    \
    "15\n"                                                                                         \
    "plan.shortening,fixed,4\nlength.overgrowth,fixed,3\nmigration.soft_tissue_ratio,fixed,0.3\n"  \
    "plan.bilateral,fixed,0\n"

// The only procedures of the index operation.
#define VARUS                                                                                      \
    "plan.osteotomy,fixed,1,,,,vro\nplan.soft_tissue,fixed,0,,,,vro\nplan.pelvic,fixed,0,,,,vro\n"
#define RELEASE                                                                                    \
    "plan.osteotomy,fixed,0,,,,vro\nplan.soft_tissue,fixed,1,,,,vro\nplan.pelvic,fixed,0,,,,vro\n"
#define ROOF                                                                                       \
    "plan.osteotomy,fixed,0,,,,vro\nplan.soft_tissue,fixed,0,,,,vro\nplan.pelvic,fixed,1,,,,vro\n"
#define ALL                                                                                        \
    "plan.osteotomy,fixed,1,,,,vro\nplan.soft_tissue,fixed,1,,,,vro\nplan.pelvic,fixed,1,,,,vro\n"

static stage *open_stage(const char *lines) {
    stage *self = stage_new("vro", lines, 3);
    stage_load_children(self, 0, COUNT);
    return self;
}

// 157 to 115 + 2 degrees: 40 of varus; the wedge is 0.25 * 20 mm * tan 40; the bone has half of its
// overgrowth left 3 years before maturity.
static void an_osteotomy_turns_and_shortens(void **state) {
    (void)state;
    stage *self = open_stage(ON_PAPER VARUS);
    const vro_hips *hips = &self->hips[0];
    stage_operate(self);
    assert_near(hips->nsa[0], 117, 1e-5);
    assert_near(hips->nsa_reference[0], 157, 0);
    assert_near(hips->tilt[0], 40, 1e-5);
    assert_near(hips->anteversion[0], 12, 1e-5);
    assert_near(hips->anteversion_reference[0], 40, 0);
    assert_near(hips->bone_shortening[0], 5 * tan(40 * M_PI / 180) + 4 - 1.5, 1e-5);
    assert_near(hips->acetabular_index[0], 28, 0);
    assert_near(hips->migration[0], 25, 1e-5);
    assert_near(hips->release[0], 1, 0);
    assert_int_equal(vro_history_count(hips->history[0], VRO_HISTORY_OPERATIONS), 1);
    assert_int_equal(hips->history[0] >> VRO_HISTORY_OSTEOTOMY, 1);
    stage_free(self);
}

static void a_release_leaves_the_bone_alone(void **state) {
    (void)state;
    stage *self = open_stage(ON_PAPER RELEASE "surgery.max_residual,fixed,10\n");
    const vro_hips *hips = &self->hips[0];
    stage_operate(self);
    assert_near(hips->nsa[0], 157, 0);
    assert_near(hips->bone_shortening[0], 0, 0);
    assert_near(hips->migration[0], 45, 1e-5);
    assert_near(hips->release[0], 0.3, 1e-7);
    assert_int_equal(hips->spica[0], 0);
    assert_int_equal(vro_history_count(hips->history[0], VRO_HISTORY_OPERATIONS), 1);
    assert_int_equal(hips->history[0] >> VRO_HISTORY_OSTEOTOMY, 0);
    stage_free(self);
}

static void a_pelvic_osteotomy_tilts_the_roof_but_not_below_5_degrees(void **state) {
    (void)state;
    stage *self = open_stage(ON_PAPER ROOF);
    self->hips[0].acetabular_index[1] = 22.5f;
    stage_operate(self);
    assert_near(self->hips[0].acetabular_index[0], 10, 1e-5);
    assert_near(self->hips[0].acetabular_index[1], 5, 0);
    assert_near(self->hips[0].migration[0], 20, 1e-5);
    assert_near(self->hips[0].nsa[0], 157, 0);
    assert_int_equal(self->hips[0].history[0] >> VRO_HISTORY_OSTEOTOMY, 0);
    stage_free(self);
}

static void reductions_multiply_and_leave_at_most_the_residual(void **state) {
    (void)state;
    stage *self = open_stage(ON_PAPER ALL "surgery.max_residual,fixed,12\n");
    self->hips[0].migration[1] = 80;
    stage_operate(self);
    assert_near(self->hips[0].migration[0], 50 * 0.9 * 0.5 * 0.4, 1e-5);
    assert_near(self->hips[0].migration[1], 12, 0); // 14.4
    stage_free(self);
}

static void reductions_are_clipped_to_0_and_1(void **state) {
    (void)state;
    stage *self = open_stage(ON_PAPER VARUS "surgery.reduction_osteotomy,fixed,1.5\n");
    stage_operate(self);
    assert_near(self->hips[0].migration[0], 0, 0);
    stage_free(self);
    self = open_stage(ON_PAPER VARUS "surgery.reduction_osteotomy,fixed,-0.5\n");
    stage_operate(self);
    assert_near(self->hips[0].migration[0], 50, 0);
    stage_free(self);
}

// A neck already below the target is not straightened; a target of 180 is a pure derotation. Both
// keep the error.
static void only_the_error_is_left_where_nothing_is_to_correct(void **state) {
    (void)state;
    stage *self = open_stage(ON_PAPER VARUS);
    self->hips[0].nsa[0] = 110;
    self->hips[0].anteversion[0] = 5;
    stage_operate(self);
    assert_near(self->hips[0].nsa[0], 112, 1e-5);
    assert_near(self->hips[0].tilt[0], -2, 1e-5);
    assert_near(self->hips[0].anteversion[0], 2, 1e-5);
    assert_near(self->hips[0].bone_shortening[0], 4 - 1.5, 1e-5); // no wedge for a loss of varus
    stage_free(self);
    self = open_stage(ON_PAPER VARUS "plan.target_nsa,fixed,180\n");
    stage_operate(self);
    assert_near(self->hips[0].nsa[0], 159, 1e-5);
    assert_near(self->hips[0].anteversion[0], 12, 1e-5);
    stage_free(self);
}

static void angles_stay_within_their_limits(void **state) {
    (void)state;
    stage *self = open_stage(ON_PAPER VARUS "surgery.nsa_error,fixed,-60\n"
                                            "surgery.anteversion_error,fixed,-80\n");
    stage_operate(self);
    assert_near(self->hips[0].nsa[0], 80, 0);
    assert_near(self->hips[0].anteversion[0], -40, 0);
    stage_free(self);
    self = open_stage(ON_PAPER VARUS "surgery.nsa_error,fixed,90\n"
                                     "surgery.anteversion_error,fixed,90\n");
    stage_operate(self);
    assert_near(self->hips[0].nsa[0], 180, 0);
    assert_near(self->hips[0].anteversion[0], 90, 0);
    stage_free(self);
}

static void an_unoperated_other_hip_stays_as_it_is(void **state) {
    (void)state;
    stage *self = open_stage(ON_PAPER ALL);
    stage_operate(self);
    const vro_hips *other = &self->hips[1];
    for (size_t i = 0; i < COUNT; i++) {
        assert_int_equal(other->operation[i], 0);
        assert_int_equal(other->spica[i], 0);
        assert_near(other->nsa[i], 157, 0);
        assert_near(other->migration[i], 50, 0);
        assert_near(other->release[i], 1, 0);
        assert_int_equal(other->history[i], 0);
    }
    stage_free(self);
}

static void bilateral_surgery_has_one_spica_and_own_procedures(void **state) {
    (void)state;
    stage *self = open_stage(ON_PAPER "plan.bilateral,fixed,0.5\nplan.spica,fixed,0.5\n"
                                      "plan.spica_weeks,uniform,,,4,8\n"
                                      "plan.osteotomy,fixed,0.5,,,,vro\n");
    const vro_hips *hips = &self->hips[0], *other = &self->hips[1];
    size_t differ = 0, operated = 0, casts[2] = {0};
    stage_operate(self);
    for (size_t i = 0; i < COUNT; i++) {
        operated += other->osteotomy[i];
        assert_true(self->bilateral[i] || !other->operation[i]);
        differ += self->bilateral[i] && hips->osteotomy[i] != other->osteotomy[i];
        if (hips->osteotomy[i] && other->osteotomy[i]) {
            assert_int_equal(hips->spica[i], other->spica[i]);
            assert_near(hips->spica_weeks[i], other->spica_weeks[i], 0);
            casts[hips->spica[i]]++;
        }
        assert_true(hips->osteotomy[i] || !hips->spica[i]);
    }
    assert_true(differ > 0 && operated > 0 && casts[0] > 0 && casts[1] > 0);
    stage_free(self);
}

// Bits: osteotomy, soft tissue, pelvic, spica.
static uint32_t done_to(const vro_hips *hips, size_t i) {
    return hips->osteotomy[i] | hips->soft_tissue[i] << 1 | hips->pelvic[i] << 2 |
           hips->spica[i] << 3;
}

static void plans_of_probability_0_and_1_are_followed(void **state) {
    (void)state;
    stage *self = open_stage(ON_PAPER ALL "plan.bilateral,fixed,1\nplan.spica,fixed,1\n");
    stage_operate(self);
    for (unsigned hip = 0; hip < VRO_HIPS; hip++)
        for (size_t i = 0; i < COUNT; i++)
            assert_int_equal(done_to(&self->hips[hip], i), 15);
    stage_free(self);
    self =
        open_stage(ON_PAPER ALL "plan.bilateral,fixed,1\nplan.spica,fixed,0\n"
                                "plan.osteotomy,fixed,0,,,,vro\nplan.soft_tissue,fixed,0,,,,vro\n"
                                "plan.pelvic,fixed,0,,,,vro\n");
    stage_operate(self);
    for (unsigned hip = 0; hip < VRO_HIPS; hip++)
        for (size_t i = 0; i < COUNT; i++) {
            assert_int_equal(done_to(&self->hips[hip], i), 0);
            assert_int_equal(self->hips[hip].operation[i] | self->hips[hip].history[i], 0);
        }
    stage_free(self);
}

// Reoperates on all hips for a cause, as in episode 1.
static void reoperate(stage *self, vro_cause cause, uint32_t history) {
    stage_begin_episode(self, 1, cause);
    for (unsigned hip = 0; hip < VRO_HIPS; hip++) {
        for (size_t i = 0; i < COUNT; i++)
            self->hips[hip].history[i] = history;
        vro_operation_plan_reoperation(&self->hips[hip], stage_parameters(self), &self->draws[hip]);
    }
}

// Expected: [osteotomy, soft tissue, pelvic].
static void assert_procedures(const stage *self, uint32_t osteotomy, uint32_t soft_tissue,
                              uint32_t pelvic) {
    const uint32_t done = osteotomy | soft_tissue << 1 | pelvic << 2 | (osteotomy | pelvic) << 3;
    for (unsigned hip = 0; hip < VRO_HIPS; hip++)
        for (size_t i = 0; i < COUNT; i++) {
            assert_int_equal(done_to(&self->hips[hip], i), done);
            assert_int_equal(self->hips[hip].operation[i], 1);
        }
}

static void procedures_of_a_reoperation_follow_from_its_cause(void **state) {
    (void)state;
    const uint32_t ever = 1u << VRO_HISTORY_OSTEOTOMY;
    stage *self = open_stage(ON_PAPER "plan.spica,fixed,1\ncomplication.osteotomy,fixed,1\n"
                                      "rescue.osteotomy,fixed,1\nrescue.soft_tissue,fixed,1\n"
                                      "rescue.pelvic,fixed,1\nother.soft_tissue,fixed,1\n");
    reoperate(self, VRO_CAUSE_LOSS, ever);
    assert_procedures(self, 1, 0, 0);
    reoperate(self, VRO_CAUSE_COMPLICATION, ever);
    assert_procedures(self, 1, 0, 0);
    reoperate(self, VRO_CAUSE_COMPLICATION, 0);
    assert_procedures(self, 0, 0, 0);
    reoperate(self, VRO_CAUSE_MIGRATION, 0);
    assert_procedures(self, 1, 1, 1);
    reoperate(self, VRO_CAUSE_OTHER, ever);
    assert_procedures(self, 0, 1, 0);
    reoperate(self, VRO_CAUSE_SESSION, 0);
    assert_procedures(self, 1, 0, 0);
    stage_free(self);
}

static void rescues_of_probability_0_operate_on_nothing(void **state) {
    (void)state;
    const uint32_t ever = 1u << VRO_HISTORY_OSTEOTOMY;
    stage *self = open_stage(ON_PAPER "plan.spica,fixed,1\ncomplication.osteotomy,fixed,0\n"
                                      "rescue.osteotomy,fixed,0\nrescue.soft_tissue,fixed,0\n"
                                      "rescue.pelvic,fixed,0\nother.soft_tissue,fixed,0\n");
    const vro_cause causes[] = {VRO_CAUSE_COMPLICATION, VRO_CAUSE_MIGRATION, VRO_CAUSE_OTHER};
    for (size_t c = 0; c < 3; c++) {
        reoperate(self, causes[c], ever);
        assert_procedures(self, 0, 0, 0);
    }
    reoperate(self, VRO_CAUSE_LOSS, ever);
    assert_procedures(self, 1, 0, 0);
    reoperate(self, VRO_CAUSE_SESSION, 0);
    assert_procedures(self, 1, 0, 0);
    stage_free(self);
}

// Drawn between 4 and 8 weeks: anew for each side and episode but the first.
static void a_later_spica_has_weeks_of_its_own(void **state) {
    (void)state;
    stage *self = open_stage(ON_PAPER ALL "plan.bilateral,fixed,1\nplan.spica,fixed,1\n"
                                          "plan.spica_weeks,uniform,,,4,8\n");
    stage_operate(self);
    const vro_hips *index = &self->hips[0], *other = &self->hips[1];
    float first[COUNT];
    for (size_t i = 0; i < COUNT; i++) {
        first[i] = index->spica_weeks[i];
        assert_in_range((uintmax_t)(1000 * first[i]), 4000, 8000);
    }
    reoperate(self, VRO_CAUSE_LOSS, 0);
    for (size_t i = 0; i < COUNT; i++) {
        assert_true(index->spica_weeks[i] != first[i]);
        assert_true(index->spica_weeks[i] != other->spica_weeks[i]);
        assert_in_range((uintmax_t)(1000 * other->spica_weeks[i]), 4000, 8000);
    }
    stage_free(self);
}

static void a_rescue_is_remembered_and_a_session_is_none(void **state) {
    (void)state;
    stage *self = open_stage(ON_PAPER "rescue.osteotomy,fixed,0\nrescue.pelvic,fixed,0\n"
                                      "rescue.soft_tissue,fixed,0\n");
    const vro_cause causes[] = {VRO_CAUSE_LOSS, VRO_CAUSE_COMPLICATION, VRO_CAUSE_MIGRATION,
                                VRO_CAUSE_OTHER, VRO_CAUSE_SESSION};
    for (size_t c = 0; c < sizeof causes / sizeof *causes; c++) {
        reoperate(self, causes[c], 0);
        vro_operation_operate(&self->hips[1], stage_parameters(self), &self->draws[1]);
        const uint32_t history = self->hips[1].history[0];
        assert_int_equal(history >> VRO_HISTORY_RESCUE & 1, causes[c] == VRO_CAUSE_MIGRATION);
        assert_int_equal(vro_history_count(history, VRO_HISTORY_OPERATIONS), 1);
    }
    stage_free(self);
}

// It starts from the angles at hand, and has its shortening and reduction, unlike a refixation.
static void a_session_operates_like_a_first_osteotomy(void **state) {
    (void)state;
    stage *self = open_stage(ON_PAPER VARUS);
    vro_hips *other = &self->hips[1];
    stage_operate(self);
    reoperate(self, VRO_CAUSE_SESSION, 0);
    vro_operation_operate(other, stage_parameters(self), &self->draws[1]);
    assert_near(other->nsa[0], 117, 1e-5);
    assert_near(other->nsa_reference[0], 157, 0);
    assert_near(other->migration[0], 25, 1e-5);
    assert_near(other->bone_shortening[0], 5 * tan(40 * M_PI / 180) + 4 - 1.5, 1e-5);
    stage_free(self);
}

// A hip of 157 degrees brought to 117 that fell back to 130: the refixation aims at 115 again from
// the angles before the first operation, plans no shortening and leaves the migration alone.
static void a_refixation_keeps_the_reference(void **state) {
    (void)state;
    stage *self = open_stage(ON_PAPER VARUS);
    vro_hips *hips = &self->hips[0];
    stage_operate(self);
    const float before = hips->bone_shortening[0];
    hips->nsa[0] = 130;
    hips->tilt[0] = 27;
    hips->anteversion[0] = 30;
    hips->migration[0] = 60;
    hips->start[0] = 1.5f;
    reoperate(self, VRO_CAUSE_LOSS, hips->history[0]);
    vro_operation_operate(hips, stage_parameters(self), &self->draws[0]);
    assert_near(hips->nsa_reference[0], 157, 0);
    assert_near(hips->anteversion_reference[0], 40, 0);
    assert_near(hips->nsa[0], 117, 1e-5);
    assert_near(hips->anteversion[0], 12, 1e-5);
    assert_near(hips->tilt[0], 40, 1e-5);
    assert_near(hips->migration[0], 60, 0);
    // Femur 21.2 mm wide at 9.5 years; a quarter of the overgrowth.
    assert_near(hips->bone_shortening[0] - before, 0.25 * 21.2 * tan(13 * M_PI / 180) - 0.75, 1e-5);
    assert_int_equal(vro_history_count(hips->history[0], VRO_HISTORY_OPERATIONS), 2);
    stage_free(self);
}

// The same hip operated on for migration starts anew from where it stands.
static void a_rescue_starts_from_the_angles_at_hand(void **state) {
    (void)state;
    stage *self = open_stage(ON_PAPER VARUS "rescue.osteotomy,fixed,1\n");
    vro_hips *hips = &self->hips[0];
    stage_operate(self);
    hips->nsa[0] = 130;
    hips->migration[0] = 60;
    hips->start[0] = 6; // 14 years old, mature at 11
    const float before = hips->bone_shortening[0];
    reoperate(self, VRO_CAUSE_MIGRATION, hips->history[0]);
    hips->pelvic[0] = hips->soft_tissue[0] = 0;
    vro_operation_operate(hips, stage_parameters(self), &self->draws[0]);
    assert_near(hips->nsa_reference[0], 130, 0);
    assert_near(hips->anteversion_reference[0], 12, 1e-5);
    assert_near(hips->nsa[0], 117, 1e-5);
    assert_near(hips->anteversion[0], 9, 1e-5); // min(12, 15) - 3
    assert_near(hips->migration[0], 30, 1e-5);
    // Femur 22.4 mm wide since maturity; no overgrowth after it.
    assert_near(hips->bone_shortening[0] - before, 0.25 * 22.4 * tan(13 * M_PI / 180) + 4, 1e-5);
    stage_free(self);
}

static void a_worn_off_release_is_renewed_and_a_better_one_kept(void **state) {
    (void)state;
    stage *self = open_stage(ON_PAPER RELEASE);
    self->hips[0].release[0] = 0.8f;
    self->hips[0].release[1] = 0.1f;
    stage_operate(self);
    assert_near(self->hips[0].release[0], 0.3, 1e-7);
    assert_near(self->hips[0].release[1], 0.1, 1e-7);
    stage_free(self);
}

int test_operation(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_osteotomy_turns_and_shortens),
        cmocka_unit_test(a_release_leaves_the_bone_alone),
        cmocka_unit_test(a_pelvic_osteotomy_tilts_the_roof_but_not_below_5_degrees),
        cmocka_unit_test(reductions_multiply_and_leave_at_most_the_residual),
        cmocka_unit_test(reductions_are_clipped_to_0_and_1),
        cmocka_unit_test(only_the_error_is_left_where_nothing_is_to_correct),
        cmocka_unit_test(angles_stay_within_their_limits),
        cmocka_unit_test(an_unoperated_other_hip_stays_as_it_is),
        cmocka_unit_test(bilateral_surgery_has_one_spica_and_own_procedures),
        cmocka_unit_test(plans_of_probability_0_and_1_are_followed),
        cmocka_unit_test(procedures_of_a_reoperation_follow_from_its_cause),
        cmocka_unit_test(rescues_of_probability_0_operate_on_nothing),
        cmocka_unit_test(a_later_spica_has_weeks_of_its_own),
        cmocka_unit_test(a_rescue_is_remembered_and_a_session_is_none),
        cmocka_unit_test(a_session_operates_like_a_first_osteotomy),
        cmocka_unit_test(a_refixation_keeps_the_reference),
        cmocka_unit_test(a_rescue_starts_from_the_angles_at_hand),
        cmocka_unit_test(a_worn_off_release_is_renewed_and_a_better_one_kept),
    };
    return cmocka_run_group_tests_name("operation", tests, NULL, NULL);
}
