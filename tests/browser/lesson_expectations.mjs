// What the program says of each lesson, from its files alone. A lesson has a guess and an answer to try,
// table(native, settings): the numbers of the figure's table, and exercise(native): the exercise's answer
// at the lesson's first settings. native(step): rows of summary.csv, contrasts.csv, courses.csv and
// revision.csv (curves) of a step of the lesson, and the tables that the engine computes for it in node
// (computed). counts: those of the lesson, where it has its own; control: the key that moves its control.

const REVISED = "revision_by_5y";

const rowOf = (rows, where) => rows.find((row) => Object.entries(where).every(([name, text]) => row[name] === text));
const numbersOf = (row, ...columns) => columns.map((column) => Number(row[column]));
const summaryRow = ({ summary }, strategy, outcome, statistic = "mean", subgroup = "all") =>
    rowOf(summary, { strategy, outcome, statistic, subgroup });
const contrastRow = ({ contrasts }, strategy, outcome, statistic) =>
    rowOf(contrasts, { strategy, outcome, statistic, subgroup: "all" });

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

export const expectations = {
    spared: {
        guess: 12,
        try: 3,
        table: (native, { years }) => Object.values(pairsOf(native("shown"), "soft_tissue", "vro", `revision_by_${years}y`)),
        exercise: (native) => pairsOf(native("exercise"), "soft_tissue", "vro_pelvic", REVISED).worse,
    },
    precision: {
        guess: "half",
        try: 0.25,
        table: (native) => ["once", "four", "sixteen"].flatMap((step) =>
            numbersOf(summaryRow(native(step), "soft_tissue", REVISED), "value", "lower", "upper", "se")),
        exercise: (native) => Number(summaryRow(native("exercise"), "soft_tissue", REVISED).se),
    },
    paired: {
        guess: 40,
        try: 90,
        table(native, { outcome }) {
            const row = contrastRow(native("shown"), "vro", outcome, "risk_difference");
            const [value, lower, upper, se, separate] = numbersOf(row, "value", "lower", "upper", "se", "se_unpaired");
            const margin = 1.96 * separate;
            return [value, lower, upper, se, value, value - margin, value + margin, separate];
        },
        tolerance: 2e-5, // the errors of files are rounded to three digits
        exercise(native) {
            const [se, separate] = numbersOf(contrastRow(native("exercise"), "vro_pelvic", "death", "risk_difference"), "se", "se_unpaired");
            return 1 - (se / separate) ** 2;
        },
        exerciseTolerance: 2e-3,
    },
    levels: {
        guess: "harmed",
        try: 5,
        table(native) {
            const [level, all] = ["many", "all"].map(native);
            const [ofLevel, ofAll] = [level, all].map((results) => pairsOf(results, "soft_tissue", "vro", REVISED));
            const ratio = (results) => Number(contrastRow(results, "vro", REVISED, "relative_risk").value);
            const both = ["reference", "strategy", "better", "worse"].flatMap((name) => [ofLevel[name], ofAll[name]]);
            return [...both, ratio(level), ratio(all)];
        },
        exercise: (native) => Number(contrastRow(native("exercise"), "vro_soft_tissue", REVISED, "risk_difference").value),
    },
    surrogate: {
        guess: "observation",
        try: 50,
        table: (native) => ["displaced", "failed"].flatMap((outcome) =>
            ["soft_tissue", "observation"].map((strategy) => Number(summaryRow(native("shown"), strategy, outcome).value))),
        exercise: (native) => Number(summaryRow(native("exercise"), "observation", "revision_by_10y").value),
    },
    skew: {
        guess: 10,
        try: 12,
        table(native, { strategy }) {
            const shown = native("shown");
            const both = (outcome, statistic) =>
                ["soft_tissue", strategy].map((name) => Number(summaryRow(shown, name, outcome, statistic).value));
            return [...["mean", "p50", "p75", "p95"].flatMap((statistic) => both("lld_abs_mm", statistic)), ...both("lld_over_20mm", "mean")];
        },
        exercise: (native) => Number(summaryRow(native("exercise"), "vro_pelvic", "lld_over_20mm", "mean", "gmfcs_5").value),
    },
    certain: {
        guess: 5,
        try: 5,
        counts: [1, 10, 100],
        control: "ArrowUp",
        table: (native) => ["soft_tissue", "vro"].flatMap((strategy) =>
            ["simulation", "simulation_margin", "parameters_half_width"].map((name) => found(native("shown"), name, strategy))),
        exercise: (native) => found(native("exercise"), "parameters_half_width", "vro"),
    },
    death: {
        guess: "more",
        try: 50,
        // The curves are those of revision.csv.
        table(native) {
            const { curves } = native("shown");
            return ["soft_tissue", "vro"].flatMap((strategy) => {
                const at = (cause, column) => Number(curves.filter((row) => row.strategy === strategy &&
                    row.subgroup === "all" && row.cause === cause && Number(row.time_years) <= 10).at(-1)[column]);
                return [at("any", "incidence"), at("death", "incidence"), at("any", "one_minus_km")];
            });
        },
        exercise: (native) => Number(summaryRow(native("exercise"), "vro", "revision_by_10y").value),
    },
    confounding: {
        guess: "worse",
        try: -10,
        // What everybody would have had is what the program says of the same children.
        table(native) {
            const shown = native("shown");
            const difference = Number(contrastRow(shown, "vro", REVISED, "risk_difference").value);
            if (Math.abs(found(shown, "true") - difference) > 1e-4) throw new Error("the truth is another one");
            return LEVELS.flatMap((group) => [found(shown, "treated", group, "n"),
                ...["treated", "reference", "other"].map((quantity) => found(shown, quantity, group))]);
        },
        exercise: (native) => found(native("exercise"), "naive"),
    },
    winner: {
        guess: 40,
        try: 300,
        counts: [1, 10, 1000],
        table(native) {
            const shown = native("shown");
            return [found(shown, "power"), found(shown, "wrong_sign"),
                found(shown, "found", "significant"), found(shown, "exaggeration", "significant")];
        },
        exercise: (native) => found(native("exercise"), "needed", "arm"),
    },
    worth: {
        guess: "cost",
        try: 2,
        counts: [300],
        table: (native, { threshold }) => ["cost", "utility", "surgery", "migration", "loss", "complication"].map((family) =>
            found(native("shown"), `evppi_${threshold ?? 60}`, `${family}.*`)),
        exercise: (native) => found(native("exercise"), "evpi_60"),
    },
    fit: {
        guess: "many",
        try: 50,
        control: "ArrowUp",
        // Both levels together fit the figure, whatever the answer.
        table(native, { answer }) {
            const shown = native("shown");
            const failed = (subgroup) => Number(rowOf(shown.summary, { outcome: "failure_by_5y", subgroup }).value);
            if (Math.abs(failed("all") - 0.6) > 0.03) throw new Error(`${failed("all")} of the children`);
            return [found(shown, "one_gmfcs_4", answer ?? "1"), failed("gmfcs_4"), found(shown, "one_gmfcs_5", answer ?? "1"),
                failed("gmfcs_5"), 0, failed("all")];
        },
        exercise: (native) => Number(rowOf(native("exercise").summary, { outcome: "failure_by_5y", subgroup: "gmfcs_4" }).value),
    },
    subgroups: {
        guess: 2,
        try: 50,
        counts: [1, 10, 100],
        table(native) {
            const shown = native("shown");
            return ["same_children", "first", "alarms", "studies"].map((name) => found(shown, name));
        },
        exercise: (native) => found(native("exercise"), "studies"),
    },
};
