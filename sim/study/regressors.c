#include "vrosim/study/regressors.h"

#include "vrosim/core/cubic_splines.h"

#include <gsl/gsl_cblas.h>
#include <gsl/gsl_sort_double.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum {
    SAMPLES_A_COLUMN = VRO_SAMPLES_A_PARAMETER,
    MOST_COLUMNS = 256,
    // Cubic splines that vanish at both ends: these, the constant and the straight line span all
    // cubic splines.
    SPLINES = VRO_SPLINES_MAX - 2,
};

// The parameters of a set that vary, each with mean 0 and standard deviation 1.
typedef struct standard_scores {
    double *rows; // [at least count][samples], owned
    size_t samples;
    size_t count;
} standard_scores;

static vro_status no_memory(vro_errors *errors) {
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for a regression");
}

static double *score_row(const standard_scores *self, size_t i) {
    return &self->rows[i * self->samples];
}

double *vro_regressors_row(const vro_regressors *self, size_t i) {
    return &self->columns[i * self->samples];
}

static double length_of(const double *values, size_t n) {
    return cblas_dnrm2((int)n, values, 1);
}

// z = (x - mean) / sd. False, with values undefined, where they do not vary.
static bool standardise(double *values, size_t n) {
    double least = values[0], greatest = values[0], sum = 0;
    for (size_t i = 0; i < n; i++) {
        least = values[i] < least ? values[i] : least;
        greatest = values[i] > greatest ? values[i] : greatest;
        sum += values[i];
    }
    if (!(greatest > least))
        return false;
    for (size_t i = 0; i < n; i++)
        values[i] += -sum / (double)n;
    const double sd = length_of(values, n) / sqrt((double)n);
    if (!(sd > 0 && isfinite(1 / sd)))
        return false;
    cblas_dscal((int)n, 1 / sd, values, 1);
    return true;
}

static vro_status scores_init(standard_scores *self, const vro_sample_matrix *draws,
                              const vro_parameter_set *set, vro_errors *errors) {
    const size_t samples = draws->samples;
    *self = (standard_scores){.samples = samples};
    self->rows = calloc(set->count > 0 ? set->count : 1, samples * sizeof *self->rows);
    if (!self->rows)
        return no_memory(errors);
    for (size_t i = 0; i < set->count; i++) {
        double *row = score_row(self, self->count);
        for (size_t sample = 0; sample < samples; sample++)
            row[sample] = draws->values[sample * draws->parameters + set->members[i]];
        self->count += standardise(row, samples);
    }
    return VRO_OK;
}

// The next free row, to be filled and kept.
static double *next_row(const vro_regressors *self) {
    return vro_regressors_row(self, self->count);
}

// Gram-Schmidt: x <- x - sum over i of (q_i . x) q_i, then x <- x / |x|.
// Counts the next row as part of a term unless the others determine it: unless less than a
// millionth of its length is left. One pass may leave rounding errors as large as what is left; a
// second removes them.
static void keep(vro_regressors *self, size_t term) {
    const int n = (int)self->samples;
    double *row = next_row(self);
    const double before = length_of(row, self->samples);
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < self->count; i++) {
            const double *other = vro_regressors_row(self, i);
            cblas_daxpy(n, -cblas_ddot(n, other, 1, row, 1), other, 1, row, 1);
        }
    }
    const double after = length_of(row, self->samples);
    if (!(after > 1e-6 * before))
        return;
    cblas_dscal(n, 1 / after, row, 1);
    self->terms[self->count++] = term;
    self->term_count = term + 1;
}

// Keeps the product of `count` scores as part of a term; of none, the constant.
static void keep_product(vro_regressors *self, const standard_scores *scores, const size_t *factors,
                         size_t count, size_t term) {
    double *row = next_row(self);
    for (size_t sample = 0; sample < self->samples; sample++)
        row[sample] = 1;
    for (size_t i = 0; i < count; i++) {
        const double *factor = score_row(scores, factors[i]);
        for (size_t sample = 0; sample < self->samples; sample++)
            row[sample] *= factor[sample];
    }
    keep(self, term);
}

static size_t count_lines(size_t k) {
    return k;
}

static bool add_lines(vro_regressors *self, const standard_scores *scores) {
    for (size_t i = 0; i < scores->count; i++)
        keep_product(self, scores, &i, 1, self->term_count);
    return true;
}

static size_t count_curves(size_t k) {
    return SPLINES * k;
}

