// A published figure on the scale on which its errors are added: the logit of a share, the
// logarithm of a positive number, or the number itself.
#ifndef VROSIM_STUDY_PUBLISHED_FIGURE_H
#define VROSIM_STUDY_PUBLISHED_FIGURE_H

#include "vrosim/input/targets.h"
#include "vrosim/outcome/confidence_limits.h"

typedef struct vro_published_figure {
    double value;
    vro_limits limits; // 95 %: Wilson's of events (or value n) and n; else those given; else value
                       // -+ 1.96 se
    double error;      // standard error of value: that given, else the width of limits / (2 * 1.96)
    double scaled;     // value on the scale; a share x / n counts as (x + 1/2) / (n + 1)
    double scaled_error;
} vro_published_figure;

// From a row without faults.
vro_published_figure vro_published_figure_of(const vro_target *target);

// A model's value on the scale of a likelihood, and its standard error there. The estimate rests on
// n simulated children: a share x / n counts as (x + 1/2) / (n + 1); n INFINITY: as it is.
double vro_published_scale(vro_likelihood likelihood, double value, double n);
double vro_published_scale_error(vro_likelihood likelihood, double value, double n, double error);

// From the scale back.
double vro_published_unscale(vro_likelihood likelihood, double scaled);

#endif
