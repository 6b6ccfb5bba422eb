// A form of four items and a checklist of it, for tests.
#ifndef VROSIM_TESTS_SMALL_CHECKLIST_H
#define VROSIM_TESTS_SMALL_CHECKLIST_H

#include "vrosim/table/checklist.h"

#include "faults.h"

static vro_checklist_item SMALL_ITEMS[] = {
    {"1", "Methods", "how many", "{patients} children.", "", "", "summary.csv: n",
     "summary.csv psa_summary.csv", "vrosim run"},
    {"2", "Methods", "who", "", "Children of {country}.", "why", "parameters.csv", "parameters.csv",
     ""},
    {"3", "Results", "what <b>", "{samples} samples.", "{patients} children.", "samples",
     "psa_summary.csv", "psa_summary.csv", "vrosim psa"},
    {"4", "Other", "who paid", "", "", "who paid", "", "", ""},
};
static const vro_checklist_form SMALL_FORM = {.name = "small",
                                              .title = "Small & short",
                                              .link = "https://example.org/?a=1&b=2",
                                              .note = "A form.",
                                              .items = SMALL_ITEMS,
                                              .count = 4};

typedef struct small_checklist {
    vro_named_texts facts;
    vro_checklist checklist;
    vro_errors errors;
} small_checklist;

// Of a study of 500 children in Norway with summary.csv, that is no psa.
static inline void small_checklist_open(small_checklist *self) {
    *self = (small_checklist){0};
    vro_named_texts_set(&self->facts, "patients", "500");
    vro_named_texts_set(&self->facts, "country", "Norway");
    vro_named_texts_set(&self->facts, "summary", "summary.csv");
    vro_named_texts_set(&self->facts, "parameters", "parameters.csv");
    assert_int_equal(vro_checklist_init(&self->checklist, &SMALL_FORM, &self->facts, &self->errors),
                     VRO_OK);
}

static inline void small_checklist_close(small_checklist *self) {
    vro_checklist_free(&self->checklist);
    vro_named_texts_free(&self->facts);
    vro_errors_free(&self->errors);
}

#endif
