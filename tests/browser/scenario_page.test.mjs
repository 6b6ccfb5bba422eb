// The page that `vrosim page TABLE` writes starts with the numbers of `vrosim run TABLE`.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { launch } from "./chromium.mjs";
import { answered } from "./look.mjs";
import { axeFaults, overflowFaults, withPage } from "./page.mjs";

const project = fileURLToPath(new URL("../../", import.meta.url));
const program = process.env.VROSIM ?? join(project, "build/vrosim");
const TABLE = "no-spica.csv";

let browser, folder, address;

const run = (...words) => execFileSync(program, words, { cwd: folder, encoding: "utf8" });

before(async () => {
    browser = await launch();
    folder = mkdtempSync(join(tmpdir(), "vrosim-scenario-page-"));
    copyFileSync(join(project, "configs", TABLE), join(folder, TABLE));
    run("page", TABLE, "--out", "page.html");
    address = pathToFileURL(join(folder, "page.html")).href;
});

after(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
});

const look = (state, work) => withPage(browser, `${address}${state}`, 375, work);
// What is told at one moment; a later answer is of more children.
const told = (page) =>
    page.evaluate(() => ({
        command: document.getElementById("command").textContent,
        digest: document.getElementById("digest").textContent,
        table: document.getElementById("table").value,
    }));

function isOf(seen, ...tables) {
    assert.ok(seen.command.startsWith(["vrosim", "run", ...tables, "--patients "].join(" ")), seen.command);
    const [, ...words] = seen.command.split(" ");
    run(...words, "--quiet", "--force");
    const summary = readFileSync(join(folder, "results/summary.csv"));
    assert.equal(createHash("sha256").update(summary).digest("hex"), seen.digest);
}

test("the page starts with the table, its name and its numbers", () =>
    look("", async (page) => {
        await answered(page, 1);
        const seen = await told(page);
        assert.equal(seen.table, readFileSync(join(folder, TABLE), "utf8"));
        assert.ok((await page.textContent("#built-in")).includes(TABLE));
        isOf(seen, TABLE);
        assert.deepEqual(await axeFaults(page), []);
        assert.deepEqual(await overflowFaults(page), []);
    }));

test("back at the sliders it is the default, and the start can be had again", () =>
    look("", async (page) => {
        await answered(page, 1);
        await page.click("#back");
        await answered(page, 2);
        isOf(await told(page));
        await page.click("#reset");
        await answered(page, 3);
        isOf(await told(page), TABLE);
    }));

test("what an address moves is stronger than the built-in table", () =>
    look("#table", async (page) => {
        await answered(page, 1);
        isOf(await told(page));
        await page.goto(`${address}#spica=0.3`);
        await page.reload();
        await answered(page, 1);
        assert.match((await told(page)).table, /plan\.spica,fixed,0\.3,/);
    }));

test("an address that was left to itself repeats what is seen", () =>
    look("", async (page) => {
        await answered(page, 1);
        await page.click("#back");
        await page.waitForFunction(() => location.hash === "#table");
        await page.reload();
        await answered(page, 1);
        isOf(await told(page));
    }));
