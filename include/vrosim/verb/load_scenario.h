// The scenario of a command line, and the folder for its results.
#ifndef VROSIM_VERB_LOAD_SCENARIO_H
#define VROSIM_VERB_LOAD_SCENARIO_H

#include "vrosim/core/error.h"
#include "vrosim/input/scenario.h"
#include "vrosim/simulate/specification.h"

#include <stdbool.h>

// What the command line says about the scenario. All pointers are borrowed.
typedef struct vro_scenario_request {
    vro_scenario_source source;
    vro_subgroups subgroups; // that its results are divided into
    const char *child;       // attributes of every child; NULL: none
    const char *children;    // the file of a list of children; NULL: none
    const char *folder;      // the results folder to check where anything is at fault, or NULL
    bool force;              // it may hold anything
} vro_scenario_request;

// Loads the scenario into self, which owns what it holds. On any fault (vro_scenario_load) self is
// empty, and the faults of the folder are added too.
VRO_MUST_CHECK vro_status vro_load_scenario(vro_scenario *self, const vro_scenario_request *request,
                                            vro_errors *errors);

// The same, and keeps the rows of its layers (vro_scenario_load_and_keep) unless kept is NULL.
VRO_MUST_CHECK vro_status vro_load_scenario_and_keep(vro_scenario *self, vro_layers *kept,
                                                     const vro_scenario_request *request,
                                                     vro_errors *errors);

// Whether the request has a list of children, of one or of many.
bool vro_requests_children(const vro_scenario_request *request);

// Reads that list; none where there is none. VRO_BAD_INPUT, VRO_BAD_USAGE, VRO_NO_MEMORY; it is
// then empty.
VRO_MUST_CHECK vro_status vro_load_children(vro_child_list *self,
                                            const vro_scenario_request *request,
                                            vro_errors *errors);

// Records the file of the list, where there is one, as an input of the specification.
VRO_MUST_CHECK vro_status vro_record_children(vro_specification *specification,
                                              const vro_scenario_request *request,
                                              vro_errors *errors);

// Only adds the faults of the scenario and of the folder.
void vro_inspect_scenario(const vro_scenario_request *request, vro_errors *errors);

// Only adds the faults of the folder, where there is one.
void vro_inspect_folder(const vro_scenario_request *request, vro_errors *errors);

#endif
