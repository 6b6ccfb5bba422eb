// The parameter dictionary: every parameter of a scenario table, one row each in dictionary.def.
// The reader, the checks, the writer and the documentation of tables follow it.
#ifndef VROSIM_INPUT_DICTIONARY_H
#define VROSIM_INPUT_DICTIONARY_H

#include "vrosim/core/nearest_name.h"

#include <assert.h>
#include <stdbool.h>

enum { VRO_LEVELS = 5 }; // GMFCS I..V, index 0..4

#define VRO_PARAMETER(identifier, name, unit, distributions, scope, support, lower, upper,         \
                      usual_lower, usual_upper, family, meaning)                                   \
    identifier,
typedef enum vro_parameter_id {
#include "vrosim/input/dictionary.def"
    VRO_PARAMETERS
} vro_parameter_id;
#undef VRO_PARAMETER

// Parameters from VRO_FIRST_OPTIONAL on may be missing in all tables: they are then 0 (a text
// empty), and parameters.csv does not have them. Costs and utilities are contiguous.
enum {
    VRO_FIRST_OPTIONAL = VRO_FOLLOWUP_LANDMARKS,
    VRO_FIRST_COST = VRO_COST_ADMISSION,
    VRO_FIRST_UTILITY = VRO_UTILITY_BASELINE,
    VRO_END_OF_UTILITIES = VRO_UTILITY_PRESSURE_SORE + 1
};
static_assert(VRO_FIRST_COST > VRO_FIRST_OPTIONAL, "costs may be left out");
static_assert(VRO_FIRST_UTILITY == VRO_COST_CARE + 1, "utilities follow the costs");
static_assert(VRO_END_OF_UTILITIES == (int)VRO_PARAMETERS, "utilities are the last parameters");

// What the rows of a parameter hold: one number, a distribution, or one text for all levels.
typedef enum vro_distributions_allowed {
    VRO_ONLY_FIXED,
    VRO_ANY_DISTRIBUTION,
    VRO_ONLY_TEXT
} vro_distributions_allowed;

// The entry in the column `distribution` of a row whose value is a text.
#define VRO_TEXT_WORD "text"

// Which strategy a row may name.
typedef enum vro_scope {
    VRO_SHARED,      // none: it describes the child or the follow-up
    VRO_BY_STRATEGY, // any, or none for all
    VRO_OF_STRATEGY, // one: it says what that strategy is, and no other strategy takes it over
} vro_scope;

// Where a distribution may have mass.
typedef enum vro_support {
    VRO_ANYWHERE,
    VRO_NOT_NEGATIVE, // no mass below 0
    VRO_WITHIN_BOUNDS // no mass outside the least and greatest number allowed
} vro_support;

// The family of distributions that describes the uncertainty of an estimate, by the natural range
// of the parameter. Its mean is the value of a table, its standard deviation the standard error se.
typedef enum vro_family {
    VRO_NORMAL,    // anywhere
    VRO_LOGNORMAL, // above 0
    VRO_BETA,      // between the least and the greatest number allowed
    VRO_DIRICHLET, // the weights of the levels together: shares that add up to 1
    VRO_CERTAIN,   // none: a text, or a number that defines what is measured
    VRO_FAMILIES
} vro_family;

typedef struct vro_parameter {
    const char *name; // "plan.target_nsa"
    const char *unit; // as the table must write it
    vro_distributions_allowed distributions;
    vro_scope scope;
    vro_support support;
    double lower;       // bounds of value, min and max;
    double upper;       // of a text, of its number of characters
    double usual_lower; // a value outside of these, or the mean of a distribution, may be a slip:
    double usual_upper; // a wrong unit, or a point in the wrong place. Of a text the bounds again
    vro_family family;
    const char *meaning;
} vro_parameter;

// The row of a parameter; id below VRO_PARAMETERS. Static, never freed.
const vro_parameter *vro_dictionary_row(vro_parameter_id id);

// "normal", "lognormal", "beta", "dirichlet", "none". Static.
const char *vro_family_name(vro_family family);

// Finds the parameter of a name; false if no parameter has it.
bool vro_dictionary_find(const char *name, vro_parameter_id *id);

// Whether the parameter of a name is a text.
bool vro_dictionary_is_text(const char *name);

// The parameter that a word probably means; NULL if none is so near.
const char *vro_dictionary_nearest(const char *word, vro_nearness most);

// What follows "WORD is unknown".
vro_suggestion vro_dictionary_suggest(const char *word);

// Whether a word, or one that stands for it, is in the name or in the meaning of a parameter.
bool vro_dictionary_matches(const char *word, vro_parameter_id id);

#endif
