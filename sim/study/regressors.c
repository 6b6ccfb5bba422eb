#include "vrosim/study/regressors.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_bspline.h>
#include <gsl/gsl_sort_vector.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

enum {
    SAMPLES_A_COLUMN = VRO_SAMPLES_A_PARAMETER,
    MOST_COLUMNS = 256,
    PIECES = 6,           // of a spline, each with as many samples
    ORDER = 4,            // of cubic splines
    SPLINES = PIECES + 1, // that vanish at both ends: these, the constant and the straight line
                          // span all cubic splines
};

// The parameters of a set that vary, each with mean 0 and standard deviation 1.
typedef struct standard_scores {
    gsl_matrix *rows; // [at least count][samples]
    size_t count;
} standard_scores;

static vro_status no_memory(vro_errors *errors) {
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for a regression");
}

// Whether the values vary, so that they could be standardised.
static bool standardise(gsl_vector *values) {
    const double n = (double)values->size;
    if (!(gsl_vector_max(values) > gsl_vector_min(values)))
        return false;
    double sum = 0;
    for (size_t i = 0; i < values->size; i++)
        sum += gsl_vector_get(values, i);
    gsl_vector_add_constant(values, -sum / n);
    const double sd = gsl_blas_dnrm2(values) / sqrt(n);
    if (!(sd > 0 && isfinite(1 / sd)))
        return false;
    gsl_vector_scale(values, 1 / sd);
    return true;
}

static vro_status scores_init(standard_scores *self, const vro_sample_matrix *draws,
                              const vro_parameter_set *set, vro_errors *errors) {
    *self = (standard_scores){
        .rows = gsl_matrix_alloc(set->count > 0 ? set->count : 1, draws->samples)};
    if (!self->rows)
        return no_memory(errors);
    for (size_t i = 0; i < set->count; i++) {
        gsl_vector_view row = gsl_matrix_row(self->rows, self->count);
        for (size_t sample = 0; sample < draws->samples; sample++)
            gsl_vector_set(&row.vector, sample,
                           draws->values[sample * draws->parameters + set->members[i]]);
        if (standardise(&row.vector))
            self->count++;
    }
    return VRO_OK;
}

// The row after those that there are, to be filled and kept.
static gsl_vector_view next_row(const vro_regressors *self) {
    return gsl_matrix_row(self->columns, self->count);
}

// Makes the next row orthogonal to the others and of length 1, and counts it as part of a term
// unless the others determine it: unless less than a millionth of its length is left. One pass of
// Gram-Schmidt may leave rounding errors as large as what is left; a second removes them.
static void keep(vro_regressors *self, size_t term) {
    gsl_vector_view row = next_row(self);
    const double before = gsl_blas_dnrm2(&row.vector);
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < self->count; i++) {
            gsl_vector_view other = gsl_matrix_row(self->columns, i);
            double along;
            gsl_blas_ddot(&other.vector, &row.vector, &along);
            gsl_blas_daxpy(-along, &other.vector, &row.vector);
        }
    }
    const double after = gsl_blas_dnrm2(&row.vector);
    if (!(after > 1e-6 * before))
        return;
    gsl_vector_scale(&row.vector, 1 / after);
    self->terms[self->count++] = term;
    self->term_count = term + 1;
}

