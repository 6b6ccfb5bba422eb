#include "vrosim/run/progress.h"

#include <inttypes.h>
#include <time.h>
#include <unistd.h>

// Seconds before the first line, and between two of them.
static const double FIRST_AFTER = 1;
static const double AGAIN_AFTER = 0.1;

// Goes to the first column; clears the rest of the line.
#define LINE_START "\r"
#define LINE_CLEAR "\033[K"

static double now(void) {
    struct timespec time = {0};
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

void vro_progress_init(vro_progress *self, FILE *stream, uint64_t patients, bool quiet) {
    bool terminal = !quiet && stream && isatty(fileno(stream)) == 1;
    *self =
        (vro_progress){.stream = terminal ? stream : NULL, .patients = patients, .started = now()};
}

// "1 h 20 min", "3 min" or "12 s".
static void print_duration(double seconds, FILE *stream) {
    long long minutes = (long long)(seconds / 60);
    if (minutes >= 60) {
        fprintf(stream, "%lld h %lld min", minutes / 60, minutes % 60);
    } else if (minutes >= 2) {
        fprintf(stream, "%lld min", minutes);
    } else {
        fprintf(stream, "%.0f s", seconds);
    }
}

static void draw(const vro_progress *self, uint64_t done, double elapsed) {
    double share = (double)done / (double)self->patients;
    fprintf(self->stream, LINE_START "%" PRIu64 " of %" PRIu64 " children, %.0f %%", done,
            self->patients, 100 * share);
    if (share > 0) {
        fputs(", about ", self->stream);
        print_duration(elapsed * (1 - share) / share, self->stream);
        fputs(" left", self->stream);
    }
    fputs(LINE_CLEAR, self->stream);
    fflush(self->stream);
}

void vro_progress_update(vro_progress *self, uint64_t done) {
    if (!self->stream) {
        return;
    }
    double time = now();
    if (time - self->started < FIRST_AFTER || (self->drawn && time - self->shown < AGAIN_AFTER)) {
        return;
    }
    draw(self, done, time - self->started);
    self->shown = time;
    self->drawn = true;
}

void vro_progress_finish(vro_progress *self) {
    if (self->drawn) {
        fputs(LINE_START LINE_CLEAR, self->stream);
        fflush(self->stream);
        self->drawn = false;
    }
}

double vro_progress_seconds(const vro_progress *self) {
    return now() - self->started;
}
