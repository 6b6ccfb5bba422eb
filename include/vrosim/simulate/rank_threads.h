// What the ranks of one job agree on, whatever work they share.
#ifndef VROSIM_SIMULATE_RANK_THREADS_H
#define VROSIM_SIMULATE_RANK_THREADS_H

#include "vrosim/core/error.h"
#include "vrosim/simulate/ranks.h"
#include "vrosim/simulate/specification.h"

#include <stdint.h>

// Gives every rank the order of rank 0, which the others own afterwards. Every rank must call it.
// VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_rank_threads_share_specification(const vro_ranks *ranks,
                                                               vro_specification *specification,
                                                               vro_errors *errors);

// The threads of a rank for its share of so many pieces of work: those asked for by the option (0:
// none), else by OpenMP's variable, else a fair share of the machine; no more than there are pieces
// for each rank, and at least one.
int vro_rank_threads_count(const vro_ranks *ranks, int asked, uint64_t pieces);

// In a job of several ranks, adds which of them it is that failed; nothing where it has not, or was
// stopped by a signal.
void vro_rank_threads_name_failed(const vro_ranks *ranks, vro_status status, vro_errors *errors);

#endif
