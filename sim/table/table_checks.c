#define _GNU_SOURCE 1

#include "vrosim/table/table_checks.h"

#include "vrosim/core/byte_buffer.h"
#include "vrosim/outcome/course_column.h"
#include "vrosim/study/trial_psa.h"
#include "vrosim/table/run_tables.h"
#include "vrosim/table/story.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static vro_status no_memory(vro_errors *errors) {
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for a check");
}

// Appends tables [first, end) of a run to bytes.
static vro_status append_tables(const vro_trial_run *run, size_t first, size_t end,
                                vro_byte_buffer *bytes, vro_errors *errors) {
    const vro_results_view view = vro_trial_run_view(run);
    vro_status status = VRO_OK;
    FILE *stream = vro_byte_buffer_stream(bytes);
    if (!stream)
        return no_memory(errors);
    for (size_t i = first; i < end && status == VRO_OK; i++)
        status = vro_run_table_write(&view, vro_run_tables[i].file, stream, errors);
    fclose(stream);
    return status == VRO_OK && bytes->failed ? no_memory(errors) : status;
}

static vro_status digest_run(const vro_trial *trial, char digest[VRO_DIGEST_TEXT],
                             vro_errors *errors) {
    vro_trial_run run;
    vro_byte_buffer bytes = {0};
    vro_status status = VRO_OK;
    TRY(vro_trial_run_make(&run, trial, errors));
    TRY(append_tables(&run, 0, VRO_RUN_TABLES, &bytes, errors));
    vro_digest_text(bytes.at, bytes.size, digest);
out:
    vro_byte_buffer_free(&bytes);
    vro_trial_run_close(&run);
    return status;
}

static vro_status digest_psa(const vro_recorded_run *recorded, char digest[VRO_DIGEST_TEXT],
                             vro_errors *errors) {
    vro_trial_psa psa;
    vro_status status = VRO_OK;
    TRY(vro_trial_psa_make(&psa, &recorded->trial, recorded->samples, NULL, errors));
    TRY(vro_trial_psa_digest(&psa, digest, errors));
out:
    vro_trial_psa_close(&psa);
    return status;
}

vro_status vro_check_digest(vro_finding *finding, const void *context, vro_errors *errors) {
    const vro_recorded_run *recorded = context;
    char digest[VRO_DIGEST_TEXT], seen[VRO_DIGEST_TEXT + VRO_MACHINE_TEXT + 4];
    char reasons[VRO_MACHINE_TEXT];
    vro_status status = VRO_OK;
    TRY(recorded->samples > 0 ? digest_psa(recorded, digest, errors)
                              : digest_run(&recorded->trial, digest, errors));
    const vro_machine now = vro_machine_of_now();
    vro_machine_compare(&now, recorded->with, reasons);
    const bool same = strcmp(digest, recorded->digest) == 0;
    snprintf(seen, sizeof seen, "%s%s%s", digest, same ? "" : ": ", same ? "" : reasons);
    vro_finding_text(finding, recorded->digest, seen);
out:
    return status;
}

// The cell `number`, counted from 0, behind the cells that a row begins with; NAN where there is no
// such row.
static double cell_of(const char *tables, const char *beginning, size_t number) {
    const char *row = strstr(tables, beginning);
    const char *cell = row ? row + strlen(beginning) : NULL;
    for (size_t i = 0; i < number && cell; i++) {
        cell = strchr(cell, ',');
        cell = cell ? cell + 1 : NULL;
    }
    return cell ? strtod(cell, NULL) : NAN;
}

// tables: summary.csv, contrasts.csv and revision.csv, one behind the other. The printed difference
// may be rounded otherwise than the difference of what is printed, by a tenth of an error each.
static void compare_tables(vro_finding *finding, const char *tables, const vro_scenario *scenario) {
    const char *reference = scenario->strategy_names[0];
    char row[256];
    double first = 0;
    for (size_t i = 0; i < scenario->strategies; i++) {
        const char *strategy = scenario->strategy_names[i];
        snprintf(row, sizeof row, "\nverify,%s,all,revision_by_5y,mean,", strategy);
        const double summary = cell_of(tables, row, 0), se = cell_of(tables, row, 1);
        snprintf(row, sizeof row, "\nverify,%s,all,any,5,", strategy);
        vro_finding_near(finding, "revision by 5 years", summary, cell_of(tables, row, 2), 0);
        first = i == 0 ? summary : first;
        snprintf(row, sizeof row, "\nverify,%s,%s,all,revision_by_5y,risk_difference,", strategy,
                 reference);
        if (i > 0)
            vro_finding_near(finding, "risk difference by 5 years", summary - first,
                             cell_of(tables, row, 0), 0.2 * se);
    }
}

