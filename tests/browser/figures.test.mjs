// Every figure of every folder is as it should be at every width.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch, newPage } from "./chromium.mjs";
import { figureFaults, lookAt } from "./figure.mjs";
import { FOLDER_NAMES, makeResults, vrosim } from "./results.mjs";

// mm: 320, 800 and 1,600 px; the usual figures at all of them, the others where it is narrowest, and
// two of them wider, where their headings and labels stand otherwise.
const WIDTHS = [85, 212, 423];
const widthsOf = (name) => WIDTHS.slice(0, { usual: 3, zero: 2, long_names: 2 }[name] ?? 1);

let browser, page, root;

before(async () => {
    browser = await launch();
    page = await newPage(browser);
    root = mkdtempSync(join(tmpdir(), "vrosim-figures-"));
    makeResults(root, "usual");
});

after(async () => {
    await browser.close();
    rmSync(root, { recursive: true });
});

// The faults of all figures of a folder at a width, each with the figure's name.
async function faultsAt(folder, width) {
    const out = `${folder}.at.${width}`;
    vrosim("report", folder, "--out", out, "--width", String(width));
    const faults = [];
    for (const name of readdirSync(join(out, "figures"))) {
        const figure = await lookAt(page, readFileSync(join(out, "figures", name), "utf8"));
        faults.push(...figureFaults(figure).map((fault) => `${name} at ${width} mm: ${fault}`));
    }
    return faults;
}

for (const name of FOLDER_NAMES)
    test(`the figures of ${name.replaceAll("_", " ")}`, async () => {
        const folder = name === "usual" ? join(root, name) : makeResults(root, name);
        const faults = [];
        for (const width of widthsOf(name)) faults.push(...(await faultsAt(folder, width)));
        assert.deepEqual(faults, []);
    });
