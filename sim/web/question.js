// What is asked of the engine: the state of the controls, and the scenario table that it stands for.
import { tableText } from './csv.js';

export const TABLE_NAME = 'page.csv';

export const SCENARIO_COLUMNS = ['strategy', 'gmfcs', 'parameter', 'distribution', 'value', 'sd', 'min', 'max', 'unit', 'source'];

// What can be moved, in groups. shift: what is moved is added to the default of every level, which
// differs between them.
export const SLIDERS = [
  { id: 'age', group: 'children', parameter: 'population.age', step: 0.1 },
  { id: 'migration', group: 'children', parameter: 'anatomy.migration', step: 1, shift: true },
  { id: 'nsa', group: 'operation', parameter: 'plan.target_nsa', step: 1, shift: true },
  { id: 'anteversion', group: 'operation', parameter: 'plan.target_anteversion', step: 1 },
  { id: 'shortening', group: 'operation', parameter: 'plan.shortening', step: 1 },
  { id: 'medialisation', group: 'operation', parameter: 'plan.medialisation', step: 1 },
  { id: 'spica', group: 'operation', parameter: 'plan.spica', step: 0.01 },
  { id: 'loss', group: 'afterwards', parameter: 'loss.hazard', step: 0.0005 },
  { id: 'interval', group: 'afterwards', parameter: 'followup.visit_interval', step: 0.02 },
  { id: 'horizon', group: 'afterwards', parameter: 'followup.horizon', step: 0.5 },
];

// By what results can be divided, with the option of the program; those of levels are always there.
export const DIVISIONS = { gmfcs: '', age: 'age', sex: 'sex', bilateral: 'bilateral', migration: 'migration' };

// Levels that a choice of the mix keeps, with their default weights.
export const MIXES = {
  all: [1, 2, 3, 4, 5],
  walking: [1, 2, 3],
  sitting: [4, 5],
  level_1: [1],
  level_2: [2],
  level_3: [3],
  level_4: [4],
  level_5: [5],
};

const rowsOfParameter = (defaults, parameter) => defaults.filter((row) => row.parameter === parameter);

// The least and the greatest value of a row of a parameter that are usual.
function usualOf(row, entry) {
  const inside = (bound) => (row[bound] === '' ? [] : [Number(row[bound])]);
  return [
    Math.max(Number(entry.usual_from), ...inside('min')),
    Math.min(Number(entry.usual_to), ...inside('max')),
  ];
}

// The bounds and the default of a slider. defaults: rows of parameters.csv; dictionary: its rows.
export function rangeOf({ parameter, shift }, defaults, dictionary) {
  const entry = dictionary.find((row) => row.name === parameter);
  const rows = rowsOfParameter(defaults, parameter);
  const ranges = rows.map((row) => usualOf(row, entry).map((bound) => bound - (shift ? Number(row.value) : 0)));
  return {
    from: Math.max(...ranges.map(([from]) => from)),
    to: Math.min(...ranges.map(([, to]) => to)),
    value: shift ? 0 : Number(rows[0].value),
    unit: entry.unit,
    meaning: entry.meaning,
    distribution: rows[0].distribution,
    source: rows[0].source,
  };
}

const decimal = (number) => String(Number(number.toFixed(6)));
const moved = (row, value) => ({ ...row, value: decimal(value), source: 'set on the page' });

function rowsOfMix(mix, defaults) {
  return rowsOfParameter(defaults, 'population.gmfcs').map((row) =>
    moved(row, MIXES[mix].includes(Number(row.gmfcs)) ? Number(row.value) : 0),
  );
}

// The table of what differs from the default; '' where nothing does.
export function tableOf(state, defaults, dictionary) {
  const rows = state.mix === 'all' ? [] : rowsOfMix(state.mix, defaults);
  for (const slider of SLIDERS) {
    const value = state[slider.id];
    if (value === rangeOf(slider, defaults, dictionary).value) continue;
    for (const row of rowsOfParameter(defaults, slider.parameter))
      rows.push(moved(row, slider.shift ? Number(row.value) + value : value));
  }
  return rows.length ? tableText(SCENARIO_COLUMNS, rows) : '';
}

// As one word of a shell.
const quoted = (name) => (/^[\w.+-]+$/.test(name) ? name : `'${name.replaceAll("'", "'\\''")}'`);

// What repeats the results natively, with the table saved as `file`.
export function commandOf({ file = TABLE_NAME, table, strategies, seed, subgroups }, children) {
  const words = ['vrosim', 'run'];
  if (table) words.push(quoted(file));
  if (strategies) words.push('--strategies', strategies);
  if (subgroups) words.push('--subgroups', subgroups);
  words.push('--patients', children, '--seed', seed, '--sampling', 'pcg', '--out', 'results');
  return words.join(' ');
}
