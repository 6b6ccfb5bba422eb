// Operation, healing, complications and visits against the distributions of model.md 4 to 7,
// each at five standard errors with a fixed seed: were all right, one of the 64 checks would fail
// by chance in 4e-5 of all choices of the seed (2 Phi(-5) = 5.7e-7 a check).
#include "sigma.h"
#include "stage.h"

#include "vrosim/model/complication.h"
#include "vrosim/model/healing.h"
#include "vrosim/model/operation.h"
#include "vrosim/model/visits.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_integration.h>
#include <gsl/gsl_randist.h>

enum { CHUNKS = 200 };

// Index hips with an osteotomy in all children, and in their other hips.
#define OPERATED                                                                                   \
    SMALL_QUIET                                                                                    \
    "plan.bilateral,fixed,1\nplan.osteotomy,fixed,1,,,,vro\nplan.soft_tissue,fixed,0,,,,vro\n"     \
    "plan.pelvic,fixed,0,,,,vro\nplan.spica,fixed,1\nhealing.time,pert,10,,8,12\n"

typedef void (*stage_function)(vro_hips *, const vro_model_parameters *, vro_episode_draws *,
                               vro_scratch *);

// Operates chunk after chunk of children and runs a stage over the hips of each side (NULL: none).
static void for_chunks(const char *lines, stage_function run, void (*add)(const vro_hips *, void *),
                       void *sums) {
    stage *self = stage_new("vro", lines, 3);
    for (uint64_t chunk = 0; chunk < CHUNKS; chunk++) {
        stage_load_children(self, chunk * VRO_CHUNK, VRO_CHUNK);
        stage_operate(self);
        stage_prepare_growth(self);
        for (unsigned hip = 0; hip < VRO_HIPS; hip++) {
            if (run)
                run(&self->hips[hip], stage_parameters(self), &self->draws[hip], &self->scratch);
            add(&self->hips[hip], sums);
        }
    }
    stage_free(self);
}

static void add_healing(const vro_hips *hips, void *to) {
    for (size_t i = 0; i < hips->count; i++)
        sigma_add(to, hips->healing[i]);
}

static void add_healing_within_8_to_12(const vro_hips *hips, void *to) {
    for (size_t i = 0; i < hips->count; i++)
        assert_true(hips->healing[i] >= 8 && hips->healing[i] <= 12);
    add_healing(hips, to);
}

// PERT(8, 10, 12) is 8 + 4 beta(3, 3): variance 16 / 28.
static void healing_takes_8_to_12_weeks_by_pert(void **state) {
    (void)state;
    sigma_sample weeks = {"healing", .mean = 10};
    for_chunks(OPERATED, vro_healing_simulate, add_healing_within_8_to_12, &weeks);
    sigma_assert(&weeks, sqrt(16.0 / 28));
}

// A delay of probability 0.3, gamma of mean 6 and sd 4: its variance is 0.3 (16 + 36) - 1.8^2.
static void delays_add_to_healing(void **state) {
    (void)state;
    sigma_sample weeks = {"delayed healing", .mean = 11.8};
    for_chunks(OPERATED "healing.delayed,fixed,0.3\nhealing.delay,gamma,6,4\n",
               vro_healing_simulate, add_healing, &weeks);
    sigma_assert(&weeks, sqrt(16.0 / 28 + 0.3 * 52 - 1.8 * 1.8));
}

// The hazard of a hip, in healing weeks T of PERT(8, 10, 12) and fragility z.
typedef struct hazard {
    double weekly; // at fragility 0
    double log_ratio;
    double z;
} hazard;

static double surviving_at(double weeks, void *of) {
    const hazard *at = of;
    const double density = gsl_ran_beta_pdf((weeks - 8) / 4, 3, 3) / 4;
    return density * exp(-at->weekly * exp(at->log_ratio * at->z) * weeks);
}

static double integrate(double (*f)(double, void *), void *of, double low, double high) {
    gsl_integration_workspace *workspace = gsl_integration_workspace_alloc(200);
    gsl_function function = {f, of};
    double value = 0, error = 0;
    gsl_integration_qag(&function, low, high, 1e-12, 1e-9, 200, GSL_INTEG_GAUSS31, workspace,
                        &value, &error);
    gsl_integration_workspace_free(workspace);
    return value;
}

