#include "vrosim/input/stratifier.h"

#include "vrosim/core/decimal.h"
#include "vrosim/core/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// What a stratifier is; its cuts lie between the bounds of the parameter.
typedef struct kind {
    const char *name;
    vro_parameter_id parameter;
    const char *example;
    vro_stratifier usual;
    const char *const *categories; // names; NULL: made from the cuts, and other cuts can be given
} kind;

static const char *const LEVELS[] = {"gmfcs_1", "gmfcs_2", "gmfcs_3", "gmfcs_4", "gmfcs_5"};
static const char *const SEXES[] = {"male", "female"};
static const char *const SIDES[] = {"unilateral", "bilateral"};

// Usual cuts of age: correction is lost again almost whole below 4 (Brunner 1997), the mean age at
// osteotomy is 8 (Shore 2015), growth ends soon after 10. Of migration: displaced over 30, surgery
// is usually offered from 40, failed over 50 (Shore 2015); 70 divides the half of all hips that is
// over 50.
static const kind kinds[VRO_STRATIFIERS] = {
    [VRO_BY_GMFCS] = {"gmfcs", VRO_PARAMETERS, "", {4, {2, 3, 4, 5}}, LEVELS},
    [VRO_BY_SEX] = {"sex", VRO_POPULATION_FEMALE, "", {1, {1}}, SEXES},
    [VRO_BY_AGE] = {"age", VRO_POPULATION_AGE, "age=5/8/12", {4, {4, 6, 8, 10}}, NULL},
    [VRO_BY_BILATERAL] = {"bilateral", VRO_PLAN_BILATERAL, "", {1, {1}}, SIDES},
    [VRO_BY_MIGRATION] =
        {"migration", VRO_ANATOMY_MIGRATION, "migration=40", {4, {30, 40, 50, 70}}, NULL},
};

// Digits of a cut in names: floats with 6 digits are all different.
#define CUT_FORMAT "%.6g"

enum { CUT_TEXT_MAX = 32 };

const char *vro_stratifier_name(vro_stratifier_id id) {
    return kinds[id].name;
}

bool vro_stratifier_find(const char *name, vro_stratifier_id *id) {
    for (*id = 0; *id < VRO_STRATIFIERS; (*id)++)
        if (strcmp(kinds[*id].name, name) == 0)
            return true;
    return false;
}

vro_stratifier vro_stratifier_usual(vro_stratifier_id id) {
    return kinds[id].usual;
}

static vro_status read_number(const kind *row, const char *word, double *cut, vro_errors *errors) {
    const double upper = vro_dictionary_row(row->parameter)->upper;
    const vro_excerpt shown = vro_text_excerpt(word);
    char name[CUT_TEXT_MAX];
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

vro_status vro_stratifier_read(vro_stratifier *self, vro_stratifier_id id, char *text,
                               vro_errors *errors) {
    const kind *row = &kinds[id];
    vro_status status = VRO_OK;
    *self = (vro_stratifier){0};
    if (row->categories)
        return vro_errors_add(errors, VRO_BAD_USAGE, NULL, "%s takes no cuts; write it without '='",
                              row->name);
    while (text) {
        double cut;
        if (self->cuts == VRO_CUTS_MAX)
            return vro_errors_add(errors, VRO_BAD_USAGE, NULL, "%s can be cut at %d places at most",
                                  row->name, VRO_CUTS_MAX);
        vro_status one = read_number(row, strsep(&text, "/"), &cut, errors);
        if (one == VRO_OK)
            one = append_cut(row, cut, self, errors);
        status = vro_status_worse(status, one);
    }
    return status;
}

void vro_stratifier_write(const vro_stratifier *self, vro_stratifier_id id,
                          char text[VRO_CUTS_TEXT_MAX]) {
    size_t length = 0;
    *text = '\0';
    for (size_t i = 0; i < self->cuts && !kinds[id].categories; i++)
        length += (size_t)snprintf(text + length, VRO_CUTS_TEXT_MAX - length, "%c" CUT_FORMAT,
                                   i == 0 ? '=' : '/', (double)self->cut[i]);
}

bool vro_stratifier_equals(const vro_stratifier *self, const vro_stratifier *other) {
    for (size_t i = 0; i < self->cuts && i < other->cuts; i++)
        if (self->cut[i] != other->cut[i])
            return false;
    return self->cuts == other->cuts;
}

void vro_stratifier_category_name(const vro_stratifier *self, vro_stratifier_id id, size_t category,
                                  char name[VRO_CATEGORY_NAME_MAX]) {
    const char *stratifier = kinds[id].name;
    if (kinds[id].categories)
        snprintf(name, VRO_CATEGORY_NAME_MAX, "%s", kinds[id].categories[category]);
    else if (category == 0)
        snprintf(name, VRO_CATEGORY_NAME_MAX, "%s_under_" CUT_FORMAT, stratifier,
                 (double)self->cut[0]);
    else if (category == self->cuts)
        snprintf(name, VRO_CATEGORY_NAME_MAX, "%s_" CUT_FORMAT "_and_over", stratifier,
                 (double)self->cut[category - 1]);
    else
        snprintf(name, VRO_CATEGORY_NAME_MAX, "%s_" CUT_FORMAT "_to_" CUT_FORMAT, stratifier,
                 (double)self->cut[category - 1], (double)self->cut[category]);
}
