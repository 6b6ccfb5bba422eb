#include "vrosim/study/decision.h"

#include <math.h>

double vro_decision_net_benefit(const vro_consequences *self, double threshold, size_t sample,
                                size_t strategy) {
    const size_t cell = sample * self->strategies + strategy;
    return threshold * self->effects[cell] - self->costs[cell];
}

// The best of one sample.
typedef struct summit {
    double height; // the greatest net benefit
    double ties;   // strategies that reach it
} summit;

static summit summit_of(const vro_consequences *self, double threshold, size_t sample) {
    summit top = {-INFINITY, 0};
    for (size_t strategy = 0; strategy < self->strategies; strategy++) {
        const double height = vro_decision_net_benefit(self, threshold, sample, strategy);
        if (height > top.height)
            top = (summit){height, 1};
        else if (height == top.height)
            top.ties++;
    }
    return top;
}

// What is averaged over the samples.
typedef struct sums {
    double net_benefit;
    double loss;
    double best;
} sums;

static sums terms_of(const vro_consequences *self, double threshold, size_t sample, size_t strategy,
                     const summit *top) {
    const double net_benefit = vro_decision_net_benefit(self, threshold, sample, strategy);
    return (sums){net_benefit, top->height - net_benefit,
                  net_benefit == top->height ? 1 / top->ties : 0};
}

// Means first, squares of distances from them second: exact zeros where all samples are equal.
static void add_means(const vro_consequences *self, double threshold,
                      vro_strategy_evaluation *evaluations) {
    const double n = (double)self->samples;
    for (size_t sample = 0; sample < self->samples; sample++) {
        const summit top = summit_of(self, threshold, sample);
        for (size_t strategy = 0; strategy < self->strategies; strategy++) {
            const sums terms = terms_of(self, threshold, sample, strategy, &top);
            evaluations[strategy].net_benefit.value += terms.net_benefit;
            evaluations[strategy].loss.value += terms.loss;
            evaluations[strategy].probability_best.value += terms.best;
        }
    }
    for (size_t strategy = 0; strategy < self->strategies; strategy++) {
        evaluations[strategy].net_benefit.value /= n;
        evaluations[strategy].loss.value /= n;
        evaluations[strategy].probability_best.value /= n;
    }
}

static double square(double x) {
    return x * x;
}

static void add_errors(const vro_consequences *self, double threshold,
                       vro_strategy_evaluation *evaluations) {
    const double n = (double)self->samples;
    for (size_t sample = 0; sample < self->samples; sample++) {
        const summit top = summit_of(self, threshold, sample);
        for (size_t strategy = 0; strategy < self->strategies; strategy++) {
            const sums terms = terms_of(self, threshold, sample, strategy, &top);
            vro_strategy_evaluation *evaluation = &evaluations[strategy];
            evaluation->net_benefit.se += square(terms.net_benefit - evaluation->net_benefit.value);
            evaluation->loss.se += square(terms.loss - evaluation->loss.value);
            evaluation->probability_best.se +=
                square(terms.best - evaluation->probability_best.value);
        }
    }
    for (size_t strategy = 0; strategy < self->strategies; strategy++) {
        vro_strategy_evaluation *evaluation = &evaluations[strategy];
        evaluation->net_benefit.se = sqrt(evaluation->net_benefit.se / (n - 1) / n);
        evaluation->loss.se = sqrt(evaluation->loss.se / (n - 1) / n);
        evaluation->probability_best.se = sqrt(evaluation->probability_best.se / n / n);
    }
}

vro_decision vro_decision_evaluate(const vro_consequences *self, double threshold,
                                   vro_strategy_evaluation *evaluations) {
    for (size_t strategy = 0; strategy < self->strategies; strategy++)
        evaluations[strategy] = (vro_strategy_evaluation){0};
    add_means(self, threshold, evaluations);
    add_errors(self, threshold, evaluations);
    size_t best = 0;
    for (size_t strategy = 1; strategy < self->strategies; strategy++)
        if (evaluations[strategy].net_benefit.value > evaluations[best].net_benefit.value)
            best = strategy;
    return (vro_decision){.best = best,
                          .perfect_information = evaluations[best].loss,
                          .probability_right = evaluations[best].probability_best};
}
