#include "vrosim/verb/requests.h"

#include "vrosim/verb/option.h"
#include "vrosim/verb/verb.h"

#include <string.h>

vro_session_options vro_request_session(const vro_options *options, FILE *output) {
    return (vro_session_options){.out = options->out,
                                 .force = options->force,
                                 .quiet = options->quiet,
                                 .shared = options->verb->shared,
                                 .threads = (int)options->threads,
                                 .command = options->record_host ? options->command
                                                                 : options->published_command,
                                 .record_host = options->record_host,
                                 .output = output,
                                 .tables = options->tables,
                                 .table_count = options->table_count,
                                 .correlations = options->correlations,
                                 .draws = options->draws,
                                 .children = options->children,
                                 .prior = options->calibrate.prior,
                                 .resumed = options->resume};
}

vro_scenario_request vro_request_scenario(const vro_options *options) {
    const vro_verb *verb = options->verb;
    const vro_option_set out = VRO_OPTION_BIT(VRO_OPTION_OUT),
                         force = VRO_OPTION_BIT(VRO_OPTION_FORCE);
    const bool folder = verb && (verb->options & out) && !(options->refused & out),
               file = options->shard.count > 0 || options->resume;
    return (vro_scenario_request){.source = {.paths = options->tables,
                                             .path_count = options->table_count,
                                             .settings = options->settings,
                                             .setting_count = options->setting_count,
                                             .strategies = options->strategies,
                                             .reference = options->reference},
                                  .subgroups = options->subgroups,
                                  .child = options->child,
                                  .children = options->children,
                                  .folder = folder && !file ? options->out : NULL,
                                  .force = options->force || (options->refused & force)};
}

vro_analysis_request vro_request_analysis(const vro_options *options, uint64_t children) {
    const bool given = vro_option_is_given(options, VRO_OPTION_PATIENTS);
    return (vro_analysis_request){.scenario = vro_request_scenario(options),
                                  .random = options->random,
                                  .size = {.patients = given ? options->size.patients : children},
                                  .inputs = {options->correlations, options->draws}};
}

void vro_request_format(const vro_options *options, vro_specification *specification) {
    if (vro_option_is_given(options, VRO_OPTION_DECIMAL))
        specification->decimal_commas = options->decimal_commas;
    if (vro_option_is_given(options, VRO_OPTION_REPORT))
        specification->report = options->report;
}

vro_evidence_request vro_request_evidence(const vro_options *options, uint64_t children) {
    const bool given = vro_option_is_given(options, VRO_OPTION_PATIENTS);
    return (vro_evidence_request){.paths = options->tables,
                                  .path_count = options->table_count,
                                  .random = options->random,
                                  .children = given ? options->size.patients : children,
                                  .between_study = options->between_study,
                                  .prior = options->calibrate.prior};
}

vro_status vro_request_inspect_folder(const vro_options *options, vro_status status,
                                      vro_errors *errors) {
    const vro_scenario_request request = vro_request_scenario(options);
    if (status == VRO_BAD_INPUT || status == VRO_BAD_USAGE)
        vro_inspect_folder(&request, errors);
    return status;
}

char *vro_request_shard_file(const vro_options *options, vro_errors *errors) {
    const bool out = vro_option_is_given(options, VRO_OPTION_OUT);
    if (!out && !options->resume)
        return vro_shard_file(&options->shard, errors);
    char *file = strdup(out ? options->out : options->resume);
    if (!file)
        (void)vro_errors_add(errors, VRO_NO_MEMORY, NULL, "no memory for the name of a file");
    return file;
}
