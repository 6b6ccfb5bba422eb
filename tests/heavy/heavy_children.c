// The children as drawn against the distributions of model.md 2 and 3, each at five standard
// errors with a fixed seed: were all right, one of the 71 checks would fail by chance in 4e-5 of
// all choices of the seed (2 Phi(-5) = 5.7e-7 a check).
#include "sigma.h"
#include "stage.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <stdio.h>
#include <stdlib.h>

enum { CHUNKS = 1000 };
static const double CHILDREN = (double)CHUNKS * VRO_CHUNK;

// Calls add on chunk after chunk of drawn children.
static void for_chunks(stage *self, void (*add)(const vro_children *, void *), void *sums) {
    for (uint64_t chunk = 0; chunk < CHUNKS; chunk++) {
        stage_load_children(self, chunk * VRO_CHUNK, VRO_CHUNK);
        add(&self->children, sums);
    }
}

static void the_case_mix_has_its_shares(void **state) {
    (void)state;
    enum { BLOCKS = 60 };
    small_model small;
    double of_level[VRO_LEVELS] = {0};
    small_model_open(&small, "observation",
                     "population.gmfcs,fixed,1,,,,,1\npopulation.gmfcs,fixed,2,,,,,2\n"
                     "population.gmfcs,fixed,3,,,,,3\npopulation.gmfcs,fixed,4,,,,,4\n"
                     "population.gmfcs,fixed,5,,,,,5\n");
    for (uint64_t block = 0; block < BLOCKS; block++) {
        vro_record *records = small_model_records(&small, block * VRO_BLOCK, VRO_BLOCK);
        for (size_t i = 0; i < VRO_BLOCK; i++)
            of_level[records[i].level]++;
        free(records);
    }
    for (int level = 0; level < VRO_LEVELS; level++)
        sigma_assert_share("level", of_level[level], (double)BLOCKS * VRO_BLOCK,
                           (level + 1) / 15.0);
    small_model_close(&small);
}

typedef struct plain_sums {
    sigma_sample age, maturity, neck, fragility, tone, lld, phase;
    double female, bilateral, symmetric;
} plain_sums;

static void add_plain(const vro_children *children, void *to) {
    plain_sums *sums = to;
    for (size_t i = 0; i < children->count; i++) {
        sigma_add(&sums->age, children->age[i]);
        sigma_add(&sums->neck, children->neck_length[i]);
        sigma_add(&sums->fragility, children->fragility[i]);
        sigma_add(&sums->tone, children->tone_score[i]);
        sigma_add(&sums->lld, children->natural_lld[i]);
        sums->female += children->female[i];
        sigma_add(&sums->phase, children->visit_phase[i]);
        sums->symmetric += ldexp(children->symmetric_draw[i] + 0.5, -32) < 0.6;
        sums->bilateral += ldexp(children->bilateral_draw[i] + 0.5, -32) < 0.82;
        if (children->female[i])
            sigma_add(&sums->maturity, children->maturity[i]);
    }
}

// Mean and sd of a normal distribution with mean m and sd s within [low, high]: with a, b the
// standardised bounds, Z = Phi(b) - Phi(a) and d = (phi(a) - phi(b)) / Z, the mean is m + s d and
// the variance s^2 (1 + (a phi(a) - b phi(b)) / Z - d^2).
static void truncated_normal(const double distribution[4], double *mean, double *sd) {
    const double a = (distribution[2] - distribution[0]) / distribution[1],
                 b = (distribution[3] - distribution[0]) / distribution[1];
    const double pa = gsl_ran_ugaussian_pdf(a), pb = gsl_ran_ugaussian_pdf(b);
    const double inside = gsl_cdf_ugaussian_P(b) - gsl_cdf_ugaussian_P(a);
    const double d = (pa - pb) / inside;
    *mean = distribution[0] + distribution[1] * d;
    *sd = distribution[1] * sqrt(1 + (a * pa - b * pb) / inside - d * d);
}

static void children_follow_their_distributions(void **state) {
    (void)state;
    double age[2];
    truncated_normal((const double[]){8.3, 3.2, 2.4, 17.7}, &age[0], &age[1]);
    plain_sums sums = {.age = {"age", .mean = age[0]},
                       .maturity = {"maturity of girls", .mean = 12},
                       .neck = {"neck", .mean = 35},
                       .fragility = {"fragility", .mean = 0},
                       .tone = {"tone", .mean = 0},
                       .lld = {"natural difference", .mean = 1},
                       .phase = {"phase of visits", .mean = 0.5}};
    stage *self = stage_new("observation",
                            "population.age,normal,8.3,3.2,2.4,17.7\npopulation.female,fixed,0.38\n"
                            "growth.maturity_age_female,triangular,12,,10,14\n"
                            "anatomy.neck_length,gamma,35,4\nanatomy.natural_lld,normal,1,5\n",
                            4);
    for_chunks(self, add_plain, &sums);
    sigma_assert(&sums.age, age[1]);
    sigma_assert(&sums.maturity, sqrt(4.0 / 6));
    sigma_assert(&sums.neck, 4);
    sigma_assert(&sums.fragility, 1);
    sigma_assert(&sums.tone, 1);
    sigma_assert(&sums.lld, 5);
    sigma_assert_share("girls", sums.female, CHILDREN, 0.38);
    sigma_assert(&sums.phase, 1 / sqrt(12));
    sigma_assert_share("symmetric", sums.symmetric, CHILDREN, 0.6);
    sigma_assert_share("bilateral", sums.bilateral, CHILDREN, 0.82);
    stage_free(self);
}

