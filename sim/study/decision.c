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
                      vro_strategy_evaluation *prospects) {
    const double n = (double)self->samples;
    for (size_t sample = 0; sample < self->samples; sample++) {
        const summit top = summit_of(self, threshold, sample);
        for (size_t strategy = 0; strategy < self->strategies; strategy++) {
            const sums terms = terms_of(self, threshold, sample, strategy, &top);
            prospects[strategy].net_benefit.value += terms.net_benefit;
            prospects[strategy].loss.value += terms.loss;
            prospects[strategy].probability_best.value += terms.best;
        }
    }
    for (size_t strategy = 0; strategy < self->strategies; strategy++) {
        prospects[strategy].net_benefit.value /= n;
        prospects[strategy].loss.value /= n;
        prospects[strategy].probability_best.value /= n;
    }
}

static double square(double x) {
    return x * x;
}

static void add_errors(const vro_consequences *self, double threshold,
                       vro_strategy_evaluation *prospects) {
    const double n = (double)self->samples;
    for (size_t sample = 0; sample < self->samples; sample++) {
        const summit top = summit_of(self, threshold, sample);
        for (size_t strategy = 0; strategy < self->strategies; strategy++) {
            const sums terms = terms_of(self, threshold, sample, strategy, &top);
            vro_strategy_evaluation *prospect = &prospects[strategy];
            prospect->net_benefit.se += square(terms.net_benefit - prospect->net_benefit.value);
            prospect->loss.se += square(terms.loss - prospect->loss.value);
            prospect->probability_best.se += square(terms.best - prospect->probability_best.value);
        }
    }
    for (size_t strategy = 0; strategy < self->strategies; strategy++) {
        vro_strategy_evaluation *prospect = &prospects[strategy];
        prospect->net_benefit.se = sqrt(prospect->net_benefit.se / (n - 1) / n);
        prospect->loss.se = sqrt(prospect->loss.se / (n - 1) / n);
        prospect->probability_best.se = sqrt(prospect->probability_best.se / n / n);
    }
}

vro_decision vro_decision_evaluate(const vro_consequences *self, double threshold,
                                   vro_strategy_evaluation *prospects) {
    for (size_t strategy = 0; strategy < self->strategies; strategy++)
        prospects[strategy] = (vro_strategy_evaluation){0};
    add_means(self, threshold, prospects);
    add_errors(self, threshold, prospects);
    size_t best = 0;
    for (size_t strategy = 1; strategy < self->strategies; strategy++)
        if (prospects[strategy].net_benefit.value > prospects[best].net_benefit.value)
            best = strategy;
    return (vro_decision){.best = best,
                          .perfect_information = prospects[best].loss,
                          .probability_right = prospects[best].probability_best};
}
