// Any bytes as a command line: the words after "vrosim", each ended by a NUL or a line end. Reading
// them must come back, with a verb, a request for help or a sentence.
#define _GNU_SOURCE 1

#include "vrosim/verb/command_line.h"
#include "vrosim/verb/help.h"
#include "vrosim/verb/options.h"
#include "vrosim/verb/verb.h"
#include "vrosim/verb/verbs.h"

#include "fuzz.h"

#include <string.h>

enum { WORDS_MAX = 64 };

typedef struct line {
    char *text; // its words one after the other
    char *words[WORDS_MAX + 1];
    int count;
} line;

static void line_init(line *self, const uint8_t *data, size_t size) {
    static char program[] = "vrosim";
    *self = (line){.text = malloc(size + 1), .words = {program}, .count = 1};
    require(self->text, "memory for the words");
    memcpy(self->text, data, size);
    self->text[size] = '\0';
    for (size_t i = 0; i < size; i++)
        if (self->text[i] == '\n')
            self->text[i] = '\0';
    for (char *word = self->text; word < self->text + size && self->count < WORDS_MAX;
         word += strlen(word) + 1)
        self->words[self->count++] = word;
}

static void require_help(const vro_options *options) {
    FILE *stream = fopen("/dev/null", "w");
    if (options->help && options->verb)
        vro_help_verb(options->verb, stream);
    else if (options->help)
        vro_help_program(stream);
    require(fclose(stream) == 0, "help can be printed");
}

// What a verb may rely on.
static void require_sense(const vro_options *options, int words) {
    require(options->verb || options->help || options->version, "a verb, help or the version");
    require(options->command, "the command as a shell takes it");
    require(options->table_count < (size_t)words, "tables are words");
    for (size_t i = 0; i < options->table_count; i++)
        require(options->tables[i], "tables are words");
    require(options->size.patients >= 1 && options->size.patients <= VRO_PATIENTS_MAX,
            "a possible number of children");
    // With --resume the number of children is that of the file, and is compared with it.
    require(options->help || options->version || options->resume ||
                options->size.courses <= options->size.patients,
            "no more courses than children");
    require(options->out && *options->out != '\0', "a folder for the results");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    vro_errors errors = {0};
    vro_options options;
    size_t count;
    const vro_verb *verbs = vro_verbs(&count);
    line typed;
    line_init(&typed, data, size);
    const vro_status status =
        vro_command_line_parse(&options, verbs, count, typed.count, typed.words, &errors);
    require_sentences(status, &errors);
    if (status == VRO_OK) {
        require_sense(&options, typed.count);
        require_help(&options);
    }
    vro_options_free(&options);
    vro_errors_free(&errors);
    free(typed.text);
    return 0;
}
