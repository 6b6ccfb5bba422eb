#include "vrosim/input/subgroups.h"

#include "vrosim/core/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Sets of stratifiers: the levels alone, and the bit of a name that is no stratifier's.
static const unsigned BY_LEVEL = 1U << VRO_BY_GMFCS, UNKNOWN = 1U << VRO_STRATIFIERS;

// Appends in printf form to a text that has room for it.
__attribute__((format(printf, 3, 4))) static void append(char *text, size_t room,
                                                         const char *format, ...) {
    const size_t length = strlen(text);
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text + length, room - length, format, arguments);
    va_end(arguments);
}

bool vro_division_has(unsigned division, vro_stratifier_id id) {
    return (division >> id & 1) != 0;
}

static bool is_crossed(unsigned division) {
    return (division & (division - 1)) != 0;
}

void vro_division_name(unsigned division, char name[VRO_SUBGROUP_NAME_MAX]) {
    *name = '\0';
    for (vro_stratifier_id id = 0; id < VRO_STRATIFIERS; id++)
        if (vro_division_has(division, id))
            append(name, VRO_SUBGROUP_NAME_MAX, "%s%s", *name == '\0' ? "" : "*",
                   vro_stratifier_name(id));
}

// Cuts that stand in two places of a list are the same.
static vro_status take_cuts(vro_subgroups *self, vro_stratifier_id id, char *text,
                            vro_errors *errors) {
    vro_stratifier cuts, *kept = &self->stratifiers[id];
    vro_status status = VRO_OK;
    char first[VRO_CUTS_TEXT_MAX], second[VRO_CUTS_TEXT_MAX];
    TRY(vro_stratifier_read(&cuts, id, text, errors));
    vro_stratifier_write(kept, id, first);
    vro_stratifier_write(&cuts, id, second);
    if (kept->cuts > 0 && !vro_stratifier_equals(kept, &cuts))
        return vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                              "%s has the cut points %s and %s; give them once, they hold in the "
                              "whole list",
                              vro_stratifier_name(id), first + 1, second + 1);
    *kept = cuts;
out:
    return status;
}

// text, as "age" or "age=5/8", is cut into words.
static vro_status read_stratifier(vro_subgroups *self, char *text, unsigned *division,
                                  vro_errors *errors) {
    const char *name = strsep(&text, "=");
    vro_stratifier_id id;
    if (!vro_stratifier_find(name, &id)) {
        *division |= UNKNOWN;
        return vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                              "'%s' is not one of sex, age, bilateral and migration, nor is it "
                              "gmfcs in a crossing such as gmfcs*age",
                              vro_text_excerpt(name).text);
    }
    if (vro_division_has(*division, id))
        return vro_errors_add(errors, VRO_BAD_USAGE, NULL, "%s is crossed with itself", name);
    *division |= 1U << id;
    return text ? take_cuts(self, id, text, errors) : VRO_OK;
}

static bool comes_before(unsigned a, unsigned b) {
    return is_crossed(a) != is_crossed(b) ? is_crossed(b) : a < b;
}

bool vro_subgroups_add(vro_subgroups *self, unsigned division) {
    size_t place = self->divisions;
    while (place > 0 && comes_before(division, self->division[place - 1]))
        place--;
    if (place > 0 && self->division[place - 1] == division)
        return false;
    memmove(self->division + place + 1, self->division + place,
            (self->divisions - place) * sizeof *self->division);
    self->division[place] = division;
    self->divisions++;
    return true;
}

static vro_status insert(vro_subgroups *self, unsigned division, vro_errors *errors) {
    char name[VRO_SUBGROUP_NAME_MAX];
    vro_division_name(division, name);
    if (division == BY_LEVEL)
        return vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                              "GMFCS levels are always there; name gmfcs only where it is crossed, "
                              "as in gmfcs*age");
    if (!vro_subgroups_add(self, division))
        return vro_errors_add(errors, VRO_BAD_USAGE, NULL, "%s is named twice", name);
    return VRO_OK;
}

// text, as "age" or "gmfcs*age=5/8", is cut into words.
static vro_status read_division(vro_subgroups *self, char *text, vro_errors *errors) {
    unsigned division = 0;
    vro_status status = VRO_OK;
    while (text) {
        const vro_status one = read_stratifier(self, strsep(&text, "*"), &division, errors);
        status = vro_status_worse(status, one);
    }
    return division & UNKNOWN ? status : vro_status_worse(status, insert(self, division, errors));
}

