// Subgroups by outcomes: what comparisons find where there is nothing to find.
import { computedForest } from './computed_forest.js';
import { subgroupsTexts } from './subgroups_texts.js';

const COUNTS = [1, 10, 100]; // studies
const LEVELS = [1, 2, 3, 4, 5];

// The same operation twice; as many children at each level.
const studiesOf = (arm, studies, seed) => ({
  strategies: ['vro', 'again'],
  rows: [
    { strategy: 'again', parameter: 'strategy.like', distribution: 'text', value: 'vro' },
    ...LEVELS.map((gmfcs) => ({ gmfcs, parameter: 'population.gmfcs', distribution: 'fixed', value: 0.2, unit: 'share' })),
  ],
  computations: [{ name: 'false_alarms', inputs: `arm=${arm},studies=${studies},seed=${seed}` }],
});

export const subgroups = {
  id: 'subgroups',
  counts: COUNTS,
  control: { id: 'arm', from: 100, to: 600, step: 100, value: 500 },
  guess: { from: 0, to: 20 },
  scenario: ({ arm, children, seed }) => studiesOf(arm, children, seed),
  forest: ({ shown }, settings, texts) => computedForest(shown, texts.forest, { scale: 100, decimals: 0 }),
  table({ shown }) {
    return [
      { label: 'same', cells: [shown.plain(shown.computedCell('same_children'), 0)] },
      { label: 'first', cells: [shown.of100(shown.computedCell('first'))] },
      { label: 'alarms', cells: [shown.of100(shown.computedCell('alarms'), 1)] },
      { label: 'studies', cells: [shown.of100(shown.computedCell('studies'))] },
    ];
  },
  numbers({ many }) {
    return {
      same: many.plain(many.computedCell('same_children'), 0),
      alarms: many.of100(many.computedCell('alarms'), 1),
      studies: many.of100(many.computedCell('studies')),
    };
  },
  exercise: {
    guess: { from: 0, to: 100 },
    scenario: ({ arm, seed }) => studiesOf(arm, COUNTS.at(-1), seed),
    numbers({ exercise }) {
      const studies = exercise.of100(exercise.computedCell('studies'));
      return { studies, answer: studies };
    },
  },
  texts: subgroupsTexts,
};