static double surviving_with(double z, void *of) {
    hazard at = *(const hazard *)of;
    at.z = z;
    return gsl_ran_ugaussian_pdf(z) * integrate(surviving_at, &at, 8, 12);
}

typedef struct losses {
    double position_lost, varus, revised, hips;
    sigma_sample time; // of hips that lost position, weeks
} losses;

static void add_losses(const vro_hips *hips, void *to) {
    losses *sums = to;
    for (size_t i = 0; i < hips->count; i++) {
        sums->position_lost += hips->position_lost[i];
        sums->varus += hips->position_lost[i] & (uint32_t)(hips->nsa[i] < 115);
        sums->revised += hips->event_time[VRO_CAUSE_LOSS][i] < INFINITY;
    }
    sums->hips += (double)hips->count;
}

// 1 - E[exp(-h T)], by numerical integration over T.
static void positions_are_lost_by_the_hazard_while_unhealed(void **state) {
    (void)state;
    losses sums = {0};
    hazard at = {.weekly = 0.02};
    for_chunks(OPERATED "loss.hazard,fixed,0.02\nloss.fragility_log_hr,fixed,0\n"
                        "loss.age_log_hr,fixed,0\n",
               vro_healing_simulate, add_losses, &sums);
    sigma_assert_share("lost", sums.position_lost, sums.hips,
                       1 - integrate(surviving_at, &at, 8, 12));
}

// Fragility is the child's, so that the two hips are not independent.
static void add_losses_of_index_hips(const vro_hips *hips, void *to) {
    losses *sums = to;
    for (size_t i = 0; i < hips->count && hips->hip == 0; i++)
        sums->position_lost += hips->position_lost[i];
    sums->hips += hips->hip == 0 ? (double)hips->count : 0;
}

// The same over T and fragility; 11 years old, no spica, another implant.
static void fragile_bones_lose_position_more_often(void **state) {
    (void)state;
    losses sums = {0};
    hazard at = {.weekly = 0.004 * exp(0.12 * 3) * 2.5 * 1.4, .log_ratio = 0.8};
    for_chunks(OPERATED "loss.hazard,fixed,0.004\nloss.fragility_log_hr,fixed,0.8\n"
                        "loss.age_log_hr,fixed,0.12\nloss.no_spica_hr,fixed,2.5\n"
                        "loss.implant_hr,fixed,1.4\nplan.spica,fixed,0\npopulation.age,fixed,11\n",
               vro_healing_simulate, add_losses_of_index_hips, &sums);
    sigma_assert_share("lost", sums.position_lost, sums.hips,
                       1 - integrate(surviving_with, &at, -9, 9));
}

// Angles gamma of mean 12 and sd 8, tolerance 10, a third into varus.
static void losses_over_the_tolerance_are_revised(void **state) {
    (void)state;
    losses sums = {0};
    const double shape = 144.0 / 64, scale = 64.0 / 12;
    for_chunks(OPERATED
               "loss.hazard,fixed,100\nloss.varus_share,fixed,0.3\nloss.angle,gamma,12,8\n"
               "loss.tolerance,fixed,10\nanatomy.nsa,fixed,160\nplan.target_nsa,fixed,115\n"
               "surgery.nsa_error,fixed,0\n",
               vro_healing_simulate, add_losses, &sums);
    assert_near(sums.position_lost, sums.hips, 0);
    sigma_assert_share("into varus", sums.varus, sums.hips, 0.3);
    sigma_assert_share("revised", sums.revised, sums.hips, gsl_cdf_gamma_Q(10, shape, scale));
}

// At 10 a week no hip comes as far as 8 weeks: the times are exponential, not cut off.
static void add_loss_times(const vro_hips *hips, void *to) {
    for (size_t i = 0; i < hips->count; i++)
        if (hips->event_time[VRO_CAUSE_LOSS][i] < INFINITY)
            sigma_add(to, hips->event_time[VRO_CAUSE_LOSS][i] * 365.25 / 7);
}

