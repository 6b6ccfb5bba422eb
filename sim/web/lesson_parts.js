// The parts of a lesson's view that the reader works with.
import { make } from './dom.js';

export const COUNTS = [1, 10, 10000]; // children

const numberField = ({ from, to, step = 1 }, id, value) =>
  make('input', { type: 'number', id, min: from, max: to, step, required: true, inputmode: 'decimal', value: value ?? '' });

function choiceFields({ values }, id, value, words) {
  return values.map((choice) => {
    const radio = make('input', { type: 'radio', name: id, id: `${id}-${choice}`, value: choice, required: true });
    radio.checked = choice === value;
    return make('div', { class: 'choice' }, radio, make('label', { for: radio.id }, words(choice)));
  });
}

// A question that is answered by a number or a choice. guess: {values} or {from, to, step}; value: that
// was given before; words: of a choice; take(value): called with what is given.
export function guessForm({ id, question, guess, value, words, button, take }) {
  const fields = guess.values
    ? [make('fieldset', {}, make('legend', {}, question), ...choiceFields(guess, id, value, words))]
    : [make('label', { for: id }, question), ' ', numberField(guess, id, value)];
  const form = make('form', { class: 'guess' }, ...fields, ' ', make('button', {}, button),
    make('p', { class: 'write', 'aria-hidden': 'true' }));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const given = guess.values ? form.elements[id].value : form.elements[id].valueAsNumber;
    take(guess.values ? guess.values.find((choice) => String(choice) === given) : given);
  });
  return form;
}

// The one control of a lesson: a slider {from, to, step}, or a choice {values}. words(value): of a value.
export function lessonControl({ id, control, value, label, words, take }) {
  if (control.values) {
    const select = make('select', { id });
    for (const choice of control.values)
      select.append(make('option', { value: choice, selected: choice === value }, words(choice)));
    select.addEventListener('change', () => take(control.values[select.selectedIndex]));
    return make('div', { class: 'control' }, make('label', { for: id }, label), ' ', select);
  }
  const input = make('input', { type: 'range', id, min: control.from, max: control.to, step: control.step, value });
  const output = make('output', { for: id, id: `${id}-value` });
  const tell = () => {
    output.textContent = words(Number(input.value));
    input.setAttribute('aria-valuetext', output.textContent);
  };
  input.addEventListener('input', () => {
    tell();
    take(Number(input.value));
  });
  tell();
  return make('div', { class: 'control' }, make('div', { class: 'head' }, make('label', { for: id }, label), output), input);
}

// One child, ten, ten thousand, or what else a lesson counts and its words for it; and other children.
export function countButtons({ hasOthers, counts, words: own, children, text, language, take, takeOthers }) {
  const buttons = counts.map((count) => {
    const words = own ?? text(count === 1 ? 'one_child' : 'n_children');
    const button = make('button', { type: 'button', id: `lesson-children-${count}`, 'aria-pressed': String(count === children) },
      typeof words === 'function' ? words(count.toLocaleString(language)) : words);
    button.addEventListener('click', () => {
      for (const other of buttons) other.setAttribute('aria-pressed', String(other === button));
      take(count);
    });
    return button;
  });
  const others = make('button', { type: 'button', id: 'lesson-others' }, text('other_children'));
  others.addEventListener('click', takeOthers);
  return make('div', { class: 'buttons', role: 'group', 'aria-label': text('how_many') }, ...buttons, ...(hasOthers ? [others] : []));
}

// To print a worksheet, and to copy the link that `link` gives.
export function handOutPart(text, link) {
  const print = make('button', { type: 'button', id: 'lesson-print' }, text('print'));
  const copy = make('button', { type: 'button', id: 'lesson-copy' }, text('copy'));
  const place = make('p', { id: 'lesson-link', role: 'status' });
  print.addEventListener('click', () => window.print());
  // What went well is told by the button, which keeps its place; else the link is there to be copied by hand.
  const tellCopied = () => {
    copy.textContent = text('copied');
    place.className = 'heard';
    place.textContent = text('copied');
  };
  const tellNotCopied = () => {
    place.className = '';
    place.textContent = `${text('not_copied')} ${link()}`;
  };
  copy.addEventListener('click', () =>
    (navigator.clipboard?.writeText(link()) ?? Promise.reject(new Error('no clipboard')))
      .then(tellCopied, tellNotCopied));
  return make('div', { class: 'buttons', id: 'lesson-handout', role: 'group', 'aria-label': text('lesson_handout') }, print, copy, place);
}
