#include "vrosim/core/qtable.h"

#include "vrosim/core/quantile.h"
#include "vrosim/core/vmath.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <string.h>

enum { SUB_BINS = 1 << VRO_QTABLE_BITS, MANTISSA_BITS = 23 - VRO_QTABLE_BITS };

// Bin k begins at the distance 2^(octave - 33) (1 + part) from the nearer end.
static void make_tail(const vro_distribution *distribution, bool upper, vro_bin *bins) {
    double distances[VRO_QTABLE_BINS + 1], edges[VRO_QTABLE_BINS + 1];
    for (int k = 0; k <= VRO_QTABLE_BINS; k++) {
        const double part = (double)(k % SUB_BINS) / SUB_BINS;
        distances[k] = fmin(ldexp(1.0 + part, k / SUB_BINS - VRO_QTABLE_OCTAVES), 0.5);
    }
    vro_quantiles(distribution, &(vro_tails){distances, VRO_QTABLE_BINS + 1, upper}, edges);
    for (int k = 0; k < VRO_QTABLE_BINS; k++)
        bins[k] = (vro_bin){(float)edges[k], (float)(edges[k + 1] - edges[k])};
}

void vro_qtable_make(vro_qtable *self, const vro_distribution *distribution) {
    self->distribution = *distribution;
    make_tail(distribution, false, self->bins);
    make_tail(distribution, true, self->bins + VRO_QTABLE_BINS);
}

// Reading goes in three steps over a few values at a time: which bin and where in it (vector), the
// bin's two numbers (plain loads, faster here than gather instructions), the line (vector).
enum { STEP = 128 };

typedef struct reading {
    int32_t bin[STEP];
    float place[STEP]; // 0..1 inside the bin
    vro_bin found[STEP];
} reading;

#ifdef VRO_SHUFFLES

typedef float eight_numbers __attribute__((vector_size(8 * sizeof(float))));

// Eight bins at a time, in the order that lets two shuffles part starts and changes.
static void look_up(const vro_bin *bins, size_t n, reading *at) {
    for (size_t i = 0; i < n; i += 8) {
        const int32_t *bin = at->bin + i;
        vro_bin *found = at->found + i;
        found[0] = bins[bin[0]];
        found[1] = bins[bin[1]];
        found[4] = bins[bin[2]];
        found[5] = bins[bin[3]];
        found[2] = bins[bin[4]];
        found[3] = bins[bin[5]];
        found[6] = bins[bin[6]];
        found[7] = bins[bin[7]];
    }
}

VRO_VECTOR static void interpolate(const reading *at, size_t n, float *values) {
    for (size_t i = 0; i < n; i += 8) {
        eight_numbers a, b, place;
        memcpy(&a, at->found + i, sizeof a);
        memcpy(&b, at->found + i + 4, sizeof b);
        memcpy(&place, at->place + i, sizeof place);
        const eight_numbers start = __builtin_shufflevector(a, b, 0, 2, 8, 10, 4, 6, 12, 14);
        const eight_numbers change = __builtin_shufflevector(a, b, 1, 3, 9, 11, 5, 7, 13, 15);
        const eight_numbers value = start + change * place;
        memcpy(values + i, &value, sizeof value);
    }
}

#endif

static void read_bins(const vro_bin *bins, size_t n, reading *at, float *values) {
    size_t done = 0;
#ifdef VRO_SHUFFLES
    done = n / 8 * 8;
    look_up(bins, done, at);
    interpolate(at, done, values);
#endif
    for (size_t i = done; i < n; i++) {
        const vro_bin bin = bins[at->bin[i]];
        values[i] = bin.start + bin.change * at->place[i];
    }
}

// The draw's distance to the nearer end, in units of 2^-32, lies in [0.5, 2^31); its float's
// exponent and top mantissa bits are the bin, the other mantissa bits the place inside.
VRO_VECTOR static void place_draws(const uint32_t *draws, size_t n, reading *at) {
    for (size_t i = 0; i < n; i++) {
        const int32_t upper = (int32_t)draws[i] >> 31; // -1 in the upper half
        const int32_t nearer = (int32_t)draws[i] ^ upper;
        const int32_t bits = vro_bits_of_float((float)nearer + 0.5f);
        const int32_t inside = bits & ((1 << MANTISSA_BITS) - 1);
        at->bin[i] = (bits >> MANTISSA_BITS) - (126 << VRO_QTABLE_BITS) + (upper & VRO_QTABLE_BINS);
        at->place[i] = (float)inside * (1.0f / (1 << MANTISSA_BITS));
    }
}

void vro_qtable_read(const vro_qtable *self, const uint32_t *draws, size_t n, float *values) {
    reading at;
    for (size_t done = 0; done < n; done += STEP) {
        const size_t some = n - done < STEP ? n - done : STEP;
        place_draws(draws + done, some, &at);
        read_bins(self->bins, some, &at, values + done);
    }
}

// Edges of a half of the table: those of scores below 0, which begin at the first, or of the
// others.
static void make_half(const vro_distribution *distribution, bool upper, double *edges) {
    enum { HALF = VRO_ZTABLE_BINS / 2 };
    const double width = 2.0 * VRO_ZTABLE_REACH / VRO_ZTABLE_BINS;
    double tails[HALF + 1];
    const size_t first = upper ? HALF : 0, count = upper ? HALF + 1 : HALF;
    for (size_t k = 0; k < count; k++) {
        const double score = (double)(first + k) * width - VRO_ZTABLE_REACH;
        tails[k] = upper ? gsl_cdf_ugaussian_Q(score) : gsl_cdf_ugaussian_P(score);
    }
    vro_quantiles(distribution, &(vro_tails){tails, count, upper}, edges + first);
}

void vro_ztable_make(vro_ztable *self, const vro_distribution *distribution) {
    double edges[VRO_ZTABLE_BINS + 1];
    self->distribution = *distribution;
    make_half(distribution, false, edges);
    make_half(distribution, true, edges);
    for (int k = 0; k < VRO_ZTABLE_BINS; k++)
        self->bins[k] = (vro_bin){(float)edges[k], (float)(edges[k + 1] - edges[k])};
}

VRO_VECTOR static void place_scores(const float *scores, size_t n, reading *at) {
    const float bins_a_unit = VRO_ZTABLE_BINS / (2.0f * VRO_ZTABLE_REACH);
    for (size_t i = 0; i < n; i++) {
        const float score = vro_clip(scores[i], -VRO_ZTABLE_REACH, VRO_ZTABLE_REACH - 0.001f);
        const float place = (score + VRO_ZTABLE_REACH) * bins_a_unit;
        const int32_t bin = (int32_t)place;
        at->bin[i] = bin;
        at->place[i] = place - (float)bin;
    }
}

void vro_ztable_read(const vro_ztable *self, const float *scores, size_t n, float *values) {
    reading at;
    for (size_t done = 0; done < n; done += STEP) {
        const size_t some = n - done < STEP ? n - done : STEP;
        place_scores(scores + done, some, &at);
        read_bins(self->bins, some, &at, values + done);
    }
}
