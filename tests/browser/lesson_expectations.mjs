// What the program says of each lesson, from its files alone. A lesson has a guess and an answer to try,
// table(native, settings): the numbers of the figure's table, and exercise(native, settings): the
// exercise's answer. native: rows of summary.csv, contrasts.csv and courses.csv of a step.

// How children fare under two strategies, counted child by child.
function pairsOf({ courses }, reference, strategy, outcome) {
    const has = (name) => courses.filter((row) => row.strategy === name).map((row) => row[outcome] === "1");
    const [before, after] = [has(reference), has(strategy)];
    const share = (test) => before.filter((had, i) => test(had, after[i])).length / before.length;
    return {
        reference: share((had) => had),
        strategy: share((_, has) => has),
        better: share((had, has) => had && !has),
        worse: share((had, has) => has && !had),
        same: share((had, has) => had === has),
    };
}

export const expectations = {
    spared: {
        guess: 12,
        try: 3,
        table(native, { years }) {
            return Object.values(pairsOf(native, "soft_tissue", "vro", `revision_by_${years}y`));
        },
        exercise: (native) => pairsOf(native, "soft_tissue", "vro_pelvic", "revision_by_5y").worse,
    },
};
