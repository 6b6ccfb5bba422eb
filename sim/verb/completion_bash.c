#include "vrosim/verb/completion_bash.h"

#include "vrosim/verb/completion_text.h"

// `words` is what is offered. Where there are none readline offers files, unless compopt forbids
// it.

static const char beginning[] =
    "# Completion for bash, from `vrosim completion bash`.\n"
    "_vrosim() {\n"
    "    local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}\n"
    "    local verb=${COMP_WORDS[1]} words= options=\n"
    "    # bash takes --option=value for three words.\n"
    "    [ \"$current\" != = ] || current=\n"
    "    [ \"$before\" != = ] || before=${COMP_WORDS[COMP_CWORD - 2]}\n"
    "    case $verb in\n";

static const char after_options[] = "    esac\n"
                                    "    if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
                                    "        words='--help --version";

static const char after_verbs[] = "'\n"
                                  "    elif [[ $current == -* ]]; then\n"
                                  "        words=$options\n"
                                  "    else\n"
                                  "        case $before in\n";

static const char after_values[] = "        *)\n"
                                   "            case $verb:$COMP_CWORD in\n";

// Of a list the last item is completed.
static const char ending[] =
    "            esac ;;\n"
    "        esac\n"
    "    fi\n"
    "    local items=${current%\"${current##*,}\"}\n"
    "    COMPREPLY=($(compgen -W \"$words\" -P \"$items\" -- \"${current##*,}\"))\n"
    "    [[ ${COMPREPLY[0]-} != *= ]] || compopt -o nospace\n"
    "}\n"
    "complete -o default -F _vrosim vrosim\n";

static void write_action(FILE *output, const vro_completion *self) {
    static const char *const actions[] = {[VRO_COMPLETE_NOTHING] = "compopt +o default",
                                          [VRO_COMPLETE_FILES] = ":",
                                          [VRO_COMPLETE_FOLDERS] =
                                              "compopt -o dirnames +o default"};
    if (self->kind == VRO_COMPLETE_WORDS) {
        fputs("words='", output);
        vro_completion_write_words(output, self);
        fputs("' ;;\n", output);
    } else {
        fprintf(output, "%s ;;\n", actions[self->kind]);
    }
}

static void write_options(FILE *output, const vro_verb *verb) {
    fprintf(output, "    %s) options='", verb->name);
    for (int id = 0; id < VRO_OPTIONS; id++)
        if (vro_completion_options(verb) & VRO_OPTION_BIT(id))
            fprintf(output, "--%s ", vro_option_row((vro_option_id)id)->name);
    fputs("' ;;\n", output);
}

static void write_values(FILE *output) {
    for (int id = 0; id < VRO_OPTIONS; id++) {
        const vro_option *row = vro_option_row((vro_option_id)id);
        if (row->argument) {
            fprintf(output, "        --%s) ", row->name);
            write_action(output, vro_completion_of_option(row));
        }
    }
}

// The first argument of a verb is word 2; all after the last one that is named are like it.
static void write_places(FILE *output, const vro_verb *verb) {
    vro_completion_place place = {.rest = verb->arguments};
    while (vro_completion_place_next(&place)) {
        if (place.last)
            fprintf(output, "            %s:*) ", verb->name);
        else
            fprintf(output, "            %s:%d) ", verb->name, place.number + 1);
        write_action(output, vro_completion_of("", place.name));
    }
    if (place.number == 0)
        fprintf(output, "            %s:*) compopt +o default ;;\n", verb->name);
}

void vro_completion_bash(const vro_verb *verbs, size_t count, FILE *output) {
    fputs(beginning, output);
    for (size_t i = 0; i < count; i++)
        write_options(output, &verbs[i]);
    fputs(after_options, output);
    for (size_t i = 0; i < count; i++)
        fprintf(output, " %s", verbs[i].name);
    fputs(after_verbs, output);
    write_values(output);
    fputs(after_values, output);
    for (size_t i = 0; i < count; i++)
        write_places(output, &verbs[i]);
    fputs(ending, output);
}
