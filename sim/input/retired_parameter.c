#include "vrosim/input/retired_parameter.h"

#include <stddef.h>
#include <string.h>

typedef struct retired {
    const char *name;
    const char *instead;
} retired;

static const retired parameters[] = {
    {"migration.decay", "migration now slows with current age (migration.age_log_ratio) and after "
                        "maturity (migration.after_maturity)"},
};

const char *vro_retired_parameter(const char *name) {
    for (size_t i = 0; i < sizeof parameters / sizeof *parameters; i++)
        if (strcmp(parameters[i].name, name) == 0)
            return parameters[i].instead;
    return NULL;
}
