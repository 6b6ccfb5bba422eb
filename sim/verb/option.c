#include "vrosim/verb/option.h"

#include "vrosim/core/text.h"
#include "vrosim/core/whole_number.h"
#include "vrosim/outcome/trade_off.h"
#include "vrosim/study/ensemble.h"
#include "vrosim/verb/options.h"

#include <inttypes.h>
#include <string.h>

static vro_status take_switch(const vro_option *row, vro_options *options, const char *text,
                              vro_errors *errors) {
    (void)text;
    (void)errors;
    memcpy((char *)options + row->field, &(bool){true}, sizeof(bool));
    return VRO_OK;
}

static vro_status take_count(const vro_option *row, vro_options *options, const char *text,
                             vro_errors *errors) {
    uint64_t count = 0;
    vro_whole_number_fault fault = vro_whole_number_read(text, &count);
    if (fault == VRO_WHOLE_NUMBER_FINE && count >= row->lower && count <= row->upper) {
        memcpy((char *)options + row->field, &count, sizeof count);
        return VRO_OK;
    }
    vro_excerpt shown = vro_text_excerpt(text);
    if (fault == VRO_WHOLE_NUMBER_UNREADABLE) {
        return vro_errors_add(
            errors, VRO_BAD_USAGE, NULL,
            "--%s: \"%s\" is not a number; write it like 250000, 2e6, 500k, 2M or 1G", row->name,
            shown.text);
    }
    if (fault == VRO_WHOLE_NUMBER_NOT_WHOLE) {
        return vro_errors_add(errors, VRO_BAD_USAGE, NULL, "--%s: %s is not a whole number",
                              row->name, shown.text);
    }
    return vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                          "--%s: %s is out of range; %" PRIu64 " to %" PRIu64 " is allowed",
                          row->name, shown.text, row->lower, row->upper);
}

static vro_status take_text(const vro_option *row, vro_options *options, const char *text,
                            vro_errors *errors) {
    if (*text == '\0') {
        return vro_errors_add(errors, VRO_BAD_USAGE, NULL, "--%s: the value is empty; %s is wanted",
                              row->name, row->argument);
    }
    memcpy((char *)options + row->field, &text, sizeof text);
    return VRO_OK;
}

static vro_status take_shard(const vro_option *row, vro_options *options, const char *text,
                             vro_errors *errors) {
    vro_shard shard;
    if (!vro_shard_read(&shard, text)) {
        return vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                              "--%s: \"%s\" is no shard; write it like 2/8, at most %d in all",
                              row->name, vro_text_excerpt(text).text, VRO_SHARDS_MAX);
    }
    memcpy((char *)options + row->field, &shard, sizeof shard);
    return VRO_OK;
}

static vro_status take_target(const vro_option *row, vro_options *options, const char *text,
                              vro_errors *errors) {
    vro_precision_target target;
    const vro_status status = vro_precision_target_read(&target, text, errors);
    memcpy((char *)options + row->field, &target, sizeof target);
    return status;
}

static vro_status take_subgroups(const vro_option *row, vro_options *options, const char *text,
                                 vro_errors *errors) {
    return vro_subgroups_read((vro_subgroups *)((char *)options + row->field), text, errors);
}

static vro_status take_effect(const vro_option *row, vro_options *options, const char *text,
                              vro_errors *errors) {
    vro_outcome_id outcome;
    if (!vro_outcome_find(text, &outcome)) {
        return vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                              "--%s: outcome '%s' is unknown; the nearest is '%s'", row->name,
                              vro_text_excerpt(text).text, vro_outcome_nearest(text));
    }
    if (vro_outcome_row(outcome)->better == VRO_NEITHER) {
        return vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                              "--%s: neither more nor less of '%s' is better", row->name, text);
    }
    memcpy((char *)options + row->field, &outcome, sizeof outcome);
    return VRO_OK;
}

