// Of 100 children: who is spared, who is harmed, and for whom nothing changes.
import { followUp } from './follow_up.js';
import { sparedTexts } from './spared_texts.js';

const REFERENCE = 'soft_tissue';
const STRATEGY = 'vro';

const outcomeBy = (years) => `revision_by_${years}y`;

const scenarioOf = (years, strategy) => ({
  rows: [followUp(years)],
  strategies: [REFERENCE, strategy],
  pairs: [{ strategy, outcome: outcomeBy(years), subgroup: 'all' }],
});

function numbersOf(many, years, strategy) {
  const pair = (name) => many.of100(many.pair(name));
  const difference = many.contrast(strategy, outcomeBy(years), 'risk_difference');
  return {
    soft: pair('reference_with'), softFree: pair('reference_without'),
    vro: pair('strategy_with'), vroFree: pair('strategy_without'),
    better: pair('better'), worse: pair('worse'), same: pair('same'),
    net: many.size100(difference), isFewer: Number(difference) < 0,
    nnt: many.size(many.contrast(strategy, outcomeBy(years), 'number_needed_to_treat')),
  };
}

export const spared = {
  id: 'spared',
  control: { id: 'years', from: 1, to: 10, step: 1, value: 5 },
  guess: { from: 0, to: 100 },
  scenario: ({ years }) => scenarioOf(years, STRATEGY),
  figures: { 10: 'children', 10000: 'incidence' },
  table({ shown }, { years }) {
    const strategyRow = (label, name) => ({ label, cells: [shown.ofBase(shown.pair(name))] });
    return [
      strategyRow(REFERENCE, 'reference_with'), strategyRow(STRATEGY, 'strategy_with'),
      strategyRow('better', 'better'), strategyRow('worse', 'worse'), strategyRow('same', 'same'),
    ];
  },
  numbers: ({ many }, { years }) => numbersOf(many, years, STRATEGY),
  exercise: {
    guess: { from: 0, to: 100 },
    scenario: ({ years }) => scenarioOf(years, 'vro_pelvic'),
    numbers({ exercise }, { years }) {
      const numbers = numbersOf(exercise, years, 'vro_pelvic');
      return { ...numbers, answer: numbers.worse };
    },
  },
  texts: sparedTexts,
};
