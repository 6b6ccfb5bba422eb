// The winner's curse: what small trials find when they find something.
import { computedForest } from './computed_forest.js';
import { winnerTexts } from './winner_texts.js';

const COUNTS = [1, 10, 1000]; // trials
const SHOWN = 10; // trials in the picture

const trialsOf = (arm, trials, seed) => ({
  strategies: ['soft_tissue', 'vro'],
  computations: [{ name: 'small_trials', inputs: `arm=${arm},trials=${trials},seed=${seed}` }],
});

export const winner = {
  id: 'winner',
  counts: COUNTS,
  control: { id: 'arm', from: 20, to: 500, step: 20, value: 40 },
  guess: { from: 0, to: 100 },
  scenario: ({ arm, children, seed }) => trialsOf(arm, children, seed),
  forest: ({ shown }, settings, texts) => computedForest(shown, texts.forest, { scale: 1, decimals: 1 }),
  table({ shown }) {
    const cell = (quantity, group) => shown.computedCell(quantity, group);
    return [
      { label: 'power', cells: [shown.of100(cell('power', 'all'))] },
      { label: 'wrong', cells: [shown.of100(cell('wrong_sign', 'all'))] },
      { label: 'found', cells: [shown.plain(cell('found', 'significant'))] },
      { label: 'exaggeration', cells: [shown.plain(cell('exaggeration', 'significant'))] },
    ];
  },
  numbers({ many }) {
    return {
      truth: many.plain(many.computedCell('true')),
      sd: many.plain(many.computedCell('sd', 'reference'), 0),
      power: many.of100(many.computedCell('power')),
      wrong: many.of100(many.computedCell('wrong_sign')),
      found: many.plain(many.computedCell('found', 'significant')),
      exaggeration: many.plain(many.computedCell('exaggeration', 'significant')),
    };
  },
  exercise: {
    guess: { from: 10, to: 2000 },
    scenario: ({ seed, arm }) => trialsOf(arm, 1, seed),
    numbers({ exercise }) {
      const needed = exercise.plain(exercise.computedCell('needed', 'arm'), 0);
      return { needed, answer: needed };
    },
  },
  texts: winnerTexts(SHOWN),
};