static void losses_come_at_exponential_times(void **state) {
    (void)state;
    sigma_sample weeks = {"time of loss", .mean = 0.1};
    for_chunks(OPERATED
               "loss.hazard,fixed,10\nloss.fragility_log_hr,fixed,0\nloss.age_log_hr,fixed,0\n"
               "loss.tolerance,fixed,-1\n",
               vro_healing_simulate, add_loss_times, &weeks);
    assert_near(weeks.n, 2.0 * CHUNKS * VRO_CHUNK, 0);
    sigma_assert(&weeks, 0.1);
}

static void add_migration(const vro_hips *hips, void *to) {
    for (size_t i = 0; i < hips->count; i++)
        sigma_add(to, hips->migration[i] / 50);
}

#define FIFTY                                                                                      \
    OPERATED "anatomy.migration,fixed,50\nanatomy.migration_other,fixed,50\n"                      \
             "surgery.max_residual,fixed,100\nsurgery.reduction_soft_tissue,uniform,,,0,0.3\n"     \
             "surgery.reduction_osteotomy,beta,0.4,0.15,0.1,0.9\n"                                 \
             "surgery.reduction_pelvic,triangular,0.5,,0.2,0.8\n"

static void each_procedure_reduces_migration_by_its_distribution(void **state) {
    (void)state;
    sigma_sample release = {"left by a release", .mean = 0.85};
    sigma_sample femur = {"left by an osteotomy", .mean = 0.6};
    sigma_sample pelvis = {"left by a pelvic osteotomy", .mean = 0.5};
    for_chunks(FIFTY "plan.osteotomy,fixed,0,,,,vro\nplan.soft_tissue,fixed,1,,,,vro\n", NULL,
               add_migration, &release);
    for_chunks(FIFTY, NULL, add_migration, &femur);
    for_chunks(FIFTY "plan.osteotomy,fixed,0,,,,vro\nplan.pelvic,fixed,1,,,,vro\n", NULL,
               add_migration, &pelvis);
    sigma_assert(&release, 0.3 / sqrt(12));
    sigma_assert(&femur, 0.15);
    sigma_assert(&pelvis, 0.3 / sqrt(6));
}

// Independent, so the second moments multiply too.
static void reductions_of_one_session_are_independent(void **state) {
    (void)state;
    const double mean = 0.85 * 0.6 * 0.5;
    const double square = (0.85 * 0.85 + 0.09 / 12) * (0.36 + 0.0225) * (0.25 + 0.09 / 6);
    sigma_sample all = {"left by all three", .mean = mean};
    for_chunks(FIFTY "plan.soft_tissue,fixed,1,,,,vro\nplan.pelvic,fixed,1,,,,vro\n", NULL,
               add_migration, &all);
    sigma_assert(&all, sqrt(square - mean * mean));
}

typedef struct procedures {
    double osteotomy, soft_tissue, pelvic, bone, spica, hips;
} procedures;

static void add_procedures(const vro_hips *hips, procedures *sums) {
    for (size_t i = 0; i < hips->count; i++) {
        sums->osteotomy += hips->osteotomy[i];
        sums->soft_tissue += hips->soft_tissue[i];
        sums->pelvic += hips->pelvic[i];
        sums->bone += hips->osteotomy[i] | hips->pelvic[i];
        sums->spica += hips->spica[i];
    }
    sums->hips += (double)hips->count;
}

static void add_session(const vro_hips *hips, void *to) {
    procedures *sums = to;
    add_procedures(hips, &sums[hips->hip]);
}

static void assert_procedures(const procedures *sums, double osteotomy, double soft_tissue,
                              double pelvic) {
    sigma_assert_share("osteotomy", sums->osteotomy, sums->hips, osteotomy);
    sigma_assert_share("soft tissue", sums->soft_tissue, sums->hips, soft_tissue);
    sigma_assert_share("pelvic", sums->pelvic, sums->hips, pelvic);
    sigma_assert_share("spica", sums->spica, sums->bone, 0.81);
}

