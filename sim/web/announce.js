// Sentences for eyes and ears: what is seen changes at once; what is heard, at most once a second.
import { byId } from './dom.js';

const ANNOUNCE_MS = 1000; // between two sentences of the live region

let said = 0;
let waiting = null;

export function announce(sentence) {
  clearTimeout(waiting);
  const speak = () => {
    said = performance.now();
    byId('status').textContent = sentence;
  };
  const wait = said + ANNOUNCE_MS - performance.now();
  if (wait <= 0) speak();
  else waiting = setTimeout(speak, wait);
}
