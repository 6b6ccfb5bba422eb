// See episode.h. The functions stand in the order of model.md.
#include "episode.h"

#include <math.h>

static const double WEEKS_PER_YEAR = 365.25 / 7;
static const double MONTHS_PER_YEAR = 12;
static const double DEATH_AFTER_OPERATION = 0.1; // years; model.md 2.2

// The number of an episode slot of this scene within the child.
static unsigned slot_here(const vro_twin_scene *scene, vro_episode_slot slot) {
    return vro_slot_of_episode(scene->hip, scene->episode, slot);
}

static bool event_here(const vro_twin_scene *scene, vro_episode_slot slot, double probability) {
    return vro_twin_draw_event(&scene->draws, slot_here(scene, slot), probability);
}

static double distribution_here(const vro_twin_scene *scene, vro_episode_slot slot,
                                vro_parameter_id id) {
    return vro_twin_draw_distribution(&scene->draws, slot_here(scene, slot), id);
}

// The causes that open an episode, in the order in which ties are decided: model.md 7.
static const vro_cause CAUSES[] = {VRO_CAUSE_LOSS, VRO_CAUSE_COMPLICATION, VRO_CAUSE_MIGRATION,
                                   VRO_CAUSE_OTHER, VRO_CAUSE_SESSION};
enum { CAUSE_COUNT = sizeof CAUSES / sizeof *CAUSES };

static vro_twin_episode episode_begin(vro_cause cause, double start) {
    vro_twin_episode episode = {
        .cause = cause,
        .start = start,
        .death = INFINITY,
        .healing_weeks = NAN,
        .loss_weeks = INFINITY,
        .removal = INFINITY,
        .next = VRO_CAUSE_NONE,
    };
    for (int i = 0; i < CAUSE_COUNT; i++)
        episode.next_at[CAUSES[i]] = INFINITY;
    return episode;
}

// The procedures of an episode: model.md 4.2.

typedef struct procedure_chances {
    double osteotomy;
    double soft_tissue;
    double pelvic;
} procedure_chances;

static procedure_chances chances_of_procedures(const vro_twin_scene *scene, vro_cause cause,
                                               bool had_osteotomy) {
    const double *value = scene->draws.parameters->value;
    switch (cause) {
    case VRO_CAUSE_LOSS:
        return (procedure_chances){.osteotomy = 1};
    case VRO_CAUSE_COMPLICATION:
        return (procedure_chances){
            .osteotomy = had_osteotomy ? value[VRO_COMPLICATION_OSTEOTOMY] : 0,
        };
    case VRO_CAUSE_MIGRATION:
        return (procedure_chances){
            .osteotomy = value[VRO_RESCUE_OSTEOTOMY],
            .soft_tissue = value[VRO_RESCUE_SOFT_TISSUE],
            .pelvic = value[VRO_RESCUE_PELVIC],
        };
    case VRO_CAUSE_OTHER:
        return (procedure_chances){.soft_tissue = value[VRO_OTHER_SOFT_TISSUE]};
    case VRO_CAUSE_SESSION:
        return (procedure_chances){.osteotomy = 1};
    default:
        return (procedure_chances){
            .osteotomy = scene->planned ? value[VRO_PLAN_OSTEOTOMY] : 0,
            .soft_tissue = scene->planned ? value[VRO_PLAN_SOFT_TISSUE] : 0,
            .pelvic = scene->planned ? value[VRO_PLAN_PELVIC] : 0,
        };
    }
}

static void choose_procedures(const vro_twin_scene *scene, bool had_osteotomy,
                              vro_twin_episode *episode) {
    procedure_chances chance = chances_of_procedures(scene, episode->cause, had_osteotomy);
    episode->osteotomy = event_here(scene, VRO_SLOT_OSTEOTOMY, chance.osteotomy);
    episode->soft_tissue = event_here(scene, VRO_SLOT_SOFT_TISSUE, chance.soft_tissue);
    episode->pelvic = event_here(scene, VRO_SLOT_PELVIC, chance.pelvic);
    episode->operation = episode->cause != VRO_CAUSE_NONE || episode->osteotomy ||
                         episode->soft_tissue || episode->pelvic;
}

// The slot of an episode, or in the index session that of the child, which serves both hips.
static unsigned slot_of_session(const vro_twin_scene *scene, vro_child_slot index,
                                vro_episode_slot later) {
    return scene->episode == 0 ? (unsigned)index : slot_here(scene, later);
}

