// Confounding by indication: records of children whose operation was chosen by their severity.
import { computedForest } from './computed_forest.js';
import { confoundingTexts } from './confounding_texts.js';

const OTHERS = 10; // of 100 children at levels I to III who have the osteotomy

const LEVELS = ['gmfcs_1', 'gmfcs_2', 'gmfcs_3', 'gmfcs_4', 'gmfcs_5'];

const recordsOf = ({ children, seed }, severe, others) => ({
  strategies: ['soft_tissue', 'vro'],
  computations: [{ name: 'confounding', inputs: `severe=${severe},others=${others},children=${children},seed=${seed}` }],
});

function numbersOf(read) {
  const difference = (name) => read.size100(read.computedCell(name));
  const isFewer = (name) => Number(read.computedCell(name)) < 0;
  return {
    soft: read.of100(read.computedCell('reference')), vro: read.of100(read.computedCell('other')),
    naive: difference('naive'), naiveIsFewer: isFewer('naive'),
    standardised: difference('standardised'), standardisedIsFewer: isFewer('standardised'),
    truth: difference('true'), truthIsFewer: isFewer('true'),
    harmed: LEVELS.filter((group) => Number(read.computedCell('true', group)) > 0),
  };
}

export const confounding = {
  id: 'confounding',
  control: { id: 'severe', from: 0, to: 100, step: 5, value: 85 },
  guess: { values: ['better', 'right', 'worse'] },
  scenario: (settings) => recordsOf(settings, settings.severe, OTHERS),
  forest: ({ shown }, settings, texts) => computedForest(shown, texts.forest, { scale: 100, decimals: 1 }),
  table({ shown }) {
    return [...LEVELS, 'all'].filter((group) => shown.computedCell('treated', group, 'n') !== '').map((group) => ({
      label: group,
      cells: [
        shown.plain(shown.computedCell('treated', group, 'n'), 0), shown.of100(shown.computedCell('treated', group)),
        shown.of100(shown.computedCell('reference', group)), shown.of100(shown.computedCell('other', group)),
      ],
    }));
  },
  numbers: ({ many }) => numbersOf(many),
  exercise: {
    guess: { from: -50, to: 50 },
    scenario: ({ seed }) => recordsOf({ seed, children: 10000 }, 50, 50),
    numbers({ exercise }) {
      return { ...numbersOf(exercise), answer: exercise.of100(exercise.computedCell('naive')) };
    },
  },
  texts: confoundingTexts,
};