// Keeps the product of `count` scores as part of a term.
static void keep_product(vro_regressors *self, const standard_scores *scores, const size_t *factors,
                         size_t count, size_t term) {
    gsl_vector_view row = next_row(self);
    gsl_vector_set_all(&row.vector, 1);
    for (size_t i = 0; i < count; i++) {
        gsl_vector_view factor = gsl_matrix_row(scores->rows, factors[i]);
        gsl_vector_mul(&row.vector, &factor.vector);
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

// Minimum, sextiles and maximum, each once; at least two. sorted: ascending.
static size_t find_knots(const gsl_vector *sorted, double *knots) {
    size_t count = 0;
    for (size_t piece = 0; piece <= PIECES; piece++) {
        const double knot = gsl_vector_get(sorted, (sorted->size - 1) * piece / PIECES);
        if (count == 0 || knot > knots[count - 1])
            knots[count++] = knot;
    }
    return count;
}

// NULL where memory is short.
static gsl_bspline_workspace *alloc_splines(const gsl_vector *score) {
    gsl_vector *sorted = gsl_vector_alloc(score->size);
    if (!sorted)
        return NULL;
    gsl_vector_memcpy(sorted, score);
    gsl_sort_vector(sorted);
    double knots[PIECES + 1];
    gsl_vector_view view = gsl_vector_view_array(knots, find_knots(sorted, knots));
    gsl_vector_free(sorted);
    gsl_bspline_workspace *splines = gsl_bspline_alloc(ORDER, view.vector.size);
    if (splines)
        gsl_bspline_knots(&view.vector, splines);
    return splines;
}

// Fills values[splines][samples].
static void evaluate_splines(gsl_bspline_workspace *splines, const gsl_vector *score,
                             gsl_matrix *values) {
    for (size_t sample = 0; sample < score->size; sample++) {
        gsl_vector_view column = gsl_matrix_column(values, sample);
        gsl_bspline_eval(gsl_vector_get(score, sample), &column.vector, splines);
    }
}

static bool add_curve(vro_regressors *self, const gsl_vector *score, size_t term) {
    gsl_bspline_workspace *splines = alloc_splines(score);
    const size_t count = splines ? gsl_bspline_ncoeffs(splines) : 0;
    gsl_matrix *values = splines ? gsl_matrix_alloc(count, score->size) : NULL;
    if (values) {
        evaluate_splines(splines, score, values);
        for (size_t i = 1; i + 1 < count; i++) {
            gsl_vector_view row = next_row(self);
            gsl_matrix_get_row(&row.vector, values, i);
            keep(self, term);
        }
    }
    const bool done = values;
    gsl_matrix_free(values);
    gsl_bspline_free(splines);
    return done;
}

static bool add_curves(vro_regressors *self, const standard_scores *scores) {
    const size_t term = self->term_count;
    for (size_t i = 0; i < scores->count; i++) {
        gsl_vector_view score = gsl_matrix_row(scores->rows, i);
        if (!add_curve(self, &score.vector, term))
            return false;
    }
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

// A stage adds at most `columns` of k parameters; whether memory sufficed.
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

// Stages that fit; *columns: what they add at most. The first always fits.
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
    const size_t samples = scores->rows->size2;
    size_t columns;
    const size_t stage_count = count_stages(scores->count, samples, &columns);
    self->columns = gsl_matrix_alloc(1 + columns, samples);
    self->terms = malloc((1 + columns) * sizeof *self->terms);
    bool done = self->columns && self->terms;
    if (done)
        keep_product(self, scores, NULL, 0, 0);
    for (size_t i = 0; i < stage_count && done; i++)
        done = stages[i].add(self, scores);
    return done ? VRO_OK : no_memory(errors);
}

vro_status vro_regressors_init(vro_regressors *self, const vro_sample_matrix *draws,
                               const vro_parameter_set *set, vro_errors *errors) {
    standard_scores scores = {0};
    *self = (vro_regressors){0};
    if (draws->samples / SAMPLES_A_COLUMN < set->count)
        return vro_errors_add(errors, VRO_BAD_INPUT, NULL,
                              "%zu samples are too few for the value of %zu parameters: at least "
                              "%d for each are needed",
                              draws->samples, set->count, SAMPLES_A_COLUMN);
    vro_status status = scores_init(&scores, draws, set, errors);
    if (status == VRO_OK)
        status = fill(self, &scores, errors);
    gsl_matrix_free(scores.rows);
    if (status != VRO_OK)
        vro_regressors_free(self);
    return status;
}

void vro_regressors_free(vro_regressors *self) {
    gsl_matrix_free(self->columns);
    free(self->terms);
    *self = (vro_regressors){0};
}
