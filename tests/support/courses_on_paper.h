// Whole courses without chance, so that what happens in them can be worked out by hand.
#ifndef VROSIM_TESTS_COURSES_ON_PAPER_H
#define VROSIM_TESTS_COURSES_ON_PAPER_H

#include "near.h"
#include "small_model.h"

// No bone moves by chance and no hip migrates, ten years, a visit every half; an operation for
// migration takes place at the visit and takes no other hip along.
#define ON_PAPER                                                                                   \
    SMALL_QUIET                                                                                    \
    "followup.horizon,fixed,10\nfollowup.visit_interval,fixed,0.5\n"                               \
    "followup.visit_phase,fixed,0.5\nrescue.wait,fixed,0\nrescue.bilateral,fixed,0\n"              \
    "surgery.nsa_error,fixed,0\nsurgery.anteversion_error,fixed,0\nanatomy.nsa,fixed,157\n"        \
    "anatomy.anteversion,fixed,40\nanatomy.natural_lld,fixed,0\nanatomy.migration,fixed,0\n"       \
    "anatomy.migration_other,fixed,0\nplan.target_nsa,fixed,115\nlength.overgrowth,fixed,0\n"

// Every hip is operated for migration at its first visit, and has an osteotomy.
#define RESCUED                                                                                    \
    "rescue.acceptance,fixed,1\nrescue.threshold,fixed,0\nrescue.osteotomy,fixed,1\n"              \
    "rescue.soft_tissue,fixed,0\nrescue.pelvic,fixed,0\n"

static inline int32_t sum(const small_courses *self, vro_outcome_id id) {
    int32_t total = 0;
    for (size_t i = 0; i < SMALL_COURSES; i++)
        total += self->records[i].outcome[id];
    return total;
}

// Every child's course under the only strategy.
static inline void assert_all(const small_courses *self, vro_outcome_id id, int32_t value) {
    for (size_t i = 0; i < SMALL_COURSES; i++)
        if (self->records[i].outcome[id] != value)
            fail_msg("%s of child %zu is %d, not %d", vro_outcome_row(id)->name, i,
                     self->records[i].outcome[id], value);
}

static inline void assert_all_revised(const small_courses *self, double time, vro_cause cause) {
    for (size_t i = 0; i < SMALL_COURSES; i++) {
        assert_near(self->records[i].revision_time, time, 1e-6);
        assert_int_equal(self->records[i].cause, cause);
    }
}

#endif
