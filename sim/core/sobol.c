#include "vrosim/core/sobol.h"

#include "vrosim/core/vector.h"

#include <string.h>

enum { DEGREE_MAX = 11, WORD_BITS = 32, PART_BITS = 3, OUTPUTS = 1 + VRO_SOBOL_BITS };

// Of one dimension: core/sobol_directions.def.
typedef struct directions {
    uint16_t polynomial;
    uint16_t m[DEGREE_MAX];
} directions;

#define VRO_DIRECTION(polynomial, ...) {polynomial, {__VA_ARGS__}},
static const directions TABLE[VRO_SOBOL_DIMENSIONS - 1] = {
#include "vrosim/core/sobol_directions.def"
};
#undef VRO_DIRECTION

static unsigned degree_of(unsigned polynomial) {
    unsigned degree = 0;
    while (polynomial >> (degree + 1) != 0)
        degree++;
    return degree;
}

// m_k = 2 a_1 m_(k-1) + 4 a_2 m_(k-2) + ... + 2^s m_(k-s) + m_(k-s) modulo 2, digit by digit, for
// the polynomial x^s + a_1 x^(s-1) + ... + 1 (Joe and Kuo 2008, formula 2). Column k - 1 is m_k,
// its lowest bit the digit k.
static vro_sobol_matrix matrix_of(const directions *of) {
    const unsigned degree = degree_of(of->polynomial);
    uint32_t m[VRO_SOBOL_BITS];
    vro_sobol_matrix matrix;
    for (unsigned k = 0; k < VRO_SOBOL_BITS; k++) {
        m[k] = k < degree ? of->m[k] : m[k - degree];
        for (unsigned j = 1; k >= degree && j <= degree; j++)
            m[k] ^= (of->polynomial >> (degree - j) & 1) * m[k - j] << j;
        matrix.columns[k] = m[k] << (WORD_BITS - 1 - k);
    }
    return matrix;
}

// The digits of the first dimension are those of the number of the point, turned round.
void vro_sobol_matrices_make(size_t dimensions, vro_sobol_matrix *matrices) {
    for (unsigned k = 0; k < VRO_SOBOL_BITS; k++)
        matrices[0].columns[k] = UINT32_C(1) << (WORD_BITS - 1 - k);
    for (size_t i = 1; i < dimensions; i++)
        matrices[i] = matrix_of(&TABLE[i - 1]);
}

// Column j of L: a one in row j, what is random below it.
static uint32_t column_of_scramble(unsigned j, uint32_t output) {
    const uint32_t one = UINT32_C(1) << (WORD_BITS - 1 - j);
    return one | (output & (one - 1));
}

// L c. Below row k column k of C is 0.
static uint32_t scramble_column(const uint32_t *scramble, uint32_t column, unsigned k) {
    uint32_t sum = 0;
    for (unsigned j = 0; j <= k; j++)
        sum ^= scramble[j] & -(column >> (WORD_BITS - 1 - j) & 1);
    return sum;
}

// Sums of all choices of three columns; those behind the last are 0.
static void fill_part(const uint32_t *columns, uint32_t shift, uint32_t *part) {
    part[0] = shift;
    for (unsigned bit = 0; bit < PART_BITS; bit++)
        for (unsigned i = 0; i < 1U << bit; i++)
            part[(1U << bit) + i] = part[i] ^ columns[bit];
}

void vro_sobol_scramble(const vro_sobol_matrix *matrices, size_t dimensions,
                        vro_random_source source, uint64_t replicate,
                        vro_sobol_dimension *scrambled) {
    uint32_t outputs[VRO_SOBOL_DIMENSIONS * OUTPUTS];
    vro_random_source_outputs(source, replicate * dimensions * OUTPUTS, dimensions * OUTPUTS,
                              outputs);
    for (size_t i = 0; i < dimensions; i++) {
        const uint32_t *own = outputs + i * OUTPUTS;
        uint32_t scramble[VRO_SOBOL_BITS], columns[VRO_SOBOL_PARTS * PART_BITS] = {0};
        for (unsigned j = 0; j < VRO_SOBOL_BITS; j++)
            scramble[j] = column_of_scramble(j, own[1 + j]);
        for (unsigned k = 0; k < VRO_SOBOL_BITS; k++)
            columns[k] = scramble_column(scramble, matrices[i].columns[k], k);
        for (unsigned part = 0; part < VRO_SOBOL_PARTS; part++)
            fill_part(columns + part * PART_BITS, part == 0 ? own[0] : 0, scrambled[i].parts[part]);
    }
}

