// Draws by slot: the right output of the sequence for every child, hip and episode.
#include "vrosim/model/episode_draws.h"

#include "near.h"

#include <stdlib.h>
#include <string.h>

enum { COUNT = 7, HIP = 1, EPISODE = 2 };

static const vro_random_source SOURCE = {.seed = 5, .stream = 9};

// Children whose other hips are in their third episode.
static const uint64_t PATIENTS[COUNT] = {1000, 1001, 1003, 1007, 1008, 1010, 1020};

typedef struct fixture {
    uint64_t states[VRO_CHUNK];
    vro_slot_draws slots;
    vro_episode_draws draws;
} fixture;

static uint32_t output_of(size_t place, vro_episode_slot slot) {
    uint32_t output;
    vro_random_source_outputs(
        SOURCE, PATIENTS[place] * VRO_SLOTS + vro_slot_of_episode(HIP, EPISODE, slot), 1, &output);
    return output;
}

static int open_draws(void **state) {
    fixture *self = aligned_alloc(64, (sizeof *self + 63) / 64 * 64);
    if (!self)
        return -1;
    memset(self->states, 0, sizeof self->states);
    vro_slot_draws_init(&self->slots, SOURCE);
    for (size_t i = 0; i < COUNT; i++)
        self->states[i] = vro_random_source_at(SOURCE, PATIENTS[i] * VRO_SLOTS).state;
    vro_episode_draws_bind(&self->draws, self->states, COUNT, HIP, EPISODE, &self->slots);
    *state = self;
    return 0;
}

static int close_draws(void **state) {
    free(*state);
    return 0;
}

// A mistake in binding would give a hip the draws of its other side, or of another episode.
static void each_side_and_episode_has_draws_of_its_own(void **state) {
    fixture *self = *state;
    uint32_t drawn[VRO_HIPS * VRO_EPISODES];
    for (unsigned k = 0; k < VRO_HIPS * VRO_EPISODES; k++) {
        vro_episode_draws_bind(&self->draws, self->states, COUNT, k / VRO_EPISODES,
                               k % VRO_EPISODES, &self->slots);
        drawn[k] = vro_episode_draws_uniforms(&self->draws, VRO_SLOT_WAIT)[0];
        for (unsigned before = 0; before < k; before++)
            assert_int_not_equal(drawn[before], drawn[k]);
    }
}

static void both_hips_share_the_cast_and_the_death_of_the_index_session(void **state) {
    fixture *self = *state;
    static const struct {
        vro_episode_slot of_episode;
        vro_child_slot of_child;
    } shared[] = {{VRO_SLOT_SPICA, VRO_SLOT_INDEX_SPICA},
                  {VRO_SLOT_SPICA_WEEKS, VRO_SLOT_INDEX_SPICA_WEEKS},
                  {VRO_SLOT_DEATH, VRO_SLOT_INDEX_DEATH}};
    for (unsigned hip = 0; hip < VRO_HIPS; hip++) {
        vro_episode_draws_bind(&self->draws, self->states, COUNT, hip, 0, &self->slots);
        for (size_t k = 0; k < sizeof shared / sizeof *shared; k++) {
            uint32_t output;
            vro_random_source_outputs(SOURCE, PATIENTS[3] * VRO_SLOTS + shared[k].of_child, 1,
                                      &output);
            assert_int_equal(vro_episode_draws_uniforms(&self->draws, shared[k].of_episode)[3],
                             output);
        }
    }
}

static void uniforms_are_the_outputs_of_their_slots(void **state) {
    fixture *self = *state;
    for (int slot = 0; slot < VRO_EPISODE_SLOTS; slot++) {
        const uint32_t *uniforms = vro_episode_draws_uniforms(&self->draws, (vro_episode_slot)slot);
        for (size_t i = 0; i < COUNT; i++)
            assert_int_equal(uniforms[i], output_of(i, (vro_episode_slot)slot));
    }
}

static void a_draw_is_made_once(void **state) {
    fixture *self = *state;
    const uint32_t *uniforms = vro_episode_draws_uniforms(&self->draws, VRO_SLOT_PELVIC);
    self->states[0]++; // would change the draw
    assert_ptr_equal(vro_episode_draws_uniforms(&self->draws, VRO_SLOT_PELVIC), uniforms);
    assert_int_equal(uniforms[0], output_of(0, VRO_SLOT_PELVIC));
}

static void bound_again_it_forgets(void **state) {
    fixture *self = *state;
    const uint32_t before = vro_episode_draws_uniforms(&self->draws, VRO_SLOT_PELVIC)[0];
    vro_episode_draws_bind(&self->draws, self->states, COUNT, HIP, EPISODE + 1, &self->slots);
    assert_int_not_equal(vro_episode_draws_uniforms(&self->draws, VRO_SLOT_PELVIC)[0], before);
}

static void variates_are_quantiles_of_the_uniforms(void **state) {
    fixture *self = *state;
    const vro_distribution distributions[] = {{VRO_DISTRIBUTION_UNIFORM, NAN, NAN, 0, 1},
                                              {VRO_DISTRIBUTION_UNIFORM, NAN, NAN, 5, 7}};
    vro_qtable *table = malloc(sizeof *table), *other = malloc(sizeof *other);
    vro_qtable_make(table, &distributions[0]);
    vro_qtable_make(other, &distributions[1]);
    for (size_t i = 0; i < COUNT; i++) {
        const double u = ldexp(output_of(i, VRO_SLOT_LOSS_ANGLE) + 0.5, -32);
        assert_near(vro_episode_draws_variates(&self->draws, VRO_SLOT_LOSS_ANGLE, table)[i], u,
                    1e-6);
        assert_near(vro_episode_draws_variates(&self->draws, VRO_SLOT_LOSS_ANGLE, other)[i],
                    5 + 2 * u, 1e-6);
    }
    free(table);
    free(other);
}

