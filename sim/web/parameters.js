// The view of all parameters of the question: values, units, sources, and meanings of the dictionary.
import { rowsOf } from './csv.js';
import { byId, makeTable } from './dom.js';

export const PARAMETERS_FILE = 'parameters.csv';

const range = ({ value, text, sd, min, max }) =>
  [value || text, sd && `sd ${sd}`, min && `min ${min}`, max && `max ${max}`].filter((part) => part).join(', ');

export const parametersAreSeen = () => byId('parameters').open;

// text: of parameters.csv.
export function showParameters(text, context) {
  const meanings = new Map(context.dictionary.map((row) => [row.name, row.meaning]));
  const cells = (row) => [row.parameter, meanings.get(row.parameter), row.strategy, row.gmfcs, row.distribution,
    range(row), row.unit, row.source];
  byId('parameter-rows').replaceChildren(
    makeTable(context.text('parameters_caption'), context.text('parameters_columns'), rowsOf(text).map(cells)));
}
