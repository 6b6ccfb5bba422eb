#include "vrosim/table/verification.h"

#include "vrosim/core/byte_buffer.h"
#include "vrosim/file/digest.h"
#include "vrosim/table/machine.h"
#include "vrosim/table/run_environment.h"
#include "vrosim/table/table.h"

#include <stdlib.h>

vro_status vro_verification_init(vro_verification *self, const vro_verification_check *checks,
                                 size_t count, bool full, vro_errors *errors) {
    *self = (vro_verification){.checks = checks, .count = count, .full = full};
    self->findings = calloc(count, sizeof *self->findings);
    return self->findings
               ? VRO_OK
               : vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for the checks");
}

static bool is_performed(const vro_verification *self, size_t number) {
    return self->full || !self->checks[number].full;
}

static void tell(const vro_verification_check *check, const vro_finding *finding, FILE *stream) {
    fprintf(stream, "%-6s  %s: %s\n", finding->failed ? "FAILED" : "ok", check->name,
            check->establishes);
    if (finding->failed)
        fprintf(stream, "        wanted  %s\n        seen    %s\n", finding->wanted, finding->seen);
    fflush(stream);
}

vro_status vro_verification_run(vro_verification *self, FILE *stream, vro_errors *errors) {
    vro_status status = VRO_OK;
    for (size_t i = 0; i < self->count; i++) {
        if (!is_performed(self, i))
            continue;
        TRY(self->checks[i].check(&self->findings[i], self->checks[i].context, errors));
        self->performed++;
        self->failed += self->findings[i].failed;
        if (stream)
            tell(&self->checks[i], &self->findings[i], stream);
    }
out:
    return status;
}

static vro_status write_rows(const void *context, vro_csv_writer *writer, vro_errors *errors) {
    const vro_verification *self = context;
    (void)errors;
    for (size_t i = 0; i < self->count; i++) {
        if (!is_performed(self, i))
            continue;
        vro_csv_writer_text(writer, self->checks[i].name);
        vro_csv_writer_text(writer, self->findings[i].failed ? "FAILED" : "ok");
        vro_csv_writer_text(writer, self->findings[i].wanted);
        vro_csv_writer_numeral(writer, self->findings[i].seen);
        vro_csv_writer_text(writer, self->checks[i].establishes);
        vro_csv_writer_end(writer);
    }
    return VRO_OK;
}

vro_status vro_verification_write(const vro_verification *self, FILE *stream, vro_errors *errors) {
    static const vro_table table = {.file = "verify.csv", .write = write_rows};
    vro_csv_writer writer = {.stream = stream, .decimal_commas = self->decimal_commas};
    return vro_table_write(&table, self, &writer, errors);
}

// The digest of verify.csv; "unknown" without memory.
static void digest_of(const vro_verification *self, char digest[VRO_DIGEST_TEXT]) {
    vro_byte_buffer bytes = {0};
    vro_errors errors = {0};
    FILE *stream = vro_byte_buffer_stream(&bytes);
    const bool written = stream && vro_verification_write(self, stream, &errors) == VRO_OK;
    if (stream)
        fclose(stream);
    if (written && !bytes.failed)
        vro_digest_text(bytes.at, bytes.size, digest);
    else
        snprintf(digest, VRO_DIGEST_TEXT, "unknown");
    vro_errors_free(&errors);
    vro_byte_buffer_free(&bytes);
}

void vro_verification_certify(const vro_verification *self, FILE *stream) {
    const vro_machine machine = vro_machine_of_now();
    const char *commit = vro_run_environment_commit();
    char digest[VRO_DIGEST_TEXT];
    digest_of(self, digest);
    fprintf(stream, "\n%zu of %zu checks passed%s.\n", self->performed - self->failed,
            self->performed, self->full ? "" : " (a few more take minutes)");
    fprintf(stream,
            "Certificate: vrosim %s, commit %s, %s, GSL %s, C library %s: %zu of %zu checks "
            "passed, verify.csv %s\n",
            VRO_VERSION, *commit ? commit : "unknown", machine.processor, machine.gsl,
            machine.c_library, self->performed - self->failed, self->performed, digest);
}

void vro_verification_free(vro_verification *self) {
    free(self->findings);
    *self = (vro_verification){0};
}
