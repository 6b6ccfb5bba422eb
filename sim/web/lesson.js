// The view of any lesson: its state, and what is seen.
import { numberIn, oneOf } from './address.js';
import { announce } from './announce.js';
import { byId, make } from './dom.js';
import { showAnswer, showExercise, showRepeat, showTry } from './lesson_answers.js';
import { readerOf } from './lesson_numbers.js';
import { countButtons, guessForm, handOutPart, lessonControl } from './lesson_parts.js';
import { FOREST, countsOf, figureOf, mostOf, stepsOf, toldForest } from './lesson_steps.js';
import { LESSONS } from './lessons.js';
import { TABLE_NAME } from './question.js';

const LESSON_WIDTHS = [280, 640]; // px of a figure
const PARTS = ['question', 'answer', 'exercise']; // of which one is seen; all but the first follow the guess
const SEED_RANGE = { from: 0, to: 4294967295 };

let lesson = null;
let lessonPage = null; // of app.js
let settings = null; // {[control.id], children, seed, guess, part, try}
let asked = null; // the newest question
let results = null; // of the newest answer: step -> result

const lessonTexts = () => lesson.texts[lessonPage.language];

const partElement = (name) => byId(`lesson-part-${name}`);
const partSeen = () => (settings.guess === undefined ? PARTS[0] : settings.part ?? 'answer');

// Of the room for the figure, which is made ready while its part is hidden.
function lessonFigureWidth() {
  const [least, most] = LESSON_WIDTHS;
  const part = partElement('answer');
  const { hidden } = part;
  part.hidden = false;
  const room = Math.floor(byId('lesson-result').clientWidth);
  part.hidden = hidden;
  return Math.max(least, Math.min(most, room));
}

function askEngine() {
  const steps = stepsOf({ lesson, settings, page: lessonPage });
  asked = lessonPage.ask({ name: TABLE_NAME, steps, width: lessonFigureWidth(), language: lessonPage.language });
}

function changeLesson(part) {
  Object.assign(settings, part);
  askEngine();
}

const contextOf = (picture) => ({
  lesson, texts: lessonTexts(), settings, results, picture, steps: asked.steps, page: lessonPage,
  read: Object.fromEntries(asked.steps.map(({ name, children }) =>
    [name, readerOf(results[name], children, lessonPage.language)])),
});

function askForest() {
  const { texts, read } = contextOf();
  const told = toldForest(lesson.forest(read, settings, texts));
  lessonPage.send({ kind: 'forest', number: asked.number, told, width: asked.width, language: asked.language });
}

// picture: {svg, reason}; undefined where the story is all.
function showResults(picture) {
  const context = contextOf(picture);
  showTry(context);
  showAnswer(context);
  showExercise(context);
  showRepeat(context);
  byId('lesson-paper').textContent = `${lessonPage.text('lesson_link')} ${linkOfLesson()}`;
  const { children } = settings;
  const count = children.toLocaleString(lessonPage.language);
  const most = children === mostOf(lesson) ? lessonTexts().simulated_many : undefined;
  const sentence = lesson.counts ? lessonTexts().counted(count)
    : children === 1 ? lessonPage.text('simulated_one') : most ?? lessonPage.text('simulated')(count);
  byId('lesson-count').textContent = sentence;
  placeColumns();
  announceResults(sentence);
}

// Nothing is heard before the guess that is not seen.
function announceResults(sentence) {
  const heard = {
    question: '',
    answer: `${sentence} ${byId('lesson-finding').textContent}`,
    exercise: byId('lesson-exercise-answer').textContent,
  };
  announce(heard[partSeen()]);
}

function showPart() {
  const seen = partSeen();
  for (const name of PARTS) {
    partElement(name).hidden = name !== seen;
    const button = byId(`lesson-to-${name}`);
    button.disabled = name !== PARTS[0] && settings.guess === undefined;
    button.setAttribute('aria-current', name === seen ? 'step' : 'false');
  }
  byId('lesson-guess-first').hidden = settings.guess !== undefined;
  placeColumns();
}

// Where there are two columns, the table stands under the shorter, and a story has a wide one.
function placeColumns() {
  const { classList } = partElement('answer');
  classList.toggle('with-story', byId('lesson-story').childElementCount > 0);
  classList.toggle('table-right', byId('lesson-result').offsetHeight < byId('lesson-answer-text').offsetHeight);
}

function turnTo(part) {
  settings.part = part;
  showPart();
  partElement(part).querySelector('h3').focus();
  lessonPage.remember();
}

function questionPart() {
  const { text } = lessonPage;
  const texts = lessonTexts();
  return make('section', { 'aria-labelledby': 'lesson-question-heading', class: 'question' },
    make('h3', { id: 'lesson-question-heading', tabindex: -1 }, text('lesson_question')),
    ...texts.question.map((sentence) => make('p', {}, sentence)),
    guessForm({
      id: 'lesson-guess', question: texts.guess, guess: lesson.guess, value: settings.guess,
      words: (choice) => texts.guess_choices[choice], button: text('guess_button'),
      take: (guess) => {
        changeLesson({ guess });
        turnTo('answer');
      },
    }),
    make('p', { class: 'note', id: 'lesson-guess-first' }, text('guess_first')));
}

function tryPart() {
  const { text, language } = lessonPage;
  const texts = lessonTexts();
  const { control } = lesson;
  const words = (value) => texts.control_words(typeof value === 'number' ? value.toLocaleString(language) : value, text);
  return make('section', { 'aria-labelledby': 'lesson-try-heading', class: 'try' },
    make('h3', { id: 'lesson-try-heading' }, text('lesson_try')),
    lessonControl({
      id: 'lesson-control', control, value: settings[control.id], label: texts.control, words,
      take: (value) => changeLesson({ [control.id]: value }),
    }),
    countButtons({
      hasOthers: !lesson.isBuiltIn, counts: countsOf(lesson), words: texts.count_words, children: settings.children, text, language,
      take: (children) => changeLesson({ children }),
      takeOthers: () => changeLesson({ seed: settings.seed < SEED_RANGE.to ? settings.seed + 1 : SEED_RANGE.from }),
    }),
    make('p', { id: 'lesson-count', class: 'note' }));
}

