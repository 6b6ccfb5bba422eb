// Numbers of the definition that no table changes and that several modules need.
#ifndef VROSIM_MODEL_CLINICAL_H
#define VROSIM_MODEL_CLINICAL_H

// Years. Lengths of bones, hazards and migration rates are given at this age; model.md 2.1, 5.2,
// 6.2, 8.4 and 9.1.
static const float VRO_REFERENCE_AGE = 8.0f;

// Degrees. No operation and no loss of position leaves angles outside; model.md 5.1 and 6.3.
static const float VRO_NECK_SHAFT_ANGLE_MIN = 80.0f;
static const float VRO_NECK_SHAFT_ANGLE_MAX = 180.0f;
static const float VRO_ANTEVERSION_MIN = -40.0f;
static const float VRO_ANTEVERSION_MAX = 90.0f;

// Percent of migration over which a hip is displaced, severely displaced; model.md 9 and 11.2.
static const float VRO_DISPLACED_OVER = 30.0f;
static const float VRO_SEVERELY_DISPLACED_OVER = 50.0f;

// Years from a bone operation to the death that it causes; model.md 2.2.
static const float VRO_DEATH_AFTER_OPERATION = 0.1f;

// Years of 365.25 days; model.md 7.1. Months are a twelfth of one; model.md 7.2.
static const float VRO_WEEKS_PER_YEAR = 365.25f / 7;
static const float VRO_MONTHS_PER_YEAR = 12.0f;

#endif
