#include "vrosim/input/child_attribute.h"

#include "vrosim/core/text.h"
#include "vrosim/input/dictionary.h"
#include "vrosim/input/synonyms.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

typedef struct attribute_row {
    const char *name;
    const char *synonym;        // a word under which people may look for it
    const char *words;          // for people, a format of one number
    vro_parameter_id parameter; // that it takes the place of
} attribute_row;

static const attribute_row rows[VRO_CHILD_ATTRIBUTES] = {
    [VRO_CHILD_GMFCS] = {"gmfcs", "level", NULL, VRO_POPULATION_GMFCS},
    [VRO_CHILD_FEMALE] = {"female", "sex", NULL, VRO_POPULATION_FEMALE},
    [VRO_CHILD_AGE] = {"age", "age_years", "%.6g years old", VRO_POPULATION_AGE},
    [VRO_CHILD_MATURITY] = {"maturity", "maturity_age", "fully grown at %.6g years",
                            VRO_GROWTH_MATURITY_AGE_FEMALE},
    [VRO_CHILD_NSA] = {"nsa", "neck_shaft_angle", "neck-shaft angle %.6g degrees", VRO_ANATOMY_NSA},
    [VRO_CHILD_ANTEVERSION] = {"anteversion", "fna", "anteversion %.6g degrees",
                               VRO_ANATOMY_ANTEVERSION},
    [VRO_CHILD_ACETABULAR_INDEX] = {"acetabular_index", "ai", "acetabular index %.6g degrees",
                                    VRO_ANATOMY_ACETABULAR_INDEX},
    [VRO_CHILD_MIGRATION] = {"migration", "mp", "migration %.6g %%", VRO_ANATOMY_MIGRATION},
    [VRO_CHILD_OTHER_NSA] = {"other_nsa", "nsa_other",
                             "neck-shaft angle of the other hip %.6g degrees", VRO_ANATOMY_NSA},
    [VRO_CHILD_OTHER_ANTEVERSION] = {"other_anteversion", "anteversion_other",
                                     "anteversion of the other hip %.6g degrees",
                                     VRO_ANATOMY_ANTEVERSION},
    [VRO_CHILD_OTHER_ACETABULAR_INDEX] = {"other_acetabular_index", "acetabular_index_other",
                                          "acetabular index of the other hip %.6g degrees",
                                          VRO_ANATOMY_ACETABULAR_INDEX},
    [VRO_CHILD_OTHER_MIGRATION] = {"other_migration", "migration_other",
                                   "migration of the other hip %.6g %%",
                                   VRO_ANATOMY_MIGRATION_OTHER},
};

// A word that may stand for a number.
typedef struct value_word {
    vro_child_attribute attribute;
    const char *word; // in any case
    float value;
} value_word;

static const value_word value_words[] = {
    {VRO_CHILD_GMFCS, "I", 1},       {VRO_CHILD_GMFCS, "II", 2},    {VRO_CHILD_GMFCS, "III", 3},
    {VRO_CHILD_GMFCS, "IV", 4},      {VRO_CHILD_GMFCS, "V", 5},     {VRO_CHILD_FEMALE, "girl", 1},
    {VRO_CHILD_FEMALE, "boy", 0},    {VRO_CHILD_FEMALE, "f", 1},    {VRO_CHILD_FEMALE, "m", 0},
    {VRO_CHILD_FEMALE, "female", 1}, {VRO_CHILD_FEMALE, "male", 0}, {VRO_CHILD_FEMALE, "yes", 1},
    {VRO_CHILD_FEMALE, "no", 0},     {VRO_CHILD_FEMALE, "true", 1}, {VRO_CHILD_FEMALE, "false", 0},
};

const char *vro_child_attribute_name(vro_child_attribute attribute) {
    return rows[attribute].name;
}

