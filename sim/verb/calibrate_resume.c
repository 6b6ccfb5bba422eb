#include "vrosim/verb/calibrate_resume.h"

#include "vrosim/core/text.h"
#include "vrosim/file/json.h"
#include "vrosim/verb/option.h"
#include "vrosim/verb/requests.h"
#include "vrosim/verb/resume.h"

#include <inttypes.h>
#include <string.h>

// An option whose value is a part of the analysis.
typedef struct question {
    vro_option_id option;
    const char *key; // in the analysis
    const char *words;
    size_t field; // of vro_options: a uint64_t, or a text
    bool count;   // whether it is a number
} question;

#define FIELD(name) offsetof(vro_options, name)

static const question QUESTIONS[] = {
    {VRO_OPTION_ROWS, "rows", "number of rows (--rows)", FIELD(calibrate.rows), true},
    {VRO_OPTION_POINTS, "samples", "number of points (--points)", FIELD(calibrate.samples), true},
    {VRO_OPTION_PARAMETERS, "parameters", "list of parameters (--parameters)",
     FIELD(calibrate.parameters), false},
    {VRO_OPTION_BETWEEN_STUDY, "between_study", "deviation between studies (--between-study)",
     FIELD(between_study), false}};

static vro_status compare_count(const question *row, uint64_t asked, const vro_calibrate_plan *plan,
                                const char *file, vro_errors *errors) {
    uint64_t own = 0;
    (void)vro_json_read_count(plan->common.specification.analysis, row->key, &own);
    return own == asked
               ? VRO_OK
               : vro_errors_add(errors, VRO_BAD_INPUT, &(vro_place){.file = file},
                                "its %s is %" PRIu64 ", not %" PRIu64, row->words, own, asked);
}

static vro_status compare_text(const question *row, const char *asked,
                               const vro_calibrate_plan *plan, const char *file,
                               vro_errors *errors) {
    const char *own;
    if (!vro_json_read_text(plan->common.specification.analysis, row->key, &own))
        own = "the usual";
    return strcmp(own, asked) == 0
               ? VRO_OK
               : vro_errors_add(errors, VRO_BAD_INPUT, &(vro_place){.file = file},
                                "its %s is %s, not %s", row->words, vro_text_excerpt(own).text,
                                vro_text_excerpt(asked).text);
}

static vro_status compare_questions(const vro_options *options, const vro_calibrate_plan *plan,
                                    vro_errors *errors) {
    vro_status status = VRO_OK;
    for (size_t i = 0; i < sizeof QUESTIONS / sizeof *QUESTIONS; i++) {
        const question *row = &QUESTIONS[i];
        const void *field = (const char *)options + row->field;
        if (!vro_option_is_given(options, row->option))
            continue;
        status = vro_status_worse(
            status,
            row->count
                ? compare_count(row, *(const uint64_t *)field, plan, options->resume, errors)
                : compare_text(row, *(const char *const *)field, plan, options->resume, errors));
    }
    return status;
}

static vro_status compare_numbers(const vro_options *options, const vro_calibrate_plan *plan,
                                  vro_errors *errors) {
    const vro_specification *own = &plan->common.specification;
    vro_specification asked;
    vro_status status = VRO_OK;
    TRY(vro_specification_copy(&asked, own, errors));
    if (vro_option_is_given(options, VRO_OPTION_SEED))
        asked.random.seed = options->random.seed;
    if (vro_option_is_given(options, VRO_OPTION_STREAM))
        asked.random.stream = options->random.stream;
    if (vro_option_is_given(options, VRO_OPTION_SAMPLING))
        asked.random.replicate = options->random.replicate;
    if (vro_option_is_given(options, VRO_OPTION_PATIENTS))
        asked.size.patients = options->size.patients;
    asked.random = vro_slot_draws_source(asked.random, asked.size.patients);
    status = vro_specification_compare(&asked, own, options->resume, errors);
    vro_specification_free(&asked);
out:
    return status;
}

