// The view of the list of lessons.
import { oneOf } from './address.js';
import { byId, make } from './dom.js';
import { LESSONS } from './lessons.js';

let indexPage = null; // of app.js

function showIndex() {
  byId('index-list').replaceChildren(...LESSONS.map((lesson) => {
    const texts = lesson.texts[indexPage.language];
    return make('li', {}, make('a', { href: `#lesson=${lesson.id}` }, texts.title), make('p', { class: 'note' }, texts.summary));
  }));
}

// A view of app.js.
export const indexView = {
  element: 'lessons',
  isNamed: (hash) => /^#(.*&)?lessons?(&|=|$)/.test(hash), // also for a lesson that there is not
  begin: (page) => (indexPage = page),
  rules: () => ({ lessons: { read: () => true, write: () => '' }, lesson: oneOf(LESSONS.map(({ id }) => id)) }),
  values: () => ({ lessons: true }),
  open: showIndex,
  show: showIndex,
  close: () => {},
  title: () => `${indexPage.text('lessons')} – vrosim`,
  take: () => {},
  isStale: () => false,
  refresh: () => {},
};
