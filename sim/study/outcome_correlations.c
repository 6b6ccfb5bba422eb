#include "vrosim/study/outcome_correlations.h"

#include "vrosim/core/cholesky.h"
#include "vrosim/model/block.h"
#include "vrosim/study/influence_column.h"

#include <gsl/gsl_cblas.h>
#include <math.h>
#include <stdlib.h>

enum { BLOCKS = 2, CHILDREN = BLOCKS * VRO_BLOCK };

// Of the variance of an outcome, what is its own: outcomes that are the same have a factor, too.
static const double OWN = 1e-6;

// What the children of the arms have.
typedef struct arms {
    const vro_proposed_study *study;
    double *columns; // [arms][outcomes][CHILDREN]: outcomes, then influences; NAN: not in the mean
} arms;

static double *column_of(const arms *self, size_t arm, size_t outcome) {
    return &self->columns[(arm * self->study->outcome_count + outcome) * CHILDREN];
}

static void take(void *context, size_t strategy, size_t level, const vro_results *results,
                 const vro_results *reference) {
    const arms *self = context;
    const vro_proposed_study *study = self->study;
    (void)reference;
    for (size_t arm = 0; arm < study->arms; arm++)
        for (size_t i = 0; study->strategies[arm] == strategy && i < study->outcome_count; i++)
            vro_influence_column_note(column_of(self, arm, i), study->subgroup, study->outcomes[i],
                                      level, results);
}

static void centre(const arms *self) {
    const size_t columns = self->study->arms * self->study->outcome_count;
    for (size_t i = 0; i < columns; i++) {
        double share;
        const double mean = vro_influence_column_mean(column_of(self, 0, i), CHILDREN, &share);
        vro_influence_column_centre(column_of(self, 0, i), CHILDREN, mean, share);
    }
}

static double product(const double *a, const double *b) {
    return cblas_ddot(CHILDREN, a, 1, b, 1);
}

// r_ij = (1 - OWN) sum d_i d_j / sqrt(sum d_i^2 sum d_j^2), 0 for an outcome that does not vary.
static double correlation(const double *a, const double *b) {
    const double squares = product(a, a) * product(b, b);
    return squares > 0 ? (1 - OWN) * product(a, b) / sqrt(squares) : 0;
}

static void correlate(const arms *self, size_t arm, double *factor) {
    const size_t n = self->study->outcome_count;
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < i; j++)
            factor[i * n + j] = correlation(column_of(self, arm, i), column_of(self, arm, j));
        factor[i * n + i] = 1;
    }
    (void)vro_cholesky(factor, n); // positive definite by OWN
}

static vro_status no_memory(vro_errors *errors) {
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for a study");
}

static vro_status simulate(const arms *self, const vro_scenario *scenario, vro_random_source random,
                           vro_errors *errors) {
    const vro_sink sink = {.self = (void *)self, .take = take};
    vro_model model = {0};
    vro_block *block = NULL;
    vro_status status = VRO_OK;
    TRY(vro_model_init(&model, scenario, errors));
    block = vro_block_new(&model, random);
    TRY(block ? VRO_OK : no_memory(errors));
    for (uint64_t i = 0; i < BLOCKS; i++)
        vro_block_run(block, i * VRO_BLOCK, VRO_BLOCK, &sink);
out:
    free(block);
    vro_model_free(&model);
    return status;
}

vro_status vro_outcome_correlations_init(vro_outcome_correlations *self,
                                         const vro_scenario *scenario,
                                         const vro_proposed_study *study, vro_random_source random,
                                         vro_errors *errors) {
    const size_t n = study->outcome_count, cells = study->arms * n * CHILDREN;
    arms all = {study, malloc(cells * sizeof *all.columns)};
    vro_status status = VRO_OK;
    *self = (vro_outcome_correlations){n, calloc(study->arms * n, n * sizeof *self->factors)};
    TRY(all.columns && self->factors ? VRO_OK : no_memory(errors));
    for (size_t i = 0; i < cells; i++)
        all.columns[i] = NAN;
    TRY(simulate(&all, scenario, random, errors));
    centre(&all);
    for (size_t arm = 0; arm < study->arms; arm++)
        correlate(&all, arm, &self->factors[arm * n * n]);
out:
    free(all.columns);
    if (status != VRO_OK)
        vro_outcome_correlations_free(self);
    return status;
}

void vro_outcome_correlations_apply(const vro_outcome_correlations *self, size_t arm,
                                    double *scores) {
    const int n = (int)self->outcomes;
    cblas_dtrmv(CblasRowMajor, CblasLower, CblasNoTrans, CblasNonUnit, n,
                &self->factors[arm * self->outcomes * self->outcomes], n, scores, 1);
}

void vro_outcome_correlations_free(vro_outcome_correlations *self) {
    free(self->factors);
    *self = (vro_outcome_correlations){0};
}
