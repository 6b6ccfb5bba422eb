// Two arms of a study as its authors see them: means, and their difference by Welch's t test.
// Welch 1947, Biometrika 34:28.
#ifndef VROSIM_WEB_ARMS_H
#define VROSIM_WEB_ARMS_H

#include <stdbool.h>
#include <stdint.h>

// {0}: no children.
typedef struct vro_arm {
    uint64_t n;
    double mean;
    double squares; // sum of squared deviations from the mean
} vro_arm;

// Adds a child; one whose value is NAN is left out.
void vro_arm_add(vro_arm *self, double value);

// The standard deviation over n - 1; NAN of fewer than two.
double vro_arm_sd(const vro_arm *self);

// A difference, NAN where an arm has fewer than two children. Arms in each of which all have the
// same cannot be tested: their p is NAN.
typedef struct vro_arms_difference {
    double value; // other minus reference
    double se;
    double freedom; // degrees, by Welch
    double p;       // two-sided
} vro_arms_difference;

vro_arms_difference vro_arms_compare(const vro_arm *reference, const vro_arm *other);

// What is called significant: p < 0.05.
bool vro_arms_are_significant(const vro_arms_difference *self);

// Half the width of the 95 % interval.
double vro_arms_margin(const vro_arms_difference *self);

#endif
