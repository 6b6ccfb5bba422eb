#include "vrosim/model/block.h"

#include "vrosim/model/model_parameters.h"

#include <stdlib.h>
#include <string.h>

uint64_t vro_block_count(uint64_t children) {
    return children / VRO_BLOCK + (children % VRO_BLOCK > 0);
}

vro_block *vro_block_new(const vro_model *model, vro_random_source random_source) {
    const bool listed = model->children.count > 0;
    const size_t size = sizeof(vro_block) + (listed ? sizeof(vro_given_children) : 0);
    void *memory = NULL;
    if (posix_memalign(&memory, 64, size) != 0)
        return NULL;
    vro_block *self = memset(memory, 0, size); // also places that no child takes
    self->given = listed ? (vro_given_children *)(self + 1) : NULL;
    self->model = model;
    vro_slot_draws_init(&self->slots, random_source);
    self->course.slots = &self->slots;
    self->course.log = NULL;
    self->course.index_operation = NULL;
    return self;
}

// The level of a child is the number of limits P(level < l), l = 1, 2, ..., that its draw has
// reached.
static void draw_levels(vro_block *self) {
    const size_t n = self->count;
    uint8_t *level_of = self->level_of;
    vro_slot_draws_draw(&self->slots, VRO_SLOT_LEVEL, self->states, n, self->level_draws);
    memset(level_of, 0, n);
    for (size_t level = 1; level < VRO_LEVELS; level++) {
        const vro_bernoulli below = vro_bernoulli_of(self->model->level_below[level]);
        for (size_t i = 0; i < n; i++)
            level_of[i] = (uint8_t)(level_of[i] + !vro_happens(self->level_draws[i], below));
    }
    if (self->given)
        vro_given_children_set_levels(&self->model->children, self->part_first, n, level_of);
}

static void sort_by_level(vro_block *self) {
    size_t place[VRO_LEVELS] = {0};
    draw_levels(self);
    for (size_t i = 0; i < self->count; i++)
        place[self->level_of[i]]++;
    self->level_start[0] = 0;
    for (size_t level = 0; level < VRO_LEVELS; level++) {
        self->level_start[level + 1] = self->level_start[level] + place[level];
        place[level] = self->level_start[level];
    }
    for (size_t i = 0; i < self->count; i++)
        self->sorted[place[self->level_of[i]]++] = (uint16_t)i;
}

static void start(vro_block *self, uint64_t first, size_t count) {
    self->part_first = first;
    self->count = count;
    vro_slot_draws_start(&self->slots, first, count, self->states);
    sort_by_level(self);
}

static const vro_model_parameters *parameters_of(const vro_block *self, size_t strategy,
                                                 size_t level) {
    return &self->model->parameters[strategy * VRO_LEVELS + level];
}

// Draws children sorted[from .. from + count - 1], who are of one level.
static void load_chunk(vro_block *self, size_t level, size_t from, size_t count) {
    self->children.count = count;
    self->children.level = level;
    for (size_t i = 0; i < count; i++) {
        const size_t child = self->sorted[from + i];
        self->children.patient[i] = self->part_first + child;
        self->children.state[i] = self->states[child];
    }
    if (self->given)
        self->given->list = &self->model->children;
    vro_children_draw(&self->children, parameters_of(self, 0, level), &self->slots, self->given,
                      &self->course.scratch.children);
    vro_course_load_children(&self->course, &self->children);
}

static vro_record record_of(const vro_block *self, size_t i, size_t strategy,
                            const vro_results *results) {
    const vro_children *children = &self->children;
    const vro_index_operation *operation = self->course.index_operation;
    vro_record record = {.patient = children->patient[i],
                         .strategy = strategy,
                         .level = children->level,
                         .female = children->female[i],
                         .bilateral = operation->bilateral[i],
                         .osteotomy = operation->osteotomy[i],
                         .soft_tissue = operation->soft_tissue[i],
                         .pelvic = operation->pelvic[i],
                         .spica = operation->spica[i],
                         .age = children->age[i],
                         .nsa_before = children->nsa[0][i],
                         .anteversion_before = children->anteversion[0][i],
                         .acetabular_index_before = children->acetabular_index[0][i],
                         .migration_before = children->migration[0][i],
                         .nsa_after = operation->nsa[i],
                         .anteversion_after = operation->anteversion[i],
                         .migration_after = operation->migration[i],
                         .revision_time = results->revision_time[i],
                         .cause = (vro_cause)results->cause[i],
                         .death_time = results->death_time[i]};
    for (vro_outcome_id id = 0; id < VRO_OUTCOMES; id++)
        record.outcome[id] =
            vro_outcome_set_has(results->outcomes, id) ? results->outcome[id][i] : VRO_NO_VALUE;
    return record;
}

