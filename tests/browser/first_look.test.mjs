// The page of `make page`, opened from the disk: what it shows is what the program says.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { launch } from "./chromium.mjs";
import { FIGURES, address, answered, drawn, lookAt } from "./look.mjs";
import { memoryOf } from "./memory.mjs";
import { axeFaults, largeTextFaults, overflowFaults } from "./page.mjs";

const project = fileURLToPath(new URL("../../", import.meta.url));
const program = process.env.VROSIM ?? join(project, "build/vrosim");
const MEGABYTE = 1e6;
const LEAST_SILENCE = 990; // ms between two sentences that a screen reader tells
const SETTLING = 1500; // ms

let browser, folder;

before(async () => {
    browser = await launch();
    folder = mkdtempSync(join(tmpdir(), "vrosim-page-"));
});

after(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
});

const look = (width, work) => lookAt(browser, width, work);

// What is told at one moment.
const told = (page) =>
    page.evaluate(() => ({
        number: Number(document.body.dataset.number),
        command: document.getElementById("command").textContent,
        digest: document.getElementById("digest").textContent,
        table: document.getElementById("table").value,
        values: [...document.querySelectorAll("#numbers td")].map((cell) => cell.dataset.value),
        subgroups: [...document.querySelectorAll("#subgroup-table td[data-value]")].map((cell) => cell.dataset.value),
    }));

// summary.csv of the command that the page tells, with its table.
function native({ command, table }) {
    writeFileSync(join(folder, "page.csv"), table);
    const [, ...words] = command.split(" ");
    execFileSync(program, [...words, "--quiet", "--force"], { cwd: folder });
    return readFileSync(join(folder, "results/summary.csv"), "utf8");
}

// The page's numbers are those of the program, in the same order.
function isNative(seen) {
    const summary = native(seen);
    assert.equal(createHash("sha256").update(summary).digest("hex"), seen.digest);
    assert.ok(seen.values.length > 0);
    const values = new Set(summary.split("\n").map((line) => line.split(",")[5]));
    for (const value of seen.values) assert.ok(values.has(value), `${value} is not of the program`);
}

test("the page asks for nothing but itself and its worker, and the browser complains of nothing", () =>
    look(1280, async (page) => {
        await drawn(page);
        assert.deepEqual(page.requests.filter((asked) => asked !== address && !asked.startsWith("blob:")), []);
        assert.deepEqual(page.complaints, []);
    }));

for (const width of [320, 375, 1280])
    test(`axe-core finds nothing at ${width} px, nothing is wider, and large text has room`, () =>
        look(width, async (page) => {
            await drawn(page);
            await page.selectOption("#language", width === 320 ? "de" : "en");
            await drawn(page);
            await page.click("#parameters > summary");
            await page.waitForSelector("#parameter-rows table");
            assert.deepEqual(await axeFaults(page), []);
            await answered(page, 1, 1000000); // nothing changes while sizes are compared,
            await page.waitForTimeout(SETTLING); // once the last figures and data are there
            assert.deepEqual(await overflowFaults(page), []);
            assert.deepEqual(await largeTextFaults(page), []);
        }));

test("axe-core finds nothing in the dark", () =>
    look(375, async (page) => {
        await page.emulateMedia({ colorScheme: "dark" });
        await drawn(page);
        assert.deepEqual(await axeFaults(page), []);
    }));

test("the default's numbers and digest are those of the command that the page tells", () =>
    look(800, async (page) => {
        await answered(page, 1);
        isNative(await told(page));
    }));

test("sliders that are moved by keyboard change the table to the program's numbers", () =>
    look(800, async (page) => {
        await answered(page, 1);
        const { values } = await told(page);
        let number = 1;
        const sliders = await page.locator('#sliders input[type="range"]').evaluateAll((all) => all.map(({ id }) => id));
        assert.ok(sliders.length >= 10);
        for (const id of sliders) {
            await page.focus(`#${id}`);
            for (const key of ["ArrowRight", "ArrowRight", "PageUp"]) await page.keyboard.press(key);
            number += 3;
            await answered(page, number);
        }
        const seen = await told(page);
        assert.equal(seen.number, number);
        assert.notDeepEqual(seen.values, values);
        for (const parameter of ["population.age", "anatomy.migration", "plan.target_nsa", "plan.target_anteversion",
            "plan.shortening", "plan.medialisation", "plan.spica", "loss.hazard", "followup.visit_interval",
            "followup.horizon"])
            assert.ok(seen.table.includes(`,${parameter},`), parameter);
        assert.match(await page.getAttribute("#spica", "aria-valuetext"), /probability/);
        isNative(seen);
    }));