// Whether memory sufficed. The first and the last spline do not vanish at the ends.
static bool add_curve(vro_regressors *self, const double *score, size_t term) {
    const size_t n = self->samples;
    double *sorted = malloc(n * sizeof *sorted);
    double *rows = calloc(VRO_SPLINES_MAX, n * sizeof *rows);
    const bool done = sorted && rows;
    if (done) {
        memcpy(sorted, score, n * sizeof *sorted);
        gsl_sort(sorted, 1, n);
        const vro_spline_knots knots = vro_spline_knots_find(sorted, n);
        vro_splines_evaluate(&knots, score, n, rows);
        for (size_t i = 1; i + 1 < vro_splines_count(&knots); i++) {
            memcpy(next_row(self), &rows[i * n], n * sizeof *rows);
            keep(self, term);
        }
    }
    free(sorted);
    free(rows);
    return done;
}

static bool add_curves(vro_regressors *self, const standard_scores *scores) {
    const size_t term = self->term_count;
    for (size_t i = 0; i < scores->count; i++)
        if (!add_curve(self, score_row(scores, i), term))
            return false;
    return true;
}

static size_t count_pairs(size_t k) {
    return k * (k - 1) / 2;
}

static bool add_pairs(vro_regressors *self, const standard_scores *scores) {
    const size_t term = self->term_count;
    for (size_t i = 0; i < scores->count; i++)
        for (size_t j = i + 1; j < scores->count; j++)
            keep_product(self, scores, (size_t[]){i, j}, 2, term);
    return true;
}

static size_t count_triples(size_t k) {
    return k * (k - 1) * (k + 4) / 6;
}

// i <= j <= k, not all the same: that is a curve.
static bool add_triples(vro_regressors *self, const standard_scores *scores) {
    const size_t term = self->term_count;
    for (size_t i = 0; i < scores->count; i++)
        for (size_t j = i; j < scores->count; j++)
            for (size_t k = j > i ? j : j + 1; k < scores->count; k++)
                keep_product(self, scores, (size_t[]){i, j, k}, 3, term);
    return true;
}

// A stage adds at most columns(k) regressors of k parameters. add: whether memory sufficed.
typedef struct stage {
    size_t (*columns)(size_t k);
    bool (*add)(vro_regressors *self, const standard_scores *scores);
} stage;

static const stage stages[] = {
    {count_lines, add_lines},
    {count_curves, add_curves},
    {count_pairs, add_pairs},
    {count_triples, add_triples},
};

enum { STAGES = sizeof stages / sizeof *stages };

// The number of stages that fit, and in *columns how many regressors they add at most. The first
// stage always fits.
static size_t count_stages(size_t k, size_t samples, size_t *columns) {
    size_t most = samples / SAMPLES_A_COLUMN;
    if (most > MOST_COLUMNS)
        most = MOST_COLUMNS;
    *columns = count_lines(k);
    size_t count = 1;
    while (k > 0 && count < STAGES && *columns + stages[count].columns(k) <= most)
        *columns += stages[count++].columns(k);
    return count;
}

static vro_status fill(vro_regressors *self, const standard_scores *scores, vro_errors *errors) {
    size_t columns;
    const size_t stage_count = count_stages(scores->count, self->samples, &columns);
    self->columns = calloc(1 + columns, self->samples * sizeof *self->columns);
    self->terms = calloc(1 + columns, sizeof *self->terms);
    if (!self->columns || !self->terms)
        return no_memory(errors);
    keep_product(self, scores, NULL, 0, 0);
    for (size_t i = 0; i < stage_count; i++)
        if (!stages[i].add(self, scores))
            return no_memory(errors);
    return VRO_OK;
}

vro_status vro_regressors_init(vro_regressors *self, const vro_sample_matrix *draws,
                               const vro_parameter_set *set, vro_errors *errors) {
    standard_scores scores = {0};
    vro_status status = VRO_OK;
    *self = (vro_regressors){.samples = draws->samples};
    if (draws->samples / SAMPLES_A_COLUMN < set->count)
        return vro_errors_add(errors, VRO_BAD_INPUT, NULL,
                              "%zu samples are too few for the value of %zu parameters: at least "
                              "%d for each are needed",
                              draws->samples, set->count, SAMPLES_A_COLUMN);
    TRY(scores_init(&scores, draws, set, errors));
    TRY(fill(self, &scores, errors));
out:
    free(scores.rows);
    if (status != VRO_OK)
        vro_regressors_free(self);
    return status;
}

void vro_regressors_free(vro_regressors *self) {
    free(self->columns);
    free(self->terms);
    *self = (vro_regressors){0};
}
