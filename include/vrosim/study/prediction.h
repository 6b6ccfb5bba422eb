// What a study like a published one would find if the model were right: the 95 % predictive
// interval of its figure.
#ifndef VROSIM_STUDY_PREDICTION_H
#define VROSIM_STUDY_PREDICTION_H

#include "vrosim/outcome/confidence_limits.h"

#include <stddef.h>

// Normal distributions of a figure on the scale of its likelihood (study/published_figure.h), one
// as likely as another: one for each sample of the parameters. Borrowed.
typedef struct vro_normal_mixture {
    const double *centres; // [count]
    const double *sds;     // [count]
    size_t count;          // at least 1
} vro_normal_mixture;

enum { VRO_PREDICTION_NODES = 400 };

// Of a share: events / n in n children, the logit distributed as `logits`. The binomial
// distribution is averaged over 400 equally likely shares; lower is the least share k / n with P(K
// <= k) > 0.025, upper the least with P(K <= k) > 0.975. n >= 1, whole. room:
// [logits->count * VRO_PREDICTION_NODES].
vro_limits vro_prediction_share(const vro_normal_mixture *logits, double n, double *room);

// Of a figure whose sampling error is in the distributions: their 0.025 and 0.975 quantiles.
vro_limits vro_prediction_number(const vro_normal_mixture *figures);

#endif