test("a choice of strategies and of levels is in the command and the table", () =>
    look(800, async (page) => {
        await answered(page, 1);
        await page.uncheck("#strategy-observation");
        await page.selectOption("#mix", "sitting");
        await page.fill("#seed", "7");
        await page.press("#seed", "Enter");
        await answered(page, 4);
        const seen = await told(page);
        assert.match(seen.command, /--strategies soft_tissue,vro,vro_soft_tissue,vro_pelvic .*--seed 7/);
        isNative(seen);
    }));

test("subgroups are chosen by keyboard, and their table has the program's numbers", () =>
    look(800, async (page) => {
        await answered(page, 1);
        assert.deepEqual(await page.locator("#subgroup-table tbody th").allTextContents(),
            ["GMFCS I", "GMFCS II", "GMFCS III", "GMFCS IV", "GMFCS V"]);
        await page.focus("#division");
        await page.keyboard.press("ArrowDown");
        await answered(page, 2);
        const names = await page.locator("#subgroup-table tbody th").allTextContents();
        assert.deepEqual(names, ["under 4", "4 to under 6", "6 to under 8", "8 to under 10", "10 and over"]);
        await page.selectOption("#subgroup-outcome", "death");
        const seen = await told(page);
        assert.match(seen.command, /--subgroups age /);
        const rows = native(seen).split("\n").map((line) => line.split(","));
        const expected = ["age_under_4", "age_4_to_6", "age_6_to_8", "age_8_to_10", "age_10_and_over"].flatMap((subgroup) =>
            rows.filter((row) => row[2] === subgroup && row[3] === "death" && row[4] === "mean").map((row) => row[5]));
        assert.deepEqual(seen.subgroups, expected);
    }));

test("the summary is the one that run prints, and its sentences are those of the report, in German too", () =>
    look(800, async (page) => {
        await page.selectOption("#language", "de");
        await answered(page, 2, 1000000);
        await page.waitForFunction((count) =>
            document.querySelectorAll("#findings li:not([hidden])").length === count, FIGURES);
        const { command } = await told(page);
        const [, ...words] = command.split(" ");
        const printed = execFileSync(program, [...words, "--force"], { cwd: folder, encoding: "utf8" });
        assert.ok(printed.startsWith(await page.textContent("#run-summary")));
        const report = execFileSync(program, ["report", "results", "--language", "de", "--out", "report"],
            { cwd: folder, encoding: "utf8" });
        for (const sentence of await page.locator("#findings li").allTextContents())
            assert.ok(report.includes(sentence), `${sentence} is not in\n${report}`);
    }));

test("every parameter has its unit, its source and its meaning", () =>
    look(800, async (page) => {
        await answered(page, 1);
        await page.focus("#spica");
        await page.keyboard.press("End");
        await answered(page, 2);
        await page.click("#parameters summary");
        await page.waitForFunction(() => document.querySelector("#parameter-rows td"));
        native(await told(page));
        const parameters = readFileSync(join(folder, "results/parameters.csv"), "utf8");
        const rows = await page.locator("#parameter-rows tbody tr").evaluateAll((all) =>
            all.map((row) => [...row.children].map((cell) => cell.textContent)));
        assert.equal(rows.length, parameters.split("\n").length - 2);
        for (const [name, meaning, , , , , , source] of rows) assert.ok(meaning && source, name);
        const spica = rows.find(([name]) => name === "plan.spica");
        assert.deepEqual(spica.slice(5), ["1", "probability", "set on the page"]);
    }));

test("an answer to an older question never follows one to a newer, changes are taken while the engine works, and little is said", () =>
    look(800, async (page) => {
        await answered(page, 1, 16384);
        await page.evaluate(() => {
            window.numbers = [];
            window.takenAtWork = 0;
            window.said = [];
            new MutationObserver(() => said.push(performance.now()))
                .observe(document.getElementById("status"), { childList: true });
            new MutationObserver(() => numbers.push(Number(document.body.dataset.number)))
                .observe(document.body, { attributeFilter: ["data-number"] });
            // Before the slider hears of it.
            document.addEventListener("input", () => (takenAtWork += document.body.hasAttribute("aria-busy")), true);
        });
        const CHANGES = 40;
        await page.focus("#loss");
        for (let i = 0; i < CHANGES; i++) await page.keyboard.press(i % 3 ? "ArrowRight" : "ArrowLeft");
        await answered(page, 1 + CHANGES, 65536);
        const { numbers, takenAtWork, said } = await page.evaluate(() => ({ numbers, takenAtWork, said }));
        assert.deepEqual(numbers, [...numbers].sort((a, b) => a - b));
        assert.equal(numbers.at(-1), 1 + CHANGES);
        assert.ok(takenAtWork > CHANGES / 2, `${takenAtWork} changes were taken while the engine worked`);
        assert.equal(page.workers().length, 1);
        for (let i = 1; i < said.length; i++) assert.ok(said[i] - said[i - 1] > LEAST_SILENCE, `${said}`);
        isNative(await told(page));
    }));

