// What is wrong with a page that stands alone, as a list of sentences; empty where nothing is.
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
import { newPage } from "./chromium.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const A4 = { width: 595.28, height: 841.89 }; // pt

// The page asks for itself alone, and the browser complains of nothing.
export function silenceFaults(page) {
    const others = page.requests.filter((address) => address !== page.url());
    return [
        ...others.map((address) => `asks for ${address}`),
        ...page.complaints.map((text) => `the console says: ${text}`),
    ];
}

const openDetails = (page) =>
    page.evaluate(() => document.querySelectorAll("details").forEach((e) => (e.open = true)));

export async function axeFaults(page) {
    await page.evaluate(AXE);
    await openDetails(page);
    const { violations } = await page.evaluate(() => axe.run());
    return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0].html.slice(0, 120)}`);
}

// What is wider than the window although nothing around it scrolls.
export const overflowFaults = (page) =>
    page.evaluate(() => {
        const root = document.documentElement;
        if (root.scrollWidth <= root.clientWidth) return [];
        const scrolls = (e) => e && (/auto|scroll|hidden/.test(getComputedStyle(e).overflowX) || scrolls(e.parentElement));
        const wide = [...document.body.querySelectorAll("*")].filter(
            (e) => e.getBoundingClientRect().left + e.scrollWidth > root.clientWidth && !scrolls(e.parentElement));
        const names = wide.slice(0, 5).map((e) => `${e.localName} "${e.textContent.trim().slice(0, 40)}"`);
        return [`${root.scrollWidth} px wide in a window of ${root.clientWidth}: ${names.join(", ")}`];
    });

// Text of twice the size, as a reader sets it: the size of the root, which all others follow.
export async function largeTextFaults(page) {
    const sizes = () =>
        page.evaluate(() => [...document.querySelectorAll("h1,h2,p,td,th,summary,li")]
            .map((e) => parseFloat(getComputedStyle(e).fontSize)));
    const before = await sizes();
    await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
    const after = await sizes();
    const faults = await overflowFaults(page);
    if (after.some((size, i) => size < 1.9 * before[i])) faults.push("text keeps its size");
    await page.evaluate(() => (document.documentElement.style.fontSize = ""));
    return faults;
}

// Two small words in opposite corners of each figure that is printed; where they come to lie shows
// whether it is whole.
function markCorners() {
    const namespace = "http://www.w3.org/2000/svg";
    const figures = [...document.querySelectorAll("svg")].filter((svg) => svg.getClientRects().length);
    figures.forEach((svg, i) => {
        const { x, y, width, height } = svg.viewBox.baseVal;
        for (const [word, anchor, left, top] of [
            ["begin", "start", x + 1, y + 4],
            ["end", "end", x + width - 1, y + height - 1],
        ]) {
            const text = document.createElementNS(namespace, "text");
            text.setAttribute("x", left);
            text.setAttribute("y", top);
            text.setAttribute("font-size", "3");
            text.setAttribute("text-anchor", anchor);
            text.textContent = `figure${i}${word}`;
            svg.append(text);
        }
    });
    return figures.length;
}

// The words of a PDF with their page and place in pt.
function wordsOf(pdf) {
    const text = execFileSync("pdftotext", ["-bbox", pdf, "-"], { encoding: "utf8", stdio: "pipe" });
    let page = 0;
    return text.split("\n").flatMap((line) => {
        if (line.includes("<page ")) page++;
        const word = /xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*)<\/word>/.exec(line);
        if (!word) return [];
        const [left, top, right, bottom] = word.slice(1, 5).map(Number);
        return [{ page, left, top, right, bottom, text: word[5] }];
    });
}

const MARGIN = 15; // mm, of the sheets of a report
const PER_MM = 96 / 25.4; // px

// What is wider than a sheet of A4 within its margins, with everything unfolded. Paper does not
// scroll: what is beyond is lost.
export async function paperFaults(page) {
    await page.emulateMedia({ media: "print" });
    await page.setViewportSize({ width: Math.floor((210 - 2 * MARGIN) * PER_MM), height: 1000 });
    await openDetails(page);
    return page.evaluate(() => {
        const width = document.documentElement.clientWidth;
        return [...document.body.querySelectorAll("td,th,p,li,dd,pre,svg")]
            .filter((e) => e.getClientRects().length && e.getBoundingClientRect().left + e.scrollWidth > width + 1)
            .slice(0, 5)
            .map((e) => `${e.localName} "${e.textContent.trim().slice(0, 40)}" is cut on paper`);
    });
}

// Every figure is whole on one sheet of A4, and no text runs off it.
export async function printFaults(page, path) {
    await page.emulateMedia({ media: "print" });
    const count = await page.evaluate(markCorners);
    writeFileSync(path, await page.pdf({ format: "A4", preferCSSPageSize: true }));
    const words = wordsOf(path);
    const on = (text) => words.find((word) => word.text === text)?.page;
    const faults = words
        .filter(({ left, top, right, bottom }) =>
            left < 0 || top < 0 || right > A4.width || bottom > A4.height)
        .map((word) => `"${word.text}" runs off sheet ${word.page}`);
    for (let i = 0; i < count; i++) {
        const [first, last] = [on(`figure${i}begin`), on(`figure${i}end`)];
        if (!first || first !== last) faults.push(`figure ${i} is cut: sheets ${first} and ${last}`);
    }
    return faults;
}

// Opens a page from the disk at a width; the work gets it, and its requests and complaints are over
// when it comes back.
export async function withPage(browser, address, width, work) {
    const page = await newPage(browser, { width });
    await page.goto(address);
    try {
        return await work(page);
    } finally {
        await page.context().close();
    }
}
