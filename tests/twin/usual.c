// See usual.h.
#include "usual.h"

#include "usual_course.h"

#include <math.h>
#include <stdlib.h>

vro_status vro_usual_init(vro_usual *self, const vro_scenario *scenario) {
    *self = (vro_usual){.parameters = vro_twin_parameters_new(scenario)};
    if (!self->parameters)
        return VRO_NO_MEMORY;
    self->strategies = scenario->strategies;
    vro_twin_parameters_levels(self->parameters, self->level_up_to);
    vro_outcome_set_init(&self->outcomes, scenario);
    return VRO_OK;
}

void vro_usual_free(vro_usual *self) {
    free(self->parameters);
    *self = (vro_usual){0};
}

static size_t cells_of(int id) {
    const vro_outcome *row = vro_outcome_row((vro_outcome_id)id);
    return row->kind == VRO_QUANTITY ? (size_t)((row->upper - row->lower) * row->cells) : 0;
}

static size_t cells_of_all(void) {
    size_t cells = 0;
    for (int id = 0; id < VRO_OUTCOMES; id++)
        cells += cells_of(id);
    return cells;
}

vro_status vro_usual_sums_init(vro_usual_sums *self, size_t strategies) {
    size_t count = strategies * VRO_LEVELS;
    self->tallies = calloc(count, sizeof *self->tallies);
    self->cells = calloc(count * cells_of_all(), sizeof *self->cells);
    if (!self->tallies || !self->cells) {
        vro_usual_sums_free(self);
        return VRO_NO_MEMORY;
    }
    double *next = self->cells;
    for (size_t i = 0; i < count; i++) {
        for (int id = 0; id < VRO_OUTCOMES; id++) {
            self->tallies[i].cells[id] = cells_of(id) > 0 ? next : NULL;
            next += cells_of(id);
        }
    }
    return VRO_OK;
}

void vro_usual_sums_free(vro_usual_sums *self) {
    free(self->tallies);
    free(self->cells);
    *self = (vro_usual_sums){0};
}

static void add_to_histogram(vro_usual_tally *tally, int id, double x) {
    const vro_outcome *row = vro_outcome_row((vro_outcome_id)id);
    int last = (row->upper - row->lower) * row->cells - 1;
    double cell = (x - row->lower) * row->cells;
    tally->cells[id][cell <= 0 ? 0 : cell >= last ? last : (int)cell]++;
}

static void add_course(vro_usual_tally *tally, const double outcome[VRO_OUTCOMES]) {
    for (int id = 0; id < VRO_OUTCOMES; id++) {
        double x = outcome[id];
        if (isnan(x))
            continue;
        tally->count[id]++;
        tally->sum[id] += x;
        tally->square[id] += x * x;
        if (tally->cells[id])
            add_to_histogram(tally, id, x);
    }
}

static void add_contrast(vro_usual_tally *tally, const double outcome[VRO_OUTCOMES],
                         const double reference[VRO_OUTCOMES]) {
    for (int id = 0; id < VRO_OUTCOMES; id++) {
        double difference = outcome[id] - reference[id];
        if (isnan(difference))
            continue;
        tally->pairs[id]++;
        tally->difference[id] += difference;
        tally->difference_square[id] += difference * difference;
        tally->better[id] += difference < 0;
    }
}

void vro_usual_run(const vro_usual *self, gsl_rng *rng, size_t children, vro_usual_sums *sums) {
    double reference[VRO_OUTCOMES], outcome[VRO_OUTCOMES];
    for (size_t i = 0; i < children; i++) {
        int level = vro_twin_level(self->level_up_to, gsl_rng_uniform(rng));
        vro_usual_child child = vro_usual_draw_child(&self->parameters[level], level, rng);
        for (size_t strategy = 0; strategy < self->strategies; strategy++) {
            size_t cell = strategy * VRO_LEVELS + (size_t)level;
            double *lived = strategy == 0 ? reference : outcome;
            vro_usual_course(&self->parameters[cell], &self->outcomes.landmarks, &child, rng,
                             lived);
            add_course(&sums->tallies[cell], lived);
            if (strategy > 0)
                add_contrast(&sums->tallies[cell], outcome, reference);
        }
    }
}