vro_status vro_check_tables_agree(vro_finding *finding, const void *context, vro_errors *errors) {
    const vro_trial trial = {.random = {.seed = 1, .stream = 0}, .children = 20000};
    vro_trial_run run;
    vro_byte_buffer bytes = {0};
    char *text = NULL;
    vro_status status = VRO_OK;
    (void)context;
    TRY(vro_trial_run_make(&run, &trial, errors));
    TRY(append_tables(&run, 0, 4, &bytes, errors));
    text = vro_byte_buffer_release_text(&bytes);
    TRY(text ? VRO_OK : no_memory(errors));
    compare_tables(finding, text, &run.scenario);
out:
    free(text);
    vro_byte_buffer_free(&bytes);
    vro_trial_run_close(&run);
    return status;
}

// The numbers of a row side by side, and half of the last digit that the story tells.
typedef struct told_column {
    const char *name; // in courses.csv
    double half;
} told_column;

static const told_column told[] = {{"operations", 0},     {"weeks_not_standing", 0.05},
                                   {"spica_weeks", 0.05}, {"lld_mm", 0.05},
                                   {"width_mm", 0.05},    {"nsa_deg", 0.5},
                                   {"migration_pct", 0.5}};

// Where the numbers of a row begin: behind the strategy and the first revision.
enum { TOLD_COLUMNS = sizeof told / sizeof *told, TOLD_AT = 42 };

static vro_status compare_row(vro_finding *finding, const char *story, const vro_scenario *scenario,
                              const vro_record *course, vro_errors *errors) {
    char beginning[64], what[VRO_FINDING_TEXT];
    vro_status status = VRO_OK;
    snprintf(beginning, sizeof beginning, "\n  %-18s ", scenario->strategy_names[course->strategy]);
    const char *row = strcasestr(story, "\nSide by side");
    row = row ? strstr(row, beginning) : NULL;
    char *at = row && strlen(row) > TOLD_AT ? (char *)row + TOLD_AT + 1 : "";
    for (size_t i = 0; i < TOLD_COLUMNS; i++) {
        size_t column;
        TRY(vro_course_column_find(scenario, told[i].name, &column, errors));
        const char *before = at;
        const double seen = strtod(before, &at);
        snprintf(what, sizeof what, "%s of child %d, %s", told[i].name, (int)course->patient,
                 scenario->strategy_names[course->strategy]);
        vro_finding_near(finding, what, vro_course_column_value(column, course),
                         at == before ? NAN : seen, told[i].half * 1.001);
    }
out:
    return status;
}

// The records of a block are all that is wanted.
static void ignore(void *self, size_t strategy, size_t level, const vro_results *results,
                   const vro_results *reference) {
    (void)self;
    (void)strategy;
    (void)level;
    (void)results;
    (void)reference;
}

static vro_status compare_story(vro_finding *finding, const vro_trial_run *run,
                                vro_random_source random, const vro_record *courses,
                                vro_errors *errors) {
    const vro_story_options options = {VRO_STORY_ALL_STRATEGIES, random, VRO_ENGLISH};
    vro_byte_buffer bytes = {0};
    char *text = NULL;
    vro_status status = VRO_OK;
    FILE *stream = vro_byte_buffer_stream(&bytes);
    TRY(stream ? VRO_OK : no_memory(errors));
    status = vro_story_write(stream, &run->scenario, &options, courses->patient, errors);
    fclose(stream);
    text = vro_byte_buffer_release_text(&bytes);
    TRY(status == VRO_OK && !text ? no_memory(errors) : status);
    for (size_t i = 0; i < run->scenario.strategies; i++)
        TRY(compare_row(finding, text, &run->scenario, &courses[i], errors));
out:
    free(text);
    vro_byte_buffer_free(&bytes);
    return status;
}

vro_status vro_check_story(vro_finding *finding, const void *context, vro_errors *errors) {
    enum { CHILDREN = 5 };
    const vro_trial trial = {.random = {.seed = 1, .stream = 0}, .children = CHILDREN};
    vro_trial_run run;
    vro_block *block = NULL;
    vro_record *courses = NULL;
    vro_status status = VRO_OK;
    (void)context;
    TRY(vro_trial_run_open(&run, &trial, errors));
    block = vro_block_new(&run.model, trial.random);
    courses = malloc(CHILDREN * run.scenario.strategies * sizeof *courses);
    TRY(block && courses ? VRO_OK : no_memory(errors));
    vro_block_run(block, 0, CHILDREN,
                  &(vro_sink){.take = ignore, .records = courses, .recorded = CHILDREN});
    for (size_t i = 0; i < CHILDREN; i++)
        TRY(compare_story(finding, &run, trial.random, &courses[i * run.scenario.strategies],
                          errors));
out:
    free(courses);
    free(block);
    vro_trial_run_close(&run);
    return status;
}
