#define _GNU_SOURCE 1

#include "vrosim/verb/interrupt.h"

#include <stddef.h>
#include <time.h>

typedef struct request {
    int signal;
    vro_status status;
} request;

// What a terminal sends, what ssh sends when the line is lost, and what batch systems send before
// the time of a job is over (the user signals by default or on request).
static const request requests[] = {
    {SIGINT, VRO_INTERRUPTED},    {SIGTERM, VRO_TERMINATED},  {SIGHUP, VRO_HUNG_UP},
    {SIGQUIT, VRO_QUIT},          {SIGXCPU, VRO_OUT_OF_TIME}, {SIGUSR1, VRO_USER_SIGNAL_1},
    {SIGUSR2, VRO_USER_SIGNAL_2},
};

enum { REQUESTS = sizeof requests / sizeof requests[0] };

static bool is_ignored(int signal) {
    struct sigaction action;
    return sigaction(signal, NULL, &action) == 0 && action.sa_handler == SIG_IGN;
}

// Linux keeps a signal that is both held back and ignored, so an ignored one is not held back.
void vro_interrupt_watch(vro_interrupt *self) {
    sigset_t wanted;
    sigemptyset(&wanted);
    for (size_t i = 0; i < REQUESTS; i++)
        if (!is_ignored(requests[i].signal))
            sigaddset(&wanted, requests[i].signal);
    self->watching = pthread_sigmask(SIG_BLOCK, &wanted, &self->former) == 0;
}

vro_status vro_interrupt_requested(void *host) {
    sigset_t waiting;
    (void)host;
    sigpending(&waiting);
    for (size_t i = 0; i < REQUESTS; i++)
        if (sigismember(&waiting, requests[i].signal) == 1)
            return requests[i].status;
    return VRO_OK;
}

void vro_interrupt_end(vro_interrupt *self) {
    const struct timespec at_once = {0};
    sigset_t wanted;
    if (!self->watching)
        return;
    sigemptyset(&wanted);
    for (size_t i = 0; i < REQUESTS; i++)
        sigaddset(&wanted, requests[i].signal);
    while (sigtimedwait(&wanted, NULL, &at_once) > 0) {
        // one more is forgotten
    }
    pthread_sigmask(SIG_SETMASK, &self->former, NULL);
    self->watching = false;
}
