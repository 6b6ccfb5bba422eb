#include "vrosim/library/call.h"

#include "vrosim/model/slot_draws.h"

#include "vrosim/simulate/run_size.h"

#include <stdlib.h>

enum { THREADS_MAX = 1024 };

struct vrosim_errors {
    vro_errors list;
};

static const vrosim_status public_status[VRO_STATUSES] = {
    [VRO_OK] = VROSIM_OK,
    [VRO_BAD_INPUT] = VROSIM_BAD_INPUT,
    [VRO_BAD_USAGE] = VROSIM_BAD_ARGUMENT,
    [VRO_NO_MEMORY] = VROSIM_NO_MEMORY,
    [VRO_BAD_OUTPUT] = VROSIM_BAD_ARGUMENT, // of files, which nothing here writes
    [VRO_INTERRUPTED... VRO_TERMINATED] = VROSIM_INTERRUPTED,
};

vrosim_errors *vrosim_errors_new(void) {
    return calloc(1, sizeof(vrosim_errors));
}

size_t vrosim_errors_count(const vrosim_errors *errors) {
    return errors ? errors->list.count : 0;
}

vrosim_error vrosim_errors_get(const vrosim_errors *errors, size_t index) {
    if (index >= vrosim_errors_count(errors))
        return (vrosim_error){.text = ""};
    const vro_fault *fault = &errors->list.faults[index];
    return (vrosim_error){.status = public_status[fault->status],
                          .text = fault->text ? fault->text : vro_status_name(fault->status),
                          .file = fault->file,
                          .line = fault->line,
                          .column = fault->column};
}

void vrosim_errors_free(vrosim_errors *errors) {
    if (errors)
        vro_errors_free(&errors->list);
    free(errors);
}

void vro_call_begin(vro_call *self, vrosim_errors *errors) {
    *self = (vro_call){.plain = newlocale(LC_ALL_MASK, "C", (locale_t)0)};
    self->former = self->plain ? uselocale(self->plain) : (locale_t)0;
    self->errors = errors ? &errors->list : &self->own;
    vro_errors_free(self->errors);
}

vrosim_status vro_call_end(vro_call *self, vro_status status) {
    vro_errors_free(&self->own);
    if (self->plain) {
        uselocale(self->former);
        freelocale(self->plain);
    }
    return public_status[status];
}

vro_status vro_call_refuse(const vro_call *self, const char *sentence) {
    return vro_errors_add(self->errors, VRO_BAD_USAGE, NULL, "%s", sentence);
}

vro_status vro_call_no_memory(const vro_call *self) {
    return vro_errors_add(self->errors, VRO_NO_MEMORY, NULL, "not enough memory");
}

vro_random_source vro_call_random(const vrosim_options *options) {
    const vro_random_source source = {.seed = options->seed,
                                      .stream = options->stream,
                                      .replicate =
                                          options->sampling == VROSIM_SOBOL ? VRO_REPLICATE : 0};
    return vro_slot_draws_source(source, options->children);
}

vro_status vro_call_check(const vro_call *self, const vrosim_options *options) {
    if (options->children < 1 || options->children > VRO_PATIENTS_MAX)
        return vro_call_refuse(self, "children is out of range; it is 1 to 10^16");
    if (options->threads < 0 || options->threads > THREADS_MAX)
        return vro_call_refuse(self,
                               "threads is out of range; it is 1 to 1024, or 0 for one a core");
    if (options->sampling != VROSIM_PCG && options->sampling != VROSIM_SOBOL)
        return vro_call_refuse(self, "sampling is neither VROSIM_PCG nor VROSIM_SOBOL");
    return VRO_OK;
}

vro_status vro_call_take_text(const vro_call *self, FILE *stream, vro_byte_buffer *bytes,
                              vro_status status, char **text) {
    if (stream)
        fclose(stream);
    if (status == VRO_OK)
        *text = vro_byte_buffer_release_text(bytes);
    vro_byte_buffer_free(bytes);
    return status == VRO_OK && !*text ? vro_call_no_memory(self) : status;
}

const char *vrosim_version(void) {
    return VRO_VERSION;
}
