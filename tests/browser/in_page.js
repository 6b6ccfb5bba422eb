// Runs in the page: what a figure shows, as plain lists. A classic script, so that its functions are
// seen by what is evaluated later.

const GEOMETRY = "path,line,polyline,polygon,rect,circle,ellipse";
const NOT_DRAWN = "defs,symbol,clipPath,mask,pattern,marker,linearGradient";

// Puts the figure alone into the page at its own size; returns its size, or what is wrong with the XML.
function showFigure(text) {
    const parsed = new DOMParser().parseFromString(text, "image/svg+xml");
    const wrong = parsed.querySelector("parsererror");
    if (wrong) return { wrong: wrong.textContent.split("\n").slice(0, 2).join(" ") };
    const svg = document.importNode(parsed.documentElement, true);
    document.body.style.margin = "0";
    document.body.replaceChildren(svg);
    const { width, height } = svg.viewBox.baseVal;
    svg.setAttribute("width", width);
    svg.setAttribute("height", height);
    svg.style.cssText = "display: block; background: white";
    return { width, height };
}

function colourFrom(paint) {
    const found = /^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)$/.exec(paint);
    if (!found) return null;
    const [r, g, b, a = 1] = found.slice(1).map((part) => (part === undefined ? 1 : Number(part)));
    return a > 0 ? { r, g, b, a } : null;
}

function opacityOf(element) {
    let opacity = 1;
    for (let e = element; e instanceof SVGElement; e = e.parentNode)
        opacity *= Number(getComputedStyle(e).opacity);
    return opacity;
}

// The colour of "fill" or "stroke" with its alpha; "pattern" where it is one, null for none.
function paintOf(element, kind) {
    const style = getComputedStyle(element);
    if (style[kind].startsWith("url")) return "pattern";
    const colour = colourFrom(style[kind]);
    if (!colour || (kind === "stroke" && parseFloat(style.strokeWidth) === 0)) return null;
    colour.a *= Number(style[`${kind}Opacity`]) * opacityOf(element);
    return colour.a > 0 ? colour : null;
}

const blend = (below, { r, g, b, a }) => ({
    r: below.r + a * (r - below.r),
    g: below.g + a * (g - below.g),
    b: below.b + a * (b - below.b),
});

const precedes = (one, other) =>
    Boolean(other.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_PRECEDING);

const GROUND = 3; // px: a thinner line is no ground for what lies on it

// Which of its paints an element puts on a point of the window.
function paintsAt(element, x, y) {
    if (!(element instanceof SVGGeometryElement)) return [];
    const point = new DOMPoint(x, y).matrixTransform(element.getScreenCTM().inverse());
    const hit = [];
    if (element.isPointInFill(point)) hit.push("fill");
    if (element.isPointInStroke(point)) hit.push("stroke");
    return hit.filter((kind) => paintOf(element, kind));
}

// Everything but text that is painted on a point before the element; top first.
const below = (element, x, y) =>
    document.elementsFromPoint(x, y).filter((e) => e !== element && precedes(e, element));

function groundAt(element, x, y) {
    let colour = { r: 255, g: 255, b: 255 };
    for (const under of below(element, x, y).reverse())
        for (const kind of paintsAt(under, x, y)) {
            if (kind === "stroke" && parseFloat(getComputedStyle(under).strokeWidth) < GROUND) continue;
            const paint = paintOf(under, kind);
            if (paint !== "pattern") colour = blend(colour, paint);
        }
    return colour;
}

const shown = (element) => {
    const style = getComputedStyle(element);
    return !element.closest(NOT_DRAWN) && style.display !== "none" && style.visibility === "visible";
};

// Lines of text: a text, or each of its tspans where they stand at places of their own.
function textLines(svg) {
    const lines = [];
    for (const text of [...svg.querySelectorAll("text")].filter(shown)) {
        const placed = [...text.querySelectorAll("tspan")].filter((t) => t.matches("[x],[y],[dy]"));
        lines.push(...(placed.length ? placed : [text]));
    }
    return lines.filter((line) => line.textContent.trim() && line.getNumberOfChars());
}

// The box of a line of text in its own units; its letters may stand anywhere in reading order.
function extentOf(line) {
    const boxes = Array.from({ length: line.getNumberOfChars() }, (_, i) => line.getExtentOfChar(i));
    const left = Math.min(...boxes.map((box) => box.x));
    const top = Math.min(...boxes.map((box) => box.y));
    const right = Math.max(...boxes.map((box) => box.x + box.width));
    const bottom = Math.max(...boxes.map((box) => box.y + box.height));
    return { left, top, right, bottom };
}

// Where the small letters of a line of text stand, between x-height and baseline.
function letterBox({ left, top, right, bottom }) {
    const height = bottom - top;
    return { left, top: top + 0.35 * height, right, bottom: bottom - 0.2 * height };
}

