// Adverse events, implant removal and other reoperations: who can have them, when they come.
#include "vrosim/model/complication.h"

#include "near.h"
#include "stage.h"

enum { COUNT = 800 };

// Index hips with and without each of osteotomy, release and pelvic osteotomy; half of the bone
// operations in a cast.
#define MIXED                                                                                      \
    SMALL_QUIET                                                                                    \
    "plan.bilateral,fixed,0\nplan.spica,fixed,0.5\nplan.osteotomy,fixed,0.4,,,,vro\n"              \
    "plan.soft_tissue,fixed,0.4,,,,vro\nplan.pelvic,fixed,0.4,,,,vro\n"                            \
    "complication.infection_reoperation,fixed,0\ncomplication.fracture_reoperation,fixed,0\n"      \
    "complication.avn_reoperation,fixed,0\ncomplication.pressure_sore_reoperation,fixed,0\n"       \
    "complication.time,fixed,3\nimplant.removal_time,fixed,15\nimplant.refracture,fixed,0\n"

static stage *operate(const char *lines) {
    stage *self = stage_new("vro", lines, 3);
    stage_load_children(self, 0, COUNT);
    stage_operate(self);
    vro_complication_simulate(&self->hips[0], stage_parameters(self), &self->draws[0],
                              &self->scratch);
    return self;
}

static void without_risks_nothing_happens(void **state) {
    (void)state;
    stage *self = operate(MIXED);
    for (size_t i = 0; i < COUNT; i++) {
        assert_true(isinf(self->hips[0].event_time[VRO_CAUSE_COMPLICATION][i]));
        assert_true(isinf(self->hips[0].event_time[VRO_CAUSE_OTHER][i]));
        assert_true(isinf(self->hips[0].removal[i]));
        assert_int_equal(self->hips[0].history[i] >> VRO_HISTORY_INFECTION & 0xFFFF, 0);
    }
    stage_free(self);
}

static void each_adverse_event_has_its_own_hips_at_risk(void **state) {
    (void)state;
    stage *self = operate(MIXED "complication.infection,fixed,1\ncomplication.fracture,fixed,1\n"
                                "complication.avn,fixed,1\ncomplication.pressure_sore,fixed,1\n");
    const vro_hips *hips = &self->hips[0];
    size_t kinds[5] = {0};
    for (size_t i = 0; i < COUNT; i++) {
        const uint32_t bone = hips->osteotomy[i] | hips->pelvic[i];
        assert_int_equal(vro_history_count(hips->history[i], VRO_HISTORY_INFECTION),
                         hips->operation[i]);
        assert_int_equal(vro_history_count(hips->history[i], VRO_HISTORY_FRACTURE),
                         hips->osteotomy[i]);
        assert_int_equal(vro_history_count(hips->history[i], VRO_HISTORY_AVN), bone);
        assert_int_equal(vro_history_count(hips->history[i], VRO_HISTORY_PRESSURE_SORE),
                         hips->spica[i]);
        assert_true(isinf(hips->event_time[VRO_CAUSE_COMPLICATION][i])); // none needs reoperation
        kinds[hips->operation[i] + hips->osteotomy[i] + bone + hips->spica[i]]++;
    }
    for (int kind = 0; kind < 5; kind++)
        assert_true(kinds[kind] > 0);
    stage_free(self);
}

// One event with a reoperation of probability 1 each time: those hips, and no others, come back.
static void assert_reoperated(const char *lines, vro_history_field count) {
    stage *self = operate(lines);
    size_t reoperated = 0;
    for (size_t i = 0; i < COUNT; i++) {
        const float time = self->hips[0].event_time[VRO_CAUSE_COMPLICATION][i];
        const bool adverse_events = vro_history_count(self->hips[0].history[i], count) > 0;
        assert_near(time, adverse_events ? 0.25 : INFINITY, 0);
        reoperated += adverse_events;
    }
    assert_in_range(reoperated, 1, COUNT - 1);
    stage_free(self);
}

static void each_adverse_event_can_need_reoperation_at_its_time(void **state) {
    (void)state;
    assert_reoperated(MIXED "complication.infection,fixed,0.5\n"
                            "complication.infection_reoperation,fixed,1\n",
                      VRO_HISTORY_INFECTION);
    assert_reoperated(MIXED "complication.fracture,fixed,0.5\n"
                            "complication.fracture_reoperation,fixed,1\n",
                      VRO_HISTORY_FRACTURE);
    assert_reoperated(MIXED "complication.avn,fixed,0.5\ncomplication.avn_reoperation,fixed,1\n",
                      VRO_HISTORY_AVN);
    assert_reoperated(MIXED "complication.pressure_sore,fixed,0.5\n"
                            "complication.pressure_sore_reoperation,fixed,1\n",
                      VRO_HISTORY_PRESSURE_SORE);
}

