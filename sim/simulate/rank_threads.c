#include "vrosim/simulate/rank_threads.h"

#include "vrosim/file/json.h"
#include "vrosim/simulate/pool.h"

#include <stdlib.h>

static vro_status no_memory(vro_errors *errors) {
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for what ranks share");
}

static vro_status encode(const vro_specification *specification, unsigned char **bytes,
                         size_t *size, vro_errors *errors) {
    json_t *object = json_object();
    vro_status status =
        object ? vro_specification_to_json(specification, object, errors) : no_memory(errors);
    if (status == VRO_OK) {
        *bytes = (unsigned char *)vro_json_print(object, size);
        status = *bytes ? VRO_OK : no_memory(errors);
    }
    json_decref(object);
    return status;
}

static vro_status decode(vro_specification *specification, const unsigned char *bytes, size_t size,
                         vro_errors *errors) {
    json_t *object = json_loadb((const char *)bytes, size, 0, NULL);
    const vro_status status =
        object ? vro_specification_from_json(specification, object, "the order of rank 0", errors)
               : no_memory(errors);
    json_decref(object);
    return status;
}

vro_status vro_rank_threads_share_specification(const vro_ranks *ranks,
                                                vro_specification *specification,
                                                vro_errors *errors) {
    unsigned char *bytes = NULL;
    size_t size = 0;
    vro_status status = VRO_OK;
    if (ranks->count == 1)
        return VRO_OK;
    if (ranks->rank == 0)
        status = encode(specification, &bytes, &size, errors);
    if (status == VRO_OK)
        status = vro_ranks_spread(ranks, &bytes, &size, errors);
    if (status == VRO_OK && ranks->rank != 0)
        status = decode(specification, bytes, size, errors);
    free(bytes);
    return status;
}

int vro_rank_threads_count(const vro_ranks *ranks, int asked, uint64_t pieces) {
    const uint64_t count = (uint64_t)ranks->count;
    const uint64_t own = pieces / count + (pieces % count > 0);
    int threads = asked > 0 ? asked : vro_pool_default_threads();
    if (asked == 0 && ranks->threads > 0 && ranks->threads < threads && !getenv("OMP_NUM_THREADS"))
        threads = ranks->threads;
    if (own < (uint64_t)threads)
        threads = own > 0 ? (int)own : 1;
    return threads;
}

void vro_rank_threads_name_failed(const vro_ranks *ranks, vro_status status, vro_errors *errors) {
    const bool failed = status != VRO_OK && status != VRO_INTERRUPTED && status != VRO_TERMINATED;
    if (failed && ranks->count > 1) {
        vro_errors_add(errors, status, NULL, "rank %d of %d ends the job", ranks->rank,
                       ranks->count);
    }
}
