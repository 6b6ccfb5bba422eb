#include "vrosim/model/economics.h"

#include "vrosim/core/vmath.h"
#include "vrosim/model/first_passage.h"
#include "vrosim/model/growth.h"

#include <math.h>
#include <string.h>

static const float WEEKS_A_YEAR = 365.25f / 7;

size_t vro_economics_outcomes(const vro_scenario *scenario) {
    const bool given = vro_scenario_gives(scenario, VRO_FIRST_COST, VRO_END_OF_UTILITIES);
    return given ? (size_t)VRO_OUTCOMES : (size_t)VRO_FIRST_ECONOMIC;
}

const char *vro_economics_missing(const vro_scenario *scenario, vro_outcome_id outcome) {
    if (outcome == VRO_COST && !vro_scenario_gives(scenario, VRO_FIRST_COST, VRO_FIRST_UTILITY))
        return "a cost";
    if (outcome == VRO_QALY &&
        !vro_scenario_gives(scenario, VRO_FIRST_UTILITY, VRO_END_OF_UTILITIES))
        return "a utility";
    return NULL;
}

void vro_economics_start(vro_economics *self, size_t children) {
    memset(self->cost, 0, vro_lanes(children) * sizeof *self->cost);
    memset(self->qaly_loss, 0, vro_lanes(children) * sizeof *self->qaly_loss);
}

// A continuous discount rate, ready for loops without branches at rate 0.
typedef struct discount {
    float rate;
    float over_rate; // 1 / rate, 0 at rate 0
    float flat;      // 1 at rate 0, else 0
} discount;

static discount discount_of(float rate) {
    return (discount){rate, rate > 0 ? 1 / rate : 0, rate > 0 ? 0 : 1};
}

VRO_INLINE float present(float amount, float time, discount by) {
    return amount * vro_exp(-by.rate * time);
}

// What one a year is worth over years from now: (1 - e^(-r x)) / r, or x at rate 0.
VRO_INLINE float present_years(float years, discount by) {
    return vro_one_minus_exp(by.rate * years) * by.over_rate + years * by.flat;
}

// What an episode is charged for, by hip: flags 0 or 1, or bits.
typedef struct charges {
    uint32_t admitted[VRO_CHUNK_HIPS];
    uint32_t cast[VRO_CHUNK_HIPS];
    uint32_t adverse_events[VRO_CHUNK_HIPS]; // bit vro_history_field
    uint32_t again[VRO_CHUNK_HIPS];          // bit vro_cause: reoperation of a hip operated before
    float healing[VRO_CHUNK_HIPS];           // years
} charges;

VRO_VECTOR static void find_charges(const vro_hips *hips, charges *of) {
    for (size_t i = 0; i < hips->lanes; i++) {
        const uint32_t operation = hips->operation[i];
        const uint32_t removed = hips->removal[i] < INFINITY;
        const uint32_t operations =
            (uint32_t)vro_history_count(hips->history[i], VRO_HISTORY_OPERATIONS);
        const uint32_t before = operations > operation + removed;
        const float healing = vro_smaller(hips->healing[i] / WEEKS_A_YEAR, hips->next_time[i]);
        of->admitted[i] = operation;
        of->cast[i] = hips->spica[i];
        of->adverse_events[i] = operation ? hips->adverse_events[i] : 0;
        of->again[i] = before << (hips->cause[i] & 7);
        of->healing[i] = hips->osteotomy[i] ? healing : 0.0f;
    }
}

// What both hips have in common in the index session is charged to the index hip alone.
VRO_VECTOR static void share_session(size_t children, charges *of) {
    for (size_t i = 0; i < children; i++) {
        const float index = of->healing[i], other = of->healing[children + i];
        of->admitted[i] |= of->admitted[children + i];
        of->cast[i] |= of->cast[children + i];
        of->healing[i] = vro_larger(index, other);
    }
    memset(of->admitted + children, 0, children * sizeof *of->admitted);
    memset(of->cast + children, 0, children * sizeof *of->cast);
    memset(of->healing + children, 0, children * sizeof *of->healing);
}

