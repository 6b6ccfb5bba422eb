// The checks of this folder find what they are for, and nothing else.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { launch, newPage } from "./chromium.mjs";
import { colourOf, confusedBy, contrast, distance } from "./colour.mjs";
import { colourFaults, contrastFaults, figureFaults, lookAt, namingFaults, textFaults } from "./figure.mjs";
import { axeFaults, largeTextFaults, overflowFaults, paperFaults, printFaults, silenceFaults, withPage } from "./page.mjs";

let browser, figurePage, folder;

before(async () => {
    browser = await launch();
    figurePage = await newPage(browser);
    folder = mkdtempSync(join(tmpdir(), "vrosim-browser-"));
});

after(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
});

const NAMES = '<title id="a-t">Blue is above red</title><desc id="a-d">Two lines</desc>';

const figure = (content, { names = NAMES, attributes = 'role="img" aria-labelledby="a-t a-d"' } = {}) =>
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 200" font-family="Liberation Sans"
        font-size="12" ${attributes}>${names}${content}</svg>`;

const line = (y, colour, more = "") =>
    `<path d="M20 ${y}H200" stroke="${colour}" stroke-width="2" fill="none" ${more}/>`;

const GOOD = figure(`<path d="M20 50H200" stroke="#e3e3e3"/>
    ${line(60, "#0072b2")}<text x="205" y="64">blue</text>
    ${line(160, "#d55e00", 'stroke-dasharray="6 3"')}<text x="205" y="164">red</text>
    <text x="20" y="190">0</text><text transform="rotate(-90 12 150)" x="12" y="150">share</text>`);

async function finds(check, content, pattern, options) {
    const faults = check(await lookAt(figurePage, figure(content, options)));
    assert.ok(faults.some((fault) => pattern.test(fault)), `${pattern} is not among: ${faults}`);
}

test("nothing is found in a figure as it should be", async () => {
    assert.deepEqual(figureFaults(await lookAt(figurePage, GOOD)), []);
});

test("what is no XML is found", async () => {
    await assert.rejects(lookAt(figurePage, figure("<text>a & b</text>")), /error/);
});

test("a figure without role, title, description or with an id twice is found", async () => {
    await finds(namingFaults, "", /role/, { attributes: 'aria-labelledby="a-t a-d"' });
    await finds(namingFaults, "", /no title/, { attributes: 'role="img" aria-labelledby="a-d"' });
    await finds(namingFaults, "", /no desc/, { names: '<title id="a-t">x</title><desc id="a-d"> </desc>' });
    await finds(namingFaults, '<g id="a-t"/>', /id is there twice/);
});

test("texts that overlap are found, also turned ones", async () => {
    await finds(textFaults, '<text x="20" y="50">first</text><text x="40" y="54">second</text>', /"first" meets/);
    await finds(textFaults, '<text x="20" y="50">10</text><text x="34" y="50">20</text>', /"10" meets "20"/);
    await finds(textFaults, `<text x="100" y="100">level</text>
        <text transform="rotate(-45 105 120)" x="105" y="120">slanted</text>`, /meets "slanted"/);
    await finds(textFaults, `<text><tspan x="20" y="50">upper</tspan><tspan x="20" dy="6">lower</tspan></text>`,
        /"upper" meets "lower"/);
});

test("slanted texts beside each other are no fault", async () => {
    const slanted = [100, 120, 140].map((x) => `<text transform="rotate(-45 ${x} 150)" x="${x}" y="150">name</text>`);
    assert.deepEqual(textFaults(await lookAt(figurePage, figure(slanted.join("")))), []);
});

test("a text that leaves the frame or is too small is found", async () => {
    await finds(textFaults, '<text x="280" y="50">beyond</text>', /"beyond" leaves/);
    await finds(textFaults, '<text x="20" y="8">above</text>', /"above" leaves/);
    await finds(textFaults, '<text x="20" y="50" font-size="6">small</text>', /6 px/);
    await finds(textFaults, '<text x="290" y="50">שלום</text>', /leaves/);
});

test("a line through a text is found, but for a grid and a text with a halo", async () => {
    await finds(textFaults, `${line(50, "#000")}<text x="40" y="54">word</text>`, /under "word"/);
    await finds(textFaults, '<text x="40" y="54">word</text><rect x="50" y="40" width="20" height="20"/>', /over "word"/);
    const faint = figure(`${line(50, "#e3e3e3")}<text x="40" y="54">word</text>
        ${line(150, "#000")}<text x="40" y="154" paint-order="stroke" stroke="#fff" stroke-width="3">halo</text>`);
    assert.deepEqual(textFaults(await lookAt(figurePage, faint)), []);
});

test("faint texts and marks are found, each on its own ground", async () => {
    await finds(contrastFaults, '<text x="20" y="50" fill="#999">pale</text>', /"pale" is 2\.8/);
    await finds(contrastFaults, `<rect x="10" y="30" width="99" height="30" fill="#333"/>
        <text x="20" y="50">dark</text>`, /"dark" is 1\./);
    await finds(contrastFaults, line(50, "#f0e442"), /path .* is 1\.3/);
    await finds(contrastFaults, line(50, "#000", 'opacity="0.2"'), /path .* is 1\./);
    await finds(contrastFaults, `<rect x="10" y="30" width="250" height="50" fill="#0072b2"/>${line(50, "#004080")}`,
        /path .* is 1\./);
    const band = '<rect x="10" y="30" width="99" height="30" fill="#0072b2" fill-opacity="0.2"/>';
    await finds(contrastFaults, band, /rect #0072b2 is 1\./);
    assert.deepEqual(contrastFaults(await lookAt(figurePage, figure(band + line(45, "#0072b2")))), []);
    const edged = '<rect x="10" y="30" width="99" height="30" fill="#f0e442" stroke="#333"/>';
    assert.deepEqual(contrastFaults(await lookAt(figurePage, figure(edged))), []);
});

test("colours that look alike to some are found, unless labels or dashes tell them apart", async () => {
    const pair = `${line(60, "#009e73")}${line(160, "#cc79a7")}`;
    await finds(colourFaults, pair, /look alike in .*grey/);
    const dashed = `${line(60, "#009e73")}${line(160, "#cc79a7", 'stroke-dasharray="6 3"')}`;
    const marked = `${pair}<path d="M20 55L25 65 15 65Z" fill="#009e73"/><path d="M15 155L25 155 25 165 15 165Z" fill="#cc79a7"/>`;
    const labelled = `${pair}<text x="205" y="64">one</text><text x="205" y="164">two</text>`;
    for (const content of [dashed, marked, labelled])
        assert.deepEqual(colourFaults(await lookAt(figurePage, figure(content))), []);
});

test("red and green look alike without the cones that tell them apart, black and white never", () => {
    assert.deepEqual(confusedBy(colourOf("#000000"), colourOf("#ffffff")), []);
    assert.ok(distance(colourOf("#c04040"), colourOf("#708020"), "deuteranopia") < 0.08);
    assert.ok(distance(colourOf("#c04040"), colourOf("#708020"), "full") > 0.15);
    assert.ok(confusedBy(colourOf("#0072b2"), colourOf("#007a6a")).includes("tritanopia"));
    assert.equal(contrast(colourOf("#000000"), colourOf("#ffffff")), 21);
    assert.equal(contrast(colourOf("#0072b2"), colourOf("#ffffff")).toFixed(2), "5.19");
});

const STYLE = `svg, table { max-width: 100%; display: block; break-inside: avoid } body { overflow-wrap: anywhere }`;

const document = (content, { style = STYLE, head = "" } = {}) =>
    `<!doctype html><html lang="en"><head><meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <meta name="viewport" content="width=device-width"><title>Page</title><style>${style}</style>${head}</head>
    <body><main><h1>Page</h1><p>A paragraph.</p>${content}</main></body></html>`;

async function look(content, check, { width = 320, ...options } = {}) {
    const path = join(folder, "page.html");
    writeFileSync(path, document(content, options));
    return withPage(browser, pathToFileURL(path).href, width, check);
}

async function pageFinds(check, content, pattern, options) {
    const faults = await look(content, check, options);
    assert.ok(faults.some((fault) => pattern.test(fault)), `${pattern} is not among: ${faults}`);
}

const inPrint = (page) => printFaults(page, join(folder, "page.pdf"));

test("nothing is found in a page as it should be", async () => {
    for (const check of [silenceFaults, axeFaults, overflowFaults, largeTextFaults, inPrint])
        assert.deepEqual(await look(GOOD, check), []);
    assert.deepEqual(await look(GOOD.repeat(8), inPrint), []);
});

test("a request and a refused one are found", async () => {
    const open = '</head><head>';
    const picture = '<img alt="" src="other.png">';
    await pageFinds(silenceFaults, picture, /console says: .*Content Security/);
    const path = join(folder, "open.html");
    writeFileSync(path, document(picture).replace(/<meta http-equiv.*?>/, open));
    const faults = await withPage(browser, pathToFileURL(path).href, 320, silenceFaults);
    assert.ok(faults.some((fault) => /asks for .*other\.png/.test(fault)), `${faults}`);
});

test("what axe-core finds is found, also in what is folded", async () => {
    await pageFinds(axeFaults, "<details><summary>More</summary><img src='data:,'></details>", /image-alt/);
    await pageFinds(axeFaults, '<p style="color: #aaa">pale</p>', /color-contrast/);
});

test("what is wider than the window is found, with large text too", async () => {
    await pageFinds(overflowFaults, '<div style="width: 400px">wide</div>', /div "wide"/);
    await pageFinds(largeTextFaults, '<p style="white-space: nowrap">a line that is never broken at all</p>', /p "a line/);
    await pageFinds(largeTextFaults, '<p style="font-size: 12px">fixed</p>', /keeps its size/);
});

test("what is wider than paper is found, also what scrolls on the screen and is folded", async () => {
    const wide = `<table><tr>${'<td style="white-space: nowrap">12345 67890</td>'.repeat(20)}</tr></table>`;
    const folded = `<details><summary>More</summary><div style="overflow: auto">${wide}</div></details>`;
    await pageFinds(paperFaults, folded, /td "12345 67890" is cut/, { width: 1600 });
    assert.deepEqual(await look(GOOD, paperFaults), []);
});

test("a figure that is cut in print is found", async () => {
    await pageFinds(inPrint, GOOD.replace("300 200", "300 700"), /figure 0 is cut/);
    await pageFinds(inPrint, `<div style="width: 900px; white-space: nowrap">${"word ".repeat(60)}</div>`, /runs off/);
});
