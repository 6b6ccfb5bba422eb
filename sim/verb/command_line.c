#include "vrosim/verb/command_line.h"

#include "vrosim/core/text.h"
#include "vrosim/verb/command_text.h"
#include "vrosim/verb/option.h"
#include "vrosim/verb/usage_errors.h"

#include <argp.h>
#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

// The state of argp's parser.
typedef struct parsing {
    vro_options *options;
    const vro_verb *verbs; // [verb_count], all
    size_t verb_count;
    vro_option_set allowed;  // set of options
    int next;                // the first word that argp has not read
    vro_option_set misspelt; // set of the options that refused words probably mean
    bool skipped;            // a word was taken for the value of an unknown option
    vro_errors *errors;
} parsing;

// A second value would leave the first without effect; a switch may be given twice.
static void read_option(vro_option_id id, parsing *self, const char *text) {
    const vro_option *row = vro_option_row(id);
    const bool again =
        vro_option_is_given(self->options, id) && row->argument && !vro_option_may_repeat(id);
    const vro_status status =
        again ? vro_errors_add(self->errors, VRO_BAD_USAGE, NULL,
                               "--%s: given twice; give it once (a list has commas)", row->name)
              : row->read(row, self->options, text, self->errors);
    self->options->given |= VRO_OPTION_BIT(id);
    self->options->refused |= status == VRO_OK ? 0 : VRO_OPTION_BIT(id);
}

// The word of the option that argp has just read, with its value in the same word or the next.
static const char *word_of(const struct argp_state *state, const char *argument) {
    const int last = state->next - 1;
    return state->argv[argument == state->argv[last] ? last - 1 : last];
}

static error_t parse_one(int key, char *argument, struct argp_state *state) {
    parsing *self = state->input;
    vro_options *options = self->options;
    if (key == ARGP_KEY_ARG) {
        options->tables[options->table_count++] = argument;
    } else if (key >= VRO_OPTION_KEY && key < VRO_OPTION_KEY + (int)VRO_OPTIONS) {
        const char *word = word_of(state, argument);
        if (vro_usage_errors_is_foreign(word, self->allowed, self->verbs, self->verb_count))
            vro_usage_errors_option(word, options->verb, self->allowed, self->verbs,
                                    self->verb_count, self->errors);
        else
            read_option((vro_option_id)(key - VRO_OPTION_KEY), self, argument);
        state->next = options->help || options->version ? state->argc : state->next;
    } else {
        return ARGP_ERR_UNKNOWN;
    }
    self->next = state->next;
    return 0;
}

// Whether the word after an unknown option is its value: neither an option nor a table.
static bool is_value(const char *option, const char *next) {
    if (!next || strchr(option, '=') || (next[0] == '-' && !isdigit((unsigned char)next[1])))
        return false;
    struct stat about;
    const size_t length = strlen(next);
    const bool is_file = stat(next, &about) == 0 && S_ISREG(about.st_mode);
    return !is_file && !(length >= 4 && strcmp(next + length - 4, ".csv") == 0);
}

// Adds the fault of words[0], which argp does not know. Returns how many words to skip.
static int refuse(parsing *self, char *const *words) {
    const vro_option_id nearest = vro_usage_errors_nearest(words[0], self->allowed);
    vro_usage_errors_option(words[0], self->options->verb, self->allowed, self->verbs,
                            self->verb_count, self->errors);
    self->misspelt |= nearest < VRO_OPTIONS ? VRO_OPTION_BIT(nearest) : 0;
    if (!is_value(words[0], words[1]))
        return 1;
    self->skipped = true;
    return 2;
}

// The options that say who the children are.
static const vro_option_set CHILDREN =
    VRO_OPTION_BIT(VRO_OPTION_CHILD) | VRO_OPTION_BIT(VRO_OPTION_CHILDREN);

static void check_tables(const parsing *work) {
    const vro_options *self = work->options;
    const vro_verb *verb = self->verb;
    const bool changed = self->setting_count > 0 || self->given & CHILDREN; // checked alone
    if (self->table_count < verb->least_tables && !changed && !work->skipped) {
        vro_errors_add(work->errors, VRO_BAD_USAGE, NULL, "%s: which %s? Name at least %zu",
                       verb->name, verb->file, verb->least_tables);
    }
    for (size_t i = verb->most_tables; i < self->table_count; i++) {
        vro_errors_add(work->errors, VRO_BAD_USAGE, NULL, "%s takes %s%s; remove \"%s\"",
                       verb->name, verb->most_tables == 0 ? "no " : "only one ",
                       verb->file ? verb->file : "table", vro_text_excerpt(self->tables[i]).text);
    }
}