VRO_VECTOR static void add_where(const uint32_t *flags, unsigned bit, float amount, size_t n,
                                 float *sum) {
    for (size_t i = 0; i < n; i++)
        sum[i] += (flags[i] >> bit) & 1 ? amount : 0.0f;
}

// A row for each thing that costs money or health at the start of an episode.
typedef struct item {
    const uint32_t *flags;
    unsigned bit;
    vro_parameter_id cost;
    vro_parameter_id health; // VRO_PARAMETERS: none
} item;

// cost and lost: of each hip, at the start of its episode.
static void add_items(const vro_hips *hips, const charges *of, const float *number, float *cost,
                      float *qaly_loss) {
    const item items[] = {
        {of->admitted, 0, VRO_COST_ADMISSION, VRO_PARAMETERS},
        {of->cast, 0, VRO_COST_SPICA, VRO_PARAMETERS},
        {hips->osteotomy, 0, VRO_COST_OSTEOTOMY, VRO_PARAMETERS},
        {hips->soft_tissue, 0, VRO_COST_SOFT_TISSUE, VRO_PARAMETERS},
        {hips->pelvic, 0, VRO_COST_PELVIC, VRO_PARAMETERS},
        {of->again, VRO_CAUSE_LOSS, VRO_COST_REVISION_LOSS, VRO_PARAMETERS},
        {of->again, VRO_CAUSE_COMPLICATION, VRO_COST_REVISION_COMPLICATION, VRO_PARAMETERS},
        {of->again, VRO_CAUSE_MIGRATION, VRO_COST_REVISION_MIGRATION, VRO_PARAMETERS},
        {of->again, VRO_CAUSE_OTHER, VRO_COST_REVISION_OTHER, VRO_PARAMETERS},
        {of->adverse_events, VRO_HISTORY_INFECTION, VRO_COST_INFECTION, VRO_UTILITY_INFECTION},
        {of->adverse_events, VRO_HISTORY_FRACTURE, VRO_COST_FRACTURE, VRO_UTILITY_FRACTURE},
        {of->adverse_events, VRO_HISTORY_AVN, VRO_COST_AVN, VRO_UTILITY_AVN},
        {of->adverse_events, VRO_HISTORY_PRESSURE_SORE, VRO_COST_PRESSURE_SORE,
         VRO_UTILITY_PRESSURE_SORE}};
    for (size_t k = 0; k < sizeof items / sizeof items[0]; k++) {
        const float price = number[items[k].cost];
        const float health = items[k].health < VRO_PARAMETERS ? number[items[k].health] : 0;
        if (price != 0)
            add_where(items[k].flags, items[k].bit, price, hips->lanes, cost);
        if (health != 0)
            add_where(items[k].flags, items[k].bit, health, hips->lanes, qaly_loss);
    }
}

VRO_VECTOR static void add_healing(const charges *of, float utility, discount by, size_t n,
                                   float *qaly_loss) {
    for (size_t i = 0; i < n; i++)
        qaly_loss[i] += utility * present_years(of->healing[i], by);
}

// From a time within the episode to its end; whole: the present years of all of it; utility: lost a
// year.
VRO_VECTOR static void add_state(const float *whole, const float *from, float utility, discount by,
                                 size_t n, float *qaly_loss) {
    for (size_t i = 0; i < n; i++)
        qaly_loss[i] += utility * (whole[i] - present_years(from[i], by));
}

VRO_VECTOR static void find_whole(const float *years, discount by, size_t n, float *whole) {
    for (size_t i = 0; i < n; i++)
        whole[i] = present_years(years[i], by);
}

