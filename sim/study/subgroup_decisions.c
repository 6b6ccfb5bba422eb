#include "vrosim/study/subgroup_decisions.h"

#include <math.h>
#include <stdlib.h>

// A division in the making, one subgroup after the other.
typedef struct division_work {
    const vro_decisions *decisions;
    vro_subgroup_decision *decision;
    double *gains;       // [samples] of a subgroup at a threshold
    double *all_gains;   // [thresholds][samples] of the subgroups so far, each times its share
    double *all_batches; // [thresholds][VRO_BATCHES] the same by batch of the children
} division_work;

static vro_status no_memory(vro_errors *errors) {
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for subgroups");
}

static vro_status work_init(division_work *self, const vro_decisions *decisions,
                            vro_subgroup_decision *decision, vro_errors *errors) {
    const size_t samples = decisions->ensemble->samples;
    const size_t thresholds = decision->overall->thresholds->count;
    *self =
        (division_work){.decisions = decisions,
                        .decision = decision,
                        .gains = calloc(samples, sizeof *self->gains),
                        .all_gains = calloc(thresholds, samples * sizeof *self->all_gains),
                        .all_batches = calloc(thresholds, VRO_BATCHES * sizeof *self->all_batches)};
    return self->gains && self->all_gains && self->all_batches ? VRO_OK : no_memory(errors);
}

static void work_free(division_work *self) {
    free(self->gains);
    free(self->all_gains);
    free(self->all_batches);
}

// A subgroup's share of the children in a sample.
static double share_in(const vro_ensemble *ensemble, size_t sample, size_t subgroup) {
    const double all = (double)vro_ensemble_children(ensemble, sample, 0);
    const double own = (double)vro_ensemble_children(ensemble, sample, subgroup);
    return all > 0 ? own / all : 0;
}

// The mean over the samples.
static double share_of(const vro_ensemble *ensemble, size_t subgroup) {
    double sum = 0;
    for (size_t sample = 0; sample < ensemble->samples; sample++)
        sum += share_in(ensemble, sample, subgroup);
    return sum / (double)ensemble->samples;
}

// The choice of a subgroup under the trade-off of the division; NULL where some sample has no child
// of it.
static const vro_choice *find_choice(const division_work *self, size_t subgroup) {
    for (size_t i = 0; i < self->decisions->count; i++)
        if (self->decisions->choices[i].trade_off == self->decision->overall->trade_off &&
            self->decisions->choices[i].subgroup == subgroup)
            return &self->decisions->choices[i];
    return NULL;
}

// The mean of an outcome in a batch of the children of a subgroup, under one strategy minus that
// under another, mean over the samples.
static double batch_difference(const vro_ensemble *ensemble, const vro_quantity_key keys[2],
                               size_t batch) {
    double sum = 0;
    for (size_t sample = 0; sample < ensemble->samples; sample++)
        sum += (double)vro_ensemble_observation(ensemble, sample, keys[0])->batches[batch] -
               (double)vro_ensemble_observation(ensemble, sample, keys[1])->batches[batch];
    return sum / (double)ensemble->samples;
}

// The net benefit of a strategy minus that of another in each batch of the children.
static void find_batch_gains(const vro_ensemble *ensemble, const vro_choice *choice,
                             double threshold, const size_t strategies[2],
                             double batches[VRO_BATCHES]) {
    const vro_trade_off *row = vro_trade_off_row(choice->trade_off);
    vro_quantity_key effects[2], costs[2];
    for (size_t i = 0; i < 2; i++) {
        effects[i] = (vro_quantity_key){strategies[i], choice->subgroup, row->effect, false};
        costs[i] = (vro_quantity_key){strategies[i], choice->subgroup, row->cost, false};
    }
    for (size_t batch = 0; batch < VRO_BATCHES; batch++)
        batches[batch] = threshold * vro_trade_off_sign(choice->trade_off) *
                             batch_difference(ensemble, effects, batch) -
                         batch_difference(ensemble, costs, batch);
}

static double mean_of(const double *values, size_t n) {
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += values[i];
    return sum / (double)n;
}

// The variance of the mean of n values.
static double variance_of_mean(const double *values, size_t n) {
    const double mean = mean_of(values, n);
    double square = 0;
    for (size_t i = 0; i < n; i++)
        square += (values[i] - mean) * (values[i] - mean);
    return square / (double)(n - 1) / (double)n;
}

// The mean gain; its error from the samples and from the batches of children.
static vro_expectation expectation_of(const double *gains, size_t samples, const double *batches) {
    const double variance =
        variance_of_mean(gains, samples) + variance_of_mean(batches, VRO_BATCHES);
    return (vro_expectation){mean_of(gains, samples), variance > 0 ? sqrt(variance) : NAN};
}

