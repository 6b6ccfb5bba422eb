#include "vrosim/run/options.h"

#include "vrosim/core/text.h"
#include "vrosim/run/command.h"
#include "vrosim/run/count.h"
#include "vrosim/run/misuse.h"
#include "vrosim/run/verb.h"

#include <argp.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define FIELD(name) offsetof(vro_options, name)

static const vro_option table[VRO_OPTIONS] = {
    [VRO_OPTION_PATIENTS] =
        {"patients", "N", VRO_TAKE_COUNT, FIELD(plan.patients), 1, VRO_PATIENTS_MAX,
         "Simulate N children (default 1000000); 2e6, 500k, 2M and 1G are understood"},
    [VRO_OPTION_SEED] = {"seed", "S", VRO_TAKE_COUNT, FIELD(plan.seed), 0, UINT64_MAX,
                         "Seed of the random numbers (default 1)"},
    [VRO_OPTION_STREAM] = {"stream", "N", VRO_TAKE_COUNT, FIELD(plan.stream), 0, INT64_MAX,
                           "Sequence of random numbers, independent of the others (default 0)"},
    [VRO_OPTION_THREADS] =
        {"threads", "T", VRO_TAKE_COUNT, FIELD(threads), 1, 1024,
         "Compute on T threads (default: one for each core); the results do not depend on it"},
    [VRO_OPTION_OUT] = {"out", "DIR", VRO_TAKE_TEXT, FIELD(out), 0, 0,
                        "Write the results to the folder DIR (default results)"},
    [VRO_OPTION_FORCE] = {"force", NULL, VRO_TAKE_SWITCH, FIELD(force), 0, 0,
                          "Replace DIR even where it holds something else than an earlier run"},
    [VRO_OPTION_STRATEGIES] = {"strategies", "A,B", VRO_TAKE_TEXT, FIELD(strategies), 0, 0,
                               "Keep only these; the first of them in the tables is the reference"},
    [VRO_OPTION_COURSES] =
        {"courses", "N", VRO_TAKE_COUNT, FIELD(plan.courses), 0, VRO_PATIENTS_MAX,
         "Also write the courses of the first N children to courses.csv (default 0)"},
    [VRO_OPTION_QUIET] = {"quiet", NULL, VRO_TAKE_SWITCH, FIELD(quiet), 0, 0,
                          "Print neither the summary nor the progress"},
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
    unsigned allowed; // set of options
    vro_errors *errors;
} parsing;

const vro_option *vro_option_row(vro_option_id id) {
    return &table[id];
}

static void take_count(const vro_option *row, vro_options *options, const char *text,
                       vro_errors *errors) {
    uint64_t count = 0;
    vro_count_fault fault = vro_count_read(text, &count);
    if (fault == VRO_COUNT_FINE && count >= row->lower && count <= row->upper) {
        memcpy((char *)options + row->field, &count, sizeof count);
        return;
    }
    vro_excerpt shown = vro_text_excerpt(text);
    if (fault == VRO_COUNT_UNREADABLE) {
        vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                       "--%s: \"%s\" is not a number; write it like 250000, 2e6, 500k, 2M or 1G",
                       row->name, shown.text);
    } else if (fault == VRO_COUNT_NOT_WHOLE) {
        vro_errors_add(errors, VRO_BAD_USAGE, NULL, "--%s: %s is not a whole number", row->name,
                       shown.text);
    } else {
        vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                       "--%s: %s is out of range; %" PRIu64 " to %" PRIu64 " is allowed", row->name,
                       shown.text, row->lower, row->upper);
    }
}

static void take_text(const vro_option *row, vro_options *options, const char *text,
                      vro_errors *errors) {
    if (*text == '\0') {
        vro_errors_add(errors, VRO_BAD_USAGE, NULL, "--%s: the value is empty; %s is wanted",
                       row->name, row->argument);
        return;
    }
    memcpy((char *)options + row->field, &text, sizeof text);
}

static void take_option(vro_option_id id, parsing *self, const char *text) {
    const vro_option *row = vro_option_row(id);
    self->options->given |= 1u << id;
    switch (row->taking) {
    case VRO_TAKE_SWITCH:
        memcpy((char *)self->options + row->field, &(bool){true}, sizeof(bool));
        break;
    case VRO_TAKE_TEXT:
        take_text(row, self->options, text, self->errors);
        break;
    case VRO_TAKE_COUNT:
        take_count(row, self->options, text, self->errors);
        break;
    }
}

