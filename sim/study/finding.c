#include "vrosim/study/finding.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static void keep(vro_finding *self, bool holds, const vro_finding *now) {
    if (self->failed)
        return;
    *self = *now;
    self->failed = !holds;
}

void vro_finding_text(vro_finding *self, const char *wanted, const char *seen) {
    vro_finding now = {0};
    snprintf(now.wanted, sizeof now.wanted, "%s", wanted);
    snprintf(now.seen, sizeof now.seen, "%s", seen);
    keep(self, strcmp(wanted, seen) == 0, &now);
}

void vro_finding_near(vro_finding *self, const char *what, double wanted, double seen,
                      double tolerance) {
    vro_finding now = {0};
    snprintf(now.wanted, sizeof now.wanted, "%s: %.6g, within %.2g", what, wanted, tolerance);
    snprintf(now.seen, sizeof now.seen, "%.6g", seen);
    keep(self, fabs(seen - wanted) <= tolerance, &now);
}

void vro_finding_between(vro_finding *self, const char *what, double lower, double upper,
                         double seen) {
    vro_finding now = {0};
    snprintf(now.wanted, sizeof now.wanted, "%s: %.6g to %.6g", what, lower, upper);
    snprintf(now.seen, sizeof now.seen, "%.6g", seen);
    keep(self, seen >= lower && seen <= upper, &now);
}