// Spica and operative death, which only a bone operation has: model.md 4.3 and 2.2.
static void draw_spica_and_death(const vro_twin_scene *scene, vro_twin_episode *episode) {
    const double *value = scene->draws.parameters->value;
    unsigned spica = slot_of_session(scene, VRO_SLOT_INDEX_SPICA, VRO_SLOT_SPICA);
    unsigned weeks = slot_of_session(scene, VRO_SLOT_INDEX_SPICA_WEEKS, VRO_SLOT_SPICA_WEEKS);
    unsigned death = slot_of_session(scene, VRO_SLOT_INDEX_DEATH, VRO_SLOT_DEATH);
    if (!episode->osteotomy && !episode->pelvic)
        return;
    episode->spica = vro_twin_draw_event(&scene->draws, spica, value[VRO_PLAN_SPICA]);
    if (episode->spica) {
        episode->spica_weeks =
            vro_twin_draw_distribution(&scene->draws, weeks, VRO_PLAN_SPICA_WEEKS);
    }
    if (vro_twin_draw_event(&scene->draws, death, value[VRO_MORTALITY_OPERATION]))
        episode->death = episode->start + DEATH_AFTER_OPERATION;
}

// Operating: model.md 5.

static void operate(const vro_twin_scene *scene, const vro_twin_episode *episode,
                    vro_twin_hip *hip) {
    vro_twin_operation operation = {
        .refixation = episode->cause == VRO_CAUSE_LOSS || episode->cause == VRO_CAUSE_COMPLICATION,
        .osteotomy = episode->osteotomy,
        .soft_tissue = episode->soft_tissue,
        .pelvic = episode->pelvic,
    };
    if (episode->osteotomy) {
        operation.nsa_error = distribution_here(scene, VRO_SLOT_NSA_ERROR, VRO_SURGERY_NSA_ERROR);
        operation.anteversion_error =
            distribution_here(scene, VRO_SLOT_ANTEVERSION_ERROR, VRO_SURGERY_ANTEVERSION_ERROR);
        operation.overgrowth = distribution_here(scene, VRO_SLOT_OVERGROWTH, VRO_LENGTH_OVERGROWTH);
        operation.reduction_osteotomy =
            distribution_here(scene, VRO_SLOT_REDUCTION_OSTEOTOMY, VRO_SURGERY_REDUCTION_OSTEOTOMY);
    }
    if (episode->soft_tissue) {
        operation.reduction_soft_tissue = distribution_here(scene, VRO_SLOT_REDUCTION_SOFT_TISSUE,
                                                            VRO_SURGERY_REDUCTION_SOFT_TISSUE);
    }
    if (episode->pelvic) {
        operation.pelvic_correction =
            distribution_here(scene, VRO_SLOT_PELVIC_CORRECTION, VRO_SURGERY_PELVIC_CORRECTION);
        operation.reduction_pelvic =
            distribution_here(scene, VRO_SLOT_REDUCTION_PELVIC, VRO_SURGERY_REDUCTION_PELVIC);
    }
    vro_twin_operate(hip, scene->child, scene->draws.parameters->value, episode->start, &operation);
}

// Healing: model.md 6. Also sets the candidate time of a revision for loss of position.

static double draw_healing_weeks(const vro_twin_scene *scene, double start) {
    const double *value = scene->draws.parameters->value;
    double weeks = distribution_here(scene, VRO_SLOT_HEALING_TIME, VRO_HEALING_TIME);
    if (event_here(scene, VRO_SLOT_HEALING_DELAYED, value[VRO_HEALING_DELAYED]))
        weeks += distribution_here(scene, VRO_SLOT_HEALING_DELAY, VRO_HEALING_DELAY);
    return weeks * vro_twin_healing_ratio(scene->child, value, start);
}

static void heal(const vro_twin_scene *scene, vro_twin_episode *episode, vro_twin_hip *hip) {
    const double *value = scene->draws.parameters->value;
    double hazard = vro_twin_loss_hazard(scene->child, value, episode->start, episode->spica);
    episode->healing_weeks = draw_healing_weeks(scene, episode->start);
    episode->loss_weeks =
        vro_twin_draw_exponential(&scene->draws, slot_here(scene, VRO_SLOT_LOSS_TIME), hazard);
    episode->position_lost = episode->loss_weeks < episode->healing_weeks;
    if (!episode->position_lost)
        return;
    double angle = distribution_here(scene, VRO_SLOT_LOSS_ANGLE, VRO_LOSS_ANGLE);
    bool varus = event_here(scene, VRO_SLOT_LOSS_VARUS, value[VRO_LOSS_VARUS_SHARE]);
    double rotation = distribution_here(scene, VRO_SLOT_LOSS_ROTATION, VRO_LOSS_ROTATION);
    vro_twin_lose_position(hip, angle, varus, rotation);
    if (angle > distribution_here(scene, VRO_SLOT_LOSS_TOLERANCE, VRO_LOSS_TOLERANCE))
        episode->next_at[VRO_CAUSE_LOSS] = episode->start + episode->loss_weeks / WEEKS_PER_YEAR;
}

