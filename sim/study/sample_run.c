#include "vrosim/study/sample_run.h"

#include "vrosim/study/parameter_samples.h"

#include <stdlib.h>
#include <string.h>

vro_random_source vro_sample_run_source(vro_random_source random, uint64_t patients) {
    const uint64_t even = patients / VRO_BATCHES + (patients % VRO_BATCHES > 0);
    if (random.replicate > 0)
        random.replicate = even < VRO_BATCHES ? 1 : even < VRO_REPLICATE ? even : VRO_REPLICATE;
    return random;
}

static size_t count_cells(const vro_sample_run *self) {
    return self->scenario.strategies * VRO_LEVELS * VRO_PARAMETERS;
}

vro_status vro_sample_run_init(vro_sample_run *self, const vro_uncertainty *uncertainty,
                               const vro_model *base, vro_random_source random, uint64_t patients,
                               vro_errors *errors) {
    const size_t categories = vro_subgroups_categories(&uncertainty->scenario->subgroups);
    vro_status status = VRO_OK;
    *self = (vro_sample_run){.uncertainty = uncertainty,
                             .base = base,
                             .patients = patients,
                             .scenario = *uncertainty->scenario};
    self->scenario.cells = malloc(count_cells(self) * sizeof *self->scenario.cells);
    self->block = vro_block_new(base, vro_sample_run_source(random, patients));
    if (!self->scenario.cells || !self->block)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for a sample");
    TRY(vro_sums_init(&self->whole, base->strategies, base->outcomes, categories, errors));
    for (int batch = 0; batch < VRO_BATCHES; batch++)
        TRY(vro_sums_init(&self->batches[batch], base->strategies, base->outcomes, categories,
                          errors));
out:
    return status;
}

static void add(void *self, size_t strategy, size_t level, const vro_results *results,
                const vro_results *reference) {
    vro_sums_add(self, strategy, level, results, reference);
}

static vro_status run_children(vro_sample_run *self, uint64_t first, uint64_t end, vro_sums *sums,
                               vro_pool *pool) {
    const vro_sink sink = {.self = sums, .take = add};
    vro_status status = VRO_OK;
    vro_sums_clear(sums);
    while (first < end) {
        const size_t count = end - first < VRO_BLOCK ? (size_t)(end - first) : VRO_BLOCK;
        if (pool)
            TRY(vro_pool_interrupted(pool));
        vro_block_run(self->block, first, count, &sink);
        first += count;
    }
out:
    return status;
}

// first(b) = u floor(b k / 8) for k units of u children, without overflow; the number of children
// for the batch behind the last. A unit is a child, or a replicate.
static uint64_t first_of(const vro_sample_run *self, uint64_t batch) {
    const uint64_t replicate = self->block->slots.source.replicate;
    const uint64_t unit = replicate > 0 ? replicate : 1;
    const uint64_t units = self->patients / unit + (self->patients % unit > 0);
    const uint64_t size = units / VRO_BATCHES, rest = units % VRO_BATCHES;
    const uint64_t first = unit * (batch * size + batch * rest / VRO_BATCHES);
    return first < self->patients ? first : self->patients;
}

static vro_status run_batches(vro_sample_run *self, vro_pool *pool) {
    vro_status status = VRO_OK;
    vro_sums_clear(&self->whole);
    for (uint64_t batch = 0; batch < VRO_BATCHES; batch++) {
        TRY(run_children(self, first_of(self, batch), first_of(self, batch + 1),
                         &self->batches[batch], pool));
        vro_sums_merge(&self->whole, &self->batches[batch]);
    }
out:
    return status;
}

vro_status vro_sample_run_run(vro_sample_run *self, const double *values, vro_pool *pool,
                              vro_errors *errors) {
    vro_model model;
    vro_status status = VRO_OK;
    memcpy(self->scenario.cells, self->uncertainty->scenario->cells,
           count_cells(self) * sizeof *self->scenario.cells);
    vro_parameter_sample_apply(self->uncertainty, values, self->scenario.cells);
    TRY(vro_model_init_over(&model, &self->scenario, self->base, 1, errors));
    self->block->model = &model;
    status = run_batches(self, pool);
    self->block->model = self->base;
    vro_model_free(&model);
out:
    return status;
}

void vro_sample_run_free(vro_sample_run *self) {
    free(self->scenario.cells);
    free(self->block);
    vro_sums_free(&self->whole);
    for (int batch = 0; batch < VRO_BATCHES; batch++)
        vro_sums_free(&self->batches[batch]);
    *self = (vro_sample_run){0};
}
