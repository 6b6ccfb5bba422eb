#include "vrosim/model/economics.h"

#include "vrosim/core/vmath.h"
#include "vrosim/model/clinical.h"
#include "vrosim/model/first_passage.h"
#include "vrosim/model/growth.h"

#include <math.h>
#include <string.h>

void vro_economics_start(vro_economics *self, size_t children) {
    memset(self->cost, 0, vro_lanes(children) * sizeof *self->cost);
    memset(self->qaly_loss, 0, vro_lanes(children) * sizeof *self->qaly_loss);
}

// A continuous discount rate r, ready for loops without branches at rate 0.
typedef struct discount {
    float rate;      // per year
    float over_rate; // 1 / r, 0 at rate 0
    float flat;      // 1 at rate 0, else 0
} discount;

static discount discount_of(float rate) {
    return (discount){rate, rate > 0 ? 1 / rate : 0, rate > 0 ? 0 : 1};
}

// amount e^(-r t).
VRO_INLINE float present(float amount, float time, discount by) {
    return amount * vro_exp(-by.rate * time);
}

// The present value of one a year over the coming years: (1 - e^(-r x)) / r, or x at rate 0.
VRO_INLINE float present_years(float years, discount by) {
    return vro_one_minus_exp(by.rate * years) * by.over_rate + years * by.flat;
}

VRO_VECTOR static void find_charges(const vro_hips *hips, vro_charges *charges) {
    for (size_t i = 0; i < hips->lanes; i++) {
        const uint32_t operation = hips->operation[i];
        const uint32_t removed = hips->removal[i] < INFINITY;
        const uint32_t operations =
            (uint32_t)vro_history_count(hips->history[i], VRO_HISTORY_OPERATIONS);
        const uint32_t before = operations > operation + removed;
        const float healing =
            vro_smaller(hips->healing[i] / VRO_WEEKS_PER_YEAR, hips->next_time[i]);
        charges->admission[i] = operation;
        charges->cast[i] = hips->spica[i];
        charges->adverse_events[i] = operation ? hips->adverse_events[i] : 0;
        charges->revision[i] = before << (hips->cause[i] & 7);
        charges->healing[i] = hips->osteotomy[i] ? healing : 0.0f;
    }
}

// In the index session both hips share admission, cast and healing, charged to the index hip.
VRO_VECTOR static void share_session(size_t children, vro_charges *charges) {
    for (size_t i = 0; i < children; i++) {
        const float index = charges->healing[i], other = charges->healing[children + i];
        charges->admission[i] |= charges->admission[children + i];
        charges->cast[i] |= charges->cast[children + i];
        charges->healing[i] = vro_larger(index, other);
    }
    memset(charges->admission + children, 0, children * sizeof *charges->admission);
    memset(charges->cast + children, 0, children * sizeof *charges->cast);
    memset(charges->healing + children, 0, children * sizeof *charges->healing);
}

VRO_VECTOR static void add_where(const uint32_t *flags, unsigned bit, float amount, size_t n,
                                 float *sum) {
    for (size_t i = 0; i < n; i++)
        sum[i] += (flags[i] >> bit) & 1 ? amount : 0.0f;
}

