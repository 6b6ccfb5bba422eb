#include "vrosim/model/outcome_set.h"

#include "vrosim/core/text.h"
#include "vrosim/input/synonyms.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

// The landmarks before the common end of follow-up, and that end. One that prints like the end is
// the end.
static void read_landmarks(vro_landmarks *self, const vro_scenario *scenario) {
    const char *text =
        scenario ? vro_scenario_cell(scenario, 0, 0, VRO_FOLLOWUP_LANDMARKS)->text : "";
    char end_text[VRO_LANDMARK_TEXT_MAX], landmark_text[VRO_LANDMARK_TEXT_MAX];
    // The text was checked when the table was read.
    (void)vro_landmarks_read(self, *text != '\0' ? text : VRO_LANDMARKS_USUAL);
    if (!scenario)
        return;
    const double end = vro_scenario_common_horizon(scenario);
    vro_landmark_print(end_text, end);
    size_t before = 0;
    for (; before < self->count && self->years[before] < end; before++) {
        vro_landmark_print(landmark_text, self->years[before]);
        if (strcmp(landmark_text, end_text) == 0)
            break;
    }
    self->years[before] = end;
    self->count = before + 1;
}

static bool is_in(const vro_outcome_set *self, vro_outcome_id id) {
    if (vro_outcome_is_by_landmark(id))
        return id % VRO_LANDMARKS_MAX < self->landmarks.count;
    return id < VRO_COST || self->costs || self->utilities;
}

static void write_name(vro_outcome_set *self, vro_outcome_id id) {
    const char *name = vro_outcome_row(id)->name;
    char years[VRO_LANDMARK_TEXT_MAX];
    if (vro_outcome_is_by_landmark(id)) {
        vro_landmark_print(years, self->landmarks.years[id % VRO_LANDMARKS_MAX]);
        snprintf(self->names[id], VRO_OUTCOME_NAME_MAX, "%s_%sy", name, years);
    } else {
        snprintf(self->names[id], VRO_OUTCOME_NAME_MAX, "%s", name);
    }
}

void vro_outcome_set_init(vro_outcome_set *self, const vro_scenario *scenario) {
    *self = (vro_outcome_set){
        .costs = !scenario || vro_scenario_gives(scenario, VRO_FIRST_COST, VRO_FIRST_UTILITY),
        .utilities =
            !scenario || vro_scenario_gives(scenario, VRO_FIRST_UTILITY, VRO_END_OF_UTILITIES)};
    read_landmarks(&self->landmarks, scenario);
    for (vro_outcome_id id = 0; id < VRO_OUTCOMES; id++) {
        self->place[id] = VRO_OUTCOMES;
        if (!is_in(self, id))
            continue;
        self->place[id] = self->count;
        self->ids[self->count++] = id;
        write_name(self, id);
    }
}

bool vro_outcome_set_has(const vro_outcome_set *self, vro_outcome_id id) {
    return self->place[id] < self->count;
}

bool vro_outcome_set_gives(const vro_outcome_set *self, vro_outcome_id id) {
    return id == VRO_COST ? self->costs : id == VRO_QALY ? self->utilities : is_in(self, id);
}

size_t vro_outcome_set_landmark_near(const vro_outcome_set *self, size_t count, double years) {
    const double *landmarks = self->landmarks.years;
    size_t nearest = 0;
    for (size_t i = 1; i < count; i++)
        if (fabs(landmarks[i] - years) <= fabs(landmarks[nearest] - years))
            nearest = i;
    return nearest;
}

static bool find(const vro_outcome_set *self, const char *name, vro_outcome_id *id) {
    for (size_t i = 0; i < self->count; i++) {
        *id = self->ids[i];
        if (strcmp(self->names[*id], name) == 0)
            return true;
    }
    return false;
}

