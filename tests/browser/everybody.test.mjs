// The first look for everybody: by keyboard alone, by ear, at any size, on a phone, in the dark, on paper.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch } from "./chromium.mjs";
import { answered, atRest, drawn, lookAt } from "./look.mjs";
import { overflowFaults, printFaults } from "./page.mjs";

const PHONE = 375;
const MOST_STOPS = 200; // of the key Tab

let browser, folder;

before(async () => {
    browser = await launch();
    folder = mkdtempSync(join(tmpdir(), "vrosim-everybody-"));
});

after(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
});

// Where the focus is, and how much of it is seen.
function whereIsFocus() {
    const element = document.activeElement;
    const { top, bottom, height } = element.getBoundingClientRect();
    const strip = document.getElementById("strip").getBoundingClientRect();
    const covered = strip.height > 0 && top >= strip.top && bottom <= strip.bottom && element.id !== "strip";
    const style = getComputedStyle(element);
    return {
        is: element === document.body ? null : element.dataset.stop,
        seen: bottom > 0 && top < innerHeight && height > 0 && !covered,
        marked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    };
}

// Every element that is seen and takes the focus gets its number in the order of the page.
function numberStops() {
    const all = document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']");
    const seen = [...all].filter((element) => element.checkVisibility() && !element.disabled);
    seen.forEach((element, i) => (element.dataset.stop = i));
    return seen.length;
}

for (const width of [PHONE, 1280])
    test(`the key Tab comes to everything in the order of the page, seen and marked, at ${width} px`, () =>
        lookAt(browser, width, async (page) => {
            await atRest(page, 1);
            const count = await page.evaluate(numberStops);
            assert.ok(count > 40 && count < MOST_STOPS, `${count}`);
            for (let i = 0; i < count; i++) {
                await page.keyboard.press("Tab");
                const { is, seen, marked } = await page.evaluate(whereIsFocus);
                assert.equal(is, String(i));
                const what = await page.evaluate(() => document.activeElement.outerHTML.slice(0, 120));
                assert.ok(seen, `not seen: ${what}`);
                assert.ok(marked, `not marked: ${what}`);
            }
        }));

test("every figure has a name, a description and a table of its data, each different", () =>
    lookAt(browser, 800, async (page) => {
        await drawn(page);
        const figures = await page.evaluate(() => [...document.querySelectorAll(".figure")].map((figure) => {
            const svg = figure.querySelector("svg");
            const [title, description] = svg.getAttribute("aria-labelledby").split(" ").map((id) => document.getElementById(id));
            return {
                role: svg.getAttribute("role"), title: title.textContent, description: description.textContent,
                own: svg.contains(title) && svg.contains(description),
                heading: document.getElementById(figure.getAttribute("aria-labelledby")).textContent,
            };
        }));
        for (const { role, title, description, own, heading } of figures)
            assert.ok(role === "img" && own && title && description && heading, title);
        for (const part of ["title", "description", "heading"])
            assert.equal(new Set(figures.map((figure) => figure[part])).size, figures.length);
        for (const summary of await page.locator(".figure details summary").all()) await summary.press("Enter");
        await page.waitForFunction((count) => document.querySelectorAll(".figure table").length === count, figures.length);
        const heads = await page.evaluate(() => [...document.querySelectorAll(".figure table")].map((table) =>
            [table.caption.textContent, table.querySelectorAll("th[scope=col]").length, table.querySelectorAll("th[scope=row]").length]));
        for (const [caption, columns, rows] of heads) assert.ok(caption && columns > 3 && rows > 3, caption);
    }));

test("with reduced motion nothing moves", () =>
    lookAt(browser, 800, async (page) => {
        await page.emulateMedia({ reducedMotion: "reduce" });
        await drawn(page);
        const moving = await page.evaluate(() => [...document.querySelectorAll("*")].filter((element) => {
            const { transitionDuration, animationName } = getComputedStyle(element);
            return animationName !== "none" || transitionDuration.split(",").some((time) => parseFloat(time) > 0);
        }).map((element) => element.localName));
        assert.deepEqual(moving, []);
        assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior), "auto");
    }));

test("in the dark figures keep the paper that they are drawn for", () =>
    lookAt(browser, 800, async (page) => {
        await page.emulateMedia({ colorScheme: "dark" });
        await drawn(page);
        assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), "rgb(22, 24, 26)");
        const papers = await page.evaluate(() => [...document.querySelectorAll(".picture svg")].map((svg) => {
            const { width, height } = svg.viewBox.baseVal;
            const paper = svg.querySelector("rect");
            return paper.getAttribute("fill") === "#ffffff" && paper.width.baseVal.value >= width && paper.height.baseVal.value >= height;
        }));
        assert.ok(papers.every((whole) => whole), `${papers}`);
    }));

test("a window of 320 px at 200 % is read without scrolling sideways", () =>
    lookAt(browser, 160, async (page) => {
        await answered(page, 1, 1000000);
        await drawn(page);
        assert.deepEqual(await overflowFaults(page), []);
    }));

test("on a phone the answer is seen beside the slider that is moved", () =>
    lookAt(browser, PHONE, async (page) => {
        await answered(page, 1);
        const ids = await page.locator('#sliders input[type="range"]').evaluateAll((all) => all.map(({ id }) => id));
        let number = 1;
        for (const id of ids) {
            await page.focus(`#${id}`);
            await page.keyboard.press("PageUp");
            await answered(page, ++number);
            const { top, bottom, shares, expected } = await page.evaluate(() => {
                const strip = document.getElementById("strip");
                const { top, bottom } = strip.getBoundingClientRect();
                const texts = (parent) => [...parent.querySelectorAll("strong")].map((share) => share.textContent);
                const row = [...document.querySelectorAll("#numbers tbody tr")]
                    .filter((one) => /^later surgery/.test(one.textContent)).at(-1);
                return { top, bottom, shares: texts(strip), expected: texts(row) };
            });
            assert.ok(top > 0 && bottom <= page.viewportSize().height + 1, `${id}: ${top} to ${bottom}`);
            assert.ok(await page.evaluate(whereIsFocus).then(({ seen }) => seen), id);
            assert.deepEqual(shares, expected);
        }
    }));

for (const language of ["en", "de"])
    test(`on paper nothing is cut, and the question is told (${language})`, () =>
        lookAt(browser, 800, async (page) => {
            await page.selectOption("#language", language);
            await page.focus("#shortening");
            await page.keyboard.press("PageUp");
            await atRest(page, language === "de" ? 3 : 2);
            assert.deepEqual(await printFaults(page, join(folder, "page.pdf")), []);
            const seen = await page.evaluate(() => ["controls", "printed-table", "command", "run-summary"].map((id) =>
                document.getElementById(id).checkVisibility()));
            assert.deepEqual(seen, [true, true, true, false]);
        }));
