#include "vrosim/verb/completion.h"

#include "vrosim/core/text.h"
#include "vrosim/verb/completion_bash.h"
#include "vrosim/verb/completion_fish.h"
#include "vrosim/verb/completion_zsh.h"

#include <string.h>

typedef struct shell {
    const char *name;
    void (*write)(const vro_verb *verbs, size_t count, FILE *output);
} shell;

static const shell shells[] = {
    {"bash", vro_completion_bash}, {"zsh", vro_completion_zsh}, {"fish", vro_completion_fish}};

vro_status vro_completion_write(const char *shell_name, const vro_verb *verbs, size_t count,
                                FILE *output, vro_errors *errors) {
    for (size_t i = 0; i < sizeof shells / sizeof *shells; i++)
        if (strcmp(shells[i].name, shell_name) == 0) {
            shells[i].write(verbs, count, output);
            return VRO_OK;
        }
    return vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                          "'%s' is no shell that is known here; write bash, zsh or fish",
                          vro_text_excerpt(shell_name).text);
}
