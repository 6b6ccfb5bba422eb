// The worker that owns the engine. It answers the newest question alone: between blocks of children
// and between figures it looks at its messages, and leaves a question that is no longer the newest.
//
// It takes {kind: 'start', simd, scalar} (modules in base64), {kind: 'question', number, table, name,
// strategies, subgroups, seed, child, width, language} or, of a lesson, {kind: 'question', number, name, steps,
// width, language}; {kind: 'forest', number, told, width, language}; and {kind: 'data', file}. It tells
// {kind: 'ready'}, {kind: 'numbers'}, {kind: 'figure'}, {kind: 'rest'} (nothing more comes), {kind: 'story'},
// {kind: 'steps'}, {kind: 'forest'}, {kind: 'data'} and {kind: 'faults'}, each with the number of its question.
import { Engine } from './engine.js';

// A first look at once, which becomes exact while nothing is asked.
const STAGES = [8192, 16384, 65536, 262144, 1000000];
const STEP = 4 * 8192; // children between two looks at the messages

const FIGURES = ['incidence', 'causes', 'contrasts', 'leg_length', 'children'];

// The smallest module with an instruction of simd128.
const SIMD_PROBE = [
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253,
  98, 11,
];

let engine = null;
let newest = null; // question
let current = null; // question that is being answered
let busy = false;
let loaded = null; // what the engine's results are of, as a text
let children = 0; // that it has of them

// Messages that wait are taken meanwhile.
const pause = () => new Promise((resolve) => setTimeout(resolve, 0));
const tell = (kind, question, more = {}) => self.postMessage({ kind, number: question.number, ...more });

function bytesOf(base64) {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

async function hexDigest(text) {
  if (!globalThis.crypto?.subtle) return null;
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function start({ simd, scalar }) {
  const hasSimd = WebAssembly.validate(new Uint8Array(SIMD_PROBE));
  engine = new Engine(new WebAssembly.Module(bytesOf(hasSimd ? simd : scalar)));
  engine.load();
  engine.simulate({ children: 1 });
  self.postMessage({
    kind: 'ready',
    hasSimd,
    dictionary: engine.dictionary(),
    parameters: engine.table('parameters.csv'),
    strategies: engine.table('strategies.csv'),
    version: engine.version(),
  });
}

// Whether the scenario of the question is in the engine.
function load(question) {
  const { name, table, strategies, seed, subgroups } = question;
  const wanted = JSON.stringify([name, table, strategies, seed, subgroups]);
  if (loaded === wanted) return true;
  loaded = null;
  children = 0;
  if (!engine.load({ name, table, strategies })) return false;
  loaded = wanted;
  return true;
}

async function show(question) {
  const summary = engine.table('summary.csv');
  const digest = await hexDigest(summary);
  tell('numbers', question, {
    children,
    last: children === STAGES.at(-1),
    summary,
    report: engine.summary(),
    digest,
    strategies: engine.table('strategies.csv'),
  });
  for (const name of FIGURES) {
    await pause();
    if (newest !== question) return;
    const svg = engine.figure(name, question);
    tell('figure', question, { name, svg, reason: svg ? '' : engine.faults().join(' ') });
  }
  if (children === STAGES.at(-1)) tell('rest', question);
}

// Simulates to so many children; false where the question is no longer the newest.
async function simulateTo(stage, question) {
  while (children < stage) {
    const next = Math.min(stage, children + STEP);
    if (!engine.simulate({ ...question, children: next })) throw new Error(engine.faults().join(' '));
    children = next;
    await pause();
    if (newest !== question) return false;
  }
  return true;
}

async function answer(question) {
  if (!load(question)) {
    tell('faults', question, { faults: engine.faults() });
    return;
  }
  const had = children;
  tell('story', question, { text: engine.story(question.child, question) });
  if (had) await show(question);
  for (const stage of STAGES.filter((stage) => stage > had)) {
    if (!(await simulateTo(stage, question))) return;
    await show(question);
    if (newest !== question) return;
  }
}

// What a lesson asks for is simulated step by step and told at once (lesson_steps.js).
async function answerSteps(question) {
  const results = {};
  for (const step of question.steps) {
    if (!load({ ...step, name: question.name })) throw new Error(engine.faults().join(' '));
    if (!engine.simulate(step)) throw new Error(engine.faults().join(' '));
    children = 0; // of no other question
    loaded = null;
    results[step.name] = resultOf(step, question);
    await pause();
    if (newest !== question) return;
  }
  tell('steps', question, { results });
}

// A computation that was made lately is not made again. children: of the results, which some are of.
const KEPT = 8;
const made = new Map(); // key -> table, the oldest first
function computed({ name, inputs, text: built }, { table, strategies, children, seed }) {
  if (built !== undefined) return built; // made when the page was built
  const key = JSON.stringify([name, inputs, table, strategies, children, seed]);
  const text = made.get(key) ?? engine.lesson(name, inputs);
  if (text === null) throw new Error(engine.faults().join(' '));
  made.set(key, text);
  if (made.size > KEPT) made.delete(made.keys().next().value);
  return text;
}

function resultOf(step, question) {
  const { tables, pairs, computations, figures, outcome, story, seed } = step;
  const drawn = (name) => {
    const svg = engine.figure(name, { ...question, outcome });
    return { svg, reason: svg ? '' : engine.faults().join(' ') };
  };
  return {
    tables: Object.fromEntries(tables.map((file) => [file, engine.table(file)])),
    pairs: pairs.map(({ strategy, outcome, subgroup }) => engine.pairs(strategy, outcome, subgroup)),
    computed: computations.map((one) => computed(one, step)),
    figures: Object.fromEntries(figures.map((name) => [name, drawn(name)])),
    story: story ? engine.story(0, { seed, language: question.language }) : null,
  };
}

async function work() {
  if (busy) return;
  busy = true;
  for (let question = null; question !== newest; ) {
    current = question = newest;
    try {
      await (question.steps ? answerSteps(question) : answer(question));
    } catch (error) {
      loaded = null;
      tell('faults', question, { faults: [error.message] });
    }
  }
  busy = false;
}

self.onmessage = ({ data }) => {
  if (data.kind === 'start') start(data);
  if (data.kind === 'question') {
    newest = data;
    work();
  }
  if (data.kind === 'forest')
    tell('forest', data, { svg: engine.forest(data.told, data) });
  if (data.kind === 'data' && children)
    tell('data', current, { file: data.file, text: engine.table(data.file) });
};
