// The page: its language, its address, the worker, and which view is seen. A view makes questions and
// shows the answers to the newest.
import { addressOf, oneOf, readAddress } from './address.js';
import { rowsOf } from './csv.js';
import { byId, make } from './dom.js';
import { lessonView } from './lesson.js';
import { indexView } from './lesson_index.js';
import { LESSON_TEXTS } from './lesson_texts.js';
import { lookView } from './look.js';
import { LANGUAGES, TEXTS } from './texts.js';

const RESIZE_MS = 200;
const ADDRESS_MS = 400; // browsers refuse more than a hundred addresses in half a minute

const worker = new Worker(
  URL.createObjectURL(new Blob([byId('worker').textContent], { type: 'text/javascript' })));

const VIEWS = [lessonView, indexView, lookView]; // the first that an address names is seen
let view = null;
let number = 0; // of the newest question
let languageChosen = false;

const textIn = (language, name) => TEXTS[language][name] ?? LESSON_TEXTS[language][name];
const textOf = (name) => textIn(page.language, name) ?? textIn('en', name) ?? name;

// revision_by_5y is told by the text of revision_by.
function outcomeText(name) {
  const [, stem, years] = /^(.*_by)_(.*)y$/.exec(name) ?? [null, name, ''];
  return textOf(`outcome_${stem}`).replace('{}', years.replace('_', '.'));
}

// What views have of the page.
const page = {
  facts: null, // rows of the engine's defaults, dictionary and strategies
  language: 'en',
  text: textOf,
  outcome: outcomeText,
  send: (message) => worker.postMessage(message),
  ask(question) {
    const asked = { kind: 'question', number: ++number, ...question };
    document.body.setAttribute('aria-busy', 'true');
    worker.postMessage(asked);
    rememberSoon();
    return asked;
  },
  remember: rememberSoon,
  addressOf: (values) => addressOf({ ...values, ...languageValue() }, rulesOf(view)),
};

const languageValue = () => (languageChosen ? { language: page.language } : {});
const rulesOf = (some) => ({ ...some.rules(), language: oneOf(Object.keys(LANGUAGES)) });

let remembering = null;
function rememberSoon() {
  clearTimeout(remembering);
  remembering = setTimeout(() => {
    const address = page.addressOf(view.values());
    if (address !== (location.hash || '#')) history.replaceState(null, '', address);
  }, ADDRESS_MS);
}

function showTexts() {
  document.documentElement.lang = page.language;
  byId('language').value = page.language;
  for (const element of document.querySelectorAll('[data-text]')) element.textContent = textOf(element.dataset.text);
  for (const element of document.querySelectorAll('[data-label]')) element.setAttribute('aria-label', textOf(element.dataset.label));
}

function showAddressFaults(faults) {
  byId('address-faults').replaceChildren(...faults.map(({ kind, name, value }) => make('li', {}, textOf(kind)(name, value))));
  byId('address-box').hidden = faults.length === 0;
}

// Shows the view that an address names, with its state.
function open(hash) {
  clearTimeout(remembering);
  view?.close();
  view = VIEWS.find((some) => some.isNamed(hash));
  const { values: { language, ...values }, faults } = readAddress(hash, rulesOf(view));
  if (language) {
    page.language = language;
    languageChosen = true;
  }
  showTexts();
  document.body.dataset.view = view.element;
  for (const { element } of VIEWS) byId(element).hidden = element !== view.element;
  for (const link of document.querySelectorAll('nav a'))
    link.setAttribute('aria-current', link.dataset.view === view.element ? 'page' : 'false');
  showAddressFaults(faults);
  view.open(values);
  document.title = view.title();
}

function begin(message) {
  page.facts = {
    dictionary: rowsOf(message.dictionary),
    defaults: rowsOf(message.parameters),
    strategies: rowsOf(message.strategies),
    builtIn: JSON.parse(byId('lesson-results').textContent), // texts of tables
  };
  byId('version').textContent = `vrosim ${message.version}`;
  const [wanted] = navigator.language.split('-');
  if (wanted in TEXTS) page.language = wanted;
  for (const [code, name] of Object.entries(LANGUAGES)) byId('language').append(new Option(name, code));
  for (const some of VIEWS) some.begin(page);
  open(location.hash);
  new ResizeObserver(resized).observe(document.body);
}

let resizing = null;
function resized() {
  clearTimeout(resizing);
  resizing = setTimeout(() => view.isStale() && view.refresh(), RESIZE_MS);
}

worker.onmessage = ({ data }) => {
  if (data.kind === 'ready') begin(data);
  else if (data.number === number) view.take(data);
  else view.takeOlder?.(data);
};
worker.onerror = (event) => (byId('count').textContent = `${TEXTS.en.broken} ${event.message ?? ''}`);

byId('language').addEventListener('change', () => {
  page.language = byId('language').value;
  languageChosen = true;
  showTexts();
  view.show();
  document.title = view.title();
  rememberSoon();
});
window.addEventListener('hashchange', () => {
  open(location.hash);
  byId(view.element).querySelector('h2').focus();
});

const moduleOf = (kind) => byId(`engine-${kind}`).textContent.trim();
worker.postMessage({ kind: 'start', simd: moduleOf('simd'), scalar: moduleOf('scalar') });
