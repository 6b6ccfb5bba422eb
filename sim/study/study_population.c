#include "vrosim/study/study_population.h"

#include "vrosim/core/byte_buffer.h"
#include "vrosim/input/named_subgroups.h"
#include "vrosim/input/scenario_cells.h"
#include "vrosim/model/model.h"
#include "vrosim/outcome/contrast.h"
#include "vrosim/outcome/named_estimate.h"
#include "vrosim/outcome/outcome_statistics.h"
#include "vrosim/outcome/tally_codec.h"
#include "vrosim/simulate/blocks.h"
#include "vrosim/simulate/rank_round.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static const vro_target *target_of(const vro_study_population *self, size_t place) {
    return &self->evidence->targets.rows[self->targets[place]];
}

static vro_status no_memory(vro_errors *errors) {
    return vro_errors_add(errors, VRO_NO_MEMORY, NULL, "not enough memory for a study");
}

// Adds the faults of a target's names, at its line.
static vro_status tell(const vro_study_population *self, size_t place, vro_errors *found,
                       vro_errors *errors) {
    const vro_place at = vro_evidence_place(self->evidence, self->targets[place]);
    vro_status status = VRO_OK;
    for (size_t i = 0; i < found->count; i++)
        status = vro_status_worse(
            status, vro_errors_add(errors, VRO_BAD_INPUT, &at, "%s", found->faults[i].text));
    vro_errors_free(found);
    return status;
}

static vro_status list_targets(vro_study_population *self, vro_errors *errors) {
    const vro_evidence *evidence = self->evidence;
    self->targets = calloc(evidence->targets.count + 1, sizeof *self->targets);
    if (!self->targets)
        return no_memory(errors);
    for (size_t i = 0; i < evidence->targets.count; i++)
        if (evidence->study_of[i] == self->study &&
            evidence->targets.rows[i].role != VRO_TARGET_IGNORE)
            self->targets[self->count++] = i;
    return VRO_OK;
}

static bool compares(const char *statistic) {
    for (vro_comparison i = 0; i < VRO_COMPARISONS; i++)
        if (strcmp(vro_comparison_name(i), statistic) == 0)
            return true;
    return false;
}

// The strategies that the targets name, as "A,B"; where one is compared, the reference too. NULL,
// which keeps all, for a study without targets.
static vro_status list_strategies(const vro_study_population *self, const vro_scenario *all,
                                  char **list, vro_errors *errors) {
    vro_byte_buffer text = {0};
    bool *used = calloc(all->strategies, sizeof *used);
    vro_status status = used ? VRO_OK : no_memory(errors);
    for (size_t i = 0; i < self->count && status != VRO_NO_MEMORY; i++) {
        vro_errors found = {0};
        size_t strategy;
        if (vro_scenario_find_strategy(all, target_of(self, i)->strategy, &strategy, &found) ==
            VRO_OK)
            used[strategy] = true;
        else
            status = vro_status_worse(status, tell(self, i, &found, errors));
        used[0] |= compares(target_of(self, i)->statistic);
    }
    for (size_t i = 0; i < all->strategies && status == VRO_OK; i++) {
        if (used[i] && text.size > 0)
            vro_byte_buffer_append(&text, ",", 1);
        if (used[i])
            vro_byte_buffer_append(&text, all->strategy_names[i], strlen(all->strategy_names[i]));
    }
    free(used);
    if (status != VRO_OK || self->count == 0) {
        vro_byte_buffer_free(&text);
        return status;
    }
    *list = vro_byte_buffer_release_text(&text);
    return *list ? VRO_OK : no_memory(errors);
}

static vro_status load_scenario(vro_study_population *self, const vro_text_files *tables,
                                vro_errors *errors) {
    vro_scenario all = {0};
    char *strategies = NULL;
    vro_status status = VRO_OK;
    TRY(vro_evidence_scenario(self->evidence, self->study, tables, NULL, &all, errors));
    TRY(list_strategies(self, &all, &strategies, errors));
    TRY(vro_evidence_scenario(self->evidence, self->study, tables, strategies, &self->scenario,
                              errors));
out:
    vro_scenario_free(&all);
    free(strategies);
    return status;
}

// The targets whose subgroups the children are cut into: those of the study, then those of the
// whole that it is part of. Returns their number.
static size_t list_cuts(const vro_study_population *self, size_t *targets) {
    const vro_evidence *evidence = self->evidence;
    const size_t whole = evidence->studies.rows[self->study].whole;
    size_t count = self->count;
    memcpy(targets, self->targets, count * sizeof *targets);
    for (size_t i = 0; i < evidence->targets.count; i++)
        if (whole != VRO_NO_STUDY && evidence->study_of[i] == whole &&
            evidence->targets.rows[i].role != VRO_TARGET_IGNORE)
            targets[count++] = i;
    return count;
}

