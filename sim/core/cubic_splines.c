#include "vrosim/core/cubic_splines.h"

enum { ORDER = VRO_SPLINE_ORDER, PIECES = VRO_SPLINE_PIECES };

vro_spline_knots vro_spline_knots_find(const double *sorted, size_t n) {
    vro_spline_knots self = {0};
    double *inner = &self.at[ORDER - 1];
    size_t count = 0;
    for (size_t piece = 0; piece <= PIECES; piece++) {
        const double knot = sorted[(n - 1) * piece / PIECES];
        if (count == 0 || knot > inner[count - 1])
            inner[count++] = knot;
    }
    self.pieces = count - 1;
    for (size_t i = 0; i < ORDER - 1; i++) {
        self.at[i] = inner[0];
        inner[count + i] = inner[count - 1];
    }
    return self;
}

size_t vro_splines_count(const vro_spline_knots *self) {
    return self->pieces + ORDER - 1;
}

// Cox and de Boor (de Boor 1978, A Practical Guide to Splines, BSPLVB): where t_p <= x <= t_p+1,
// from the splines of order 1, each 1 on its piece, those of order k + 1 by
//   B_i,k+1(x) = (x - t_i) / (t_i+k - t_i) B_i,k(x)
//              + (t_i+k+1 - x) / (t_i+k+1 - t_i+1) B_i+1,k(x)
// knots points to t_p; values are those of the ORDER splines that are not 0 at x.
static void evaluate(const double *knots, double x, double values[ORDER]) {
    double above[ORDER], below[ORDER];
    values[0] = 1;
    for (int k = 0; k < ORDER - 1; k++) {
        double rest = 0;
        above[k] = knots[k + 1] - x;
        below[k] = x - knots[-k];
        for (int i = 0; i <= k; i++) {
            const double share = values[i] / (above[i] + below[k - i]);
            values[i] = rest + above[i] * share;
            rest = below[k - i] * share;
        }
        values[k + 1] = rest;
    }
}

void vro_splines_evaluate(const vro_spline_knots *self, const double *x, size_t n, double *values) {
    for (size_t place = 0; place < n; place++) {
        double nonzero[ORDER];
        size_t piece = 0;
        while (piece + 1 < self->pieces && x[place] >= self->at[ORDER + piece])
            piece++;
        evaluate(&self->at[ORDER - 1 + piece], x[place], nonzero);
        for (size_t i = 0; i < ORDER; i++)
            values[(piece + i) * n + place] = nonzero[i];
    }
}
