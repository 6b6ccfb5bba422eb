// Scenario tables of random rows, each within a range in which every mechanism of the model can be
// seen: for tests that compare two implementations on any table.
#ifndef VROSIM_TESTS_RANDOM_TABLE_H
#define VROSIM_TESTS_RANDOM_TABLE_H

#include <stddef.h>
#include <stdint.h>

enum { RANDOM_TABLE_SIZE = 16384 };

// Writes a table to lay over the default: about half of all parameters, each with one row for all
// children, a random distribution where the row may have one, often at an end or in the middle of
// its range. text: [RANDOM_TABLE_SIZE]. Returns its length.
size_t random_table(uint64_t seed, char *text);

#endif
