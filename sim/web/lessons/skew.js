// Mean or median child: the leg lengths of the many and of the few.
import { skewTexts } from './skew_texts.js';

const REFERENCE = 'soft_tissue';
const LENGTH = 'lld_abs_mm';
const OVER = 'lld_over_20mm';
const STATISTICS = ['mean', 'p50', 'p75', 'p95'];

const scenarioOf = (strategy) => ({
  strategies: [REFERENCE, strategy],
  pairs: [{ strategy, outcome: OVER, subgroup: 'all' }],
});

function numbersOf(reader, strategy) {
  const length = (statistic) => reader.plain(reader.mean(strategy, LENGTH, { statistic }));
  return { mean: length('mean'), median: length('p50'), upper: length('p75'), top: length('p95'), over: reader.of100(reader.mean(strategy, OVER)) };
}

export const skew = {
  id: 'skew',
  control: { id: 'strategy', values: ['vro_pelvic', 'vro_soft_tissue', 'vro', 'observation'], value: 'vro_pelvic' },
  guess: { from: 0, to: 100 },
  scenario: ({ strategy }) => scenarioOf(strategy),
  step: { tables: ['summary.csv', 'contrasts.csv', 'children.csv'] },
  figures: { 10: 'forest', 10000: 'leg_length' },
  table: ({ shown }, { strategy }) => [
    ...STATISTICS.map((statistic) => ({
      label: statistic,
      cells: [REFERENCE, strategy].map((name) => shown.plain(shown.mean(name, LENGTH, { statistic }))),
    })),
    { label: OVER, cells: [REFERENCE, strategy].map((name) => shown.ofBase(shown.mean(name, OVER))) },
  ],
  forest: ({ shown }, { strategy }, texts) => ({
    ...texts.forest,
    zero: 0,
    rows: shown.rows('children.csv').map((row) => ({
      label: texts.child(row.patient, row.strategy === strategy), style: row.strategy === strategy ? 1 : 0,
      value: row[LENGTH], text: `${shown.plain(row[LENGTH])} mm`,
    })),
  }),
  numbers({ many }, { strategy }) {
    const [release, other] = [REFERENCE, strategy].map((name) => numbersOf(many, name));
    const means = many.contrast(strategy, LENGTH, 'mean_difference');
    const shares = many.contrast(strategy, OVER, 'risk_difference');
    return { release, other, turns: Number(means) * Number(shares) < 0, better: many.of100(many.pair('better')), worse: many.of100(many.pair('worse')) };
  },
  exercise: {
    guess: { from: 0, to: 100 },
    scenario: ({ strategy }) => scenarioOf(strategy),
    numbers({ exercise }, { strategy }) {
      const ofLevel = (name) => exercise.of100(exercise.mean(name, OVER, { subgroup: 'gmfcs_5' }));
      return { answer: ofLevel(strategy), release: ofLevel(REFERENCE) };
    },
  },
  texts: skewTexts,
};
