// The methods of a study as plain sentences, from what its manifest says (table/study_facts.h): for
// a paper, the report and reporting checklists. The sentences stand once, in methods_sentences.def.
#ifndef VROSIM_TABLE_METHODS_TEXT_H
#define VROSIM_TABLE_METHODS_TEXT_H

#include "vrosim/core/error.h"
#include "vrosim/core/named_texts.h"
#include "vrosim/table/report_texts.h"

// In the order in which they are read.
typedef enum vro_methods_part {
    VRO_METHODS_DESIGN,
    VRO_METHODS_CHILDREN,
    VRO_METHODS_STRATEGIES,
    VRO_METHODS_FOLLOW_UP,
    VRO_METHODS_ECONOMICS,
    VRO_METHODS_MODEL,
    VRO_METHODS_RANDOM_NUMBERS,
    VRO_METHODS_ANALYSIS,
    VRO_METHODS_ERRORS,
    VRO_METHODS_PARAMETERS,
    VRO_METHODS_SOFTWARE,
    VRO_METHODS_PARTS
} vro_methods_part;

typedef struct vro_methods_text {
    char *parts[VRO_METHODS_PARTS]; // the sentences of a part, "" where it has none; owned
} vro_methods_text;

// A sentence is left out where the study lacks one of its facts. VRO_NO_MEMORY; self is then empty.
VRO_MUST_CHECK vro_status vro_methods_text_init(vro_methods_text *self,
                                                const vro_named_texts *facts, vro_language language,
                                                vro_errors *errors);

// The heading of a part, "Children". Static.
const char *vro_methods_text_heading(vro_methods_part part, vro_language language);

// Adds the parts that have sentences to facts, as texts of the names "methods_design", ...,
// "methods_software".
void vro_methods_text_name(const vro_methods_text *self, vro_named_texts *facts);

void vro_methods_text_free(vro_methods_text *self);

#endif
