// Whether the system lets this process have threads: OpenMP ends the program where it does not.
#ifndef VROSIM_VERB_THREAD_TRIAL_H
#define VROSIM_VERB_THREAD_TRIAL_H

#include "vrosim/core/error.h"

// Starts so many threads at once, with this one, and ends them again. VRO_NO_MEMORY where the
// system refuses one (a limit to processes or to memory).
VRO_MUST_CHECK vro_status vro_thread_trial(int threads, vro_errors *errors);

#endif
