// Plans of analyses of the built-in scenario, with one seed for both kinds.
#ifndef VROSIM_TESTS_SMALL_PLANS_H
#define VROSIM_TESTS_SMALL_PLANS_H

#include "vrosim/verb/psa_plan.h"
#include "vrosim/verb/sensitivity_plan.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

enum { SMALL_PLAN_CHILDREN = 400, SMALL_PLAN_SEED = 5 };

static const vro_analysis_request SMALL_PLAN = {.random = {.seed = SMALL_PLAN_SEED},
                                                .size = {.patients = SMALL_PLAN_CHILDREN}};

// A copy of the specification of a plan.
static inline vro_specification small_plan_copy(const vro_analysis_plan *plan, vro_errors *errors) {
    vro_specification copy;
    assert_int_equal(vro_specification_copy(&copy, &plan->specification, errors), VRO_OK);
    return copy;
}

#endif
