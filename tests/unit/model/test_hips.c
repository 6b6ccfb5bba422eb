// Hips from episode to episode: what they start with, keep, and write back.
#include "vrosim/model/hips.h"

#include "near.h"
#include "stage.h"

#include <string.h>

enum { COUNT = 6 };

static int open_stage(void **state) {
    stage *self = stage_new("vro",
                            "migration.rate,fixed,9\nmigration.tone_sd,fixed,0.6\n"
                            "migration.age_tone_correlation,fixed,0.28\n",
                            3);
    *state = self;
    return 0;
}

static int close_stage(void **state) {
    stage_free(*state);
    return 0;
}

static int load_children(void **state) {
    stage_load_children(*state, 40, COUNT);
    return 0;
}

static void assert_untouched(const vro_hips *hips, const vro_children *children, size_t i) {
    const unsigned hip = hips->hip;
    assert_int_equal(hips->child[i], i);
    assert_near(hips->nsa[i], children->nsa[hip][i], 0);
    assert_near(hips->nsa_reference[i], children->nsa[hip][i], 0);
    assert_near(hips->anteversion[i], children->anteversion[hip][i], 0);
    assert_near(hips->anteversion_reference[i], children->anteversion[hip][i], 0);
    assert_near(hips->acetabular_index[i], children->acetabular_index[hip][i], 0);
    assert_near(hips->migration[i], children->migration[hip][i], 0);
    assert_near(hips->shape[i], children->shape[hip][i], 0);
    assert_near(hips->start[i] + hips->tilt[i] + hips->bone_shortening[i], 0, 0);
    assert_near(hips->release[i], 1, 0);
    assert_int_equal(hips->history[i], 0);
    assert_int_equal(hips->cause[i], VRO_CAUSE_NONE);
}

static void a_loaded_hip_is_the_childs_and_untouched(void **state) {
    const stage *self = *state;
    for (unsigned hip = 0; hip < VRO_HIPS; hip++) {
        assert_int_equal(self->hips[hip].count, COUNT);
        assert_int_equal(self->hips[hip].lanes, 8);
        assert_int_equal(self->hips[hip].hip, hip);
        assert_int_equal(self->hips[hip].episode, 0);
        for (size_t i = 0; i < COUNT; i++)
            assert_untouched(&self->hips[hip], &self->children, i);
    }
}

static void both_hips_share_what_belongs_to_the_child(void **state) {
    const stage *self = *state;
    const vro_children *children = &self->children;
    for (unsigned hip = 0; hip < VRO_HIPS; hip++)
        for (size_t i = 0; i < COUNT; i++) {
            assert_near(self->hips[hip].age[i], children->age[i], 0);
            assert_near(self->hips[hip].maturity[i], children->maturity[i], 0);
            assert_near(self->hips[hip].fragility[i], children->fragility[i], 0);
            assert_near(self->hips[hip].phase[i], children->visit_phase[i], 0);
            assert_true(self->hips[hip].state[i] == children->state[i]);
        }
}

// rate e^(sd (sqrt(1 - r^2) tone_z - r z_age)), r = 0.28: who needs surgery young moves fast.
static void tone_is_drawn_and_goes_with_the_age(void **state) {
    const stage *self = *state;
    const vro_children *children = &self->children;
    for (size_t i = 0; i < COUNT; i++) {
        const double tone =
            exp(0.6 * (0.96 * children->tone_score[i] - 0.28 * children->age_score[i]));
        assert_near(self->hips[0].rate[i], 9 * tone, 1e-5 * tone);
    }
}

// With a correlation of 1 the age decides alone, and the youngest move fastest.
static void tone_and_age_correlate(void **state) {
    (void)state;
    stage *self = stage_new("vro",
                            "migration.rate,fixed,9\nmigration.tone_sd,fixed,0.6\n"
                            "migration.age_tone_correlation,fixed,1\n",
                            3);
    stage_load_children(self, 0, VRO_CHUNK);
    for (size_t i = 0; i < VRO_CHUNK; i++)
        for (size_t j = i + 1; j < VRO_CHUNK; j++)
            if (self->children.age[i] < self->children.age[j])
                assert_true(self->hips[0].rate[i] >= self->hips[0].rate[j]);
    stage_free(self);
}

