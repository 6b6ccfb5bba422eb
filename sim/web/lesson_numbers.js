// Numbers of a lesson's results, as the engine's tables have them, for sentences and cells. A number
// keeps the engine's own text and is written in the reader's language; nothing is computed.
import { rowsOf } from './csv.js';

const MISSING = '–';
const HUNDRED = 100;

class LessonNumber {
  constructor(raw, words) {
    this.raw = raw ?? '';
    this.words = this.raw === '' ? MISSING : words(Number(this.raw));
  }

  toString() {
    return this.words;
  }

  get value() {
    return Number(this.raw);
  }
}

// A value that is rounded to 0 has no sign.
const decimalsOf = (value, digits, language) =>
  value.toLocaleString(language, { minimumFractionDigits: digits, maximumFractionDigits: digits })
    .replace(/^-(?=[0.,]*$)/, '')
    .replace('-', '\u2212');

function intervalOf(raws, scale, digits, language) {
  const [value, lower, upper] = raws.map((raw) => (raw === '' ? MISSING : decimalsOf(scale * Number(raw), digits, language)));
  return lower === undefined || lower === MISSING ? value : `${value} (${lower}; ${upper})`;
}

// result: of one step, as the worker tells it: {tables, pairs, computed, figures, story}; children: of the step.
export function readerOf(result, children, language) {
  const base = Math.min(children, HUNDRED);
  const rows = Object.fromEntries(Object.entries(result.tables).map(([file, text]) => [file, rowsOf(text)]));
  const pairs = result.pairs.map((text) => rowsOf(text));
  const computed = result.computed.map((text) => rowsOf(text));

  // The cell of the row that has these cells; '' where there is none.
  const cell = (file, where, column = 'value') =>
    rows[file].find((row) => Object.entries(where).every(([name, text]) => row[name] === text))?.[column] ?? '';

  return {
    count: (number) => number.toLocaleString(language),
    base, // a share is said of so many children
    cell,
    rows: (file) => rows[file],
    // Of summary.csv and contrasts.csv.
    mean: (strategy, outcome, { statistic = 'mean', subgroup = 'all', column } = {}) =>
      cell('summary.csv', { strategy, outcome, statistic, subgroup }, column),
    contrast: (strategy, outcome, statistic, { subgroup = 'all', column } = {}) =>
      cell('contrasts.csv', { strategy, outcome, statistic, subgroup }, column),
    // Of the pairs that the lesson asks for, by their place.
    pair: (name, place = 0) => pairs[place]?.find((row) => row.name === name)?.value ?? '',

    // Rows of a computation that the lesson asks for, by their place.
    computed: (place = 0) => computed[place],

    // A cell of a computation: of the row of a quantity and a group.
    computedCell: (quantity, group = 'all', column = 'value', place = 0) =>
      computed[place].find((row) => row.quantity === quantity && row.group === group)?.[column] ?? '',

    // A share of the children, of a hundred where there are more.
    ofBase: (raw) => new LessonNumber(raw, (value) => decimalsOf(base * value, base < HUNDRED ? 0 : 1, language)),
    // A share of 100 children; a number with digits behind the decimal mark. size: without its sign.
    of100: (raw, digits = 0) => new LessonNumber(raw, (value) => decimalsOf(HUNDRED * value, digits, language)),
    size100: (raw, digits = 0) => new LessonNumber(raw, (value) => decimalsOf(Math.abs(HUNDRED * value), digits, language)),
    plain: (raw, digits = 1) => new LessonNumber(raw, (value) => decimalsOf(value, digits, language)),
    // 38.7 (37.7; 39.6), of 100 children.
    interval100: (...raws) => intervalOf(raws, HUNDRED, 1, language),
    // The same on another scale; without limits the value alone.
    interval: (raws, scale, digits) => intervalOf(raws, scale, digits, language),
    size: (raw, digits = 1) => new LessonNumber(raw, (value) => decimalsOf(Math.abs(value), digits, language)),
  };
}