// Reads the landmark of "FAMILY_Xy", where X is written as names have it.
static bool read_landmark(const char *name, const char *family, double *landmark) {
    const size_t length = strlen(family), end = strlen(name);
    char years[VRO_LANDMARK_TEXT_MAX], again[VRO_LANDMARK_TEXT_MAX];
    vro_landmarks landmarks;
    if (strncmp(name, family, length) != 0 || end < length + 3 || name[length] != '_' ||
        name[end - 1] != 'y' || end - length - 2 >= sizeof years)
        return false;
    snprintf(years, sizeof years, "%.*s", (int)(end - length - 2), name + length + 1);
    if (vro_landmarks_read(&landmarks, years) || landmarks.count != 1)
        return false;
    *landmark = landmarks.years[0];
    vro_landmark_print(again, *landmark);
    return strcmp(years, again) == 0;
}

// Whether a name is that of an outcome by a landmark, such as "revision_by_7y": then *first is that
// of the first landmark.
static bool read_name(const char *name, vro_outcome_id *first, double *landmark) {
    for (*first = 0; vro_outcome_is_by_landmark(*first); *first += VRO_LANDMARKS_MAX)
        if (read_landmark(name, vro_outcome_row(*first)->name, landmark))
            return true;
    return false;
}

static vro_status refuse_unknown(const vro_outcome_set *self, const char *name,
                                 vro_errors *errors) {
    const char *names[VRO_OUTCOMES], *meanings[VRO_OUTCOMES];
    for (size_t i = 0; i < self->count; i++) {
        names[i] = self->names[self->ids[i]];
        meanings[i] = vro_outcome_row(self->ids[i])->meaning;
    }
    const vro_name_list among = vro_synonyms_list(names, meanings, self->count);
    return vro_errors_add(errors, VRO_BAD_USAGE, NULL, "outcome '%s' is unknown%s",
                          vro_text_excerpt(name).text, vro_suggest(name, &among).text);
}

static vro_status refuse_landmark(const vro_outcome_set *self, const char *name, double landmark,
                                  vro_errors *errors) {
    const double end = self->landmarks.years[self->landmarks.count - 1];
    char text[VRO_LANDMARK_TEXT_MAX];
    if (landmark > end) {
        vro_landmark_print(text, end);
        return vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                              "this scenario has no '%s': its children are followed for %s years",
                              name, text);
    }
    vro_landmark_print(text, landmark);
    return vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                          "this scenario has no '%s'; a table must give %s as one of "
                          "followup.landmarks",
                          name, text);
}

// Of costs and QALYs that no table gives; VRO_OK for every other name.
static vro_status check_economic(const char *name, vro_errors *errors) {
    static const char *const needs[] = {"a cost", "a utility"};
    for (size_t i = 0; i < sizeof needs / sizeof *needs; i++)
        if (strcmp(name, vro_outcome_row(VRO_FIRST_ECONOMIC + i)->name) == 0)
            return vro_errors_add(errors, VRO_BAD_USAGE, NULL,
                                  "this scenario has no '%s'; a table must give %s", name,
                                  needs[i]);
    return VRO_OK;
}

bool vro_outcome_set_knows(const char *name, vro_outcome_id *id) {
    vro_outcome_set usual;
    double landmark;
    vro_outcome_set_init(&usual, NULL);
    return find(&usual, name, id) || read_name(name, id, &landmark);
}

// Of a name that no scenario is known for.
static vro_status check_name(const char *name, vro_outcome_id *id, vro_errors *errors) {
    vro_outcome_set usual;
    if (vro_outcome_set_knows(name, id))
        return VRO_OK;
    vro_outcome_set_init(&usual, NULL);
    return refuse_unknown(&usual, name, errors);
}

vro_status vro_outcome_set_find(const vro_outcome_set *self, const char *name, vro_outcome_id *id,
                                vro_errors *errors) {
    double landmark;
    if (!self)
        return check_name(name, id, errors);
    if (find(self, name, id) && vro_outcome_set_gives(self, *id))
        return VRO_OK;
    const vro_status status = check_economic(name, errors);
    if (status != VRO_OK)
        return status;
    if (read_name(name, id, &landmark))
        return refuse_landmark(self, name, landmark, errors);
    return refuse_unknown(self, name, errors);
}
