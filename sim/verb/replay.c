#include "vrosim/verb/replay.h"

#include "vrosim/file/json.h"
#include "vrosim/table/manifest.h"
#include "vrosim/verb/calibrate.h"
#include "vrosim/verb/calibrate_plan.h"
#include "vrosim/verb/option.h"
#include "vrosim/verb/psa.h"
#include "vrosim/verb/psa_plan.h"
#include "vrosim/verb/requests.h"
#include "vrosim/verb/run_study.h"
#include "vrosim/verb/sensitivity.h"
#include "vrosim/verb/sensitivity_plan.h"
#include "vrosim/verb/validate.h"
#include "vrosim/verb/validate_plan.h"

#include <string.h>

static vro_status replay_run(const vro_session_options *options, const vro_manifest *manifest,
                             vro_errors *errors) {
    vro_run_study run = {0};
    return vro_session_replay(options, vro_run_study_steps(), &run, manifest, errors);
}

// How a study is done again: a run, or the analysis that the manifest names as its verb.
typedef struct replayer {
    const char *verb; // NULL: a run
    vro_status (*replay)(const vro_session_options *options, const vro_manifest *manifest,
                         vro_errors *errors);
} replayer;

// NULL if this version does not know the analysis.
static const replayer *find_replayer(const json_t *analysis) {
    static const replayer run = {NULL, replay_run};
    static const replayer analyses[] = {
        {VRO_PSA_VERB, vro_psa_replay},
        {VRO_SENSITIVITY_VERB, vro_sensitivity_replay},
        {VRO_VALIDATE_VERB, vro_validate_replay},
        {VRO_CALIBRATE_VERB, vro_calibrate_replay},
    };
    const char *verb;
    if (!analysis)
        return &run;
    if (!vro_json_read_text(analysis, "verb", &verb))
        return NULL;
    for (size_t i = 0; i < sizeof analyses / sizeof *analyses; i++)
        if (strcmp(analyses[i].verb, verb) == 0)
            return &analyses[i];
    return NULL;
}

vro_status vro_replay_perform(const vro_options *options, FILE *output, vro_errors *errors) {
    vro_session_options session = vro_request_session(options, output);
    vro_manifest manifest = {0};
    vro_status status = VRO_OK;
    if (!vro_option_is_given(options, VRO_OPTION_OUT))
        session.out = NULL;
    TRY(vro_manifest_read(&manifest, options->tables[0], errors));
    const replayer *found = find_replayer(manifest.specification.analysis);
    status = found ? found->replay(&session, &manifest, errors)
                   : vro_errors_add(errors, VRO_BAD_INPUT, NULL,
                                    "this version cannot repeat the manifest's analysis");
out:
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
