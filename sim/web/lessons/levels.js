// A risk that is not the average child's: ratios and differences by GMFCS level.
import { followUp } from './follow_up.js';
import { levelsTexts } from './levels_texts.js';

const REFERENCE = 'soft_tissue';
const STRATEGY = 'vro';
const EXERCISE_STRATEGY = 'vro_soft_tissue';
const YEARS = 5;
const OUTCOME = `revision_by_${YEARS}y`;
const LEVELS = [1, 2, 3, 4, 5];

const scenarioOf = (strategy, rows = []) => ({
  rows: [followUp(YEARS), ...rows],
  strategies: [REFERENCE, strategy],
  pairs: [{ strategy, outcome: OUTCOME, subgroup: 'all' }],
});
const onlyLevel = (level) => LEVELS.map((gmfcs) =>
  ({ gmfcs, parameter: 'population.gmfcs', distribution: 'fixed', value: gmfcs === level ? 1 : 0, unit: 'share' }));

const ROWS = ['reference_with', 'strategy_with', 'better', 'worse'];
const ratioOf = (reader, options) => reader.plain(reader.contrast(STRATEGY, OUTCOME, 'relative_risk', options), 2);
const differenceOf = (reader, options) => reader.contrast(STRATEGY, OUTCOME, 'risk_difference', options);

export const levels = {
  id: 'levels',
  control: { id: 'level', values: LEVELS, value: 2 },
  guess: { values: ['more', 'same', 'fewer', 'harmed'] },
  scenario: ({ level }) => scenarioOf(STRATEGY, onlyLevel(level)),
  more: () => [{ name: 'all', ...scenarioOf(STRATEGY) }],
  figures: { 10: 'children', 10000: 'forest' },
  table: ({ many, all }) => [
    ...ROWS.map((name) => ({ label: name, cells: [many, all].map((reader) => reader.of100(reader.pair(name), 1)) })),
    { label: 'ratio', cells: [many, all].map((reader) => ratioOf(reader)) },
  ],
  forest: ({ all }, { level }, texts) => ({
    ...texts.forest,
    scale: 100,
    zero: 0,
    rows: LEVELS.map((gmfcs) => {
      const [value, low, high] = ['value', 'lower', 'upper'].map((column) => differenceOf(all, { subgroup: `gmfcs_${gmfcs}`, column }));
      return { label: texts.control_words(gmfcs), style: gmfcs === level ? 1 : 0, value, low, high, text: all.interval100(value, low, high) };
    }),
  }),
  numbers({ many, all }) {
    const difference = differenceOf(many);
    const share = (reader, name) => reader.of100(reader.pair(name));
    const ofLevel = (gmfcs) => ({ subgroup: `gmfcs_${gmfcs}` });
    return {
      reference: share(many, 'reference_with'), strategy: share(many, 'strategy_with'),
      referenceFree: share(many, 'reference_without'), strategyFree: share(many, 'strategy_without'),
      better: share(many, 'better'), worse: share(many, 'worse'), same: share(many, 'same'),
      net: many.size100(difference), isFewer: Number(difference) < 0, ratio: ratioOf(many),
      allNet: all.size100(differenceOf(all)), allRatio: ratioOf(all),
      four: all.size100(differenceOf(all, ofLevel(4))), five: all.size100(differenceOf(all, ofLevel(5))),
      fourRatio: ratioOf(all, ofLevel(4)), fiveRatio: ratioOf(all, ofLevel(5)),
    };
  },
  exercise: {
    guess: { from: -100, to: 100 },
    scenario: ({ level }) => scenarioOf(EXERCISE_STRATEGY, onlyLevel(level)),
    numbers({ exercise }) {
      const share = (name) => exercise.of100(exercise.pair(name));
      return {
        answer: exercise.of100(exercise.contrast(EXERCISE_STRATEGY, OUTCOME, 'risk_difference')),
        better: share('better'), worse: share('worse'),
      };
    },
  },
  texts: levelsTexts,
};
