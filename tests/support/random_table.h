// Scenario tables of random rows, each within a range in which every mechanism of the model can be
// seen: for tests that compare two implementations on any table.
#ifndef VROSIM_TESTS_RANDOM_TABLE_H
#define VROSIM_TESTS_RANDOM_TABLE_H

#include <stddef.h>
#include <stdint.h>

enum { RANDOM_TABLE_SIZE = 32768 };

// Writes a table to lay over the default: about half of all parameters, each with a row for all
// children, some with others for one level or one strategy of the default. Rows have a random
// distribution where they may have one; fixed numbers are often at an end of the range or in its
// middle. text: [RANDOM_TABLE_SIZE]. Returns its length.
size_t random_table(uint64_t seed, char *text);

#endif
