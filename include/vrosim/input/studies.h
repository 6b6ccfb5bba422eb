// The studies that targets come from: each names the tables that describe its children, its
// surgeons and how an event was defined.
#ifndef VROSIM_INPUT_STUDIES_H
#define VROSIM_INPUT_STUDIES_H

#include "vrosim/core/error.h"
#include "vrosim/core/string_set.h"
#include "vrosim/file/csv_reader.h"

#include <stddef.h>

enum { VRO_STUDY_TABLES_MAX = 16 };

// In place of the number of a study.
#define VRO_NO_STUDY ((size_t)-1)

typedef struct vro_study {
    char *name;
    char *note;
    char *part_of;                       // the name of a study that has all its children; "": none
    size_t whole;                        // its number, or VRO_NO_STUDY
    size_t tables[VRO_STUDY_TABLES_MAX]; // numbers of their paths, in the order of the layers
    size_t table_count;                  // at least 1
    size_t part_column;                  // of part_of in the file
    size_t line;                         // in the file
} vro_study;

typedef struct vro_studies {
    vro_study *rows; // [count], owned
    size_t count;
    size_t capacity;
    vro_string_set paths; // of all tables, as written: relative to the folder of the file
} vro_studies;

// Reads a table with the columns study, tables (paths with blanks between), note and part_of, of
// which the last two may be missing. {0} is empty. VRO_BAD_INPUT with one sentence a fault, also
// where part_of names no study or one that is a part itself; VRO_NO_MEMORY. Whether the tables
// exist is not known here.
VRO_MUST_CHECK vro_status vro_studies_read(vro_studies *self, vro_csv_reader *csv,
                                           vro_errors *errors);

// The number of the study of a name; count if there is none.
size_t vro_studies_find(const vro_studies *self, const char *name);

// Releases everything.
void vro_studies_free(vro_studies *self);

#endif
