// A lock with which threads wait for each other's changes. Without OpenMP there is one thread,
// which excludes nobody and waits for nobody.
#ifndef VROSIM_SIMULATE_MONITOR_H
#define VROSIM_SIMULATE_MONITOR_H

#ifdef _OPENMP
#include <pthread.h>
#endif

typedef struct vro_monitor {
#ifdef _OPENMP
    pthread_mutex_t lock;
    pthread_cond_t changed;
#else
    char unused;
#endif
} vro_monitor;

void vro_monitor_init(vro_monitor *self);

// Only one thread at a time is between enter and leave.
void vro_monitor_enter(vro_monitor *self);
void vro_monitor_leave(vro_monitor *self);

// Inside: lets others in until one of them has called vro_monitor_wake, or for no apparent reason;
// with seconds > 0 no longer than so many.
void vro_monitor_wait(vro_monitor *self, double seconds);

// Inside: ends the waiting of all other threads.
void vro_monitor_wake(vro_monitor *self);

// Once, after vro_monitor_init.
void vro_monitor_free(vro_monitor *self);

#endif
