#include "vrosim/outcome/log_linear_cells.h"

// Single precision keeps whole numbers up to 2^24 = (4095 + 1) * 4096 steps of cost.
vro_log_linear_cells vro_log_linear_cells_of(vro_outcome_id outcome) {
    const vro_outcome *row = vro_outcome_row(outcome);
    const int32_t steps = vro_outcome_steps(outcome);
    vro_log_linear_cells self = {.least = row->lower * steps, .greatest = row->upper * steps};
    self.below_zero = -vro_log_linear_find(self, self.least).cell;
    self.count = vro_log_linear_find(self, self.greatest).cell + 1;
    return self;
}

// The value that vro_log_linear_find takes to a place of a cell.
static int32_t value_of(vro_log_linear_cells self, size_t cell, int32_t place) {
    const int32_t from_zero = (int32_t)cell - self.below_zero, sign = from_zero >> 31;
    const int32_t bits = ((from_zero ^ sign) << VRO_PLACE_BITS) + ((place ^ sign) & VRO_PLACE_MAX);
    const float shifted = vro_float_of_bits(bits + vro_bits_of_float(VRO_STEPS_AT_ZERO));
    return ((int32_t)shifted - VRO_STEPS_AT_ZERO) ^ sign;
}

int32_t vro_log_linear_least(vro_log_linear_cells self, size_t cell, vro_offsets offsets) {
    return value_of(self, cell, VRO_PLACE_MAX - offsets.least);
}

int32_t vro_log_linear_greatest(vro_log_linear_cells self, size_t cell, vro_offsets offsets) {
    return value_of(self, cell, offsets.greatest);
}
