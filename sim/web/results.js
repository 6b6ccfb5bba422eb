// The views of results: numbers of 100 children, figures with their data, a child's story.
import { rowsOf } from './csv.js';
import { byId, make, makeTable, offerFile } from './dom.js';
import { prepareSummary, showSentence } from './summary.js';
import { SHOWN_OUTCOMES, of100, plain, replaceTable, shareCell } from './shares.js';

// The figures in their order, each with the file that it is drawn from, and the rows and columns of it
// that are folded under it.
const isAll = (row) => row.subgroup === 'all';
const FIGURES = {
  incidence: {
    file: 'revision.csv',
    keep: (row) => isAll(row) && row.cause === 'any' && Number.isInteger(Number(row.time_years)),
    columns: ['strategy', 'time_years', 'at_risk', 'events', 'incidence', 'se'],
  },
  causes: {
    file: 'revision.csv',
    keep: (row) => isAll(row) && row.cause !== 'any' && Number.isInteger(Number(row.time_years)),
    columns: ['strategy', 'cause', 'time_years', 'events', 'incidence', 'se'],
  },
  contrasts: {
    file: 'contrasts.csv',
    keep: isAll,
    columns: ['strategy', 'outcome', 'statistic', 'value', 'lower', 'upper'],
  },
  leg_length: {
    file: 'lld.csv',
    keep: (row) => isAll(row) && row.count !== '0',
    columns: ['strategy', 'from', 'to', 'count', 'share', 'cumulative'],
  },
  children: {
    file: 'children.csv',
    keep: () => true,
    columns: ['patient', 'strategy', 'gmfcs', 'age_years', 'revision_time_years', 'revision_cause', 'operations', 'lld_mm', 'migration_pct'],
  },
};

// Where the question fills the screen, the answer in one line.
function showStrip(rows, strategies, context) {
  const outcome = rows.map((row) => row.outcome).filter((name) => name.startsWith('revision_by_')).at(-1);
  const share = ({ strategy, label }) => {
    const row = rows.find((one) => one.outcome === outcome && one.strategy === strategy);
    return make('span', {}, `${plain(label)} `, make('strong', {}, of100(row.value, context.language)));
  };
  byId('strip').replaceChildren(`${context.text('strip')(context.outcome(outcome))} `,
    ...strategies.flatMap((strategy) => [share(strategy), ' ']));
}

// message: of the worker, with the texts of summary.csv and strategies.csv.
export function showNumbers(message, context) {
  const strategies = rowsOf(message.strategies);
  const rows = rowsOf(message.summary).filter((row) =>
    isAll(row) && row.statistic === 'mean' && SHOWN_OUTCOMES.test(row.outcome));
  const outcomes = [...new Set(rows.map((row) => row.outcome))];
  const cell = (outcome, strategy) =>
    shareCell(rows.find((row) => row.outcome === outcome && row.strategy === strategy), context);
  const table = makeTable(context.text('numbers_caption'),
    [context.text('outcome'), ...strategies.map((row) => plain(row.label))],
    outcomes.map((outcome) =>
      [context.outcome(outcome), ...strategies.map((row) => cell(outcome, row.strategy))]));
  replaceTable(byId('numbers'), table);
  showStrip(rows, strategies, context);
}

function figureParts(name, context) {
  const data = make('details', { id: `${name}-data` },
    make('summary', {}, context.text('data')), make('div', { class: 'rows' }));
  data.addEventListener('toggle', () => data.open && context.askData(FIGURES[name].file));
  const save = (id, label, act) => {
    const button = make('button', { type: 'button', id: `${name}-${id}` }, label);
    button.addEventListener('click', act);
    return button;
  };
  const buttons = make('p', { class: 'buttons' },
    save('svg', context.text('save_svg'), () => {
      const svg = byId(`${name}-picture`).querySelector('svg');
      if (svg) offerFile(`${name}.svg`, new XMLSerializer().serializeToString(svg), 'image/svg+xml');
    }),
    save('csv', `${context.text('save_csv')} ${FIGURES[name].file}`, () => context.save(FIGURES[name].file)));
  return make('section', { class: 'figure', 'aria-labelledby': `${name}-heading` },
    make('h3', { id: `${name}-heading` }, context.text(`figure_${name}`)),
    make('p', { class: 'finding', id: `${name}-finding` }),
    make('div', { class: 'picture', id: `${name}-picture` }), buttons, data);
}

// The empty places of the figures.
export function prepareFigures(context) {
  prepareSummary(Object.keys(FIGURES));
  byId('figures').replaceChildren(...Object.keys(FIGURES).map((name) => figureParts(name, context)));
}

export function showFigure({ name, svg, reason }, context) {
  const picture = byId(`${name}-picture`);
  if (!svg) {
    picture.replaceChildren();
    showSentence(name, '');
    byId(`${name}-finding`).textContent = reason || context.text('nothing_to_draw');
    return;
  }
  const drawn = document.importNode(new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement, true);
  const sentence = drawn.querySelector('title').textContent;
  byId(`${name}-finding`).textContent = sentence;
  showSentence(name, sentence);
  picture.replaceChildren(drawn);
  if (byId(`${name}-data`).open) context.askData(FIGURES[name].file);
}

// The rows under the figures of a file.
export function showData({ file, text }, context) {
  for (const [name, figure] of Object.entries(FIGURES)) {
    if (figure.file !== file || !byId(`${name}-data`).open) continue;
    const rows = rowsOf(text).filter(figure.keep);
    const place = byId(`${name}-data`).querySelector('.rows');
    place.replaceChildren(makeTable(`${context.text(`figure_${name}`)} (${file})`, figure.columns,
      rows.map((row) => figure.columns.map((column) => row[column]))));
  }
}

export function showStory(text) {
  byId('story').textContent = text;
}
