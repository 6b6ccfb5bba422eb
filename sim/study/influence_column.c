#include "vrosim/study/influence_column.h"

#include "vrosim/model/categories.h"
#include "vrosim/outcome/estimate.h"

#include <math.h>

static void note(double *column, const vro_results *results, vro_outcome_id outcome, size_t i) {
    const int32_t x = results->outcome[outcome][i];
    if (x != VRO_NO_VALUE)
        column[results->before->patient[i]] = x * vro_estimate_scale(outcome);
}

void vro_influence_column_note(double *column, size_t subgroup, vro_outcome_id outcome,
                               size_t level, const vro_results *results) {
    const size_t first = vro_subgroup_first_stratum(subgroup),
                 end = vro_subgroup_end_stratum(subgroup);
    if (first < VRO_LEVELS) {
        for (size_t i = 0; level >= first && level < end && i < results->children; i++)
            note(column, results, outcome, i);
        return;
    }
    const vro_categories *categories = results->categories;
    const size_t category = first - VRO_LEVELS;
    for (size_t i = categories->first[category]; i < categories->first[category + 1]; i++)
        note(column, results, outcome, (size_t)categories->members[i]);
}

double vro_influence_column_mean(const double *column, size_t children, double *share) {
    double sum = 0, n = 0;
    for (size_t i = 0; i < children; i++) {
        sum += isnan(column[i]) ? 0 : column[i];
        n += !isnan(column[i]);
    }
    *share = n / (double)children;
    return n > 0 ? sum / n : 0;
}

void vro_influence_column_centre(double *column, size_t children, double mean, double share) {
    for (size_t i = 0; i < children; i++)
        column[i] = isnan(column[i]) || !(share > 0) ? 0 : (column[i] - mean) / share;
}
