// The surrogate that turns round: hips that look good because they were operated again.
import { surrogateTexts } from './surrogate_texts.js';

const STRATEGIES = ['soft_tissue', 'observation'];
const OUTCOMES = ['displaced', 'failed'];

const scenarioOf = (threshold) => ({
  strategies: STRATEGIES,
  rows: [{ parameter: 'rescue.threshold', distribution: 'fixed', value: threshold, unit: 'percent' }],
});

const ASKED = 'displaced';
const OPERATED = 'revision_by_10y';

export const surrogate = {
  id: 'surrogate',
  control: { id: 'threshold', from: 30, to: 70, step: 5, value: 50 },
  guess: { values: ['release', 'same', 'observation'] },
  scenario: ({ threshold }) => scenarioOf(threshold),
  figures: { 10: 'children', 10000: 'forest' },
  outcome: () => ASKED,
  table: ({ shown }) => OUTCOMES.map((outcome) =>
    ({ label: outcome, cells: STRATEGIES.map((strategy) => shown.ofBase(shown.mean(strategy, outcome))) })),
  forest: ({ shown }, settings, texts) => ({
    ...texts.forest,
    scale: 100,
    zero: 0,
    rows: OUTCOMES.flatMap((outcome) => [
      { label: texts.rows[outcome] },
      ...STRATEGIES.map((strategy, style) => {
        const [value, low, high] = ['value', 'lower', 'upper'].map((column) => shown.mean(strategy, outcome, { column }));
        return { label: texts.strategies[strategy], style, value, low, high, text: shown.interval100(value, low, high) };
      }),
    ]),
  }),
  numbers({ many }) {
    const share = (strategy, outcome) => many.of100(many.mean(strategy, outcome));
    const displaced = STRATEGIES.map((strategy) => share(strategy, 'displaced'));
    const failed = STRATEGIES.map((strategy) => share(strategy, 'failed'));
    return {
      displaced, failed, operated: share('soft_tissue', OPERATED),
      turns: (displaced[0].value - displaced[1].value) * (failed[0].value - failed[1].value) < 0,
    };
  },
  exercise: {
    guess: { from: 0, to: 100 },
    scenario: ({ threshold }) => scenarioOf(threshold),
    numbers: ({ exercise }) => ({ answer: exercise.of100(exercise.mean('observation', OPERATED)) }),
  },
  texts: surrogateTexts,
};
