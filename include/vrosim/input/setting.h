// One parameter that is set beside the tables: "[STRATEGY:[LEVEL:]]PARAMETER=VALUE".
#ifndef VROSIM_INPUT_SETTING_H
#define VROSIM_INPUT_SETTING_H

#include "vrosim/core/error.h"
#include "vrosim/input/table_reader.h"

// VALUE is a number, a text where the parameter is one, or DISTRIBUTION,VALUE,SD,MIN,MAX,SE of
// which the last may be left out. An empty STRATEGY stands for all, a missing LEVEL for all. A
// number in the place of STRATEGY is a level.
typedef struct vro_setting {
    const char *place;  // what faults call it, such as "--set 2"
    const char *source; // for the column of that name
    const char *text;
} vro_setting;

// A setting as the row of a table that it stands for.
typedef struct vro_setting_row {
    vro_table_row row; // borrows from text and from the setting
    char *text;        // owned
} vro_setting_row;

// Reads a setting, which must outlive self. Whether the row is right is for vro_row_read to say.
// VRO_BAD_INPUT (fault added) where it is no setting at all, VRO_NO_MEMORY.
VRO_MUST_CHECK vro_status vro_setting_read(vro_setting_row *self, const vro_setting *setting,
                                           vro_errors *errors);

void vro_setting_row_free(vro_setting_row *self);

#endif
