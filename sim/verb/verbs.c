#include "vrosim/verb/verbs.h"

#include "vrosim/verb/calibrate.h"
#include "vrosim/verb/check.h"
#include "vrosim/verb/checklist.h"
#include "vrosim/verb/columns.h"
#include "vrosim/verb/completion.h"
#include "vrosim/verb/describe.h"
#include "vrosim/verb/explain.h"
#include "vrosim/verb/merge.h"
#include "vrosim/verb/option.h"
#include "vrosim/verb/page.h"
#include "vrosim/verb/parameters.h"
#include "vrosim/verb/psa.h"
#include "vrosim/verb/replay.h"
#include "vrosim/verb/report.h"
#include "vrosim/verb/requests.h"
#include "vrosim/verb/run.h"
#include "vrosim/verb/sensitivity.h"
#include "vrosim/verb/validate.h"
#include "vrosim/verb/verify.h"

#include <stdint.h>
#include <string.h>

#define OPTION(name) VRO_OPTION_BIT(VRO_OPTION_##name)

static void inspect(const vro_options *options, vro_errors *errors) {
    const vro_scenario_request request = vro_request_scenario(options);
    vro_inspect_scenario(&request, errors);
}

static vro_status complete(const vro_options *options, FILE *output, vro_errors *errors);

