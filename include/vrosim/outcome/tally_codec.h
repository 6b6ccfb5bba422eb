// A tally as one list of whole numbers, the same on every machine: children, then for each strategy
// and group the moments, the pairs, the products of trade-offs, the counters of the histograms, the
// events and the deaths. Sums of 128 bits are two numbers, the lower half first, in two's
// complement.
#ifndef VROSIM_OUTCOME_TALLY_CODEC_H
#define VROSIM_OUTCOME_TALLY_CODEC_H

#include "vrosim/file/varint.h"
#include "vrosim/outcome/tally.h"

#include <stdbool.h>
#include <stdint.h>

// Appends the numbers of a tally.
void vro_tally_codec_write(const vro_tally *tally, vro_varint_writer *packer);

// Takes as many numbers as a tally of this shape has into it, whose counts are all 0.
void vro_tally_codec_read(vro_tally *tally, vro_varint_reader *unpacker);

// Whether a tally that was taken can be that of so many children: each is in one level and in one
// band of every dimension, has every outcome that every child has, stands once in each histogram
// and once among events and deaths, and no sum is greater than so many can make it.
bool vro_tally_codec_is_consistent(const vro_tally *tally, uint64_t children);

#endif