static void the_index_session_follows_the_plan(void **state) {
    (void)state;
    procedures sums[VRO_HIPS] = {0};
    for_chunks(OPERATED
               "plan.osteotomy,fixed,0.7,,,,vro\nplan.soft_tissue,fixed,0.5,,,,vro\n"
               "plan.pelvic,fixed,0.4,,,,vro\nplan.spica,fixed,0.81\nplan.bilateral,fixed,0.3\n",
               NULL, add_session, sums);
    assert_procedures(&sums[0], 0.7, 0.5, 0.4);
    assert_procedures(&sums[1], 0.3 * 0.7, 0.3 * 0.5, 0.3 * 0.4);
}

// Reoperations for a cause on hips of which half had an osteotomy before, as in episode 1.
static procedures reoperate(vro_cause cause) {
    procedures sums = {0};
    stage *self = stage_new("vro",
                            OPERATED "plan.spica,fixed,0.81\ncomplication.osteotomy,fixed,0.4\n"
                                     "rescue.osteotomy,fixed,0.6\nrescue.soft_tissue,fixed,0.5\n"
                                     "rescue.pelvic,fixed,0.35\nother.soft_tissue,fixed,0.3\n",
                            3);
    for (uint64_t chunk = 0; chunk < CHUNKS; chunk++) {
        stage_load_children(self, chunk * VRO_CHUNK, VRO_CHUNK);
        stage_begin_episode(self, 1, cause);
        for (unsigned hip = 0; hip < VRO_HIPS; hip++) {
            for (size_t i = 0; i < VRO_CHUNK; i++)
                self->hips[hip].history[i] = (uint32_t)(i % 2) << VRO_HISTORY_OSTEOTOMY;
            vro_operation_plan_reoperation(&self->hips[hip], stage_parameters(self),
                                           &self->draws[hip]);
            add_procedures(&self->hips[hip], &sums);
        }
    }
    stage_free(self);
    return sums;
}

static void reoperations_follow_their_cause(void **state) {
    (void)state;
    const procedures loss = reoperate(VRO_CAUSE_LOSS), other = reoperate(VRO_CAUSE_OTHER);
    const procedures complication = reoperate(VRO_CAUSE_COMPLICATION);
    const procedures migration = reoperate(VRO_CAUSE_MIGRATION);
    assert_procedures(&migration, 0.6, 0.5, 0.35);
    sigma_assert_share("spica after loss", loss.spica, loss.bone, 0.81);
    sigma_assert_share("refixations", complication.osteotomy, complication.hips / 2, 0.4);
    sigma_assert_share("releases", other.soft_tissue, other.hips, 0.3);
    assert_near(loss.osteotomy, loss.hips, 0);
    assert_near(loss.soft_tissue + loss.pelvic + complication.soft_tissue + complication.pelvic, 0,
                0);
    assert_near(other.osteotomy + other.pelvic + other.spica, 0, 0);
}

typedef struct adverse {
    double infection, fracture, avn, sore, back, hips, casts;
    sigma_sample months;
} adverse;

static void add_adverse(const vro_hips *hips, void *to) {
    adverse *sums = to;
    for (size_t i = 0; i < hips->count; i++) {
        const float time = hips->event_time[VRO_CAUSE_COMPLICATION][i];
        sums->infection += vro_history_count(hips->history[i], VRO_HISTORY_INFECTION);
        sums->fracture += vro_history_count(hips->history[i], VRO_HISTORY_FRACTURE);
        sums->avn += vro_history_count(hips->history[i], VRO_HISTORY_AVN);
        sums->sore += vro_history_count(hips->history[i], VRO_HISTORY_PRESSURE_SORE);
        sums->casts += hips->spica[i];
        sums->back += time < INFINITY;
        if (time < INFINITY)
            sigma_add(&sums->months, 12.0 * time);
    }
    sums->hips += (double)hips->count;
}

#define RISKY                                                                                      \
    "complication.infection,fixed,0.15\ncomplication.fracture,fixed,0.12\n"                        \
    "complication.avn,fixed,0.1\ncomplication.pressure_sore,fixed,0.25\n"                          \
    "complication.infection_reoperation,fixed,0.5\ncomplication.fracture_reoperation,fixed,0.6\n"  \
    "complication.avn_reoperation,fixed,0.4\ncomplication.pressure_sore_reoperation,fixed,0.3\n"   \
    "complication.time,gamma,6,5\n"

