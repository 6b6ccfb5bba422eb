#include "vrosim/model/slot_dimensions.h"

#include <stdbool.h>
#include <string.h>

// Purpose of the outputs by which slots change places: "slots".
static const uint64_t CHANGE = 0x736c6f7473;

// The numbers of slots, as constants.
#define HIP(hip, slot) ((int)VRO_CHILD_SLOTS + (hip) * (int)VRO_HIP_SLOTS + (int)(slot))
#define EPISODE(hip, episode, slot)                                                                \
    (HIP(VRO_HIPS, 0) + ((hip) * (int)VRO_EPISODES + (episode)) * (int)VRO_EPISODE_SLOTS +         \
     (int)(slot))

// Those that decide most of the variance of revisions, leg-length discrepancy and death, and of
// their differences between strategies, found by drawing each slot alone anew. The order of the
// fixed ones is that of the smallest errors, in whole and by level, among some sixty.
static const uint16_t LEADING[VRO_LEADING_SLOTS] = {EPISODE(0, 0, VRO_SLOT_REMOVAL),
                                                    VRO_SLOT_TONE,
                                                    VRO_SLOT_SHARED_ACETABULAR_INDEX,
                                                    VRO_SLOT_AGE,
                                                    EPISODE(0, 0, VRO_SLOT_INFECTION_REOPERATION),
                                                    VRO_SLOT_SHARED_MIGRATION,
                                                    HIP(0, VRO_SLOT_OWN_NSA),
                                                    VRO_SLOT_SHARED_NSA,
                                                    EPISODE(0, 0, VRO_SLOT_REDUCTION_SOFT_TISSUE),
                                                    EPISODE(0, 0, VRO_SLOT_OTHER_REOPERATION),
                                                    EPISODE(0, 0, VRO_SLOT_ACCEPTANCE),
                                                    EPISODE(0, 0, VRO_SLOT_FRACTURE),
                                                    HIP(0, VRO_SLOT_OWN_MIGRATION),
                                                    VRO_SLOT_FRAGILITY,
                                                    EPISODE(0, 0, VRO_SLOT_LOSS_ANGLE),
                                                    VRO_SLOT_OTHER_DEATH,
                                                    EPISODE(0, 0, VRO_SLOT_REFRACTURE),
                                                    HIP(0, VRO_SLOT_SOCKET_SHAPE),
                                                    EPISODE(0, 0, VRO_SLOT_REDUCTION_OSTEOTOMY),
                                                    EPISODE(0, 0, VRO_SLOT_FRACTURE_REOPERATION),
                                                    HIP(0, VRO_SLOT_OWN_ACETABULAR_INDEX),
                                                    EPISODE(0, 0, VRO_SLOT_INFECTION),
                                                    EPISODE(0, 0, VRO_SLOT_LOSS_TIME),
                                                    VRO_SLOT_FEMALE,
                                                    VRO_SLOT_NATURAL_LLD,
                                                    VRO_SLOT_BILATERAL,
                                                    VRO_SLOT_INDEX_DEATH,
                                                    VRO_SLOT_VISIT_PHASE,
                                                    VRO_SLOT_SYMMETRIC,
                                                    VRO_SLOT_SHARED_ANTEVERSION,
                                                    HIP(0, VRO_SLOT_OWN_ANTEVERSION),
                                                    HIP(1, VRO_SLOT_OWN_NSA),
                                                    HIP(1, VRO_SLOT_OWN_ACETABULAR_INDEX),
                                                    HIP(1, VRO_SLOT_OWN_MIGRATION),
                                                    HIP(1, VRO_SLOT_SOCKET_SHAPE),
                                                    EPISODE(0, 0, VRO_SLOT_NSA_ERROR),
                                                    EPISODE(0, 0, VRO_SLOT_ANTEVERSION_ERROR),
                                                    EPISODE(0, 0, VRO_SLOT_OVERGROWTH),
                                                    EPISODE(0, 0, VRO_SLOT_PELVIC_CORRECTION),
                                                    EPISODE(0, 0, VRO_SLOT_REDUCTION_PELVIC),
                                                    EPISODE(0, 0, VRO_SLOT_HEALING_TIME),
                                                    EPISODE(0, 0, VRO_SLOT_HEALING_DELAYED),
                                                    EPISODE(0, 0, VRO_SLOT_LOSS_TOLERANCE),
                                                    EPISODE(0, 0, VRO_SLOT_AVN),
                                                    EPISODE(0, 0, VRO_SLOT_AVN_REOPERATION),
                                                    EPISODE(0, 0, VRO_SLOT_WAIT),
                                                    EPISODE(0, 1, VRO_SLOT_PELVIC),
                                                    EPISODE(0, 1, VRO_SLOT_DEATH),
                                                    EPISODE(0, 1, VRO_SLOT_NSA_ERROR),
                                                    EPISODE(0, 1, VRO_SLOT_OVERGROWTH),
                                                    EPISODE(0, 1, VRO_SLOT_PELVIC_CORRECTION),
                                                    EPISODE(0, 1, VRO_SLOT_REDUCTION_OSTEOTOMY),
                                                    EPISODE(0, 1, VRO_SLOT_LOSS_TIME),
                                                    EPISODE(0, 1, VRO_SLOT_OTHER_REOPERATION),
                                                    EPISODE(0, 2, VRO_SLOT_OTHER_REOPERATION),
                                                    EPISODE(1, 0, VRO_SLOT_NSA_ERROR),
                                                    EPISODE(1, 0, VRO_SLOT_OVERGROWTH),
                                                    EPISODE(1, 0, VRO_SLOT_REDUCTION_SOFT_TISSUE),
                                                    EPISODE(1, 0, VRO_SLOT_REDUCTION_OSTEOTOMY),
                                                    EPISODE(1, 0, VRO_SLOT_ACCEPTANCE),
                                                    EPISODE(1, 1, VRO_SLOT_DEATH),
                                                    EPISODE(1, 1, VRO_SLOT_NSA_ERROR),
                                                    EPISODE(1, 1, VRO_SLOT_OVERGROWTH)};

