// The time at which migration passes a threshold: there migration is the threshold.
#include "vrosim/model/first_passage.h"

#include "near.h"
#include "stage.h"

#include "vrosim/model/growth.h"

#include <stdio.h>
#include <string.h>

// Migration is the threshold at the time at which it passes it. Returns how many hips pass it.
static size_t assert_passes_at(stage *self, float threshold) {
    static float final[VRO_CHUNK_HIPS], time[VRO_CHUNK_HIPS];
    static bool passes[VRO_CHUNK_HIPS];
    vro_hips *hips = &self->hips;
    size_t passing = 0;
    vro_growth_predict_migration(hips, stage_parameters(self), &self->scratch, final);
    vro_first_passage_find(hips, stage_parameters(self), threshold, final, &self->scratch, time);
    for (size_t i = 0; i < hips->count; i++) {
        const bool over = hips->migration[i] > threshold;
        passes[i] = !over && final[i] > threshold;
        passing += passes[i];
        assert_true(time[i] >= 0 && time[i] <= hips->next_time[i]);
        if (!passes[i])
            assert_near(time[i], over ? 0 : hips->next_time[i], 0);
    }
    memcpy(hips->next_time, time, sizeof hips->next_time);
    vro_growth_advance(hips, stage_parameters(self), &self->scratch);
    for (size_t i = 0; i < hips->count; i++)
        if (passes[i])
            assert_near(hips->migration[i], threshold, 1e-4);
    return passing;
}

static void assert_passages(const char *lines, size_t level) {
    size_t passing = 0;
    stage *self = stage_new("vro_soft_tissue", lines, level);
    for (int threshold = 30; threshold <= 50; threshold += 20) {
        stage_load_children(self, 0, VRO_CHUNK);
        stage_operate(self);
        vro_growth_prepare(&self->hips, stage_parameters(self));
        memcpy(self->hips.next_time, self->hips.end, sizeof self->hips.next_time);
        passing += assert_passes_at(self, (float)threshold);
    }
    assert_true(passing > 100);
    stage_free(self);
}

// Slow and fast, with and without rebound, decay and release; a release that stops all migration
// makes it start like a parabola.
static void a_threshold_is_crossed_where_migration_is_the_threshold(void **state) {
    (void)state;
    static const char *const scenarios[] = {
        "",
        "migration.decay,fixed,0\n",
        "migration.soft_tissue_ratio,fixed,0\n",
        "migration.decay,fixed,0.5\nmigration.rate,fixed,60\n",
        "remodel.half_time,fixed,0.5\nmigration.release_half_time,fixed,0.5\n",
        "followup.horizon,fixed,60\n",
        "remodel.nsa_share,fixed,0\nmigration.rate,fixed,1\n"};
    for (size_t i = 0; i < sizeof scenarios / sizeof *scenarios; i++)
        for (size_t level = 2; level < VRO_LEVELS; level++) {
            char lines[1000];
            snprintf(lines, sizeof lines, "surgery.max_residual,fixed,30\n%s", scenarios[i]);
            assert_passages(lines, level);
        }
}

int test_first_passage(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_threshold_is_crossed_where_migration_is_the_threshold),
    };
    return cmocka_run_group_tests_name("first_passage", tests, NULL, NULL);
}
