// What a study like a published one would find if the model were right: the 95 % predictive
// interval of its figure.
#ifndef VROSIM_STUDY_PREDICTION_H
#define VROSIM_STUDY_PREDICTION_H

#include "vrosim/outcome/confidence_limits.h"

// Of a share: events / n in n children whose logit is normal around `logit` with this standard
// deviation. The binomial distribution is averaged over 400 equally likely logits; lower is the
// least share k / n with P(K <= k) > 0.025, upper the least with P(K <= k) > 0.975. n >= 1, whole.
vro_limits vro_prediction_share(double logit, double sd, double n);

#endif
