// The report as it is read: on screens of several widths, with large text, and on paper.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { launch } from "./chromium.mjs";
import { axeFaults, largeTextFaults, overflowFaults, paperFaults, printFaults, silenceFaults, withPage } from "./page.mjs";
import { makeResults, vrosim } from "./results.mjs";

const WIDTHS = [320, 375, 800, 1280, 1600];
const NARROWEST = WIDTHS[0];
const VERBS = ["run", "psa", "validate", "calibrate"];
const EXTREMES = ["long_names", "right_to_left", "empty_subgroups", "zero", "few_children", "thirty_strategies"];

// reports: that of all verbs together, and those that are hard to lay out; others: of verbs alone, in
// German, beside another folder, and of the other extremes, the largest last.
let browser, root, reports, others;

function makeReport(name, folder, ...options) {
    const out = join(root, `${name}.report`);
    vrosim("report", join(root, folder), ...options, "--out", out);
    return pathToFileURL(join(out, "report.html")).href;
}

before(async () => {
    browser = await launch();
    root = mkdtempSync(join(tmpdir(), "vrosim-report-"));
    for (const name of ["usual", ...EXTREMES]) makeResults(root, name);
    reports = ["usual", "long_names", "right_to_left"].map((name) => makeReport(name, name));
    others = [
        ...VERBS.map((verb) => makeReport(verb, `usual.${verb}`)),
        makeReport("german", "usual.sensitivity", "--language", "de"),
        makeReport("compared", "few_children", "--compare", join(root, "usual.run")),
        ...EXTREMES.slice(2).map((name) => makeReport(name, name)),
    ];
});

after(async () => {
    await browser.close();
    rmSync(root, { recursive: true });
});

// Nothing is found by the check in the reports at any of the widths.
async function passes(check, widths, addresses = reports) {
    for (const address of addresses)
        for (const width of widths)
            assert.deepEqual(await withPage(browser, address, width, check), [], `${address} at ${width} px`);
}

test("the report asks for nothing but itself, and the browser complains of nothing", async () => {
    await passes(silenceFaults, [NARROWEST]);
});

test("axe-core finds nothing in the report", async () => {
    await passes(axeFaults, [NARROWEST, 1280], reports.slice(0, 1));
    await passes(axeFaults, [NARROWEST], others.slice(0, -3)); // axe-core is slow in large tables
});

test("the report is as wide as the window", async () => {
    await passes(overflowFaults, WIDTHS);
});

test("the report bears text of twice the size in the narrowest window", async () => {
    await passes(largeTextFaults, [NARROWEST]);
});

test("no figure is cut on paper", async () => {
    await passes((page) => printFaults(page, join(root, "report.pdf")), [1280]);
});

test("no table that is unfolded is cut on paper", async () => {
    await passes(paperFaults, [1280], [...reports, ...others]);
});

test("the figures of the report are those of the files", async () => {
    const page = readFileSync(new URL(reports[0]), "utf8");
    const folder = join(root, "usual.report", "figures");
    for (const name of readdirSync(folder)) {
        const svg = readFileSync(join(folder, name), "utf8");
        assert.ok(page.includes(svg.slice(svg.indexOf("</desc>")).trimEnd()), name);
    }
});