// What can happen next: model.md 7.

typedef struct adverse_row {
    vro_parameter_id probability;
    vro_parameter_id reoperation;
    vro_episode_slot slot;
    vro_episode_slot reoperation_slot;
} adverse_row;

static const adverse_row ADVERSE[VRO_TWIN_ADVERSE_EVENTS] = {
    [VRO_TWIN_INFECTION] = {VRO_COMPLICATION_INFECTION, VRO_COMPLICATION_INFECTION_REOPERATION,
                            VRO_SLOT_INFECTION, VRO_SLOT_INFECTION_REOPERATION},
    [VRO_TWIN_FRACTURE] = {VRO_COMPLICATION_FRACTURE, VRO_COMPLICATION_FRACTURE_REOPERATION,
                           VRO_SLOT_FRACTURE, VRO_SLOT_FRACTURE_REOPERATION},
    [VRO_TWIN_AVN] = {VRO_COMPLICATION_AVN, VRO_COMPLICATION_AVN_REOPERATION, VRO_SLOT_AVN,
                      VRO_SLOT_AVN_REOPERATION},
    [VRO_TWIN_PRESSURE_SORE] = {VRO_COMPLICATION_PRESSURE_SORE,
                                VRO_COMPLICATION_PRESSURE_SORE_REOPERATION, VRO_SLOT_PRESSURE_SORE,
                                VRO_SLOT_PRESSURE_SORE_REOPERATION},
};

static void draw_adverse_events(const vro_twin_scene *scene, vro_twin_episode *episode) {
    const double *value = scene->draws.parameters->value;
    const bool at_risk[VRO_TWIN_ADVERSE_EVENTS] = {
        [VRO_TWIN_INFECTION] = episode->operation,
        [VRO_TWIN_FRACTURE] = episode->osteotomy,
        [VRO_TWIN_AVN] = episode->osteotomy || episode->pelvic,
        [VRO_TWIN_PRESSURE_SORE] = episode->spica,
    };
    bool reoperation = false;
    for (int i = 0; i < VRO_TWIN_ADVERSE_EVENTS; i++) {
        const adverse_row *row = &ADVERSE[i];
        episode->adverse[i] = at_risk[i] && event_here(scene, row->slot, value[row->probability]);
        reoperation |= episode->adverse[i] &&
                       event_here(scene, row->reoperation_slot, value[row->reoperation]);
    }
    if (reoperation) {
        double months = distribution_here(scene, VRO_SLOT_COMPLICATION_TIME, VRO_COMPLICATION_TIME);
        episode->next_at[VRO_CAUSE_COMPLICATION] = episode->start + months / MONTHS_PER_YEAR;
    }
}

// The removal of the implant, and the fracture after it, which competes as a complication.
static void draw_removal(const vro_twin_scene *scene, vro_twin_episode *episode) {
    const double *value = scene->draws.parameters->value;
    if (!episode->osteotomy ||
        !event_here(scene, VRO_SLOT_REMOVAL, value[VRO_IMPLANT_REMOVAL_PROBABILITY]))
        return;
    double months = distribution_here(scene, VRO_SLOT_REMOVAL_TIME, VRO_IMPLANT_REMOVAL_TIME);
    episode->removal = episode->start + months / MONTHS_PER_YEAR;
    if (event_here(scene, VRO_SLOT_REFRACTURE, value[VRO_IMPLANT_REFRACTURE])) {
        episode->next_at[VRO_CAUSE_COMPLICATION] =
            fmin(episode->next_at[VRO_CAUSE_COMPLICATION],
                 episode->start + (months + 1) / MONTHS_PER_YEAR);
    }
}

// How many due visits are let pass before one leads to surgery; INFINITY where none does.
static double draw_visits_let_pass(const vro_twin_scene *scene) {
    double q = scene->draws.parameters->value[VRO_RESCUE_ACCEPTANCE];
    unsigned slot = slot_here(scene, VRO_SLOT_ACCEPTANCE);
    double u = vro_twin_draw_probability(scene->draws.outputs, slot).below;
    if (q <= 0)
        return INFINITY;
    return q < 1 ? floor(log(u) / log1p(-q)) : 0;
}

