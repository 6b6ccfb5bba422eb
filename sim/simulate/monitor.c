#include "vrosim/simulate/monitor.h"

#ifdef _OPENMP

#include <time.h>

enum { NANOSECONDS = 1000000000 };

void vro_monitor_init(vro_monitor *self) {
    pthread_mutex_init(&self->lock, NULL);
    pthread_cond_init(&self->changed, NULL);
}

void vro_monitor_enter(vro_monitor *self) {
    pthread_mutex_lock(&self->lock);
}

void vro_monitor_leave(vro_monitor *self) {
    pthread_mutex_unlock(&self->lock);
}

void vro_monitor_wait(vro_monitor *self, double seconds) {
    struct timespec end = {0};
    if (!(seconds > 0)) {
        pthread_cond_wait(&self->changed, &self->lock);
        return;
    }
    clock_gettime(CLOCK_REALTIME, &end);
    end.tv_sec += (time_t)seconds;
    end.tv_nsec += (long)((seconds - (double)(time_t)seconds) * NANOSECONDS);
    end.tv_sec += end.tv_nsec / NANOSECONDS;
    end.tv_nsec %= NANOSECONDS;
    pthread_cond_timedwait(&self->changed, &self->lock, &end);
}

void vro_monitor_wake(vro_monitor *self) {
    pthread_cond_broadcast(&self->changed);
}

void vro_monitor_free(vro_monitor *self) {
    pthread_cond_destroy(&self->changed);
    pthread_mutex_destroy(&self->lock);
}

#else

void vro_monitor_init(vro_monitor *self) {
    (void)self;
}

void vro_monitor_enter(vro_monitor *self) {
    (void)self;
}

void vro_monitor_leave(vro_monitor *self) {
    (void)self;
}

void vro_monitor_wait(vro_monitor *self, double seconds) {
    (void)self;
    (void)seconds;
}

void vro_monitor_wake(vro_monitor *self) {
    (void)self;
}

void vro_monitor_free(vro_monitor *self) {
    (void)self;
}

#endif