// choice: of subgroup number `number` of the division; NULL: none.
static void choose(division_work *self, const vro_choice *choice, size_t number, size_t threshold) {
    vro_subgroup_decision *decision = self->decision;
    const size_t samples = self->decisions->ensemble->samples;
    const size_t other = decision->overall->decisions[threshold].best;
    const size_t best = choice ? choice->decisions[threshold].best : other;
    const double value = decision->overall->thresholds->values[threshold];
    vro_subgroup_choice *found = &decision->choices[threshold * decision->count + number];
    double batches[VRO_BATCHES];
    *found = (vro_subgroup_choice){other, {0, NAN}};
    if (best == other)
        return;
    for (size_t i = 0; i < samples; i++)
        self->gains[i] = vro_decision_net_benefit(&choice->consequences, value, i, best) -
                         vro_decision_net_benefit(&choice->consequences, value, i, other);
    find_batch_gains(self->decisions->ensemble, choice, value, (size_t[]){best, other}, batches);
    *found = (vro_subgroup_choice){best, expectation_of(self->gains, samples, batches)};
    for (size_t i = 0; i < samples; i++)
        self->all_gains[threshold * samples + i] +=
            share_in(self->decisions->ensemble, i, decision->first + number) * self->gains[i];
    for (size_t i = 0; i < VRO_BATCHES; i++) // an error only: the mean share will do
        self->all_batches[threshold * VRO_BATCHES + i] += decision->shares[number] * batches[i];
}

static void evaluate(division_work *self) {
    vro_subgroup_decision *decision = self->decision;
    const vro_ensemble *ensemble = self->decisions->ensemble;
    const size_t thresholds = decision->overall->thresholds->count, samples = ensemble->samples;
    for (size_t number = 0; number < decision->count; number++) {
        const vro_choice *choice = find_choice(self, decision->first + number);
        decision->shares[number] = share_of(ensemble, decision->first + number);
        for (size_t threshold = 0; threshold < thresholds; threshold++)
            choose(self, choice, number, threshold);
    }
    for (size_t i = 0; i < thresholds; i++)
        decision->values[i] = expectation_of(&self->all_gains[i * samples], samples,
                                             &self->all_batches[i * VRO_BATCHES]);
}

// A division with a name, of count subgroups from first on.
static vro_status add_division(vro_subgroup_decisions *self, const vro_decisions *decisions,
                               const vro_subgroup_decision *division, vro_errors *errors) {
    const size_t thresholds = division->overall->thresholds->count;
    vro_subgroup_decision *own = &self->decisions[self->count++];
    division_work work = {0};
    vro_status status = VRO_OK;
    *own = *division;
    own->shares = calloc(own->count, sizeof *own->shares);
    own->choices = calloc(thresholds, own->count * sizeof *own->choices);
    own->values = calloc(thresholds, sizeof *own->values);
    TRY(own->shares && own->choices && own->values ? VRO_OK : no_memory(errors));
    TRY(work_init(&work, decisions, own, errors));
    evaluate(&work);
out:
    work_free(&work);
    return status;
}

// The levels, then the divisions of the scenario.
static vro_status add_divisions(vro_subgroup_decisions *self, const vro_decisions *decisions,
                                const vro_choice *overall, vro_errors *errors) {
    const vro_subgroups *subgroups = &decisions->ensemble->uncertainty->scenario->subgroups;
    vro_subgroup_decision next = {.overall = overall, .first = 1, .count = VRO_LEVELS};
    vro_status status = VRO_OK;
    vro_division_name(1U << VRO_BY_GMFCS, next.division);
    TRY(add_division(self, decisions, &next, errors));
    for (size_t i = 0; i < subgroups->divisions; i++) {
        next.first += next.count;
        next.count = vro_subgroups_division_categories(subgroups, i);
        vro_division_name(subgroups->division[i], next.division);
        TRY(add_division(self, decisions, &next, errors));
    }
out:
    return status;
}

vro_status vro_subgroup_decisions_init(vro_subgroup_decisions *self, const vro_decisions *decisions,
                                       vro_errors *errors) {
    const vro_subgroups *subgroups = &decisions->ensemble->uncertainty->scenario->subgroups;
    vro_status status = VRO_OK;
    *self = (vro_subgroup_decisions){0};
    self->decisions = calloc(VRO_TRADE_OFFS * (1 + subgroups->divisions), sizeof *self->decisions);
    TRY(self->decisions ? VRO_OK : no_memory(errors));
    for (size_t i = 0; i < decisions->count; i++)
        if (decisions->choices[i].subgroup == 0)
            TRY(add_divisions(self, decisions, &decisions->choices[i], errors));
out:
    if (status != VRO_OK)
        vro_subgroup_decisions_free(self);
    return status;
}

const vro_subgroup_choice *vro_subgroup_decision_choices(const vro_subgroup_decision *self,
                                                         size_t threshold) {
    return &self->choices[threshold * self->count];
}

void vro_subgroup_decisions_free(vro_subgroup_decisions *self) {
    for (size_t i = 0; i < self->count; i++) {
        free(self->decisions[i].shares);
        free(self->decisions[i].choices);
        free(self->decisions[i].values);
    }
    free(self->decisions);
    *self = (vro_subgroup_decisions){0};
}
