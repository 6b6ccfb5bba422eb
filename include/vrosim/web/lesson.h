// The numbers that the page's lessons need beyond the tables of results: studies of simulated
// children with the faults that real studies have, over vrosim.h.
#ifndef VROSIM_WEB_LESSON_H
#define VROSIM_WEB_LESSON_H

#include "vrosim/web/lessons.h"

#include <stdio.h>

// Writes the table of a lesson. inputs: such as "arm=40,seed=2"; "" for none. VROSIM_BAD_ARGUMENT
// for an unknown lesson, an unknown input or one out of its bounds, and for a scenario or results
// that the lesson needs and that are not there; VROSIM_NO_MEMORY. The stream keeps its own errors.
vrosim_status vro_lesson_write(FILE *stream, const char *name, const char *inputs,
                               vro_lesson_source *source, vrosim_errors *errors);

#endif
