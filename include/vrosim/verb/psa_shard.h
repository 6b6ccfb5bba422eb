// Shards of an uncertainty analysis: parts of its samples, for machines that know nothing of each
// other, in files that `vrosim merge` puts together.
#ifndef VROSIM_VERB_PSA_SHARD_H
#define VROSIM_VERB_PSA_SHARD_H

#include "vrosim/core/error.h"
#include "vrosim/study/ensemble.h"
#include "vrosim/verb/psa_plan.h"

// Refuses to replace a file that may still be wanted by these samples of the analysis:
// VRO_BAD_USAGE for a shard of another analysis, without force, and for what is no shard at all;
// VRO_BAD_INPUT for one that cannot be read.
VRO_MUST_CHECK vro_status vro_psa_shard_protect(const vro_psa_plan *plan, vro_interval samples,
                                                const char *file, bool force, vro_errors *errors);

// The plan of the analysis and all of its samples, which refer to the plan, from the files of its
// shards; freed by the caller in any case. VRO_BAD_INPUT with all faults at once: files that cannot
// be read, of another analysis, or named twice, and shards that are missing.
VRO_MUST_CHECK vro_status vro_psa_shard_gather(const char *const *files, size_t count,
                                               vro_psa_plan *plan, vro_ensemble *ensemble,
                                               vro_errors *errors);

#endif
