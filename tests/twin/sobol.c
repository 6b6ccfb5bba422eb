// See sobol.h.
#include "sobol.h"

#include "draw.h"

#include "vrosim/core/pcg.h"
#include "vrosim/model/slot_draws.h"

#include <stdbool.h>
#include <string.h>

enum { DIGITS = 32, NUMBER_DIGITS = 13, DEGREE_MAX = 11, OUTPUTS = 14 };

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

static void order_slots(unsigned *slots) {
    const uint16_t *leading;
    const size_t leads = vro_slot_draws_leading(&leading);
    unsigned count = 0;
    while (count < leads) {
        slots[count] = leading[count];
        count++;
    }
    for (unsigned slot = 0; slot < VRO_SLOTS_USED; slot++) {
        bool leads_already = false;
        for (size_t i = 0; i < leads; i++)
            leads_already |= leading[i] == slot;
        if (!leads_already)
            slots[count++] = slot;
    }
}

void vro_twin_sobol_outputs(uint64_t seed, uint64_t stream, uint64_t replicate, uint64_t patient,
                            uint32_t *outputs) {
    static const uint64_t purpose = 0x736372616d626c65;
    const uint64_t first = patient / replicate * VRO_SLOTS_USED * OUTPUTS;
    const uint64_t sequence = vro_twin_draw_mix(stream);
    const uint64_t own = vro_twin_draw_mix(seed ^ vro_twin_draw_mix(purpose));
    uint32_t random[VRO_SLOTS_USED * OUTPUTS];
    unsigned slots[VRO_SLOTS_USED];
    vro_pcg_outputs(vro_twin_draw_mix(own + sequence), sequence, first, VRO_SLOTS_USED * OUTPUTS,
                    random);
    order_slots(slots);
    memset(outputs, 0, VRO_SLOTS * sizeof *outputs);
    for (unsigned d = 0; d < VRO_SLOTS_USED; d++) {
        const matrix c = matrix_of(d);
        outputs[slots[d]] =
            scramble(&c, (unsigned)(patient % replicate), random + (size_t)d * OUTPUTS);
    }
}
