// Continuous discounting (model.md 11): inline functions for the loops that need it.
#ifndef VROSIM_MODEL_DISCOUNT_H
#define VROSIM_MODEL_DISCOUNT_H

#include "vrosim/core/vmath.h"

// A rate r, ready for loops without branches at rate 0.
typedef struct vro_discount {
    float rate;      // per year
    float over_rate; // 1 / r, 0 at rate 0
    float flat;      // 1 at rate 0, else 0
} vro_discount;

static inline vro_discount vro_discount_of(float rate) {
    return (vro_discount){rate, rate > 0 ? 1 / rate : 0, rate > 0 ? 0.0f : 1.0f};
}

// amount e^(-r t). One exponential.
VRO_INLINE float vro_present(float amount, float time, vro_discount by) {
    return amount * vro_exp(-by.rate * time);
}

// The present value of one a year over the coming years: (1 - e^(-r x)) / r, or x at rate 0. One
// exponential.
VRO_INLINE float vro_present_years(float years, vro_discount by) {
    return vro_one_minus_exp(by.rate * years) * by.over_rate + years * by.flat;
}

#endif
