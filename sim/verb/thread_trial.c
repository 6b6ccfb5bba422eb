#include "vrosim/verb/thread_trial.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

// Waits until all have been started.
static void *wait_for_gate(void *gate) {
    pthread_mutex_lock(gate);
    pthread_mutex_unlock(gate);
    return NULL;
}

// Returns 0 or the error of the first that cannot be started.
static int start_and_end(pthread_t *threads, int count) {
    pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
    int started = 0, reason = 0;
    pthread_mutex_lock(&gate);
    while (started < count && reason == 0) {
        reason = pthread_create(&threads[started], NULL, wait_for_gate, &gate);
        started += reason == 0;
    }
    pthread_mutex_unlock(&gate);
    for (int i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
    pthread_mutex_destroy(&gate);
    return reason;
}

vro_status vro_thread_trial(int threads, vro_errors *errors) {
    if (threads < 2)
        return VRO_OK;
    pthread_t *others = calloc((size_t)threads - 1, sizeof *others);
    if (!others)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for %d threads",
                              threads);
    const int reason = start_and_end(others, threads - 1);
    free(others);
    return reason == 0 ? VRO_OK
                       : vro_errors_add(errors, VRO_NO_MEMORY, NULL,
                                        "the system refuses %d threads (%s); ask for fewer with "
                                        "--threads",
                                        threads, strerror(reason));
}
