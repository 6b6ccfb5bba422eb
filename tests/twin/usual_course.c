// See usual_course.h. Both hips wait for their next event; the earlier one happens, until the next
// is after the end of follow-up, which an operative death brings forward.
#include "usual_course.h"

#include "growth.h"

#include <math.h>

static const double WEEKS_PER_YEAR = 365.25 / 7;
static const double MONTHS_PER_YEAR = 12;
static const double DEATH_AFTER_OPERATION = 0.1; // years; model.md 2.2

// A hip in its present episode. Times are years after the index operation, INFINITY = never.
typedef struct patient_hip {
    vro_twin_side side;
    vro_twin_growth growth;
    int episode;
    bool osteotomy; // in this episode
    double start;
    double removal;
    double next;
    vro_cause cause; // of the next episode
} patient_hip;

typedef struct patient {
    const vro_twin_parameters *parameters;
    const vro_usual_child *child;
    gsl_rng *rng;
    double death;
    double end; // of follow-up
    bool bilateral;
    bool symmetric;           // a rescue of the index hip takes the other along
    bool index_spica;         // of the index session, for both hips, as are the next two
    double index_spica_weeks; // 0 without a spica
    bool index_death;
    patient_hip hip[VRO_HIPS];
} patient;

static bool event(const patient *self, vro_parameter_id probability) {
    return vro_usual_draw_event(self->parameters->value[probability], self->rng);
}

static double draw(const patient *self, vro_parameter_id id) {
    return vro_usual_draw_distribution(&self->parameters->distribution[id], self->rng);
}

static vro_twin_operation choose_procedures(const patient *self, vro_cause cause, bool planned,
                                            bool had_osteotomy) {
    vro_twin_operation operation = {0};
    switch (cause) {
    case VRO_CAUSE_LOSS:
        operation.refixation = true;
        operation.osteotomy = true;
        break;
    case VRO_CAUSE_COMPLICATION:
        operation.refixation = true;
        operation.osteotomy = had_osteotomy && event(self, VRO_COMPLICATION_OSTEOTOMY);
        break;
    case VRO_CAUSE_MIGRATION:
        operation.osteotomy = event(self, VRO_RESCUE_OSTEOTOMY);
        operation.soft_tissue = event(self, VRO_RESCUE_SOFT_TISSUE);
        operation.pelvic = event(self, VRO_RESCUE_PELVIC);
        break;
    case VRO_CAUSE_OTHER:
        operation.soft_tissue = event(self, VRO_OTHER_SOFT_TISSUE);
        break;
    case VRO_CAUSE_SESSION:
        operation.osteotomy = true;
        break;
    default:
        operation.osteotomy = planned && event(self, VRO_PLAN_OSTEOTOMY);
        operation.soft_tissue = planned && event(self, VRO_PLAN_SOFT_TISSUE);
        operation.pelvic = planned && event(self, VRO_PLAN_PELVIC);
        break;
    }
    return operation;
}

static void operate(const patient *self, patient_hip *hip, vro_twin_operation *operation) {
    if (operation->osteotomy) {
        operation->nsa_error = draw(self, VRO_SURGERY_NSA_ERROR);
        operation->anteversion_error = draw(self, VRO_SURGERY_ANTEVERSION_ERROR);
        operation->overgrowth = draw(self, VRO_LENGTH_OVERGROWTH);
        if (!operation->refixation)
            operation->reduction_osteotomy = draw(self, VRO_SURGERY_REDUCTION_OSTEOTOMY);
    }
    if (operation->soft_tissue)
        operation->reduction_soft_tissue = draw(self, VRO_SURGERY_REDUCTION_SOFT_TISSUE);
    if (operation->pelvic) {
        operation->pelvic_correction = draw(self, VRO_SURGERY_PELVIC_CORRECTION);
        operation->reduction_pelvic = draw(self, VRO_SURGERY_REDUCTION_PELVIC);
    }
    vro_twin_operate(&hip->side.hip, &self->child->child, self->parameters->value, hip->start,
                     operation);
}

static void offer(patient_hip *hip, double time, vro_cause cause) {
    if (time < hip->next) {
        hip->next = time;
        hip->cause = cause;
    }
}

static void heal(const patient *self, patient_hip *hip, bool spica) {
    double weeks = draw(self, VRO_HEALING_TIME);
    if (event(self, VRO_HEALING_DELAYED))
        weeks += draw(self, VRO_HEALING_DELAY);
    weeks *= vro_twin_healing_ratio(&self->child->child, self->parameters->value, hip->start);
    double hazard =
        vro_twin_loss_hazard(&self->child->child, self->parameters->value, hip->start, spica);
    double loss = vro_usual_draw_exponential(hazard, self->rng);
    if (hip->episode == 0) {
        hip->side.healing_weeks = weeks;
        hip->side.position_lost = loss < weeks;
    } else {
        hip->side.later_healing_weeks += weeks;
    }
    if (loss >= weeks)
        return;
    double angle = draw(self, VRO_LOSS_ANGLE);
    bool varus = event(self, VRO_LOSS_VARUS_SHARE);
    vro_twin_lose_position(&hip->side.hip, angle, varus, draw(self, VRO_LOSS_ROTATION));
    if (angle > draw(self, VRO_LOSS_TOLERANCE))
        offer(hip, hip->start + loss / WEEKS_PER_YEAR, VRO_CAUSE_LOSS);
}

