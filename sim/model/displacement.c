#include "vrosim/model/displacement.h"

#include "vrosim/model/clinical.h"

// Marks the hips that may be displaced within the episode; the others never are.
VRO_VECTOR static void find_displaced(const vro_hips *hips, vro_exposure whole,
                                      uint32_t *displaced) {
    for (size_t i = 0; i < hips->lanes; i++)
        displaced[i] =
            vro_migration_most(hips, i, whole) > VRO_DISPLACED_OVER - VRO_MIGRATION_MARGIN;
}

static void gather(vro_displacement_scratch *restrict at, const vro_hips *hips) {
    const vro_selection *selection = &at->path.selection;
    for (size_t k = 0; k < selection->count; k++) {
        const int32_t i = selection->places[k];
        at->length[k] = hips->next_time[i];
        at->final[k] = at->final_of_all[i];
        at->time[k] = at->present[k] = 0.0f;
        at->migration[k] = hips->migration[i];
        at->displaced[k] = at->severe[k] = 0.0f;
    }
}

// A straight line between two points at which a hip is looked at: times in years, their present
// values, and migration in percent.
typedef struct segment {
    float from, to;
    float present_from, present_to;
    float first, last;
} segment;

// The present value of the part of a segment over a threshold: from the crossing, or the first
// point, to the last, or the crossing; from the crossing to the crossing where both are below. One
// exponential.
VRO_INLINE float present_years_over(segment at, float threshold, vro_discount by) {
    const float rise = at.last - at.first;
    const float share = (threshold - at.first) / (rise == 0 ? 1.0f : rise);
    const float crossing = at.from + vro_clip(share, 0.0f, 1.0f) * (at.to - at.from);
    const float present = vro_present_years(crossing, by);
    const float begins = at.first > threshold ? at.present_from : present;
    const float ends = at.last > threshold ? at.present_to : present;
    return ends - begins;
}

// Goes on to the next visit, or to the end where that comes first. Three exponentials a hip.
VRO_VECTOR static void add_segment(vro_displacement_scratch *restrict at, vro_exposure exposure,
                                   float time, float after_maturity, vro_discount by) {
    const size_t n = at->path.selection.count;
    for (size_t i = 0; i < n; i++) {
        const float visit = at->path.phase_time[i] + time, length = at->length[i];
        const float seen = vro_migration_path_at(&at->path, i, exposure, time, after_maturity);
        const float final = at->final[i], to = vro_smaller(visit, length);
        const segment next = {at->time[i],      to,
                              at->present[i],   vro_present_years(to, by),
                              at->migration[i], visit < length ? seen : final};
        at->displaced[i] += present_years_over(next, VRO_DISPLACED_OVER, by);
        at->severe[i] += present_years_over(next, VRO_SEVERELY_DISPLACED_OVER, by);
        at->time[i] = to;
        at->present[i] = next.present_to;
        at->migration[i] = next.last;
    }
}

static float longest(const float *length, size_t n) {
    float most = 0.0f;
    for (size_t i = 0; i < n; i++)
        most = vro_larger(most, length[i]);
    return most;
}

static void scatter(vro_displacement *self, const vro_displacement_scratch *at) {
    memset(self, 0, sizeof *self);
    for (size_t k = 0; k < at->path.selection.count; k++) {
        self->displaced[at->path.selection.places[k]] = at->displaced[k];
        self->severe[at->path.selection.places[k]] = at->severe[k];
    }
}

// The last visit that is looked at lies beyond the end of the longest episode, so that every hip
// reaches its own.
void vro_displacement_find(vro_displacement *self, const vro_hips *hips,
                           const vro_model_parameters *parameters, vro_discount by,
                           vro_scratch *scratch) {
    vro_displacement_scratch *at = &scratch->displacement;
    const float interval = parameters->number[VRO_FOLLOWUP_VISIT_INTERVAL];
    const float after_maturity = parameters->number[VRO_MIGRATION_AFTER_MATURITY];
    const float last = longest(hips->next_time, hips->count);
    float time = 0.0f;
    find_displaced(hips, parameters->whole, at->may_be_displaced);
    vro_selection_find(&at->path.selection, at->may_be_displaced, hips->count);
    vro_growth_predict_migration(hips, parameters, &at->growth, at->final_of_all);
    vro_migration_path_start(&at->path, hips, parameters);
    gather(at, hips);
    for (size_t visit = 0; visit <= parameters->visits && time <= last; visit++) {
        time = ((float)visit + 0.5f) * interval;
        add_segment(at, parameters->visit[visit], time, after_maturity, by);
    }
    scatter(self, at);
}
