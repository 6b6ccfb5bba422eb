// Two uncertainties: that of the simulated children, and that of what nobody knows exactly.
import { certainTexts } from './certain_texts.js';
import { computedForest } from './computed_forest.js';

const STRATEGIES = ['soft_tissue', 'vro'];
const COUNTS = [1, 10, 100]; // samples of the parameters

// A sample is quick where only numbers that are the same for all children are uncertain: the
// distributions over children, which would be made anew, are taken as known.
const isKnown = ({ distribution, se }) => se !== '' && distribution !== 'fixed';
const asKnown = (row) => ({ ...row, se: '' });

const scenarioOf = (run, samples, seed, { defaults }, settled = () => false) => ({
  strategies: STRATEGIES,
  rows: defaults.filter((row) => isKnown(row) || (row.se !== '' && settled(row))).map(asKnown),
  computations: [{ name: 'two_uncertainties', inputs: `run=${run},samples=${samples},seed=${seed}` }],
});

export const certain = {
  id: 'certain',
  counts: COUNTS,
  control: { id: 'run', values: [1000, 100000, 10000000], value: 10000000 },
  guess: { from: 0, to: 50 },
  step: { children: 1000 }, // beside the analysis
  scenario: ({ run, children, seed }, facts) => scenarioOf(run, children, seed, facts),
  forest: ({ shown }, settings, texts) => computedForest(shown, texts.forest, { scale: 100, decimals: 1 }),
  table: ({ shown }) => STRATEGIES.map((strategy) => ({
    label: strategy,
    cells: [
      shown.of100(shown.computedCell('simulation', strategy), 1), shown.of100(shown.computedCell('simulation_margin', strategy), 2),
      shown.of100(shown.computedCell('parameters_half_width', strategy), 1),
    ],
  })),
  numbers({ many }) {
    const points = (quantity, column, digits = 0) => many.of100(many.computedCell(quantity, 'vro', column), digits);
    return {
      share: points('parameters', 'value'), lower: points('parameters', 'lower'), upper: points('parameters', 'upper'),
      half: points('parameters_half_width', 'value'), margin: points('simulation_margin', 'value', 2),
      softLower: many.of100(many.computedCell('parameters', 'soft_tissue', 'lower')),
      softUpper: many.of100(many.computedCell('parameters', 'soft_tissue', 'upper')),
    };
  },
  exercise: {
    guess: { from: 0, to: 50 },
    scenario: ({ run, seed }, facts) =>
      scenarioOf(run, COUNTS.at(-1), seed, facts, ({ parameter }) => parameter.startsWith('migration.')),
    numbers({ exercise }) {
      const half = exercise.of100(exercise.computedCell('parameters_half_width', 'vro'));
      return { half, answer: half };
    },
  },
  texts: certainTexts,
};
