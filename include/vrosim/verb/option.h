// One option of the command line: a row of the table in sim/verb/option.c, from which it is read
// and checked, and which --help and the manual print.
#ifndef VROSIM_VERB_OPTION_H
#define VROSIM_VERB_OPTION_H

#include "vrosim/core/error.h"
#include "vrosim/verb/option_set.h"

#include <argp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct vro_options;

typedef struct vro_option vro_option;

// Reads an option's argument (NULL if it takes none) into its field of options. VRO_BAD_USAGE
// for an argument that is not allowed; VRO_NO_MEMORY.
typedef vro_status vro_option_reader(const vro_option *row, struct vro_options *options,
                                     const char *text, vro_errors *errors);

struct vro_option {
    const char *name;     // without the dashes
    const char *argument; // "N", "DIR"; NULL if it takes none
    vro_option_reader *read;
    size_t field;   // where in vro_options, of the type that read fills
    uint64_t lower; // of a count
    uint64_t upper;
    const char *help;
};

// The row of an option; id below VRO_OPTIONS. Static, never freed.
const vro_option *vro_option_row(vro_option_id id);

// Whether an option may be given again; others with an argument are given once.
bool vro_option_may_repeat(vro_option_id id);

// Whether an option was on the command line.
bool vro_option_is_given(const struct vro_options *options, vro_option_id id);

// argp's key of the first option; the next has one more. Keys are above all characters, so that no
// option has a short form.
enum { VRO_OPTION_KEY = 0x100 };

// The options of a set as rows for argp, with an empty row at the end.
void vro_option_argp(vro_option_set set, struct argp_option rows[VRO_OPTIONS + 1]);

#endif
