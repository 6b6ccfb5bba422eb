// The default scenario, configs/baseline.csv, as bytes of the program (scripts/embed.sh).
#ifndef VROSIM_INPUT_BUILTIN_H
#define VROSIM_INPUT_BUILTIN_H

#include <stddef.h>

extern const char vro_builtin_baseline[];
extern const size_t vro_builtin_baseline_size; // bytes; no NUL at the end

#endif
