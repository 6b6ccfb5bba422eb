#include "vrosim/verb/check_evidence.h"

#include "vrosim/verb/validate_plan.h"

#include <string.h>
#include <sys/stat.h>

// The first line of a file, cut where it is long; false for what cannot be read twice.
static bool read_header(const char *path, char *line, size_t size) {
    struct stat about;
    if (stat(path, &about) != 0 || !S_ISREG(about.st_mode))
        return false;
    FILE *file = fopen(path, "rbe");
    const bool read = file && fgets(line, (int)size, file);
    if (file)
        fclose(file);
    return read;
}

static bool is_targets(const char *header) {
    return vro_targets_are(header, strlen(header));
}

static bool is_studies(const char *header) {
    return strstr(header, "study") && strstr(header, "tables");
}

bool vro_check_is_evidence(const char *path) {
    char header[1000];
    return read_header(path, header, sizeof header) && (is_targets(header) || is_studies(header));
}

static vro_status check_targets(const char *const *paths, size_t path_count, FILE *output,
                                vro_errors *errors) {
    const vro_evidence_request request = {.paths = paths, .path_count = path_count, .children = 1};
    vro_validate_plan plan = {0};
    vro_status status = VRO_OK;
    TRY(vro_validate_plan_read(&plan, &request, &(vro_validate_questions){0}, errors));
    const vro_targets *targets = &plan.common.evidence.targets;
    fprintf(output,
            "%s: no faults. %zu figures of %zu studies: %zu to fit, %zu held out, %zu ignored\n",
            paths[0], targets->count, plan.common.evidence.studies.count,
            vro_targets_count(targets, VRO_TARGET_FIT),
            vro_targets_count(targets, VRO_TARGET_HOLDOUT),
            vro_targets_count(targets, VRO_TARGET_IGNORE));
out:
    vro_validate_plan_free(&plan);
    return status;
}

// Each study's tables are read as a scenario.
static vro_status load_studies(const vro_evidence *evidence, const vro_text_files *tables,
                               vro_errors *errors) {
    vro_status status = VRO_OK;
    for (size_t i = 0; i < evidence->studies.count && status != VRO_NO_MEMORY; i++) {
        vro_scenario scenario = {0};
        status = vro_status_worse(
            status, vro_evidence_scenario(evidence, i, tables, NULL, &scenario, errors));
        vro_scenario_free(&scenario);
    }
    return status;
}

static vro_status check_studies(const char *path, FILE *output, vro_errors *errors) {
    vro_evidence evidence;
    vro_status status = VRO_OK;
    TRY(vro_evidence_read_studies(&evidence, path, errors));
    TRY(load_studies(&evidence, &(vro_text_files){0}, errors));
    fprintf(output, "%s: no faults. %zu studies with %zu tables\n", path, evidence.studies.count,
            evidence.studies.paths.count);
out:
    vro_evidence_free(&evidence);
    return status;
}

vro_status vro_check_evidence(const char *const *paths, size_t path_count, FILE *output,
                              vro_errors *errors) {
    char header[1000];
    const bool read = read_header(paths[0], header, sizeof header);
    return read && is_targets(header) ? check_targets(paths, path_count, output, errors)
                                      : check_studies(paths[0], output, errors);
}
