// The view of the results in subgroups: one outcome, a row for each subgroup, a column for each
// strategy.
import { rowsOf } from './csv.js';
import { byId, make, makeTable } from './dom.js';
import { DIVISIONS } from './question.js';
import { SHOWN_OUTCOMES, plain, replaceTable, shareCell } from './shares.js';

const ROMAN = ['I', 'II', 'III', 'IV', 'V'];

// The names of subgroups in tables, by division, and what they are called.
const NAMES = {
  gmfcs: /^gmfcs_(?<level>[1-5])$/,
  age: /^age_(?:(?<from>[\d.]+)_)?(?:(?<form>under|to|and_over)(?:_(?<to>[\d.]+))?)$/,
  sex: /^(?<form>male|female)$/,
  bilateral: /^(?<form>unilateral|bilateral)$/,
  migration: /^migration_(?:(?<from>[\d.]+)_)?(?:(?<form>under|to|and_over)(?:_(?<to>[\d.]+))?)$/,
};

function nameOf({ level, form, from, to }, context) {
  if (level) return context.text('subgroup_gmfcs').replace('{}', ROMAN[Number(level) - 1]);
  return [from, to].filter((bound) => bound !== undefined)
    .reduce((name, bound) => name.replace('{}', bound), context.text(`subgroup_${form}`));
}

let shown = null; // rows of summary.csv
let labels = null; // of strategies
let outcome = null; // null: the last landmark of later surgery

const outcomesOf = (rows) => [...new Set(rows.map((row) => row.outcome))];
const usualOutcome = (names) => names.filter((name) => name.startsWith('revision_by_')).at(-1) ?? names[0];

function choice(id, label, options, chosen, act) {
  const select = make('select', { id });
  for (const [value, text] of options) select.append(new Option(text, value, false, value === chosen));
  select.addEventListener('change', () => act(select.value));
  return make('div', { class: 'control' }, make('label', { for: id }, label), ' ', select);
}

function showTable(context, state) {
  const pattern = NAMES[state.division];
  const names = outcomesOf(shown);
  const chosen = names.includes(outcome) ? outcome : usualOutcome(names);
  byId('subgroup-outcome').value = chosen;
  const rows = shown.filter((row) => row.outcome === chosen && row.n !== '0' && pattern.test(row.subgroup));
  const subgroups = [...new Set(rows.map((row) => row.subgroup))];
  const find = (subgroup, strategy) => rows.find((row) => row.subgroup === subgroup && row.strategy === strategy);
  const count = (subgroup) => Number(find(subgroup, labels[0].strategy)?.n).toLocaleString(context.language);
  replaceTable(byId('subgroup-table'), makeTable(
    context.text('subgroups_caption')(context.outcome(chosen)),
    [context.text('subgroup'), context.text('subgroups_n'), ...labels.map((row) => plain(row.label))],
    subgroups.map((subgroup) => [
      nameOf(pattern.exec(subgroup).groups, context), count(subgroup),
      ...labels.map(({ strategy }) => shareCell(find(subgroup, strategy), context)),
    ])));
}

function showOutcomes(context, state) {
  const options = outcomesOf(shown).map((name) => [name, context.outcome(name)]);
  const place = byId('subgroup-outcome-place');
  const known = [...place.querySelectorAll('option')].map((option) => option.textContent).join();
  if (known === options.map(([, text]) => text).join()) return;
  place.replaceChildren(choice('subgroup-outcome', context.text('subgroups_outcome'), options, outcome, (value) => {
    outcome = value;
    showTable(context, state);
  }));
}

// The choices, before there are results.
export function prepareSubgroups(state, context) {
  const divisions = Object.keys(DIVISIONS).map((name) => [name, context.text(`division_${name}`)]);
  byId('subgroup-choices').replaceChildren(
    choice('division', context.text('subgroups_by'), divisions, state.division, (division) => context.change({ division })),
    make('div', { id: 'subgroup-outcome-place' }));
  byId('subgroup-table').replaceChildren();
}

// message: of the worker, with the texts of summary.csv and strategies.csv.
export function showSubgroups(message, state, context) {
  labels = rowsOf(message.strategies);
  shown = rowsOf(message.summary).filter((row) => row.statistic === 'mean' && SHOWN_OUTCOMES.test(row.outcome));
  showOutcomes(context, state);
  showTable(context, state);
}
