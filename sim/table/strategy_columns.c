#include "vrosim/table/strategy_columns.h"

#include <string.h>

enum {
    LINE_WIDTH = 100,
    WIDTH_MIN = 15 // of a value with its error, and a gap
};

vro_strategy_columns vro_strategy_columns_make(const vro_scenario *scenario, int label) {
    vro_strategy_columns self = {.scenario = scenario, .label = label, .width = WIDTH_MIN};
    for (size_t i = 0; i < scenario->strategies; i++) {
        const int width = (int)strlen(scenario->strategy_names[i]) + 1;
        if (width > self.width)
            self.width = width;
    }
    return self;
}

bool vro_strategy_columns_next(vro_strategy_columns *self) {
    const int room = (LINE_WIDTH - self->label) / self->width;
    self->first = self->end;
    self->end += room > 0 ? (size_t)room : 1;
    if (self->end > self->scenario->strategies)
        self->end = self->scenario->strategies;
    return self->first < self->end;
}

void vro_strategy_columns_head(const vro_strategy_columns *self, FILE *stream) {
    fprintf(stream, "\n%*s", self->label, "");
    for (size_t i = self->first; i < self->end; i++)
        fprintf(stream, "%*s", self->width, self->scenario->strategy_names[i]);
    putc('\n', stream);
}
