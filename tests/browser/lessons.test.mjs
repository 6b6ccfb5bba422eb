// The lessons of the page: what they say is what the program says. One lesson alone:
// node --test --test-name-pattern='^spared:' lessons.test.mjs
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { rowsOf } from "../../sim/web/csv.js";
import { Engine } from "../../sim/web/engine.js";
import { launch } from "./chromium.mjs";
import { axeFaults, largeTextFaults, overflowFaults, printFaults, withPage } from "./page.mjs";
import { expectations } from "./lesson_expectations.mjs";

const project = fileURLToPath(new URL("../../", import.meta.url));
const program = process.env.VROSIM ?? join(project, "build/vrosim");
const address = pathToFileURL(process.env.PAGE ?? join(project, "build/page/vrosim.html")).href;
const engineOf = () => new Engine(new WebAssembly.Module(readFileSync(join(dirname(fileURLToPath(address)), "simd/vrosim.wasm"))));
const COURSES_MOST = 10000;
const TINY = 1e-9;
const ADDRESS_WAIT = 600; // ms until the address has the state
const SCREEN = { width: 1280, height: 900 }; // px, of a part of a lesson
const PARTS = ["question", "answer", "exercise"];

let browser, folder;

before(async () => {
    browser = await launch();
    folder = mkdtempSync(join(tmpdir(), "vrosim-lessons-"));
});

after(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
});

const answered = (page, number = 1) =>
    page.waitForFunction((number) => Number(document.body.dataset.number) >= number &&
        !document.body.hasAttribute("aria-busy"), number);

const mostOf = ({ counts = [1, 10, 10000] }) => counts.at(-1);

// A lesson at a state such as "&children=10000", answered.
const open = (id, state, width, work) =>
    withPage(browser, `${address}#lesson=${id}${state}`, width, async (page) => {
        await answered(page);
        return work(page);
    });

// What the engine computes in node for a step: numbers by quantity and group.
function computedOf({ command, table, computations }) {
    if (computations.every(({ text }) => text)) return computations.map(({ text }) => rowsOf(text));
    const option = (name) => command[command.indexOf(name) + 1];
    const engine = engineOf();
    assert.ok(engine.load({ name: "page.csv", table, strategies: option("--strategies") }));
    assert.ok(engine.simulate({ children: Number(option("--patients")), seed: Number(option("--seed")) }));
    return computations.map(({ name, inputs }) => rowsOf(engine.lesson(name, inputs)));
}

const guessed = ({ guess }) => `&guess=${guess}`;
const tried = (lesson) => `${guessed(lesson)}&try=${lesson.try}`;

// Gives the results of the command that a lesson tells for a step, by the step's name.
async function nativeOf(page) {
    const steps = await page.locator("#lesson-repeat [data-step]").evaluateAll((parts) => parts.map((part) => ({
        name: part.dataset.step,
        command: part.querySelector("code").textContent.split(" ").slice(1),
        table: part.querySelector("pre")?.textContent ?? "",
        computations: JSON.parse(part.dataset.computations),
    })));
    return (wanted) => resultsOf(steps.find(({ name }) => name === wanted));
}

function resultsOf(step) {
    const { command, table } = step;
    if (command[0] !== "run") return { computed: computedOf(step) };
    const courses = Math.min(Number(command[command.indexOf("--patients") + 1]), COURSES_MOST);
    writeFileSync(join(folder, "page.csv"), table);
    execFileSync(program, [...command, "--courses", courses, "--quiet", "--force"], { cwd: folder });
    const rows = (file) => rowsOf(readFileSync(join(folder, "results", file), "utf8"));
    const computed = computedOf(step);
    return { summary: rows("summary.csv"), contrasts: rows("contrasts.csv"), courses: rows("courses.csv"), curves: rows("revision.csv"), computed };
}

const textOf = (page) => page.evaluate(() => document.getElementById("lesson").innerText);
const valuesOf = (page, selector) =>
    page.locator(selector).evaluateAll((cells) => cells.map((cell) => Number(cell.dataset.value)));