// Hips 1, 4 and 5 have an event; each column gets values of its own.
static void set_up_events(vro_hips *hips) {
    for (size_t i = 0; i < hips->count; i++) {
        const float x = (float)i;
        float *const columns[] = {hips->end,
                                  hips->nsa,
                                  hips->anteversion,
                                  hips->migration,
                                  hips->nsa_reference,
                                  hips->anteversion_reference,
                                  hips->tilt,
                                  hips->release,
                                  hips->bone_shortening,
                                  hips->shape,
                                  hips->acetabular_index};
        for (size_t k = 0; k < sizeof columns / sizeof *columns; k++)
            columns[k][i] = 100 * (float)(k + 1) + x;
        hips->start[i] = x / 4;
        hips->history[i] = (uint32_t)(1000 + i);
        hips->next_time[i] = x / 2;
        hips->next_cause[i] = VRO_CAUSE_NONE;
    }
    hips->next_cause[1] = VRO_CAUSE_MIGRATION;
    hips->next_cause[4] = VRO_CAUSE_LOSS;
    hips->next_cause[5] = VRO_CAUSE_SESSION;
}

static void assert_carried(const vro_hips *hips, size_t i, const vro_hips *from, size_t place) {
    assert_near(hips->nsa[i], from->nsa[place], 0);
    assert_near(hips->anteversion[i], from->anteversion[place], 0);
    assert_near(hips->acetabular_index[i], from->acetabular_index[place], 0);
    assert_near(hips->migration[i], from->migration[place], 0);
    assert_near(hips->shape[i], from->shape[place], 0);
    assert_near(hips->nsa_reference[i], from->nsa_reference[place], 0);
    assert_near(hips->anteversion_reference[i], from->anteversion_reference[place], 0);
    assert_near(hips->tilt[i], from->tilt[place], 0);
    assert_near(hips->bone_shortening[i], from->bone_shortening[place], 0);
    assert_near(hips->release[i], from->release[place], 0);
    assert_int_equal(hips->history[i], from->history[place]);
}

static void assert_followed(const vro_hips *hips, size_t i, const vro_hips *from, size_t place) {
    assert_int_equal(hips->child[i], place);
    assert_int_equal(hips->place_before[i], place);
    assert_int_equal(hips->cause[i], from->next_cause[place]);
    assert_near(hips->start[i], 0.75 * (double)place, 0);
    assert_true(hips->state[i] == from->state[place]);
    assert_near(hips->age[i], from->age[place], 0);
    assert_near(hips->maturity[i], from->maturity[place], 0);
    assert_near(hips->fragility[i], from->fragility[place], 0);
    assert_near(hips->phase[i], from->phase[place], 0);
    assert_near(hips->rate[i], from->rate[place], 0);
    assert_near(hips->end[i], from->end[place], 0);
    assert_carried(hips, i, from, place);
}

static void hips_with_an_event_go_on_with_all_they_carry(void **state) {
    stage *self = *state;
    static vro_hips next;
    memset(&next, 0xA5, sizeof next);
    set_up_events(&self->hips[1]);
    vro_hips_continue(&next, &self->hips[1]);
    assert_int_equal(next.count, 3);
    assert_int_equal(next.lanes, 8);
    assert_int_equal(next.hip, 1);
    assert_int_equal(next.episode, 1);
    assert_followed(&next, 0, &self->hips[1], 1);
    assert_followed(&next, 1, &self->hips[1], 4);
    assert_followed(&next, 2, &self->hips[1], 5);
}

static void a_set_may_go_on_in_its_own_place(void **state) {
    stage *self = *state;
    static vro_hips before;
    set_up_events(&self->hips[0]);
    before = self->hips[0];
    vro_hips_continue(&self->hips[0], &self->hips[0]);
    assert_int_equal(self->hips[0].count, 3);
    assert_followed(&self->hips[0], 0, &before, 1);
    assert_followed(&self->hips[0], 1, &before, 4);
    assert_followed(&self->hips[0], 2, &before, 5);
}

static void the_child_is_remembered_over_episodes(void **state) {
    stage *self = *state;
    static vro_hips second, third;
    set_up_events(&self->hips[0]);
    vro_hips_continue(&second, &self->hips[0]);
    second.next_cause[0] = second.next_cause[2] = VRO_CAUSE_NONE;
    second.next_cause[1] = VRO_CAUSE_OTHER;
    second.next_time[1] = 0.5f;
    vro_hips_continue(&third, &second);
    assert_int_equal(third.count, 1);
    assert_int_equal(third.episode, 2);
    assert_int_equal(third.child[0], 4);
    assert_int_equal(third.place_before[0], 1);
    assert_near(third.start[0], 3.5, 0);
}

