// What is wrong with a figure (a text of SVG), as a list of sentences; empty where nothing is.
import { readFileSync } from "node:fs";
import { LEAST_CONTRAST, LEAST_TEXT_CONTRAST, confusedBy, contrast, hexOf } from "./colour.mjs";

const IN_PAGE = readFileSync(new URL("in_page.js", import.meta.url), "utf8");

const SMALLEST_TEXT = 8; // px; 6 pt, what journals take
const GAP = 3; // px between two texts of a line, so that two numbers are not read as one
const SLACK = 1; // px that the boxes of two lines may share: nothing is drawn at their edges
const BEYOND = 0.5; // px that rounding may put a text beyond the frame

// Lines that a reader can do without, and so may be faint and lie under text.
const FAINT = ["grid"];
// Shapes whose colour is a scale, read from its legend and the number in the cell.
const SCALES = ["scale", "cell"];

const isOf = (mark, kinds) => mark.kinds.some((kind) => kinds.includes(kind));
const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];
const blend = (below, { r, g, b, a }) => ({
    r: below.r + a * (r - below.r),
    g: below.g + a * (g - below.g),
    b: below.b + a * (b - below.b),
});
const contrastOn = (ground, paint) => contrast(ground, blend(ground, paint));

// The figure in the page as describeFigure of in_page.js has it; throws where it is no XML.
export async function lookAt(page, svg) {
    await page.setContent("<!doctype html><html lang=en><title>figure</title><body></body></html>");
    await page.evaluate(IN_PAGE);
    const size = await page.evaluate((text) => showFigure(text), svg);
    if (size.wrong) throw new Error(size.wrong);
    await page.setViewportSize({ width: Math.ceil(size.width), height: Math.ceil(size.height) });
    return page.evaluate(() => describeFigure());
}

export function namingFaults(figure) {
    const faults = [];
    if (figure.role !== "img") faults.push(`the role is ${figure.role}, not img`);
    for (const tag of ["title", "desc"])
        if (!figure.names.some((name) => name?.tag === tag && name.text))
            faults.push(`aria-labelledby leads to no ${tag}`);
    if (new Set(figure.ids).size < figure.ids.length) faults.push("an id is there twice");
    return faults;
}

// The corners of a text's box, made larger by so many px (or smaller), in the window's px.
function corners({ box, matrix: [a, b, c, d, e, f] }, wider, higher) {
    const { left, top, right, bottom } = box;
    const place = (x, y) => ({ x: a * x + c * y + e, y: b * x + d * y + f });
    return [
        place(left - wider, top - higher), place(right + wider, top - higher),
        place(right + wider, bottom + higher), place(left - wider, bottom + higher),
    ];
}

// Two rectangles are apart where a side of one of them separates them.
function meet(one, other) {
    const separates = (from, to) => {
        const normal = { x: to.y - from.y, y: from.x - to.x };
        const along = (corner) => normal.x * corner.x + normal.y * corner.y;
        const [a, b] = [one.map(along), other.map(along)];
        return Math.max(...a) <= Math.min(...b) || Math.max(...b) <= Math.min(...a);
    };
    return ![one, other].some((box) => [0, 1].some((i) => separates(box[i], box[i + 1])));
}

export function textFaults({ texts, width, height }) {
    const faults = [];
    const boxes = texts.map((text) => corners(text, GAP / 2, -SLACK));
    texts.forEach((text, i) => {
        const inside = ({ x, y }) =>
            x >= -BEYOND && y >= -BEYOND && x <= width + BEYOND && y <= height + BEYOND;
        if (!corners(text, 0, -SLACK).every(inside)) faults.push(`"${text.text}" leaves the frame`);
        if (text.size < SMALLEST_TEXT) faults.push(`"${text.text}" is ${text.size} px small`);
        for (let j = 0; j < i; j++)
            if (meet(boxes[i], boxes[j])) faults.push(`"${texts[j].text}" meets "${text.text}"`);
        for (const { over, tag, kinds } of text.disturbers)
            if (over || !kinds.some((kind) => FAINT.includes(kind)))
                faults.push(`a ${tag} (${kinds}) runs ${over ? "over" : "under"} "${text.text}"`);
    });
    return faults;
}

export function contrastFaults({ texts, marks }) {
    const faults = [];
    for (const { text, colour, grounds } of texts) {
        const least = colour && Math.min(...grounds.map((ground) => contrastOn(ground, colour)));
        if (!colour || least < LEAST_TEXT_CONTRAST)
            faults.push(`the contrast of "${text}" is ${least?.toFixed(2)}`);
    }
    for (const mark of marks.filter((m) => !isOf(m, FAINT) && !isOf(m, SCALES))) {
        const paints = [mark.fill, mark.stroke].filter(Boolean);
        if (paints.includes("pattern")) continue;
        const best = Math.max(
            ...paints.map((paint) => median(mark.grounds.map((ground) => contrastOn(ground, paint)))));
        if (best < LEAST_CONTRAST)
            faults.push(`the contrast of a ${mark.tag} (${mark.kinds}) is ${best.toFixed(2)}`);
    }
    return faults;
}

const OPAQUE = 0.99;

// The series of a figure: marks of one colour, with every way in which they are told from others.
function seriesOf({ marks, texts }) {
    const series = new Map();
    for (const mark of marks.filter((m) => !isOf(m, FAINT) && !isOf(m, SCALES))) {
        const paint = [mark.fill, mark.stroke].find((p) => p && p !== "pattern" && p.a > OPAQUE);
        if (!paint) continue;
        const key = hexOf(paint);
        if (!series.has(key)) series.set(key, { colour: paint, looks: new Set(), labelled: false });
        const one = series.get(key);
        one.looks.add(`${mark.tag} ${mark.dash} ${mark.fill === "pattern"}`);
        one.labelled ||= texts.some((text) => standsBy(text, mark));
    }
    return [...series.values()];
}

const NEAR = 30; // px between the end of a line and its label

// A text begins or ends beside the end of a mark, at its height, or stands in it.
function standsBy(text, { end, box }) {
    const [a, , c] = corners(text, 0, 0);
    const inside = a.x >= box.left && c.x <= box.right && a.y >= box.top && c.y <= box.bottom;
    const level = end.y > a.y - NEAR / 2 && end.y < c.y + NEAR / 2;
    return inside || (level && (Math.abs(a.x - end.x) < NEAR || Math.abs(c.x - end.x) < NEAR));
}

const sameLooks = (one, other) => [...one.looks].some((look) => other.looks.has(look));

export function colourFaults(figure) {
    const faults = [];
    const series = seriesOf(figure);
    series.forEach((one, i) => {
        for (const other of series.slice(0, i)) {
            const visions = confusedBy(one.colour, other.colour);
            if (visions.length && sameLooks(one, other) && !(one.labelled && other.labelled))
                faults.push(`${hexOf(other.colour)} and ${hexOf(one.colour)} look alike in ${visions}`);
        }
    });
    return faults;
}

export const figureFaults = (figure) =>
    [namingFaults, textFaults, contrastFaults, colourFaults].flatMap((check) => check(figure));
