// Blocks: who is in them and how they are cut changes nobody's course.
#include "vrosim/model/block.h"
#include "vrosim/simulate/run_size.h"

#include "near.h"
#include "small_model.h"

#include <stdlib.h>
#include <string.h>

enum { COUNT = 700 };

// Much happens: losses, complications, rescues, deaths by operations.
#define EVENTFUL                                                                                   \
    "loss.hazard,fixed,0.02\ncomplication.infection,fixed,0.2\nimplant.refracture,fixed,0.2\n"     \
    "other.reoperation,fixed,0.1\nmortality.operation,fixed,0.1\nmortality.rate,fixed,0.03\n"

static void assert_same_record(const vro_record *a, const vro_record *b) {
    assert_int_equal(a->patient, b->patient);
    assert_int_equal(a->level, b->level);
    assert_int_equal(a->female | a->bilateral << 1 | a->osteotomy << 2 | a->soft_tissue << 3 |
                         a->pelvic << 4 | a->spica << 5,
                     b->female | b->bilateral << 1 | b->osteotomy << 2 | b->soft_tissue << 3 |
                         b->pelvic << 4 | b->spica << 5);
    assert_near(a->age, b->age, 0);
    assert_near(a->nsa_before, b->nsa_before, 0);
    assert_near(a->anteversion_before, b->anteversion_before, 0);
    assert_near(a->acetabular_index_before, b->acetabular_index_before, 0);
    assert_near(a->migration_before, b->migration_before, 0);
    assert_near(a->nsa_after, b->nsa_after, 0);
    assert_near(a->anteversion_after, b->anteversion_after, 0);
    assert_near(a->migration_after, b->migration_after, 0);
    assert_near(a->revision_time, b->revision_time, 0);
    assert_near(a->death_time, b->death_time, 0);
    assert_int_equal(a->cause, b->cause);
    assert_memory_equal(a->outcome, b->outcome, sizeof a->outcome);
}

static int open_model(void **state) {
    static small_model small;
    small_model_open(&small, NULL, EVENTFUL);
    *state = &small;
    return 0;
}

static int close_model(void **state) {
    small_model_close(*state);
    return 0;
}

static void the_last_block_may_be_short(void **state) {
    (void)state;
    assert_true(vro_block_count(0) == 0);
    assert_true(vro_block_count(1) == 1);
    assert_true(vro_block_count(VRO_BLOCK) == 1);
    assert_true(vro_block_count(VRO_BLOCK + 1) == 2);
    assert_true(vro_block_count(UINT64_MAX) == UINT64_MAX / VRO_BLOCK + 1);
}

static void a_child_alone_is_the_same_as_in_a_block(void **state) {
    const small_model *small = *state;
    const size_t strategies = small->model.strategies;
    vro_record *records = small_model_records(small, 0, COUNT);
    vro_results *results = aligned_alloc(64, sizeof *results);
    for (size_t i = 0; i < COUNT; i += 7) {
        vro_block_load_child(small->block, i);
        const size_t level = small->block->children.level;
        assert_int_equal(records[i * strategies].level, level);
        for (size_t s = 0; s < strategies; s++) {
            const vro_record *record = &records[i * strategies + s];
            vro_course_run(&small->block->course, small_model_parameters(small, s, level), results);
            assert_int_equal(results->children, 1);
            for (size_t k = 0; k < results->outcomes->count; k++) {
                const vro_outcome_id id = results->outcomes->ids[k];
                assert_int_equal(results->outcome[id][0], record->outcome[id]);
            }
            assert_int_equal(results->cause[0], record->cause);
            assert_near(results->revision_time[0], record->revision_time, 0);
            assert_near(results->death_time[0], record->death_time, 0);
        }
    }
    free(results);
    free(records);
}

static void a_child_is_the_same_wherever_its_block_begins(void **state) {
    const small_model *small = *state;
    const size_t strategies = small->model.strategies;
    vro_record *records = small_model_records(small, 0, COUNT);
    const size_t firsts[] = {1, 333, COUNT - 1};
    for (size_t k = 0; k < 3; k++) {
        vro_record *others = small_model_records(small, firsts[k], COUNT - firsts[k]);
        for (size_t i = 0; i < (COUNT - firsts[k]) * strategies; i++)
            assert_same_record(&others[i], &records[firsts[k] * strategies + i]);
        free(others);
    }
    free(records);
}

