// What people call outcomes in figures.
#ifndef VROSIM_TABLE_OUTCOME_WORDS_H
#define VROSIM_TABLE_OUTCOME_WORDS_H

#include "vrosim/table/report_texts.h"

// The words for an outcome of result files ("revision_by_10y"), to be freed by the caller; its name
// with blanks for underscores where there are none. NULL without memory (not reported).
char *vro_outcome_words(vro_language language, const char *outcome);

// The same as the beginning of a sentence, with a capital in front.
char *vro_outcome_heading(vro_language language, const char *outcome);

// X of an outcome PREFIX_by_Xy, in years; NAN for any other.
double vro_outcome_landmark(const char *outcome, const char *prefix);

#endif
