// The table of all checks of `verify`. To add one, add a row.
#include "vrosim/study/model_checks.h"
#include "vrosim/study/statistical_checks.h"
#include "vrosim/table/table_checks.h"
#include "vrosim/table/verification.h"

#define ZERO(parameter) parameter "=0\n"
// Nobody dies, no bone fails to heal in place, no complication, no migration that is operated.
#define NO_DEATH ZERO("mortality.rate") ZERO("mortality.operation")
#define NO_FAILURE                                                                                 \
    ZERO("loss.hazard")                                                                            \
    ZERO("complication.infection")                                                                 \
    ZERO("complication.fracture")                                                                  \
    ZERO("complication.avn")                                                                       \
    ZERO("complication.pressure_sore")                                                             \
    ZERO("implant.removal_probability") ZERO("rescue.acceptance")
#define KNOWN(...) (&(const vro_known_mean){__VA_ARGS__})
#define DIRECTION(...) (&(const vro_known_direction){__VA_ARGS__})

static const vro_machine recorded_with =
#define VRO_RECORDED_WITH(gsl, c_library, processor) {gsl, c_library, processor};
#define VRO_RECORDED_RUN(...)
#define VRO_RECORDED_PSA(...)
#include "vrosim/table/recorded_run.def"
#undef VRO_RECORDED_WITH
#undef VRO_RECORDED_RUN
#undef VRO_RECORDED_PSA

    static const vro_estimate_name names[] = {
        {"soft_tissue", NULL, "revision_by_5y", "mean"},
        {"vro", NULL, "revision_by_2y", "mean"},
        {"vro", "gmfcs_5", "revision_by_10y", "mean"},
        {"vro", NULL, "revisions", "mean"},
        {"vro", NULL, "operations", "mean"},
        {"vro", NULL, "lld_mm", "mean"},
        {"vro", NULL, "lld_mm", "sd"},
        {"vro", NULL, "lld_abs_mm", "mean"},
        {"vro", NULL, "migration_pct", "mean"},
        {"vro", NULL, "weeks_not_standing", "mean"},
        {"vro", NULL, "revision_by_5y", "risk_difference"},
        {"vro", NULL, "revision_by_5y", "relative_risk"},
        {"vro", NULL, "revisions", "mean_difference"},
        {"vro", NULL, "lld_abs_mm", "mean_difference"},
};
static const vro_checked_numbers numbers = {names, sizeof names / sizeof *names, 1000, 4096};
static const vro_checked_split split = {.samples = 1000, .children = 4000};

