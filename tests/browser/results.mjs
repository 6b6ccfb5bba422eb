// Folders of results to be drawn: small ones of every kind, and such as are hard to draw.
import { execFileSync } from "node:child_process";
import { cpSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const PROJECT = fileURLToPath(new URL("../../", import.meta.url));
const PROGRAM = process.env.VROSIM ?? join(PROJECT, "build/vrosim");
const PRICES = join(PROJECT, "configs/economics.csv");
const GRID = "plan.spica=0:1:5,rescue.acceptance=0.1:0.9:4";
const RANGE = "plan.spica=0:1,rescue.acceptance,migration.tone_sd,growth.maturity_age_female=x0.9:x1.1";

export const vrosim = (...words) => execFileSync(PROGRAM, words, { encoding: "utf8", stdio: "pipe" });

// What verbs write, each in a folder of its own, and together in one. Each is a list of words, of
// which options go last; those of evidence take none.
function simulate(folder, verbs, options = []) {
    for (const words of verbs) {
        const part = `${folder}.${words[0]}`;
        const all = [...words, ...(["validate", "calibrate"].includes(words[0]) ? [] : options)];
        vrosim(...all, "--quiet", "--force", "--out", part);
        cpSync(part, folder, { recursive: true });
    }
}

const validate = ["validate", "--patients", "500"];
const calibrate = ["calibrate", "--patients", "200", "--points", "60", "--rows", "100",
    "--parameters", "rescue.acceptance,migration.tone_sd"];
const run = (...tables) => ["run", PRICES, ...tables, "--patients", "2000"];
const psa = (...tables) => ["psa", PRICES, ...tables, "--samples", "40", "--patients", "200"];
const sensitivity = ["sensitivity", PRICES, "--patients", "300"];
const oneWay = [...sensitivity, "--range", RANGE, "--outcome", "cost,qaly,revisions"];
const twoWay = [...sensitivity, "--grid", GRID, "--outcome", "net_benefit:50"];

const STRATEGIES = ["soft_tissue", "vro", "vro_soft_tissue", "vro_pelvic", "observation"];
const VARIANTS = Array.from({ length: 25 }, (_, i) => `variant_${i + 1}`);

// A table of strategies that are each like one of the default.
function writeVariants(path) {
    const rows = VARIANTS.map((name, i) => `${name},strategy.like,text,${STRATEGIES[i % 5]},`);
    writeFileSync(path, ["strategy,parameter,distribution,value,unit", ...rows, ""].join("\n"));
    return path;
}

const thirty = ["--strategies", [...STRATEGIES, ...VARIANTS].join(",")];

// The fourth cell of strategies.csv is the label.
const relabel = (line, text) =>
    line.split(",").map((cell, i) => (i === 3 ? `"${text}"` : cell)).join(",");

// A copy of a folder whose strategies are called otherwise, by numbered texts.
function relabelled(from, to, text) {
    cpSync(from, to, { recursive: true });
    const [header, ...lines] = readFileSync(join(to, "strategies.csv"), "utf8").trimEnd().split("\n");
    const rows = lines.map((line, i) => relabel(line, `${i + 1} ${text}`));
    writeFileSync(join(to, "strategies.csv"), [header, ...rows, ""].join("\n"));
}

// Columns of what was measured, as against those that say of what.
const SHARE = /^(share|cumulative|incidence|one_minus_km|probability_.*|inside.*|count|events)$/;
const SHARES = ["revision.csv", "lld.csv", "healing.csv"];
const MEASURED = new RegExp(`^(${[
    "value", "se", "lower", "upper", ".*_se", "effect.*", "cost.*", "net_.*", "difference.*", "icer", "expected_loss",
    "perfect_information", "value_.*", "se_.*", "swing", "observed(?!_n).*", "model.*", "predicted.*",
].join("|")})$`);

const isMeasured = (column) => MEASURED.test(column) || SHARE.test(column);

const cellsOf = (line) =>
    [...`,${line}`.matchAll(/,("(?:[^"]|"")*"|[^,]*)/g)].map((match) => match[1]);

// A copy of a folder in which change gives the new text of every number in a measured column, from
// the number, its column, its file and its subgroup.
function altered(from, to, change) {
    cpSync(from, to, { recursive: true });
    for (const name of readdirSync(to).filter((file) => file.endsWith(".csv") && file !== "parameters.csv")) {
        const [header, ...lines] = readFileSync(join(to, name), "utf8").trimEnd().split("\n");
        const columns = header.split(",");
        const subgroup = columns.indexOf("subgroup");
        const rows = lines.map(cellsOf).map((cells) => cells.map((cell, i) =>
            cell === "" || Number.isNaN(Number(cell)) ? cell : change(Number(cell), columns[i], name, cells[subgroup])));
        writeFileSync(join(to, name), [header, ...rows.map((row) => row.join(",")), ""].join("\n"));
    }
}

const scaled = (factor) => (number, column, file) =>
    MEASURED.test(column) && !SHARES.includes(file) ? String(number * factor) : String(number);

// How each is made, from that of the usual where it is but an altered one.
const FOLDERS = {
    usual: (folder) => simulate(folder, [validate, calibrate, oneWay, twoWay, psa(), run()]),
    one_strategy: (folder) => simulate(folder, [oneWay, psa(), run()], ["--strategies", "vro"]),
    thirty_strategies(folder) {
        const variants = writeVariants(`${folder}.csv`);
        simulate(folder, [psa(variants), run(variants)], thirty);
    },
    few_children: (folder) =>
        simulate(folder, [["run", PRICES, "--patients", "3"]], ["--subgroups", "gmfcs*age"]),
    // All children are of one level: the others are empty, and evidence of five has groups without any.
    empty_subgroups: (folder) =>
        simulate(folder, [["validate", "--patients", "5"], oneWay, psa(), run()],
            ["--child", "age=6,gmfcs=4,migration=45"]),
    zero_in_subgroups: (folder, usual) =>
        altered(usual, folder, (number, column, file, subgroup) =>
            subgroup && subgroup !== "all" && isMeasured(column) ? "0" : String(number)),
    long_names: (folder, usual) =>
        relabelled(usual, folder, "osteotomy of the femur, release and six weeks of a cast, twice"),
    right_to_left: (folder, usual) => relabelled(usual, folder, "ניתוח של עצם הירך עם שחרור"),
    zero: (folder, usual) =>
        altered(usual, folder, (number, column) => (isMeasured(column) ? "0" : String(number))),
    tiny: (folder, usual) => altered(usual, folder, scaled(1e-6)),
    huge: (folder, usual) => altered(usual, folder, scaled(1e6)),
    no_effect: (folder, usual) =>
        altered(usual, folder, (number, column) =>
            /^effect/.test(column) ? "0" : column === "icer" ? "" : String(number)),
};

export const FOLDER_NAMES = Object.keys(FOLDERS);

// Makes the folder of a name under a root, "usual" before the others.
export function makeResults(root, name) {
    const folder = join(root, name);
    FOLDERS[name](folder, join(root, "usual"));
    return folder;
}