// Points of the window along the middle of a box.
const middlePoints = ({ left, top, right, bottom }, matrix) =>
    Array.from({ length: 3 }, (_, i) => {
        const x = left + ((right - left) * (i + 0.5)) / 3;
        return new DOMPoint(x, (top + bottom) / 2).matrixTransform(matrix);
    });

// Points of the window along the outline of a mark, so many.
function outlinePoints(element, count) {
    const length = element.getTotalLength();
    const matrix = element.getScreenCTM();
    return Array.from({ length: count }, (_, i) =>
        element.getPointAtLength((length * (i + 0.5)) / count).matrixTransform(matrix));
}

// The lines of the figure, each with points at most 1 px apart once they are asked for.
const drawnLines = (marks) =>
    marks.filter((mark) => paintOf(mark, "stroke")).map((mark) => {
        let points = null;
        const makePoints = () => outlinePoints(mark, Math.ceil(mark.getTotalLength()) + 1);
        return { mark, bounds: mark.getBoundingClientRect(), points: () => (points ??= makePoints()) };
    });

const touches = (a, b) => a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom;

const describePaint = (element) => ({
    tag: element.localName,
    fill: paintOf(element, "fill"),
    stroke: paintOf(element, "stroke"),
});

// Whether a line runs through a box of a text's own units.
function runsThrough({ points }, box, inverse) {
    return points().some((point) => {
        const x = inverse.a * point.x + inverse.c * point.y + inverse.e;
        const y = inverse.b * point.x + inverse.d * point.y + inverse.f;
        return x > box.left && x < box.right && y > box.top && y < box.bottom;
    });
}

// Marks that are painted over a text, and lines that run under it where it has no halo.
function disturbers(line, box, lines) {
    const text = line.closest("text");
    const matrix = text.getScreenCTM();
    const inverse = matrix.inverse();
    const bounds = text.getBoundingClientRect();
    const halo = getComputedStyle(text).paintOrder.startsWith("stroke") && paintOf(text, "stroke");
    const found = new Set(lines.filter((one) => touches(one.bounds, bounds) &&
        !(halo && precedes(one.mark, text)) && runsThrough(one, box, inverse)).map(({ mark }) => mark));
    for (const { x, y } of middlePoints(box, matrix))
        for (const other of document.elementsFromPoint(x, y))
            if (precedes(text, other) && paintsAt(other, x, y).length) found.add(other);
    return [...found].map((e) => ({ ...describePaint(e), over: precedes(text, e) }));
}

function describeText(line, lines) {
    const box = extentOf(line);
    const letters = letterBox(box);
    const matrix = line.closest("text").getScreenCTM();
    return {
        text: [...line.childNodes].filter((node) => node.localName !== "title")
            .map((node) => node.textContent).join("").trim(),
        size: parseFloat(getComputedStyle(line).fontSize),
        box,
        matrix: [matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f],
        colour: paintOf(line, "fill"),
        grounds: middlePoints(letters, matrix)
            .map(({ x, y }) => groundAt(line.closest("text"), x, y)),
        disturbers: disturbers(line, letters, lines),
    };
}

const SMALL = 24; // px: a mark of a point, whose form tells series apart

// What tells a mark from others but its colour and place: form of a small one, dash of a line.
function formOf(element, box) {
    const dash = getComputedStyle(element).strokeDasharray;
    if (element.localName !== "path" || box.width > SMALL || box.height > SMALL)
        return `${element.localName} ${dash}`;
    const corners = element.getAttribute("d").match(/-?[\d.]+/g).map(Number);
    const [left, top] = [0, 1].map((axis) => Math.min(...corners.filter((_, i) => i % 2 === axis)));
    return `path ${corners.map((c, i) => Math.round(c - (i % 2 ? top : left)))}`;
}

function describeMark(element) {
    const points = outlinePoints(element, 8);
    const box = element.getBoundingClientRect();
    return {
        ...describePaint(element),
        box: { left: box.left, top: box.top, right: box.right, bottom: box.bottom },
        end: { x: points.at(-1).x, y: points.at(-1).y },
        form: formOf(element, box),
        grounds: points.map(({ x, y }) => groundAt(element, x, y)),
    };
}

function describeFigure() {
    const svg = document.querySelector("svg");
    const named = (svg.getAttribute("aria-labelledby") ?? "").split(/\s+/).filter(Boolean);
    const marks = [...svg.querySelectorAll(GEOMETRY)].filter(shown);
    const lines = drawnLines(marks);
    return {
        role: svg.getAttribute("role"),
        names: named.map((id) => svg.querySelector(`[id="${id}"]`))
            .map((e) => e && { tag: e.localName, text: e.textContent.trim() }),
        ids: [...svg.querySelectorAll("[id]")].map((e) => e.id),
        width: svg.viewBox.baseVal.width,
        height: svg.viewBox.baseVal.height,
        texts: textLines(svg).map((line) => describeText(line, lines)),
        marks: marks.map(describeMark).filter((mark) => mark.fill || mark.stroke),
    };
}
