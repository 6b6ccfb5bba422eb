#include "vrosim/input/strategy_name.h"

#include "vrosim/core/spreadsheet.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char LETTERS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
static const char ALLOWED[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-";

static const char FORMULA[] = "is a formula to a spreadsheet; let the name begin with a letter";
static const char MISSING[] =
    "is a missing value to R and other programs; leave it empty for all strategies, or "
    "choose another name";
static const char LOGICAL[] = "is true or false to R and other programs; choose another name";
static const char NUMBER[] = "is a number to R and other programs; choose another name";
static const char NO_LETTER[] =
    "has no letter, so it is a number or a date to other programs; choose another name";
static const char DATE[] = "is a date or time to a spreadsheet; choose another name";
static const char RESERVED[] = "stands for the cells for all strategies; choose another name";
static const char CHARACTERS[] =
    "is not a strategy name; use at most 64 letters A-Z and a-z, digits, '_', '.' and '-'";

// In any case.
typedef struct misread_word {
    const char *word;
    const char *fault;
} misread_word;

static const misread_word misread_words[] = {
    {"na", MISSING},    {"n.a", MISSING},     {"n.a.", MISSING},
    {"nan", MISSING},   {"null", MISSING},    {"nil", MISSING},
    {"none", MISSING},  {"missing", MISSING}, {"true", LOGICAL},
    {"false", LOGICAL}, {"t", LOGICAL},       {"f", LOGICAL},
    {"yes", LOGICAL},   {"no", LOGICAL},      {"y", LOGICAL},
    {"n", LOGICAL},     {"on", LOGICAL},      {"off", LOGICAL},
    {"inf", NUMBER},    {"infinity", NUMBER}, {VRO_DEFAULT_STRATEGY, RESERVED},
};

const char *const *vro_strategy_builtin(void) {
    static const char *const names[VRO_BUILTIN_STRATEGIES] = {
        "soft_tissue", "vro", "vro_soft_tissue", "vro_pelvic", "observation"};
    return names;
}

bool vro_strategy_is_builtin(const char *name) {
    for (size_t i = 0; i < VRO_BUILTIN_STRATEGIES; i++)
        if (strcmp(vro_strategy_builtin()[i], name) == 0)
            return true;
    return false;
}

static const char *fault_of_word(const char *name) {
    for (size_t i = 0; i < sizeof misread_words / sizeof *misread_words; i++)
        if (strcasecmp(misread_words[i].word, name) == 0)
            return misread_words[i].fault;
    return NULL;
}

// 1e5 and 0x1F, and 1d5 as Fortran writes it. name: at most VRO_STRATEGY_BYTES.
static bool is_number(const char *name) {
    char text[VRO_STRATEGY_BYTES + 1];
    char *end;
    strcpy(text, name);
    char *exponent = text + strspn(text, "0123456789.");
    if (exponent > text && tolower((unsigned char)*exponent) == 'd')
        *exponent = 'e';
    (void)strtod(text, &end);
    return *end == '\0';
}

const char *vro_strategy_name_fault(const char *name) {
    const size_t length = strlen(name);
    if (vro_spreadsheet_read(name) == VRO_SPREADSHEET_FORMULA)
        return FORMULA;
    if (length == 0 || length > VRO_STRATEGY_BYTES || strspn(name, ALLOWED) != length)
        return CHARACTERS;
    const char *fault = fault_of_word(name);
    if (fault)
        return fault;
    if (!strpbrk(name, LETTERS))
        return NO_LETTER;
    if (is_number(name))
        return NUMBER;
    return vro_spreadsheet_read(name) == VRO_SPREADSHEET_DATE ? DATE : NULL;
}
