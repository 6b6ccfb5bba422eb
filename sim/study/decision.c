#include "vrosim/study/decision.h"

#include <math.h>

double vro_decision_net_benefit(const vro_consequences *self, double threshold, size_t sample,
                                size_t strategy) {
    const size_t cell = sample * self->strategies + strategy;
    return threshold * self->effects[cell] - self->costs[cell];
}

// The greatest net benefit of one sample.
typedef struct sample_best {
    double net_benefit;
    double ties; // strategies that reach it
} sample_best;

static sample_best best_of(const vro_consequences *self, double threshold, size_t sample) {
    sample_best best = {-INFINITY, 0};
    for (size_t strategy = 0; strategy < self->strategies; strategy++) {
        const double net_benefit = vro_decision_net_benefit(self, threshold, sample, strategy);
        if (net_benefit > best.net_benefit)
            best = (sample_best){net_benefit, 1};
        else if (net_benefit == best.net_benefit)
            best.ties++;
    }
    return best;
}

// What is averaged over the samples: net benefit b, loss max b - b, and 1 / ties if it is best.
typedef struct sample_terms {
    double net_benefit;
    double loss;
    double best;
} sample_terms;

static sample_terms terms_of(const vro_consequences *self, double threshold, size_t sample,
                             size_t strategy, const sample_best *best) {
    const double net_benefit = vro_decision_net_benefit(self, threshold, sample, strategy);
    return (sample_terms){net_benefit, best->net_benefit - net_benefit,
                          net_benefit == best->net_benefit ? 1 / best->ties : 0};
}

// mean = 1/n sum x. Means are found first, squared distances second: exact zeros where all samples
// are equal.
static void add_means(const vro_consequences *self, double threshold,
                      vro_strategy_evaluation *evaluations) {
    const double n = (double)self->samples;
    for (size_t sample = 0; sample < self->samples; sample++) {
        const sample_best best = best_of(self, threshold, sample);
        for (size_t strategy = 0; strategy < self->strategies; strategy++) {
            const sample_terms terms = terms_of(self, threshold, sample, strategy, &best);
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

// Where all samples agree, the error of a mean is not known, and that of a probability is the error
// of a share of none.
static double error_of(double variance, double without) {
    return variance == 0 ? without : sqrt(variance);
}

// se^2 = sum (x - mean)^2 / (n (n - 1)); of the probability sum (x - mean)^2 / n^2, which is
// p (1 - p) / n without ties.
static void add_errors(const vro_consequences *self, double threshold,
                       vro_strategy_evaluation *evaluations) {
    const double n = (double)self->samples;
    for (size_t sample = 0; sample < self->samples; sample++) {
        const sample_best best = best_of(self, threshold, sample);
        for (size_t strategy = 0; strategy < self->strategies; strategy++) {
            const sample_terms terms = terms_of(self, threshold, sample, strategy, &best);
            vro_strategy_evaluation *of = &evaluations[strategy];
            of->net_benefit.se += square(terms.net_benefit - of->net_benefit.value);
            of->loss.se += square(terms.loss - of->loss.value);
            of->probability_best.se += square(terms.best - of->probability_best.value);
        }
    }
    for (size_t strategy = 0; strategy < self->strategies; strategy++) {
        vro_strategy_evaluation *of = &evaluations[strategy];
        of->net_benefit.se = error_of(of->net_benefit.se / (n - 1) / n, NAN);
        of->loss.se = error_of(of->loss.se / (n - 1) / n, NAN);
        of->probability_best.se =
            error_of(of->probability_best.se / n / n, vro_estimate_share(0, self->samples).se);
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
