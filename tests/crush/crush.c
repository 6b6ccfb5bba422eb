// TestU01 (L'Ecuyer and Simard 2007) on the random numbers of the engine, in the orders in which
// the model meets them. Usage: crush SmallCrush|Crush WALK [seed-each-child]. It ends with a line
// a test of the battery, and with exit code 1 where a p-value is beyond belief. SmallCrush takes
// some ten seconds, Crush an hour.
#include "vrosim/core/slots.h"
#include "vrosim/model/slot.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <testu01/bbattery.h>
#include <testu01/swrite.h>

enum { SEED = 20261, CHILDREN = 1 << 10 }; // CHILDREN at a time

// Of independent numbers a p-value falls nearer than this to 0 or 1 with probability 2e-7: 1.2e-5
// for any of the 60 of SmallCrush over four walks, 5.8e-5 for the 288 of Crush over two.
static const double BEYOND_BELIEF = 1e-7;
static const double WORTH_A_LOOK = 1e-3;

// Which slots are tested, and in which order: `together` children take turns, each with one slot,
// until all slots are through; then come the next children.
typedef struct walk {
    const char *name;
    unsigned first; // slot
    unsigned slots;
    unsigned together; // divides CHILDREN
} walk;

static const walk walks[] = {
    // The children one after the other, at one slot: their ages, and the last slot of all.
    {"age", VRO_SLOT_AGE, 1, 1},
    {"last", VRO_SLOTS_USED - 1, 1, 1},
    // All slots of a child, then all of the next: the plain PCG sequence.
    {"slots", 0, VRO_SLOTS, 1},
    // Two children take turns.
    {"neighbours", 0, VRO_SLOTS, 2},
};

// Where the numbers come from: the pieces of one sequence, as in the engine, or a generator of its
// own for each child, seeded with the number of the child, which a test should detect.
typedef struct source {
    const walk *walk;
    bool seed_each_child;
    vro_pcg pcg;  // before the first output of the next child
    size_t taken; // of the numbers
    uint64_t states[CHILDREN + 1];
    uint32_t draws[CHILDREN];
    vro_jump jumps[VRO_SLOTS + 1];
    uint32_t numbers[CHILDREN * VRO_SLOTS];
} source;

static void source_init(source *self, const walk *way, bool seed_each_child) {
    self->walk = way;
    self->seed_each_child = seed_each_child;
    self->pcg = vro_pcg_at(SEED, 0, 0);
    self->taken = (size_t)CHILDREN * way->slots;
    vro_jumps_make(self->pcg.increment, VRO_SLOTS + 1, self->jumps);
}

// Generators with consecutive seeds start at states an equal distance apart.
static vro_jump to_next_child(const source *self) {
    if (!self->seed_each_child)
        return self->jumps[VRO_SLOTS];
    return (vro_jump){1, vro_pcg_at(SEED + 1, 0, 0).state - vro_pcg_at(SEED, 0, 0).state};
}

static void source_refill(source *self) {
    const walk *way = self->walk;
    vro_slots_start(self->pcg.state, to_next_child(self), CHILDREN + 1, self->states);
    self->pcg.state = self->states[CHILDREN];
    for (size_t slot = 0; slot < way->slots; slot++) {
        vro_slots_draw(self->states, self->jumps[way->first + slot], CHILDREN, self->draws);
        for (size_t child = 0; child < CHILDREN; child++) {
            const size_t turn = child % way->together;
            const size_t place = (child - turn) * way->slots + slot * way->together + turn;
            self->numbers[place] = self->draws[child];
        }
    }
    self->taken = 0;
}

static unsigned long next_bits(void *param, void *state) {
    source *self = state;
    (void)param;
    if (self->taken == (size_t)CHILDREN * self->walk->slots)
        source_refill(self);
    return self->numbers[self->taken++];
}

static double next_uniform(void *param, void *state) {
    return (double)next_bits(param, state) / 4294967296.0;
}

static void write_state(void *state) {
    const source *self = state;
    printf("%s\n", self->walk->name);
}

// How far a p-value is from the nearer end.
static double distance(double p) {
    return p < 0.5 ? p : 1 - p;
}

// Prints all p-values; whether all can be believed.
static bool report(const char *battery, const walk *way) {
    bool fine = bbattery_NTests > 0;
    for (int i = 0; i < bbattery_NTests; i++) {
        const double p = bbattery_pVal[i];
        const bool believed = distance(p) >= BEYOND_BELIEF;
        const char *remark = distance(p) < WORTH_A_LOOK ? " worth a look" : "";
        printf("%s %s: %s p %.6g%s\n", battery, way->name, bbattery_TestNames[i], p,
               believed ? remark : " BEYOND BELIEF");
        fine = fine && believed;
    }
    return fine;
}

static const walk *find_walk(const char *name) {
    for (size_t i = 0; i < sizeof walks / sizeof *walks; i++)
        if (strcmp(walks[i].name, name) == 0)
            return &walks[i];
    return NULL;
}

int main(int argc, char **argv) {
    const bool small = argc > 1 && strcmp(argv[1], "SmallCrush") == 0;
    const bool large = argc > 1 && strcmp(argv[1], "Crush") == 0;
    const bool wrong = argc > 3 && strcmp(argv[3], "seed-each-child") == 0;
    const walk *way = argc > 2 ? find_walk(argv[2]) : NULL;
    source *numbers = malloc(sizeof *numbers);
    if (small == large || !way || !numbers || argc > 3 + wrong) {
        fprintf(stderr, "usage: crush SmallCrush|Crush WALK [seed-each-child]\n");
        free(numbers);
        return 2;
    }
    source_init(numbers, way, wrong);
    unif01_Gen generator = {numbers, NULL, argv[2], next_uniform, next_bits, write_state};
    swrite_Basic = large;
    if (small)
        bbattery_SmallCrush(&generator);
    else
        bbattery_Crush(&generator);
    const bool fine = report(argv[1], way);
    free(numbers);
    return fine ? 0 : 1;
}