// A full block of one level is cut into chunks; a block of all levels is cut elsewhere.
static void a_child_is_the_same_in_any_chunk(void **state) {
    (void)state;
    small_model small;
    small_model_open(&small, "vro",
                     EVENTFUL "population.gmfcs,fixed,0\npopulation.gmfcs,fixed,1,,,,,3\n");
    vro_record *records = small_model_records(&small, 0, VRO_BLOCK);
    vro_record *others = small_model_records(&small, 5, VRO_BLOCK);
    for (size_t i = 0; i < VRO_BLOCK; i++) {
        assert_int_equal(records[i].level, 2);
        assert_int_equal(records[i].patient, i);
        if (i >= 5)
            assert_same_record(&others[i - 5], &records[i]);
    }
    free(others);
    free(records);
    small_model_close(&small);
}

static void a_strategy_alone_is_the_same_as_among_others(void **state) {
    const small_model *small = *state;
    const size_t strategies = small->model.strategies;
    vro_record *records = small_model_records(small, 0, COUNT);
    for (size_t s = 0; s < strategies; s += 2) {
        small_model alone;
        small_model_open(&alone, small->scenario.strategy_names[s], EVENTFUL);
        vro_record *others = small_model_records(&alone, 0, COUNT);
        for (size_t i = 0; i < COUNT; i++)
            assert_same_record(&others[i], &records[i * strategies + s]);
        free(others);
        small_model_close(&alone);
    }
    free(records);
}

static void swap_strategies(vro_model *model, size_t a, size_t b) {
    for (size_t level = 0; level < VRO_LEVELS; level++) {
        vro_model_parameters *first = &model->parameters[a * VRO_LEVELS + level];
        vro_model_parameters *second = &model->parameters[b * VRO_LEVELS + level];
        const vro_model_parameters kept = *first;
        *first = *second;
        *second = kept;
    }
}

static void the_order_of_strategies_does_not_matter(void **state) {
    small_model *small = *state;
    const size_t strategies = small->model.strategies, last = strategies - 1;
    vro_record *records = small_model_records(small, 0, COUNT);
    swap_strategies(&small->model, 0, last);
    vro_record *others = small_model_records(small, 0, COUNT);
    swap_strategies(&small->model, 0, last);
    for (size_t i = 0; i < COUNT; i++)
        for (size_t s = 0; s < strategies; s++) {
            const size_t swapped = s == 0 ? last : s == last ? 0 : s;
            assert_same_record(&others[i * strategies + swapped], &records[i * strategies + s]);
        }
    free(others);
    free(records);
}

// Fills the scratch memory of a block's courses with one pattern; what is borrowed stays.
static void poison(vro_block *block, float pattern) {
    vro_course *course = &block->course;
    const vro_slot_draws *slots = course->slots;
    for (size_t at = 0; at + sizeof pattern <= sizeof *course; at += sizeof pattern)
        memcpy((char *)course + at, &pattern, sizeof pattern);
    course->slots = slots;
    course->log = NULL;
    course->index_operation = NULL;
    course->children = NULL;
}

static void what_memory_held_before_does_not_matter(void **state) {
    const small_model *small = *state;
    const size_t all = COUNT * small->model.strategies;
    const float patterns[] = {NAN, -2e4f, 3e38f, -INFINITY};
    vro_record *records = small_model_records(small, 0, COUNT);
    for (size_t k = 0; k < sizeof patterns / sizeof patterns[0]; k++) {
        poison(small->block, patterns[k]);
        vro_record *others = small_model_records(small, 0, COUNT);
        for (size_t i = 0; i < all; i++)
            assert_same_record(&others[i], &records[i]);
        free(others);
    }
    free(records);
}

// What a sink has been given, and in which order.
typedef struct listening {
    size_t strategies;
    size_t calls;
    size_t level;
    size_t children[VRO_LEVELS];
    const vro_results *reference;
} listening;

static void listen(void *sink, size_t strategy, size_t level, const vro_results *results,
                   const vro_results *reference) {
    listening *self = sink;
    assert_int_equal(strategy, self->calls++ % self->strategies);
    assert_true(level >= self->level);
    assert_in_range(results->children, 1, VRO_CHUNK);
    if (strategy == 0)
        self->reference = results;
    assert_ptr_equal(reference, self->reference);
    assert_int_equal(reference->children, results->children);
    self->level = level;
    self->children[level] += strategy == 0 ? results->children : 0;
}