bool vro_child_attribute_find(const char *name, vro_child_attribute *attribute) {
    for (int a = 0; a < VRO_CHILD_ATTRIBUTES; a++) {
        if (strcmp(rows[a].name, name) == 0) {
            *attribute = (vro_child_attribute)a;
            return true;
        }
    }
    return false;
}

vro_suggestion vro_child_attribute_suggest(const char *word) {
    const char *names[VRO_CHILD_ATTRIBUTES], *synonyms[VRO_CHILD_ATTRIBUTES];
    for (int a = 0; a < VRO_CHILD_ATTRIBUTES; a++) {
        names[a] = rows[a].name;
        synonyms[a] = rows[a].synonym;
    }
    const vro_name_list among = vro_synonyms_list(names, synonyms, VRO_CHILD_ATTRIBUTES);
    return vro_suggest(word, &among);
}

const char *vro_child_attribute_names(void) {
    return "gmfcs, female, age, maturity, nsa, anteversion, acetabular_index, migration, and the "
           "last four of the other hip with other_ before them";
}

// The word's value; NAN where it is none.
static float value_of_word(vro_child_attribute attribute, const char *text) {
    for (size_t i = 0; i < sizeof value_words / sizeof *value_words; i++)
        if (value_words[i].attribute == attribute && strcasecmp(value_words[i].word, text) == 0)
            return value_words[i].value;
    return NAN;
}

static vro_status fault_of_value(vro_child_attribute attribute, const char *text,
                                 const vro_place *place, vro_errors *errors) {
    const vro_parameter *parameter = vro_dictionary_row(rows[attribute].parameter);
    const vro_excerpt shown = vro_text_excerpt(text);
    if (attribute == VRO_CHILD_GMFCS)
        return vro_errors_add(errors, VRO_BAD_INPUT, place,
                              "gmfcs is '%s'; write a level, 1 to 5 or I to V", shown.text);
    if (attribute == VRO_CHILD_FEMALE)
        return vro_errors_add(errors, VRO_BAD_INPUT, place,
                              "female is '%s'; write 1 or girl, 0 or boy", shown.text);
    return vro_errors_add(errors, VRO_BAD_INPUT, place,
                          "%s is '%s'; write a number from %g to %g (%s), with a decimal point",
                          rows[attribute].name, shown.text, parameter->lower, parameter->upper,
                          parameter->unit);
}

static bool is_possible(vro_child_attribute attribute, double value) {
    const vro_parameter *parameter = vro_dictionary_row(rows[attribute].parameter);
    if (attribute == VRO_CHILD_GMFCS)
        return value >= 1 && value <= VRO_LEVELS && value == floor(value);
    if (attribute == VRO_CHILD_FEMALE)
        return value == 0 || value == 1;
    return value >= parameter->lower && value <= parameter->upper;
}

vro_status vro_child_attribute_read(vro_child_attribute attribute, const char *text,
                                    vro_csv_reader *csv, const vro_place *place, float *value,
                                    vro_errors *errors) {
    double number;
    *value = value_of_word(attribute, text);
    if (!isnan(*value))
        return VRO_OK;
    if (vro_csv_reader_number(csv, text, &number) || !is_possible(attribute, number))
        return fault_of_value(attribute, text, place, errors);
    *value = (float)number + 0.0f; // never -0
    return VRO_OK;
}

void vro_child_attribute_write(vro_child_attribute attribute, float value,
                               char text[VRO_CHILD_WORDS_MAX]) {
    static const char *const levels[] = {"I", "II", "III", "IV", "V"};
    if (attribute == VRO_CHILD_GMFCS)
        snprintf(text, VRO_CHILD_WORDS_MAX, "GMFCS level %s", levels[(int)value - 1]);
    else if (attribute == VRO_CHILD_FEMALE)
        snprintf(text, VRO_CHILD_WORDS_MAX, "%s", value > 0 ? "a girl" : "a boy");
    else
        snprintf(text, VRO_CHILD_WORDS_MAX, rows[attribute].words, (double)value);
}
