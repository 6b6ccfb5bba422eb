// The engine in the page, in Chromium, has the bytes of the program: with and without simd, in one
// worker and merged from several, from the disk and over http.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { launch } from "./chromium.mjs";
import { withPage } from "./page.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const project = join(here, "../..");
const program = process.env.VROSIM ?? join(project, "build/vrosim");
const file = process.env.PAGE ?? join(project, "build/page/vrosim.html");
const BLOCK = 8192;
const CHILDREN = BLOCK + 100; // a part for each of two workers
const SUBGROUPS = "bilateral";
const SEEDS = [1, 77];
const WORKERS = [1, 2];
const CHILD = 12; // of the stories
const LANGUAGES = ["en", "de"];

const read = (...path) => readFileSync(join(project, ...path), "utf8");
const tables = [
    { name: "page.csv", table: "" }, // the built-in default
    ...readdirSync(join(project, "configs")).filter((name) => name.endsWith(".csv"))
        .map((name) => ({ name, table: read("configs", name) })),
];
const source = read("sim/web/engine.js").replace(/^export /gm, "") + readFileSync(join(here, "engine_worker.js"), "utf8");

let browser, folder, server;
const addresses = { "file://": pathToFileURL(file).href };
const questions = []; // every table with every seed, and what the program makes of it

const pathsOf = ({ name, table }) => (table ? [join(project, "configs", name)] : []);

function ask(table, seed) {
    const out = join(folder, `${table.name}-${seed}`);
    execFileSync(program, ["run", ...pathsOf(table), "--sampling", "pcg", "--patients", CHILDREN, "--seed", seed,
        "--subgroups", SUBGROUPS, "--quiet", "--out", out]);
    const files = readdirSync(out).filter((name) => name.endsWith(".csv"));
    const digest = (name) => createHash("sha256").update(readFileSync(join(out, name))).digest("hex");
    const expected = Object.fromEntries(files.map((name) => [name, digest(name)]));
    const stories = LANGUAGES.map((language) => execFileSync(program,
        ["explain", ...pathsOf(table), "--sampling", "pcg", "--patient", CHILD, "--seed", seed, "--language", language],
        { encoding: "utf8" }));
    return { ...table, seed, files, expected, stories };
}

before(async () => {
    folder = mkdtempSync(join(tmpdir(), "vrosim-bytes-"));
    for (const table of tables) for (const seed of SEEDS) questions.push(ask(table, seed));
    server = createServer((_, response) => {
        response.setHeader("Content-Type", "text/html; charset=utf-8");
        response.end(readFileSync(file));
    });
    await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
    addresses["http://"] = `http://127.0.0.1:${server.address().port}/`;
    browser = await launch();
});

after(async () => {
    await browser.close();
    server.close();
    rmSync(folder, { recursive: true });
});

const withEngines = (address, work) =>
    withPage(browser, address, 800, async (page) => {
        await page.evaluate(readFileSync(join(here, "bytes_in_page.js"), "utf8"));
        return work(page);
    });

for (const from of ["file://", "http://"])
    for (const kind of ["simd", "scalar"])
        for (const count of WORKERS)
            test(`every table of every config is the program's: ${from}, ${kind}, workers: ${count}`, () =>
                withEngines(addresses[from], async (page) => {
                    await page.evaluate(([kind, count, source]) => bytes.start(kind, count, source), [kind, count, source]);
                    for (const { name, table, seed, files, expected } of questions) {
                        assert.ok(files.length >= 8);
                        const question = { name, table, seed, files, children: CHILDREN, block: BLOCK, subgroups: SUBGROUPS };
                        const digests = await page.evaluate((question) => bytes.digests(question), question);
                        assert.deepEqual(digests, expected, `${name}, seed ${seed}`);
                    }
                }));

for (const from of ["file://", "http://"])
    for (const kind of ["simd", "scalar"])
        test(`every story is the program's: ${from}, ${kind}`, () =>
            withEngines(addresses[from], async (page) => {
                await page.evaluate(([kind, source]) => bytes.start(kind, 1, source), [kind, source]);
                for (const { name, table, seed, stories } of questions)
                    for (const [i, language] of LANGUAGES.entries()) {
                        const question = { name, table, seed, child: CHILD, language };
                        assert.equal(await page.evaluate((question) => bytes.story(question), question), stories[i]);
                    }
            }));

test("over http the page asks for nothing but itself and its worker, and shows the same digest", () =>
    withPage(browser, addresses["http://"], 800, async (page) => {
        await page.waitForFunction(() => document.getElementById("digest").textContent.length === 64);
        assert.deepEqual(page.requests.filter((asked) => !asked.startsWith("blob:")), [addresses["http://"]]);
        assert.deepEqual(page.complaints, []);
        const [digest, command] = await page.evaluate(() =>
            ["digest", "command"].map((id) => document.getElementById(id).textContent));
        const out = join(folder, "shown");
        const words = command.split(" ").slice(1, -1); // --out is ours
        execFileSync(program, [...words, out, "--quiet"]);
        assert.equal(createHash("sha256").update(readFileSync(join(out, "summary.csv"))).digest("hex"), digest);
    }));