static vro_status divide(vro_study_population *self, vro_errors *errors) {
    const vro_target *rows = self->evidence->targets.rows;
    const char **names = calloc(self->evidence->targets.count + 1, sizeof *names);
    size_t *targets = calloc(self->evidence->targets.count + 1, sizeof *targets);
    vro_status status = VRO_OK;
    TRY(names && targets ? VRO_OK : no_memory(errors));
    const size_t count = list_cuts(self, targets);
    for (size_t i = 0; i < count; i++)
        names[i] = rows[targets[i]].subgroup;
    const size_t fine = vro_named_subgroups(&self->scenario.subgroups, names, count);
    if (fine == count)
        goto out;
    const vro_place place = vro_evidence_place(self->evidence, targets[fine]);
    status = vro_errors_add(errors, VRO_BAD_INPUT, &place,
                            "subgroup '%s' is unknown, or is cut where another target of the study "
                            "%shas a cut inside; write all, gmfcs_4, age_under_6, age_6_to_10, "
                            "migration_70_and_over or bilateral",
                            names[fine], fine < self->count ? "" : "or of a part of it ");
out:
    free(names);
    free(targets);
    return status;
}

static vro_estimate_name name_of(const vro_target *target) {
    return (vro_estimate_name){target->strategy, target->subgroup, target->outcome,
                               target->statistic};
}

// The names of a target are looked up in a tally without children.
// A share varies on the logit, between studies and by chance; its differences do not.
static vro_status check_scale(const vro_target *target, vro_errors *found) {
    vro_outcome_id outcome;
    if (vro_likelihood_is_share(target->likelihood) || strcmp(target->statistic, "mean") != 0 ||
        !vro_outcome_set_knows(target->outcome, &outcome) ||
        vro_outcome_row(outcome)->kind != VRO_SHARE)
        return VRO_OK;
    return vro_errors_add(found, VRO_BAD_INPUT, NULL,
                          "'%s' is a share; its likelihood is binomial or logit_normal",
                          target->outcome);
}

static vro_status check_targets(const vro_study_population *self, const vro_tally *empty,
                                vro_errors *errors) {
    const vro_results_view view = {.scenario = &self->scenario, .tally = empty};
    vro_status status = VRO_OK;
    for (size_t i = 0; i < self->count && status != VRO_NO_MEMORY; i++) {
        const vro_estimate_name name = name_of(target_of(self, i));
        vro_errors found = {0};
        vro_compared nobody;
        if (vro_named_estimate(&view, &name, &nobody, &found) != VRO_OK ||
            check_scale(target_of(self, i), &found) != VRO_OK)
            status = vro_status_worse(status, tell(self, i, &found, errors));
    }
    return status;
}

vro_status vro_study_population_tally(const vro_study_population *self, vro_tally *tally,
                                      vro_errors *errors) {
    vro_outcome_set outcomes;
    vro_outcome_set_init(&outcomes, &self->scenario);
    return vro_tally_init(tally, self->scenario.strategies, &outcomes,
                          vro_scenario_horizon(&self->scenario), &self->scenario.subgroups, errors);
}

vro_status vro_study_population_load(vro_study_population *self, const vro_evidence *evidence,
                                     size_t study, const vro_text_files *tables,
                                     vro_errors *errors) {
    vro_tally empty = {0};
    vro_status status = VRO_OK;
    *self = (vro_study_population){.evidence = evidence, .study = study};
    TRY(list_targets(self, errors));
    TRY(load_scenario(self, tables, errors));
    TRY(divide(self, errors));
    TRY(vro_study_population_tally(self, &empty, errors));
    TRY(check_targets(self, &empty, errors));
out:
    vro_tally_free(&empty);
    return status;
}

// The blocks of a rank.
static vro_interval share_of(const vro_ranks *ranks, uint64_t blocks) {
    const uint64_t rank = (uint64_t)ranks->rank, count = (uint64_t)ranks->count;
    return (vro_interval){blocks * rank / count, blocks * (rank + 1) / count};
}

// The children of blocks.
static uint64_t children_of(vro_interval blocks, uint64_t children) {
    const uint64_t first = blocks.first * VRO_BLOCK, end = blocks.end * VRO_BLOCK;
    return (end < children ? end : children) - (first < children ? first : children);
}

// Waits for all ranks, where one that is interrupted interrupts the others.
static vro_status end_round(const vro_population_run *by, vro_status status, uint64_t done,
                            vro_errors *errors) {
    vro_rank_round round = {0};
    const vro_status ended = status;
    TRY(vro_rank_round_init(&round, by->ranks, by->pool, errors));
    TRY(vro_rank_round_end(&round, ended, done, false));
    if (vro_rank_round_done(&round) < vro_block_count(by->children))
        status = vro_rank_round_interrupted(&round);
out:
    vro_rank_round_free(&round);
    return status;
}

