#include "vrosim/run/replay.h"

#include "vrosim/output/json.h"
#include "vrosim/output/manifest.h"
#include "vrosim/run/psa.h"
#include "vrosim/run/sensitivity.h"
#include "vrosim/run/session.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static bool is_kept(const vro_options *options) {
    return vro_options_given(options, VRO_OPTION_OUT);
}

static vro_status plan(const vro_manifest *manifest, vro_session *session, vro_errors *errors) {
    const vro_order *order = &manifest->order;
    const vro_status status = vro_order_scenario(order, &session->scenario, errors);
    return status == VRO_OK ? vro_part_init(&session->part, order, &session->scenario,
                                            vro_order_blocks(order), errors)
                            : status;
}

static vro_status simulate(vro_session *session, vro_errors *errors) {
    vro_status status = vro_session_open(session, errors);
    if (status == VRO_OK) {
        status = vro_session_simulate(session, session->part.planned, errors);
    }
    return status == VRO_OK ? vro_session_write(session, errors) : status;
}

// What the comparison found where it found nothing.
static void say_same(const vro_options *options, const vro_manifest *manifest, FILE *output) {
    if (!options->quiet)
        fprintf(output,
                "%zu files of %" PRIu64 " children, made again: all the same, byte for byte\n",
                manifest->outputs.count, manifest->order.numbers.patients);
}

static vro_status compare(const vro_manifest *manifest, vro_session *session, FILE *output,
                          vro_errors *errors) {
    const vro_status status = vro_manifest_compare(manifest, session->folder.temporary, errors);
    if (status == VRO_OK) {
        say_same(session->options, manifest, output);
    }
    if (!is_kept(session->options)) {
        return status;
    }
    const vro_status placed = vro_folder_commit(&session->folder, errors);
    return status == VRO_OK ? placed : status;
}

// A run that a manifest holds.
static vro_status replay_run(const vro_options *options, const vro_manifest *manifest, FILE *output,
                             vro_errors *errors) {
    vro_session session = {
        .options = options, .ranks = {.count = 1}, .out = is_kept(options) ? options->out : NULL};
    vro_status status = plan(manifest, &session, errors);
    if (status == VRO_OK) {
        status = simulate(&session, errors);
    }
    if (status == VRO_OK) {
        status = compare(manifest, &session, output, errors);
    }
    return vro_session_close(&session, status, errors);
}

// An analysis that a manifest holds.
static vro_status replay_analysis(const vro_options *options, const vro_manifest *manifest,
                                  FILE *output, vro_errors *errors) {
    const char *verb;
    const bool sensitivity = vro_json_read_text(manifest->order.analysis, "verb", &verb) &&
                             strcmp(verb, VRO_SENSITIVITY_VERB) == 0;
    const vro_status status = (sensitivity ? vro_sensitivity_replay : vro_psa_replay)(
        options, manifest, is_kept(options), errors);
    if (status == VRO_OK) {
        say_same(options, manifest, output);
    }
    return status;
}

vro_status vro_replay_perform(const vro_options *options, FILE *output, vro_errors *errors) {
    vro_manifest manifest = {0};
    vro_status status = vro_manifest_read(&manifest, options->tables[0], errors);
    if (status == VRO_OK) {
        status = (manifest.order.analysis != NULL ? replay_analysis
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