static const vro_verification_check table[] = {
#define VRO_RECORDED_WITH(...)
#define VRO_RECORDED_RUN(name, strategies, subgroups, seed, children, replicate, digest)           \
    {"digest: " name, "the tables of this run are those of the program's makers, byte for byte",   \
     vro_check_digest,                                                                             \
     &(const vro_recorded_run){{NULL, strategies, subgroups, {seed, 0, replicate}, children},      \
                               0,                                                                  \
                               digest,                                                             \
                               &recorded_with},                                                    \
     false},
#define VRO_RECORDED_PSA(name, strategies, seed, children, samples, digest)                        \
    {"digest: " name, "sampled parameters and their results are those of the program's makers",    \
     vro_check_digest,                                                                             \
     &(const vro_recorded_run){                                                                    \
         {NULL, strategies, NULL, {seed, 0, 0}, children}, samples, digest, &recorded_with},       \
     false},
#include "vrosim/table/recorded_run.def"
    {"threads", "1, 2 and 7 threads give the same bytes", vro_check_threads, NULL, false},
    {"shards", "2, 3 and 7 shards, merged, give the same bytes as one run", vro_check_shards, NULL,
     false},
    {"identical strategies", "a strategy that is like another differs from it by exactly 0",
     vro_check_identical_strategies, NULL, false},
    {"closed form: death", "deaths by 10 years are 1 - exp(-10 rate)", vro_check_known_mean,
     KNOWN("mortality.rate=0.02\n" ZERO("mortality.operation"), "vro", "death", 0.18126924692201818,
           false),
     false},
    {"closed form: operative death", "one operation kills with its probability",
     vro_check_known_mean,
     KNOWN(NO_FAILURE ZERO("mortality.rate") ZERO("other.reoperation") "mortality.operation=0.1\n",
           "vro", "death", 0.1, false),
     false},
    {"closed form: one hazard", "revision for other reasons by 5 years is 1 - exp(-5 rate)",
     vro_check_known_mean,
     KNOWN(NO_DEATH NO_FAILURE "other.reoperation=0.05\n", "vro", "revision_by_5y",
           0.22119921692859512, false),
     false},
    {"closed form: competing hazards",
     "with death at rate d, revision by 5 years is r / (r + d) (1 - exp(-5 (r + d)))",
     vro_check_known_mean,
     KNOWN(NO_FAILURE ZERO("mortality.operation") "other.reoperation=0.05\nmortality.rate=0.03\n",
           "vro", "revision_by_5y", 0.20604997122772545, false),
     false},
    {"closed form: mixture", "a complication of probability p befalls a share p",
     vro_check_known_mean,
     KNOWN(NO_DEATH "complication.infection=0.07\n" ZERO("loss.hazard") ZERO("rescue.acceptance")
               ZERO("other.reoperation") ZERO("complication.infection_reoperation")
                   ZERO("complication.fracture_reoperation") ZERO("complication.avn_reoperation")
                       ZERO("implant.refracture"),
           "vro", "infection", 0.07, false),
     false},
    {"extreme: no hazard", "without any hazard no hip is operated again", vro_check_known_mean,
     KNOWN(NO_FAILURE ZERO("other.reoperation"), "vro", "revisions", 0, true), false},
    {"extreme: no death", "without mortality nobody dies", vro_check_known_mean,
     KNOWN(NO_DEATH, "vro", "death", 0, true), false},
    {"extreme: certain death", "an operation that always kills kills all", vro_check_known_mean,
     KNOWN("mortality.operation=1\n", "vro", "death", 1, true), false},
    {"extreme: no loss", "at a hazard of 0 no position is lost", vro_check_known_mean,
     KNOWN(ZERO("loss.hazard"), "vro", "loss_of_position", 0, true), false},
    {"extreme: no infection", "at a probability of 0 no hip is infected", vro_check_known_mean,
     KNOWN(ZERO("complication.infection"), "vro", "infection", 0, true), false},
    {"extreme: certain infection", "at a probability of 1 every operated hip is infected",
     vro_check_known_mean,
     KNOWN(NO_DEATH "complication.infection=1\n" ZERO("loss.hazard") ZERO("rescue.acceptance")
               ZERO("other.reoperation") ZERO("complication.infection_reoperation")
                   ZERO("complication.fracture_reoperation") ZERO("complication.avn_reoperation")
                       ZERO("implant.refracture"),
           "vro", "infection", 1, true),
     false},
    {"extreme: no cast", "where no cast is planned there are no weeks in one", vro_check_known_mean,
     KNOWN(ZERO("plan.spica"), "vro", "spica_weeks", 0, true), false},
#define RISES(parameter, low, high, outcome)                                                       \
    {                                                                                              \
        "direction: " parameter, "more of it in the same children, more " outcome,                 \
            vro_check_direction, DIRECTION(parameter, low, high, outcome, false), false            \
    }
#define FALLS(parameter, low, high, outcome)                                                       \
    {                                                                                              \
        "direction: " parameter, "more of it in the same children, less " outcome,                 \
            vro_check_direction, DIRECTION(parameter, low, high, outcome, true), false             \
    }
    RISES("other.reoperation", 0.01, 0.05, "revision_by_10y"),
    RISES("mortality.rate", 0.001, 0.02, "death"),
    RISES("mortality.operation", 0.001, 0.05, "death"),
    RISES("loss.hazard", 0.001, 0.02, "loss_of_position"),
    RISES("complication.infection", 0.01, 0.1, "infection"),
    RISES("complication.fracture", 0.01, 0.1, "fracture"),
    RISES("complication.avn", 0.01, 0.1, "avn"),
    RISES("migration.rate", 2, 8, "revision_by_5y"),
    RISES("rescue.acceptance", 0.2, 0.8, "revisions"),
    FALLS("rescue.threshold", 40, 60, "revisions"),
    RISES("plan.spica", 0.2, 0.9, "spica_weeks"),
    RISES("healing.delayed", 0.01, 0.3, "weeks_not_standing"),
    {"tables agree", "summary.csv, contrasts.csv and revision.csv say the same",
     vro_check_tables_agree, NULL, false},
    {"story", "the story of a child tells the numbers of its course", vro_check_story, NULL, false},
    {"coverage", "of the printed 95 % intervals of 1,000 seeds 93 to 97 % hold the truth",
     vro_check_coverage, &numbers, true},
    {"p-values", "deviations over printed errors have uniform p-values over 1,000 seeds",
     vro_check_p_values, &numbers, true},
    {"variance split", "psa tells parameter variance from Monte Carlo variance",
     vro_check_variance_split, &split, true},
};

const vro_verification_check *vro_verification_checks(size_t *count) {
    *count = sizeof table / sizeof *table;
    return table;
}