static void write_records(const vro_block *self, size_t strategy, const vro_results *results,
                          const vro_sink *sink) {
    for (size_t i = 0; i < self->children.count; i++) {
        const size_t place = (size_t)(self->children.patient[i] - self->first);
        if (place < sink->recorded)
            sink->records[place * self->model->strategies + strategy] =
                record_of(self, i, strategy, results);
    }
}

static bool operates(const vro_model_parameters *parameters) {
    const vro_bernoulli *bernoulli = parameters->bernoulli;
    return bernoulli[VRO_PLAN_OSTEOTOMY].possible || bernoulli[VRO_PLAN_SOFT_TISSUE].possible ||
           bernoulli[VRO_PLAN_PELVIC].possible;
}

// Bilateral surgery under every strategy that operates. One draw of the child decides for all, so
// this is the smallest of their probabilities; never where no strategy operates.
static vro_bernoulli bilateral_bernoulli(const vro_block *self, size_t level) {
    vro_bernoulli least = vro_bernoulli_of(0);
    bool any = false;
    for (size_t strategy = 0; strategy < self->model->strategies; strategy++) {
        const vro_model_parameters *parameters = parameters_of(self, strategy, level);
        const vro_bernoulli bernoulli = parameters->bernoulli[VRO_PLAN_BILATERAL];
        const bool less = least.possible && (!bernoulli.possible || bernoulli.limit < least.limit);
        if (operates(parameters) && (!any || less)) {
            least = bernoulli;
            any = true;
        }
    }
    return least;
}

static void sort_by_category(vro_block *self, size_t level) {
    const vro_subgroups *subgroups = &self->model->subgroups;
    const bool divided = vro_subgroups_categories(subgroups) > 0;
    self->results.categories = self->reference.categories = divided ? &self->categories : NULL;
    if (divided)
        vro_categories_sort(&self->categories, subgroups, &self->children,
                            bilateral_bernoulli(self, level));
}

static void run_chunk(vro_block *self, size_t level, const vro_sink *sink) {
    sort_by_category(self, level);
    for (size_t strategy = 0; strategy < self->model->strategies; strategy++) {
        vro_results *results = strategy == 0 ? &self->reference : &self->results;
        vro_course_run(&self->course, parameters_of(self, strategy, level), results);
        if (sink->take)
            sink->take(sink->self, strategy, level, results, &self->reference);
        if (sink->records)
            write_records(self, strategy, results, sink);
    }
}

// Children of one replicate.
static void run_together(vro_block *self, uint64_t first, size_t count, const vro_sink *sink) {
    start(self, first, count);
    for (size_t level = 0; level < VRO_LEVELS; level++) {
        const size_t end = self->level_start[level + 1];
        for (size_t from = self->level_start[level]; from < end; from += VRO_CHUNK) {
            load_chunk(self, level, from, end - from < VRO_CHUNK ? end - from : VRO_CHUNK);
            run_chunk(self, level, sink);
        }
    }
    if (sink->end_replicate && self->slots.source.replicate > 0)
        sink->end_replicate(sink->self);
}

void vro_block_run(vro_block *self, uint64_t first, size_t count, const vro_sink *sink) {
    self->course.index_operation = sink->records ? &self->index_operation : NULL;
    self->first = first;
    while (count > 0) {
        const size_t together = vro_slot_draws_together(&self->slots, first, count);
        run_together(self, first, together, sink);
        first += together;
        count -= together;
    }
    self->course.index_operation = NULL;
}

void vro_block_load_child(vro_block *self, uint64_t patient) {
    size_t level = 0;
    self->first = patient;
    start(self, patient, 1);
    while (self->level_start[level + 1] == 0)
        level++;
    load_chunk(self, level, 0, 1);
}