// Names each file of a list in the analysis whose lines are not those of the one in the same place.
static vro_status compare_files(const json_t *asked, const json_t *own, const char *what,
                                const char *file, vro_errors *errors) {
    const vro_place place = {.file = file};
    vro_status status = VRO_OK;
    if (json_array_size(asked) != json_array_size(own))
        return vro_errors_add(errors, VRO_BAD_INPUT, &place, "it has %zu %s, not %zu",
                              json_array_size(own), what, json_array_size(asked));
    for (size_t i = 0; i < json_array_size(asked); i++) {
        const json_t *ours = json_array_get(asked, i), *theirs = json_array_get(own, i);
        const char *name;
        if (!vro_json_read_text(theirs, "file", &name))
            name = "table";
        if (!json_equal(json_object_get(ours, "lines"), json_object_get(theirs, "lines")))
            status = vro_errors_add(errors, VRO_BAD_INPUT, &place,
                                    "its %s differs from the one that is named", name);
    }
    return status;
}

// Where a table or the prior is named, all are.
static vro_status compare_tables(const vro_options *options, const vro_calibrate_plan *plan,
                                 vro_errors *errors) {
    static const char *const lists[][2] = {{"evidence", "files of targets and studies"},
                                           {"tables", "tables (the prior included)"}};
    const json_t *own = plan->common.specification.analysis;
    vro_evidence_request request = vro_request_evidence(options, VRO_BLOCK);
    vro_evidence_plan asked = {0};
    vro_status status = VRO_OK;
    if (options->table_count == 0 && !options->calibrate.prior)
        return VRO_OK;
    request.with_prior = true;
    TRY(vro_evidence_plan_read(&asked, VRO_CALIBRATE_VERB, &request, errors));
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        status = vro_status_worse(
            status,
            compare_files(json_object_get(asked.specification.analysis, lists[i][0]),
                          json_object_get(own, lists[i][0]), lists[i][1], options->resume, errors));
out:
    vro_evidence_plan_free(&asked);
    return status;
}

// The faults of the plan would name lines that only a program can have written.
static vro_status take_plan(vro_calibrate_plan *plan, const vro_calibration_checkpoint *checkpoint,
                            const char *file, vro_errors *errors) {
    vro_errors faults = {0};
    vro_specification specification;
    vro_status status = VRO_OK;
    TRY(vro_specification_copy(&specification, &checkpoint->specification, errors));
    status = vro_calibrate_plan_take(plan, &specification, &faults);
    if (status == VRO_NO_MEMORY)
        vro_errors_take(errors, &faults);
    else if (status != VRO_OK)
        vro_errors_add(errors, status, &(vro_place){.file = file},
                       "is a damaged calibration file: its analysis cannot be repeated");
out:
    vro_errors_free(&faults);
    return status;
}

vro_status vro_calibrate_resume_read(const vro_options *options, vro_calibrate_plan *plan,
                                     vro_calibration_checkpoint *checkpoint, vro_errors *errors) {
    vro_status status = VRO_OK;
    TRY(vro_calibration_checkpoint_read(checkpoint, options->resume, errors));
    TRY(take_plan(plan, checkpoint, options->resume, errors));
    TRY(vro_calibration_checkpoint_check(checkpoint, &plan->problem, options->resume, errors));
    status = compare_numbers(options, plan, errors);
    status = vro_status_worse(status, compare_questions(options, plan, errors));
    status = vro_status_worse(status, compare_tables(options, plan, errors));
out:
    return status;
}

vro_status vro_calibrate_resume_protect(const char *file, bool force, vro_errors *errors) {
    const vro_place place = {.file = file};
    vro_calibration_checkpoint old = {0};
    vro_status status = vro_calibration_checkpoint_check_path(file, errors);
    if (status != VRO_OK || force || vro_resume_is_empty(file))
        return status;
    status = vro_calibration_checkpoint_read(&old, file, errors);
    if (status == VRO_BAD_INPUT)
        status =
            vro_errors_add(errors, status, &place, "name another file, or replace it with --force");
    else if (status == VRO_OK && !old.finished)
        status = vro_errors_add(errors, VRO_BAD_USAGE, &place,
                                "holds a calibration that is not finished; continue with "
                                "--resume, name another file, or replace it with --force");
    vro_calibration_checkpoint_free(&old);
    return status;
}
