// The time that passes, for progress and for checkpoints. No result depends on it.
#ifndef VROSIM_SIMULATE_CLOCK_H
#define VROSIM_SIMULATE_CLOCK_H

// Seconds since some moment in the past; never runs backwards.
double vro_clock_now(void);

#endif
