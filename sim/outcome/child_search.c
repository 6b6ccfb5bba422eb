#include "vrosim/outcome/child_search.h"

#include <stdlib.h>

enum { RECORDS_BYTES = 1 << 25 }; // of the courses that are looked at together, at most

static bool fits(const vro_child_search *self, const vro_record *courses) {
    for (size_t strategy = 0; strategy < self->model->strategies; strategy++)
        if (vro_condition_list_holds(self->conditions, &courses[strategy]))
            return true;
    return false;
}

static uint64_t least(uint64_t a, uint64_t b) {
    return a < b ? a : b;
}

// Children simulated at a time: a block, or what memory holds of it.
static uint64_t step_of(const vro_model *model) {
    const uint64_t room = RECORDS_BYTES / (model->strategies * sizeof(vro_record));
    return room < 1 ? 1 : least(room, VRO_BLOCK);
}

vro_status vro_child_search_run(const vro_child_search *self, vro_errors *errors) {
    const size_t strategies = self->model->strategies;
    const uint64_t step = step_of(self->model);
    vro_status status = VRO_OK;
    bool enough = false;
    vro_block *block = vro_block_new(self->model, self->random);
    vro_record *records = malloc(step * strategies * sizeof *records);
    if (!block || !records)
        TRY(vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory to search children"));
    const vro_sink sink = {.records = records, .recorded = step};
    for (uint64_t first = 0; first < self->children && !enough; first += step) {
        const size_t count = least(step, self->children - first);
        vro_block_run(block, first, count, &sink);
        for (size_t i = 0; i < count && !enough; i++)
            if (fits(self, &records[i * strategies]))
                TRY(self->found(self->self, &records[i * strategies], &enough, errors));
    }
out:
    free(records);
    free(block);
    return status;
}