static const double HORIZONS[] = {0.5, 1, 2, 5, 10};

static void add_deaths(const vro_children *children, void *to) {
    double *deaths = to;
    for (size_t i = 0; i < children->count; i++)
        for (int h = 0; h < 5; h++)
            deaths[h] += children->natural_death[i] <= HORIZONS[h];
}

static void other_deaths_come_at_their_rate(void **state) {
    (void)state;
    double deaths[5] = {0};
    stage *self = stage_new("observation", "mortality.rate,fixed,0.04\n", 4);
    for_chunks(self, add_deaths, deaths);
    for (int h = 0; h < 5; h++)
        sigma_assert_share("deaths", deaths[h], CHILDREN, -expm1(-0.04 * HORIZONS[h]));
    stage_free(self);
}

enum { QUANTITIES = 4 };
static const char *const NAMES[] = {"nsa", "anteversion", "acetabular index", "migration"};

typedef struct hip_sums {
    sigma_sample each[VRO_HIPS][QUANTITIES];
    double product[VRO_HIPS * QUANTITIES][VRO_HIPS * QUANTITIES]; // of standard scores
} hip_sums;

static const double MEANS[VRO_HIPS][QUANTITIES] = {{150, 40, 28, 50}, {150, 40, 28, 30}};
static const double SDS[VRO_HIPS][QUANTITIES] = {{6, 10, 5, 5}, {6, 10, 5, 3}};

static void add_hips(const vro_children *children, void *to) {
    hip_sums *sums = to;
    const float(*columns[])[VRO_CHUNK] = {children->nsa, children->anteversion,
                                          children->acetabular_index, children->migration};
    for (size_t i = 0; i < children->count; i++) {
        double scores[VRO_HIPS * QUANTITIES];
        for (int hip = 0; hip < VRO_HIPS; hip++)
            for (int q = 0; q < QUANTITIES; q++) {
                const double x = columns[q][hip][i];
                sigma_add(&sums->each[hip][q], x);
                scores[hip * QUANTITIES + q] = (x - MEANS[hip][q]) / SDS[hip][q];
            }
        for (int a = 0; a < VRO_HIPS * QUANTITIES; a++)
            for (int b = 0; b < a; b++)
                sums->product[a][b] += scores[a] * scores[b];
    }
}

// Between quantities of one hip: migration with the socket 0.5 and with the neck 0.3. Between hips
// 0.61 times that.
static double correlation_of(int a, int b) {
    static const double within[QUANTITIES][QUANTITIES] = {
        {1, 0, 0, 0.3}, {0, 1, 0, 0}, {0, 0, 1, 0.5}, {0.3, 0, 0.5, 1}};
    const double of_hip = within[a % QUANTITIES][b % QUANTITIES];
    return a / QUANTITIES == b / QUANTITIES ? of_hip : 0.61 * of_hip;
}

// All distributions are normal (the bounds of migration are ten standard deviations away), so that
// the correlations of the values are those of the scores. The mean product of scores has the
// variance (1 + r^2) / n.
static void hips_have_their_distributions_and_correlations(void **state) {
    (void)state;
    static hip_sums sums;
    stage *self =
        stage_new("observation",
                  "anatomy.nsa,normal,150,6\nanatomy.anteversion,normal,40,10\n"
                  "anatomy.acetabular_index,normal,28,5\nanatomy.migration,normal,50,5,0,100\n"
                  "anatomy.migration_other,normal,30,3,0,100\n"
                  "anatomy.side_correlation,fixed,0.61\n"
                  "anatomy.migration_socket_correlation,fixed,0.5\n"
                  "anatomy.migration_neck_correlation,fixed,0.3\n",
                  4);
    for (int hip = 0; hip < VRO_HIPS; hip++)
        for (int q = 0; q < QUANTITIES; q++)
            sums.each[hip][q] = (sigma_sample){NAMES[q], .mean = MEANS[hip][q]};
    for_chunks(self, add_hips, &sums);
    for (int hip = 0; hip < VRO_HIPS; hip++)
        for (int q = 0; q < QUANTITIES; q++)
            sigma_assert(&sums.each[hip][q], SDS[hip][q]);
    for (int a = 0; a < VRO_HIPS * QUANTITIES; a++)
        for (int b = 0; b < a; b++) {
            const double r = correlation_of(a, b);
            char name[80];
            snprintf(name, sizeof name, "%s %d with %s %d", NAMES[a % QUANTITIES], a / QUANTITIES,
                     NAMES[b % QUANTITIES], b / QUANTITIES);
            sigma_assert_distance(name, sums.product[a][b] / CHILDREN - r,
                                  sqrt((1 + r * r) / CHILDREN));
        }
    stage_free(self);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_case_mix_has_its_shares),
        cmocka_unit_test(children_follow_their_distributions),
        cmocka_unit_test(other_deaths_come_at_their_rate),
        cmocka_unit_test(hips_have_their_distributions_and_correlations),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
