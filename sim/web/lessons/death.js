// Death competes with revision: what Kaplan and Meier's curve says where children who died are left out.
import { computedForest } from './computed_forest.js';
import { deathTexts } from './death_texts.js';

const STRATEGIES = ['soft_tissue', 'vro'];
const LEVEL = 5; // all children are of this one
const HUNDRED = 100;

const zero = (parameter, unit) => ({ parameter, distribution: 'fixed', value: 0, unit });

const mixRows = [1, 2, 3, 4, 5].map((gmfcs) =>
  ({ gmfcs, parameter: 'population.gmfcs', distribution: 'fixed', value: gmfcs === LEVEL ? 1 : 0, unit: 'share' }));

// deaths: of 100 children a year.
const scenarioOf = (deaths) => ({
  strategies: STRATEGIES,
  rows: [...mixRows, { parameter: 'mortality.rate', distribution: 'fixed', value: deaths / HUNDRED, unit: 'per year' }],
  computations: [{ name: 'competing_death', inputs: 'years=10' }],
});

export const death = {
  id: 'death',
  control: { id: 'deaths', from: 0, to: 10, step: 1, value: 4 },
  guess: { values: ['fewer', 'same', 'more'] },
  scenario: ({ deaths }) => scenarioOf(deaths),
  forest: ({ shown }, settings, texts) => computedForest(shown, texts.forest, { scale: HUNDRED, decimals: 1 }),
  table: ({ shown }) => STRATEGIES.map((strategy) => ({
    label: strategy,
    cells: ['revised', 'dead_unrevised', 'one_minus_km'].map((quantity) => shown.ofBase(shown.computedCell(quantity, strategy))),
  })),
  numbers({ many }) {
    const share = (quantity, strategy) => many.of100(many.computedCell(quantity, strategy));
    return {
      soft: share('revised', 'soft_tissue'), softCurve: share('one_minus_km', 'soft_tissue'), softDead: share('dead_unrevised', 'soft_tissue'),
      vro: share('revised', 'vro'), vroCurve: share('one_minus_km', 'vro'), vroDead: share('dead_unrevised', 'vro'),
    };
  },
  exercise: {
    guess: { from: 0, to: 100 },
    scenario: () => {
      const { rows, ...others } = scenarioOf(0);
      return { rows: [...rows, zero('mortality.operation', 'probability')], ...others };
    },
    numbers({ exercise }) {
      const revised = exercise.of100(exercise.computedCell('revised', 'vro'));
      return { revised, answer: revised };
    },
  },
  texts: deathTexts,
};
