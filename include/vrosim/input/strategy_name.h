// What a strategy may be called, and what the strategies of the built-in default are called.
#ifndef VROSIM_INPUT_STRATEGY_NAME_H
#define VROSIM_INPUT_STRATEGY_NAME_H

#include <stdbool.h>
#include <stddef.h>

enum {
    VRO_STRATEGY_BYTES = 64, // longest name of a strategy
    VRO_BUILTIN_STRATEGIES = 5
};

// In strategy.like: the cells for all strategies.
#define VRO_DEFAULT_STRATEGY "default"

// The names in the built-in default, in its order. [VRO_BUILTIN_STRATEGIES]; static.
const char *const *vro_strategy_builtin(void);

// Whether the built-in default has a strategy of the name.
bool vro_strategy_is_builtin(const char *name);

// Why a strategy cannot have the name, as the end of a sentence that begins with it; NULL: it can.
// Names stand in CSV files, so one is refused that readers of such files take for something else: a
// missing value, a logical, a number, a date or a formula. Static.
const char *vro_strategy_name_fault(const char *name);

#endif
