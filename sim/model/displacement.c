#include "vrosim/model/displacement.h"

#include "vrosim/model/clinical.h"

static void gather(vro_displacement_scratch *restrict at, const vro_hips *hips) {
    for (size_t i = 0; i < hips->count; i++) {
        at->path.selection.places[i] = (int32_t)i;
        at->length[i] = hips->next_time[i];
        at->time[i] = 0.0f;
        at->migration[i] = hips->migration[i];
    }
    at->path.selection.count = hips->count;
}

// A straight line between two points at which a hip is looked at: years and percent.
typedef struct segment {
    float from, to;
    float first, last;
} segment;

// The present value of the part of a segment over a threshold. Two exponentials.
VRO_INLINE float present_years_over(segment at, float threshold, vro_discount by) {
    const uint32_t over_first = at.first > threshold, over_last = at.last > threshold;
    const float rise = at.last - at.first;
    const float share = (threshold - at.first) / (over_first != over_last ? rise : 1.0f);
    const float crossing = at.from + share * (at.to - at.from);
    const float begins = over_first ? at.from : crossing;
    const float ends = over_last ? at.to : crossing;
    const float years = vro_present_years(ends, by) - vro_present_years(begins, by);
    return over_first | over_last ? years : 0.0f;
}

// Goes on to the next visit, or to the end where that comes first. Four exponentials a hip.
VRO_VECTOR static void add_segment(vro_displacement *self, vro_displacement_scratch *at,
                                   vro_exposure exposure, float time, float after_maturity,
                                   vro_discount by) {
    for (size_t i = 0; i < at->path.selection.count; i++) {
        const float visit = at->path.phase_time[i] + time, length = at->length[i];
        const float seen = vro_migration_path_at(&at->path, i, exposure, time, after_maturity);
        const float final = at->final[i];
        const segment next = {at->time[i], vro_smaller(visit, length), at->migration[i],
                              visit < length ? seen : final};
        self->displaced[i] += present_years_over(next, VRO_DISPLACED_OVER, by);
        self->severe[i] += present_years_over(next, VRO_SEVERELY_DISPLACED_OVER, by);
        at->time[i] = next.to;
        at->migration[i] = next.last;
    }
}

static float longest(const float *length, size_t n) {
    float most = 0.0f;
    for (size_t i = 0; i < n; i++)
        most = vro_larger(most, length[i]);
    return most;
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
    memset(self, 0, sizeof *self);
    vro_growth_predict_migration(hips, parameters, &at->growth, at->final);
    gather(at, hips);
    vro_migration_path_start(&at->path, hips, parameters);
    for (size_t visit = 0; visit <= parameters->visits; visit++) {
        const float time = ((float)visit + 0.5f) * interval;
        add_segment(self, at, parameters->visit[visit], time, after_maturity, by);
        if (time > last)
            return;
    }
}