static void adverse_events_have_their_shares_and_times(void **state) {
    (void)state;
    adverse sums = {.months = {"time of reoperation", .mean = 6}};
    const double spared = (1 - 0.15 * 0.5) * (1 - 0.12 * 0.6) * (1 - 0.1 * 0.4) * (1 - 0.25 * 0.3);
    for_chunks(OPERATED RISKY, vro_complication_simulate, add_adverse, &sums);
    sigma_assert_share("infection", sums.infection, sums.hips, 0.15);
    sigma_assert_share("fracture", sums.fracture, sums.hips, 0.12);
    sigma_assert_share("necrosis", sums.avn, sums.hips, 0.1);
    sigma_assert_share("sore", sums.sore, sums.casts, 0.25);
    sigma_assert_share("back", sums.back, sums.hips, 1 - spared);
    sigma_assert(&sums.months, 5);
}

static void add_removals(const vro_hips *hips, void *to) {
    sigma_sample *sums = to; // months to removal; refractures among removals
    for (size_t i = 0; i < hips->count; i++) {
        if (hips->removal[i] == INFINITY)
            continue;
        const bool refracture = hips->event_time[VRO_CAUSE_COMPLICATION][i] < INFINITY;
        sigma_add(&sums[0], 12.0 * hips->removal[i]);
        sigma_add(&sums[1], refracture);
        if (refracture)
            assert_near(hips->event_time[VRO_CAUSE_COMPLICATION][i], hips->removal[i] + 1.0 / 12,
                        1e-6);
    }
}

static void removals_and_refractures_have_their_shares_and_times(void **state) {
    (void)state;
    sigma_sample sums[2] = {{"time of removal", .mean = 14}, {"refractures", .mean = 0.25}};
    for_chunks(OPERATED "implant.removal_probability,fixed,0.8\nimplant.removal_time,gamma,14,6\n"
                        "implant.refracture,fixed,0.25\n",
               vro_complication_simulate, add_removals, sums);
    sigma_assert_share("removals", sums[0].n, 2.0 * CHUNKS * VRO_CHUNK, 0.8);
    sigma_assert(&sums[0], 6);
    sigma_assert(&sums[1], sqrt(0.25 * 0.75));
}

static void add_other(const vro_hips *hips, void *to) {
    for (size_t i = 0; i < hips->count; i++)
        sigma_add(to, hips->event_time[VRO_CAUSE_OTHER][i]);
}

static void other_reoperations_are_exponential(void **state) {
    (void)state;
    sigma_sample years = {"other reoperation", .mean = 1 / 0.06};
    for_chunks(OPERATED "other.reoperation,fixed,0.06\n", vro_complication_simulate, add_other,
               &years);
    sigma_assert(&years, 1 / 0.06);
}

enum { VISITS = 8 };

static void add_visits(const vro_hips *hips, void *to) {
    double *at = to;
    for (size_t i = 0; i < hips->count; i++) {
        const float time = hips->event_time[VRO_CAUSE_MIGRATION][i];
        at[time < INFINITY ? lrintf(time * 2) : 0]++;
    }
}

// All are over the threshold from the first visit on and half accept: visit k with 2^-k.
static void surgery_is_accepted_at_a_geometric_visit(void **state) {
    (void)state;
    double at[VISITS + 1] = {0};
    const double hips = 2.0 * CHUNKS * VRO_CHUNK;
    for_chunks(OPERATED "rescue.acceptance,fixed,0.5\nrescue.threshold,fixed,0\n"
                        "rescue.wait,fixed,0\nfollowup.visit_phase,fixed,0.5\n"
                        "followup.horizon,fixed,4\nfollowup.visit_interval,fixed,0.5\n",
               vro_visits_simulate, add_visits, at);
    for (int visit = 1; visit <= VISITS; visit++)
        sigma_assert_share("visit", at[visit], hips, ldexp(1, -visit));
    sigma_assert_share("never", at[0], hips, ldexp(1, -VISITS));
}

static void add_waits(const vro_hips *hips, void *to) {
    for (size_t i = 0; i < hips->count; i++)
        sigma_add(to, (hips->event_time[VRO_CAUSE_MIGRATION][i] - hips->decided[i]) * 365.25 / 7);
}