function areNear(seen, expected, tolerance = TINY) {
    assert.equal(seen.length, expected.length);
    seen.forEach((value, i) => assert.ok(Math.abs(value - expected[i]) < tolerance, `${seen}\nis not\n${expected}`));
}

// Nothing that was asked for is still to come.
const settled = (page) => page.waitForFunction(() => !document.body.hasAttribute("aria-busy"));

async function fitsScreen(page, what) {
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    assert.ok(height <= SCREEN.height, `${what}: ${height} px`);
}

// The figure's table is what the program says of the same step.
async function isNative(page, lesson) {
    await page.waitForTimeout(ADDRESS_WAIT);
    const settings = await page.evaluate(() => Object.fromEntries(new URLSearchParams(location.hash.slice(1))));
    areNear(await valuesOf(page, "#lesson-table td"), lesson.table(await nativeOf(page), settings), lesson.tolerance);
}

// A guess is typed, or chosen with the space bar.
async function give(page, name, value) {
    const radio = page.locator(`[id="${name}-${value}"]`);
    if (await radio.count()) {
        await radio.focus();
        await page.keyboard.press("Space");
    } else {
        await page.fill(`#${name}`, String(value));
    }
    await page.keyboard.press("Enter");
}

for (const [id, lesson] of Object.entries(expectations)) {
    test(`${id}: the control by keyboard changes the figure's table to the program's numbers`, () =>
        open(id, `&children=${mostOf(lesson)}${guessed(lesson)}`, 1280, async (page) => {
            await isNative(page, lesson);
            const table = await page.textContent("#lesson-table");
            await page.focus("#lesson-control");
            await page.keyboard.press(lesson.control ?? "ArrowDown");
            await answered(page, 2);
            assert.notEqual(await page.textContent("#lesson-table"), table);
            await isNative(page, lesson);
        }));

    test(`${id}: the answer comes after the guess, and the exercise's is the program's`, () =>
        open(id, "", 800, async (page) => {
            assert.equal(await page.locator(".answer.given").count(), 0);
            for (const given of ["#lesson-table table", "#lesson-picture svg", "#lesson-answer", "#lesson-to-exercise:enabled"])
                assert.equal(await page.isVisible(given), false, given);
            assert.equal(await page.textContent("#status"), "");
            await give(page, "lesson-guess", lesson.guess);
            await answered(page, 2);
            assert.equal(await page.locator(".answer.given").count(), 1);
            assert.equal(await page.evaluate(() => document.activeElement.id), "lesson-answer");
            assert.equal(await page.isVisible("#lesson-table table"), true);
            await page.click("#lesson-to-exercise");
            assert.equal(await page.evaluate(() => document.activeElement.id), "lesson-exercise-heading");
            await give(page, "lesson-try", lesson.try);
            await answered(page, 3);
            const [seen] = await valuesOf(page, "#lesson-exercise-answer");
            areNear([seen], [lesson.exercise(await nativeOf(page))], lesson.exerciseTolerance);
        }));

    test(`${id}: the address repeats the state in a fresh page`, () =>
        open(id, "&children=10&seed=7", 800, async (page) => {
            await give(page, "lesson-guess", lesson.guess);
            await page.focus("#lesson-control");
            await page.keyboard.press(lesson.control ?? "ArrowDown");
            await answered(page, 3);
            await page.waitForTimeout(ADDRESS_WAIT);
            const text = await textOf(page);
            await withPage(browser, page.url(), 800, async (fresh) => {
                await answered(fresh);
                assert.equal(await textOf(fresh), text);
                assert.equal(await fresh.isVisible("#address-box"), false);
            });
        }));

    for (const width of [375, 1280])
        test(`${id}: axe-core finds nothing at ${width} px, nothing is wider, large text has room, nothing is asked for`, () =>
            open(id, `&children=${mostOf(lesson)}${tried(lesson)}`, width, async (page) => {
                for (const part of PARTS) {
                    await page.click(`#lesson-to-${part}`);
                    assert.deepEqual(await axeFaults(page), []);
                    assert.deepEqual(await overflowFaults(page), []);
                    assert.deepEqual(await largeTextFaults(page), []);
                }
                assert.deepEqual(page.requests.filter((asked) => !asked.startsWith(address) && !asked.startsWith("blob:")), []);
                assert.deepEqual(page.complaints, []);
            }));

    test(`${id}: each part is one screen of ${SCREEN.width} x ${SCREEN.height} px, in both languages and for every number of children`, () =>
        open(id, tried(lesson), SCREEN.width, async (page) => {
            await page.setViewportSize(SCREEN);
            for (const language of ["en", "de"]) {
                await page.selectOption("#language", language);
                await page.click("#lesson-to-answer");
                for (const count of lesson.counts ?? [1, 10, 10000]) {
                    await page.click(`#lesson-children-${count}`);
                    await settled(page);
                    await fitsScreen(page, `${language}, ${count}`);
                }
                for (const part of PARTS) {
                    await page.click(`#lesson-to-${part}`);
                    await page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
                    await fitsScreen(page, `${language}, ${part}`);
                }
            }
        }));

    test(`${id}: a window of 320 px at 200 % is read without scrolling sideways`, () =>
        open(id, `&children=${mostOf(lesson)}${tried(lesson)}&language=de`, 160, async (page) => {
            for (const part of PARTS) {
                await page.click(`#lesson-to-${part}`);
                assert.deepEqual(await overflowFaults(page), []);
            }
        }));

    test(`${id}: one child, ten and ten thousand are seen, in the dark and in German too`, () =>
        open(id, `&language=de${guessed(lesson)}`, 375, async (page) => {
            await page.emulateMedia({ colorScheme: "dark" });
            await page.click(`#lesson-children-${(lesson.counts ?? [1])[0]}`);
            await answered(page, 2);
            if (lesson.counts) assert.equal(await page.locator("#lesson-picture svg").count(), 1);
            else assert.match(await page.textContent("#lesson-story pre"), /^Kind 0: GMFCS/);
            await page.click(`#lesson-children-${mostOf(lesson)}`);
            await answered(page, 3);
            assert.equal(await page.locator("#lesson-picture svg").count(), 1);
            assert.deepEqual(await axeFaults(page), []);
            assert.deepEqual(await overflowFaults(page), []);
            assert.doesNotMatch(await textOf(page), /undefined|NaN|\[object|lesson_|strategy_/);
        }));

    test(`${id}: the worksheet is printed without cut content, and without the answer`, () =>
        open(id, `&children=${mostOf(lesson)}`, 1280, async (page) => {
            const pdf = join(folder, "worksheet.pdf");
            assert.deepEqual(await printFaults(page, pdf), []);
            assert.equal(await page.isVisible("#lesson-guess"), false);
            assert.equal(await page.isVisible(".answer"), false);
            assert.equal(await page.locator(".write:visible").count(), 2);
            const [asks, shows] = execFileSync("pdftotext", ["-layout", pdf, "-"], { encoding: "utf8" }).split("\f");
            assert.match(asks, new RegExp(`lesson=${id}`));
            const caption = (await page.textContent("#lesson-table caption")).slice(0, 20);
            assert.ok(!asks.includes(caption) && shows.includes(caption), caption);
        }));
}

for (const [id, state, event] of [
    ["paired", "&outcome=death&guess=40", /^Death within the follow-up/],
    ["paired", "&outcome=revision_by_5y&guess=40", /^Later surgery of the index hip within 5 years/],
    ["surrogate", "&guess=same", /^Migration over 30 % at the end/],
])
    test(`${id}${state}: the icons of ten children are of what the lesson asks about`, () =>
        open(id, `&children=10${state}`, 1280, async (page) => {
            assert.match(await page.textContent("#lesson-finding"), event);
            assert.match(await page.textContent("#lesson-picture title"), event);
        }));

test("an answer that was given is printed on a sheet behind question, and figure and table", () =>
    open("spared", "&guess=12&children=10000", 1280, async (page) => {
        const pdf = join(folder, "answered.pdf");
        assert.deepEqual(await printFaults(page, pdf), []);
        const sheets = execFileSync("pdftotext", ["-layout", pdf, "-"], { encoding: "utf8" }).split("\f").filter(Boolean);
        const words = [/The question/, /What happened to the simulated children/, /Your guess: 12/];
        assert.deepEqual(words.map((word) => sheets.findIndex((sheet) => word.test(sheet))), [0, 1, 2]);
        assert.equal(sheets.length, 3);
    }));

test("the link without guesses is copied, or shown where the browser refuses", () =>
    open("skew", "&guess=10&try=12&part=answer&language=de", SCREEN.width, async (page) => {
        await page.setViewportSize(SCREEN);
        const copied = () => page.evaluate(() => window.copied);
        await page.evaluate(() => {
            navigator.clipboard.writeText = async (text) => { window.copied = text; };
        });
        await page.click("#lesson-copy");
        await page.waitForFunction(() => document.getElementById("lesson-link").textContent !== "");
        assert.match(await copied(), /#lesson=skew&strategy=vro_pelvic&children=10&seed=1&language=de$/);
        await fitsScreen(page, "copied");
        await page.evaluate(() => {
            navigator.clipboard.writeText = async () => { throw new Error("refused"); };
        });
        await page.click("#lesson-copy");
        await page.waitForFunction((link) => document.getElementById("lesson-link").textContent.endsWith(link), await copied());
    }));

test("what is built into the lessons is what the program says today", () => {
    execFileSync(join(project, "scripts/lesson_results.sh"), [program, join(folder, "made")]);
    const page = readFileSync(fileURLToPath(address), "utf8");
    const [, built] = /id="lesson-results">(.*?)<\/script>/s.exec(page);
    for (const [name, text] of Object.entries(JSON.parse(built)))
        assert.equal(text, readFileSync(join(folder, "made", `${name}.csv`), "utf8"));
});

test("an address that is wrong is told, and nothing of it becomes a part of the page", () =>
    withPage(browser, `${address}#lesson=spared&years=77&children=<b>&foo=%E0%A4%A&seed=3&seed=4&<img src=x>=1`, 800, async (page) => {
        await answered(page);
        assert.equal(await page.locator("#address-faults li").count(), 5);
        assert.equal(await page.locator("#address-faults li *").count(), 0);
        assert.equal(await page.inputValue("#lesson-control"), "5");
        assert.deepEqual(page.complaints, []);
    }));

test("an unknown lesson leads to the list of lessons, and the list to every lesson", () =>
    withPage(browser, `${address}#lesson=none`, 375, async (page) => {
        await page.waitForSelector("#address-faults li");
        assert.deepEqual(await axeFaults(page), []);
        for (const id of Object.keys(expectations)) {
            await page.click(`#index-list a[href="#lesson=${id}"]`);
            await page.waitForSelector("#lesson-guess-first");
            assert.equal(await page.evaluate(() => document.activeElement.localName), "h2");
            await page.click('nav a[data-view="lessons"]');
        }
    }));

test("the address carries the first look's sliders", () =>
    withPage(browser, `${address}#age=6.2&mix=sitting&strategies=vro,vro_pelvic&seed=7&migration=3.5`, 800, async (page) => {
        await answered(page);
        assert.equal(await page.locator("#address-faults li").count(), 1);
        assert.equal(await page.inputValue("#age"), "6.2");
        assert.match(await page.textContent("#command"), /--strategies vro,vro_pelvic .*--seed 7/);
        await page.focus("#age");
        await page.keyboard.press("ArrowRight");
        await page.waitForFunction(() => location.hash === "#strategies=vro,vro_pelvic&mix=sitting&age=6.3&seed=7");
        await page.fill("#table", "strategy,parameter,distribution,value,unit\nvro,plan.spica,fixed,0.5,probability\n");
        await page.waitForFunction(() => location.hash.includes("&table="));
        await withPage(browser, page.url(), 800, async (fresh) => {
            await answered(fresh);
            assert.match(await fresh.inputValue("#table"), /plan\.spica,fixed,0\.5/);
        });
    }));
