// The report as it is read: on screens of several widths, with large text, and on paper.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { launch } from "./chromium.mjs";
import { axeFaults, largeTextFaults, overflowFaults, printFaults, silenceFaults, withPage } from "./page.mjs";
import { makeResults, vrosim } from "./results.mjs";

const WIDTHS = [320, 375, 800, 1280, 1600];
const NARROWEST = WIDTHS[0];

let browser, root, reports;

before(async () => {
    browser = await launch();
    root = mkdtempSync(join(tmpdir(), "vrosim-report-"));
    makeResults(root, "usual");
    reports = ["usual", "long_names", "right_to_left"].map((name) => {
        const out = join(root, `${name}.report`);
        vrosim("report", name === "usual" ? join(root, name) : makeResults(root, name), "--out", out);
        return pathToFileURL(join(out, "report.html")).href;
    });
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

test("the figures of the report are those of the files", async () => {
    const page = readFileSync(new URL(reports[0]), "utf8");
    const folder = join(root, "usual.report", "figures");
    for (const name of readdirSync(folder)) {
        const svg = readFileSync(join(folder, name), "utf8");
        assert.ok(page.includes(svg.slice(svg.indexOf("</desc>")).trimEnd()), name);
    }
});
