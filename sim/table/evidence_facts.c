#include "vrosim/table/evidence_facts.h"

#include "vrosim/core/string_set.h"
#include "vrosim/file/json.h"
#include "vrosim/table/result_tables.h"

#include <string.h>

static void set_count(vro_named_texts *facts, const char *name, size_t count,
                      vro_language language) {
    vro_named_texts_set(facts, name, "%s", vro_report_decimals(language, (double)count, 0).text);
}

static size_t count_role(const vro_result_table *targets, const char *role) {
    const size_t column = vro_result_table_column(targets, "role");
    size_t count = 0;
    for (size_t row = 0; row < targets->rows; row++)
        count += vro_result_table_is(targets, row, column, role);
    return count;
}

// The studies that a table of figures names.
static size_t count_studies(const vro_result_table *targets, vro_named_texts *facts) {
    const size_t column = vro_result_table_column(targets, "study");
    vro_string_set studies = {0};
    size_t number;
    for (size_t row = 0; row < targets->rows; row++)
        if (vro_string_set_add(&studies, vro_result_table_text(targets, row, column), &number) !=
            VRO_OK)
            facts->failed = true;
    const size_t count = studies.count;
    vro_string_set_free(&studies);
    return count;
}

// The lines of the published figures, the first file of the evidence; NULL: none.
static const json_t *lines_of_targets(const json_t *analysis) {
    const json_t *files = json_object_get(analysis, "evidence");
    return json_object_get(json_array_get(files, 0), "lines");
}

vro_status vro_evidence_facts_set(vro_named_texts *facts, const json_t *analysis, const char *file,
                                  vro_language language, vro_errors *errors) {
    static const char NAME[] = "targets.csv";
    const json_t *lines = lines_of_targets(analysis);
    vro_result_tables tables = {0};
    vro_byte_buffer text = {0};
    vro_status status = VRO_OK;
    if (!lines)
        return VRO_OK;
    if (!vro_json_read_lines(lines, &text))
        status = vro_errors_add(errors, VRO_BAD_INPUT, &(vro_place){.file = file},
                                "its evidence is not a list of lines");
    TRY(status);
    TRY(vro_result_tables_add(&tables, NAME, (const char *)text.at, text.size, errors));
    const vro_result_table *targets = vro_result_tables_find(&tables, NAME);
    set_count(facts, "targets", targets->rows, language);
    set_count(facts, "studies", count_studies(targets, facts), language);
    set_count(facts, "fit", count_role(targets, "fit"), language);
    set_count(facts, "holdout", count_role(targets, "holdout"), language);
out:
    vro_result_tables_free(&tables);
    vro_byte_buffer_free(&text);
    return status;
}
