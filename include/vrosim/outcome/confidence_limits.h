// 95 % intervals that hold where events are few. Sums of events are taken to be Poisson or
// compound Poisson (the children are independent and the events rare), moved to other spreads by
// the ratio of variance to mean; with many events all of them become the normal interval. Sources:
//   Wilson 1927, J Am Stat Assoc 22:209 (shares)
//   Garwood 1936, Biometrika 28:437 (exact limits of a Poisson mean)
//   Fay and Feuer 1997, Stat Med 16:791 (gamma limits of a weighted sum of Poisson counts)
//   Donner and Zou 2012, Stat Methods Med Res 21:347 (limits of differences, ratios from those of
//   their parts: MOVER); Newcombe 1998, Stat Med 17:2635 (the same for paired shares)
//   Satterthwaite 1946, Biometrics 2:110 (degrees of freedom of a variance)
#ifndef VROSIM_OUTCOME_CONFIDENCE_LIMITS_H
#define VROSIM_OUTCOME_CONFIDENCE_LIMITS_H

#include <stdint.h>

// Half the width of a normal 95 % interval, in standard errors.
#define VRO_NORMAL_975 1.959963984540054

// Limits that are not known are NAN.
typedef struct vro_limits {
    double lower;
    double upper;
} vro_limits;

// Half the width of Student's 95 % interval of a mean of n >= 2 values, in standard errors.
double vro_limits_student(uint64_t n);

// Wilson's score interval of the share events / n, n > 0, 0 <= events <= n; a published share gives
// events that are not whole. It ends at 0 without an event and at 1 where all have it.
vro_limits vro_limits_share(double events, double n);

// Of a total T >= 0 of numbers that cannot be negative, with the variance V of T. With f = V / T
// and G(p, a) the p quantile of a gamma distribution of shape a and scale 1: f G(0.025, T / f) to f
// G(0.975, T / f + 1), Garwood's for V = T. T = 0: f = 1.
vro_limits vro_limits_total(double total, double variance);

// Of a total T with the variance V and the third cumulant K: a base that all have and rare events
// of size f = K / V, a = V / f^2 of them, beside it (Pearson's type III). From T + f (G(0.025, a) -
// a) to T + f (G(0.975, a + 1) - a), the limits above for a base of 0; turned round for K < 0,
// normal for K = 0. Above 100 events by G(p, a) = a + z sqrt(a) + (z^2 - 1) / 3.
vro_limits vro_limits_skewed(double total, double variance, double third);

// Of T = up - down, the total of whole numbers d of n children: up is the sum of d (d + 1) / 2,
// down that of d (d - 1) / 2, so the children with d = 1 and d = -1 where there are no others.
// variance is that of T. MOVER from Garwood's limits of up and down; the distances of the limits
// from T are then multiplied by sqrt(variance / (up + down)), 1 where all d are rare.
vro_limits vro_limits_difference(double up, double down, double variance);

// Of a ratio a / b >= 0 of estimates with the intervals of_a and of_b and a correlation, b > 0.
// MOVER on the scale of logarithms; for a = 0 from 0 to U / sqrt(l (2 b - l)), with U the upper
// limit of a and l the lower limit of b.
vro_limits vro_limits_ratio(double a, vro_limits of_a, double b, vro_limits of_b,
                            double correlation);

// Of a - b, estimates with the intervals of_a and of_b and a correlation. MOVER: a - b - sqrt(x^2 +
// y^2 - 2 c x y) with the distances x of a from its lower limit and y of b from its upper limit,
// and the upper limit in the same way.
vro_limits vro_limits_between(double a, vro_limits of_a, double b, vro_limits of_b,
                              double correlation);

// Of d / b, b > 0, estimates with the intervals of_d and of_b and a correlation: the q at which a
// limit of d - q b by MOVER is 0; Fieller's limits for symmetric intervals. They lie on the sides
// of 0 on which those of d do. NAN where b may be 0.
vro_limits vro_limits_quotient(double d, vro_limits of_d, double b, vro_limits of_b,
                               double correlation);

// Of a standard deviation s > 0 whose standard error is se. Degrees of freedom v = s^2 / (2 se^2);
// from s / k to s k with k = sqrt(v / c), c the 0.025 quantile of chi-square with v degrees of
// freedom. The upper limit is that of normal values, the lower is as far off on the scale of
// logarithms: values that are mostly equal, with a few far away, need it.
vro_limits vro_limits_sd(double sd, double se);

#endif