static void without_events_nobody_goes_on(void **state) {
    stage *self = *state;
    static vro_hips next;
    for (size_t i = 0; i < COUNT; i++)
        self->hips[0].next_cause[i] = VRO_CAUSE_NONE;
    vro_hips_continue(&next, &self->hips[0]);
    assert_int_equal(next.count, 0);
}

static void what_the_end_looks_at_is_written_back(void **state) {
    stage *self = *state;
    static vro_hips next, before;
    vro_hips *first = &self->hips[0];
    set_up_events(first);
    before = *first;
    vro_hips_continue(&next, first);
    for (size_t i = 0; i < 3; i++) {
        const float x = 2000 + (float)i;
        next.nsa[i] = next.anteversion[i] = next.acetabular_index[i] = next.migration[i] = x;
        next.tilt[i] = next.bone_shortening[i] = x;
        next.history[i] = 7 + (uint32_t)i;
    }
    next.child[1] = 3; // not where the set of the episode before has it
    vro_hips_write_back(&next, first);
    const float lasts[] = {first->nsa[3],  first->anteversion[3],     first->migration[3],
                           first->tilt[3], first->bone_shortening[3], first->acetabular_index[3]};
    for (size_t k = 0; k < sizeof lasts / sizeof *lasts; k++)
        assert_near(lasts[k], 2001, 0);
    assert_int_equal(first->history[3], 8);
    assert_near(first->start[3], before.start[3], 0);
    assert_carried(first, 0, &before, 0);
    assert_carried(first, 4, &before, 4);
}

static void a_flag_is_found_wherever_it_is(void **state) {
    stage *self = *state;
    uint32_t flags[VRO_CHUNK] = {0};
    flags[COUNT] = 1; // beyond the last hip
    assert_false(vro_hips_any(&self->hips[0], flags));
    for (size_t i = 0; i < COUNT; i++) {
        flags[i] = 1;
        assert_true(vro_hips_any(&self->hips[0], flags));
        flags[i] = 0;
    }
    flags[0] = 1;
    self->hips[0].count = 0;
    assert_false(vro_hips_any(&self->hips[0], flags));
}

static void counts_are_four_bits_side_by_side(void **state) {
    (void)state;
    uint32_t history = 0;
    history += 3u << VRO_HISTORY_REVISIONS;
    history += 8u << VRO_HISTORY_OPERATIONS;
    history += 4u << VRO_HISTORY_PRESSURE_SORE;
    history |= 1u << VRO_HISTORY_OSTEOTOMY;
    assert_int_equal(vro_history_count(history, VRO_HISTORY_REVISIONS), 3);
    assert_int_equal(vro_history_count(history, VRO_HISTORY_OPERATIONS), 8);
    assert_int_equal(vro_history_count(history, VRO_HISTORY_REMOVALS), 0);
    assert_int_equal(vro_history_count(history, VRO_HISTORY_PRESSURE_SORE), 4);
}

static void losses_and_complications_are_refixed(void **state) {
    (void)state;
    for (int32_t cause = VRO_CAUSE_LOSS; cause <= VRO_CAUSE_SESSION; cause++)
        assert_int_equal(vro_is_refixation(cause),
                         cause == VRO_CAUSE_LOSS || cause == VRO_CAUSE_COMPLICATION);
}

static void a_session_is_no_revision(void **state) {
    (void)state;
    for (int32_t cause = VRO_CAUSE_LOSS; cause < VRO_CAUSES; cause++)
        assert_int_equal(vro_is_revision(cause), 1);
    assert_int_equal(vro_is_revision(VRO_CAUSE_NONE), 0);
    assert_int_equal(vro_is_revision(VRO_CAUSE_SESSION), 0);
}

#define TEST(name) cmocka_unit_test_setup(name, load_children)

int test_hips(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_loaded_hip_is_the_childs_and_untouched),
        TEST(both_hips_share_what_belongs_to_the_child),
        TEST(tone_is_drawn_and_goes_with_the_age),
        cmocka_unit_test(tone_and_age_correlate),
        TEST(hips_with_an_event_go_on_with_all_they_carry),
        TEST(a_set_may_go_on_in_its_own_place),
        TEST(the_child_is_remembered_over_episodes),
        TEST(without_events_nobody_goes_on),
        TEST(what_the_end_looks_at_is_written_back),
        TEST(a_flag_is_found_wherever_it_is),
        cmocka_unit_test(counts_are_four_bits_side_by_side),
        cmocka_unit_test(losses_and_complications_are_refixed),
        cmocka_unit_test(a_session_is_no_revision),
    };
    return cmocka_run_group_tests_name("hips", tests, open_stage, close_stage);
}
