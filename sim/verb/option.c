#define _GNU_SOURCE 1

#include "vrosim/verb/option.h"

#include "vrosim/core/text.h"
#include "vrosim/core/whole_number.h"
#include "vrosim/outcome/trade_off.h"
#include "vrosim/study/ensemble.h"
#include "vrosim/verb/options.h"

#include <inttypes.h>
#include <string.h>

static vro_status read_switch(const vro_option *row, vro_options *options, const char *text,
                              vro_errors *errors) {
    (void)text;
    (void)errors;
    memcpy((char *)options + row->field, &(bool){true}, sizeof(bool));
    return VRO_OK;
}

static vro_status read_count(const vro_option *row, vro_options *options, const char *text,
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

static vro_status read_text(const vro_option *row, vro_options *options, const char *text,
                            vro_errors *errors) {
    if (*text == '\0') {
        return vro_errors_add(errors, VRO_BAD_USAGE, NULL, "--%s: the value is empty; write %s",
                              row->name, row->argument);
    }
    memcpy((char *)options + row->field, &text, sizeof text);
    return VRO_OK;
}

// What it sets is known later, from the tables. options->settings has room for all.
static vro_status read_setting(const vro_option *row, vro_options *options, const char *text,
                               vro_errors *errors) {
    char *place = NULL;
    if (asprintf(&place, "--%s %zu", row->name, options->setting_count + 1) < 0)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "no memory to read the command line");
    options->settings[options->setting_count++] =
        (vro_setting){.place = place, .source = "command line", .text = text};
    return VRO_OK;
}

static vro_status read_shard(const vro_option *row, vro_options *options, const char *text,
                             vro_errors *errors) {
    vro_shard shard;
    if (!vro_shard_read(&shard, text)) {
        return vro_errors_add(
            errors, VRO_BAD_USAGE, NULL,
            "--%s: \"%s\" is not a shard; write it like 2/8, with at most %d shards", row->name,
            vro_text_excerpt(text).text, VRO_SHARDS_MAX);
    }
    memcpy((char *)options + row->field, &shard, sizeof shard);
    return VRO_OK;
}

static vro_status read_target(const vro_option *row, vro_options *options, const char *text,
                              vro_errors *errors) {
    vro_precision_target target;
    vro_errors_context(errors, "--target-se");
    const vro_status status = vro_precision_target_read(&target, NULL, text, errors);
    vro_errors_context(errors, NULL);
    memcpy((char *)options + row->field, &target, sizeof target);
    return status;
}

static vro_status read_language(const vro_option *row, vro_options *options, const char *text,
                                vro_errors *errors) {
    vro_errors_context(errors, "--language");
    const vro_status status =
        vro_language_read((vro_language *)((char *)options + row->field), text, errors);
    vro_errors_context(errors, NULL);
    return status;
}

static vro_status read_subgroups(const vro_option *row, vro_options *options, const char *text,
                                 vro_errors *errors) {
    vro_errors_context(errors, "--subgroups");
    const vro_status status =
        vro_subgroups_read((vro_subgroups *)((char *)options + row->field), text, errors);
    vro_errors_context(errors, NULL);
    return status;
}

// Whether the scenario has the outcome is known later.
static vro_status read_effect(const vro_option *row, vro_options *options, const char *text,
                              vro_errors *errors) {
    vro_named_outcome effect = {0};
    vro_errors_context(errors, "--effect");
    const vro_status status = vro_outcome_set_find(NULL, text, &effect.id, errors);
    vro_errors_context(errors, NULL);
    if (status != VRO_OK)
        return status;
    if (vro_outcome_row(effect.id)->better == VRO_NEITHER) {
        return vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                              "--%s: of '%s' neither more nor less is better; name another outcome",
                              row->name, text);
    }
    effect.name = text;
    memcpy((char *)options + row->field, &effect, sizeof effect);
    return VRO_OK;
}

// Which trade-off they are for is known later, from the costs and utilities of the scenario.
static vro_status read_thresholds(const vro_option *row, vro_options *options, const char *text,
                                  vro_errors *errors) {
    vro_decision_thresholds thresholds = {.text = text};
    const char *fault = vro_trade_off_thresholds(0, text, &thresholds.values);
    if (fault) {
        return vro_errors_add(errors, VRO_BAD_USAGE, NULL, "--%s: '%s': %s", row->name,
                              vro_text_excerpt(text).text, fault);
    }
    memcpy((char *)options + row->field, &thresholds, sizeof thresholds);
    return VRO_OK;
}

