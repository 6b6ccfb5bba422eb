#include "vrosim/verb/progress.h"

#include "vrosim/core/whole_number.h"
#include "vrosim/simulate/clock.h"

#include <unistd.h>

// Seconds before the first line, and between two of them.
static const double FIRST_AFTER = 1;
static const double AGAIN_AFTER = 0.1;

// Seconds before the time left is told: the first hold what is prepared.
static const double LEFT_AFTER = 3;

// Goes to the first column; clears the rest of the line.
#define LINE_START "\r"
#define LINE_CLEAR "\033[K"

void vro_progress_init(vro_progress *self, FILE *stream, uint64_t earlier, bool quiet) {
    const bool terminal = !quiet && stream && isatty(fileno(stream)) == 1;
    *self = (vro_progress){
        .stream = terminal ? stream : NULL, .earlier = earlier, .started = vro_clock_now()};
}

// "1 h 20 min", "3 min" or "12 s".
static void print_duration(double seconds, FILE *stream) {
    long long minutes = (long long)(seconds / 60);
    if (minutes >= 60)
        fprintf(stream, "%lld h %lld min", minutes / 60, minutes % 60);
    else if (minutes >= 2)
        fprintf(stream, "%lld min", minutes);
    else
        fprintf(stream, "%.0f s", seconds);
}

// The time left is estimated from the children of this run.
static void draw(const vro_progress *self, double elapsed, uint64_t done, uint64_t total) {
    const double share = (double)done / (double)total;
    fputs(LINE_START, self->stream);
    vro_whole_number_print(self->stream, done);
    fputs(" of ", self->stream);
    vro_whole_number_print(self->stream, total);
    fprintf(self->stream, " children, %.0f %%", 100 * share);
    if (done > self->earlier && elapsed > LEFT_AFTER) {
        fputs(", about ", self->stream);
        print_duration(elapsed * (double)(total - done) / (double)(done - self->earlier),
                       self->stream);
        fputs(" left", self->stream);
    }
    fputs(LINE_CLEAR, self->stream);
    fflush(self->stream);
}

void vro_progress_show(void *progress, uint64_t done, uint64_t total) {
    vro_progress *self = progress;
    if (!self->stream)
        return;
    const double time = vro_clock_now();
    if (time - self->started < FIRST_AFTER || (self->drawn && time - self->shown < AGAIN_AFTER))
        return;
    draw(self, time - self->started, done, total);
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
    return vro_clock_now() - self->started;
}