// Draws an adverse event and says whether it needs reoperation.
static bool suffer(const patient *self, patient_hip *hip, vro_twin_adverse adverse,
                   vro_parameter_id probability, vro_parameter_id reoperation) {
    if (!event(self, probability))
        return false;
    hip->side.adverse[adverse]++;
    return event(self, reoperation);
}

static void draw_complications(const patient *self, patient_hip *hip,
                               const vro_twin_operation *operation, bool spica) {
    bool again = suffer(self, hip, VRO_TWIN_INFECTION, VRO_COMPLICATION_INFECTION,
                        VRO_COMPLICATION_INFECTION_REOPERATION);
    if (operation->osteotomy) {
        again |= suffer(self, hip, VRO_TWIN_FRACTURE, VRO_COMPLICATION_FRACTURE,
                        VRO_COMPLICATION_FRACTURE_REOPERATION);
    }
    if (operation->osteotomy || operation->pelvic) {
        const int before = hip->side.adverse[VRO_TWIN_AVN];
        again |=
            suffer(self, hip, VRO_TWIN_AVN, VRO_COMPLICATION_AVN, VRO_COMPLICATION_AVN_REOPERATION);
        if (hip->side.adverse[VRO_TWIN_AVN] > before) {
            vro_twin_necrose(&hip->side.hip, &self->child->child, self->parameters->value,
                             hip->start);
        }
    }
    if (spica) {
        again |= suffer(self, hip, VRO_TWIN_PRESSURE_SORE, VRO_COMPLICATION_PRESSURE_SORE,
                        VRO_COMPLICATION_PRESSURE_SORE_REOPERATION);
    }
    if (again) {
        offer(hip, hip->start + draw(self, VRO_COMPLICATION_TIME) / MONTHS_PER_YEAR,
              VRO_CAUSE_COMPLICATION);
    }
}

static void plan_removal(const patient *self, patient_hip *hip) {
    if (!event(self, VRO_IMPLANT_REMOVAL_PROBABILITY))
        return;
    hip->removal = hip->start + draw(self, VRO_IMPLANT_REMOVAL_TIME) / MONTHS_PER_YEAR;
    if (event(self, VRO_IMPLANT_REFRACTURE))
        offer(hip, hip->removal + 1 / MONTHS_PER_YEAR, VRO_CAUSE_COMPLICATION);
}

// Visits are looked at one by one; the parents accept surgery at a visit where it is due, or not.
static void plan_visits(const patient *self, patient_hip *hip) {
    const double *value = self->parameters->value;
    const vro_twin_child *child = &self->child->child;
    int visits = vro_twin_visits_within(child, value, self->end - hip->start);
    double before = hip->growth.migration;
    for (int visit = 1; visit <= visits; visit++) {
        double s = vro_twin_visit_time(child, value, visit);
        double migration = vro_twin_migration_at(&hip->growth, s);
        if (vro_twin_visit_is_due(value, migration, before) && event(self, VRO_RESCUE_ACCEPTANCE)) {
            double wait = draw(self, VRO_RESCUE_WAIT) / WEEKS_PER_YEAR;
            offer(hip, fmin(hip->start + s, self->end) + wait, VRO_CAUSE_MIGRATION);
            return;
        }
        before = migration;
    }
}

// A bone operation's risk of death, which brings the end forward, and its spica.
static bool apply_bone_operation(patient *self, patient_hip *hip) {
    bool index = hip->episode == 0;
    if (index ? self->index_death : event(self, VRO_MORTALITY_OPERATION)) {
        self->death = fmin(self->death, hip->start + DEATH_AFTER_OPERATION);
        self->end = fmin(self->end, self->death);
    }
    if (index) {
        hip->side.spica_weeks = self->index_spica_weeks;
        return self->index_spica;
    }
    bool spica = event(self, VRO_PLAN_SPICA);
    if (spica)
        hip->side.later_spica_weeks += draw(self, VRO_PLAN_SPICA_WEEKS);
    return spica;
}

// Operates at hip->start and finds the next event.
static void open_episode(patient *self, patient_hip *hip, vro_cause cause, bool planned) {
    hip->next = INFINITY;
    hip->removal = INFINITY;
    vro_twin_operation operation =
        choose_procedures(self, cause, planned, hip->side.hip.had_osteotomy);
    bool bone = operation.osteotomy || operation.pelvic;
    hip->osteotomy = operation.osteotomy;
    bool any = cause != VRO_CAUSE_NONE || bone || operation.soft_tissue;
    if (any) {
        hip->side.operations++;
        bool spica = bone && apply_bone_operation(self, hip);
        operate(self, hip, &operation);
        if (operation.osteotomy)
            heal(self, hip, spica);
        draw_complications(self, hip, &operation, spica);
        if (operation.osteotomy)
            plan_removal(self, hip);
        offer(hip,
              hip->start + vro_usual_draw_exponential(
                               self->parameters->value[VRO_OTHER_REOPERATION], self->rng),
              VRO_CAUSE_OTHER);
    }
    hip->growth = vro_twin_growth_begin(&self->child->child, &hip->side.hip,
                                        self->parameters->value, hip->start);
    if (hip->episode < VRO_EPISODES - 1)
        plan_visits(self, hip);
    else
        hip->next = INFINITY;
}

