#include "vrosim/input/named_subgroups.h"

#include "vrosim/core/decimal.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

size_t vro_named_subgroups_find(const vro_subgroups *self, const char *name) {
    char known[VRO_SUBGROUP_NAME_MAX];
    const size_t count = vro_subgroups_count(self);
    for (size_t i = 0; i < count; i++) {
        vro_subgroups_name(self, i, known);
        if (strcmp(known, name) == 0)
            return i;
    }
    return count;
}

// The cuts at which a name begins and ends, 0, 1 or 2 of them.
typedef struct cuts {
    vro_stratifier_id stratifier;
    size_t count;
    float cut[2];
} cuts;

static bool append(cuts *self, const char *text, size_t length) {
    char number[VRO_SUBGROUP_NAME_MAX];
    double cut;
    if (length >= sizeof number)
        return false;
    memcpy(number, text, length);
    number[length] = '\0';
    if (vro_decimal_read(number, &cut))
        return false;
    self->cut[self->count++] = (float)cut;
    return true;
}

// "under_6", "6_to_10", "10_and_over".
static bool read_range(cuts *self, const char *range) {
    static const char under[] = "under_", over[] = "_and_over", to[] = "_to_";
    const char *middle = strstr(range, to), *end = strstr(range, over);
    if (strncmp(range, under, strlen(under)) == 0)
        return append(self, range + strlen(under), strlen(range) - strlen(under));
    if (middle)
        return append(self, range, (size_t)(middle - range)) &&
               append(self, middle + strlen(to), strlen(middle) - strlen(to));
    return end && append(self, range, (size_t)(end - range));
}

// Whether the name is that of a category with the usual cuts.
static bool is_usual(vro_stratifier_id id, const char *name) {
    const vro_stratifier usual = vro_stratifier_usual(id);
    char known[VRO_CATEGORY_NAME_MAX];
    for (size_t category = 0; category <= usual.cuts; category++) {
        vro_stratifier_category_name(&usual, id, category, known);
        if (strcmp(known, name) == 0)
            return true;
    }
    return false;
}

static bool read_name(const char *name, cuts *found) {
    static const char age[] = "age_", migration[] = "migration_";
    static const vro_stratifier_id fixed[] = {VRO_BY_GMFCS, VRO_BY_SEX, VRO_BY_BILATERAL};
    *found = (cuts){0};
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++) {
        found->stratifier = fixed[i];
        if (is_usual(fixed[i], name))
            return true;
    }
    if (strncmp(name, age, strlen(age)) == 0) {
        found->stratifier = VRO_BY_AGE;
        return read_range(found, name + strlen(age));
    }
    found->stratifier = VRO_BY_MIGRATION;
    return strncmp(name, migration, strlen(migration)) == 0 &&
           read_range(found, name + strlen(migration));
}

// Keeps the cuts in order; false where there is no room.
static bool add_cut(vro_stratifier *self, float cut) {
    size_t at = 0;
    while (at < self->cuts && self->cut[at] < cut)
        at++;
    if (at < self->cuts && self->cut[at] <= cut)
        return true;
    if (self->cuts == VRO_CUTS_MAX)
        return false;
    memmove(&self->cut[at + 1], &self->cut[at], (self->cuts - at) * sizeof *self->cut);
    self->cut[at] = cut;
    self->cuts++;
    return true;
}

// name: of a category of one stratifier, which becomes part of the division.
static bool add_category(vro_subgroups *self, const char *name, unsigned *division) {
    cuts found;
    if (!read_name(name, &found))
        return false;
    vro_stratifier *stratifier = &self->stratifiers[found.stratifier];
    *division |= 1U << found.stratifier;
    if (found.count == 0)
        *stratifier = vro_stratifier_usual(found.stratifier);
    for (size_t i = 0; i < found.count; i++)
        if (!add_cut(stratifier, found.cut[i]))
            return false;
    return true;
}

static bool add_name(vro_subgroups *self, const char *name) {
    char words[VRO_SUBGROUP_NAME_MAX], *rest = words;
    unsigned division = 0;
    if (vro_named_subgroups_find(self, name) < vro_subgroups_count(self))
        return true;
    if (strlen(name) >= sizeof words)
        return false;
    strcpy(words, name);
    while (rest)
        if (!add_category(self, strsep(&rest, "*"), &division))
            return false;
    vro_subgroups_add(self, division);
    return vro_subgroups_categories(self) <= VRO_CATEGORIES_MAX;
}

static bool has_all(const vro_subgroups *self, const char *const *names, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (vro_named_subgroups_find(self, names[i]) == vro_subgroups_count(self))
            return false;
    return true;
}

size_t vro_named_subgroups(vro_subgroups *self, const char *const *names, size_t count) {
    *self = (vro_subgroups){0};
    for (size_t i = 0; i < count; i++) {
        vro_subgroups next = *self;
        if (!add_name(&next, names[i]) || !has_all(&next, names, i + 1))
            return i;
        *self = next;
    }
    return count;
}