// The visit that leads to surgery, 0 for none: visits are looked at one by one.
static int find_rescue_visit(const vro_twin_scene *scene, const vro_twin_episode *episode) {
    const double *value = scene->draws.parameters->value;
    const vro_twin_child *child = scene->child;
    int visits = vro_twin_visits_within(child, value, scene->end - episode->start);
    double let_pass = draw_visits_let_pass(scene);
    double before = episode->migration;
    for (int visit = 1; visit <= visits; visit++) {
        double migration =
            vro_twin_migration_at(&episode->growth, vro_twin_visit_time(child, value, visit));
        if (vro_twin_visit_is_due(value, migration, before)) {
            if (let_pass == 0)
                return visit;
            let_pass--;
        }
        before = migration;
    }
    return 0;
}

// A visit that rounding puts just after the end of follow-up is at the end.
static void draw_rescue(const vro_twin_scene *scene, vro_twin_episode *episode) {
    const double *value = scene->draws.parameters->value;
    episode->rescue_visit = find_rescue_visit(scene, episode);
    if (episode->rescue_visit == 0)
        return;
    double visit = episode->start + vro_twin_visit_time(scene->child, value, episode->rescue_visit);
    double weeks = distribution_here(scene, VRO_SLOT_WAIT, VRO_RESCUE_WAIT);
    episode->next_at[VRO_CAUSE_MIGRATION] = fmin(visit, scene->end) + weeks / WEEKS_PER_YEAR;
}

static void draw_other_reoperation(const vro_twin_scene *scene, vro_twin_episode *episode) {
    if (episode->operation) {
        episode->next_at[VRO_CAUSE_OTHER] =
            episode->start +
            vro_twin_draw_exponential(&scene->draws, slot_here(scene, VRO_SLOT_OTHER_REOPERATION),
                                      scene->draws.parameters->value[VRO_OTHER_REOPERATION]);
    }
}

// A session of the index hip takes along a hip without an osteotomy, also one whose episode began
// at that very moment.
static void join_session(const vro_twin_scene *scene, const vro_twin_hip *hip,
                         vro_twin_episode *episode) {
    if (!hip->had_osteotomy && scene->session >= episode->start)
        episode->next_at[VRO_CAUSE_SESSION] = scene->session;
}

static void find_next(const vro_twin_scene *scene, vro_twin_episode *episode) {
    double soonest = INFINITY;
    bool last = scene->episode == VRO_EPISODES - 1;
    for (int i = 0; i < CAUSE_COUNT && !last; i++) {
        double at = episode->next_at[CAUSES[i]];
        if (at < soonest && at <= scene->end) {
            soonest = at;
            episode->next = CAUSES[i];
        }
    }
    episode->end = fmin(soonest, scene->end);
    episode->removed = episode->removal < soonest && episode->removal <= scene->end;
}

static void keep_state(vro_twin_episode *episode, const vro_twin_hip *hip) {
    episode->nsa = hip->nsa;
    episode->anteversion = hip->anteversion;
    episode->acetabular_index = hip->acetabular_index;
    episode->migration = hip->migration;
}

vro_twin_episode vro_twin_episode_live(const vro_twin_scene *scene, vro_cause cause, double start,
                                       vro_twin_hip *hip) {
    const double *value = scene->draws.parameters->value;
    vro_twin_episode episode = episode_begin(cause, start);
    choose_procedures(scene, hip->had_osteotomy, &episode);
    draw_spica_and_death(scene, &episode);
    operate(scene, &episode, hip);
    if (episode.osteotomy)
        heal(scene, &episode, hip);
    draw_adverse_events(scene, &episode);
    if (episode.adverse[VRO_TWIN_AVN])
        vro_twin_necrose(hip, scene->child, value, start);
    keep_state(&episode, hip);
    episode.growth = vro_twin_growth_begin(scene->child, hip, value, start);
    draw_removal(scene, &episode);
    draw_rescue(scene, &episode);
    draw_other_reoperation(scene, &episode);
    join_session(scene, hip, &episode);
    find_next(scene, &episode);
    double duration = episode.end - start;
    episode.seen_failed_after =
        vro_twin_first_seen_failed(&episode.growth, scene->child, value, duration);
    vro_twin_grow(hip, &episode.growth, duration);
    return episode;
}
