#include "vrosim/verb/process.h"

#include <errno.h>
#include <fcntl.h>
#include <gsl/gsl_errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

// Where the caller closed a standard stream, the next file opened would take its place and the
// summary would go into a table. What is opened here instead cannot be written: EBADF.
static void occupy_standard_streams(void) {
    int opened = 0;
    do {
        opened = open("/dev/null", O_RDONLY);
    } while (opened >= 0 && opened <= STDERR_FILENO);
    if (opened >= 0)
        close(opened);
}

// A closed pipe and a file beyond `ulimit -f` are faults of writing, with their own sentences.
void vro_process_prepare(void) {
    occupy_standard_streams();
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    gsl_set_error_handler_off();
}

// After an earlier fault one byte more fails for the same reason, which errno then tells.
vro_status vro_process_close_output(vro_errors *errors) {
    const bool failed = ferror(stdout) != 0;
    if (failed)
        fputc('\n', stdout);
    errno = 0;
    if (fclose(stdout) == 0 && !failed)
        return VRO_OK;
    if (errno == EPIPE)
        return VRO_NO_READER;
    return vro_errors_add(errors, VRO_BAD_OUTPUT, NULL, "standard output: %s",
                          errno == 0 ? "not everything could be written" : strerror(errno));
}