// The text is kept: what is read here is only whether it can be.
static vro_status take_thresholds(const vro_option *row, vro_options *options, const char *text,
                                  vro_errors *errors) {
    vro_number_list thresholds;
    const char *fault = vro_trade_off_thresholds(0, text, &thresholds);
    if (fault) {
        return vro_errors_add(errors, VRO_BAD_USAGE, NULL, "--%s: '%s': %s", row->name,
                              vro_text_excerpt(text).text, fault);
    }
    memcpy((char *)options + row->field, &text, sizeof text);
    return VRO_OK;
}

#define FIELD(name) offsetof(vro_options, name)

static const vro_option table[VRO_OPTIONS] = {
    [VRO_OPTION_PATIENTS] = {"patients", "N", take_count, FIELD(plan.patients), 1, VRO_PATIENTS_MAX,
                             "Simulate N children (default 1000000, of psa 10000, of sensitivity "
                             "100000); 2e6, 500k, 2M and 1G are understood"},
    [VRO_OPTION_SEED] = {"seed", "S", take_count, FIELD(plan.seed), 0, UINT64_MAX,
                         "Seed of the random numbers (default 1)"},
    [VRO_OPTION_STREAM] = {"stream", "N", take_count, FIELD(plan.stream), 0, INT64_MAX,
                           "Sequence of random numbers, independent of the others (default 0)"},
    [VRO_OPTION_THREADS] =
        {"threads", "T", take_count, FIELD(threads), 1, 1024,
         "Compute on T threads (default: one for each core); the results do not depend on it"},
    [VRO_OPTION_OUT] = {"out", "DIR", take_text, FIELD(out), 0, 0,
                        "Write the results to the folder DIR (default results)"},
    [VRO_OPTION_FORCE] =
        {"force", NULL, take_switch, FIELD(force), 0, 0,
         "Replace DIR even where it holds something else than an earlier run, and FILE even "
         "where its run is not finished"},
    [VRO_OPTION_STRATEGIES] = {"strategies", "A,B", take_text, FIELD(strategies), 0, 0,
                               "Keep only these; the first of them in the tables is the reference"},
    [VRO_OPTION_COURSES] =
        {"courses", "N", take_count, FIELD(plan.courses), 0, VRO_PATIENTS_MAX,
         "Also write the courses of the first N children to courses.csv (default 0)"},
    [VRO_OPTION_SUBGROUPS] =
        {"subgroups", "LIST", take_subgroups, FIELD(subgroups), 0, 0,
         "Divide the results by age (years), bilateral surgery or not, and migration before "
         "surgery (percent) too: any of age,bilateral,migration, with other cuts than the usual "
         "ones as in age=5/8/12,migration=40"},
    [VRO_OPTION_QUIET] = {"quiet", NULL, take_switch, FIELD(quiet), 0, 0,
                          "Print neither the summary nor the progress"},
    [VRO_OPTION_CHECKPOINT] = {"checkpoint", "FILE", take_text, FIELD(checkpoint_path), 0, 0,
                               "Keep what is done in FILE, so that --resume can go on from it"},
    [VRO_OPTION_EVERY] = {"every", "SECONDS", take_count, FIELD(every), 0, 1000000,
                          "Seconds from one checkpoint to the next (default 60); 0: as soon as "
                          "there is anything new"},
    [VRO_OPTION_RESUME] =
        {"resume", "FILE", take_text, FIELD(resume), 0, 0,
         "Go on with the run that FILE is of, and keep FILE up to date; tables and numbers are in "
         "it"},
    [VRO_OPTION_SHARD] = {"shard", "I/N", take_shard, FIELD(shard), 0, 0,
                          "Do only part I of N, and write what comes of it to "
                          "shard-I-of-N.tally (or to --out FILE) for vrosim merge"},
    [VRO_OPTION_TARGET_SE] =
        {"target-se", "OUTCOME=SE", take_target, FIELD(target), 0, 0,
         "Stop as soon as the standard error of the mean is at most SE, or 5%, under every "
         "strategy; difference:OUTCOME for that to the reference; several with commas between. "
         "--patients is then the most"},
    [VRO_OPTION_SAMPLES] = {"samples", "S", take_count, FIELD(samples), 2, VRO_SAMPLES_MAX,
                            "Draw the uncertain parameters S times (default 1000)"},
    [VRO_OPTION_CORRELATIONS] = {"correlations", "FILE", take_text, FIELD(correlations), 0, 0,
                                 "Draw the parameters named in the table FILE "
                                 "(parameter,other,correlation) together; names "
                                 "are those of psa_params.csv"},
    [VRO_OPTION_EFFECT] =
        {"effect", "OUTCOME", take_effect, FIELD(effect), 0, 0,
         "Write the mean of OUTCOME, where less is better minus it or of a share its rest to 1, to "
         "psa_effects.csv (default qaly where tables give costs and utilities, else revisions); "
         "the decision files keep their trade-offs"},
    [VRO_OPTION_THRESHOLDS] =
        {"thresholds", "LIST", take_thresholds, FIELD(thresholds), 0, 0,
         "Look at the decision at these thresholds, like 0:100:5 or 1,2,5: thousands per QALY "
         "where tables give costs and utilities (default 0:150:5), else mm per revision avoided "
         "(default 0:20:1)"},
    [VRO_OPTION_GROUPS] =
        {"groups", "LIST", take_text, FIELD(groups), 0, 0,
         "Also say what it is worth to know these parameters together, like loss.*+complication.*; "
         "several with commas between (default: families, what is alike before the point)"},
    [VRO_OPTION_RANGE] =
        {"range", "PARAMETER=LOW:HIGH", take_text, FIELD(range), 0, 0,
         "Move this parameter alone from LOW to HIGH; PARAMETER without a range takes 95 % of what "
         "its standard error leaves open, and all (the default without --grid and --threshold) "
         "means each that has one; several with commas between. Names are those of "
         "psa_params.csv"},
    [VRO_OPTION_OUTCOME] =
        {"outcome", "NAME", take_text, FIELD(outcome), 0, 0,
         "Look at this outcome, several with commas between, or all (default revisions,lld_abs_mm, "
         "and cost and qaly where there are any)"},
    [VRO_OPTION_GRID] = {"grid", "A=LOW:HIGH:N,B=LOW:HIGH:M", take_text, FIELD(grid), 0, 0,
                         "Move two parameters together, over N times M values"},
    [VRO_OPTION_THRESHOLD] =
        {"threshold", "PARAMETER=LOW:HIGH", take_text, FIELD(threshold), 0, 0,
         "Find the value between LOW and HIGH at which strategies change places; several with "
         "commas between. With --subgroups in every subgroup too, a search for each"},
    [VRO_OPTION_BETWEEN] =
        {"between", "A,B", take_text, FIELD(between), 0, 0,
         "Take the difference A - B of these strategies only (default: each against the first)"},
    [VRO_OPTION_CSV] = {"csv", NULL, take_switch, FIELD(csv), 0, 0, "Print the list as CSV"},
    [VRO_OPTION_PATIENT] = {"patient", "P", take_count, FIELD(patient), 0, VRO_PATIENTS_MAX - 1,
                            "Tell the course of child P, counted from 0 as in courses.csv"},
    [VRO_OPTION_STRATEGY] = {"strategy", "S", take_text, FIELD(strategies), 0, 0,
                             "Only under the strategy S (default: under each)"},
    [VRO_OPTION_HELP] = {"help", NULL, take_switch, FIELD(help), 0, 0, "Print this help"},
    [VRO_OPTION_VERSION] = {"version", NULL, take_switch, FIELD(version), 0, 0,
                            "Print the version of the program"},
};

const vro_option *vro_option_row(vro_option_id id) {
    return &table[id];
}

void vro_option_argp(unsigned set, struct argp_option rows[VRO_OPTIONS + 1]) {
    for (int id = 0; id < VRO_OPTIONS; id++) {
        const vro_option *row = vro_option_row((vro_option_id)id);
        if (set & 1u << id) {
            *rows++ = (struct argp_option){.name = row->name,
                                           .key = VRO_OPTION_KEY + id,
                                           .arg = row->argument,
                                           .doc = row->help};
        }
    }
    *rows = (struct argp_option){0};
}