static const vro_verb table[] = {
    {
        .name = "run",
        .arguments = " [TABLE...]",
        .summary = "simulate children under every strategy and write the results",
        .description = "Simulate children under every strategy of the scenario, print a summary "
                       "and write the results as CSV files. The scenario is the built-in default, "
                       "changed by each TABLE in turn.",
        .options = OPTION(SET) | OPTION(CHILD) | OPTION(CHILDREN) | OPTION(PATIENTS) |
                   OPTION(SEED) | OPTION(STREAM) | OPTION(SAMPLING) | OPTION(THREADS) |
                   OPTION(OUT) | OPTION(FORCE) | OPTION(RECORD_HOST) | OPTION(DECIMAL) |
                   OPTION(REPORT) | OPTION(STRATEGIES) | OPTION(REFERENCE) | OPTION(SUBGROUPS) |
                   OPTION(COURSES) | OPTION(QUIET) | OPTION(CHECKPOINT) | OPTION(EVERY) |
                   OPTION(RESUME) | OPTION(SHARD) | OPTION(TARGET_SE),
        .file = "table",
        .most_tables = SIZE_MAX,
        .shared = true,
        .perform = vro_run_perform,
        .inspect = inspect,
    },
    {
        .name = "psa",
        .arguments = " [TABLE...]",
        .summary = "probabilistic sensitivity analysis: runs with sampled parameters",
        .description = "Probabilistic sensitivity analysis: sample every parameter that has a "
                       "standard error (column se), simulate the same children (10000, or "
                       "--patients) with each sample, and write uncertainty intervals that "
                       "separate parameter uncertainty from Monte Carlo error. Then analyse the "
                       "decision: the probability that each strategy is best, and the value of "
                       "more information.",
        .options = OPTION(SET) | OPTION(CHILD) | OPTION(CHILDREN) | OPTION(SAMPLES) |
                   OPTION(PATIENTS) | OPTION(SEED) | OPTION(STREAM) | OPTION(SAMPLING) |
                   OPTION(THREADS) | OPTION(OUT) | OPTION(FORCE) | OPTION(RECORD_HOST) |
                   OPTION(DECIMAL) | OPTION(REPORT) | OPTION(STRATEGIES) | OPTION(REFERENCE) |
                   OPTION(QUIET) | OPTION(SUBGROUPS) | OPTION(CORRELATIONS) | OPTION(DRAWS) |
                   OPTION(EFFECT) | OPTION(THRESHOLDS) | OPTION(GROUPS) | OPTION(STUDY) |
                   OPTION(SHARD),
        .lacks = {OPTION(CHECKPOINT) | OPTION(EVERY) | OPTION(RESUME),
                  "a psa has no checkpoints; divide it into shards (--shard)"},
        .file = "table",
        .most_tables = SIZE_MAX,
        .shared = true,
        .perform = vro_psa_perform,
        .inspect = vro_psa_inspect,
    },
    {
        .name = "sensitivity",
        .arguments = " [TABLE...]",
        .summary = "vary parameters one or two at a time and show what changes",
        .description = "Set one parameter after the other to the low and to the high end of its "
                       "range, simulate the same children (100000, or --patients) at each end, and "
                       "write how far the results move, the greatest swing first. --grid varies "
                       "two parameters together; --threshold searches for the value at which two "
                       "strategies are equally good.",
        .options = OPTION(SET) | OPTION(CHILD) | OPTION(CHILDREN) | OPTION(RANGE) | OPTION(GRID) |
                   OPTION(THRESHOLD) | OPTION(OUTCOME) | OPTION(BETWEEN) | OPTION(SUBGROUPS) |
                   OPTION(PATIENTS) | OPTION(SEED) | OPTION(STREAM) | OPTION(SAMPLING) |
                   OPTION(THREADS) | OPTION(OUT) | OPTION(FORCE) | OPTION(RECORD_HOST) |
                   OPTION(DECIMAL) | OPTION(REPORT) | OPTION(STRATEGIES) | OPTION(REFERENCE) |
                   OPTION(QUIET),
        .file = "table",
        .most_tables = SIZE_MAX,
        .perform = vro_sensitivity_perform,
        .inspect = vro_sensitivity_inspect,
    },
    {
        .name = "validate",
        .arguments = " [TARGETS] [TABLE...]",
        .summary = "hold the model against published figures",
        .description = "Simulate the children of every study of TARGETS (default: the evidence "
                       "that the program holds) as its tables describe them, and show each "
                       "published figure beside the model's, with the interval in which 95 % of "
                       "such studies would find it. The studies stand in studies.csv beside "
                       "TARGETS; each TABLE changes the default before the tables of the studies "
                       "do.",
        .options = OPTION(DRAWS) | OPTION(SAMPLES) | OPTION(PATIENTS) | OPTION(BETWEEN_STUDY) |
                   OPTION(SEED) | OPTION(STREAM) | OPTION(SAMPLING) | OPTION(THREADS) |
                   OPTION(OUT) | OPTION(FORCE) | OPTION(RECORD_HOST) | OPTION(DECIMAL) |
                   OPTION(REPORT) | OPTION(QUIET),
        .file = "table",
        .most_tables = SIZE_MAX,
        .shared = true,
        .perform = vro_validate_perform,
        .inspect = vro_validate_inspect,
    },
    {
        .name = "calibrate",
        .arguments = " [TARGETS] [TABLE...]",
        .summary = "fit parameters to published figures",
        .description = "Fit parameters to the figures of TARGETS (default: the evidence that the "
                       "program holds) whose role is fit: search the most likely values, given the "
                       "prior and the errors of the figures, then sample what else they may be. "
                       "Writes samples of the posterior, prior and posterior of each parameter, "
                       "the fit, which studies pull against the others, and calibrated.csv, a "
                       "table for run and psa.",
        .options = OPTION(PRIOR) | OPTION(PARAMETERS) | OPTION(ROWS) | OPTION(POINTS) |
                   OPTION(BETWEEN_STUDY) | OPTION(PATIENTS) | OPTION(SEED) | OPTION(STREAM) |
                   OPTION(SAMPLING) | OPTION(THREADS) | OPTION(OUT) | OPTION(FORCE) |
                   OPTION(RECORD_HOST) | OPTION(DECIMAL) | OPTION(QUIET) | OPTION(CHECKPOINT) |
                   OPTION(EVERY) | OPTION(RESUME),
        .lacks = {OPTION(SHARD),
                  "where a fit goes next depends on all points before; keep it with --checkpoint, "
                  "or share it among the ranks of an MPI job"},
        .file = "table",
        .most_tables = SIZE_MAX,
        .shared = true,
        .perform = vro_calibrate_perform,
        .inspect = vro_calibrate_inspect,
    },
    {
        .name = "merge",
        .arguments = " TALLY...",
        .summary = "write the results of a run or psa that was done in shards",
        .description = "Merge all shards that vrosim run --shard or vrosim psa --shard has "
                       "written for one run or analysis, and write the results. They are the same "
                       "as without shards.",
        .options = OPTION(THREADS) | OPTION(OUT) | OPTION(FORCE) | OPTION(RECORD_HOST) |
                   OPTION(DECIMAL) | OPTION(REPORT) | OPTION(QUIET),
        .file = "tally file",
        .least_tables = 1,
        .most_tables = SIZE_MAX,
        .perform = vro_merge_perform,
        .inspect = vro_merge_inspect,
    },
    {
        .name = "replay",
        .arguments = " MANIFEST",
        .summary = "repeat the run of a manifest.json and compare its files",
        .description = "Repeat the run or analysis that a manifest.json describes, without any "
                       "other file, and compare the digests of all result files. The new files are "
                       "kept only with --out.",
        .options =
            OPTION(THREADS) | OPTION(OUT) | OPTION(FORCE) | OPTION(RECORD_HOST) | OPTION(QUIET),
        .file = "manifest",
        .least_tables = 1,
        .most_tables = 1,
        .perform = vro_replay_perform,
        .inspect = vro_replay_inspect,
    },
    {
        .name = "report",
        .arguments = " DIR",
        .summary = "draw figures of results, and write one page with all of them",
        .description = "Read the files of results in the folder DIR, which run, psa, sensitivity, "
                       "validate, calibrate or merge wrote, draw what they hold, and write "
                       "figures/*.svg and report.html: the finding, each figure with its numbers "
                       "and its error, methods, parameters with sources, limits. The page needs "
                       "no network and no script. DIR stays as it is.",
        .options = OPTION(OUT) | OPTION(FORCE) | OPTION(COMPARE) | OPTION(FIGURES) | OPTION(WIDTH) |
                   OPTION(LANGUAGE) | OPTION(QUIET),
        .file = "folder",
        .least_tables = 1,
        .most_tables = 1,
        .perform = vro_report_perform,
        .inspect = vro_report_inspect,
    },
    {
        .name = "page",
        .arguments = " [TABLE...]",
        .summary = "write the page that runs the engine in a browser",
        .description = "Write the page that runs the same engine in a browser, one file without "
                       "installation or network, with a scenario built in: it starts with the "
                       "built-in default, changed by each TABLE in turn, and tells the command "
                       "that repeats its numbers here. A program that was built with the page "
                       "(make page) carries it.",
        .options = OPTION(SET) | OPTION(OUT) | OPTION(FORCE) | OPTION(QUIET),
        .file = "table",
        .most_tables = SIZE_MAX,
        .perform = vro_page_perform,
        .inspect = vro_page_inspect,
    },
    {
        .name = "check",
        .arguments = " TABLE...",
        .summary = "report every fault of scenario tables, and what they change",
        .description = "Read the built-in default and each TABLE in turn, or a list of children, "
                       "and report every fault with its file, line and column. Without faults, "
                       "tell what each TABLE changes, which rows have no effect, and which values "
                       "may be a slip. Nothing is simulated or written.",
        .options = OPTION(SET) | OPTION(CHILD) | OPTION(CHILDREN),
        .file = "table",
        .least_tables = 1,
        .most_tables = SIZE_MAX,
        .perform = vro_check_perform,
        .inspect = inspect,
    },
    {
        .name = "parameters",
        .arguments = " [WORD...]",
        .summary = "list the parameters that a scenario table can set",
        .description = "List every parameter that a scenario table can set, with its meaning, "
                       "unit, range and distributions; with words such as healing, only those "
                       "that have to do with all of them.",
        .options = OPTION(CSV) | OPTION(DECIMAL),
        .file = "word",
        .most_tables = SIZE_MAX,
        .perform = vro_parameters_perform,
    },
    {
        .name = "columns",
        .arguments = "",
        .summary = "list the columns of all result files, and the outcomes",
        .description = "List every column of every result file, and every outcome, with unit and "
                       "meaning. docs/results.md says more.",
        .options = OPTION(CSV) | OPTION(DECIMAL),
        .perform = vro_result_columns_perform,
    },
    {
        .name = "explain",
        .arguments = " --patient=P|--where=LIST [TABLE...]",
        .summary = "tell the course of one child in words",
        .description = "Tell in words what happens to one child under each strategy: anatomy, "
                       "operation, healing, events and the end of follow-up. Child P is the same "
                       "as in a run with the same tables, seed, stream, --sampling and --patients "
                       "(Sobol points are the same in all runs of 131072 children or more, and "
                       "others in all smaller ones). With --where, find "
                       "children to tell: the first whose course meets every condition of LIST, "
                       "under any one strategy. With --child or --children alone, tell child 0.",
        .options = OPTION(SET) | OPTION(CHILD) | OPTION(CHILDREN) | OPTION(PATIENT) |
                   OPTION(WHERE) | OPTION(NUMBER) | OPTION(PATIENTS) | OPTION(STRATEGY) |
                   OPTION(SEED) | OPTION(STREAM) | OPTION(SAMPLING) | OPTION(LANGUAGE),
        .file = "table",
        .most_tables = SIZE_MAX,
        .perform = vro_explain_perform,
        .inspect = vro_explain_inspect,
    },
    {
        .name = "describe",
        .arguments = " DIR",
        .summary = "methods of results in words, and tables for a supplement",
        .description = "Read the results of run, psa, sensitivity, validate or calibrate in the "
                       "folder DIR, and write Markdown: the methods in plain sentences, the "
                       "parameters with their sources, the main results. With --out FOLDER, write "
                       "describe.md and each table as supplement_NAME.csv.",
        .options = OPTION(OUT) | OPTION(LANGUAGE),
        .file = "folder of results",
        .least_tables = 1,
        .most_tables = 1,
        .perform = vro_describe_perform,
    },
    {
        .name = "checklist",
        .arguments = " FORM DIR [DIR...]",
        .summary = "fill in a reporting checklist (CHEERS, STRESS, ...) from results",
        .description = "Answer the items of FORM (cheers, stress, ispor7, advishe, trace or pipo) "
                       "as far as the results in the folder DIR allow, and write "
                       "checklist_FORM.csv and checklist_FORM.html to the current folder or that "
                       "of --out. An item is filled, a draft with a gap, yours, or not "
                       "applicable. Further folders, such as those of validate, sensitivity and "
                       "verify, give evidence that the first one lacks.",
        .options = OPTION(ANSWERS) | OPTION(OUT),
        .file = "form and folder of results",
        .least_tables = 2,
        .most_tables = SIZE_MAX,
        .perform = vro_checklist_perform,
    },
    {
        .name = "verify",
        .arguments = "",
        .summary = "check that this installed program computes as it should",
        .description = "Check the program itself, on this machine and in a few seconds: recorded "
                       "digests, the same results for any threads and shards, closed forms, "
                       "extremes, directions, tables that agree, a story that is its course. With "
                       "--full also the errors that it prints, over 1,000 seeds, in some minutes. "
                       "Ends with a line for the supplement of a paper.",
        .options = OPTION(FULL) | OPTION(OUT) | OPTION(DECIMAL) | OPTION(QUIET),
        .perform = vro_verify_perform,
    },
    {
        .name = "completion",
        .arguments = " SHELL",
        .summary = "write what completes this command line in a shell",
        .description = "Write the script with which SHELL (bash, zsh or fish) completes verbs, "
                       "options and their arguments: eval \"$(vrosim completion bash)\". "
                       "Installed, they are in place.",
        .file = "shell",
        .least_tables = 1,
        .most_tables = 1,
        .perform = complete,
    },
};

// Of all verbs, itself among them.
static vro_status complete(const vro_options *options, FILE *output, vro_errors *errors) {
    return vro_completion_write(options->tables[0], table, sizeof table / sizeof table[0], output,
                                errors);
}

const vro_verb *vro_verbs(size_t *count) {
    *count = sizeof table / sizeof table[0];
    return table;
}
