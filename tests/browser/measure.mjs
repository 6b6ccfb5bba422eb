// Prints what the page costs a reader: time to its first numbers, memory, and whether several workers
// would pay. Usage: node tests/browser/measure.mjs [HTML]
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { launch } from "./chromium.mjs";
import { address, answered, drawn } from "./look.mjs";
import { memoryOf } from "./memory.mjs";
import { withPage } from "./page.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const page = process.argv[2] ? pathToFileURL(process.argv[2]).href : address;
const STARTS = 7;
const ROUNDS = 3;
const CHANGES = 100;
const BLOCK = 8192;
const MILLION = 1000000;

const least = (numbers) => Math.min(...numbers);
const middle = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const megabytes = (bytes) => (bytes / 1e6).toFixed(0);

// From the address to the first numbers, in ms, by the page's own clock.
const start = (browser) =>
    withPage(browser, "about:blank", 800, async (tab) => {
        await tab.addInitScript(() => {
            new MutationObserver((_, watch) => {
                if (!document.body?.dataset.number) return;
                window.begun = performance.now();
                watch.disconnect();
            }).observe(document, { attributes: true, subtree: true, childList: true });
        });
        await tab.goto(page);
        await tab.waitForFunction(() => window.begun);
        return tab.evaluate(() => window.begun);
    });

async function changeOften(tab) {
    await tab.focus("#loss");
    for (let i = 0; i < CHANGES; i++) {
        await tab.keyboard.press(i % 3 ? "ArrowRight" : "ArrowLeft");
        await answered(tab, 2 + i);
    }
    await answered(tab, 1 + CHANGES, MILLION);
    await drawn(tab);
}

// Milliseconds to simulate and merge, least of some rounds.
const timeOf = (tab, workers, children) =>
    tab.evaluate(async ([workers, children, block, rounds, source]) => {
        await bytes.start("simd", workers, source);
        const times = [];
        for (let i = 0; i < rounds; i++) {
            const begin = performance.now();
            await bytes.digests({ name: "page.csv", table: "", seed: 1, children, block, files: [] });
            times.push(performance.now() - begin);
        }
        return Math.min(...times);
    }, [workers, children, BLOCK, ROUNDS,
        readFileSync(join(here, "../../sim/web/engine.js"), "utf8").replace(/^export /gm, "") + readFileSync(join(here, "engine_worker.js"), "utf8")]);

const browser = await launch();
const times = [];
for (let i = 0; i < STARTS; i++) times.push(await start(browser));
console.log(`first numbers after ${least(times).toFixed(0)} ms at best, ${middle(times).toFixed(0)} ms in the middle of ${STARTS} starts`);

await withPage(browser, page, 800, async (tab) => {
    await answered(tab, 1, MILLION);
    const before = await memoryOf(browser, tab);
    await changeOften(tab);
    const after = await memoryOf(browser, tab);
    console.log(`memory of the page with its worker and engine: ${megabytes(before)} MB, after ${CHANGES} changes ${megabytes(after)} MB`);
});

await withPage(browser, page, 800, async (tab) => {
    await answered(tab, 1, MILLION);
    await tab.evaluate(readFileSync(join(here, "bytes_in_page.js"), "utf8"));
    for (const children of [100000, 300000, MILLION]) {
        const [one, two] = [await timeOf(tab, 1, children), await timeOf(tab, 2, children)];
        console.log(`${children.toLocaleString("en")} children: one worker ${one.toFixed(0)} ms, two ${two.toFixed(0)} ms`);
    }
});
await browser.close();