// The word at which argp stopped: the last one taken, or one of several letters still being taken.
static const char *refused_word(const struct argp_state *state) {
    const char *last = state->argv[state->next - 1];
    return last[0] == '-' || state->next >= state->argc ? last : state->argv[state->next];
}

static error_t parse_one(int key, char *argument, struct argp_state *state) {
    parsing *self = state->input;
    vro_options *options = self->options;
    if (key == ARGP_KEY_ARG) {
        options->tables[options->table_count++] = argument;
    } else if (key == ARGP_KEY_ERROR) {
        vro_misuse_option(refused_word(state), options->verb, self->allowed, self->errors);
    } else if (key >= FIRST_KEY && key < FIRST_KEY + (int)VRO_OPTIONS) {
        take_option((vro_option_id)(key - FIRST_KEY), self, argument);
        state->next = options->help || options->version ? state->argc : state->next;
    } else {
        return ARGP_ERR_UNKNOWN;
    }
    return 0;
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

static void check_together(const vro_options *self, vro_errors *errors) {
    const vro_verb *verb = self->verb;
    if (self->plan.courses > self->plan.patients) {
        vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                       "--courses: %" PRIu64 " is more than the %" PRIu64 " children of --patients",
                       self->plan.courses, self->plan.patients);
    }
    if ((verb->options & ~self->given) & 1u << VRO_OPTION_PATIENT) {
        vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                       "%s: which child? Say --patient P, counted from 0", verb->name);
    }
    if (self->table_count < verb->least_tables) {
        vro_errors_add(errors, VRO_BAD_USAGE, NULL, "%s: which table? Name at least %zu file%s",
                       verb->name, verb->least_tables, verb->least_tables == 1 ? "" : "s");
    }
    if (self->table_count > verb->most_tables) {
        vro_errors_add(errors, VRO_BAD_USAGE, NULL, "%s takes no table; \"%s\" is too much",
                       verb->name, vro_text_excerpt(self->tables[verb->most_tables]).text);
    }
}

// The options of a verb, or of the whole program where there is none.
static vro_status parse_options(vro_options *self, int argc, char **argv, vro_errors *errors) {
    unsigned help = 1u << VRO_OPTION_HELP;
    unsigned version = 1u << VRO_OPTION_VERSION;
    struct argp_option rows[VRO_OPTIONS + 1];
    parsing work = {.options = self,
                    .allowed = self->verb ? self->verb->options | help : help | version,
                    .errors = errors};
    vro_options_argp(work.allowed, rows);
    const struct argp argp = {.options = rows, .parser = parse_one};
    unsigned flags = ARGP_NO_EXIT | ARGP_NO_ERRS | ARGP_NO_HELP | ARGP_IN_ORDER;
    error_t failed = argp_parse(&argp, argc, argv, flags, NULL, &work);
    if (failed == ENOMEM) {
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "no memory to read the command line");
    }
    if (!failed && self->verb && !self->help) {
        check_together(self, errors);
    }
    self->plan.threads = (int)self->threads;
    return errors->first;
}

vro_status vro_options_parse(vro_options *self, const vro_verb *verbs, size_t verb_count, int argc,
                             char **argv, vro_errors *errors) {
    *self = (vro_options){.plan = {.patients = 1000000, .seed = 1}, .out = "results"};
    if (argc < 2) {
        return vro_misuse_verb(NULL, verbs, verb_count, errors);
    }
    self->command = vro_command_line(argc, argv);
    self->tables = calloc((size_t)argc, sizeof *self->tables);
    if (!self->command || !self->tables) {
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "no memory to read the command line");
    }
    if (argv[1][0] == '-') {
        vro_status status = parse_options(self, argc, argv, errors);
        bool asked = self->help || self->version || status != VRO_OK;
        return asked ? status : vro_misuse_verb(NULL, verbs, verb_count, errors);
    }
    self->verb = vro_verb_find(verbs, verb_count, argv[1]);
    return self->verb ? parse_options(self, argc - 1, argv + 1, errors)
                      : vro_misuse_verb(argv[1], verbs, verb_count, errors);
}

void vro_options_free(vro_options *self) {
    free(self->tables);
    free(self->command);
    *self = (vro_options){0};
}
