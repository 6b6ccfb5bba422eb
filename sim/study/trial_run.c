#include "vrosim/study/trial_run.h"

#include "vrosim/outcome/tally_codec.h"
#include "vrosim/simulate/blocks.h"
#include "vrosim/simulate/shard.h"

#include <stdlib.h>
#include <string.h>

static vro_status open_tally(vro_tally *tally, const vro_model *model, vro_errors *errors) {
    return vro_tally_init(tally, model->strategies, model->outcomes, model->horizon,
                          &model->subgroups, errors);
}

// Cuts a text into its lines, which end in 0 then. Returns how many there are.
static size_t cut_lines(char *text, vro_setting settings[VRO_TRIAL_SETTINGS]) {
    size_t count = 0;
    for (char *end = strchr(text, '\n'); end && count < VRO_TRIAL_SETTINGS;
         end = strchr(text, '\n')) {
        *end = '\0';
        settings[count++] = (vro_setting){"setting", "verify", text};
        text = end + 1;
    }
    return count;
}

static vro_status load(vro_scenario *scenario, const vro_trial *trial, vro_errors *errors) {
    vro_setting settings[VRO_TRIAL_SETTINGS];
    char *text = strdup(trial->settings ? trial->settings : "");
    if (!text)
        return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for settings");
    const vro_scenario_source source = {.settings = settings,
                                        .setting_count = cut_lines(text, settings),
                                        .strategies = trial->strategies,
                                        .name = "verify"};
    const vro_status status = vro_scenario_load(scenario, &source, errors);
    free(text);
    return status;
}

vro_status vro_trial_run_open(vro_trial_run *self, const vro_trial *trial, vro_errors *errors) {
    vro_status status = VRO_OK;
    *self = (vro_trial_run){.random = trial->random};
    TRY(load(&self->scenario, trial, errors));
    if (trial->subgroups)
        TRY(vro_subgroups_read(&self->scenario.subgroups, trial->subgroups, errors));
    TRY(vro_model_init(&self->model, &self->scenario, errors));
    TRY(open_tally(&self->tally, &self->model, errors));
out:
    return status;
}

// Children of the blocks of one shard, added to sum.
static vro_status simulate_part(const vro_trial_run *self, const vro_trial *trial, int threads,
                                vro_interval part, vro_tally *sum, vro_errors *errors) {
    const vro_interval_set set = {.intervals = &part, .count = part.first < part.end};
    const vro_block_task task = {.blocks = &set};
    vro_pool pool;
    vro_blocks blocks = {0};
    uint64_t done = 0;
    vro_status status = VRO_OK;
    vro_pool_init(&pool, threads > 0 ? threads : vro_pool_default_threads(), NULL);
    TRY(vro_blocks_init(&blocks, &pool, &self->model, trial->random,
                        (vro_run_size){.patients = trial->children}, errors));
    TRY(vro_blocks_run(&blocks, &task, &done, errors));
    TRY(vro_blocks_gather(&blocks, sum, errors));
out:
    vro_blocks_free(&blocks);
    return status;
}

static vro_status add_shard(vro_trial_run *self, const vro_trial *trial, int threads,
                            vro_interval part, vro_errors *errors) {
    vro_tally tally = {0};
    vro_status status = VRO_OK;
    TRY(open_tally(&tally, &self->model, errors));
    TRY(simulate_part(self, trial, threads, part, &tally, errors));
    vro_tally_merge(&self->tally, &tally);
out:
    vro_tally_free(&tally);
    return status;
}

vro_status vro_trial_run_simulate(vro_trial_run *self, const vro_trial *trial, int threads,
                                  uint64_t shards, vro_errors *errors) {
    const uint64_t blocks = vro_block_count(trial->children);
    vro_status status = VRO_OK;
    vro_tally_free(&self->tally);
    TRY(open_tally(&self->tally, &self->model, errors));
    if (shards <= 1)
        return simulate_part(self, trial, threads, (vro_interval){0, blocks}, &self->tally, errors);
    for (uint64_t i = 1; i <= shards; i++)
        TRY(add_shard(self, trial, threads, vro_shard_interval(&(vro_shard){i, shards}, blocks),
                      errors));
out:
    return status;
}

vro_status vro_trial_run_make(vro_trial_run *self, const vro_trial *trial, vro_errors *errors) {
    const vro_status status = vro_trial_run_open(self, trial, errors);
    return status == VRO_OK ? vro_trial_run_simulate(self, trial, 0, 1, errors) : status;
}

vro_results_view vro_trial_run_view(const vro_trial_run *self) {
    return (vro_results_view){.scenario = &self->scenario,
                              .tally = &self->tally,
                              .model = &self->model,
                              .random = self->random};
}

vro_status vro_trial_run_digest(const vro_trial_run *self, char digest[VRO_DIGEST_TEXT],
                                vro_errors *errors) {
    vro_varint_writer writer = {0};
    vro_status status = VRO_OK;
    vro_tally_codec_write(&self->tally, &writer);
    vro_varint_writer_flush(&writer);
    if (writer.buffer.failed)
        status = vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for a digest");
    else
        vro_digest_text(writer.buffer.at, writer.buffer.size, digest);
    vro_varint_writer_free(&writer);
    return status;
}

void vro_trial_run_close(vro_trial_run *self) {
    vro_tally_free(&self->tally);
    vro_model_free(&self->model);
    vro_scenario_free(&self->scenario);
}
