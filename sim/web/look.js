// The first look: controls, the questions that they make, and the views that show the answers.
import { numberIn, oneOf, someOf, textUpTo } from './address.js';
import { announce } from './announce.js';
import { builtIn } from './built_in.js';
import { showControls } from './controls.js';
import { byId, offerFile } from './dom.js';
import { PARAMETERS_FILE, parametersAreSeen, showParameters } from './parameters.js';
import { DIVISIONS, MIXES, SLIDERS, TABLE_NAME, commandOf, rangeOf, tableOf } from './question.js';
import { prepareFigures, showData, showFigure, showNumbers, showStory } from './results.js';
import { prepareSubgroups, showSubgroups } from './subgroups.js';
import { showRunSummary } from './summary.js';

const FIGURE_WIDTHS = [280, 760]; // px
const LONGEST_TABLE = 8000; // letters of a table that an address carries
const SEEDS = { from: 0, to: 4294967295 };
const CHILD_NUMBERS = { from: 0, to: 999999999 };

let page = null; // of app.js
let state = null;
let asked = null; // the newest question
let shown = null; // the newest numbers
const awaited = new Set(); // files to be saved when they come

const context = () => ({
  ...page.facts, text: page.text, language: page.language, outcome: page.outcome, change, reset,
  askData: (file) => page.send({ kind: 'data', file }),
  save: (file) => {
    awaited.add(file);
    page.send({ kind: 'data', file });
  },
});

const rangeHere = (slider) => rangeOf(slider, page.facts.defaults, page.facts.dictionary);

function initialState() {
  const values = SLIDERS.map((slider) => [slider.id, rangeHere(slider).value]);
  const strategies = page.facts.strategies.map((row) => row.strategy);
  return { strategies, mix: 'all', division: 'gmfcs', seed: 1, child: 0, own: builtIn?.table ?? null, ...Object.fromEntries(values) };
}

function figureWidth() {
  const [least, most] = FIGURE_WIDTHS;
  return Math.max(least, Math.min(most, Math.floor(byId('figures').clientWidth)));
}

function ask() {
  const sliders = tableOf(state, page.facts.defaults, page.facts.dictionary);
  if (state.own === null) byId('table').value = sliders;
  const all = state.strategies.length === page.facts.strategies.length;
  asked = page.ask({
    name: state.own !== null && state.own === builtIn?.table ? builtIn.name : TABLE_NAME,
    table: state.own ?? sliders,
    strategies: all ? '' : state.strategies.join(','),
    subgroups: DIVISIONS[state.division],
    seed: state.seed,
    child: state.child,
    width: figureWidth(),
    language: page.language,
  });
}

function change(part) {
  Object.assign(state, part);
  ask();
}

function reset() {
  state = initialState();
  show();
}

// A table of one's own counts in the place of the sliders; an empty one gives them back.
function takeTable() {
  state.own = byId('table').value.trim() === '' ? null : byId('table').value;
  byId('sliders').disabled = state.own !== null;
  byId('back').hidden = state.own === null;
  ask();
}

function show() {
  byId('built-in').hidden = !builtIn;
  if (builtIn) byId('built-in').textContent = page.text('built_in')(builtIn.name);
  byId('back').hidden = state.own === null;
  byId('child').value = state.child;
  if (state.own !== null) byId('table').value = state.own;
  showControls(state, context());
  prepareFigures(context());
  prepareSubgroups(state, context());
  ask();
}

function showFaults(faults) {
  byId('faults').replaceChildren(...faults.map((fault) => {
    const item = document.createElement('li');
    item.textContent = fault;
    return item;
  }));
  byId('faults-box').hidden = faults.length === 0;
  byId('results').classList.toggle('stale', faults.length > 0);
}

function say(sentence) {
  byId('count').textContent = sentence;
  announce(sentence);
}

const answers = {
  numbers(message) {
    shown = message;
    showFaults([]);
    showNumbers(message, context());
    showSubgroups(message, state, context());
    showRunSummary(message.report);
    if (parametersAreSeen()) context().askData(PARAMETERS_FILE);
    const count = message.children.toLocaleString(page.language);
    say(page.text(message.last ? 'done' : 'refining')(count));
    byId('repeat-about').textContent = asked.table ? page.text('repeat_about')(asked.name) : page.text('repeat_default');
    byId('command').textContent = commandOf({ ...asked, file: asked.name }, message.children);
    byId('printed-table').textContent = asked.table;
    byId('digest').textContent = message.digest ?? page.text('no_digest');
    document.body.dataset.children = message.children;
    document.body.dataset.number = message.number;
  },
  figure: (message) => showFigure(message, context()),
  rest: () => document.body.removeAttribute('aria-busy'),
  story: (message) => showStory(message.text),
  data(message) {
    if (awaited.delete(message.file)) offerFile(message.file, message.text, 'text/csv');
    if (message.file === PARAMETERS_FILE && parametersAreSeen()) showParameters(message.text, context());
    showData(message, context());
  },
  faults(message) {
    showFaults(message.faults);
    say(page.text('faulty'));
    document.body.dataset.faulty = message.number;
    document.body.removeAttribute('aria-busy');
  },
};

function begin(itsPage) {
  page = itsPage;
  byId('table').addEventListener('input', takeTable);
  byId('back').addEventListener('click', () => {
    byId('table').value = '';
    takeTable();
    byId('table').focus();
  });
  byId('child').addEventListener('change', () => {
    if (byId('child').value && byId('child').checkValidity()) change({ child: Number(byId('child').value) });
  });
  byId('parameters').addEventListener('toggle', () => parametersAreSeen() && context().askData(PARAMETERS_FILE));
  byId('save-parameters').addEventListener('click', () => context().save(PARAMETERS_FILE));
  byId('save-table').addEventListener('click', () => offerFile(asked.name, asked.table, 'text/csv'));
  byId('save-summary').addEventListener('click', () => shown && offerFile('summary.csv', shown.summary, 'text/csv'));
}

const rules = () => ({
  strategies: someOf(page.facts.strategies.map((row) => row.strategy)),
  mix: oneOf(Object.keys(MIXES)),
  division: oneOf(Object.keys(DIVISIONS)),
  ...Object.fromEntries(SLIDERS.map((slider) => {
    const { from, to, value } = rangeHere(slider);
    return [slider.id, numberIn({ from, to, step: slider.step, also: value })];
  })),
  seed: numberIn(SEEDS),
  child: numberIn(CHILD_NUMBERS),
  table: textUpTo(LONGEST_TABLE),
});

// What differs from the beginning, for the address.
function values() {
  const initial = initialState();
  const changed = Object.entries(state).filter(([name, value]) => String(value) !== String(initial[name]));
  const { own, ...others } = Object.fromEntries(changed);
  return { ...others, table: own === null ? '' : own };
}

// A view of app.js.
export const lookView = {
  element: 'look',
  isNamed: () => true,
  begin,
  rules,
  values,
  // What an address moves is stronger than a scenario that is built in; an empty table is none.
  open({ table, ...given }) {
    const moved = 'mix' in given || SLIDERS.some(({ id }) => id in given);
    state = { ...initialState(), ...given };
    if (moved || table !== undefined) state.own = table || null;
    show();
  },
  show,
  close: () => byId('figures').replaceChildren(),
  title: () => page.text('title'),
  take: (message) => answers[message.kind](message),
  isStale: () => figureWidth() !== asked.width,
  refresh: ask,
  // Files that are to be saved are those of the newest question.
  takeOlder: (message) => awaited.has(message.file) && page.send({ kind: 'data', file: message.file }),
};
