#include "vrosim/verb/options.h"

#include <stdlib.h>

void vro_options_free(vro_options *self) {
    for (size_t i = 0; i < self->setting_count; i++)
        free((char *)self->settings[i].place);
    free(self->settings);
    free(self->tables);
    free(self->command);
    free(self->published_command);
    *self = (vro_options){0};
}