static void exponentials_are_those_of_the_uniforms(void **state) {
    fixture *self = *state;
    const float *variates = vro_episode_draws_exponentials(&self->draws, VRO_SLOT_LOSS_TIME);
    for (size_t i = 0; i < COUNT; i++) {
        const double u = ldexp(output_of(i, VRO_SLOT_LOSS_TIME) + 0.5, -32);
        assert_near(variates[i], -log1p(-u), 1e-6 * -log1p(-u));
    }
}

static void exponentials_are_made_once(void **state) {
    fixture *self = *state;
    const float before = vro_episode_draws_exponentials(&self->draws, VRO_SLOT_LOSS_TIME)[0];
    self->states[0]++; // would change the draw
    assert_near(vro_episode_draws_exponentials(&self->draws, VRO_SLOT_LOSS_TIME)[0], before, 0);
}

static void a_slot_may_be_read_as_exponentials_and_under_a_distribution(void **state) {
    fixture *self = *state;
    const vro_distribution distribution = {VRO_DISTRIBUTION_UNIFORM, NAN, NAN, 5, 7};
    vro_qtable *table = malloc(sizeof *table);
    vro_qtable_make(table, &distribution);
    const float exponential = vro_episode_draws_exponentials(&self->draws, VRO_SLOT_LOSS_TIME)[0];
    const float uniform = vro_episode_draws_variates(&self->draws, VRO_SLOT_LOSS_TIME, table)[0];
    assert_true(exponential != uniform);
    assert_near(vro_episode_draws_exponentials(&self->draws, VRO_SLOT_LOSS_TIME)[0], exponential,
                0);
    assert_near(vro_episode_draws_variates(&self->draws, VRO_SLOT_LOSS_TIME, table)[0], uniform, 0);
    free(table);
}

static void events_happen_below_their_probability(void **state) {
    fixture *self = *state;
    uint32_t happens[VRO_CHUNK];
    const uint32_t limit = output_of(5, VRO_SLOT_AVN);
    vro_episode_draws_events(&self->draws, VRO_SLOT_AVN, (vro_bernoulli){limit, 1}, happens);
    for (size_t i = 0; i < COUNT; i++)
        assert_int_equal(happens[i], output_of(i, VRO_SLOT_AVN) <= limit);
    vro_episode_draws_events(&self->draws, VRO_SLOT_AVN, vro_bernoulli_of(0), happens);
    for (size_t i = 0; i < COUNT; i++)
        assert_int_equal(happens[i], 0);
    vro_episode_draws_events(&self->draws, VRO_SLOT_AVN, vro_bernoulli_of(1), happens);
    for (size_t i = 0; i < COUNT; i++)
        assert_int_equal(happens[i], 1);
}

static void the_few_are_those_with_a_flag(void **state) {
    (void)state;
    const uint32_t flags[VRO_CHUNK] = {0, 1, 1, 0, 0, 1, 0};
    vro_selection selection;
    vro_selection_find(&selection, flags, COUNT);
    assert_int_equal(selection.count, 3);
    assert_int_equal(selection.places[0], 1);
    assert_int_equal(selection.places[1], 2);
    assert_int_equal(selection.places[2], 5);
    vro_selection_find(&selection, flags, 1);
    assert_int_equal(selection.count, 0);
}

static void the_few_have_the_same_draws_as_all(void **state) {
    fixture *self = *state;
    const uint32_t flags[VRO_CHUNK] = {0, 1, 1, 0, 0, 1, 1};
    const vro_distribution distribution = {VRO_DISTRIBUTION_UNIFORM, NAN, NAN, 0, 1};
    uint32_t uniforms[VRO_CHUNK];
    float variates[VRO_CHUNK];
    vro_selection selection;
    vro_qtable *table = malloc(sizeof *table);
    vro_qtable_make(table, &distribution);
    vro_selection_find(&selection, flags, COUNT);
    vro_episode_draws_selected_uniforms(&self->draws, VRO_SLOT_ACCEPTANCE, &selection, uniforms);
    vro_episode_draws_selected_variates(&self->draws, VRO_SLOT_ACCEPTANCE, table, &selection,
                                        variates);
    for (size_t i = 0; i < selection.count; i++) {
        const size_t place = (size_t)selection.places[i];
        assert_int_equal(uniforms[i], output_of(place, VRO_SLOT_ACCEPTANCE));
        assert_near(variates[i],
                    vro_episode_draws_variates(&self->draws, VRO_SLOT_ACCEPTANCE, table)[place], 0);
    }
    free(table);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_draws, close_draws)

int test_episode_draws(void) {
    const struct CMUnitTest tests[] = {
        TEST(each_side_and_episode_has_draws_of_its_own),
        TEST(both_hips_share_the_cast_and_the_death_of_the_index_session),
        TEST(uniforms_are_the_outputs_of_their_slots),
        TEST(a_draw_is_made_once),
        TEST(bound_again_it_forgets),
        TEST(variates_are_quantiles_of_the_uniforms),
        TEST(exponentials_are_those_of_the_uniforms),
        TEST(exponentials_are_made_once),
        TEST(a_slot_may_be_read_as_exponentials_and_under_a_distribution),
        TEST(events_happen_below_their_probability),
        cmocka_unit_test(the_few_are_those_with_a_flag),
        TEST(the_few_have_the_same_draws_as_all),
    };
    return cmocka_run_group_tests_name("episode_draws", tests, NULL, NULL);
}
