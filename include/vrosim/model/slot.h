// The slots: every random number of a child's course by name (model.md 1.1). A child owns VRO_SLOTS
// outputs of the PCG32 sequence; each slot serves one purpose.
#ifndef VROSIM_MODEL_SLOT_H
#define VROSIM_MODEL_SLOT_H

enum { VRO_HIPS = 2, VRO_EPISODES = 4 };

// One for each child.
typedef enum vro_child_slot {
    VRO_SLOT_LEVEL,
    VRO_SLOT_FEMALE,
    VRO_SLOT_AGE,
    VRO_SLOT_MATURITY,
    VRO_SLOT_NECK_LENGTH,
    VRO_SLOT_FRAGILITY,
    VRO_SLOT_TONE,
    VRO_SLOT_NATURAL_LLD,
    VRO_SLOT_BILATERAL,
    VRO_SLOT_INDEX_SPICA,
    VRO_SLOT_INDEX_DEATH,
    VRO_SLOT_OTHER_DEATH,
    VRO_SLOT_VISIT_PHASE,
    VRO_SLOT_SYMMETRIC,
    VRO_SLOT_INDEX_SPICA_WEEKS,
    VRO_SLOT_EQUALISATION,
    VRO_SLOT_EQUALISATION_RESIDUAL,
    VRO_SLOT_SHARED_NSA,
    VRO_SLOT_SHARED_ANTEVERSION,
    VRO_SLOT_SHARED_ACETABULAR_INDEX,
    VRO_SLOT_SHARED_MIGRATION,
    VRO_CHILD_SLOTS
} vro_child_slot;

// One for each hip of a child.
typedef enum vro_hip_slot {
    VRO_SLOT_OWN_NSA,
    VRO_SLOT_OWN_ANTEVERSION,
    VRO_SLOT_OWN_ACETABULAR_INDEX,
    VRO_SLOT_OWN_MIGRATION,
    VRO_SLOT_SOCKET_SHAPE,
    VRO_HIP_SLOTS
} vro_hip_slot;

// One for each episode of a hip. Spica, its weeks and death serve episodes 1..3 only: the index
// session has the child's.
typedef enum vro_episode_slot {
    VRO_SLOT_OSTEOTOMY,
    VRO_SLOT_SOFT_TISSUE,
    VRO_SLOT_PELVIC,
    VRO_SLOT_SPICA,
    VRO_SLOT_SPICA_WEEKS,
    VRO_SLOT_DEATH,
    VRO_SLOT_NSA_ERROR,
    VRO_SLOT_ANTEVERSION_ERROR,
    VRO_SLOT_OVERGROWTH,
    VRO_SLOT_PELVIC_CORRECTION,
    VRO_SLOT_REDUCTION_SOFT_TISSUE,
    VRO_SLOT_REDUCTION_OSTEOTOMY,
    VRO_SLOT_REDUCTION_PELVIC,
    VRO_SLOT_HEALING_TIME,
    VRO_SLOT_HEALING_DELAYED,
    VRO_SLOT_HEALING_DELAY,
    VRO_SLOT_LOSS_TIME,
    VRO_SLOT_LOSS_ANGLE,
    VRO_SLOT_LOSS_VARUS,
    VRO_SLOT_LOSS_ROTATION,
    VRO_SLOT_LOSS_TOLERANCE,
    VRO_SLOT_INFECTION,
    VRO_SLOT_INFECTION_REOPERATION,
    VRO_SLOT_FRACTURE,
    VRO_SLOT_FRACTURE_REOPERATION,
    VRO_SLOT_AVN,
    VRO_SLOT_AVN_REOPERATION,
    VRO_SLOT_PRESSURE_SORE,
    VRO_SLOT_PRESSURE_SORE_REOPERATION,
    VRO_SLOT_COMPLICATION_TIME,
    VRO_SLOT_REMOVAL,
    VRO_SLOT_REMOVAL_TIME,
    VRO_SLOT_REFRACTURE,
    VRO_SLOT_ACCEPTANCE,
    VRO_SLOT_WAIT,
    VRO_SLOT_OTHER_REOPERATION,
    VRO_EPISODE_SLOTS
} vro_episode_slot;

// Slots of a child: all of the above, made an odd number by one that is never used (model.md 1.1).
enum {
    VRO_SLOTS_USED =
        VRO_CHILD_SLOTS + VRO_HIPS * VRO_HIP_SLOTS + VRO_HIPS * VRO_EPISODES * VRO_EPISODE_SLOTS,
    VRO_SLOTS = VRO_SLOTS_USED | 1
};

// The number of a hip's slot within its child; hip 0 = index, 1 = other.
static inline unsigned vro_slot_of_hip(unsigned hip, vro_hip_slot slot) {
    return VRO_CHILD_SLOTS + hip * VRO_HIP_SLOTS + (unsigned)slot;
}

// The number of an episode's slot within its child; episode 0..3. Spica, its weeks and operative
// death of the index session are the child's: one for both hips (model.md 2.1 and 4.3).
static inline unsigned vro_slot_of_episode(unsigned hip, unsigned episode, vro_episode_slot slot) {
    if (episode == 0 && slot == VRO_SLOT_SPICA)
        return VRO_SLOT_INDEX_SPICA;
    if (episode == 0 && slot == VRO_SLOT_SPICA_WEEKS)
        return VRO_SLOT_INDEX_SPICA_WEEKS;
    if (episode == 0 && slot == VRO_SLOT_DEATH)
        return VRO_SLOT_INDEX_DEATH;
    return VRO_CHILD_SLOTS + VRO_HIPS * VRO_HIP_SLOTS +
           (hip * VRO_EPISODES + episode) * VRO_EPISODE_SLOTS + (unsigned)slot;
}

#endif
