// The page: one state, the questions that it makes, and the views that show the answers to the newest.
import { showControls } from './controls.js';
import { rowsOf } from './csv.js';
import { byId, offerFile } from './dom.js';
import { SLIDERS, TABLE_NAME, commandOf, rangeOf, tableOf } from './question.js';
import { prepareFigures, showData, showFigure, showNumbers, showStory } from './results.js';
import { LANGUAGES, TEXTS } from './texts.js';

const ANNOUNCE_MS = 1000; // between two sentences of the live region
const RESIZE_MS = 200;
const FIGURE_WIDTHS = [280, 760]; // px

const worker = new Worker(
  URL.createObjectURL(new Blob([byId('worker').textContent], { type: 'text/javascript' })));

let facts = null; // rows of the engine's defaults, dictionary and strategies
let state = null;
let asked = null; // the newest question
let shown = null; // the newest numbers
const awaited = new Set(); // files to be saved when they come

const text = (name) => TEXTS[state.language][name] ?? TEXTS.en[name] ?? name;

// revision_by_5y is told by the text of revision_by.
function outcomeText(name) {
  const [, stem, years] = /^(.*_by)_(.*)y$/.exec(name) ?? [null, name, ''];
  return text(`outcome_${stem}`).replace('{}', years.replace('_', '.'));
}

const context = () => ({
  ...facts, text, language: state.language, outcome: outcomeText, change, reset,
  askData: (file) => worker.postMessage({ kind: 'data', file }),
  save: (file) => {
    awaited.add(file);
    worker.postMessage({ kind: 'data', file });
  },
});

function initialState(language) {
  const values = SLIDERS.map((slider) => [slider.id, rangeOf(slider, facts.defaults, facts.dictionary).value]);
  const strategies = facts.strategies.map((row) => row.strategy);
  return { language, strategies, mix: 'all', seed: 1, child: 0, own: null, ...Object.fromEntries(values) };
}

function figureWidth() {
  const [least, most] = FIGURE_WIDTHS;
  return Math.max(least, Math.min(most, Math.floor(byId('figures').clientWidth)));
}

// What is seen changes at once; what is heard, at most once a second.
let said = 0;
let waiting = null;
function announce(sentence) {
  byId('count').textContent = sentence;
  clearTimeout(waiting);
  const speak = () => {
    said = performance.now();
    byId('status').textContent = sentence;
  };
  const wait = said + ANNOUNCE_MS - performance.now();
  if (wait <= 0) speak();
  else waiting = setTimeout(speak, wait);
}

function ask() {
  const sliders = tableOf(state, facts.defaults, facts.dictionary);
  if (state.own === null) byId('table').value = sliders;
  const all = state.strategies.length === facts.strategies.length;
  asked = {
    kind: 'question',
    number: (asked?.number ?? 0) + 1,
    name: TABLE_NAME,
    table: state.own ?? sliders,
    strategies: all ? '' : state.strategies.join(','),
    seed: state.seed,
    child: state.child,
    width: figureWidth(),
    language: state.language,
  };
  document.body.setAttribute('aria-busy', 'true');
  worker.postMessage(asked);
}

function change(part) {
  Object.assign(state, part);
  ask();
}

function reset() {
  state = initialState(state.language);
  showAll();
}

// The columns of a table of one's own, where nothing was moved yet.
function takeTable() {
  state.own = byId('table').value.trim() === '' ? null : byId('table').value;
  byId('sliders').disabled = state.own !== null;
  byId('back').hidden = state.own === null;
  ask();
}

function showAll() {
  document.documentElement.lang = state.language;
  document.title = text('title');
  for (const element of document.querySelectorAll('[data-text]')) element.textContent = text(element.dataset.text);
  byId('back').hidden = state.own === null;
  byId('child').value = state.child;
  showControls(state, context());
  prepareFigures(context());
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

const answers = {
  numbers(message) {
    shown = message;
    showFaults([]);
    showNumbers(message, context());
    const count = message.children.toLocaleString(state.language);
    announce(text(message.last ? 'done' : 'refining')(count));
    byId('repeat-about').textContent = text(asked.table ? 'repeat_about' : 'repeat_default');
    byId('command').textContent = commandOf(asked, message.children);
    byId('digest').textContent = message.digest ?? text('no_digest');
    document.body.dataset.children = message.children;
    document.body.dataset.number = message.number;
    if (message.last) document.body.removeAttribute('aria-busy');
  },
  figure: (message) => showFigure(message, context()),
  story: (message) => showStory(message.text),
  data(message) {
    if (awaited.delete(message.file)) offerFile(message.file, message.text, 'text/csv');
    showData(message, context());
  },
  faults(message) {
    showFaults(message.faults);
    announce(text('faulty'));
    document.body.dataset.faulty = message.number;
    document.body.removeAttribute('aria-busy');
  },
};

function begin(message) {
  facts = {
    dictionary: rowsOf(message.dictionary),
    defaults: rowsOf(message.parameters),
    strategies: rowsOf(message.strategies),
  };
  const [wanted] = navigator.language.split('-');
  state = initialState(wanted in TEXTS ? wanted : 'en');
  for (const [code, name] of Object.entries(LANGUAGES)) byId('language').append(new Option(name, code));
  byId('language').value = state.language;
  showAll();
  new ResizeObserver(resized).observe(byId('figures'));
}

let resizing = null;
function resized() {
  clearTimeout(resizing);
  resizing = setTimeout(() => figureWidth() !== asked.width && ask(), RESIZE_MS);
}

worker.onmessage = ({ data }) => {
  if (data.kind === 'ready') begin(data);
  else if (data.number === asked.number) answers[data.kind](data);
  else if (awaited.has(data.file)) worker.postMessage({ kind: 'data', file: data.file });
};
worker.onerror = (event) => (byId('count').textContent = `${TEXTS.en.broken} ${event.message ?? ''}`);

byId('language').addEventListener('change', () => {
  state.language = byId('language').value;
  showAll();
});
byId('table').addEventListener('input', takeTable);
byId('back').addEventListener('click', () => {
  byId('table').value = '';
  takeTable();
  byId('table').focus();
});
byId('child').addEventListener('change', () => {
  if (byId('child').value && byId('child').checkValidity()) change({ child: Number(byId('child').value) });
});
byId('save-table').addEventListener('click', () => offerFile(TABLE_NAME, asked.table, 'text/csv'));
byId('save-summary').addEventListener('click', () => shown && offerFile('summary.csv', shown.summary, 'text/csv'));

const moduleOf = (kind) => byId(`engine-${kind}`).textContent.trim();
worker.postMessage({ kind: 'start', simd: moduleOf('simd'), scalar: moduleOf('scalar') });
