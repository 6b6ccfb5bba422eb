// What the program says of each lesson, from its files alone. A lesson has a guess and an answer to try,
// table(native, settings): the numbers of the figure's table, and exercise(native, settings): the
// exercise's answer. native: rows of summary.csv, contrasts.csv, courses.csv and revision.csv (curves) of a
// step, and the tables that the engine computes for it in node (computed). counts: those of the lesson, where
// it has its own; control: the key that moves its control.

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

// A number that the engine computes for the lesson in node.
const found = ({ computed }, quantity, group = "all", column = "value") =>
    Number(computed[0].find((row) => row.quantity === quantity && row.group === group)[column]);

const LEVELS = ["gmfcs_1", "gmfcs_2", "gmfcs_3", "gmfcs_4", "gmfcs_5", "all"];

const contrastOf = ({ contrasts }, outcome, statistic) =>
    Number(contrasts.find((row) => row.outcome === outcome && row.statistic === statistic && row.subgroup === "all").value);

export const expectations = {
    spared: {
        guess: 12,
        try: 3,
        table(native, { years }) {
            return Object.values(pairsOf(native, "soft_tissue", "vro", `revision_by_${years}y`));
        },
        exercise: (native) => pairsOf(native, "soft_tissue", "vro_pelvic", "revision_by_5y").worse,
    },
    certain: {
        guess: 5,
        try: 5,
        counts: [1, 10, 100],
        control: "ArrowUp",
        table: (native) => ["soft_tissue", "vro"].flatMap((strategy) =>
            ["simulation", "simulation_margin", "parameters_half_width"].map((name) => found(native, name, strategy))),
        exercise: (native) => found(native, "parameters_half_width", "vro"),
    },
    death: {
        guess: "more",
        try: 50,
        // The curves are those of revision.csv.
        table: ({ curves }) => ["soft_tissue", "vro"].flatMap((strategy) => {
            const at = (cause, column) => Number(curves.filter((row) => row.strategy === strategy &&
                row.subgroup === "all" && row.cause === cause && Number(row.time_years) <= 10).at(-1)[column]);
            return [at("any", "incidence"), at("death", "incidence"), at("any", "one_minus_km")];
        }),
        exercise: ({ summary }) => Number(summary.find((row) => row.strategy === "vro" && row.subgroup === "all" &&
            row.outcome === "revision_by_10y").value),
    },
    confounding: {
        guess: "worse",
        try: -10,
        // What everybody would have had is what the program says of the same children.
        table(native) {
            const difference = contrastOf(native, "revision_by_5y", "risk_difference");
            if (Math.abs(found(native, "true") - difference) > 1e-4) throw new Error("the truth is another one");
            return LEVELS.flatMap((group) => [found(native, "treated", group, "n"),
                ...["treated", "reference", "other"].map((quantity) => found(native, quantity, group))]);
        },
        exercise: (native) => found(native, "naive"),
    },
    winner: {
        guess: 40,
        try: 300,
        counts: [1, 10, 1000],
        table: (native) => [found(native, "power"), found(native, "wrong_sign"),
            found(native, "found", "significant"), found(native, "exaggeration", "significant")],
        exercise: (native) => found(native, "needed", "arm"),
    },
    worth: {
        guess: "cost",
        try: 2,
        counts: [300],
        table: (native, { threshold }) => ["cost", "utility", "surgery", "migration", "loss", "complication"].map((family) =>
            found(native, `evppi_${threshold ?? 60}`, `${family}.*`)),
        exercise: (native) => found(native, "evpi_60"),
    },
    fit: {
        guess: "many",
        try: 50,
        control: "ArrowUp",
        // Both levels together fit the figure, whatever the answer.
        table(native, { answer }) {
            const failed = (subgroup) => Number(native.summary.find((row) => row.outcome === "failure_by_5y" && row.subgroup === subgroup).value);
            if (Math.abs(failed("all") - 0.6) > 0.03) throw new Error(`${failed("all")} of the children`);
            return [found(native, "one_gmfcs_4", answer ?? "1"), failed("gmfcs_4"), found(native, "one_gmfcs_5", answer ?? "1"),
                failed("gmfcs_5"), 0, failed("all")];
        },
        exercise: ({ summary }) => Number(summary.find((row) => row.outcome === "failure_by_5y" && row.subgroup === "gmfcs_4").value),
    },
    subgroups: {
        guess: 2,
        try: 50,
        counts: [1, 10, 100],
        table: (native) => ["same_children", "first", "alarms", "studies"].map((name) => found(native, name)),
        exercise: (native) => found(native, "studies"),
    },
};
