#include "vrosim/simulate/checkpoint_header.h"

#include "vrosim/file/json.h"
#include "vrosim/model/block.h"
#include "vrosim/model/economics.h"
#include "vrosim/simulate/specification_json.h"

#include <stdbool.h>
#include <string.h>

static vro_status no_memory(vro_errors *errors) {
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for a tally file");
}

static vro_status unfit(const char *file, vro_errors *errors, const char *sentence) {
    return vro_errors_add(errors, VRO_BAD_INPUT, &(vro_place){.file = file},
                          "is a damaged tally file: %s", sentence);
}

static json_t *interval_json(vro_interval interval) { // [first, end]
    return json_pack("[I, I]", (json_int_t)interval.first, (json_int_t)interval.end);
}

static json_t *intervals_json(const vro_interval_set *set) {
    json_t *list = json_array();
    for (size_t i = 0; i < set->count && list; i++) {
        if (json_array_append_new(list, interval_json(set->intervals[i])) != 0) {
            json_decref(list);
            list = NULL;
        }
    }
    return list;
}

// Counts that fix the number of counters of a tally.
typedef struct shape {
    const char *key;
    size_t count;
} shape;

enum { SHAPES = 6 };

static void find_shape(const vro_tally *tally, shape shapes[SHAPES]) {
    shapes[0] = (shape){"strategies", tally->strategies};
    shapes[1] = (shape){"months", tally->months};
    shapes[2] = (shape){"outcomes", tally->outcomes.count};
    shapes[3] = (shape){"causes", VRO_CAUSES};
    shapes[4] = (shape){"counters", tally->first_cell[VRO_OUTCOMES] + 1};
    shapes[5] = (shape){"groups", tally->strata};
}

static json_t *shape_json(const vro_tally *tally) {
    shape shapes[SHAPES];
    json_t *object = json_object();
    find_shape(tally, shapes);
    for (size_t i = 0; i < SHAPES && object; i++) {
        if (json_object_set_new(object, shapes[i].key, vro_json_count(shapes[i].count)) != 0) {
            json_decref(object);
            object = NULL;
        }
    }
    return object;
}

char *vro_checkpoint_header_write(const vro_checkpoint *checkpoint, vro_errors *errors) {
    const vro_json_entry entries[] = {
        {"version", json_string(VRO_VERSION)},
        {"block", json_integer(VRO_BLOCK)},
        {"planned", interval_json(checkpoint->planned)},
        {"done", intervals_json(&checkpoint->done)},
        {"shape", shape_json(&checkpoint->tally)},
    };
    json_t *header = json_object();
    char *text = NULL;
    size_t size;
    vro_status status = VRO_OK;
    TRY(vro_json_set_all(header, entries, sizeof entries / sizeof *entries, errors));
    TRY(vro_specification_json_write(&checkpoint->specification, header, errors));
    text = vro_json_print(header, &size);
    if (!text)
        (void)no_memory(errors);
out:
    json_decref(header);
    return text;
}

static vro_status check_block(const json_t *header, const char *file, vro_errors *errors) {
    uint64_t block;
    if (vro_json_read_count(header, "block", &block) && block == VRO_BLOCK)
        return VRO_OK;
    return unfit(file, errors, "its blocks have another number of children than those of vrosim");
}

// An interval inside another, whose first block is at least `lowest`.
static bool read_interval(const json_t *json, vro_interval whole, uint64_t lowest,
                          vro_interval *interval) {
    json_int_t first, end;
    if (json_unpack((json_t *)json, "[I, I!]", &first, &end) != 0 || first < 0 || end < first)
        return false;
    *interval = (vro_interval){(uint64_t)first, (uint64_t)end};
    return interval->first >= lowest && interval->first >= whole.first &&
           interval->end <= whole.end;
}

// Not empty, rising, with gaps between them: the only form of a vro_interval_set.
static vro_status read_done(vro_checkpoint *checkpoint, const json_t *list, const char *file,
                            vro_errors *errors) {
    size_t i;
    json_t *json;
    vro_interval interval = {0};
    vro_status status = VRO_OK;
    if (!json_is_array(list))
        return unfit(file, errors, "it does not say which blocks it holds");
    json_array_foreach(list, i, json) {
        const uint64_t lowest = i > 0 ? interval.end + 1 : 0;
        if (!read_interval(json, checkpoint->planned, lowest, &interval) ||
            interval.first == interval.end)
            return unfit(file, errors, "its blocks are duplicated, out of order or not planned");
        TRY(vro_interval_set_add(&checkpoint->done, interval, errors));
    }
out:
    return status;
}

static bool shape_fits(const vro_tally *tally, const json_t *object) {
    shape shapes[SHAPES];
    find_shape(tally, shapes);
    for (size_t i = 0; i < SHAPES; i++) {
        uint64_t count;
        if (!vro_json_read_count(object, shapes[i].key, &count) || count != shapes[i].count)
            return false;
    }
    return true;
}

// A tally of the shape of the scenario, whatever the file says of its shape.
static vro_status make_tally(vro_checkpoint *checkpoint, const json_t *header, const char *file,
                             vro_errors *errors) {
    vro_scenario scenario;
    vro_outcome_set outcomes;
    vro_errors faults = {0}; // dropped: users do not write these lines
    vro_status status = vro_specification_scenario(&checkpoint->specification, &scenario, &faults);
    vro_errors_free(&faults);
    if (status != VRO_OK)
        return status == VRO_NO_MEMORY
                   ? no_memory(errors)
                   : unfit(file, errors, "its parameters are not a complete table");
    vro_outcome_set_init(&outcomes, &scenario);
    status = vro_tally_init(&checkpoint->tally, scenario.strategies, &outcomes,
                            vro_scenario_horizon(&scenario), &scenario.subgroups, errors);
    if (status == VRO_OK && !shape_fits(&checkpoint->tally, json_object_get(header, "shape")))
        status = unfit(file, errors, "its shape does not match its parameters");
    vro_scenario_free(&scenario);
    return status;
}

static vro_status read_header(vro_checkpoint *checkpoint, const json_t *header, const char *file,
                              vro_errors *errors) {
    vro_status status = VRO_OK;
    TRY(vro_json_check_version(header, file, errors));
    TRY(check_block(header, file, errors));
    TRY(vro_specification_json_read(&checkpoint->specification, header, file, errors));
    const vro_interval blocks = vro_specification_blocks(&checkpoint->specification);
    if (!read_interval(json_object_get(header, "planned"), blocks, 0, &checkpoint->planned))
        return unfit(file, errors, "its planned blocks do not match its number of children");
    TRY(read_done(checkpoint, json_object_get(header, "done"), file, errors));
    TRY(make_tally(checkpoint, header, file, errors));
out:
    return status;
}

vro_status vro_checkpoint_header_read(vro_checkpoint *checkpoint, const char *text, size_t size,
                                      const char *file, vro_errors *errors) {
    json_t *header;
    vro_status status = VRO_OK;
    *checkpoint = (vro_checkpoint){0};
    TRY(vro_json_read_header(&header, text, size, file, errors));
    TRY(read_header(checkpoint, header, file, errors));
out:
    if (status != VRO_OK)
        vro_checkpoint_free(checkpoint);
    json_decref(header);
    return status;
}
