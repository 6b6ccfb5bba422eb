// Fit and truth: many answers fit one figure. The fits are the program's, made when the page was built;
// what an answer means for children is simulated here.
import { computedForest } from './computed_forest.js';
import { fitTexts } from './fit_texts.js';
import { followUp } from './follow_up.js';

const ANSWERS = 8; // of each fit in scripts/lesson_results.sh
const STRATEGY = 'observation';
const OUTCOME = 'failure_by_5y';
const LEVELS = ['gmfcs_4', 'gmfcs_5'];

const mix = [0, 0, 0, 0.5, 0.5];
const fixed = (parameter, gmfcs, value, unit) => ({ gmfcs, parameter, distribution: 'fixed', value, unit });

const cellOf = (builtIn, quantity, group) =>
  builtIn.split('\n').map((line) => line.split(',')).find((cells) => cells[0] === quantity && cells[1] === group)[2];

// The children of an answer of a fit, half of them at level IV and half at V.
const scenarioOf = ({ fit }, figures, answer) => ({
  strategies: [STRATEGY],
  rows: [
    ...mix.map((share, i) => fixed('population.gmfcs', i + 1, share, 'share')),
    ...LEVELS.map((level) => fixed('migration.rate', level.slice(-1), cellOf(fit, `${figures}_${level}`, String(answer)), 'percent per year')),
    followUp(5),
  ],
  computations: [{ text: fit }],
});

function numbersOf(read, figures, answer) {
  const failed = (subgroup) => read.of100(read.mean(STRATEGY, OUTCOME, { subgroup }));
  const rate = (level) => read.plain(read.computedCell(`${figures}_${level}`, String(answer)));
  return { all: failed('all'), four: failed('gmfcs_4'), five: failed('gmfcs_5'), rateFour: rate('gmfcs_4'), rateFive: rate('gmfcs_5') };
}

export const fit = {
  id: 'fit',
  control: { id: 'answer', from: 1, to: ANSWERS, step: 1, value: 1 },
  guess: { values: ['one', 'few', 'many'] },
  scenario: ({ answer }, { builtIn }) => scenarioOf(builtIn, 'one', answer),
  forest: ({ shown }, settings, texts) => computedForest(shown, texts.forest, { scale: 1, decimals: 1 }),
  table({ shown }, { answer }) {
    const failed = (subgroup) => shown.ofBase(shown.mean(STRATEGY, OUTCOME, { subgroup }));
    const rate = (level) => shown.plain(shown.computedCell(`one_${level}`, String(answer)));
    return [
      { label: 'gmfcs_4', cells: [rate('gmfcs_4'), failed('gmfcs_4')] },
      { label: 'gmfcs_5', cells: [rate('gmfcs_5'), failed('gmfcs_5')] },
      { label: 'all', cells: [shown.plain(''), failed('all')] },
    ];
  },
  numbers({ many }, { answer }) {
    const end = (figures, level, column) => many.plain(many.computedCell(figures, level, column));
    const range = (figures, level) => ({ from: end(figures, level, 'lower'), to: end(figures, level, 'upper') });
    return {
      ...numbersOf(many, 'one', answer),
      oneFour: range('one', 'gmfcs_4'), oneFive: range('one', 'gmfcs_5'),
      twoFour: range('two', 'gmfcs_4'), twoFive: range('two', 'gmfcs_5'),
    };
  },
  exercise: {
    guess: { from: 0, to: 100 },
    scenario: (settings, { builtIn }) => scenarioOf(builtIn, 'two', 1),
    numbers({ exercise }) {
      const numbers = numbersOf(exercise, 'two', 1);
      return { ...numbers, answer: numbers.four };
    },
  },
  texts: fitTexts,
};