// Adds what is paid, and the QALYs that are lost, at the start of the episode; model.md 11.
static void add_items(vro_economics *self, const vro_hips *hips, const float *number) {
    const vro_charges *charges = &self->charges;
    const struct {
        const uint32_t *flags;
        unsigned bit;
        vro_parameter_id cost;
        vro_parameter_id health; // VRO_PARAMETERS: none
    } items[] = {
        {charges->admission, 0, VRO_COST_ADMISSION, VRO_PARAMETERS},
        {charges->cast, 0, VRO_COST_SPICA, VRO_PARAMETERS},
        {hips->osteotomy, 0, VRO_COST_OSTEOTOMY, VRO_PARAMETERS},
        {hips->soft_tissue, 0, VRO_COST_SOFT_TISSUE, VRO_PARAMETERS},
        {hips->pelvic, 0, VRO_COST_PELVIC, VRO_PARAMETERS},
        {charges->revision, VRO_CAUSE_LOSS, VRO_COST_REVISION_LOSS, VRO_PARAMETERS},
        {charges->revision, VRO_CAUSE_COMPLICATION, VRO_COST_REVISION_COMPLICATION, VRO_PARAMETERS},
        {charges->revision, VRO_CAUSE_MIGRATION, VRO_COST_REVISION_MIGRATION, VRO_PARAMETERS},
        {charges->revision, VRO_CAUSE_OTHER, VRO_COST_REVISION_OTHER, VRO_PARAMETERS},
        {charges->adverse_events, VRO_HISTORY_INFECTION, VRO_COST_INFECTION, VRO_UTILITY_INFECTION},
        {charges->adverse_events, VRO_HISTORY_FRACTURE, VRO_COST_FRACTURE, VRO_UTILITY_FRACTURE},
        {charges->adverse_events, VRO_HISTORY_AVN, VRO_COST_AVN, VRO_UTILITY_AVN},
        {charges->adverse_events, VRO_HISTORY_PRESSURE_SORE, VRO_COST_PRESSURE_SORE,
         VRO_UTILITY_PRESSURE_SORE}};
    for (size_t k = 0; k < sizeof items / sizeof items[0]; k++) {
        const float price = number[items[k].cost];
        const float health = items[k].health < VRO_PARAMETERS ? number[items[k].health] : 0;
        if (price != 0)
            add_where(items[k].flags, items[k].bit, price, hips->lanes, self->episode_cost);
        if (health != 0)
            add_where(items[k].flags, items[k].bit, health, hips->lanes, self->episode_qaly_loss);
    }
}

// utility.healing until the osteotomy has healed; model.md 11.2.
VRO_VECTOR static void add_healing(const float *healing, float decrement, discount by, size_t n,
                                   float *qaly_loss) {
    for (size_t i = 0; i < n; i++)
        qaly_loss[i] += decrement * present_years(healing[i], by);
}

VRO_VECTOR static void find_present_years(const float *years, discount by, size_t n,
                                          float *present_value) {
    for (size_t i = 0; i < n; i++)
        present_value[i] = present_years(years[i], by);
}

// A decrement in force from a time within the episode to its end. whole: the present years of the
// whole episode.
VRO_VECTOR static void add_decrement(const float *whole, const float *from, float decrement,
                                     discount by, size_t n, float *qaly_loss) {
    for (size_t i = 0; i < n; i++)
        qaly_loss[i] += decrement * (whole[i] - present_years(from[i], by));
}

// Migration never falls within an episode, so each state lasts from its threshold to the end, and a
// severely displaced hip has the decrement of a displaced one and the difference.
static void add_states(vro_economics *self, const vro_hips *hips,
                       const vro_model_parameters *parameters, discount by, vro_scratch *scratch) {
    const float displaced = parameters->number[VRO_UTILITY_DISPLACED];
    const float severe = parameters->number[VRO_UTILITY_SEVERELY_DISPLACED];
    const struct {
        float threshold; // percent
        float decrement; // beyond it, in addition to that below
    } states[] = {{VRO_DISPLACED_OVER, displaced},
                  {VRO_SEVERELY_DISPLACED_OVER, severe - displaced}};
    if (displaced == 0 && severe == 0)
        return;
    find_present_years(hips->next_time, by, hips->lanes, self->episode_years);
    vro_growth_predict_migration(hips, parameters, scratch, self->final_migration);
    for (size_t k = 0; k < sizeof states / sizeof states[0]; k++) {
        vro_first_passage_find(hips, parameters, states[k].threshold, self->final_migration,
                               scratch, self->passage_time);
        add_decrement(self->episode_years, self->passage_time, states[k].decrement, by, hips->lanes,
                      self->episode_qaly_loss);
    }
}

