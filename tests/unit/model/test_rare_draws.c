// The draws of rare events, counted by hand in the episodes of a few children.
#include "vrosim/model/rare_draws.h"

#include "near.h"

#include <stdlib.h>
#include <string.h>

enum { COUNT = 4 };
static const float ALIVE[COUNT] = {INFINITY, INFINITY, INFINITY, INFINITY};

// The hips of both sides of children who are followed for ten years.
typedef struct record {
    vro_hips hips[VRO_HIPS];
    vro_results results;
    vro_children children;
    uint32_t scratch[VRO_CHUNK];
} record;

static int open_record(void **state) {
    record *self = aligned_alloc(64, (sizeof *self + 63) / 64 * 64);
    if (!self)
        return 1;
    memset(self, 0, sizeof *self);
    self->children.count = self->results.children = COUNT;
    for (unsigned hip = 0; hip < VRO_HIPS; hip++) {
        vro_hips *hips = &self->hips[hip];
        hips->count = COUNT;
        hips->lanes = vro_lanes(COUNT);
        hips->hip = hip;
        for (size_t i = 0; i < COUNT; i++) {
            hips->child[i] = (int32_t)(COUNT - 1 - i);
            hips->end[i] = 10;
        }
    }
    *state = self;
    return 0;
}

static int close_record(void **state) {
    free(*state);
    return 0;
}

static unsigned draws_of(const record *self, size_t child, vro_rare_event event) {
    return (self->results.rare_draws[child] >> (event * VRO_RARE_DRAW_BITS)) & VRO_RARE_DRAWS_MAX;
}

static void the_index_session_draws_for_the_index_hip_and_one_death_for_both(void **state) {
    record *self = *state;
    vro_hips *index = &self->hips[0], *other = &self->hips[1];
    index->operation[0] = index->osteotomy[0] = index->pelvic[0] = index->spica[0] = 1;
    other->operation[0] = other->osteotomy[0] = other->spica[0] = 1;
    index->operation[1] = index->soft_tissue[1] = 1;
    other->operation[2] = other->pelvic[2] = 1;
    vro_rare_draws_start(self->hips, index->end, &self->results);
    for (vro_rare_event event = 0; event < VRO_RARE_COUNTED; event++) {
        assert_int_equal(draws_of(self, 0, event), 1);
        assert_int_equal(draws_of(self, 1, event), event == VRO_RARE_INFECTION);
        assert_int_equal(draws_of(self, 2, event), event == VRO_RARE_DEATH);
        assert_int_equal(draws_of(self, 3, event), 0);
    }
}

static void later_episodes_add_to_their_child(void **state) {
    record *self = *state;
    vro_hips *index = &self->hips[0];
    index->operation[0] = index->osteotomy[0] = 1; // of child 3
    index->operation[1] = index->spica[1] = index->pelvic[1] = 1;
    vro_rare_draws_add(index, ALIVE, self->scratch, &self->results);
    vro_rare_draws_add(index, ALIVE, self->scratch, &self->results);
    assert_int_equal(draws_of(self, 3, VRO_RARE_INFECTION), 2);
    assert_int_equal(draws_of(self, 3, VRO_RARE_FRACTURE), 2);
    assert_int_equal(draws_of(self, 3, VRO_RARE_AVN), 2);
    assert_int_equal(draws_of(self, 3, VRO_RARE_PRESSURE_SORE), 0);
    assert_int_equal(draws_of(self, 2, VRO_RARE_PRESSURE_SORE), 2);
    assert_int_equal(draws_of(self, 2, VRO_RARE_FRACTURE), 0);
    assert_int_equal(draws_of(self, 2, VRO_RARE_DEATH), 2);
    assert_int_equal(draws_of(self, 0, VRO_RARE_INFECTION), 0);
}

static void the_other_hip_adds_deaths_alone(void **state) {
    record *self = *state;
    vro_hips *other = &self->hips[1];
    other->operation[0] = other->osteotomy[0] = other->spica[0] = 1;
    vro_rare_draws_add(other, ALIVE, self->scratch, &self->results);
    assert_int_equal(draws_of(self, 3, VRO_RARE_DEATH), 1);
    assert_int_equal(draws_of(self, 3, VRO_RARE_INFECTION), 0);
    assert_int_equal(draws_of(self, 3, VRO_RARE_PRESSURE_SORE), 0);
}

