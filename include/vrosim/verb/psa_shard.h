// Shards of a psa: ranges of its samples, simulated on separate machines, in files that `vrosim
// merge` puts together.
#ifndef VROSIM_VERB_PSA_SHARD_H
#define VROSIM_VERB_PSA_SHARD_H

#include "vrosim/core/error.h"
#include "vrosim/study/ensemble.h"
#include "vrosim/verb/psa_plan.h"
#include "vrosim/verb/shard_inputs.h"

// Refuses to replace a file that may still be wanted by these samples of the analysis:
// VRO_BAD_USAGE for a shard of another analysis, without force, and for a file that is not a shard;
// VRO_BAD_INPUT for one that cannot be read.
VRO_MUST_CHECK vro_status vro_psa_shard_protect(const vro_psa_plan *plan, vro_interval samples,
                                                const char *file, bool force, vro_errors *errors);

// Reads the plan of an analysis and all its samples, which refer to the plan, from the files of its
// shards. The caller frees both. VRO_BAD_INPUT with all faults at once: files that cannot be read,
// of another analysis, or named twice, and missing shards.
VRO_MUST_CHECK vro_status vro_psa_shard_gather(vro_shard_inputs *files, vro_psa_plan *plan,
                                               vro_ensemble *ensemble, vro_errors *errors);

#endif
