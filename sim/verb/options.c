#include "vrosim/verb/options.h"

#include <stdlib.h>

void vro_options_free(vro_options *self) {
    free(self->tables);
    free(self->command);
    free(self->published_command);
    *self = (vro_options){0};
}