// 1.5 mm a year from 9 years of age (6, and 3 since) to maturity at 14, none after it.
static void avascular_necrosis_costs_length_and_shape(void **state) {
    (void)state;
    stage *self = stage_new("vro",
                            MIXED "complication.avn,fixed,0.5\ncomplication.avn_shape,fixed,3\n"
                                  "complication.avn_shortening,fixed,1.5\npopulation.age,fixed,6\n"
                                  "complication.infection,fixed,0.5\n"
                                  "growth.maturity_age_female,fixed,14\n"
                                  "growth.maturity_age_male,fixed,14\n",
                            3);
    vro_hips *hips = &self->hips[0];
    size_t affected[2] = {0};
    stage_load_children(self, 0, COUNT);
    stage_operate(self);
    for (size_t i = 0; i < COUNT; i++) {
        hips->start[i] = i % 2 ? 3 : 9;
        hips->bone_shortening[i] = 10;
        hips->shape[i] = 1;
    }
    vro_complication_simulate(hips, stage_parameters(self), &self->draws[0], &self->scratch);
    for (size_t i = 0; i < COUNT; i++) {
        const bool necrosis = vro_history_count(hips->history[i], VRO_HISTORY_AVN) > 0;
        assert_near(hips->bone_shortening[i], necrosis && i % 2 ? 17.5 : 10, 1e-5);
        assert_near(hips->shape[i], necrosis ? 4 : 1, 0);
        affected[necrosis]++;
    }
    assert_true(affected[0] > 0 && affected[1] > 0);
    stage_free(self);
}

static void implants_are_removed_where_there_is_one(void **state) {
    (void)state;
    stage *self = operate(MIXED "implant.removal_probability,fixed,1\n");
    for (size_t i = 0; i < COUNT; i++) {
        assert_near(self->hips[0].removal[i], self->hips[0].osteotomy[i] ? 1.25 : INFINITY, 1e-6);
        assert_true(isinf(self->hips[0].event_time[VRO_CAUSE_COMPLICATION][i]));
        assert_int_equal(vro_history_count(self->hips[0].history[i], VRO_HISTORY_REMOVALS),
                         0); // not yet
    }
    stage_free(self);
}

static void a_refracture_comes_a_month_after_removal(void **state) {
    (void)state;
    stage *self =
        operate(MIXED "implant.removal_probability,fixed,0.6\nimplant.refracture,fixed,1\n");
    size_t removed = 0;
    for (size_t i = 0; i < COUNT; i++) {
        const bool removal = self->hips[0].removal[i] < INFINITY;
        assert_near(self->hips[0].event_time[VRO_CAUSE_COMPLICATION][i],
                    removal ? 16.0 / 12 : INFINITY, 1e-6);
        assert_int_equal(vro_history_count(self->hips[0].history[i], VRO_HISTORY_FRACTURE), 0);
        removed += removal;
    }
    assert_in_range(removed, 1, COUNT - 1);
    stage_free(self);
}

static void the_earlier_of_adverse_event_and_refracture_counts(void **state) {
    (void)state;
    const char *both =
        MIXED "implant.removal_probability,fixed,1\nimplant.refracture,fixed,1\n"
              "complication.fracture,fixed,1\ncomplication.fracture_reoperation,fixed,1\n";
    stage *self = operate(both);
    for (size_t i = 0; i < COUNT; i++)
        assert_near(self->hips[0].event_time[VRO_CAUSE_COMPLICATION][i],
                    self->hips[0].osteotomy[i] ? 0.25 : INFINITY, 1e-6);
    stage_free(self);
    self =
        operate(MIXED "implant.removal_probability,fixed,1\nimplant.refracture,fixed,1\n"
                      "complication.fracture,fixed,1\ncomplication.fracture_reoperation,fixed,1\n"
                      "complication.time,fixed,20\n");
    for (size_t i = 0; i < COUNT; i++)
        assert_near(self->hips[0].event_time[VRO_CAUSE_COMPLICATION][i],
                    self->hips[0].osteotomy[i] ? 16.0 / 12 : INFINITY, 1e-6);
    stage_free(self);
}

static void other_reoperations_follow_operations_only(void **state) {
    (void)state;
    stage *self = operate(MIXED "other.reoperation,fixed,1e6\n");
    for (size_t i = 0; i < COUNT; i++)
        if (self->hips[0].operation[i])
            assert_true(self->hips[0].event_time[VRO_CAUSE_OTHER][i] < 1e-4);
        else
            assert_true(isinf(self->hips[0].event_time[VRO_CAUSE_OTHER][i]));
    stage_free(self);
}

static void another_parameters_shares_the_draws_of_the_same_hips(void **state) {
    (void)state;
    stage *self = operate(MIXED "complication.infection,fixed,0.2\n");
    stage *more = operate(MIXED "complication.infection,fixed,0.4\n");
    size_t added = 0;
    for (size_t i = 0; i < COUNT; i++) {
        const int32_t few = vro_history_count(self->hips[0].history[i], VRO_HISTORY_INFECTION);
        const int32_t many = vro_history_count(more->hips[0].history[i], VRO_HISTORY_INFECTION);
        assert_true(few <= many);
        added += few < many;
    }
    assert_true(added > 0);
    stage_free(more);
    stage_free(self);
}

int test_complication(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_risks_nothing_happens),
        cmocka_unit_test(each_adverse_event_has_its_own_hips_at_risk),
        cmocka_unit_test(each_adverse_event_can_need_reoperation_at_its_time),
        cmocka_unit_test(avascular_necrosis_costs_length_and_shape),
        cmocka_unit_test(implants_are_removed_where_there_is_one),
        cmocka_unit_test(a_refracture_comes_a_month_after_removal),
        cmocka_unit_test(the_earlier_of_adverse_event_and_refracture_counts),
        cmocka_unit_test(other_reoperations_follow_operations_only),
        cmocka_unit_test(another_parameters_shares_the_draws_of_the_same_hips),
    };
    return cmocka_run_group_tests_name("complication", tests, NULL, NULL);
}