// Stratifiers without cuts in the list have the usual ones.
static vro_status finish(vro_subgroups *self, vro_errors *errors) {
    for (size_t i = 0; i < self->divisions; i++)
        for (vro_stratifier_id id = 0; id < VRO_STRATIFIERS; id++)
            if (vro_division_has(self->division[i], id) && self->stratifiers[id].cuts == 0)
                self->stratifiers[id] = vro_stratifier_usual(id);
    const size_t categories = vro_subgroups_categories(self);
    if (categories <= VRO_CATEGORIES_MAX)
        return VRO_OK;
    return vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                          "the list makes %zu subgroups; at most %d are possible: name fewer, or "
                          "give fewer cut points",
                          categories, VRO_CATEGORIES_MAX);
}

vro_status vro_subgroups_read(vro_subgroups *self, const char *text, vro_errors *errors) {
    char *words = strdup(text), *rest = words;
    vro_status status = VRO_OK;
    *self = (vro_subgroups){0};
    if (!words)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "no memory to read --subgroups");
    while (rest) {
        const vro_status one = read_division(self, strsep(&rest, ","), errors);
        status = vro_status_worse(status, one);
    }
    TRY(status);
    TRY(finish(self, errors));
out:
    if (status != VRO_OK)
        *self = (vro_subgroups){0};
    free(words);
    return status;
}

void vro_subgroups_write(const vro_subgroups *self, char text[VRO_SUBGROUPS_TEXT_MAX]) {
    unsigned written = 0; // stratifiers whose cuts stand in the text
    *text = '\0';
    for (size_t i = 0; i < self->divisions; i++) {
        const char *before = i == 0 ? "" : ",";
        for (vro_stratifier_id id = 0; id < VRO_STRATIFIERS; id++) {
            char cuts[VRO_CUTS_TEXT_MAX] = "";
            if (!vro_division_has(self->division[i], id))
                continue;
            if (!vro_division_has(written, id))
                vro_stratifier_write(&self->stratifiers[id], id, cuts);
            append(text, VRO_SUBGROUPS_TEXT_MAX, "%s%s%s", before, vro_stratifier_name(id), cuts);
            written |= 1U << id;
            before = "*";
        }
    }
}

size_t vro_subgroups_division_categories(const vro_subgroups *self, size_t division) {
    size_t categories = 1;
    for (vro_stratifier_id id = 0; id < VRO_STRATIFIERS; id++)
        if (vro_division_has(self->division[division], id))
            categories *= self->stratifiers[id].cuts + 1;
    return categories;
}

size_t vro_subgroups_categories(const vro_subgroups *self) {
    size_t categories = 0;
    for (size_t i = 0; i < self->divisions; i++)
        categories += vro_subgroups_division_categories(self, i);
    return categories;
}

size_t vro_subgroups_count(const vro_subgroups *self) {
    return 1 + VRO_LEVELS + vro_subgroups_categories(self);
}

size_t vro_subgroup_first_stratum(size_t subgroup) {
    return subgroup == 0 ? 0 : subgroup - 1;
}

size_t vro_subgroup_end_stratum(size_t subgroup) {
    return subgroup == 0 ? VRO_LEVELS : subgroup;
}

// The names of its stratifiers' categories, joined by '*'.
static void name_category(const vro_subgroups *self, size_t division, size_t category,
                          char name[VRO_SUBGROUP_NAME_MAX]) {
    size_t below = vro_subgroups_division_categories(self, division);
    *name = '\0';
    for (vro_stratifier_id id = 0; id < VRO_STRATIFIERS; id++) {
        const vro_stratifier *stratifier = &self->stratifiers[id];
        char part[VRO_CATEGORY_NAME_MAX];
        if (!vro_division_has(self->division[division], id))
            continue;
        below /= stratifier->cuts + 1;
        vro_stratifier_category_name(stratifier, id, category / below % (stratifier->cuts + 1),
                                     part);
        append(name, VRO_SUBGROUP_NAME_MAX, "%s%s", *name == '\0' ? "" : "*", part);
    }
}

void vro_subgroups_name(const vro_subgroups *self, size_t subgroup,
                        char name[VRO_SUBGROUP_NAME_MAX]) {
    size_t category = subgroup - 1 - VRO_LEVELS, division = 0;
    if (subgroup == 0) {
        snprintf(name, VRO_SUBGROUP_NAME_MAX, "all");
        return;
    }
    if (subgroup <= VRO_LEVELS) {
        snprintf(name, VRO_SUBGROUP_NAME_MAX, "gmfcs_%zu", subgroup);
        return;
    }
    while (category >= vro_subgroups_division_categories(self, division))
        category -= vro_subgroups_division_categories(self, division++);
    name_category(self, division, category, name);
}