static void an_operation_just_before_the_end_brings_about_no_death_by_it(void **state) {
    record *self = *state;
    vro_hips *index = &self->hips[0];
    for (size_t i = 0; i < 2; i++)
        index->operation[i] = index->osteotomy[i] = 1;
    index->start[0] = 9.8f;
    index->start[1] = 9.95f;
    vro_rare_draws_add(index, ALIVE, self->scratch, &self->results);
    assert_int_equal(draws_of(self, 3, VRO_RARE_DEATH), 1);
    assert_int_equal(draws_of(self, 2, VRO_RARE_DEATH), 0);
    assert_int_equal(draws_of(self, 2, VRO_RARE_FRACTURE), 1);
}

// A death at 5.1 years is that of an operation at 5.
static void nothing_is_left_to_decide_after_an_operation_that_kills(void **state) {
    static const float starts[COUNT] = {4, 5, 6, 6};
    const float death[COUNT] = {INFINITY, 5.1f, 5.1f, 5.1f}; // by child
    record *self = *state;
    vro_hips *other = &self->hips[1];
    for (size_t i = 0; i < COUNT; i++) {
        other->operation[i] = other->osteotomy[i] = 1;
        other->start[i] = starts[i];
    }
    vro_rare_draws_add(other, death, self->scratch, &self->results);
    assert_int_equal(draws_of(self, 3, VRO_RARE_DEATH), 1); // before
    assert_int_equal(draws_of(self, 2, VRO_RARE_DEATH), 0); // at the same time
    assert_int_equal(draws_of(self, 1, VRO_RARE_DEATH), 0); // after
    assert_int_equal(draws_of(self, 0, VRO_RARE_DEATH), 1); // of a child that none has killed
}

static void operations_decide_nothing_for_those_who_die_of_other_causes(void **state) {
    record *self = *state;
    for (size_t i = 0; i < COUNT; i++) {
        self->results.rare_draws[i] = 0x23121;
        self->children.natural_death[i] = i == 0 ? 10 : 10.5f;
    }
    vro_rare_draws_leave_out_natural_deaths(&self->children, 10, &self->results);
    assert_int_equal(self->results.rare_draws[0], 0x03121);
    assert_int_equal(self->results.rare_draws[1], 0x23121);
}

static void the_chance_of_a_loss_is_that_of_its_hazard_until_the_bone_has_healed(void **state) {
    record *self = *state;
    vro_hips *index = &self->hips[0];
    const float weeks[COUNT] = {10, 12, 10, 0}, hazard[COUNT] = {0.004f, 0.1f, 30, 0.1f};
    for (size_t i = 0; i < COUNT; i++) {
        index->osteotomy[i] = i != 3;
        index->healing[i] = weeks[i];
        index->loss_hazard[i] = hazard[i];
    }
    vro_rare_draws_note_loss(index, &self->results);
    for (size_t i = 0; i < 2; i++)
        assert_near(ldexp(self->results.loss_chance[i], -VRO_LOSS_CHANCE_BITS),
                    1 - exp(-weeks[i] * hazard[i]), 1e-7);
    assert_int_equal(self->results.loss_chance[2], 1 << VRO_LOSS_CHANCE_BITS);
    assert_int_equal(self->results.loss_chance[3], 0);
    memset(index->osteotomy, 0, sizeof index->osteotomy);
    vro_rare_draws_note_loss(index, &self->results);
    assert_int_equal(self->results.loss_chance[0], 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_record, close_record)

int test_rare_draws(void) {
    const struct CMUnitTest tests[] = {
        TEST(the_index_session_draws_for_the_index_hip_and_one_death_for_both),
        TEST(later_episodes_add_to_their_child),
        TEST(the_other_hip_adds_deaths_alone),
        TEST(an_operation_just_before_the_end_brings_about_no_death_by_it),
        TEST(nothing_is_left_to_decide_after_an_operation_that_kills),
        TEST(operations_decide_nothing_for_those_who_die_of_other_causes),
        TEST(the_chance_of_a_loss_is_that_of_its_hazard_until_the_bone_has_healed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
