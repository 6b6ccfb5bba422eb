// What an uncertainty analysis covers: how each row of the scenario's table enters it, and what the
// samples of the uncertain ones have.
#ifndef VROSIM_STUDY_COVERAGE_H
#define VROSIM_STUDY_COVERAGE_H

#include "vrosim/input/scenario_rows.h"
#include "vrosim/study/drawn_correlations.h"
#include "vrosim/study/drawn_parameter.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum vro_coverage_kind {
    VRO_COVERED_UNCERTAIN,  // it has a standard error, and is sampled
    VRO_COVERED_QUESTION,   // it says what is asked, and is no estimate
    VRO_COVERED_ASSUMPTION, // treated as exact, although it rests on an assumption
    VRO_COVERED_SOURCE,     // treated as exact, and rests on a source
    VRO_COVERED_KINDS
} vro_coverage_kind;

typedef struct vro_covered_row {
    vro_scenario_row row;
    vro_coverage_kind kind;
    size_t parameter; // number of the uncertain parameter that is sampled for it, if it is
} vro_covered_row;

typedef struct vro_coverage {
    const vro_ensemble *ensemble; // borrowed
    vro_covered_row *rows;        // [count], in the order of parameters.csv; owned
    size_t count;
    size_t counts[VRO_COVERED_KINDS]; // rows of each kind
    vro_drawn_parameter *drawn;       // [parameters of the uncertainty], owned
    vro_drawn_correlations correlations;
} vro_coverage;

// Classifies the rows of the scenario of an ensemble. One without a standard error says what is
// asked where its parameter does (plan., followup., strategy., economics.) or its source begins
// with "definition". Else it rests on an assumption where its source says so (assumption, assumed,
// opinion, guess), is empty, or names no study: has neither a figure, such as a year or a number of
// children, nor the word "study" or "studies". VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_coverage_init(vro_coverage *self, const vro_ensemble *ensemble,
                                            vro_errors *errors);

// Whether a row of a parameter says what is asked, and whether the source of another is an
// assumption: the rules of vro_coverage_init.
bool vro_coverage_is_question(const char *parameter, const char *source);
bool vro_coverage_is_assumption(const char *source);

// "uncertain", "question", "assumption", "source". Static.
const char *vro_coverage_kind_name(vro_coverage_kind kind);

// Releases everything.
void vro_coverage_free(vro_coverage *self);

#endif
