// Any bytes as a table of targets and as a table of studies. What is read has numbers that a figure
// can have, and an interval around it.
#include "vrosim/input/studies.h"
#include "vrosim/study/published_figure.h"

#include "fuzz.h"

#include <math.h>
#include <string.h>

static void require_figures(const vro_targets *targets) {
    for (size_t i = 0; i < targets->count; i++) {
        const vro_target *target = &targets->rows[i];
        require(target->role < VRO_TARGET_ROLES && target->likelihood < VRO_LIKELIHOODS,
                "a target has a role and a likelihood");
        require(*target->study != '\0' && *target->outcome != '\0', "a target has its names");
        const vro_published_figure figure = vro_published_figure_of(target);
        require(isfinite(figure.scaled) && figure.scaled_error > 0, "a figure has an error");
        require(figure.limits.lower <= figure.limits.upper, "limits are in order");
    }
}

static void require_targets(const char *text, size_t size) {
    vro_errors errors = {0};
    vro_targets targets = {0};
    vro_csv_reader *csv;
    require(vro_csv_reader_open_text(&csv, "targets", text, size) == VRO_OK, "memory for a reader");
    const vro_status status = vro_targets_read(&targets, csv, &errors);
    require_sentences(status, &errors);
    if (status == VRO_OK)
        require_figures(&targets);
    vro_targets_free(&targets);
    vro_csv_reader_free(csv);
    vro_errors_free(&errors);
}

static void require_studies(const char *text, size_t size) {
    vro_errors errors = {0};
    vro_studies studies = {0};
    vro_csv_reader *csv;
    require(vro_csv_reader_open_text(&csv, "studies", text, size) == VRO_OK, "memory for a reader");
    const vro_status status = vro_studies_read(&studies, csv, &errors);
    require_sentences(status, &errors);
    for (size_t i = 0; i < studies.count && status == VRO_OK; i++)
        require(studies.rows[i].table_count > 0, "a study has a table");
    vro_studies_free(&studies);
    vro_csv_reader_free(csv);
    vro_errors_free(&errors);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    require_targets((const char *)data, size);
    require_studies((const char *)data, size);
    return 0;
}
