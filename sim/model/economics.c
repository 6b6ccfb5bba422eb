#include "vrosim/model/economics.h"

#include "vrosim/core/vmath.h"
#include "vrosim/model/clinical.h"
#include "vrosim/model/discount.h"

#include <math.h>
#include <string.h>

void vro_economics_start(vro_economics *self, size_t children) {
    memset(self->cost, 0, vro_lanes(children) * sizeof *self->cost);
    memset(self->qaly_loss, 0, vro_lanes(children) * sizeof *self->qaly_loss);
}

// Years until an osteotomy has healed, or to H.
VRO_INLINE float healing_years(const vro_hips *hips, size_t i) {
    const float left = hips->end[i] - hips->start[i];
    const float years = vro_smaller(hips->healing[i] / VRO_WEEKS_PER_YEAR, left);
    return hips->osteotomy[i] ? years : 0.0f;
}

// Admission, cast and healing of the index session are those of the index hip; the other hip adds
// what the index hip has not. A session of 7.5 shares the admission of the index hip;
// model.md 11.1. A spica is on for its weeks, or to H; model.md 11.2.
VRO_VECTOR static void find_charges(const vro_hips *hips, const vro_hips *index,
                                    vro_charges *restrict charges) {
    const vro_hips *beside = index ? index : hips;
    const uint32_t shares = index ? 1 : 0;
    for (size_t i = 0; i < hips->lanes; i++) {
        const uint32_t operation = hips->operation[i];
        const uint32_t removed = hips->removal[i] < INFINITY;
        const uint32_t operations =
            (uint32_t)vro_history_count(hips->history[i], VRO_HISTORY_OPERATIONS);
        const uint32_t before = operations > operation + removed;
        const uint32_t session = hips->cause[i] == VRO_CAUSE_SESSION;
        const uint32_t cast = hips->spica[i] & ((shares & beside->spica[i]) ^ 1);
        const float left = hips->end[i] - hips->start[i];
        const float in_cast = vro_smaller(hips->spica_weeks[i] / VRO_WEEKS_PER_YEAR, left);
        const float healing = healing_years(hips, i), healed = healing_years(beside, i);
        const float from = shares ? healed : 0.0f;
        charges->admission[i] = operation & (session ^ 1) & ((shares & beside->operation[i]) ^ 1);
        charges->cast[i] = cast;
        charges->in_cast[i] = cast ? in_cast : 0.0f;
        charges->adverse_events[i] = operation ? hips->adverse_events[i] : 0;
        charges->revision[i] = before << (hips->cause[i] & 7);
        charges->healing_from[i] = from;
        charges->healing_to[i] = vro_larger(from, healing);
    }
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

// utility.healing until the osteotomy has healed, utility.spica while a spica is on; model.md 11.2.
// Three exponentials a hip.
VRO_VECTOR static void add_recovery(const vro_charges *charges, float healing, float spica,
                                    vro_discount by, size_t n, float *qaly_loss) {
    for (size_t i = 0; i < n; i++) {
        const float heals = vro_present_years(charges->healing_to[i], by) -
                            vro_present_years(charges->healing_from[i], by);
        qaly_loss[i] += healing * heals + spica * vro_present_years(charges->in_cast[i], by);
    }
}

VRO_VECTOR static void add_years(const float *years, float decrement, size_t n, float *qaly_loss) {
    for (size_t i = 0; i < n; i++)
        qaly_loss[i] += decrement * years[i];
}

// A severely displaced hip has the decrement of a displaced one and the difference.
static void add_displacement(vro_economics *self, const vro_hips *hips,
                             const vro_model_parameters *parameters, vro_discount by,
                             vro_scratch *scratch) {
    const float displaced = parameters->number[VRO_UTILITY_DISPLACED];
    const float severe = parameters->number[VRO_UTILITY_SEVERELY_DISPLACED];
    if (displaced == 0 && severe == 0)
        return;
    vro_displacement_find(&self->displacement, hips, parameters, by, scratch);
    add_years(self->displacement.displaced, displaced, hips->lanes, self->episode_qaly_loss);
    add_years(self->displacement.severe, severe - displaced, hips->lanes, self->episode_qaly_loss);
}

// Adds the removal, then discounts from the start of the episode to the index operation.
VRO_VECTOR static void discount_episode(const vro_hips *hips, float removal, vro_discount of_costs,
                                        vro_discount of_health, vro_economics *self) {
    for (size_t i = 0; i < hips->lanes; i++) {
        const float start = hips->start[i], after = hips->removal[i];
        const uint32_t removed = after < INFINITY;
        const float paid = removed ? removal : 0.0f, wait = removed ? after : 0.0f;
        self->episode_cost[i] =
            vro_present(self->episode_cost[i] + vro_present(paid, wait, of_costs), start, of_costs);
        self->episode_qaly_loss[i] = vro_present(self->episode_qaly_loss[i], start, of_health);
    }
}

static void add_to_children(vro_economics *self, const vro_hips *hips) {
    for (size_t i = 0; i < hips->count; i++) {
        const size_t child = (size_t)hips->child[i];
        self->cost[child] += self->episode_cost[i];
        self->qaly_loss[child] += self->episode_qaly_loss[i];
    }
}

void vro_economics_add_episode(vro_economics *self, const vro_hips *hips, const vro_hips *index,
                               const vro_model_parameters *parameters, vro_scratch *scratch) {
    const float *number = parameters->number;
    const vro_discount of_costs = vro_discount_of(number[VRO_ECONOMICS_DISCOUNT_COSTS]);
    const vro_discount of_health = vro_discount_of(number[VRO_ECONOMICS_DISCOUNT_HEALTH]);
    memset(self->episode_cost, 0, hips->lanes * sizeof *self->episode_cost);
    memset(self->episode_qaly_loss, 0, hips->lanes * sizeof *self->episode_qaly_loss);
    find_charges(hips, index, &self->charges);
    add_items(self, hips, number);
    add_recovery(&self->charges, number[VRO_UTILITY_HEALING], number[VRO_UTILITY_SPICA], of_health,
                 hips->lanes, self->episode_qaly_loss);
    add_displacement(self, hips, parameters, of_health, scratch);
    discount_episode(hips, number[VRO_COST_REMOVAL], of_costs, of_health, self);
    add_to_children(self, hips);
}

// Costs of the episodes, of care up to H, and of an equalisation at maturity; model.md 11.1.
VRO_VECTOR static void finish_costs(const float *spent, const vro_children *children,
                                    const float *end, const float *number, vro_results *results) {
    const vro_discount by = vro_discount_of(number[VRO_ECONOMICS_DISCOUNT_COSTS]);
    const float care = number[VRO_COST_CARE], equalisation = number[VRO_COST_EQUALISATION];
    for (size_t i = 0; i < vro_lanes(results->children); i++) {
        const float mature = vro_larger(0.0f, children->maturity[i] - children->age[i]);
        const float equal = vro_present(equalisation, mature, by);
        const float cost = spent[i] + care * vro_present_years(end[i], by) +
                           (results->outcome[VRO_EQUALISED][i] ? equal : 0.0f);
        results->outcome[VRO_COST][i] = vro_fine_steps_of(cost, 0.0f, 4095.0f, VRO_STEPS_PER_COST);
    }
}

// The baseline up to H less what was lost; model.md 11.2.
VRO_VECTOR static void finish_health(const float *qaly_loss, const float *end, float baseline,
                                     vro_discount by, vro_results *results) {
    for (size_t i = 0; i < vro_lanes(results->children); i++)
        results->outcome[VRO_QALY][i] =
            vro_fine_steps_of(baseline * vro_present_years(end[i], by) - qaly_loss[i], -32.0f,
                              96.0f, VRO_STEPS_PER_QALY);
}

static void leave_out(int32_t *outcome, size_t n) {
    for (size_t i = 0; i < n; i++)
        outcome[i] = VRO_NO_VALUE;
}

void vro_economics_finish(const vro_economics *self, const vro_children *children, const float *end,
                          const vro_model_parameters *parameters, vro_results *results) {
    const float *number = parameters->number;
    if (parameters->outcomes->costs)
        finish_costs(self->cost, children, end, number, results);
    else
        leave_out(results->outcome[VRO_COST], results->children);
    if (parameters->outcomes->utilities)
        finish_health(self->qaly_loss, end, number[VRO_UTILITY_BASELINE],
                      vro_discount_of(number[VRO_ECONOMICS_DISCOUNT_HEALTH]), results);
    else
        leave_out(results->outcome[VRO_QALY], results->children);
}
