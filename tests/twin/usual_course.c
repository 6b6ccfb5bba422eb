// See usual_course.h. Both hips wait for their next event; the earlier one happens, until the next
// is after the end of follow-up, which an operative death brings forward.
#include "usual_course.h"

#include <math.h>

static const double WEEKS_PER_YEAR = 365.25 / 7;
static const double MONTHS_PER_YEAR = 12;
static const double DEATH_AFTER_OPERATION = 0.1; // years; model.md 2.2

// A hip in its present episode. Times are years after the index operation, INFINITY = never.
typedef struct patient_hip {
    vro_twin_side side;
    vro_twin_growth growth;
    int episode;
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
    bool index_spica; // of the index session, for both hips
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
    double hazard =
        vro_twin_loss_hazard(&self->child->child, self->parameters->value, hip->start, spica);
    double loss = vro_usual_draw_exponential(hazard, self->rng);
    if (hip->episode == 0) {
        hip->side.healing_weeks = weeks;
        hip->side.position_lost = loss < weeks;
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
        again |=
            suffer(self, hip, VRO_TWIN_AVN, VRO_COMPLICATION_AVN, VRO_COMPLICATION_AVN_REOPERATION);
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

// Visits until then are declined, each with the same probability.
static void plan_visits(const patient *self, patient_hip *hip) {
    const double *value = self->parameters->value;
    double acceptance = value[VRO_RESCUE_ACCEPTANCE];
    if (acceptance == 0)
        return;
    double visits = vro_twin_visits(value, hip->start, self->end);
    double visit = vro_twin_first_visit(&hip->growth, value, visits);
    if (visit == 0)
        return;
    while (visit <= visits && !vro_usual_draw_event(acceptance, self->rng))
        visit++;
    if (visit <= visits) {
        offer(hip, fmin(hip->start + visit * value[VRO_FOLLOWUP_VISIT_INTERVAL], self->end),
              VRO_CAUSE_MIGRATION);
    }
}

// A bone operation's spica cast and its risk of death, which brings the end forward.
static bool apply_bone_operation(patient *self, const patient_hip *hip) {
    bool index = hip->episode == 0;
    if (index ? self->index_death : event(self, VRO_MORTALITY_OPERATION)) {
        self->death = fmin(self->death, hip->start + DEATH_AFTER_OPERATION);
        self->end = fmin(self->end, self->death);
    }
    return index ? self->index_spica : event(self, VRO_PLAN_SPICA);
}

// Operates at hip->start and finds the next event.
static void open_episode(patient *self, patient_hip *hip, vro_cause cause, bool planned) {
    hip->next = INFINITY;
    hip->removal = INFINITY;
    vro_twin_operation operation =
        choose_procedures(self, cause, planned, hip->side.hip.had_osteotomy);
    bool bone = operation.osteotomy || operation.pelvic;
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
static void close_episode(patient_hip *hip, double end) {
    vro_twin_grow(&hip->side.hip, &hip->growth, end - hip->start);
    hip->side.removals += hip->removal <= end && hip->removal < hip->next;
}

static void reoperate(patient *self, patient_hip *hip) {
    vro_twin_side *side = &hip->side;
    close_episode(hip, hip->next);
    if (side->reoperations++ == 0) {
        side->first_cause = hip->cause;
        side->first_reoperation = hip->next;
    }
    hip->start = hip->next;
    hip->episode++;
    open_episode(self, hip, hip->cause, true);
}

static void begin(patient *self) {
    self->bilateral = event(self, VRO_PLAN_BILATERAL);
    self->index_spica = event(self, VRO_PLAN_SPICA);
    self->index_death = event(self, VRO_MORTALITY_OPERATION);
    for (int i = 0; i < VRO_HIPS; i++) {
        patient_hip *hip = &self->hip[i];
        hip->side = vro_twin_side_natural(self->child->hip[i]);
        hip->episode = 0;
        hip->start = 0;
        open_episode(self, hip, VRO_CAUSE_NONE, i == 0 || self->bilateral);
    }
}

void vro_usual_course(const vro_twin_parameters *parameters, const vro_usual_child *child,
                      gsl_rng *rng, double outcome[VRO_OUTCOMES]) {
    double horizon = parameters->value[VRO_FOLLOWUP_HORIZON];
    patient self = {
        .parameters = parameters,
        .child = child,
        .rng = rng,
        .death = child->death,
        .end = fmin(horizon, child->death),
    };
    begin(&self);
    for (;;) {
        patient_hip *hip = &self.hip[self.hip[1].next < self.hip[0].next];
        if (hip->next > self.end)
            break;
        reoperate(&self, hip);
    }
    close_episode(&self.hip[0], self.end);
    close_episode(&self.hip[1], self.end);
    const vro_twin_side side[VRO_HIPS] = {self.hip[0].side, self.hip[1].side};
    const vro_twin_follow_up follow_up = {
        .end = self.end, .died = self.death <= horizon, .bilateral = self.bilateral};
    vro_twin_outcomes(&child->child, parameters->value, &follow_up, side, outcome);
}
