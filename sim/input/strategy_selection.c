#include "vrosim/input/strategy_selection.h"

#include "vrosim/core/nearest_name.h"
#include "vrosim/core/text.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

// A selection while it is read.
typedef struct reader {
    vro_strategy_selection *made;
    const vro_layers *layers;
    vro_errors *errors;
} reader;

// The number of a strategy; count if there is none of the name.
static size_t find(const reader *self, const char *name) {
    const size_t number = vro_string_set_find(&self->layers->strategies, name);
    return number != VRO_STRING_SET_NONE ? number : self->made->count;
}

static vro_status refuse_strategy(const reader *self, const char *name) {
    const vro_name_list among = {.names = (const char *const *)self->layers->strategies.texts,
                                 .count = self->made->count};
    if (vro_string_set_find(&self->layers->unplaced, name) != VRO_STRING_SET_NONE)
        return VRO_BAD_USAGE; // the fault is that of the row
    return vro_errors_add(self->errors, VRO_BAD_USAGE, NULL, "strategy '%s' is unknown%s%s",
                          vro_text_excerpt(name).text, vro_suggest(name, &among).text,
                          self->layers->unread ? " (unless a line that could not be read names it)"
                                               : "");
}

// Marks one name of a list as kept.
static vro_status mark(const reader *self, const char *name) {
    if (*name == '\0')
        return vro_errors_add(
            self->errors, VRO_BAD_USAGE, NULL,
            "the list of strategies has an empty name; write A,B without extra commas");
    const size_t strategy = find(self, name);
    if (strategy == self->made->count)
        return refuse_strategy(self, name);
    if (self->made->kept[strategy])
        return vro_errors_add(self->errors, VRO_BAD_USAGE, NULL,
                              "strategy '%s' is listed twice; remove one", name);
    self->made->kept[strategy] = true;
    return VRO_OK;
}

// Marks every name of the list, or all strategies if there is none.
static vro_status mark_all(const reader *self, const char *list) {
    for (size_t i = 0; i < self->made->count; i++)
        self->made->kept[i] = !list;
    if (!list)
        return VRO_OK;
    char *names = strdup(list);
    vro_status status = !names ? VRO_NO_MEMORY : VRO_OK;
    char *rest = names;
    for (char *name; (name = strsep(&rest, ","));)
        if (mark(self, name) != VRO_OK)
            status = VRO_BAD_USAGE;
    free(names);
    return status;
}

// The first that is kept where no name chooses one. marked: the status of the list; if that is at
// fault it is not known which ones it means.
static vro_status choose_reference(const reader *self, const char *name, vro_status marked) {
    size_t strategy = 0;
    if (!name) {
        while (strategy < self->made->count && !self->made->kept[strategy])
            strategy++;
        self->made->reference = strategy;
        return VRO_OK;
    }
    self->made->reference = strategy = find(self, name);
    if (strategy == self->made->count)
        return refuse_strategy(self, name);
    if (marked != VRO_OK || self->made->kept[strategy])
        return VRO_OK;
    return vro_errors_add(self->errors, VRO_BAD_USAGE, NULL,
                          "strategy '%s' is the reference, but it is not in the list of "
                          "strategies; add it",
                          name);
}

vro_status vro_strategy_selection_read(vro_strategy_selection *self, const vro_layers *layers,
                                       const char *list, const char *reference,
                                       vro_errors *errors) {
    *self = (vro_strategy_selection){.count = layers->strategies.count};
    self->kept = calloc(self->count + 1, sizeof *self->kept);
    if (!self->kept)
        return VRO_NO_MEMORY;
    const reader now = {.made = self, .layers = layers, .errors = errors};
    const vro_status status = mark_all(&now, list);
    return vro_status_worse(status, choose_reference(&now, reference, status));
}

void vro_strategy_selection_free(vro_strategy_selection *self) {
    free(self->kept);
    *self = (vro_strategy_selection){0};
}
