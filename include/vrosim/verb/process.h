// What the program sets for its process as a whole: standard streams, signals, GSL's error handler.
#ifndef VROSIM_VERB_PROCESS_H
#define VROSIM_VERB_PROCESS_H

#include "vrosim/core/error.h"

// Call it first. Failed writes and errors of GSL then do not end the process.
void vro_process_prepare(void);

// Closes standard output. VRO_BAD_OUTPUT if not everything could be written: a full disk shows only
// with the last bytes. VRO_NO_READER, without a sentence, where whoever read a pipe has left.
VRO_MUST_CHECK vro_status vro_process_close_output(vro_errors *errors);

#endif
