#include "vrosim/input/subgroups.h"

#include "vrosim/core/decimal.h"
#include "vrosim/core/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// What a stratifier is; its cuts lie between the bounds of the parameter.
typedef struct kind {
    const char *name;
    vro_parameter_id parameter;
    const char *example;
    vro_stratifier usual;
    bool divisible; // other cuts can be given
} kind;

// Usual cuts of age: correction is lost again almost whole below 4 (Brunner 1997), the mean age at
// osteotomy is 8 (Shore 2015), growth ends soon after 10. Of migration: displaced over 30, surgery
// is usually offered from 40, failed over 50 (Shore 2015); 70 divides the half of all hips that is
// over 50.
static const kind kinds[VRO_STRATIFIERS] = {
    [VRO_BY_AGE] = {"age", VRO_POPULATION_AGE, "age=5/8/12", {true, 4, {4, 6, 8, 10}}, true},
    [VRO_BY_BILATERAL] = {"bilateral", VRO_PLAN_BILATERAL, "bilateral", {true, 1, {1}}, false},
    [VRO_BY_MIGRATION] =
        {"migration", VRO_ANATOMY_MIGRATION, "migration=40", {true, 4, {30, 40, 50, 70}}, true},
};

// Digits of a cut in names: floats with 6 digits are all different.
#define CUT_FORMAT "%.6g"

static vro_status read_number(const kind *row, const char *word, double *cut, vro_errors *errors) {
    const double upper = vro_dictionary_row(row->parameter)->upper;
    const vro_excerpt shown = vro_text_excerpt(word);
    char name[VRO_SUBGROUP_NAME_MAX];
    if (vro_decimal_read(word, cut))
        return vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                              "'%s' is not a number at which to cut %s; write it like %s",
                              shown.text, row->name, row->example);
    if (!(*cut > 0) || *cut >= upper)
        return vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                              "%s cannot be cut at %s; write a number between 0 and %g", row->name,
                              shown.text, upper);
    snprintf(name, sizeof name, CUT_FORMAT, *cut);
    if (strtod(name, NULL) != *cut)
        return vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                              "%s cannot be cut at %s; use at most 6 digits", row->name,
                              shown.text);
    return VRO_OK;
}

static vro_status append_cut(const kind *row, double cut, vro_stratifier *to, vro_errors *errors) {
    if (to->cuts > 0 && (float)cut <= to->cut[to->cuts - 1])
        return vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                              "the cut points of %s must rise; " CUT_FORMAT
                              " is not above the one before",
                              row->name, cut);
    to->cut[to->cuts++] = (float)cut;
    return VRO_OK;
}

// text is cut into words.
static vro_status read_cuts(const kind *row, char *text, vro_stratifier *to, vro_errors *errors) {
    vro_status status = VRO_OK;
    if (!row->divisible)
        return vro_errors_add(errors, VRO_BAD_USAGE, NULL, "%s takes no cuts; write it without '='",
                              row->name);
    while (text) {
        double cut;
        if (to->cuts == VRO_CUTS_MAX)
            return vro_errors_add(errors, VRO_BAD_USAGE, NULL, "%s can be cut at %d places at most",
                                  row->name, VRO_CUTS_MAX);
        vro_status one = read_number(row, strsep(&text, "/"), &cut, errors);
        if (one == VRO_OK)
            one = append_cut(row, cut, to, errors);
        status = vro_status_worse(status, one);
    }
    return status;
}

// text, as "age" or "age=5/8", is cut into words.
static vro_status read_stratifier(vro_subgroups *self, char *text, vro_errors *errors) {
    const char *name = strsep(&text, "=");
    int id = 0;
    while (id < VRO_STRATIFIERS && strcmp(kinds[id].name, name) != 0)
        id++;
    if (id == VRO_STRATIFIERS)
        return vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                              "'%s' is not one of age, bilateral and migration (GMFCS levels "
                              "are always there)",
                              vro_text_excerpt(name).text);
    vro_stratifier *stratifier = &self->stratifiers[id];
    if (stratifier->used)
        return vro_errors_add(errors, VRO_BAD_USAGE, NULL, "%s is named twice", name);
    if (!text) {
        *stratifier = kinds[id].usual;
        return VRO_OK;
    }
    stratifier->used = true;
    return read_cuts(&kinds[id], text, stratifier, errors);
}

