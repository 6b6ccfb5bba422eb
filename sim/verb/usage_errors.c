#include "vrosim/verb/usage_errors.h"

#include "vrosim/core/text.h"

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

vro_option_id vro_usage_errors_nearest(const char *word, vro_option_set set) {
    const char *start = word + strspn(word, "-");
    const size_t length = strcspn(start, "=");
    char *name = strndup(start, length); // without "=value"
    meaning found = find_meaning(start, length, set);
    if (found.count == 0)
        found = find_meaning("", 0, set);
    const char *nearest = vro_text_nearest(name ? name : start, found.names, found.count);
    free(name);
    vro_option_id id = 0;
    while (vro_option_row(id)->name != nearest)
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

// Of a word as it is typed: --name=value.
static bool is_near(const char *word, const char *nearest) {
    const char *start = word + strspn(word, "-");
    char *name = strndup(start, strcspn(start, "="));
    const bool near = name && vro_text_is_near(name, nearest);
    free(name);
    return near;
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
    if (owner) {
        vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                       "unknown option %s: it belongs to %s, not to %s (see vrosim %s --help)",
                       vro_text_excerpt(word).text, owner->name, verb->name, verb->name);
        return;
    }
    const char *nearest = vro_option_row(vro_usage_errors_nearest(word, set))->name;
    const bool near = is_near(word, nearest);
    vro_errors_add(errors, VRO_BAD_USAGE, NULL, "unknown option %s%s%s (see vrosim %s --help)",
                   vro_text_excerpt(word).text, near ? "; the nearest is --" : "",
                   near ? nearest : "", verb->name);
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
    const vro_verb *nearest = &verbs[0];
    for (size_t i = 1; i < count; i++) {
        const char *const pair[] = {nearest->name, verbs[i].name};
        nearest = vro_text_nearest(word, pair, 2) == verbs[i].name ? &verbs[i] : nearest;
    }
    return nearest;
}

vro_status vro_usage_errors_verb(const char *word, const vro_verb *verbs, size_t count,
                                 vro_errors *errors) {
    if (!word) {
        return vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                              "say what to do, for example \"vrosim %s\" (see vrosim --help)",
                              verbs[0].name);
    }
    return vro_errors_add(
        errors, VRO_BAD_USAGE, NULL, "there is no verb '%s'%s (see vrosim --help)",
        vro_text_excerpt(word).text,
        vro_text_suggest(word, vro_usage_errors_nearest_verb(word, verbs, count)->name).text);
}