// The children of this rank, into its tally.
static vro_status run(const vro_model *model, const vro_population_run *by, vro_tally *tally,
                      vro_errors *errors) {
    const uint64_t count = vro_block_count(by->children);
    vro_interval share = share_of(by->ranks, count);
    const vro_interval_set set = {.intervals = &share, .count = share.first < share.end};
    const vro_block_task task = {.blocks = &set};
    vro_blocks blocks = {0};
    uint64_t done = 0;
    vro_status status = VRO_OK;
    TRY(vro_blocks_init(&blocks, by->pool, model, by->random,
                        (vro_run_size){.patients = by->children}, errors));
    status = vro_blocks_run(&blocks, &task, &done, errors);
    TRY(end_round(by, status, done, errors));
    vro_pool_count(by->pool, by->children - children_of(share, by->children));
    TRY(vro_blocks_gather(&blocks, tally, errors));
out:
    vro_blocks_free(&blocks);
    return status;
}

static vro_status send_tally(const vro_ranks *ranks, const vro_tally *tally, vro_errors *errors) {
    vro_varint_writer writer = {0};
    vro_status status = VRO_OK;
    vro_tally_codec_write(tally, &writer);
    vro_varint_writer_flush(&writer);
    TRY(writer.buffer.failed ? no_memory(errors) : VRO_OK);
    vro_ranks_send(ranks, writer.buffer.at, writer.buffer.size);
out:
    vro_varint_writer_free(&writer);
    return status;
}

static vro_status receive_tally(const vro_study_population *self, const vro_ranks *ranks, int rank,
                                vro_tally *tally, vro_errors *errors) {
    vro_tally other = {0};
    unsigned char *bytes = NULL;
    size_t size = 0;
    vro_status status = VRO_OK;
    TRY(vro_study_population_tally(self, &other, errors));
    TRY(vro_ranks_receive(ranks, rank, &bytes, &size, errors));
    vro_varint_reader reader = {.at = bytes, .end = bytes + size};
    vro_tally_codec_read(&other, &reader);
    TRY(vro_varint_reader_is_done(&reader)
            ? VRO_OK
            : vro_errors_add(errors, VRO_BAD_INPUT, NULL, "the sums of rank %d are damaged", rank));
    vro_tally_merge(tally, &other);
out:
    vro_tally_free(&other);
    free(bytes);
    return status;
}

// Brings the tallies of all ranks to that of rank 0.
static vro_status gather(const vro_study_population *self, const vro_ranks *ranks, vro_tally *tally,
                         vro_errors *errors) {
    vro_status status = VRO_OK;
    if (ranks->rank > 0)
        return send_tally(ranks, tally, errors);
    for (int rank = 1; rank < ranks->count; rank++)
        TRY(receive_tally(self, ranks, rank, tally, errors));
out:
    return status;
}

// The outcome's standard deviation among the children of a target; 0 where it has none.
static vro_status find_sd(const vro_results_view *view, const vro_target *target, double *sd,
                          vro_errors *errors) {
    vro_estimate_name name = name_of(target);
    vro_compared found;
    vro_outcome_id outcome;
    *sd = 0;
    if (compares(target->statistic) || !vro_outcome_set_knows(target->outcome, &outcome) ||
        vro_outcome_row(outcome)->kind != VRO_QUANTITY)
        return VRO_OK;
    name.statistic = vro_statistic_name(VRO_SD);
    const vro_status status = vro_named_estimate(view, &name, &found, errors);
    *sd = status == VRO_OK ? found.paired.value : 0;
    return status;
}

vro_status vro_study_population_read(const vro_study_population *self, const vro_tally *tally,
                                     vro_model_figure *figures, vro_errors *errors) {
    const vro_results_view view = {.scenario = &self->scenario, .tally = tally};
    vro_status status = VRO_OK;
    for (size_t i = 0; i < self->count; i++) {
        const vro_target *target = target_of(self, i);
        vro_model_figure *figure = &figures[self->targets[i]];
        const vro_estimate_name name = name_of(target);
        vro_compared found;
        TRY(vro_named_estimate(&view, &name, &found, errors));
        figure->estimate = found.paired;
        TRY(find_sd(&view, target, &figure->sd, errors));
    }
out:
    return status;
}

vro_status vro_study_population_simulate(const vro_study_population *self,
                                         const vro_population_run *by, vro_model_figure *figures,
                                         vro_errors *errors) {
    vro_model model = {0};
    vro_tally tally = {0};
    vro_status status = VRO_OK;
    TRY(vro_model_init_over(&model, &self->scenario, NULL, by->pool->threads, errors));
    TRY(vro_study_population_tally(self, &tally, errors));
    TRY(run(&model, by, &tally, errors));
    TRY(gather(self, by->ranks, &tally, errors));
    if (by->ranks->rank == 0)
        TRY(vro_study_population_read(self, &tally, figures, errors));
out:
    vro_tally_free(&tally);
    vro_model_free(&model);
    return status;
}

void vro_study_population_free(vro_study_population *self) {
    vro_scenario_free(&self->scenario);
    free(self->targets);
    *self = (vro_study_population){0};
}
