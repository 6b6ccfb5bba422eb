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

static bool read_name(const char *name, cuts *found) {
    static const char age[] = "age_", migration[] = "migration_";
    *found = (cuts){.stratifier = VRO_BY_BILATERAL};
    if (strcmp(name, "bilateral") == 0 || strcmp(name, "unilateral") == 0)
        return true;
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

static bool add_name(vro_subgroups *self, const char *name) {
    cuts found;
    if (vro_named_subgroups_find(self, name) < vro_subgroups_count(self))
        return true;
    if (!read_name(name, &found))
        return false;
    vro_stratifier *stratifier = &self->stratifiers[found.stratifier];
    stratifier->used = true;
    if (found.stratifier == VRO_BY_BILATERAL)
        *stratifier = (vro_stratifier){true, 1, {1}};
    for (size_t i = 0; i < found.count; i++)
        if (!add_cut(stratifier, found.cut[i]))
            return false;
    return true;
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
