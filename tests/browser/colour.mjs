// Colours as {r, g, b} in sRGB, 0 to 255: contrast, and how they look to eyes that see fewer.

// WCAG 2.2, 1.4.11 (marks) and 1.4.3 (text).
export const LEAST_CONTRAST = 3;
export const LEAST_TEXT_CONTRAST = 4.5;

// Distance in Oklab (Ottosson 2020) that is seen at a glance; just noticeable is 0.02.
export const LEAST_DISTANCE = 0.1;

// Linear sRGB seen without one kind of cone: Machado, Oliveira and Fernandes 2009
// (doi:10.1109/TVCG.2009.113), severity 1. Grey is the luminance alone.
const VISIONS = {
    full: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    protanopia: [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    deuteranopia: [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.01182, 0.04294, 0.968881],
    ],
    tritanopia: [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.3039],
    ],
    grey: [[0.2126, 0.7152, 0.0722], [0.2126, 0.7152, 0.0722], [0.2126, 0.7152, 0.0722]],
};

// Oklab: linear sRGB to cones, and cube roots of cones to lightness and two opponent colours.
const CONES = [
    [0.4122214708, 0.5363325363, 0.0514459929],
    [0.2119034982, 0.6806995451, 0.1073969566],
    [0.0883024619, 0.2817188376, 0.6299787005],
];
const OPPONENTS = [
    [0.2104542553, 0.793617785, -0.0040720468],
    [1.9779984951, -2.428592205, 0.4505937099],
    [0.0259040371, 0.7827717662, -0.808675766],
];

const product = (matrix, vector) =>
    matrix.map((row) => row.reduce((sum, factor, i) => sum + factor * vector[i], 0));

function linear({ r, g, b }) {
    const channel = (c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return [r, g, b].map((value) => channel(value / 255));
}

const luminance = (colour) => product(VISIONS.grey, linear(colour))[0];

export function contrast(one, other) {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
}

function oklab(colour, vision) {
    const seen = product(VISIONS[vision], linear(colour)).map((c) => Math.min(1, Math.max(0, c)));
    return product(OPPONENTS, product(CONES, seen).map(Math.cbrt));
}

export function distance(one, other, vision = "full") {
    const [a, b] = [oklab(one, vision), oklab(other, vision)];
    return Math.hypot(...a.map((value, i) => value - b[i]));
}

// The visions in which two colours look alike.
export const confusedBy = (one, other) =>
    Object.keys(VISIONS).filter((vision) => distance(one, other, vision) < LEAST_DISTANCE);

export function colourOf(hex) {
    const value = parseInt(hex.slice(1), 16);
    return { r: value >> 16, g: (value >> 8) & 255, b: value & 255 };
}

export const hexOf = ({ r, g, b }) =>
    "#" + [r, g, b].map((c) => Math.round(c).toString(16).padStart(2, "0")).join("");