const uint16_t *vro_slot_dimensions_leading(void) {
    return LEADING;
}

// Slots in the order of dimensions, before any changes places.
static void list_slots(uint16_t slots[VRO_SLOT_DIMENSIONS]) {
    bool listed[VRO_SLOTS_USED] = {[VRO_SLOT_LEVEL] = true};
    size_t count = VRO_LEADING_SLOTS;
    memcpy(slots, LEADING, sizeof LEADING);
    for (size_t i = 0; i < VRO_LEADING_SLOTS; i++)
        listed[LEADING[i]] = true;
    for (size_t slot = 0; slot < VRO_SLOTS_USED; slot++)
        if (!listed[slot])
            slots[count++] = (uint16_t)slot;
}

void vro_slot_dimensions_find(vro_random_source source, uint64_t replicate,
                              uint16_t *dimension_of) {
    const vro_random_source change = vro_random_source_for(source, CHANGE);
    const uint64_t first = replicate * VRO_SLOT_DIMENSIONS;
    uint16_t slots[VRO_SLOT_DIMENSIONS];
    list_slots(slots);
    vro_random_source_shuffle(change, first + VRO_FIXED_SLOTS, VRO_LEADING_SLOTS - VRO_FIXED_SLOTS,
                              slots + VRO_FIXED_SLOTS);
    vro_random_source_shuffle(change, first + VRO_LEADING_SLOTS,
                              VRO_SLOT_DIMENSIONS - VRO_LEADING_SLOTS, slots + VRO_LEADING_SLOTS);
    for (size_t i = 0; i < VRO_SLOT_DIMENSIONS; i++)
        dimension_of[slots[i]] = (uint16_t)i;
}
