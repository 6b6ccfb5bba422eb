// Four times the children: what they do to the error.
import { followUp } from './follow_up.js';
import { precisionTexts } from './precision_texts.js';

const STRATEGY = 'soft_tissue';
const YEARS = 5;
const OUTCOME = `revision_by_${YEARS}y`;
const TIMES = { once: 1, four: 4, sixteen: 16 };
const EXERCISE_TIMES = 100;

const scenario = { strategies: [STRATEGY], rows: [followUp(YEARS)] };
const cellOf = (reader, column) => reader.mean(STRATEGY, OUTCOME, { column });

export const precision = {
  id: 'precision',
  control: { id: 'first', values: [100, 400, 1600, 6400], value: 400 },
  guess: { values: ['quarter', 'half', 'same'] },
  scenario: () => scenario,
  more: ({ first }) =>
    Object.entries(TIMES).map(([name, times]) => ({ name, ...scenario, step: { children: times * first } })),
  figures: { 10: 'children', 10000: 'forest' },
  table: (read, { first }) => Object.entries(TIMES).map(([name, times]) => {
    const reader = read[name];
    return {
      label: reader.count(times * first),
      cells: [reader.of100(cellOf(reader), 1), reader.of100(cellOf(reader, 'lower'), 1),
        reader.of100(cellOf(reader, 'upper'), 1), reader.of100(cellOf(reader, 'se'), 2)],
    };
  }),
  forest: (read, { first }, texts) => ({
    ...texts.forest,
    scale: 100,
    zero: cellOf(read.sixteen),
    rows: Object.entries(TIMES).map(([name, times]) => {
      const [value, low, high] = ['value', 'lower', 'upper'].map((column) => cellOf(read[name], column));
      return { label: texts.control_words(read[name].count(times * first)), style: 0, value, low, high, text: read[name].interval100(value, low, high) };
    }),
  }),
  numbers(read, { first }) {
    const errors = Object.keys(TIMES).map((name) => [name, read[name].of100(cellOf(read[name], 'se'), 2)]);
    const counts = Object.entries(TIMES).map(([name, times]) => [`${name}Children`, read[name].count(times * first)]);
    return Object.fromEntries([...errors, ...counts, ['share', read.sixteen.of100(cellOf(read.sixteen))]]);
  },
  exercise: {
    guess: { from: 0, to: 50, step: 0.01 },
    scenario: ({ first }) => ({ ...scenario, step: { children: EXERCISE_TIMES * first } }),
    numbers: ({ exercise }) => ({ answer: exercise.of100(cellOf(exercise, 'se'), 3) }),
  },
  texts: precisionTexts,
};
