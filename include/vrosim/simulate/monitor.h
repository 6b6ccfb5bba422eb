// A lock, and a condition on which its holder waits for changes by other threads. Without OpenMP
// there is one thread, and these functions do nothing.
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

// At most one thread is between enter and leave.
void vro_monitor_enter(vro_monitor *self);
void vro_monitor_leave(vro_monitor *self);

// Called inside: leaves until another thread calls vro_monitor_wake, and enters again. May also
// return for no reason, so that callers test in a loop; with seconds > 0 returns after that time.
void vro_monitor_wait(vro_monitor *self, double seconds);

// Called inside: wakes all threads that wait.
void vro_monitor_wake(vro_monitor *self);

// Once, after vro_monitor_init; not on a zeroed monitor.
void vro_monitor_free(vro_monitor *self);

#endif
