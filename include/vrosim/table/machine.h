// What the last bits of results may depend on: the versions of GSL and of the C library, which make
// the tables of distributions, and the kind of processor, for which the C library may have
// functions of its own.
#ifndef VROSIM_TABLE_MACHINE_H
#define VROSIM_TABLE_MACHINE_H

#include <stddef.h>

enum { VRO_MACHINE_WORD = 64, VRO_MACHINE_TEXT = 256 };

typedef struct vro_machine {
    char gsl[VRO_MACHINE_WORD];
    char c_library[VRO_MACHINE_WORD];
    char processor[VRO_MACHINE_WORD]; // its kind and widest instructions, no name
} vro_machine;

vro_machine vro_machine_of_now(void);

// Says what differs between now and what digests were recorded with, or that nothing does.
void vro_machine_compare(const vro_machine *now, const vro_machine *recorded,
                         char text[VRO_MACHINE_TEXT]);

#endif
