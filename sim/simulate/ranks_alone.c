#include "vrosim/simulate/ranks.h"

#include <string.h>

const char *vro_ranks_library(void) {
    return NULL;
}

bool vro_ranks_is_first(void) {
    return true;
}

void vro_ranks_join(vro_ranks *self) {
    *self = (vro_ranks){.rank = 0, .count = 1};
}

void vro_ranks_share(const vro_ranks *self, const void *own, void *all, size_t size) {
    (void)self;
    memcpy(all, own, size);
}

vro_status vro_ranks_spread(const vro_ranks *self, unsigned char **bytes, size_t *size,
                            vro_errors *errors) {
    (void)self;
    (void)bytes;
    (void)size;
    (void)errors;
    return VRO_OK;
}

// Never called: there is no other rank.

void vro_ranks_send(const vro_ranks *self, const unsigned char *bytes, size_t size) {
    (void)self;
    (void)bytes;
    (void)size;
}

vro_status vro_ranks_receive(const vro_ranks *self, int from, unsigned char **bytes, size_t *size,
                             vro_errors *errors) {
    (void)self;
    (void)from;
    *bytes = NULL;
    *size = 0;
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "there is no other rank");
}

void vro_ranks_leave(vro_status status) {
    (void)status;
}
