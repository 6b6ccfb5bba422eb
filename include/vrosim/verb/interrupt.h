// Requests to end a run early: SIGINT (Ctrl-C) and SIGTERM. They are held back while a run goes on
// and looked for after each block of children, so that nothing is cut off in the middle. There is
// no signal handler.
#ifndef VROSIM_VERB_INTERRUPT_H
#define VROSIM_VERB_INTERRUPT_H

#include "vrosim/core/error.h"

#include <signal.h>
#include <stdbool.h>

typedef struct vro_interrupt {
    sigset_t former; // signals held back before
    bool watching;
} vro_interrupt;

// Holds the signals back, in this thread and in those that it makes from now on. A signal that the
// caller of the program has set to be ignored (nohup, a background job of a script) stays ignored.
void vro_interrupt_watch(vro_interrupt *self);

// Whether one of them waits (vro_callbacks.interrupted): VRO_INTERRUPTED, VRO_TERMINATED, or
// VRO_OK. On any thread; host is not looked at.
VRO_MUST_CHECK vro_status vro_interrupt_requested(void *host);

// Forgets those that wait and lets later ones through again. Safe on a zeroed object, and twice.
void vro_interrupt_end(vro_interrupt *self);

#endif