// Adds the removal, then discounts from the start of the episode to the index operation.
VRO_VECTOR static void discount_episode(const vro_hips *hips, float removal, discount of_costs,
                                        discount of_health, vro_economics *self) {
    for (size_t i = 0; i < hips->lanes; i++) {
        const float start = hips->start[i], after = hips->removal[i];
        const uint32_t removed = after < INFINITY;
        const float paid = removed ? removal : 0.0f, wait = removed ? after : 0.0f;
        self->episode_cost[i] =
            present(self->episode_cost[i] + present(paid, wait, of_costs), start, of_costs);
        self->episode_qaly_loss[i] = present(self->episode_qaly_loss[i], start, of_health);
    }
}

// Adds up hips by child: places in the set of episode 0 are hip * children + child.
static void add_to_children(vro_economics *self, const vro_hips *hips, size_t children) {
    for (size_t i = 0; i < hips->count; i++) {
        const size_t place = (size_t)hips->place_in_all[i];
        const size_t child = place < children ? place : place - children;
        self->cost[child] += self->episode_cost[i];
        self->qaly_loss[child] += self->episode_qaly_loss[i];
    }
}

void vro_economics_add_episode(vro_economics *self, const vro_hips *hips, size_t children,
                               const vro_model_parameters *parameters, vro_scratch *scratch) {
    const float *number = parameters->number;
    const discount of_costs = discount_of(number[VRO_ECONOMICS_DISCOUNT_COSTS]);
    const discount of_health = discount_of(number[VRO_ECONOMICS_DISCOUNT_HEALTH]);
    memset(self->episode_cost, 0, hips->lanes * sizeof *self->episode_cost);
    memset(self->episode_qaly_loss, 0, hips->lanes * sizeof *self->episode_qaly_loss);
    find_charges(hips, &self->charges);
    if (hips->episode == 0)
        share_session(children, &self->charges);
    add_items(self, hips, number);
    add_healing(self->charges.healing, number[VRO_UTILITY_HEALING], of_health, hips->lanes,
                self->episode_qaly_loss);
    add_states(self, hips, parameters, of_health, scratch);
    discount_episode(hips, number[VRO_COST_REMOVAL], of_costs, of_health, self);
    add_to_children(self, hips, children);
}

// Costs of the episodes and of care up to H; model.md 11.1.
VRO_VECTOR static void finish_costs(const float *spent, const float *end, float care, discount by,
                                    vro_results *results) {
    for (size_t i = 0; i < vro_lanes(results->children); i++)
        results->outcome[VRO_COST][i] = vro_steps_of(spent[i] + care * present_years(end[i], by));
}

// The baseline up to H less what was lost; model.md 11.2.
VRO_VECTOR static void finish_health(const float *qaly_loss, const float *end, float baseline,
                                     discount by, vro_results *results) {
    for (size_t i = 0; i < vro_lanes(results->children); i++)
        results->outcome[VRO_QALY][i] =
            vro_steps_of(baseline * present_years(end[i], by) - qaly_loss[i]);
}

static void leave_out(int32_t *outcome, size_t n) {
    for (size_t i = 0; i < n; i++)
        outcome[i] = VRO_NO_VALUE;
}

void vro_economics_finish(const vro_economics *self, const float *end,
                          const vro_model_parameters *parameters, vro_results *results) {
    const float *number = parameters->number;
    if (parameters->outcomes->costs)
        finish_costs(self->cost, end, number[VRO_COST_CARE],
                     discount_of(number[VRO_ECONOMICS_DISCOUNT_COSTS]), results);
    else
        leave_out(results->outcome[VRO_COST], results->children);
    if (parameters->outcomes->utilities)
        finish_health(self->qaly_loss, end, number[VRO_UTILITY_BASELINE],
                      discount_of(number[VRO_ECONOMICS_DISCOUNT_HEALTH]), results);
    else
        leave_out(results->outcome[VRO_QALY], results->children);
}
