#include "vrosim/verb/usage_errors.h"

#include "vrosim/core/text.h"
#include "vrosim/input/dictionary.h"
#include "vrosim/verb/command_words.h"

#include <stdlib.h>
#include <string.h>

// The options that a word may mean: all that begin with it, or the one that it names in full.
typedef struct meaning {
    const char *names[VRO_OPTIONS];
    size_t count;
    const vro_option *exact;
} meaning;

// The options of a set whose names begin with the first length bytes of word.
static meaning find_meaning(const char *word, size_t length, vro_option_set set) {
    meaning found = {0};
    for (int id = 0; id < VRO_OPTIONS; id++) {
        const vro_option *row = vro_option_row((vro_option_id)id);
        if ((set & VRO_OPTION_BIT(id)) && strncmp(row->name, word, length) == 0) {
            found.names[found.count++] = row->name;
            found.exact = row->name[length] == '\0' ? row : found.exact;
        }
    }
    return found;
}

// The name in a word as it is typed, --name=value; owned by the caller, NULL without memory.
static char *name_in(const char *word) {
    const char *start = word + strspn(word, "-");
    return strndup(start, strcspn(start, "="));
}

// The parameter that a word may mean; NULL for none, and where the set has no --set.
static const char *find_parameter(const char *word, vro_option_set set, vro_nearness most) {
    char *name = name_in(word);
    const bool settable = name && (set & VRO_OPTION_BIT(VRO_OPTION_SET));
    const char *nearest = settable ? vro_dictionary_nearest(name, most) : NULL;
    free(name);
    return nearest;
}

// A parameter that is called so is nearer than an option that is written nearly so.
vro_option_id vro_usage_errors_nearest(const char *word, vro_option_set set) {
    char *name = name_in(word);
    meaning found = find_meaning(name ? name : "", name ? strlen(name) : 0, set);
    if (found.count == 0)
        found = find_meaning("", 0, set);
    const vro_name_list among = vro_command_words_options(found.names, found.count);
    const vro_nearness most =
        find_parameter(word, set, VRO_NEAR_BY_WORDS) ? VRO_NEAR_BY_WORDS : VRO_NEAR_BY_MEANING;
    const char *nearest = name ? vro_nearest_name_within(name, &among, most) : NULL;
    free(name);
    vro_option_id id = 0;
    while (id < VRO_OPTIONS && vro_option_row(id)->name != nearest)
        id++;
    return id;
}

// A verb that has the option that word names; NULL for none.
static const vro_verb *find_owner(const char *word, const vro_verb *verbs, size_t count) {
    const char *name = word + strspn(word, "-");
    for (size_t i = 0; i < count; i++)
        if (find_meaning(name, strcspn(name, "="), verbs[i].options).exact)
            return &verbs[i];
    return NULL;
}

bool vro_usage_errors_is_foreign(const char *word, vro_option_set set, const vro_verb *verbs,
                                 size_t count) {
    const char *name = word + strspn(word, "-");
    return !find_meaning(name, strcspn(name, "="), set).exact && find_owner(word, verbs, count);
}

// The parameters that a word is near, and how they are set; parameter is the first.
static void add_parameters(const char *word, const char *parameter, const vro_verb *verb,
                           vro_errors *errors) {
    char *name = name_in(word);
    vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                   "unknown option %s%s: a parameter is set by a row in a table, or by --set "
                   "%s=VALUE (see vrosim %s --help)",
                   vro_text_excerpt(word).text, name ? vro_dictionary_suggest(name).text : "",
                   parameter, verb->name);
    free(name);
}

// The option of the set that a word is near, or the parameter that it may mean.
static void add_meant(const char *word, const vro_verb *verb, vro_option_set set,
                      vro_errors *errors) {
    const vro_option_id nearest = vro_usage_errors_nearest(word, set);
    const char *parameter = find_parameter(word, verb->options, VRO_NEAR_BY_LETTERS);
    const vro_excerpt shown = vro_text_excerpt(word);
    if (nearest < VRO_OPTIONS)
        vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                       "unknown option %s; the nearest is --%s (see vrosim %s --help)", shown.text,
                       vro_option_row(nearest)->name, verb->name);
    else if (parameter)
        add_parameters(word, parameter, verb, errors);
    else
        vro_errors_add(errors, VRO_BAD_USAGE, NULL, "unknown option %s (see vrosim %s --help)",
                       shown.text, verb->name);
}

static bool lacks(const vro_verb *verb, const char *word) {
    const char *name = word + strspn(word, "-");
    return find_meaning(name, strcspn(name, "="), verb->lacks.options).exact;
}

static void add_unknown(const char *word, const vro_verb *verb, vro_option_set set,
                        const vro_verb *owner, vro_errors *errors) {
    if (!verb) {
        vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                       "unknown option %s; the verb comes first, then its options (see vrosim "
                       "--help)",
                       vro_text_excerpt(word).text);
        return;
    }
    if (owner && lacks(verb, word)) {
        vro_errors_add(errors, VRO_BAD_USAGE, NULL, "unknown option %s: %s (see vrosim %s --help)",
                       vro_text_excerpt(word).text, verb->lacks.sentence, verb->name);
        return;
    }
    if (owner) {
        const vro_option_id here = vro_usage_errors_nearest(word, set);
        vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                       "unknown option %s: it belongs to %s, not to %s%s%s (see vrosim %s --help)",
                       vro_text_excerpt(word).text, owner->name, verb->name,
                       here < VRO_OPTIONS ? ", where the nearest is --" : "",
                       here < VRO_OPTIONS ? vro_option_row(here)->name : "", verb->name);
        return;
    }
    add_meant(word, verb, set, errors);
}

void vro_usage_errors_option(const char *word, const vro_verb *verb, vro_option_set set,
                             const vro_verb *verbs, size_t count, vro_errors *errors) {
    const char *name = strncmp(word, "--", 2) == 0 ? word + 2 : "";
    size_t length = strcspn(name, "=");
    meaning found = find_meaning(name, length, set);
    const char *meant = found.exact ? found.exact->name : found.names[0];
    if (length == 0 || found.count == 0 || vro_usage_errors_is_foreign(word, set, verbs, count)) {
        add_unknown(word, verb, set, find_owner(word, verbs, count), errors);
    } else if (found.count > 1 && !found.exact) {
        vro_errors_add(errors, VRO_BAD_USAGE, NULL, "option %s may mean --%s or --%s",
                       vro_text_excerpt(word).text, found.names[0], found.names[1]);
    } else if (name[length] == '=') {
        vro_errors_add(errors, VRO_BAD_USAGE, NULL, "option --%s takes no value", meant);
    } else {
        vro_errors_add(errors, VRO_BAD_USAGE, NULL, "option --%s needs a value", meant);
    }
}

const vro_verb *vro_usage_errors_nearest_verb(const char *word, const vro_verb *verbs,
                                              size_t count) {
    vro_verb_words words;
    vro_command_words_verbs(&words, verbs, count);
    const char *nearest = vro_nearest_name(word, &words.list);
    return nearest ? vro_verb_find(verbs, count, nearest) : NULL;
}

vro_status vro_usage_errors_verb(const char *word, const vro_verb *verbs, size_t count,
                                 vro_errors *errors) {
    if (!word) {
        return vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                              "say what to do, for example \"vrosim %s\" (see vrosim --help)",
                              verbs[0].name);
    }
    vro_verb_words words;
    vro_command_words_verbs(&words, verbs, count);
    return vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                          "there is no verb '%s'%s (see vrosim --help)",
                          vro_text_excerpt(word).text, vro_suggest(word, &words.list).text);
}
