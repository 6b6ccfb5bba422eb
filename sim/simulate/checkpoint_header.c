#include "vrosim/simulate/checkpoint_header.h"

#include "vrosim/file/json.h"
#include "vrosim/model/block.h"
#include "vrosim/model/economics.h"

#include <stdbool.h>
#include <string.h>

static vro_status no_memory(vro_errors *errors) {
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for a tally file");
}

static vro_status unfit(const char *file, vro_errors *errors, const char *sentence) {
    return vro_errors_add(errors, VRO_BAD_INPUT, &(vro_place){.file = file},
                          "is a damaged tally file: %s", sentence);
}

// [first, end]
static json_t *range_json(vro_interval range) {
    return json_pack("[I, I]", (json_int_t)range.first, (json_int_t)range.end);
}

static json_t *ranges_json(const vro_interval_set *ranges) {
    json_t *list = json_array();
    for (size_t i = 0; i < ranges->count && list; i++) {
        if (json_array_append_new(list, range_json(ranges->intervals[i])) != 0) {
            json_decref(list);
            list = NULL;
        }
    }
    return list;
}

// Counts that say how many numbers a tally has.
typedef struct shape {
    const char *key;
    size_t count;
} shape;

enum { SHAPES = 6 };

static void find_shape(const vro_tally *tally, shape shapes[SHAPES]) {
    shapes[0] = (shape){"strategies", tally->strategies};
    shapes[1] = (shape){"months", tally->months};
    shapes[2] = (shape){"outcomes", tally->outcomes};
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
        {"version", json_string(VRO_VERSION)},        {"block", json_integer(VRO_BLOCK)},
        {"planned", range_json(checkpoint->planned)}, {"done", ranges_json(&checkpoint->done)},
        {"shape", shape_json(&checkpoint->tally)},
    };
    json_t *label = json_object();
    vro_status status = vro_json_set_all(label, entries, sizeof entries / sizeof *entries, errors);
    if (status == VRO_OK)
        status = vro_specification_to_json(&checkpoint->specification, label, errors);
    size_t size;
    char *text = status == VRO_OK ? vro_json_print(label, &size) : NULL;
    if (status == VRO_OK && !text)
        (void)no_memory(errors);
    json_decref(label);
    return text;
}

static vro_status check_block(const json_t *label, const char *file, vro_errors *errors) {
    uint64_t block;
    if (vro_json_read_count(label, "block", &block) && block == VRO_BLOCK)
        return VRO_OK;
    return unfit(file, errors, "its blocks have another number of children than those of vrosim");
}

// A range inside another that begins at lowest or later.
static bool read_range(const json_t *json, vro_interval whole, uint64_t lowest,
                       vro_interval *range) {
    json_int_t first, end;
    if (json_unpack((json_t *)json, "[I, I!]", &first, &end) != 0 || first < 0 || end < first)
        return false;
    *range = (vro_interval){(uint64_t)first, (uint64_t)end};
    return range->first >= lowest && range->first >= whole.first && range->end <= whole.end;
}

// Ranges in the only form that a set has: rising, with gaps between them.
static vro_status read_done(vro_checkpoint *checkpoint, const json_t *list, const char *file,
                            vro_errors *errors) {
    size_t i;
    json_t *json;
    vro_interval range = {0};
    vro_status status = VRO_OK;
    if (!json_is_array(list))
        return unfit(file, errors, "it does not say which blocks it holds");
    json_array_foreach(list, i, json) {
        const uint64_t lowest = i > 0 ? range.end + 1 : 0;
        if (!read_range(json, checkpoint->planned, lowest, &range) || range.first == range.end)
            return unfit(file, errors, "its blocks are duplicated, out of order or not planned");
        status = vro_interval_set_add(&checkpoint->done, range, errors);
        if (status != VRO_OK)
            return status;
    }
    return VRO_OK;
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

// A tally as the order's own scenario has it, whatever the file claims.
static vro_status make_tally(vro_checkpoint *checkpoint, const json_t *label, const char *file,
                             vro_errors *errors) {
    vro_scenario scenario;
    vro_errors faults = {0}; // of single lines, which only a program could have written
    vro_status status = vro_specification_scenario(&checkpoint->specification, &scenario, &faults);
    vro_errors_free(&faults);
    if (status != VRO_OK)
        return status == VRO_NO_MEMORY
                   ? no_memory(errors)
                   : unfit(file, errors, "its parameters are not a complete table");
    status =
        vro_tally_init(&checkpoint->tally, scenario.strategies, vro_economics_outcomes(&scenario),
                       vro_scenario_horizon(&scenario), &scenario.subgroups, errors);
    if (status == VRO_OK && !shape_fits(&checkpoint->tally, json_object_get(label, "shape")))
        status = unfit(file, errors, "its shape does not match its parameters");
    vro_scenario_free(&scenario);
    return status;
}

static vro_status read_label(vro_checkpoint *checkpoint, const json_t *label, const char *file,
                             vro_errors *errors) {
    vro_status status = vro_json_check_version(label, file, errors);
    if (status == VRO_OK)
        status = check_block(label, file, errors);
    if (status == VRO_OK)
        status = vro_specification_from_json(&checkpoint->specification, label, file, errors);
    if (status != VRO_OK)
        return status;
    const vro_interval blocks = vro_specification_blocks(&checkpoint->specification);
    if (!read_range(json_object_get(label, "planned"), blocks, 0, &checkpoint->planned))
        return unfit(file, errors, "its planned blocks do not match its number of children");
    status = read_done(checkpoint, json_object_get(label, "done"), file, errors);
    return status == VRO_OK ? make_tally(checkpoint, label, file, errors) : status;
}

vro_status vro_checkpoint_header_read(vro_checkpoint *checkpoint, const char *text, size_t size,
                                      const char *file, vro_errors *errors) {
    *checkpoint = (vro_checkpoint){0};
    json_error_t error;
    json_t *label = json_loadb(text, size, JSON_REJECT_DUPLICATES, &error);
    vro_status status;
    if (label)
        status = read_label(checkpoint, label, file, errors);
    else if (vro_json_was_short(&error))
        status = no_memory(errors);
    else
        status = vro_errors_add(errors, VRO_BAD_INPUT, &(vro_place){.file = file},
                                "its header cannot be read; it is damaged, or memory is short");
    if (status != VRO_OK)
        vro_checkpoint_free(checkpoint);
    json_decref(label);
    return status;
}
