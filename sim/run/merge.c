#include "vrosim/run/merge.h"

#include "vrosim/run/session.h"
#include "vrosim/run/shard.h"

#include <inttypes.h>
#include <stdlib.h>

typedef struct gathering {
    vro_part part;     // the sums of all files that fit together
    bool begun;        // there is one such file
    vro_ranges named;  // blocks that any of them is of, done or not
    vro_range *ranges; // [count], of each of them
    size_t count;
    vro_status status; // the first fault
    vro_errors *errors;
} gathering;

static void note(gathering *self, vro_status status) {
    self->status = self->status == VRO_OK ? status : self->status;
}

static vro_status check_finished(const vro_part *part, const char *file, vro_errors *errors) {
    const uint64_t planned = part->planned.end - part->planned.first;
    const uint64_t done = vro_ranges_total(&part->done);
    if (done == planned) {
        return VRO_OK;
    }
    return vro_errors_add(errors, VRO_BAD_INPUT, &(vro_place){.file = file},
                          "is not finished: it has %" PRIu64 " of %" PRIu64
                          " blocks of children; go on with vrosim run --resume",
                          done, planned);
}

// Takes part over, or adds it to the first.
static vro_status take_part(gathering *self, vro_part *part, const char *file) {
    vro_status status = VRO_OK;
    const vro_range planned = part->planned;
    if (self->begun) {
        status = vro_part_merge(&self->part, part, file, self->errors);
    } else {
        self->part = *part;
        self->begun = true;
        *part = (vro_part){0};
    }
    if (status == VRO_OK && planned.first < planned.end) {
        self->ranges[self->count++] = planned;
        status = vro_ranges_add(&self->named, planned, self->errors);
    }
    return status;
}

static void add_file(gathering *self, const char *file) {
    vro_part part;
    vro_status status = vro_part_read(&part, file, self->errors);
    if (status == VRO_OK) {
        note(self, check_finished(&part, file, self->errors));
        status = take_part(self, &part, file);
    }
    note(self, status);
    vro_part_free(&part);
}

static void name_shards(gathering *self, const vro_ranges *missing, uint64_t shards) {
    const uint64_t blocks = vro_order_blocks(&self->part.order).end;
    for (uint64_t number = 1; number <= shards; number++) {
        const vro_range range = vro_shard_range(&(vro_shard){number, shards}, blocks);
        if (vro_ranges_common(missing, range).end > 0) {
            note(self,
                 vro_errors_add(self->errors, VRO_BAD_INPUT, NULL,
                                "shard %" PRIu64 " of %" PRIu64 " is missing", number, shards));
        }
    }
}

static void name_blocks(gathering *self, const vro_ranges *missing) {
    const uint64_t blocks = vro_order_blocks(&self->part.order).end;
    for (size_t i = 0; i < missing->count; i++) {
        note(self, vro_errors_add(self->errors, VRO_BAD_INPUT, NULL,
                                  "blocks %" PRIu64 " to %" PRIu64 " of %" PRIu64
                                  " are in none of the files",
                                  missing->ranges[i].first + 1, missing->ranges[i].end, blocks));
    }
}

static void check_missing(gathering *self) {
    const vro_range all = vro_order_blocks(&self->part.order);
    vro_ranges missing;
    const vro_status status = vro_ranges_missing(&self->named, all, &missing, self->errors);
    if (status == VRO_OK && missing.count > 0) {
        const uint64_t shards = vro_shard_count_of(self->ranges, self->count, all.end);
        if (shards > 0) {
            name_shards(self, &missing, shards);
        } else {
            name_blocks(self, &missing);
        }
    }
    note(self, status);
    vro_ranges_free(&missing);
}

// All files into part, which the caller frees.
static vro_status gather(const vro_options *options, vro_part *part, vro_errors *errors) {
    gathering self = {.errors = errors};
    self.ranges = calloc(options->table_count + 1, sizeof *self.ranges);
    if (self.ranges == NULL) {
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "no memory for a list of files");
    }
    for (size_t i = 0; i < options->table_count && self.status != VRO_NO_MEMORY; i++) {
        add_file(&self, options->tables[i]);
    }
    if (self.begun && self.status != VRO_NO_MEMORY) {
        check_missing(&self);
    }
    vro_ranges_free(&self.named);
    free(self.ranges);
    *part = self.part;
    return self.status;
}

vro_status vro_merge_perform(const vro_options *options, FILE *output, vro_errors *errors) {
    vro_session session = {.options = options, .ranks = {.count = 1}, .out = options->out};
    vro_status status = gather(options, &session.part, errors);
    if (status == VRO_OK) {
        status = vro_order_scenario(&session.part.order, &session.scenario, errors);
    }
    if (status == VRO_OK) {
        status = vro_session_open(&session, errors);
    }
    if (status == VRO_OK) {
        status = vro_session_simulate(&session, session.part.planned, errors);
    }
    if (status == VRO_OK) {
        status = vro_session_finish(&session, output, errors);
    }
    return vro_session_close(&session, status, errors);
}

void vro_merge_inspect(const vro_options *options, vro_errors *errors) {
    vro_part part = {0};
    (void)gather(options, &part, errors);
    vro_part_free(&part);
}