test("after a hundred changes the page, its worker and its engine have less than 200 MB", () =>
    look(800, async (page) => {
        const CHANGES = 100;
        await answered(page, 1);
        await page.focus("#loss");
        for (let i = 0; i < CHANGES; i++) {
            await page.keyboard.press(i % 3 ? "ArrowRight" : "ArrowLeft");
            await answered(page, 2 + i);
        }
        await answered(page, 1 + CHANGES, 1000000);
        await drawn(page);
        const memory = await memoryOf(browser, page);
        assert.ok(memory > MEGABYTE && memory < 200 * MEGABYTE, `${memory / MEGABYTE} MB`);
    }));

test("a first look becomes a million children while it is left alone", () =>
    look(800, async (page) => {
        await answered(page, 1, 1000000);
        assert.match((await told(page)).command, /--patients 1000000 /);
        isNative(await told(page));
    }));

test("faults of a table of one's own are told as check tells them", () =>
    look(800, async (page) => {
        await answered(page, 1);
        const table = "strategy,parameter,distribution,value,unit\nvro,plan.spica,fixed,1.5,probability\n";
        await page.fill("#table", table);
        await page.waitForFunction(() => document.body.dataset.faulty);
        const faults = await page.locator("#faults li").allTextContents();
        writeFileSync(join(folder, "page.csv"), table);
        const check = spawnSync(program, ["check", "page.csv"], { cwd: folder, encoding: "utf8" }).stderr;
        assert.equal(faults.length, 1);
        assert.ok(check.includes(faults[0]), `${faults[0]}\nis not in\n${check}`);
        await page.fill("#table", table.replace("1.5", "0.5"));
        await answered(page, 3);
        assert.equal(await page.locator("#faults-box").isVisible(), false);
        isNative(await told(page));
    }));

const CHILD = "12";

async function askForChild(page) {
    await answered(page, 1);
    await page.fill("#child", CHILD);
    await page.press("#child", "Enter");
    await answered(page, 2);
}

const explained = (...words) =>
    execFileSync(program, ["explain", "--sampling", "pcg", "--patient", CHILD, ...words], { encoding: "utf8" });

test("a story is the one that explain tells, and the saved table is the one that is shown", () =>
    look(800, async (page) => {
        await askForChild(page);
        const story = explained();
        assert.equal(await page.textContent("#story"), story);
        await page.focus("#spica");
        await page.keyboard.press("End");
        const [file] = await Promise.all([page.waitForEvent("download"), page.click("#save-table")]);
        assert.equal(file.suggestedFilename(), "page.csv");
        assert.equal(readFileSync(await file.path(), "utf8"), await page.inputValue("#table"));
    }));

test("a German page tells a German story", () =>
    look(800, async (page) => {
        await askForChild(page);
        await page.selectOption("#language", "de");
        await answered(page, 3);
        const german = explained("--language", "de");
        assert.equal(await page.textContent("#story"), german);
        assert.equal(await page.evaluate(() => document.getElementById("story").closest("[lang]").lang), "de");
        await page.selectOption("#language", "en");
        await answered(page, 4);
        const english = explained();
        assert.equal(await page.textContent("#story"), english);
    }));

test("data under a figure are those of the engine's file, and the file is saved whole", () =>
    look(800, async (page) => {
        await drawn(page);
        await answered(page, 1, 1000000);
        await page.click("#contrasts-data summary");
        await page.waitForFunction(() => document.querySelector("#contrasts-data td"));
        const [file] = await Promise.all([page.waitForEvent("download"), page.click("#contrasts-csv")]);
        native(await told(page));
        const contrasts = readFileSync(join(folder, "results/contrasts.csv"), "utf8");
        assert.equal(readFileSync(await file.path(), "utf8"), contrasts);
        const cells = await page.locator("#contrasts-data tr:last-child td").allTextContents();
        assert.ok(contrasts.includes(cells[1]) && contrasts.includes(cells[2]));
    }));
