#include "vrosim/core/pattern.h"

#include <string.h>

static bool is_place(const char *at) {
    return at[0] == '{' && at[1] >= '1' && at[1] <= '9' && at[2] == '}';
}

bool vro_pattern_next(const char **at, const char *const *values, size_t count,
                      vro_pattern_piece *piece) {
    const char *start = *at;
    if (is_place(start)) {
        const size_t number = (size_t)(start[1] - '1');
        const char *value = number < count && values[number] ? values[number] : "";
        *piece = (vro_pattern_piece){value, strlen(value), true};
        *at += 3;
        return true;
    }
    while (**at != '\0' && !is_place(*at))
        ++*at;
    *piece = (vro_pattern_piece){start, (size_t)(*at - start), false};
    return piece->size > 0;
}
