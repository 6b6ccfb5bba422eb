// What the engine is asked for in a lesson: the steps that it simulates, as the worker takes them, and the
// forest that it draws.
import { tableText } from './csv.js';
import { COUNTS } from './lesson_parts.js';
import { SCENARIO_COLUMNS } from './question.js';

export const FOREST = 'forest'; // the figure that a lesson tells from its numbers

export const countsOf = (lesson) => lesson.counts ?? COUNTS;
export const mostOf = (lesson) => countsOf(lesson).at(-1);
const isStory = (lesson, children) => children === 1 && !lesson.counts;

// undefined: a child's story is told in the place of a figure.
export const figureOf = (lesson, children) =>
  isStory(lesson, children) ? undefined : lesson.figures ? lesson.figures[children] : FOREST;

// scenario: {rows, strategies, subgroups, pairs, computations, command} of the lesson; more: other members of the step.
function stepOf({ lesson, settings, page }, name, scenario, more = {}) {
  const labels = scenario.strategies.map((strategy) =>
    ({ strategy, parameter: 'strategy.label', distribution: 'text', value: page.text(`strategy_${strategy}`) }));
  const rows = [...(scenario.rows ?? []), ...labels].map((row) => ({ source: `lesson ${lesson.id}`, ...row }));
  return {
    name,
    table: tableText(SCENARIO_COLUMNS, rows),
    strategies: scenario.strategies.join(','),
    subgroups: scenario.subgroups ?? '',
    pairs: scenario.pairs ?? [],
    computations: scenario.computations ?? [],
    command: scenario.command,
    children: COUNTS.at(-1),
    seed: settings.seed,
    tables: ['summary.csv', 'contrasts.csv'],
    figures: [],
    outcome: '',
    story: false,
    ...more,
  };
}

// What is shown; the answer of ten thousand; further steps of the lesson; the exercise once it was tried.
// context: {lesson, settings, page}.
export function stepsOf(context) {
  const { lesson, settings, page: { facts } } = context;
  const { children } = settings;
  const figure = figureOf(lesson, children);
  const shown = stepOf(context, 'shown', lesson.scenario(settings, facts), {
    children,
    figures: figure && figure !== FOREST ? [figure] : [],
    story: isStory(lesson, children),
    outcome: lesson.outcome?.(settings) ?? '',
    ...lesson.step,
  });
  const many = stepOf(context, 'many', lesson.scenario({ ...settings, children: mostOf(lesson) }, facts), lesson.step);
  const more = (lesson.more?.(settings) ?? []).map(({ name, ...other }) => stepOf(context, name, other, other.step));
  const exercise = lesson.exercise.scenario(settings, facts);
  const tried = settings.try === undefined
    ? [] : [stepOf(context, 'exercise', exercise, { ...lesson.step, ...exercise.step })];
  return [shown, many, ...more, ...tried];
}

// The lines of told_forest.h.
export function toldForest({ rows, ...texts }) {
  const line = (cells) => cells.map((cell) => String(cell ?? '').replace(/[\t\n]/g, ' ')).join('\t');
  return [...Object.entries(texts).map(line),
    ...rows.map(({ label, style, value, low, high, text }) => line(['row', label, style, value, low, high, text]))].join('\n');
}