static void check_children_to_explain(const parsing *work) {
    const vro_options *self = work->options;
    const bool patient = self->given & VRO_OPTION_BIT(VRO_OPTION_PATIENT),
               where = self->given & VRO_OPTION_BIT(VRO_OPTION_WHERE);
    // Of a run with Sobol points the number of children says which they are.
    const vro_option_set searching =
        VRO_OPTION_BIT(VRO_OPTION_NUMBER) |
        (self->random.replicate > 0 ? 0 : VRO_OPTION_BIT(VRO_OPTION_PATIENTS));
    if (!patient && !where && !(self->given & CHILDREN))
        vro_errors_add(
            work->errors, VRO_BAD_USAGE, NULL,
            "%s: which child? Say --patient P, counted from 0, --where CONDITIONS or --child "
            "ATTRIBUTES",
            self->verb->name);
    else if (patient && where)
        vro_errors_add(work->errors, VRO_BAD_USAGE, NULL,
                       "--where: --patient names the child already; give one of the two");
    else if (!where && self->given & searching)
        vro_errors_add(work->errors, VRO_BAD_USAGE, NULL, "--%s: %s; give it with --where",
                       self->given & VRO_OPTION_BIT(VRO_OPTION_NUMBER) ? "number" : "patients",
                       patient ? "--patient names the one child" : "only child 0 is told");
}

// Verbs that print a list need --csv for it.
static void check_decimal(const parsing *work) {
    const vro_options *self = work->options;
    const bool lists = self->verb->options & VRO_OPTION_BIT(VRO_OPTION_CSV);
    if (lists && self->given & VRO_OPTION_BIT(VRO_OPTION_DECIMAL) && !self->csv)
        vro_errors_add(work->errors, VRO_BAD_USAGE, NULL,
                       "--decimal: the list for people has no decimal mark to choose; give it with "
                       "--csv");
}

static void check_together(const parsing *work) {
    const vro_options *self = work->options;
    const vro_option_set numbers =
        VRO_OPTION_BIT(VRO_OPTION_PATIENTS) | VRO_OPTION_BIT(VRO_OPTION_COURSES);
    const vro_option_set keeping = VRO_OPTION_BIT(VRO_OPTION_CHECKPOINT) |
                                   VRO_OPTION_BIT(VRO_OPTION_RESUME) |
                                   VRO_OPTION_BIT(VRO_OPTION_SHARD);
    if (self->size.courses > self->size.patients && !(self->refused & numbers) && !self->resume) {
        vro_errors_add(work->errors, VRO_BAD_USAGE, NULL,
                       "--courses: %" PRIu64 " is more than the %" PRIu64 " children of --patients",
                       self->size.courses, self->size.patients);
    }
    if (self->given & VRO_OPTION_BIT(VRO_OPTION_EVERY) && !(self->given & keeping)) {
        vro_errors_add(work->errors, VRO_BAD_USAGE, NULL,
                       "--every: there is no checkpoint; name its file with --checkpoint");
    }
    if (self->given & VRO_OPTION_BIT(VRO_OPTION_SHARD) &&
        self->given & VRO_OPTION_BIT(VRO_OPTION_TARGET_SE)) {
        vro_errors_add(work->errors, VRO_BAD_USAGE, NULL,
                       "--target-se: a shard cannot tell when the whole run meets it; run without "
                       "--shard, or give shards a fixed number of --patients");
    }
    if ((self->given & CHILDREN) == CHILDREN) {
        vro_errors_add(work->errors, VRO_BAD_USAGE, NULL,
                       "--children: --child says already who the children are; give one of the "
                       "two");
    }
    if (self->verb->options & VRO_OPTION_BIT(VRO_OPTION_PATIENT))
        check_children_to_explain(work);
    check_decimal(work);
    check_tables(work);
}