// Everybody is operated on from the first visit on; gamma of mean 12 and sd 8 weeks.
static void operations_for_migration_wait_as_drawn(void **state) {
    (void)state;
    sigma_sample weeks = {"wait", .mean = 12};
    for_chunks(OPERATED "rescue.acceptance,fixed,1\nrescue.threshold,fixed,0\n"
                        "rescue.wait,gamma,12,8\n",
               vro_visits_simulate, add_waits, &weeks);
    assert_near(weeks.n, 2.0 * CHUNKS * VRO_CHUNK, 0);
    sigma_assert(&weeks, 8);
}

// Uniform over the interval of half a year, from a quarter on, for each child.
static void add_first_visits(const vro_hips *hips, void *to) {
    for (size_t i = 0; i < hips->count && hips->hip == 0; i++)
        sigma_add(to, hips->decided[i]);
}

static void children_are_seen_at_all_phases_of_the_interval(void **state) {
    (void)state;
    sigma_sample years = {"first visit", .mean = 0.5};
    for_chunks(OPERATED "rescue.acceptance,fixed,1\nrescue.threshold,fixed,0\n"
                        "followup.visit_phase,uniform,,,0,1\nfollowup.visit_interval,fixed,0.5\n",
               vro_visits_simulate, add_first_visits, &years);
    sigma_assert(&years, 0.5 / sqrt(12));
}

static void add_healing_of_index_hips(const vro_hips *hips, void *to) {
    if (hips->hip == 0)
        add_healing(hips, to);
}

// T e^(f z) with z standard normal and independent of T: mean 10 e^(f^2 / 2), mean square
// (100 + 16 / 28) e^(2 f^2).
static void fragile_bones_heal_slowly(void **state) {
    (void)state;
    const double f = 0.25, mean = 10 * exp(f * f / 2);
    sigma_sample weeks = {"healing of fragile bones", .mean = mean};
    for_chunks(OPERATED "healing.fragility_log_ratio,fixed,0.25\n", vro_healing_simulate,
               add_healing_of_index_hips, &weeks);
    sigma_assert(&weeks, sqrt((100 + 16.0 / 28) * exp(2 * f * f) - mean * mean));
}

// Of the index session: the child's, so that one hip is enough.
static void add_spica_weeks(const vro_hips *hips, void *to) {
    for (size_t i = 0; i < hips->count && hips->hip == 0; i++)
        sigma_add(to, hips->spica_weeks[i]);
}

// PERT(3, 5, 6): mean 29 / 6, variance (mean - 3) (6 - mean) / 7.
static void a_spica_stays_on_as_drawn(void **state) {
    (void)state;
    const double mean = 29.0 / 6;
    sigma_sample weeks = {"spica", .mean = mean};
    for_chunks(OPERATED "plan.spica_weeks,pert,5,,3,6\n", NULL, add_spica_weeks, &weeks);
    sigma_assert(&weeks, sqrt((mean - 3) * (6 - mean) / 7));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(healing_takes_8_to_12_weeks_by_pert),
        cmocka_unit_test(delays_add_to_healing),
        cmocka_unit_test(positions_are_lost_by_the_hazard_while_unhealed),
        cmocka_unit_test(fragile_bones_lose_position_more_often),
        cmocka_unit_test(losses_over_the_tolerance_are_revised),
        cmocka_unit_test(losses_come_at_exponential_times),
        cmocka_unit_test(each_procedure_reduces_migration_by_its_distribution),
        cmocka_unit_test(reductions_of_one_session_are_independent),
        cmocka_unit_test(the_index_session_follows_the_plan),
        cmocka_unit_test(reoperations_follow_their_cause),
        cmocka_unit_test(adverse_events_have_their_shares_and_times),
        cmocka_unit_test(removals_and_refractures_have_their_shares_and_times),
        cmocka_unit_test(other_reoperations_are_exponential),
        cmocka_unit_test(surgery_is_accepted_at_a_geometric_visit),
        cmocka_unit_test(operations_for_migration_wait_as_drawn),
        cmocka_unit_test(children_are_seen_at_all_phases_of_the_interval),
        cmocka_unit_test(fragile_bones_heal_slowly),
        cmocka_unit_test(a_spica_stays_on_as_drawn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
