// Requests to end a run early: every signal that a terminal (Ctrl-C, Ctrl-\), ssh or a batch system
// sends to end a job. They are blocked during a run and polled after each block of children, so
// that no block is cut off. There is no signal handler.
#ifndef VROSIM_VERB_INTERRUPT_H
#define VROSIM_VERB_INTERRUPT_H

#include "vrosim/core/error.h"

#include <signal.h>
#include <stdbool.h>

typedef struct vro_interrupt {
    sigset_t former; // signal mask before
    bool watching;
} vro_interrupt;

// Blocks the signals in this thread and in those that it creates from now on. A signal that the
// caller of the program has set to be ignored (nohup, a background job of a script) stays ignored.
void vro_interrupt_watch(vro_interrupt *self);

// Whether one of them is pending (vro_callbacks.interrupted): its status, or VRO_OK. On any
// thread; host is not looked at.
VRO_MUST_CHECK vro_status vro_interrupt_requested(void *host);

// Discards those that are pending and restores the former signal mask. Safe on a zeroed object, and
// twice.
void vro_interrupt_end(vro_interrupt *self);

#endif
