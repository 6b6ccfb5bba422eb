#include "vrosim/study/drawn_correlations.h"

#include "vrosim/core/memory.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

static const double PART = 0.05;    // deviation that is told
static const double ERRORS = 3;     // of chance, for which it is not taken
static const double NO_PAIR = 1e-9; // rounding of a correlation of 0
static const double SAME = 1e-9;    // values no more apart are equal, times the standard error

typedef struct ranked_value {
    double value;
    size_t sample;
} ranked_value;

// Scratch for two parameters at a time.
typedef struct score_room {
    ranked_value *ranked; // [samples]
    double *scores[2];    // [samples]
} score_room;

static int compare_values(const void *a, const void *b) {
    const double x = ((const ranked_value *)a)->value, y = ((const ranked_value *)b)->value;
    return (x > y) - (x < y);
}

// The values from `first` to before `end` of the order are equal and share their mean rank r, from
// 0: their score is the normal quantile at (r + 1/2) / n.
static void score_ties(const score_room *room, size_t first, size_t end, size_t samples,
                       double *scores) {
    const double rank = 0.5 * (double)(first + end - 1);
    const double score = gsl_cdf_ugaussian_Pinv((rank + 0.5) / (double)samples);
    for (size_t i = first; i < end; i++)
        scores[room->ranked[i].sample] = score;
}

// Normal scores of the ranks of a parameter's samples.
static void score(const score_room *room, const vro_ensemble *ensemble, size_t number,
                  double *scores) {
    const size_t samples = ensemble->samples;
    const double same = SAME * ensemble->uncertainty->parameters[number].se;
    for (size_t i = 0; i < samples; i++)
        room->ranked[i] = (ranked_value){vro_ensemble_values(ensemble, i)[number], i};
    qsort(room->ranked, samples, sizeof *room->ranked, compare_values);
    for (size_t first = 0, end; first < samples; first = end) {
        for (end = first + 1; end < samples; end++)
            if (room->ranked[end].value > room->ranked[first].value + same)
                break;
        score_ties(room, first, end, samples, scores);
    }
}

// r = sum of (x - mean x)(y - mean y) / sqrt(sum of (x - mean x)^2 sum of (y - mean y)^2)
static double correlate(const double *x, const double *y, size_t count) {
    double mean_x = 0, mean_y = 0, xx = 0, yy = 0, xy = 0;
    for (size_t i = 0; i < count; i++) {
        mean_x += x[i] / (double)count;
        mean_y += y[i] / (double)count;
    }
    for (size_t i = 0; i < count; i++) {
        xx += (x[i] - mean_x) * (x[i] - mean_x);
        yy += (y[i] - mean_y) * (y[i] - mean_y);
        xy += (x[i] - mean_x) * (y[i] - mean_y);
    }
    return xx > 0 && yy > 0 ? xy / sqrt(xx * yy) : NAN;
}

// The correlation r of a pair is that of L L^T: r = sum over k of l_ik l_jk.
static double asked_correlation(const vro_uncertainty *uncertainty, size_t first, size_t second) {
    const double *a = &uncertainty->factor[first * uncertainty->count];
    const double *b = &uncertainty->factor[second * uncertainty->count];
    double sum = 0;
    for (size_t k = 0; k <= first; k++)
        sum += a[k] * b[k];
    return sum;
}

static vro_drawn_correlation measure(const score_room *room, const vro_ensemble *ensemble,
                                     vro_drawn_correlation pair) {
    const double root = sqrt((double)ensemble->samples);
    score(room, ensemble, pair.second, room->scores[1]);
    pair.drawn = correlate(room->scores[0], room->scores[1], ensemble->samples);
    pair.drawn_se = (1 - pair.drawn * pair.drawn) / root;
    pair.off = !(fabs(pair.drawn - pair.asked) <=
                 fmax(PART, ERRORS * (1 - pair.asked * pair.asked) / root));
    return pair;
}

static vro_status append(vro_drawn_correlations *self, const vro_drawn_correlation *pair) {
    vro_drawn_correlation *items =
        vro_memory_grow(self->items, self->count, &self->capacity, sizeof *items);
    if (!items)
        return VRO_NO_MEMORY;
    self->items = items;
    items[self->count++] = *pair;
    return VRO_OK;
}

static vro_status append_pairs(vro_drawn_correlations *self, const score_room *room,
                               const vro_ensemble *ensemble, size_t first) {
    const vro_uncertainty *uncertainty = ensemble->uncertainty;
    bool scored = false;
    vro_status status = VRO_OK;
    for (size_t second = first + 1; second < uncertainty->count; second++) {
        vro_drawn_correlation pair = {.first = first,
                                      .second = second,
                                      .asked = asked_correlation(uncertainty, first, second)};
        if (fabs(pair.asked) < NO_PAIR)
            continue;
        if (!scored)
            score(room, ensemble, first, room->scores[0]);
        scored = true;
        pair = measure(room, ensemble, pair);
        TRY(append(self, &pair));
    }
out:
    return status;
}

vro_status vro_drawn_correlations_init(vro_drawn_correlations *self, const vro_ensemble *ensemble,
                                       vro_errors *errors) {
    const size_t samples = ensemble->samples;
    score_room room = {0};
    vro_status status = VRO_OK;
    *self = (vro_drawn_correlations){0};
    if (!ensemble->uncertainty->factor)
        return VRO_OK;
    room.ranked = calloc(samples + 1, sizeof *room.ranked);
    room.scores[0] = calloc(samples + 1, sizeof *room.scores[0]);
    room.scores[1] = calloc(samples + 1, sizeof *room.scores[1]);
    TRY(room.ranked && room.scores[0] && room.scores[1] ? VRO_OK : VRO_NO_MEMORY);
    for (size_t first = 0; first < ensemble->uncertainty->count; first++)
        TRY(append_pairs(self, &room, ensemble, first));
out:
    free(room.ranked);
    free(room.scores[0]);
    free(room.scores[1]);
    if (status == VRO_OK)
        return VRO_OK;
    vro_drawn_correlations_free(self);
    return vro_errors_add(errors, status, NULL, "not enough memory for correlations");
}

void vro_drawn_correlations_free(vro_drawn_correlations *self) {
    free(self->items);
    *self = (vro_drawn_correlations){0};
}
