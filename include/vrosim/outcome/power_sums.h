// Sums of the first four powers of whole numbers: exact, so the same in any order.
#ifndef VROSIM_OUTCOME_POWER_SUMS_H
#define VROSIM_OUTCOME_POWER_SUMS_H

#include <stddef.h>
#include <stdint.h>

__extension__ typedef __int128 vro_wide;
__extension__ typedef unsigned __int128 vro_unsigned_wide;

typedef struct vro_power_sums {
    vro_wide sum; // of x
    vro_wide square;
    vro_wide cube;
    vro_wide fourth;
} vro_power_sums;

// Of n numbers, at most a chunk. Neither they nor centre are beyond 2^24 on either side of 0. Any
// centre gives the same sums; one near the mean gives them fast.
vro_power_sums vro_power_sums_of(const int32_t *x, size_t n, int32_t centre);

// Of n numbers x + shift, where self is that of x.
vro_power_sums vro_power_sums_shifted(vro_power_sums self, size_t n, int32_t shift);

#endif
