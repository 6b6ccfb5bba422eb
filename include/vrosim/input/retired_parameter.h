// Parameters of earlier versions of the model. A table that still has one is told what took its
// place.
#ifndef VROSIM_INPUT_RETIRED_PARAMETER_H
#define VROSIM_INPUT_RETIRED_PARAMETER_H

// What took the place of the parameter of a name, as part of a sentence; NULL if there never was
// such a parameter, or still is. Static.
const char *vro_retired_parameter(const char *name);

#endif
