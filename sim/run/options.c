#include "vrosim/run/options.h"

#include "vrosim/core/text.h"
#include "vrosim/output/ensemble.h"
#include "vrosim/run/command.h"
#include "vrosim/run/count.h"
#include "vrosim/run/misuse.h"
#include "vrosim/run/verb.h"

#include <argp.h>
#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define FIELD(name) offsetof(vro_options, name)

static const vro_option table[VRO_OPTIONS] = {
    [VRO_OPTION_PATIENTS] = {"patients", "N", VRO_TAKE_COUNT, FIELD(plan.patients), 1,
                             VRO_PATIENTS_MAX,
                             "Simulate N children (default 1000000, of psa 10000); 2e6, 500k, 2M "
                             "and 1G are understood"},
    [VRO_OPTION_SEED] = {"seed", "S", VRO_TAKE_COUNT, FIELD(plan.seed), 0, UINT64_MAX,
                         "Seed of the random numbers (default 1)"},
    [VRO_OPTION_STREAM] = {"stream", "N", VRO_TAKE_COUNT, FIELD(plan.stream), 0, INT64_MAX,
                           "Sequence of random numbers, independent of the others (default 0)"},
    [VRO_OPTION_THREADS] =
        {"threads", "T", VRO_TAKE_COUNT, FIELD(threads), 1, 1024,
         "Compute on T threads (default: one for each core); the results do not depend on it"},
    [VRO_OPTION_OUT] = {"out", "DIR", VRO_TAKE_TEXT, FIELD(out), 0, 0,
                        "Write the results to the folder DIR (default results)"},
    [VRO_OPTION_FORCE] =
        {"force", NULL, VRO_TAKE_SWITCH, FIELD(force), 0, 0,
         "Replace DIR even where it holds something else than an earlier run, and FILE even "
         "where its run is not finished"},
    [VRO_OPTION_STRATEGIES] = {"strategies", "A,B", VRO_TAKE_TEXT, FIELD(strategies), 0, 0,
                               "Keep only these; the first of them in the tables is the reference"},
    [VRO_OPTION_COURSES] =
        {"courses", "N", VRO_TAKE_COUNT, FIELD(plan.courses), 0, VRO_PATIENTS_MAX,
         "Also write the courses of the first N children to courses.csv (default 0)"},
    [VRO_OPTION_QUIET] = {"quiet", NULL, VRO_TAKE_SWITCH, FIELD(quiet), 0, 0,
                          "Print neither the summary nor the progress"},
    [VRO_OPTION_CHECKPOINT] = {"checkpoint", "FILE", VRO_TAKE_TEXT, FIELD(checkpoint), 0, 0,
                               "Keep what is done in FILE, so that --resume can go on from it"},
    [VRO_OPTION_EVERY] = {"every", "SECONDS", VRO_TAKE_COUNT, FIELD(every), 0, 1000000,
                          "Seconds from one checkpoint to the next (default 60); 0: as soon as "
                          "there is anything new"},
    [VRO_OPTION_RESUME] =
        {"resume", "FILE", VRO_TAKE_TEXT, FIELD(resume), 0, 0,
         "Go on with the run that FILE is of, and keep FILE up to date; tables and numbers are in "
         "it"},
    [VRO_OPTION_SHARD] = {"shard", "I/N", VRO_TAKE_SHARD, FIELD(shard), 0, 0,
                          "Do only part I of N, and write its sums to shard-I-of-N.tally (or to "
                          "--out FILE) for vrosim merge"},
    [VRO_OPTION_TARGET_SE] =
        {"target-se", "OUTCOME=SE", VRO_TAKE_TARGET, FIELD(target), 0, 0,
         "Stop as soon as the standard error of the mean is at most SE, or 5%, under every "
         "strategy; difference:OUTCOME for that to the reference; several with commas between. "
         "--patients is then the most"},
    [VRO_OPTION_SAMPLES] = {"samples", "S", VRO_TAKE_COUNT, FIELD(samples), 2, VRO_SAMPLES_MAX,
                            "Draw the uncertain parameters S times (default 1000)"},
    [VRO_OPTION_CORRELATIONS] = {"correlations", "FILE", VRO_TAKE_TEXT, FIELD(correlations), 0, 0,
                                 "Draw the parameters named in the table FILE "
                                 "(parameter,other,correlation) together; names "
                                 "are those of psa_params.csv"},
    [VRO_OPTION_EFFECT] = {"effect", "OUTCOME", VRO_TAKE_EFFECT, FIELD(effect), 0, 0,
                           "Write minus the mean of OUTCOME, of a share its rest to 1, to "
                           "psa_effects.csv (default revisions)"},
    [VRO_OPTION_CSV] = {"csv", NULL, VRO_TAKE_SWITCH, FIELD(csv), 0, 0,
                        "Print the parameters as CSV"},
    [VRO_OPTION_PATIENT] = {"patient", "P", VRO_TAKE_COUNT, FIELD(patient), 0, VRO_PATIENTS_MAX - 1,
                            "Tell the course of child P, counted from 0 as in courses.csv"},
    [VRO_OPTION_STRATEGY] = {"strategy", "S", VRO_TAKE_TEXT, FIELD(strategies), 0, 0,
                             "Only under the strategy S (default: under each)"},
    [VRO_OPTION_HELP] = {"help", NULL, VRO_TAKE_SWITCH, FIELD(help), 0, 0, "Print this help"},
    [VRO_OPTION_VERSION] = {"version", NULL, VRO_TAKE_SWITCH, FIELD(version), 0, 0,
                            "Print the version of the program"},
};

