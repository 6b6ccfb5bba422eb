// A tally as a list of whole numbers, the same on every machine: children by stratum, what they are
// and what was done, products of
// strategies, then for each strategy and stratum the moments, the pairs, the products of
// trade-offs, the counters of the histograms, the offsets of the cells of costs and QALYs that hold
// a value, the events and the deaths. Sums of 128 bits are two numbers, the lower half first, in
// two's complement.
#ifndef VROSIM_OUTCOME_TALLY_CODEC_H
#define VROSIM_OUTCOME_TALLY_CODEC_H

#include "vrosim/file/varint.h"
#include "vrosim/outcome/tally.h"

// Appends the numbers of a tally.
void vro_tally_codec_write(const vro_tally *tally, vro_varint_writer *writer);

// Reads the numbers of a tally of this shape, whose counts are all 0. The reader keeps its own
// errors.
void vro_tally_codec_read(vro_tally *tally, vro_varint_reader *reader);

#endif
