// Elapsed time, for progress and checkpoints. No result depends on it.
#ifndef VROSIM_SIMULATE_CLOCK_H
#define VROSIM_SIMULATE_CLOCK_H

// Seconds since an unspecified moment in the past; never decreases.
double vro_clock_now(void);

#endif
