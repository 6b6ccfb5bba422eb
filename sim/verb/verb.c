#include "vrosim/verb/verb.h"

#include "vrosim/verb/check.h"
#include "vrosim/verb/columns.h"
#include "vrosim/verb/explain.h"
#include "vrosim/verb/load_scenario.h"
#include "vrosim/verb/merge.h"
#include "vrosim/verb/parameters.h"
#include "vrosim/verb/psa.h"
#include "vrosim/verb/replay.h"
#include "vrosim/verb/run.h"
#include "vrosim/verb/sensitivity.h"

#include <stdint.h>
#include <string.h>

#define OPTION(name) (1u << VRO_OPTION_##name)

static vro_status explain(const vro_options *options, FILE *output, vro_errors *errors) {
    vro_scenario scenario = {0};
    vro_status status = vro_load_scenario(options, &scenario, errors);
    if (status == VRO_OK)
        status = vro_explain_print(&scenario, &options->plan, options->patient, output, errors);
    vro_scenario_free(&scenario);
    return status;
}

static const vro_verb table[] = {
    {
        .name = "run",
        .arguments = " [TABLE...]",
        .summary = "simulate children under every strategy and write the results",
        .description = "Simulate children under every strategy of the scenario, print a summary "
                       "and write the results as CSV files. The scenario is the built-in default, "
                       "changed by each TABLE in turn.",
        .options = OPTION(PATIENTS) | OPTION(SEED) | OPTION(STREAM) | OPTION(THREADS) |
                   OPTION(OUT) | OPTION(FORCE) | OPTION(STRATEGIES) | OPTION(SUBGROUPS) |
                   OPTION(COURSES) | OPTION(QUIET) | OPTION(CHECKPOINT) | OPTION(EVERY) |
                   OPTION(RESUME) | OPTION(SHARD) | OPTION(TARGET_SE),
        .file = "table",
        .most_tables = SIZE_MAX,
        .shared = true,
        .perform = vro_run_perform,
        .inspect = vro_load_inspect,
    },
    {
        .name = "psa",
        .arguments = " [TABLE...]",
        .summary = "repeat a run with parameters drawn from what is known of them",
        .description = "Draw every parameter that has a standard error (column se) again and "
                       "again, simulate the same children with each sample (10000 unless "
                       "--patients says otherwise), and write how far the results spread: what is "
                       "not known of the parameters, and apart from it the noise of the "
                       "simulation; then what follows for a decision, and what it would be "
                       "worth to know more.",
        .options = OPTION(SAMPLES) | OPTION(PATIENTS) | OPTION(SEED) | OPTION(STREAM) |
                   OPTION(THREADS) | OPTION(OUT) | OPTION(FORCE) | OPTION(STRATEGIES) |
                   OPTION(QUIET) | OPTION(SUBGROUPS) | OPTION(CORRELATIONS) | OPTION(EFFECT) |
                   OPTION(THRESHOLDS) | OPTION(GROUPS) | OPTION(SHARD),
        .file = "table",
        .most_tables = SIZE_MAX,
        .shared = true,
        .perform = vro_psa_perform,
        .inspect = vro_psa_inspect,
    },
    {
        .name = "sensitivity",
        .arguments = " [TABLE...]",
        .summary = "move parameters one or two at a time and see what changes",
        .description = "Simulate the same children (100000 unless --patients says otherwise) with "
                       "one parameter after the other at the low and at the high end of its range, "
                       "and write what changes, the greatest swing first. On request also over a "
                       "grid of two parameters, and with a search for the value at which two "
                       "strategies change places.",
        .options = OPTION(RANGE) | OPTION(GRID) | OPTION(THRESHOLD) | OPTION(OUTCOME) |
                   OPTION(BETWEEN) | OPTION(SUBGROUPS) | OPTION(PATIENTS) | OPTION(SEED) |
                   OPTION(STREAM) | OPTION(THREADS) | OPTION(OUT) | OPTION(FORCE) |
                   OPTION(STRATEGIES) | OPTION(QUIET),
        .file = "table",
        .most_tables = SIZE_MAX,
        .perform = vro_sensitivity_perform,
        .inspect = vro_sensitivity_inspect,
    },
    {
        .name = "merge",
        .arguments = " TALLY...",
        .summary = "write the results of a run or psa that was done in shards",
        .description = "Put together the files that vrosim run --shard or vrosim psa --shard has "
                       "written, all of them, and write the results: the same as those of one run "
                       "or of one analysis.",
        .options = OPTION(THREADS) | OPTION(OUT) | OPTION(FORCE) | OPTION(QUIET),
        .file = "tally file",
        .least_tables = 1,
        .most_tables = SIZE_MAX,
        .perform = vro_merge_perform,
        .inspect = vro_merge_inspect,
    },
    {
        .name = "replay",
        .arguments = " MANIFEST",
        .summary = "run again what a manifest.json holds and compare the files",
        .description = "Run again what the manifest.json of earlier results holds, which needs no "
                       "other file, and compare the digests of all files that it names. With --out "
                       "the files made again are kept.",
        .options = OPTION(THREADS) | OPTION(OUT) | OPTION(FORCE) | OPTION(QUIET),
        .file = "manifest",
        .least_tables = 1,
        .most_tables = 1,
        .perform = vro_replay_perform,
        .inspect = vro_replay_inspect,
    },
    {
        .name = "check",
        .arguments = " TABLE...",
        .summary = "read scenario tables and say what is wrong with them",
        .description = "Read the built-in default and each TABLE in turn, and name every fault "
                       "with its file, line and column. Nothing is simulated or written.",
        .file = "table",
        .least_tables = 1,
        .most_tables = SIZE_MAX,
        .perform = vro_check_perform,
        .inspect = vro_load_inspect,
    },
    {
        .name = "parameters",
        .arguments = "",
        .summary = "list the parameters that a scenario table can set",
        .description = "List every parameter that a scenario table can set, with its unit, the "
                       "distributions that it takes and the range of its numbers.",
        .options = OPTION(CSV),
        .perform = vro_parameters_perform,
    },
    {
        .name = "columns",
        .arguments = "",
        .summary = "list the columns of all result files",
        .description = "List every column of every file of results, with its unit and what it "
                       "means.",
        .options = OPTION(CSV),
        .perform = vro_result_columns_perform,
    },
    {
        .name = "explain",
        .arguments = " --patient=P [TABLE...]",
        .summary = "tell the course of one child in words",
        .description = "Tell in words what happens to one child under each strategy: anatomy, "
                       "operation, healing, events and the end. It is the child that a run with "
                       "the same seed and stream has at that place.",
        .options = OPTION(PATIENT) | OPTION(STRATEGY) | OPTION(SEED) | OPTION(STREAM),
        .file = "table",
        .most_tables = SIZE_MAX,
        .perform = explain,
        .inspect = vro_load_inspect,
    },
};

const vro_verb *vro_verb_table(size_t *count) {
    *count = sizeof table / sizeof table[0];
    return table;
}

const vro_verb *vro_verb_find(const vro_verb *verbs, size_t count, const char *name) {
    for (size_t i = 0; i < count; i++)
        if (strcmp(verbs[i].name, name) == 0)
            return &verbs[i];
    return NULL;
}