// Reads the words after argv[0]. argp stops at a word that it does not know; reading continues
// after it.
static vro_status parse_words(parsing *self, int argc, char **argv) {
    struct argp_option rows[VRO_OPTIONS + 1];
    const struct argp argp = {.options = rows, .parser = parse_one};
    const unsigned flags = ARGP_NO_EXIT | ARGP_NO_ERRS | ARGP_NO_HELP | ARGP_IN_ORDER;
    vro_option_argp(self->allowed, rows);
    for (int start = 0; start < argc;) { // argv[start] has been read
        self->next = 1;
        error_t failed = argp_parse(&argp, argc - start, argv + start, flags, NULL, self);
        if (failed == ENOMEM) {
            return vro_errors_add(self->errors, VRO_NO_MEMORY, NULL,
                                  "no memory to read the command line");
        }
        start += self->next;
        if (!failed || start >= argc)
            break;
        start += refuse(self, argv + start) - 1;
    }
    self->options->refused |= self->misspelt & ~self->options->given;
    self->options->given |= self->misspelt;
    return self->errors->first;
}

// The words after a known verb.
static vro_status parse_verb(vro_options *self, const vro_verb *verbs, size_t verb_count, int argc,
                             char **argv, vro_errors *errors) {
    parsing work = {.options = self,
                    .verbs = verbs,
                    .verb_count = verb_count,
                    .allowed = self->verb->options | VRO_OPTION_BIT(VRO_OPTION_HELP),
                    .errors = errors};
    vro_status status = parse_words(&work, argc, argv);
    if (status != VRO_NO_MEMORY && !self->help)
        check_together(&work);
    return errors->first;
}

// A line that does not begin with a verb. A verb that comes later is read for its faults.
static vro_status parse_program(vro_options *self, const vro_verb *verbs, size_t verb_count,
                                int argc, char **argv, vro_errors *errors) {
    int place = 1;
    const vro_verb *verb = NULL;
    while (place < argc && !(verb = vro_verb_find(verbs, verb_count, argv[place])))
        place++;
    parsing work = {.options = self,
                    .verbs = verbs,
                    .verb_count = verb_count,
                    .allowed = VRO_OPTION_BIT(VRO_OPTION_HELP) | VRO_OPTION_BIT(VRO_OPTION_VERSION),
                    .errors = errors};
    vro_status status = parse_words(&work, place, argv);
    if (self->help || self->version || status == VRO_NO_MEMORY)
        return status;
    if (status == VRO_OK)
        return vro_usage_errors_verb(NULL, verbs, verb_count, errors);
    if (verb) {
        self->verb = verb;
        self->table_count = 0;
        work.allowed = verb->options | VRO_OPTION_BIT(VRO_OPTION_HELP);
        status = parse_words(&work, argc - place, argv + place);
    }
    return status;
}

// An unknown verb. A word after it is a fault only if it is one for every verb.
static vro_status parse_unknown(vro_options *self, const vro_verb *verbs, size_t verb_count,
                                int argc, char **argv, vro_errors *errors) {
    parsing work = {.options = self,
                    .verbs = verbs,
                    .verb_count = verb_count,
                    .allowed = VRO_OPTION_BIT(VRO_OPTION_HELP),
                    .errors = errors};
    for (size_t i = 0; i < verb_count; i++)
        work.allowed |= verbs[i].options;
    self->verb = vro_usage_errors_nearest_verb(argv[0], verbs, verb_count);
    vro_status status = vro_usage_errors_verb(argv[0], verbs, verb_count, errors);
    vro_status words = parse_words(&work, argc, argv);
    return words == VRO_NO_MEMORY ? words : status;
}

vro_status vro_command_line_parse(vro_options *self, const vro_verb *verbs, size_t verb_count,
                                  int argc, char **argv, vro_errors *errors) {
    *self = (vro_options){.random = {.seed = 1, .replicate = VRO_REPLICATE},
                          .size = {.patients = 1000000},
                          .out = "results",
                          .every = 60,
                          .number = 1,
                          .psa = {.samples = 1000},
                          .calibrate = {.rows = 1000, .samples = 4000}};
    if (argc < 2)
        return vro_usage_errors_verb(NULL, verbs, verb_count, errors);
    self->command = vro_command_text(argc, argv);
    self->published_command = vro_command_text_to_publish(argc, argv);
    self->tables = calloc((size_t)argc, sizeof *self->tables);
    self->settings = calloc((size_t)argc, sizeof *self->settings);
    if (!self->command || !self->published_command || !self->tables || !self->settings)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "no memory to read the command line");
    if (argv[1][0] == '-')
        return parse_program(self, verbs, verb_count, argc, argv, errors);
    self->verb = vro_verb_find(verbs, verb_count, argv[1]);
    return self->verb ? parse_verb(self, verbs, verb_count, argc - 1, argv + 1, errors)
                      : parse_unknown(self, verbs, verb_count, argc - 1, argv + 1, errors);
}
