// The progress line: on a terminal only, late, seldom, and gone at the end. Time is not waited
// for: the moments that the object keeps are moved instead.
#include "vrosim/verb/progress.h"

#include <pty.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include <cmocka.h>

// A terminal, the run that shows its progress there, and what has come out of it.
typedef struct watched_run {
    int reader;
    FILE *stream;
    char text[4096];
    vro_progress progress;
} watched_run;

static int open_terminal(void **state) {
    static watched_run self;
    int terminal = -1;
    self = (watched_run){0};
    *state = &self;
    if (openpty(&self.reader, &terminal, NULL, NULL, NULL) == 0)
        self.stream = fdopen(terminal, "w");
    return 0;
}

static int close_terminal(void **state) {
    watched_run *self = *state;
    if (self->stream) {
        fclose(self->stream);
        close(self->reader);
    }
    return 0;
}

static void start(watched_run *self, uint64_t earlier, bool quiet) {
    if (!self->stream)
        skip(); // a container without /dev/pts
    vro_progress_init(&self->progress, self->stream, earlier, quiet);
}

// All that was shown on the terminal.
static const char *shown(watched_run *self) {
    size_t length = 0;
    fputc('.', self->stream); // so that there is something to read in any case
    fflush(self->stream);
    while (length == 0 || self->text[length - 1] != '.') {
        ssize_t count = read(self->reader, self->text + length, sizeof self->text - length - 1);
        assert_true(count > 0);
        length += (size_t)count;
    }
    self->text[length - 1] = '\0';
    return self->text;
}

static void pretend_seconds_passed(vro_progress *progress, double seconds) {
    progress->started -= seconds;
    progress->shown -= seconds;
}

static void a_pipe_gets_nothing(void **state) {
    (void)state;
    int ends[2];
    char byte = 0;
    assert_int_equal(pipe(ends), 0);
    FILE *stream = fdopen(ends[1], "w");
    vro_progress progress;
    vro_progress_init(&progress, stream, 0, false);
    pretend_seconds_passed(&progress, 60);
    vro_progress_show(&progress, 50, 100);
    vro_progress_finish(&progress);
    fclose(stream);
    assert_int_equal(read(ends[0], &byte, 1), 0);
    close(ends[0]);
}

static void a_quiet_run_shows_nothing(void **state) {
    watched_run *self = *state;
    start(self, 0, true);
    pretend_seconds_passed(&self->progress, 60);
    vro_progress_show(&self->progress, 50, 100);
    vro_progress_finish(&self->progress);
    assert_string_equal(shown(self), "");
}

static void the_first_second_shows_nothing(void **state) {
    watched_run *self = *state;
    start(self, 0, false);
    self->progress.started += 3600; // an hour ahead, so that no pause of the machine matters
    vro_progress_show(&self->progress, 50, 100);
    vro_progress_finish(&self->progress);
    assert_string_equal(shown(self), "");
}

static void a_long_run_shows_its_share_and_the_time_left(void **state) {
    watched_run *self = *state;
    start(self, 0, false);
    pretend_seconds_passed(&self->progress, 7200);
    vro_progress_show(&self->progress, 1000000, 4000000);
    const char *text = shown(self);
    assert_non_null(strstr(text, "1,000,000 of 4,000,000 children, 25 %, about 6 h 0 min left"));
    assert_null(strchr(text, '\n'));
}

static void the_time_left_is_not_told_at_once(void **state) {
    watched_run *self = *state;
    start(self, 0, false);
    pretend_seconds_passed(&self->progress, 1.01);
    vro_progress_show(&self->progress, 1, 100);
    assert_null(strstr(shown(self), "left"));
}

static void children_of_an_earlier_run_took_no_time(void **state) {
    watched_run *self = *state;
    start(self, 1000000, false);
    pretend_seconds_passed(&self->progress, 7200);
    vro_progress_show(&self->progress, 2000000, 4000000);
    assert_non_null(
        strstr(shown(self), "2,000,000 of 4,000,000 children, 50 %, about 4 h 0 min left"));
}

static void the_line_is_drawn_again_only_after_a_while(void **state) {
    watched_run *self = *state;
    start(self, 0, false);
    pretend_seconds_passed(&self->progress, 60);
    vro_progress_show(&self->progress, 20, 100);
    self->progress.shown += 3600;
    vro_progress_show(&self->progress, 30, 100);
    pretend_seconds_passed(&self->progress, 7200);
    vro_progress_show(&self->progress, 40, 100);
    const char *text = shown(self);
    assert_non_null(strstr(text, "20 of 100"));
    assert_null(strstr(text, "30 of 100"));
    assert_non_null(strstr(text, "40 of 100"));
}

static void the_line_is_cleared_at_the_end(void **state) {
    watched_run *self = *state;
    start(self, 0, false);
    pretend_seconds_passed(&self->progress, 60);
    vro_progress_show(&self->progress, 0, 100);
    vro_progress_finish(&self->progress);
    vro_progress_finish(&self->progress);
    const char *text = shown(self);
    const char *end = "\r\033[K";
    assert_true(strlen(text) > 2 * strlen(end));
    assert_string_equal(text + strlen(text) - strlen(end), end);
    assert_false(self->progress.drawn);
}

static void seconds_count_from_the_start(void **state) {
    (void)state;
    vro_progress progress;
    vro_progress_init(&progress, NULL, 0, false);
    pretend_seconds_passed(&progress, 50);
    assert_true(vro_progress_seconds(&progress) >= 50);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_terminal, close_terminal)

int test_progress(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pipe_gets_nothing),
        TEST(a_quiet_run_shows_nothing),
        TEST(the_first_second_shows_nothing),
        TEST(a_long_run_shows_its_share_and_the_time_left),
        TEST(the_time_left_is_not_told_at_once),
        TEST(children_of_an_earlier_run_took_no_time),
        TEST(the_line_is_drawn_again_only_after_a_while),
        TEST(the_line_is_cleared_at_the_end),
        cmocka_unit_test(seconds_count_from_the_start),
    };
    return cmocka_run_group_tests_name("progress", tests, NULL, NULL);
}