// Brings a hip to the end of its episode.
static void close_episode(const patient *self, patient_hip *hip, double end) {
    double duration = end - hip->start;
    if (hip->side.seen_failed == INFINITY) {
        hip->side.seen_failed =
            hip->start + vro_twin_first_seen_failed(&hip->growth, &self->child->child,
                                                    self->parameters->value, duration);
    }
    vro_twin_grow(&hip->side.hip, &hip->growth, duration);
    hip->side.removals += hip->removal <= end && hip->removal < hip->next;
}

// Opens the next episode, at this time.
static void operate_again(patient *self, patient_hip *hip, vro_cause cause, double time) {
    close_episode(self, hip, time);
    hip->start = time;
    hip->episode++;
    open_episode(self, hip, cause, true);
}

static void count_reoperation(patient_hip *hip) {
    vro_twin_side *side = &hip->side;
    if (side->reoperations++ == 0) {
        side->first_cause = hip->cause;
        side->first_reoperation = hip->next;
    }
    side->rescued |= hip->cause == VRO_CAUSE_MIGRATION;
}

// The first osteotomy of the index hip for migration takes the other hip along.
static void take_along(patient *self, double time) {
    patient_hip *other = &self->hip[1];
    self->symmetric = false;
    if (!other->side.hip.had_osteotomy && other->episode < VRO_EPISODES - 1) {
        other->next = time;
        operate_again(self, other, VRO_CAUSE_SESSION, time);
    }
}

static void reoperate(patient *self, patient_hip *hip) {
    double time = hip->next;
    bool rescue = hip->cause == VRO_CAUSE_MIGRATION;
    count_reoperation(hip);
    operate_again(self, hip, hip->cause, time);
    if (hip == &self->hip[0] && rescue && self->symmetric && hip->osteotomy)
        take_along(self, time);
}

static void begin(patient *self) {
    self->bilateral = event(self, VRO_PLAN_BILATERAL);
    self->symmetric = event(self, VRO_RESCUE_BILATERAL);
    self->index_spica = event(self, VRO_PLAN_SPICA);
    self->index_spica_weeks = self->index_spica ? draw(self, VRO_PLAN_SPICA_WEEKS) : 0;
    self->index_death = event(self, VRO_MORTALITY_OPERATION);
    for (int i = 0; i < VRO_HIPS; i++) {
        patient_hip *hip = &self->hip[i];
        hip->side = vro_twin_side_natural(self->child->hip[i]);
        hip->episode = 0;
        hip->start = 0;
        open_episode(self, hip, VRO_CAUSE_NONE, i == 0 || self->bilateral);
    }
}

// Where both hips wait for the same moment the other comes first, and may then be taken along.
static void live(patient *self) {
    begin(self);
    for (;;) {
        patient_hip *hip = &self->hip[self->hip[1].next <= self->hip[0].next];
        if (hip->next > self->end)
            break;
        reoperate(self, hip);
    }
    close_episode(self, &self->hip[0], self->end);
    close_episode(self, &self->hip[1], self->end);
}

static void equalise_legs(const patient *self, vro_twin_follow_up *follow_up,
                          const vro_twin_side side[VRO_HIPS]) {
    const double *value = self->parameters->value;
    const vro_twin_child *child = &self->child->child;
    follow_up->lld = vro_twin_lld(child, value, self->end, side);
    follow_up->equalised = vro_twin_may_equalise(child, value, self->end, follow_up->lld) &&
                           event(self, VRO_LENGTH_EQUALISATION);
    if (follow_up->equalised) {
        follow_up->lld =
            vro_twin_equalise(follow_up->lld, draw(self, VRO_LENGTH_EQUALISATION_RESIDUAL));
    }
}

void vro_usual_course(const vro_twin_parameters *parameters, const vro_landmarks *landmarks,
                      const vro_usual_child *child, gsl_rng *rng, double outcome[VRO_OUTCOMES]) {
    const double *value = parameters->value;
    patient self = {
        .parameters = parameters,
        .child = child,
        .rng = rng,
        .death = child->death,
        .end = fmin(value[VRO_FOLLOWUP_HORIZON], child->death),
    };
    live(&self);
    const vro_twin_side side[VRO_HIPS] = {self.hip[0].side, self.hip[1].side};
    vro_twin_follow_up follow_up = {
        .end = self.end,
        .died = self.death <= value[VRO_FOLLOWUP_HORIZON],
        .bilateral = self.bilateral,
    };
    equalise_legs(&self, &follow_up, side);
    const vro_twin_times times = vro_twin_times_of(value, &follow_up, side);
    vro_twin_outcomes_by(landmarks, &times, outcome);
    vro_twin_outcomes(&child->child, value, &follow_up, side, outcome);
}
