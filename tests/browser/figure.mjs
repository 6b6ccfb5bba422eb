// What is wrong with a figure (a text of SVG), as a list of sentences; empty where nothing is.
import { readFileSync } from "node:fs";
import { LEAST_CONTRAST, LEAST_TEXT_CONTRAST, confusedBy, contrast, hexOf } from "./colour.mjs";

const IN_PAGE = readFileSync(new URL("in_page.js", import.meta.url), "utf8");

const SMALLEST_TEXT = 8; // px; 6 pt, what journals take
const GAP = 3; // px between two texts of a line, so that two numbers are not read as one
const SLACK = 1; // px that the boxes of two lines may share: nothing is drawn at their edges
const BEYOND = 0.5; // px that rounding may put a text beyond the frame

// Grid, grounds and paper: a reader can do without them, so they may be faint and lie under text.
const FAINT = ["#e3e3e3", "#f4f4f4", "#ffffff"];
const MOST_FILLS = 8; // of areas; rectangles of more colours are cells of a scale

const OPAQUE = 0.99;
const paintsOf = (mark) => [mark.fill, mark.stroke].filter(Boolean);
const isFaint = (mark) => paintsOf(mark).every((p) => p !== "pattern" && FAINT.includes(hexOf(p)));

// Marks that a reader must see: neither faint nor cells of a scale.
function seenMarks(marks) {
    const isCell = (mark) => mark.tag === "rect" && mark.fill && mark.fill !== "pattern";
    const fills = new Set(marks.filter(isCell).map((mark) => hexOf(mark.fill)));
    return marks.filter((m) => !isFaint(m) && !(isCell(m) && fills.size > MOST_FILLS));
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];
const blend = (below, { r, g, b, a }) => ({
    r: below.r + a * (r - below.r),
    g: below.g + a * (g - below.g),
    b: below.b + a * (b - below.b),
});
const nameOf = (mark) =>
    [mark.tag, ...paintsOf(mark).map((p) => (p === "pattern" ? p : hexOf(p)))].join(" ");
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
        for (const mark of text.disturbers.filter((m) => m.over || !isFaint(m)))
            faults.push(`a ${nameOf(mark)} runs ${mark.over ? "over" : "under"} "${text.text}"`);
    });
    return faults;
}

// A band of error around a line and a cloud of points around their mean are found by the mark of
// their colour that is opaque.
function isCloud(mark, marks) {
    const [paint, ...others] = paintsOf(mark);
    return others.length === 0 && paint !== "pattern" && paint.a < 0.5 &&
        marks.some((one) => paintsOf(one).some((p) => p.a > OPAQUE && hexOf(p) === hexOf(paint)));
}

export function contrastFaults({ texts, marks }) {
    const faults = [];
    for (const { text, colour, grounds } of texts) {
        const least = colour && Math.min(...grounds.map((ground) => contrastOn(ground, colour)));
        if (!colour || least < LEAST_TEXT_CONTRAST)
            faults.push(`the contrast of "${text}" is ${least?.toFixed(2)}`);
    }
    for (const mark of seenMarks(marks).filter((m) => !isCloud(m, marks))) {
        const paints = paintsOf(mark);
        if (paints.includes("pattern")) continue;
        const best = Math.max(
            ...paints.map((paint) => median(mark.grounds.map((ground) => contrastOn(ground, paint)))));
        if (best < LEAST_CONTRAST)
            faults.push(`the contrast of a ${nameOf(mark)} is ${best.toFixed(2)}`);
    }
    return faults;
}

const INK = ["#1a1a1a", "#595959"]; // of axes and edges, which are no series

// The series of a figure: marks of one colour, with every way in which they are told from others.
function seriesOf({ marks, texts }) {
    const series = new Map();
    for (const mark of seenMarks(marks)) {
        const paint = paintsOf(mark).find((p) => p !== "pattern" && p.a > OPAQUE);
        if (!paint || INK.includes(hexOf(paint))) continue;
        const key = hexOf(paint);
        if (!series.has(key)) series.set(key, { colour: paint, forms: new Set(), labelled: false });
        const one = series.get(key);
        one.forms.add(mark.form);
        one.labelled ||= texts.some((text) => standsBy(text, mark));
    }
    return [...series.values()];
}

const NEAR = 30; // px between the end of a line and its label
const ROW = 80; // px that a row of a chart is high, at most

// A text begins or ends beside the end of a mark, at its height, or stands in it, or is the label of
// its row.
function standsBy(text, { end, box }) {
    const [a, , c] = corners(text, 0, 0);
    const inside = a.x >= box.left && c.x <= box.right && a.y >= box.top && c.y <= box.bottom;
    const isRow = box.bottom - box.top < ROW && /\p{L}{2}/u.test(text.text);
    if (isRow && c.y > box.top - ROW / 2 && a.y < box.bottom) return true;
    const level = end.y > a.y - NEAR / 2 && end.y < c.y + NEAR / 2;
    return inside || (level && (Math.abs(a.x - end.x) < NEAR || Math.abs(c.x - end.x) < NEAR));
}

const sameForms = (one, other) =>
    one.forms.size === other.forms.size && [...one.forms].every((form) => other.forms.has(form));

export function colourFaults(figure) {
    const faults = [];
    const series = seriesOf(figure);
    series.forEach((one, i) => {
        for (const other of series.slice(0, i)) {
            const visions = confusedBy(one.colour, other.colour);
            if (visions.length && sameForms(one, other) && !(one.labelled && other.labelled))
                faults.push(`${hexOf(other.colour)} and ${hexOf(one.colour)} look alike in ${visions}`);
        }
    });
    return faults;
}

export const figureFaults = (figure) =>
    [namingFaults, textFaults, contrastFaults, colourFaults].flatMap((check) => check(figure));