function answerPart() {
  const { text } = lessonPage;
  return [
    make('section', { 'aria-labelledby': 'lesson-answer', class: 'answer' },
      make('h3', { id: 'lesson-answer', tabindex: -1 }, text('lesson_answer')), make('div', { id: 'lesson-answer-text' })),
    tryPart(),
    make('div', { class: 'result', id: 'lesson-result' },
      make('p', { class: 'finding', id: 'lesson-finding' }),
      make('div', { class: 'picture', id: 'lesson-picture' }),
      make('div', { id: 'lesson-story' })),
    make('div', { class: 'lesson-table', id: 'lesson-table' }),
  ];
}

function exercisePart() {
  const texts = lessonTexts();
  return make('section', { 'aria-labelledby': 'lesson-exercise-heading', class: 'exercise' },
    make('h3', { id: 'lesson-exercise-heading', tabindex: -1 }, lessonPage.text('lesson_exercise')),
    make('p', { id: 'lesson-exercise-text' }),
    guessForm({
      id: 'lesson-try', question: texts.exercise_guess, guess: lesson.exercise.guess, value: settings.try,
      words: (choice) => texts.exercise_choices[choice], button: lessonPage.text('exercise_button'),
      take: (answer) => changeLesson({ try: answer }),
    }),
    make('div', { id: 'lesson-exercise-answer' }));
}

// The names of the parts, to go to one of them.
function partsList() {
  const { text } = lessonPage;
  const buttons = PARTS.map((name) => {
    const button = make('button', { type: 'button', id: `lesson-to-${name}` }, text(`lesson_${name}`));
    button.addEventListener('click', () => turnTo(name));
    return make('li', {}, button);
  });
  return make('ol', { class: 'parts', 'aria-label': text('parts') }, ...buttons);
}

function neighbours() {
  const place = LESSONS.indexOf(lesson);
  const link = (name, other) => other &&
    make('a', { href: `#lesson=${other.id}`, id: `lesson-${name}` }, `${lessonPage.text(name)} ${other.texts[lessonPage.language].title}`);
  return [link('previous', LESSONS[place - 1]), link('next', LESSONS[place + 1])].filter(Boolean);
}

function showLesson() {
  const { text } = lessonPage;
  const part = (name, ...content) => make('div', { class: `part ${name}-part`, id: `lesson-part-${name}` }, ...content);
  byId('lesson').replaceChildren(
    make('div', { class: 'lesson-head' },
      make('div', {}, make('h2', { tabindex: -1 }, lessonTexts().title),
        make('p', { class: 'note' }, text('lesson_of')(LESSONS.indexOf(lesson) + 1, LESSONS.length))),
      partsList()),
    part('question', questionPart()),
    part('answer', ...answerPart()),
    part('exercise', exercisePart(), make('section', { id: 'lesson-repeat', class: 'repeat' })),
    make('p', { class: 'paper', id: 'lesson-paper' }),
    make('div', { class: 'lesson-foot' }, handOutPart(text, linkOfLesson), make('p', { class: 'neighbours' }, ...neighbours())));
  showPart();
  askEngine();
}

// The link has everything but what the reader guessed.
const linkOfLesson = () => {
  const { guess, part, try: tried, ...others } = lessonValues();
  return `${location.href.replace(/#.*/s, '')}${lessonPage.addressOf(others)}`;
};

const ruleOf = ({ values, ...range }) => (values ? oneOf(values) : numberIn(range));
const namedLesson = (hash) => LESSONS.find(({ id }) => id === /^#(?:.*&)?lesson=([^&]*)/.exec(hash)?.[1]);

const lessonRules = () => ({
  lesson: oneOf([lesson.id]),
  [lesson.control.id]: ruleOf(lesson.control),
  children: oneOf(countsOf(lesson)),
  seed: numberIn(SEED_RANGE),
  guess: ruleOf(lesson.guess),
  part: oneOf(PARTS),
  try: ruleOf(lesson.exercise.guess),
});
const lessonValues = () => ({ lesson: lesson.id, ...settings });

// A view of app.js.
export const lessonView = {
  element: 'lesson',
  isNamed(hash) {
    lesson = namedLesson(hash) ?? lesson;
    return namedLesson(hash) !== undefined;
  },
  begin: (page) => (lessonPage = page),
  rules: lessonRules,
  values: lessonValues,
  open({ lesson: name, ...given }) {
    settings = { [lesson.control.id]: lesson.control.value, children: countsOf(lesson)[1] ?? mostOf(lesson), seed: 1, ...given };
    showLesson();
  },
  show: showLesson,
  close: () => byId('lesson').replaceChildren(),
  title: () => `${lessonTexts().title} – vrosim`,
  take(message) {
    const figure = figureOf(lesson, settings.children);
    if (message.kind === 'steps') {
      results = message.results;
      if (figure === FOREST) {
        askForest();
        return;
      }
      showResults(results.shown.figures[figure]);
    } else if (message.kind === 'forest') {
      showResults(message);
    } else if (message.kind === 'faults') {
      byId('lesson-count').textContent = message.faults.join(' ');
    }
    document.body.dataset.number = message.number;
    document.body.removeAttribute('aria-busy');
  },
  isStale: () => lessonFigureWidth() !== asked.width,
  refresh: askEngine,
};