static vro_status read_decimal(const vro_option *row, vro_options *options, const char *text,
                               vro_errors *errors) {
    const bool commas = strcmp(text, "comma") == 0;
    memcpy((char *)options + row->field, &commas, sizeof commas);
    if (commas || strcmp(text, "point") == 0)
        return VRO_OK;
    return vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                          "--%s: '%s' is no decimal mark; write comma or point", row->name,
                          vro_text_excerpt(text).text);
}

// Which replicates a run has is known later, from its number of children.
static vro_status read_sampling(const vro_option *row, vro_options *options, const char *text,
                                vro_errors *errors) {
    const bool sobol = strcmp(text, "sobol") == 0;
    const uint64_t replicate = sobol ? VRO_REPLICATE : 0;
    memcpy((char *)options + row->field, &replicate, sizeof replicate);
    if (sobol || strcmp(text, "pcg") == 0)
        return VRO_OK;
    return vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                          "--%s: '%s' is no way to sample; write sobol or pcg", row->name,
                          vro_text_excerpt(text).text);
}

#define FIELD(name) offsetof(vro_options, name)

static const vro_option table[VRO_OPTIONS] = {
    [VRO_OPTION_PATIENTS] = {"patients", "N", read_count, FIELD(size.patients), 1, VRO_PATIENTS_MAX,
                             "Simulate N children (default 1000000; psa: 10000; sensitivity: "
                             "100000; validate: 100000 for each study, with --draws 16384, like "
                             "calibrate; explain --where: search at "
                             "most N); N may be written 2e6, 500k, 2M or 1G"},
    [VRO_OPTION_SEED] = {"seed", "S", read_count, FIELD(random.seed), 0, UINT64_MAX,
                         "Seed of the random numbers (default 1)"},
    [VRO_OPTION_STREAM] = {"stream", "N", read_count, FIELD(random.stream), 0, INT64_MAX,
                           "Use random number sequence N, independent of all others (default 0)"},
    [VRO_OPTION_SAMPLING] =
        {"sampling", "WAY", read_sampling, FIELD(random.replicate), 0, 0,
         "Draw the children with scrambled Sobol points (sobol, default), of which a mean needs "
         "fewer for the same error, or with independent random numbers (pcg)"},
    [VRO_OPTION_THREADS] =
        {"threads", "T", read_count, FIELD(threads), 1, 1024,
         "Use T threads (default: one for each core); results do not depend on T"},
    [VRO_OPTION_OUT] =
        {"out", "DIR", read_text, FIELD(out), 0, 0,
         "Write the results to the folder DIR, in place of those of an earlier run (default "
         "results; report: report; replay: keep none; verify and describe: write none, or files "
         "beside what DIR holds; checklist: the current folder; page: the file vrosim.html)"},
    [VRO_OPTION_FORCE] =
        {"force", NULL, read_switch, FIELD(force), 0, 0,
         "Replace DIR even if it holds other files than those of an earlier run, "
         "and a checkpoint or shard even if its run is unfinished; page: replace the file"},
    [VRO_OPTION_SET] =
        {"set", "PARAMETER=VALUE", read_setting, 0, 0, 0,
         "Set a parameter, as one more row after all tables would; may be given several times. "
         "STRATEGY:PARAMETER sets it for one strategy, STRATEGY:LEVEL:PARAMETER for one GMFCS "
         "level, :LEVEL:PARAMETER for a level under all strategies. VALUE is a number, a text, or "
         "a distribution written DISTRIBUTION,VALUE,SD,MIN,MAX,SE, such as normal,6,3,5,9"},
    [VRO_OPTION_STRATEGIES] =
        {"strategies", "A,B", read_text, FIELD(strategies), 0, 0,
         "Simulate only these strategies; the first one in the tables is the reference"},
    [VRO_OPTION_REFERENCE] =
        {"reference", "NAME", read_text, FIELD(reference), 0, 0,
         "Compare the other strategies with this one, which comes first in all results (default: "
         "the first one in the tables)"},
    [VRO_OPTION_COURSES] =
        {"courses", "N", read_count, FIELD(size.courses), 0, VRO_PATIENTS_MAX,
         "Also write the courses of the first N children to courses.csv (default 0)"},
    [VRO_OPTION_SUBGROUPS] =
        {"subgroups", "LIST", read_subgroups, FIELD(subgroups), 0, 0,
         "Also report subgroups by sex, age (years), bilateral surgery, and migration before "
         "surgery "
         "(percent): any of sex,age,bilateral,migration; '*' crosses them with each other and with "
         "the GMFCS level: 'gmfcs*age,sex*migration'; cut points of your own are written "
         "age=5/8/12,migration=40"},
    [VRO_OPTION_CHILD] =
        {"child", "LIST", read_text, FIELD(child), 0, 0,
         "Simulate children like one: ATTRIBUTE=VALUE, separated by commas, such as "
         "age=6,gmfcs=4,migration=45; what is not given is drawn. ATTRIBUTE is gmfcs, female, age, "
         "maturity, nsa, anteversion, acetabular_index or migration (of the index hip), or one of "
         "the last four with other_ before it (of the other hip)"},
    [VRO_OPTION_CHILDREN] =
        {"children", "FILE", read_text, FIELD(children), 0, 0,
         "Simulate the children of the table FILE, a row each, again and again up to --patients. "
         "Its columns are attributes as of --child, of which empty fields are drawn, and id, which "
         "children.csv and courses.csv repeat"},
    [VRO_OPTION_QUIET] = {"quiet", NULL, read_switch, FIELD(quiet), 0, 0,
                          "Print neither the summary nor the progress"},
    [VRO_OPTION_RECORD_HOST] = {"record-host", NULL, read_switch, FIELD(record_host), 0, 0,
                                "Name this computer in manifest.json, and the command with the "
                                "folders of absolute paths (default: neither)"},
    [VRO_OPTION_DECIMAL] =
        {"decimal", "MARK", read_decimal, FIELD(decimal_commas), 0, 0,
         "Write CSV for spreadsheets of another country: comma, decimal commas and ';' "
         "between cells; or point (default), which R, Python and most programs read"},
    [VRO_OPTION_CHECKPOINT] =
        {"checkpoint", "FILE", read_text, FIELD(checkpoint_path), 0, 0,
         "Save the state of the run or fit in FILE, from which --resume continues"},
    [VRO_OPTION_EVERY] = {"every", "SECONDS", read_count, FIELD(every), 0, 1000000,
                          "Seconds between two checkpoints (default 60); 0: a checkpoint after "
                          "every block of children or point of a fit"},
    [VRO_OPTION_RESUME] =
        {"resume", "FILE", read_text, FIELD(resume), 0, 0,
         "Continue the run or fit whose checkpoint is FILE and keep FILE up to date; "
         "FILE holds the tables and all numbers"},
    [VRO_OPTION_SHARD] =
        {"shard", "I/N", read_shard, FIELD(shard), 0, 0,
         "Simulate only shard I of N (of the children; psa: of the samples) and write "
         "shard-I-of-N.tally (or --out FILE), for vrosim merge"},
    [VRO_OPTION_TARGET_SE] =
        {"target-se", "LIST", read_target, FIELD(target), 0, 0,
         "Stop once every target OUTCOME=SE of LIST is met: under every strategy the mean of "
         "OUTCOME has a standard error of at most SE, or of 5 % of itself if SE is 5%. "
         "difference:OUTCOME means the difference of OUTCOME from the reference. --patients is "
         "then the maximum"},
    [VRO_OPTION_SAMPLES] =
        {"samples", "S", read_count, FIELD(psa.samples), 2, VRO_SAMPLES_MAX,
         "Sample the uncertain parameters S times (default 1000; validate: once for each row of "
         "--draws)"},
    [VRO_OPTION_CORRELATIONS] = {"correlations", "FILE", read_text, FIELD(correlations), 0, 0,
                                 "Correlate the sampled parameters as the table FILE "
                                 "(parameter,other,correlation) says; its names are those "
                                 "of psa_params.csv"},
    [VRO_OPTION_DRAWS] =
        {"draws", "FILE", read_text, FIELD(draws), 0, 0,
         "Take the parameters that the table FILE names, such as "
         "calibration_posterior.csv, from its rows: row 1 for sample 1, and so "
         "on, and from the first again after the last. Its columns are named as in "
         "psa_params.csv; all other parameters are sampled as without it (validate: not sampled)"},
    [VRO_OPTION_EFFECT] =
        {"effect", "OUTCOME", read_effect, FIELD(psa.effect), 0, 0,
         "Effect written to psa_effects.csv: mean of OUTCOME, negated where less is better (for a "
         "share: 1 - mean). Default: qaly if tables give costs and utilities, else revisions. The "
         "decision files keep their trade-offs"},
    [VRO_OPTION_THRESHOLDS] =
        {"thresholds", "LIST", read_thresholds, FIELD(psa.thresholds), 0, 0,
         "Analyse the decision at these thresholds, written 0:100:5 or 1,2,5: thousands per QALY "
         "if tables give costs and utilities (default 0:150:5), else mm per revision avoided "
         "(default 0:20:1)"},
    [VRO_OPTION_GROUPS] =
        {"groups", "LIST", read_text, FIELD(psa.groups), 0, 0,
         "Also compute the value of knowing these parameters together, such as "
         "loss.*+complication.*; separate several groups by commas (always computed: each family, "
         "the parameters with the same word before the point)"},
    [VRO_OPTION_STUDY] =
        {"study", "LIST", read_text, FIELD(psa.study), 0, 0,
         "Compute the expected value of sample information (EVSI) of a proposed study: "
         "n=50:800,strategies=A+B,outcomes=failure_by_2y has n children in each arm and measures "
         "these outcomes ('+' joins several; default: all strategies); subgroup=gmfcs_5 is of "
         "these "
         "children alone. children=PER_YEAR and years=HORIZON give its value for all children whom "
         "the decision affects (delay=YEARS until it reports), and cost=FIXED+PER_CHILD "
         "(thousands) "
         "the expected net benefit of sampling (ENBS) and the best n"},
    [VRO_OPTION_RANGE] =
        {"range", "LIST", read_text, FIELD(sensitivity.range), 0, 0,
         "Vary each parameter of LIST alone: PARAMETER=LOW:HIGH, or PARAMETER for its 95 % "
         "uncertainty interval, separated by commas; or all, every parameter that has a standard "
         "error (the default without --grid and --threshold). Names are those of psa_params.csv. "
         "PARAMETER=x0.5:x2 (factors) and PARAMETER=+-1:+1 (shifts) also move all values of a "
         "parameter that differs by strategy or level; --grid and --threshold take them too"},
    [VRO_OPTION_OUTCOME] =
        {"outcome", "LIST", read_text, FIELD(sensitivity.outcome), 0, 0,
         "Analyse these outcomes, separated by commas, or all (default revisions,lld_abs_mm and, "
         "if tables give them, cost and qaly). Also net_benefit:50 (at 50 thousand a QALY), icer "
         "(cost per QALY) and nnt:OUTCOME (number needed to treat, of a share such as failed)"},
    [VRO_OPTION_GRID] = {"grid", "A=LOW:HIGH:N,B=LOW:HIGH:M", read_text, FIELD(sensitivity.grid), 0,
                         0, "Vary two parameters together over a grid of N by M values"},
    [VRO_OPTION_THRESHOLD] =
        {"threshold", "LIST", read_text, FIELD(sensitivity.threshold), 0, 0,
         "Find, for each PARAMETER=LOW:HIGH of LIST, the value between LOW and HIGH at which two "
         "strategies are equally good. With --subgroups also search in every subgroup"},
    [VRO_OPTION_BETWEEN] =
        {"between", "A,B", read_text, FIELD(sensitivity.between), 0, 0,
         "Analyse only the difference A - B of these strategies (default: each strategy minus the "
         "reference)"},
    [VRO_OPTION_BETWEEN_STUDY] =
        {"between-study", "SD", read_text, FIELD(between_study), 0, 0,
         "Standard deviation between studies, on the logit of a share (default 0.4), or estimate: "
         "from the figures that may be fitted"},
    [VRO_OPTION_PRIOR] = {"prior", "TABLE", read_text, FIELD(calibrate.prior), 0, 0,
                          "What was believed before: a table whose rows with a standard error are "
                          "fitted (default: the one that the program holds)"},
    [VRO_OPTION_PARAMETERS] =
        {"parameters", "LIST", read_text, FIELD(calibrate.parameters), 0, 0,
         "Fit only the parameters whose names these names or patterns match, such as "
         "migration.*,rescue.acceptance; names are those of psa_params.csv"},
    [VRO_OPTION_ROWS] = {"rows", "N", read_count, FIELD(calibrate.rows), 1, VRO_SAMPLES_MAX,
                         "Write N samples of the posterior (default 1000)"},
    [VRO_OPTION_POINTS] = {"points", "N", read_count, FIELD(calibrate.samples), 10, VRO_SAMPLES_MAX,
                           "Weigh N points in each of three rounds (default 4000)"},
    [VRO_OPTION_CSV] = {"csv", NULL, read_switch, FIELD(csv), 0, 0, "Print the list as CSV"},
    [VRO_OPTION_PATIENT] =
        {"patient", "P", read_count, FIELD(patient), 0, VRO_PATIENTS_MAX - 1,
         "Tell the course of child P, counted from 0 as in children.csv and courses.csv"},
    [VRO_OPTION_WHERE] =
        {"where", "LIST", read_text, FIELD(where), 0, 0,
         "Find children to tell: conditions NAME OP VALUE, separated by commas, such as "
         "'loss_of_position=1,infection>0'. NAME is a column of courses.csv, OP one of = != < <= "
         "> >=; all must hold for the course under one strategy (with --strategy, under that one)"},
    [VRO_OPTION_NUMBER] = {"number", "N", read_count, FIELD(number), 1, VRO_PATIENTS_MAX,
                           "Tell the first N children that --where finds (default 1)"},
    [VRO_OPTION_STRATEGY] = {"strategy", "NAME", read_text, FIELD(strategies), 0, 0,
                             "Tell only the course under this strategy (default: every strategy)"},
    [VRO_OPTION_FULL] = {"full", NULL, read_switch, FIELD(full), 0, 0,
                         "Also perform the checks that take minutes"},
    [VRO_OPTION_REPORT] = {"report", NULL, read_switch, FIELD(report), 0, 0,
                           "Also write report.html and figures/*.svg, as vrosim report does"},
    [VRO_OPTION_COMPARE] = {"compare", "DIR2", read_text, FIELD(compare), 0, 0,
                            "Show the means of the results in DIR2 beside those of DIR"},
    [VRO_OPTION_FIGURES] =
        {"figures", "LIST", read_text, FIELD(figures), 0, 0,
         "Draw only these figures, separated by commas, in this order (default: all for which "
         "there are files)"},
    [VRO_OPTION_WIDTH] = {"width", "MM", read_count, FIELD(width), 75, 600,
                          "Width of the figures in millimetres, 75 to 600 (default 180)"},
    [VRO_OPTION_LANGUAGE] = {"language", "CODE", read_language, FIELD(language), 0, 0,
                             "Write texts in this language: en, English (default), or de, German"},
    [VRO_OPTION_ANSWERS] =
        {"answers", "FILE", read_text, FIELD(answers), 0, 0,
         "Put in your answers from the table FILE (item,text or item,text,status), or from a "
         "checklist that was written before and that you went on with"},
    [VRO_OPTION_HELP] = {"help", NULL, read_switch, FIELD(help), 0, 0, "Print this help"},
    [VRO_OPTION_VERSION] = {"version", NULL, read_switch, FIELD(version), 0, 0,
                            "Print the version of the program"},
};

const vro_option *vro_option_row(vro_option_id id) {
    return &table[id];
}

void vro_option_argp(vro_option_set set, struct argp_option rows[VRO_OPTIONS + 1]) {
    for (int id = 0; id < VRO_OPTIONS; id++) {
        const vro_option *row = vro_option_row((vro_option_id)id);
        if (set & VRO_OPTION_BIT(id)) {
            *rows++ = (struct argp_option){.name = row->name,
                                           .key = VRO_OPTION_KEY + id,
                                           .arg = row->argument,
                                           .doc = row->help};
        }
    }
    *rows = (struct argp_option){0};
}

bool vro_option_may_repeat(vro_option_id id) {
    return id == VRO_OPTION_SET;
}

bool vro_option_is_given(const vro_options *self, vro_option_id id) {
    return (self->given & VRO_OPTION_BIT(id)) != 0;
}
