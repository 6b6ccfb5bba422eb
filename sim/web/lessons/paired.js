// Same children or other children: what pairing saves.
import { pairedTexts } from './paired_texts.js';

const STRATEGY = 'vro';
const EXERCISE_STRATEGY = 'vro_pelvic';
const EXERCISE_OUTCOME = 'death';

const scenarioOf = (strategy, outcome) => ({
  strategies: ['soft_tissue', strategy],
  pairs: [{ strategy, outcome, subgroup: 'all' }],
});

// The difference with its interval and error in the same children, and in two separate groups.
function comparisonsOf(reader, outcome) {
  const contrast = (column) => reader.contrast(STRATEGY, outcome, 'risk_difference', { column });
  const value = contrast('value');
  return {
    same: { value, low: contrast('lower'), high: contrast('upper'), se: contrast('se') },
    other: { value, low: reader.pair('unpaired_lower'), high: reader.pair('unpaired_upper'), se: contrast('se_unpaired') },
  };
}

export const paired = {
  id: 'paired',
  control: { id: 'outcome', values: ['revision_by_5y', 'lld_over_20mm', 'displaced', 'death'], value: 'revision_by_5y' },
  guess: { from: -100, to: 100 },
  scenario: ({ outcome }) => scenarioOf(STRATEGY, outcome),
  figures: { 10: 'children', 10000: 'forest' },
  outcome: ({ outcome }) => outcome,
  table: ({ shown }, { outcome }) => Object.entries(comparisonsOf(shown, outcome)).map(([label, { value, low, high, se }]) =>
    ({ label, cells: [...[value, low, high].map((raw) => shown.of100(raw, 1)), shown.of100(se, 2)] })),
  forest: ({ shown }, { outcome }, texts) => ({
    ...texts.forest,
    scale: 100,
    zero: 0,
    rows: Object.entries(comparisonsOf(shown, outcome)).map(([name, { value, low, high }], style) =>
      ({ label: texts.rows[name], style, value, low, high, text: shown.interval100(value, low, high) })),
  }),
  numbers({ many }, { outcome }) {
    const { same, other } = comparisonsOf(many, outcome);
    const saved = many.pair('children_saved');
    return {
      reference: many.of100(many.pair('reference_with')), strategy: many.of100(many.pair('strategy_with')),
      better: many.of100(many.pair('better')), worse: many.of100(many.pair('worse')),
      same: many.of100(same.se, 2), other: many.of100(other.se, 2),
      saved: many.size100(saved), saves: Number(saved) > 0,
    };
  },
  exercise: {
    guess: { from: -100, to: 100 },
    scenario: () => scenarioOf(EXERCISE_STRATEGY, EXERCISE_OUTCOME),
    numbers: ({ exercise }) => ({ answer: exercise.of100(exercise.pair('children_saved')) }),
  },
  texts: pairedTexts,
};
