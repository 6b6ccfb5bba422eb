// A small manifest as JSON text, and the facts of it: for tests of methods and checklists.
#ifndef VROSIM_TESTS_SMALL_MANIFEST_H
#define VROSIM_TESTS_SMALL_MANIFEST_H

#include "vrosim/table/study_facts.h"

#include "faults.h"

#include <jansson.h>

#define SMALL_ROWS                                                                                 \
    "\"strategy,gmfcs,parameter,distribution,value,sd,min,max,se,unit,source,text\","              \
    "\",1,population.gmfcs,fixed,1,,,,,share,assumption,\","                                       \
    "\",5,population.gmfcs,fixed,3,,,,,share,assumption,\","                                       \
    "\",,population.age,normal,6,2,2,12,0.5,years,study of 1999,\","                               \
    "\"release,,plan.soft_tissue,fixed,1,,,,,probability,definition,\","                           \
    "\"release,,plan.bilateral,fixed,1,,,,,probability,definition,\","                             \
    "\"bone,,plan.osteotomy,fixed,1,,,,,probability,definition,\","                                \
    "\"bone,,plan.pelvic,fixed,0.25,,,,,probability,definition,\","                                \
    "\"bone,,plan.bilateral,fixed,0.5,,,,,probability,definition,\","                              \
    "\"bone,,strategy.label,text,,,,,,,definition,Bone operation\","                               \
    "\",,loss.hazard,fixed,0.01,,,,0.002,per week,calibrated to 3 figures,\","                     \
    "\",,loss.angle,fixed,9,,,,,degrees,study of 1999,\","                                         \
    "\",,followup.horizon,fixed,10,,,,,years,definition,\""
#define SMALL_HEAD                                                                                 \
    "{\"program\":\"vrosim\",\"version\":\"0.1.0\",\"seed\":7,\"stream\":2,\"patients\":20000,"    \
    "\"scenario\":\"small\",\"reference\":\"release\",\"inputs\":[{\"file\":\"a.csv\"}],"          \
    "\"strategies\":[\"release\",\"bone\"],"
#define SMALL_RUN SMALL_HEAD "\"parameters\":[" SMALL_ROWS "]}"

// What a test asks of a manifest.
typedef struct small_study {
    vro_named_texts facts;
    vro_result_tables tables;
    vro_errors errors;
} small_study;

// Reads the facts of a manifest; the status that this gives.
static inline vro_status small_study_read(small_study *self, const char *manifest,
                                          vro_language language) {
    json_t *json = json_loads(manifest, 0, NULL);
    assert_non_null(json);
    *self = (small_study){0};
    const vro_status status = vro_study_facts_read(&self->facts, &self->tables, json,
                                                   "manifest.json", language, &self->errors);
    json_decref(json);
    return status;
}

static inline void small_study_open(small_study *self, const char *manifest) {
    assert_int_equal(small_study_read(self, manifest, VRO_ENGLISH), VRO_OK);
}

static inline void small_study_close(small_study *self) {
    vro_named_texts_free(&self->facts);
    vro_result_tables_free(&self->tables);
    vro_errors_free(&self->errors);
}

// The text of a fact; fails the test where there is none.
static inline const char *small_study_fact(const small_study *self, const char *name) {
    const char *text = vro_named_texts_find(&self->facts, name);
    if (!text)
        fail_msg("there is no fact '%s'", name);
    return text;
}

#endif
