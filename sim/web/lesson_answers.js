// The parts of a lesson's view that show the engine's answers. context: {lesson, texts, settings, read
// (readers by step), results, picture, steps, page}.
import { byId, make, makeTable } from './dom.js';
import { commandOf } from './question.js';

const numberCell = (number) => make('td', { 'data-value': number.raw }, number.words);
const asWords = (value, choices, language) => choices?.[value] ?? value.toLocaleString(language);

// figure: {svg, reason}; without one the story is all.
function showPicture(figure, page) {
  byId('lesson-picture').hidden = !figure?.svg;
  if (!figure?.svg) {
    byId('lesson-picture').replaceChildren();
    byId('lesson-finding').textContent = figure ? figure.reason || page.text('nothing_to_draw') : '';
    return;
  }
  const drawn = document.importNode(new DOMParser().parseFromString(figure.svg, 'image/svg+xml').documentElement, true);
  byId('lesson-finding').textContent = drawn.querySelector('title').textContent;
  byId('lesson-picture').replaceChildren(drawn);
}

function showStoryOf(story, page) {
  byId('lesson-story').replaceChildren(...(story ? [
    make('p', { id: 'lesson-story-note' }, page.text('story_note')),
    make('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-labelledby': 'lesson-story-note' },
      make('pre', {}, story)),
  ] : []));
}

// The figure with its table, of the children that are chosen.
export function showTry({ lesson, texts, settings, read, results, picture, page }) {
  const { story } = results.shown;
  showPicture(picture, page);
  showStoryOf(story, page);
  if (story) {
    byId('lesson-table').replaceChildren();
    return;
  }
  const rows = lesson.table(read, settings);
  byId('lesson-table').replaceChildren(makeTable(texts.caption, texts.columns(read.shown.base),
    rows.map(({ label, cells }) => [texts.rows[label] ?? label, ...cells.map(numberCell)])));
}

// Not before the guess.
export function showAnswer({ lesson, texts, settings, read, page }) {
  const place = byId('lesson-answer-text');
  place.parentElement.classList.toggle('given', settings.guess !== undefined);
  if (settings.guess === undefined) {
    place.replaceChildren(make('p', {}, page.text('guess_first')));
    return;
  }
  const numbers = lesson.numbers(read, settings);
  const guess = asWords(settings.guess, texts.guess_choices, page.language);
  place.replaceChildren(make('p', {}, make('strong', {}, page.text('your_guess')(guess))),
    ...texts.answer(numbers, settings).map((sentence) => make('p', {}, sentence)),
    make('p', { class: 'note' }, texts.answer_about ?? page.text('answer_about')));
}

// Its answer is computed when it was tried.
export function showExercise({ lesson, texts, settings, read, page }) {
  byId('lesson-exercise-text').textContent = texts.exercise(settings);
  const place = byId('lesson-exercise-answer');
  if (!read.exercise) {
    place.replaceChildren();
    return;
  }
  const numbers = lesson.exercise.numbers(read, settings);
  place.dataset.value = numbers.answer.raw;
  place.replaceChildren(
    make('p', {}, make('strong', {}, page.text('your_answer')(asWords(settings.try, texts.exercise_choices, page.language)))),
    ...texts.exercise_answer(numbers, settings).map((sentence) => make('p', {}, sentence)));
}

function repeatOf(step, page) {
  const name = make('h4', {}, page.text(`step_${step.name}`));
  const command = make('p', {}, make('code', {}, step.command ?? commandOf(step, step.children)));
  const table = step.table && !step.command && make('pre', {}, step.table);
  const part = make('div', { 'data-step': step.name, 'data-computations': JSON.stringify(step.computations) }, name);
  if (table) part.append(table);
  part.append(command);
  if (step.computations.some(({ name }) => name)) part.append(make('p', { class: 'note' }, page.text('lesson_study')));
  return part;
}

export function showRepeat({ steps, page }) {
  const open = byId('lesson-repeat').querySelector('details')?.open ?? false;
  byId('lesson-repeat').replaceChildren(make('details', { open },
    make('summary', {}, page.text('lesson_repeat')), make('p', { class: 'note' }, page.text('lesson_repeat_about')),
    make('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': page.text('lesson_repeat') },
      ...steps.map((step) => repeatOf(step, page)))));
}