// argp's keys: above all characters, so that no option has a short form.
enum { FIRST_KEY = 0x100 };

// What the parser of argp works on.
typedef struct parsing {
    vro_options *options;
    unsigned allowed;  // set of options
    int next;          // the word behind those that argp has understood
    unsigned misspelt; // options that refused words were most likely meant to be
    bool passed_over;  // a word was taken for the value of an unknown option
    vro_errors *errors;
} parsing;

const vro_option *vro_option_row(vro_option_id id) {
    return &table[id];
}

static vro_status take_count(const vro_option *row, vro_options *options, const char *text,
                             vro_errors *errors) {
    uint64_t count = 0;
    vro_count_fault fault = vro_count_read(text, &count);
    if (fault == VRO_COUNT_FINE && count >= row->lower && count <= row->upper) {
        memcpy((char *)options + row->field, &count, sizeof count);
        return VRO_OK;
    }
    vro_excerpt shown = vro_text_excerpt(text);
    if (fault == VRO_COUNT_UNREADABLE) {
        return vro_errors_add(
            errors, VRO_BAD_USAGE, NULL,
            "--%s: \"%s\" is not a number; write it like 250000, 2e6, 500k, 2M or 1G", row->name,
            shown.text);
    }
    if (fault == VRO_COUNT_NOT_WHOLE) {
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
    vro_target target;
    const vro_status status = vro_target_read(&target, text, errors);
    memcpy((char *)options + row->field, &target, sizeof target);
    return status;
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

static void take_option(vro_option_id id, parsing *self, const char *text) {
    const vro_option *row = vro_option_row(id);
    vro_status status = VRO_OK;
    switch (row->taking) {
    case VRO_TAKE_SWITCH:
        memcpy((char *)self->options + row->field, &(bool){true}, sizeof(bool));
        break;
    case VRO_TAKE_TEXT:
        status = take_text(row, self->options, text, self->errors);
        break;
    case VRO_TAKE_COUNT:
        status = take_count(row, self->options, text, self->errors);
        break;
    case VRO_TAKE_SHARD:
        status = take_shard(row, self->options, text, self->errors);
        break;
    case VRO_TAKE_TARGET:
        status = take_target(row, self->options, text, self->errors);
        break;
    case VRO_TAKE_EFFECT:
        status = take_effect(row, self->options, text, self->errors);
        break;
    }
    self->options->given |= 1u << id;
    self->options->refused |= status == VRO_OK ? 0 : 1u << id;
}

static error_t parse_one(int key, char *argument, struct argp_state *state) {
    parsing *self = state->input;
    vro_options *options = self->options;
    if (key == ARGP_KEY_ARG) {
        options->tables[options->table_count++] = argument;
    } else if (key >= FIRST_KEY && key < FIRST_KEY + (int)VRO_OPTIONS) {
        take_option((vro_option_id)(key - FIRST_KEY), self, argument);
        state->next = options->help || options->version ? state->argc : state->next;
    } else {
        return ARGP_ERR_UNKNOWN;
    }
    self->next = state->next;
    return 0;
}

static bool is_file(const char *path) {
    struct stat about;
    return stat(path, &about) == 0 && S_ISREG(about.st_mode);
}

// Whether the word behind an unknown option is its value: no option, and nothing like a table.
static bool is_value(const char *option, const char *next) {
    if (!next || strchr(option, '=') || (next[0] == '-' && !isdigit((unsigned char)next[1]))) {
        return false;
    }
    const size_t length = strlen(next);
    return !is_file(next) && !(length >= 4 && strcmp(next + length - 4, ".csv") == 0);
}

// Names the fault of words[0], which argp does not understand; how many words to pass over.
static int refuse(parsing *self, char *const *words) {
    const vro_option_id nearest = vro_misuse_nearest(words[0], self->allowed);
    const bool alike = words[0][strspn(words[0], "-")] == vro_option_row(nearest)->name[0];
    vro_misuse_option(words[0], self->options->verb, self->allowed, self->errors);
    self->misspelt |= alike ? 1u << nearest : 0;
    if (!is_value(words[0], words[1])) {
        return 1;
    }
    self->passed_over = true;
    return 2;
}

void vro_options_argp(unsigned set, struct argp_option rows[VRO_OPTIONS + 1]) {
    for (int id = 0; id < VRO_OPTIONS; id++) {
        const vro_option *row = vro_option_row((vro_option_id)id);
        if (set & 1u << id) {
            *rows++ = (struct argp_option){
                .name = row->name, .key = FIRST_KEY + id, .arg = row->argument, .doc = row->help};
        }
    }
    *rows = (struct argp_option){0};
}

static void check_tables(const parsing *work) {
    const vro_options *self = work->options;
    const vro_verb *verb = self->verb;
    if (self->table_count < verb->least_tables && !work->passed_over) {
        vro_errors_add(work->errors, VRO_BAD_USAGE, NULL, "%s: which %s? Name at least %zu file%s",
                       verb->name, verb->file, verb->least_tables,
                       verb->least_tables == 1 ? "" : "s");
    }
    for (size_t i = verb->most_tables; i < self->table_count; i++) {
        vro_errors_add(work->errors, VRO_BAD_USAGE, NULL, "%s takes no table; \"%s\" is too much",
                       verb->name, vro_text_excerpt(self->tables[i]).text);
    }
}

static void check_together(const parsing *work) {
    const vro_options *self = work->options;
    const unsigned numbers = 1u << VRO_OPTION_PATIENTS | 1u << VRO_OPTION_COURSES;
    const unsigned keeping =
        1u << VRO_OPTION_CHECKPOINT | 1u << VRO_OPTION_RESUME | 1u << VRO_OPTION_SHARD;
    if (self->plan.courses > self->plan.patients && !(self->refused & numbers) && !self->resume) {
        vro_errors_add(work->errors, VRO_BAD_USAGE, NULL,
                       "--courses: %" PRIu64 " is more than the %" PRIu64 " children of --patients",
                       self->plan.courses, self->plan.patients);
    }
    if (self->given & 1u << VRO_OPTION_EVERY && !(self->given & keeping)) {
        vro_errors_add(work->errors, VRO_BAD_USAGE, NULL,
                       "--every: there is no checkpoint; name its file with --checkpoint");
    }
    if (self->given & 1u << VRO_OPTION_SHARD && self->given & 1u << VRO_OPTION_TARGET_SE) {
        vro_errors_add(work->errors, VRO_BAD_USAGE, NULL,
                       "--target-se: a shard cannot know when the whole meets it; run without "
                       "--shard, or give shards a fixed number of --patients");
    }
    if ((self->verb->options & ~self->given) & 1u << VRO_OPTION_PATIENT) {
        vro_errors_add(work->errors, VRO_BAD_USAGE, NULL,
                       "%s: which child? Say --patient P, counted from 0", self->verb->name);
    }
    check_tables(work);
}

// Reads the words behind argv[0]. argp stops at one that it does not understand; the reading goes
// on behind it.
static vro_status parse_words(parsing *self, int argc, char **argv) {
    struct argp_option rows[VRO_OPTIONS + 1];
    const struct argp argp = {.options = rows, .parser = parse_one};
    const unsigned flags = ARGP_NO_EXIT | ARGP_NO_ERRS | ARGP_NO_HELP | ARGP_IN_ORDER;
    vro_options_argp(self->allowed, rows);
    for (int start = 0; start < argc;) { // argv[start] has been dealt with
        self->next = 1;
        error_t failed = argp_parse(&argp, argc - start, argv + start, flags, NULL, self);
        if (failed == ENOMEM) {
            return vro_errors_add(self->errors, VRO_NO_MEMORY, NULL,
                                  "no memory to read the command line");
        }
        start += self->next;
        if (!failed || start >= argc) {
            break;
        }
        start += refuse(self, argv + start) - 1;
    }
    self->options->refused |= self->misspelt & ~self->options->given;
    self->options->given |= self->misspelt;
    self->options->plan.threads = (int)self->options->threads;
    return self->errors->first;
}

// The words of a verb that is known.
static vro_status parse_verb(vro_options *self, int argc, char **argv, vro_errors *errors) {
    parsing work = {
        .options = self, .allowed = self->verb->options | 1u << VRO_OPTION_HELP, .errors = errors};
    vro_status status = parse_words(&work, argc, argv);
    if (status != VRO_NO_MEMORY && !self->help) {
        check_together(&work);
    }
    return errors->first;
}

// A line that does not begin with a verb. A verb that stands later is read for its faults.
static vro_status parse_program(vro_options *self, const vro_verb *verbs, size_t verb_count,
                                int argc, char **argv, vro_errors *errors) {
    int place = 1;
    const vro_verb *verb = NULL;
    while (place < argc && !(verb = vro_verb_find(verbs, verb_count, argv[place]))) {
        place++;
    }
    parsing work = {.options = self,
                    .allowed = 1u << VRO_OPTION_HELP | 1u << VRO_OPTION_VERSION,
                    .errors = errors};
    vro_status status = parse_words(&work, place, argv);
    if (self->help || self->version || status == VRO_NO_MEMORY) {
        return status;
    }
    if (status == VRO_OK) {
        return vro_misuse_verb(NULL, verbs, verb_count, errors);
    }
    if (verb) {
        self->verb = verb;
        self->table_count = 0;
        work.allowed = verb->options | 1u << VRO_OPTION_HELP;
        status = parse_words(&work, argc - place, argv + place);
    }
    return status;
}

// A verb that there is not: the words behind it are faults only where they are so for every verb.
static vro_status parse_unknown(vro_options *self, const vro_verb *verbs, size_t verb_count,
                                int argc, char **argv, vro_errors *errors) {
    parsing work = {.options = self, .allowed = 1u << VRO_OPTION_HELP, .errors = errors};
    for (size_t i = 0; i < verb_count; i++) {
        work.allowed |= verbs[i].options;
    }
    self->verb = vro_misuse_nearest_verb(argv[0], verbs, verb_count);
    vro_status status = vro_misuse_verb(argv[0], verbs, verb_count, errors);
    vro_status words = parse_words(&work, argc, argv);
    return words == VRO_NO_MEMORY ? words : status;
}

vro_status vro_options_parse(vro_options *self, const vro_verb *verbs, size_t verb_count, int argc,
                             char **argv, vro_errors *errors) {
    *self = (vro_options){.plan = {.patients = 1000000, .seed = 1},
                          .out = "results",
                          .every = 60,
                          .samples = 1000,
                          .effect = VRO_REVISIONS};
    if (argc < 2) {
        return vro_misuse_verb(NULL, verbs, verb_count, errors);
    }
    self->command = vro_command_line(argc, argv);
    self->tables = calloc((size_t)argc, sizeof *self->tables);
    if (!self->command || !self->tables) {
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "no memory to read the command line");
    }
    if (argv[1][0] == '-') {
        return parse_program(self, verbs, verb_count, argc, argv, errors);
    }
    self->verb = vro_verb_find(verbs, verb_count, argv[1]);
    return self->verb ? parse_verb(self, argc - 1, argv + 1, errors)
                      : parse_unknown(self, verbs, verb_count, argc - 1, argv + 1, errors);
}

void vro_options_free(vro_options *self) {
    free(self->tables);
    free(self->command);
    *self = (vro_options){0};
}
