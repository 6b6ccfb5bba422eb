// What knowledge is worth: results that the program made when the page was built.
import { computedForest } from './computed_forest.js';
import { worthTexts } from './worth_texts.js';

const SAMPLES = 300; // as in scripts/lesson_results.sh
const FAMILIES = ['cost', 'utility', 'surgery', 'migration', 'loss', 'complication'];

const resultsOf = ({ builtIn }) => ({
  strategies: ['soft_tissue', 'vro', 'vro_pelvic'],
  computations: [{ text: builtIn.worth }],
  command: `vrosim psa configs/economics.csv --strategies soft_tissue,vro,vro_pelvic --samples ${SAMPLES} --patients 500`,
});

export const worth = {
  id: 'worth',
  counts: [SAMPLES],
  isBuiltIn: true,
  control: { id: 'threshold', from: 20, to: 100, step: 20, value: 60 },
  guess: { values: ['cost', 'utility', 'surgery', 'migration'] },
  scenario: (settings, facts) => resultsOf(facts),
  forest: ({ shown }, settings, texts) => computedForest(shown, texts.forest(settings), { scale: 1, decimals: 2 }),
  table: ({ shown }, { threshold }) => FAMILIES.map((family) => ({
    label: family, cells: [shown.plain(shown.computedCell(`evppi_${threshold}`, `${family}.*`), 2)],
  })),
  numbers({ many }, { threshold }) {
    const first = many.computed().find(({ quantity }) => quantity === `first_${threshold}`);
    const value = (family) => many.plain(many.computedCell(`evppi_${threshold}`, `${family}.*`), 2);
    return { first: first.group.replace('.*', ''), most: many.plain(first.value, 2), cost: value('cost'), migration: value('migration') };
  },
  exercise: {
    guess: { from: 0, to: 20, step: 0.1 },
    scenario: (settings, facts) => resultsOf(facts),
    numbers({ exercise }, { threshold }) {
      const all = exercise.plain(exercise.computedCell(`evpi_${threshold}`), 2);
      return { all, answer: all };
    },
  },
  texts: worthTexts(FAMILIES),
};
