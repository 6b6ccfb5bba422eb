#include "vrosim/verb/replay.h"

#include "vrosim/file/json.h"
#include "vrosim/table/manifest.h"
#include "vrosim/verb/psa.h"
#include "vrosim/verb/psa_plan.h"
#include "vrosim/verb/sensitivity.h"
#include "vrosim/verb/sensitivity_plan.h"
#include "vrosim/verb/session.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

// Where the files are kept; NULL: nowhere.
static const char *folder_of(const vro_options *options) {
    return vro_options_given(options, VRO_OPTION_OUT) ? options->out : NULL;
}

static vro_status plan(const vro_manifest *manifest, vro_session *session, vro_errors *errors) {
    const vro_specification *specification = &manifest->specification;
    const vro_status status = vro_specification_scenario(specification, &session->scenario, errors);
    return status == VRO_OK
               ? vro_checkpoint_init(&session->checkpoint, specification, &session->scenario,
                                     vro_specification_blocks(specification), errors)
               : status;
}

static vro_status simulate(vro_session *session, vro_errors *errors) {
    vro_status status = vro_session_open(session, errors);
    if (status == VRO_OK)
        status = vro_session_simulate(session, session->checkpoint.planned, errors);
    return status == VRO_OK ? vro_session_write(session, errors) : status;
}

// What the comparison found where it found nothing.
static void say_same(const vro_options *options, const vro_manifest *manifest, FILE *output) {
    if (!options->quiet)
        fprintf(output,
                "%zu files of %" PRIu64 " children, made again: all the same, byte for byte\n",
                manifest->outputs.count, manifest->specification.numbers.patients);
}

static vro_status compare(const vro_manifest *manifest, vro_session *session, FILE *output,
                          vro_errors *errors) {
    const vro_status status = vro_manifest_compare(manifest, session->folder.temporary, errors);
    if (status == VRO_OK)
        say_same(session->options, manifest, output);
    if (!session->out)
        return status;
    const vro_status placed = vro_results_folder_commit(&session->folder, errors);
    return status == VRO_OK ? placed : status;
}

// A run that a manifest holds.
static vro_status replay_run(const vro_options *options, const vro_manifest *manifest, FILE *output,
                             vro_errors *errors) {
    vro_session session = {.options = options, .ranks = {.count = 1}, .out = folder_of(options)};
    vro_status status = plan(manifest, &session, errors);
    if (status == VRO_OK)
        status = simulate(&session, errors);
    if (status == VRO_OK)
        status = compare(manifest, &session, output, errors);
    return vro_session_close(&session, status, errors);
}

// An analysis beyond a run: the verb in its manifest, and who does it again.
typedef struct analysis {
    const char *verb;
    vro_status (*replay)(const vro_options *options, const vro_manifest *manifest, const char *out,
                         vro_errors *errors);
} analysis;

static const analysis analyses[] = {
    {VRO_PSA_VERB, vro_psa_replay},
    {VRO_SENSITIVITY_VERB, vro_sensitivity_replay},
};

// NULL where it is none of them.
static const analysis *find_analysis(const vro_specification *specification) {
    const char *verb;
    if (!vro_json_read_text(specification->analysis, "verb", &verb))
        return NULL;
    for (size_t i = 0; i < sizeof analyses / sizeof *analyses; i++)
        if (strcmp(analyses[i].verb, verb) == 0)
            return &analyses[i];
    return NULL;
}

// An analysis that a manifest holds.
static vro_status replay_analysis(const vro_options *options, const vro_manifest *manifest,
                                  FILE *output, vro_errors *errors) {
    const analysis *found = find_analysis(&manifest->specification);
    if (!found) {
        return vro_errors_add(errors, VRO_BAD_INPUT, NULL,
                              "the manifest's analysis is none that this version can do again");
    }
    const vro_status status = found->replay(options, manifest, folder_of(options), errors);
    if (status == VRO_OK)
        say_same(options, manifest, output);
    return status;
}

vro_status vro_replay_perform(const vro_options *options, FILE *output, vro_errors *errors) {
    vro_manifest manifest = {0};
    vro_status status = vro_manifest_read(&manifest, options->tables[0], errors);
    if (status == VRO_OK) {
        status = (manifest.specification.analysis ? replay_analysis
                                                  : replay_run)(options, &manifest, output, errors);
    }
    vro_manifest_free(&manifest);
    return status;
}

void vro_replay_inspect(const vro_options *options, vro_errors *errors) {
    vro_manifest manifest = {0};
    for (size_t i = 0; i < options->table_count; i++) {
        (void)!vro_manifest_read(&manifest, options->tables[i], errors);
        vro_manifest_free(&manifest);
    }
}