// Migration never falls within an episode, so each state lasts from its threshold to the end.
static void add_states(const vro_hips *hips, const vro_model_parameters *parameters, discount by,
                       float *qaly_loss) {
    const float displaced = parameters->number[VRO_UTILITY_DISPLACED];
    const float severe = parameters->number[VRO_UTILITY_SEVERELY_DISPLACED];
    const struct {
        float threshold; // percent
        float further;   // lost beyond it, in addition to what is lost below
    } states[] = {{30, displaced}, {50, severe - displaced}};
    float final[VRO_CHUNK_HIPS], from[VRO_CHUNK_HIPS], whole[VRO_CHUNK_HIPS];
    if (displaced == 0 && severe == 0)
        return;
    find_whole(hips->next_time, by, hips->lanes, whole);
    vro_growth_predict_migration(hips, parameters, final);
    for (size_t k = 0; k < sizeof states / sizeof states[0]; k++) {
        vro_first_passage_find(hips, parameters, states[k].threshold, final, from);
        add_state(whole, from, states[k].further, by, hips->lanes, qaly_loss);
    }
}

VRO_VECTOR static void discount_episode(const vro_hips *hips, float removal, discount of_costs,
                                        discount of_health, float *cost, float *qaly_loss) {
    for (size_t i = 0; i < hips->lanes; i++) {
        const float start = hips->start[i], after = hips->removal[i];
        const uint32_t removed = after < INFINITY;
        const float paid = removed ? removal : 0.0f, wait = removed ? after : 0.0f;
        cost[i] = present(cost[i] + present(paid, wait, of_costs), start, of_costs);
        qaly_loss[i] = present(qaly_loss[i], start, of_health);
    }
}

// To each child what its hips cost and lost; the places of all hips' set are the children twice.
static void collect(const vro_hips *hips, size_t children, const float *cost,
                    const float *qaly_loss, vro_economics *self) {
    for (size_t i = 0; i < hips->count; i++) {
        const size_t place = (size_t)hips->place_in_all[i];
        const size_t child = place < children ? place : place - children;
        self->cost[child] += cost[i];
        self->qaly_loss[child] += qaly_loss[i];
    }
}

void vro_economics_add_episode(vro_economics *self, const vro_hips *hips, size_t children,
                               const vro_model_parameters *parameters) {
    const float *number = parameters->number;
    const discount of_costs = discount_of(number[VRO_ECONOMICS_DISCOUNT_COSTS]);
    const discount of_health = discount_of(number[VRO_ECONOMICS_DISCOUNT_HEALTH]);
    float cost[VRO_CHUNK_HIPS], qaly_loss[VRO_CHUNK_HIPS];
    charges of;
    memset(cost, 0, hips->lanes * sizeof *cost);
    memset(qaly_loss, 0, hips->lanes * sizeof *qaly_loss);
    find_charges(hips, &of);
    if (hips->episode == 0)
        share_session(children, &of);
    add_items(hips, &of, number, cost, qaly_loss);
    add_healing(&of, number[VRO_UTILITY_HEALING], of_health, hips->lanes, qaly_loss);
    add_states(hips, parameters, of_health, qaly_loss);
    discount_episode(hips, number[VRO_COST_REMOVAL], of_costs, of_health, cost, qaly_loss);
    collect(hips, children, cost, qaly_loss, self);
}

VRO_VECTOR static void close_costs(const float *spent, const float *end, float care, discount by,
                                   vro_results *results) {
    for (size_t i = 0; i < vro_lanes(results->children); i++)
        results->outcome[VRO_COST][i] = vro_steps_of(spent[i] + care * present_years(end[i], by));
}

VRO_VECTOR static void close_health(const float *qaly_loss, const float *end, float baseline,
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
    if (parameters->costs)
        close_costs(self->cost, end, number[VRO_COST_CARE],
                    discount_of(number[VRO_ECONOMICS_DISCOUNT_COSTS]), results);
    else
        leave_out(results->outcome[VRO_COST], results->children);
    if (parameters->utilities)
        close_health(self->qaly_loss, end, number[VRO_UTILITY_BASELINE],
                     discount_of(number[VRO_ECONOMICS_DISCOUNT_HEALTH]), results);
    else
        leave_out(results->outcome[VRO_QALY], results->children);
}