static void a_sink_takes_chunks_of_one_level_strategy_by_strategy(void **state) {
    const small_model *small = *state;
    listening heard = {.strategies = small->model.strategies};
    const vro_sink sink = {.self = &heard, .take = listen};
    vro_record *records = small_model_records(small, 0, VRO_BLOCK);
    size_t of_level[VRO_LEVELS] = {0};
    vro_block_run(small->block, 0, VRO_BLOCK, &sink);
    for (size_t i = 0; i < VRO_BLOCK; i++)
        of_level[records[i * heard.strategies].level]++;
    for (size_t level = 0; level < VRO_LEVELS; level++)
        assert_int_equal(heard.children[level], of_level[level]);
    assert_int_equal(heard.calls % heard.strategies, 0);
    free(records);
}

static void ignore(void *self, size_t strategy, size_t level, const vro_results *results,
                   const vro_results *reference) {
    (void)self, (void)strategy, (void)level, (void)results, (void)reference;
}

static void only_the_children_asked_for_are_recorded(void **state) {
    const small_model *small = *state;
    const size_t strategies = small->model.strategies;
    vro_record *records = calloc(COUNT * strategies, sizeof *records);
    const vro_sink sink = {.take = ignore, .records = records, .recorded = 10};
    const vro_record untouched = {0};
    vro_block_run(small->block, 100, COUNT, &sink);
    for (size_t i = 0; i < COUNT * strategies; i++)
        if (i < 10 * strategies) {
            assert_int_equal(records[i].patient, 100 + i / strategies);
            assert_int_equal(records[i].strategy, i % strategies);
        } else {
            assert_memory_equal(&records[i], &untouched, sizeof untouched);
        }
    free(records);
}

// The draw of the level alone decides, u against the cumulative case mix.
static void levels_follow_their_slot(void **state) {
    const small_model *small = *state;
    vro_record *records = small_model_records(small, 0, COUNT);
    for (size_t i = 0; i < COUNT; i++) {
        uint32_t draw;
        size_t level = 0;
        vro_random_source_outputs((vro_random_source){.seed = SMALL_SEED, .stream = SMALL_STREAM},
                                  i * VRO_SLOTS + VRO_SLOT_LEVEL, 1, &draw);
        while (level + 1 < VRO_LEVELS &&
               ldexp(draw + 0.5, -32) >= small->model.level_below[level + 1])
            level++;
        assert_int_equal(records[i * small->model.strategies].level, level);
    }
    free(records);
}

static void the_very_last_children_can_be_met(void **state) {
    const small_model *small = *state;
    vro_record *records = small_model_records(small, VRO_PATIENTS_MAX - 3, 3);
    vro_record *last = small_model_records(small, VRO_PATIENTS_MAX - 1, 1);
    assert_true(last[0].patient == VRO_PATIENTS_MAX - 1);
    assert_same_record(last, &records[2 * small->model.strategies]);
    vro_block_load_child(small->block, VRO_PATIENTS_MAX - 1);
    assert_near(small->block->children.age[0], last[0].age, 0);
    free(last);
    free(records);
}

static void another_seed_or_stream_has_other_children(void **state) {
    const small_model *small = *state;
    const vro_random_source origins[] = {{.seed = SMALL_SEED, .stream = SMALL_STREAM},
                                         {.seed = SMALL_SEED + 1, .stream = SMALL_STREAM},
                                         {.seed = SMALL_SEED, .stream = SMALL_STREAM + 1}};
    float ages[3];
    for (size_t k = 0; k < 3; k++) {
        vro_block *block = vro_block_new(&small->model, origins[k]);
        vro_block_load_child(block, 0);
        ages[k] = block->children.age[0];
        free(block);
    }
    assert_true(ages[0] != ages[1] && ages[0] != ages[2] && ages[1] != ages[2]);
}

int test_block(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_last_block_may_be_short),
        cmocka_unit_test(a_child_alone_is_the_same_as_in_a_block),
        cmocka_unit_test(a_child_is_the_same_wherever_its_block_begins),
        cmocka_unit_test(a_child_is_the_same_in_any_chunk),
        cmocka_unit_test(a_strategy_alone_is_the_same_as_among_others),
        cmocka_unit_test(the_order_of_strategies_does_not_matter),
        cmocka_unit_test(what_memory_held_before_does_not_matter),
        cmocka_unit_test(a_sink_takes_chunks_of_one_level_strategy_by_strategy),
        cmocka_unit_test(only_the_children_asked_for_are_recorded),
        cmocka_unit_test(levels_follow_their_slot),
        cmocka_unit_test(the_very_last_children_can_be_met),
        cmocka_unit_test(another_seed_or_stream_has_other_children),
    };
    return cmocka_run_group_tests_name("block", tests, open_model, close_model);
}
