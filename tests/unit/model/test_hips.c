// Hips from episode to episode: what they start with, keep, and write back.
#include "vrosim/model/hips.h"

#include "near.h"
#include "stage.h"

#include <string.h>

enum { COUNT = 6 };

static int open_stage(void **state) {
    stage *self = stage_new("vro",
                            "migration.rate,fixed,9\nmigration.tone_sd,fixed,0.6\n"
                            "migration.age_log_ratio,fixed,0.15\n",
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

static void an_opened_hip_is_the_childs_and_untouched(void **state) {
    const stage *self = *state;
    const vro_hips *hips = &self->hips;
    assert_int_equal(hips->count, 2 * COUNT);
    assert_int_equal(hips->index_hips, COUNT);
    assert_int_equal(hips->episode, 0);
    for (size_t i = 0; i < 2 * COUNT; i++) {
        assert_int_equal(hips->place_in_all[i], i);
        assert_near(hips->nsa[i], self->children.nsa[i], 0);
        assert_near(hips->nsa_reference[i], self->children.nsa[i], 0);
        assert_near(hips->anteversion[i], self->children.anteversion[i], 0);
        assert_near(hips->anteversion_reference[i], self->children.anteversion[i], 0);
        assert_near(hips->acetabular_index[i], self->children.acetabular_index[i], 0);
        assert_near(hips->migration[i], self->children.migration[i], 0);
        assert_near(hips->shape[i], self->children.shape[i], 0);
        assert_near(hips->start[i], 0, 0);
        assert_near(hips->tilt[i], 0, 0);
        assert_near(hips->bone_shortening[i], 0, 0);
        assert_near(hips->release[i], 1, 0);
        assert_int_equal(hips->history[i], 0);
        assert_int_equal(hips->cause[i], VRO_CAUSE_NONE);
    }
}

static void both_hips_share_what_belongs_to_the_child(void **state) {
    const stage *self = *state;
    const vro_children *children = &self->children;
    for (size_t i = 0; i < 2 * COUNT; i++) {
        const size_t child = i % COUNT;
        const double rate =
            9 * exp(0.6 * children->tone_score[child] - 0.15 * (children->age[child] - 8));
        assert_near(self->hips.rate[i], rate, 1e-6 * rate);
        assert_near(self->hips.age[i], children->age[child], 0);
        assert_near(self->hips.maturity[i], children->maturity[child], 0);
        assert_near(self->hips.fragility[i], children->fragility[child], 0);
        assert_true(self->hips.state[i] == children->state[child]);
    }
}

// Hips 1, 4 (index) and 5 + 2 (other) have an event; each column gets values of its own.
static void set_up_events(vro_hips *hips) {
    for (size_t i = 0; i < hips->count; i++) {
        const float x = (float)i;
        hips->start[i] = x / 4;
        hips->end[i] = 20 + x;
        hips->nsa[i] = 100 + x;
        hips->anteversion[i] = 200 + x;
        hips->acetabular_index[i] = 300 + x;
        hips->migration[i] = 400 + x;
        hips->nsa_reference[i] = 500 + x;
        hips->anteversion_reference[i] = 600 + x;
        hips->tilt[i] = 700 + x;
        hips->bone_shortening[i] = 800 + x;
        hips->release[i] = 900 + x;
        hips->history[i] = (uint32_t)(1000 + i);
        hips->next_time[i] = x / 2;
        hips->next_cause[i] = VRO_CAUSE_NONE;
    }
    hips->next_cause[1] = VRO_CAUSE_MIGRATION;
    hips->next_cause[4] = VRO_CAUSE_LOSS;
    hips->next_cause[8] = VRO_CAUSE_OTHER;
}

static void assert_followed(const vro_hips *hips, size_t i, const vro_hips *from, size_t place) {
    assert_int_equal(hips->place_in_all[i], place);
    assert_int_equal(hips->cause[i], from->next_cause[place]);
    assert_near(hips->start[i], 0.75 * (double)place, 0);
    assert_true(hips->state[i] == from->state[place]);
    assert_near(hips->age[i], from->age[place], 0);
    assert_near(hips->maturity[i], from->maturity[place], 0);
    assert_near(hips->fragility[i], from->fragility[place], 0);
    assert_near(hips->shape[i], from->shape[place], 0);
    assert_near(hips->rate[i], from->rate[place], 0);
    assert_near(hips->end[i], from->end[place], 0);
    assert_near(hips->nsa[i], from->nsa[place], 0);
    assert_near(hips->anteversion[i], from->anteversion[place], 0);
    assert_near(hips->acetabular_index[i], from->acetabular_index[place], 0);
    assert_near(hips->migration[i], from->migration[place], 0);
    assert_near(hips->nsa_reference[i], from->nsa_reference[place], 0);
    assert_near(hips->anteversion_reference[i], from->anteversion_reference[place], 0);
    assert_near(hips->tilt[i], from->tilt[place], 0);
    assert_near(hips->bone_shortening[i], from->bone_shortening[place], 0);
    assert_near(hips->release[i], from->release[place], 0);
    assert_int_equal(hips->history[i], from->history[place]);
}

static void hips_with_an_event_go_on_with_all_they_carry(void **state) {
    stage *self = *state;
    static vro_hips next;
    memset(&next, 0xA5, sizeof next);
    set_up_events(&self->hips);
    vro_hips_continue(&next, &self->hips);
    assert_int_equal(next.count, 3);
    assert_int_equal(next.index_hips, 2);
    assert_int_equal(next.episode, 1);
    assert_followed(&next, 0, &self->hips, 1);
    assert_followed(&next, 1, &self->hips, 4);
    assert_followed(&next, 2, &self->hips, 8);
}

static void a_home_is_remembered_over_episodes(void **state) {
    stage *self = *state;
    static vro_hips second, third;
    set_up_events(&self->hips);
    vro_hips_continue(&second, &self->hips);
    second.next_cause[0] = second.next_cause[2] = VRO_CAUSE_NONE;
    second.next_cause[1] = VRO_CAUSE_OTHER;
    second.next_time[1] = 0.5f;
    vro_hips_continue(&third, &second);
    assert_int_equal(third.count, 1);
    assert_int_equal(third.index_hips, 1);
    assert_int_equal(third.episode, 2);
    assert_int_equal(third.place_in_all[0], 4);
    assert_near(third.start[0], 3.5, 0);
}

static void without_events_nobody_goes_on(void **state) {
    stage *self = *state;
    static vro_hips next;
    for (size_t i = 0; i < self->hips.count; i++)
        self->hips.next_cause[i] = VRO_CAUSE_NONE;
    vro_hips_continue(&next, &self->hips);
    assert_int_equal(next.count, 0);
    assert_int_equal(next.index_hips, 0);
}

static void only_what_the_end_looks_at_comes_home(void **state) {
    stage *self = *state;
    static vro_hips next, before;
    set_up_events(&self->hips);
    before = self->hips;
    vro_hips_continue(&next, &self->hips);
    next.nsa[2] = 1;
    next.anteversion[2] = 2;
    next.migration[2] = 3;
    next.tilt[2] = 4;
    next.bone_shortening[2] = 5;
    next.history[2] = 6;
    vro_hips_write_back(&next, &self->hips);
    assert_near(self->hips.nsa[8], 1, 0);
    assert_near(self->hips.anteversion[8], 2, 0);
    assert_near(self->hips.migration[8], 3, 0);
    assert_near(self->hips.tilt[8], 4, 0);
    assert_near(self->hips.bone_shortening[8], 5, 0);
    assert_int_equal(self->hips.history[8], 6);
    assert_near(self->hips.start[8], before.start[8], 0);
    for (size_t i = 0; i < 8; i++) {
        assert_near(self->hips.nsa[i], before.nsa[i], 0);
        assert_int_equal(self->hips.history[i], before.history[i]);
    }
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
    for (int32_t cause = VRO_CAUSE_LOSS; cause <= VRO_CAUSE_NONE; cause++)
        assert_int_equal(vro_is_refixation(cause),
                         cause == VRO_CAUSE_LOSS || cause == VRO_CAUSE_COMPLICATION);
}

#define TEST(name) cmocka_unit_test_setup(name, load_children)

int test_hips(void) {
    const struct CMUnitTest tests[] = {
        TEST(an_opened_hip_is_the_childs_and_untouched),
        TEST(both_hips_share_what_belongs_to_the_child),
        TEST(hips_with_an_event_go_on_with_all_they_carry),
        TEST(a_home_is_remembered_over_episodes),
        TEST(without_events_nobody_goes_on),
        TEST(only_what_the_end_looks_at_comes_home),
        cmocka_unit_test(counts_are_four_bits_side_by_side),
        cmocka_unit_test(losses_and_complications_are_refixed),
    };
    return cmocka_run_group_tests_name("hips", tests, open_stage, close_stage);
}