static uint32_t draw_of(const vro_sobol_dimension *self, uint64_t point) {
    uint32_t draw = 0;
    for (unsigned part = 0; part < VRO_SOBOL_PARTS; part++)
        draw ^= self->parts[part][point >> (part * PART_BITS) & 7];
    return draw;
}

// Bit by bit vectors do not pay in WebAssembly, which has half as wide ones.
#if defined(VRO_SHUFFLES) && (!defined(__clang__) || defined(__x86_64__))
#define EIGHT_POINTS

typedef uint64_t four_points __attribute__((vector_size(4 * sizeof(uint64_t))));
typedef uint32_t eight_words __attribute__((vector_size(8 * sizeof(uint32_t))));
typedef int32_t eight_integers __attribute__((vector_size(8 * sizeof(int32_t))));

#ifdef __clang__

// clang has no shuffle that looks up: each bit of a number adds a column.
typedef struct eight_sums {
    eight_words shift;
    eight_words columns[VRO_SOBOL_BITS];
} eight_sums;

VRO_INLINE void prepare(eight_sums *self, const vro_sobol_dimension *of) {
    const uint32_t shift = of->parts[0][0];
    self->shift = (eight_words){0} + shift;
    for (unsigned k = 0; k < VRO_SOBOL_BITS; k++)
        self->columns[k] = (eight_words){0} + (of->parts[k / PART_BITS][1U << k % PART_BITS] ^
                                               (k < PART_BITS ? shift : 0));
}

VRO_INLINE void draw_eight(const eight_sums *self, const eight_words *point, eight_words *drawn) {
    *drawn = self->shift;
    for (unsigned k = 0; k < VRO_SOBOL_BITS; k++) {
        const eight_integers all = (eight_integers)(*point << (WORD_BITS - 1 - k)) >> 31;
        *drawn ^= self->columns[k] & (eight_words)all;
    }
}

#else

// A shuffle looks up eight parts at once, by the lowest three bits of each number.
typedef struct eight_sums {
    eight_words parts[VRO_SOBOL_PARTS];
} eight_sums;

VRO_INLINE void prepare(eight_sums *self, const vro_sobol_dimension *of) {
    memcpy(self->parts, of->parts, sizeof self->parts);
}

VRO_INLINE void draw_eight(const eight_sums *self, const eight_words *point, eight_words *drawn) {
    *drawn = __builtin_shuffle(self->parts[0], *point) ^
             __builtin_shuffle(self->parts[1], *point >> 3) ^
             __builtin_shuffle(self->parts[2], *point >> 6) ^
             __builtin_shuffle(self->parts[3], *point >> 9) ^
             __builtin_shuffle(self->parts[4], *point >> 12);
}

#endif

// Eight draws at a time.
VRO_VECTOR static void draw_eight_points(const vro_sobol_dimension *self, const uint64_t *points,
                                         size_t n, uint32_t *draws) {
    eight_sums sums;
    prepare(&sums, self);
    for (size_t i = 0; i < n; i += 8) {
        four_points a, b;
        eight_words drawn;
        memcpy(&a, points + i, sizeof a);
        memcpy(&b, points + i + 4, sizeof b);
        const eight_words point =
            __builtin_shufflevector((eight_words)a, (eight_words)b, 0, 2, 4, 6, 8, 10, 12, 14);
        draw_eight(&sums, &point, &drawn);
        memcpy(draws + i, &drawn, sizeof drawn);
    }
}

#endif

void vro_sobol_draw(const vro_sobol_dimension *self, const uint64_t *points, size_t n,
                    uint32_t *draws) {
    size_t done = 0;
#ifdef EIGHT_POINTS
    done = n / 8 * 8;
    draw_eight_points(self, points, done, draws);
#endif
    for (size_t i = done; i < n; i++)
        draws[i] = draw_of(self, points[i]);
}