vro_status vro_subgroups_read(vro_subgroups *self, const char *text, vro_errors *errors) {
    char *words = strdup(text), *rest = words;
    vro_status status = VRO_OK;
    *self = (vro_subgroups){0};
    if (!words)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "no memory to read --subgroups");
    while (rest) {
        const vro_status one = read_stratifier(self, strsep(&rest, ","), errors);
        status = vro_status_worse(status, one);
    }
    if (status != VRO_OK)
        *self = (vro_subgroups){0};
    free(words);
    return status;
}

// Appends in printf form to a text that has room for it.
__attribute__((format(printf, 2, 3))) static void append(char *text, const char *format, ...) {
    const size_t length = strlen(text);
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text + length, VRO_SUBGROUPS_TEXT_MAX - length, format, arguments);
    va_end(arguments);
}

void vro_subgroups_write(const vro_subgroups *self, char text[VRO_SUBGROUPS_TEXT_MAX]) {
    *text = '\0';
    for (int id = 0; id < VRO_STRATIFIERS; id++) {
        const vro_stratifier *stratifier = &self->stratifiers[id];
        if (!stratifier->used)
            continue;
        append(text, "%s%s", *text == '\0' ? "" : ",", kinds[id].name);
        for (size_t i = 0; i < stratifier->cuts && kinds[id].divisible; i++)
            append(text, "%c" CUT_FORMAT, i == 0 ? '=' : '/', (double)stratifier->cut[i]);
    }
}

size_t vro_stratifier_categories(const vro_stratifier *self) {
    return self->used ? self->cuts + 1 : 0;
}

size_t vro_subgroups_categories(const vro_subgroups *self) {
    size_t categories = 0;
    for (int id = 0; id < VRO_STRATIFIERS; id++)
        categories += vro_stratifier_categories(&self->stratifiers[id]);
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

static void name_category(const vro_stratifier *self, const char *stratifier, size_t category,
                          char name[VRO_SUBGROUP_NAME_MAX]) {
    if (category == 0) {
        snprintf(name, VRO_SUBGROUP_NAME_MAX, "%s_under_" CUT_FORMAT, stratifier,
                 (double)self->cut[0]);
    } else if (category == self->cuts) {
        snprintf(name, VRO_SUBGROUP_NAME_MAX, "%s_" CUT_FORMAT "_and_over", stratifier,
                 (double)self->cut[category - 1]);
    } else {
        snprintf(name, VRO_SUBGROUP_NAME_MAX, "%s_" CUT_FORMAT "_to_" CUT_FORMAT, stratifier,
                 (double)self->cut[category - 1], (double)self->cut[category]);
    }
}

void vro_subgroups_name(const vro_subgroups *self, size_t subgroup,
                        char name[VRO_SUBGROUP_NAME_MAX]) {
    size_t category = subgroup - 1 - VRO_LEVELS;
    int id = 0;
    if (subgroup == 0) {
        strcpy(name, "all");
        return;
    }
    if (subgroup <= VRO_LEVELS) {
        snprintf(name, VRO_SUBGROUP_NAME_MAX, "gmfcs_%zu", subgroup);
        return;
    }
    while (category >= vro_stratifier_categories(&self->stratifiers[id]))
        category -= vro_stratifier_categories(&self->stratifiers[id++]);
    if (id == VRO_BY_BILATERAL)
        strcpy(name, category == 0 ? "unilateral" : "bilateral");
    else
        name_category(&self->stratifiers[id], kinds[id].name, category, name);
}
