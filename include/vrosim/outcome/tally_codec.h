// A tally as a list of whole numbers, the same on every machine: children by stratum, products of
// strategies, then for each strategy and stratum the moments, the pairs, the products of
// trade-offs, the counters of the histograms, the events and the deaths. Sums of 128 bits are two
// numbers, the lower half first, in two's complement.
#ifndef VROSIM_OUTCOME_TALLY_CODEC_H
#define VROSIM_OUTCOME_TALLY_CODEC_H

#include "vrosim/file/varint.h"
#include "vrosim/outcome/tally.h"

#include <stdbool.h>
#include <stdint.h>

// Appends the numbers of a tally.
void vro_tally_codec_write(const vro_tally *tally, vro_varint_writer *writer);

// Reads the numbers of a tally of this shape, whose counts are all 0. The reader keeps its own
// errors.
void vro_tally_codec_read(vro_tally *tally, vro_varint_reader *reader);

// Whether a tally that was read can be that of this number of children: each is in one level and in
// one category of every stratifier in use, has every outcome that every child has, is counted once
// in each histogram and once among events and deaths, and no sum is greater than they can make it.
bool vro_tally_codec_is_consistent(const vro_tally *tally, uint64_t children);

#endif
