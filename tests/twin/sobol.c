// See sobol.h.
#include "sobol.h"

#include "draw.h"

#include "vrosim/core/pcg.h"
#include "vrosim/model/slot_dimensions.h"

#include <stdbool.h>
#include <string.h>

enum { DIGITS = 32, NUMBER_DIGITS = 13, DEGREE_MAX = 11, OUTPUTS = 14, POINTS_MAX = 8192 };

// A polynomial by its coefficients, and the numbers that begin.
typedef struct row {
    unsigned polynomial;
    unsigned m[DEGREE_MAX];
} row;

#define VRO_DIRECTION(polynomial, ...) {polynomial, {__VA_ARGS__}},
static const row rows[] = {
#include "vrosim/core/sobol_directions.def"
};
#undef VRO_DIRECTION

// C of a dimension: digit[i][k], i from the highest digit of the result, k from the lowest of the
// number.
typedef struct matrix {
    bool digit[DIGITS][NUMBER_DIGITS];
} matrix;

static int degree_of(unsigned polynomial) {
    int degree = 31;
    while (!(polynomial >> degree & 1))
        degree--;
    return degree;
}

// m_k in powers of 2: its digits from the (k + 1)-th highest one are those of column k.
static void find_columns(const row *of, unsigned long *m) {
    const int degree = degree_of(of->polynomial);
    for (int k = 0; k < NUMBER_DIGITS; k++) {
        if (k < degree) {
            m[k] = of->m[k];
            continue;
        }
        m[k] = m[k - degree];
        for (int j = 1; j <= degree; j++)
            if (of->polynomial >> (degree - j) & 1)
                m[k] ^= m[k - j] * (1UL << j);
    }
}

static matrix matrix_of(unsigned dimension) {
    matrix made = {{{false}}};
    unsigned long m[NUMBER_DIGITS];
    if (dimension > 0)
        find_columns(&rows[dimension - 1], m);
    for (int k = 0; k < NUMBER_DIGITS; k++)
        for (int i = 0; i <= k; i++)
            made.digit[i][k] = dimension == 0 ? i == k : m[k] >> (k - i) & 1;
    return made;
}

// Digit `place` of a word, from the highest.
static bool digit_of(uint32_t word, int place) {
    return word >> (DIGITS - 1 - place) & 1;
}

// L C k + s; random: s, then the outputs that the columns of L are made of.
static uint32_t scramble(const matrix *c, unsigned number, const uint32_t *random) {
    bool even[DIGITS] = {false};
    uint32_t x = 0;
    for (int i = 0; i < DIGITS; i++)
        for (int k = 0; k < NUMBER_DIGITS; k++)
            even[i] ^= c->digit[i][k] & (number >> k & 1);
    for (int i = 0; i < DIGITS; i++) {
        bool digit = digit_of(random[0], i);
        for (int j = 0; j < NUMBER_DIGITS && j <= i; j++)
            digit ^= (i == j || digit_of(random[1 + j], i)) & even[j];
        x = 2 * x + digit;
    }
    return x;
}

// Outputs first .. first + n - 1 for a purpose.
static void outputs_for(uint64_t purpose, uint64_t seed, uint64_t stream, uint64_t first,
                        unsigned n, uint32_t *outputs) {
    const uint64_t sequence = vro_twin_draw_mix(stream);
    const uint64_t own = vro_twin_draw_mix(seed ^ vro_twin_draw_mix(purpose));
    vro_pcg_outputs(vro_twin_draw_mix(own + sequence), sequence, first, n, outputs);
}

static void shuffle(unsigned *items, unsigned n, const uint32_t *random) {
    for (unsigned i = 1; i < n; i++) {
        const unsigned j = (unsigned)((uint64_t)random[i] * (i + 1) / 4294967296);
        const unsigned item = items[j];
        items[j] = items[i];
        items[i] = item;
    }
}

// The slots of dimensions 0, 1, ... of a replicate.
static void order_slots(uint64_t seed, uint64_t stream, uint64_t r, unsigned *slots) {
    const uint16_t *leading = vro_slot_dimensions_leading();
    const unsigned fixed = VRO_FIXED_SLOTS, leads = VRO_LEADING_SLOTS, all = VRO_SLOTS_USED - 1;
    uint32_t random[VRO_SLOTS_USED];
    unsigned count = 0;
    while (count < leads) {
        slots[count] = leading[count];
        count++;
    }
    for (unsigned slot = 0; slot < VRO_SLOTS_USED; slot++) {
        bool leads_already = slot == VRO_SLOT_LEVEL;
        for (unsigned i = 0; i < leads; i++)
            leads_already |= leading[i] == slot;
        if (!leads_already)
            slots[count++] = slot;
    }
    outputs_for(0x736c6f7473, seed, stream, r * all, all, random);
    shuffle(slots + fixed, leads - fixed, random + fixed);
    shuffle(slots + leads, all - leads, random + leads);
}

// The point of a patient, and what its level is drawn by.
static unsigned point_of(uint64_t seed, uint64_t stream, uint64_t replicate, uint64_t patient,
                         uint32_t *level) {
    uint32_t random[POINTS_MAX];
    unsigned points[POINTS_MAX];
    const unsigned n = (unsigned)replicate;
    outputs_for(0x706f696e7473, seed, stream, patient / replicate * replicate, n, random);
    for (unsigned i = 0; i < n; i++)
        points[i] = i;
    shuffle(points, n, random);
    const unsigned point = points[patient % replicate];
    *level = (uint32_t)((point * UINT64_C(4294967296) + random[0]) / replicate);
    return point;
}

void vro_twin_sobol_outputs(uint64_t seed, uint64_t stream, uint64_t replicate, uint64_t patient,
                            uint32_t *outputs) {
    const unsigned dimensions = VRO_SLOTS_USED - 1;
    const uint64_t r = patient / replicate;
    uint32_t random[VRO_SLOTS_USED * OUTPUTS];
    unsigned slots[VRO_SLOTS_USED];
    outputs_for(0x736372616d626c65, seed, stream, r * dimensions * OUTPUTS, dimensions * OUTPUTS,
                random);
    order_slots(seed, stream, r, slots);
    memset(outputs, 0, VRO_SLOTS * sizeof *outputs);
    const unsigned point = point_of(seed, stream, replicate, patient, &outputs[VRO_SLOT_LEVEL]);
    for (unsigned d = 0; d < dimensions; d++) {
        const matrix c = matrix_of(d);
        outputs[slots[d]] = scramble(&c, point, random + (size_t)d * OUTPUTS);
    }
}
