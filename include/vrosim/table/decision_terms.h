// What the figures of a decision speak of: the trade-off, the threshold at which knowing more is
// worth most, and how people say amounts of it.
#ifndef VROSIM_TABLE_DECISION_TERMS_H
#define VROSIM_TABLE_DECISION_TERMS_H

#include "vrosim/outcome/trade_off.h"
#include "vrosim/table/figure_texts.h"
#include "vrosim/table/result_tables.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct vro_decision_terms {
    vro_trade_off_id trade_off; // the first of decision_information.csv
    double threshold;           // with the greatest value of perfect information in all children,
                                // the first of several; NAN: the file has no row
    const char *best;           // the strategy that is best on average there, borrowed
    double right;               // share of the samples in which it is
    double information;         // value of perfect information there
    double information_se;
    double lowest; // of the thresholds
    double highest;
    const char *currency; // "USD"
} vro_decision_terms;

// From decision_information.csv, which is there, and parameters.csv where it is. Texts are kept in
// texts, here and below.
void vro_decision_terms_read(vro_decision_terms *self, const vro_result_tables *tables,
                             vro_figure_texts *texts);

// Whether a row of a decision_*.csv file is of the trade-off and of all children.
bool vro_decision_terms_concern(const vro_decision_terms *self, const vro_result_table *table,
                                size_t row);

// "65,000 USD per QALY": a threshold as files have it.
const char *vro_decision_terms_threshold(const vro_decision_terms *self, double threshold,
                                         vro_figure_texts *texts);

// "2,710 USD": an amount of the cost as files have it. With a sign: +2,710.
const char *vro_decision_terms_amount(const vro_decision_terms *self, double cost,
                                      vro_figure_texts *texts);
const char *vro_decision_terms_change(const vro_decision_terms *self, double cost,
                                      vro_figure_texts *texts);

// The texts that differ between trade-offs.
typedef enum vro_decision_word {
    VRO_WORD_THRESHOLD_AXIS, // "Threshold, thousand USD per QALY"
    VRO_WORD_INFORMATION,    // "Value of perfect information, thousand USD per child"
    VRO_WORD_EFFECT_AXIS,
    VRO_WORD_COST_AXIS,
    VRO_WORD_COST_UNIT, // "thousand USD"
    VRO_WORD_EFFECT,    // in a sentence
    VRO_WORD_COST,
    VRO_WORD_MORE_AT_MORE, // quadrants, from the upper right against the clock
    VRO_WORD_LESS_AT_MORE,
    VRO_WORD_LESS_AT_LESS,
    VRO_WORD_MORE_AT_LESS,
    VRO_DECISION_WORDS
} vro_decision_word;

const char *vro_decision_terms_word(const vro_decision_terms *self, vro_decision_word word,
                                    vro_figure_texts *texts);

#endif
