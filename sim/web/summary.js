// The view of the summary: what the figures find, as sentences of the engine, and what the program
// prints of a run.
import { byId, make } from './dom.js';

// An empty sentence for each figure, in their order.
export function prepareSummary(names) {
  byId('findings').replaceChildren(...names.map((name) => make('li', { id: `${name}-sentence`, hidden: true })));
}

export function showSentence(name, sentence) {
  const item = byId(`${name}-sentence`);
  item.textContent = sentence;
  item.hidden = sentence === '';
}

export function showRunSummary(text) {
  byId('run-summary').textContent = text;
}
