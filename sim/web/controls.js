// The view of the controls: strategies, level mix, sliders, seed.
import { byId, make } from './dom.js';
import { MIXES, SLIDERS, rangeOf } from './question.js';

function strategyBoxes(state, context) {
  const boxes = context.strategies.map(({ strategy, label }) => {
    const box = make('input', { type: 'checkbox', id: `strategy-${strategy}`, value: strategy });
    box.checked = state.strategies.includes(strategy);
    box.addEventListener('change', () => {
      const chosen = context.strategies.map((row) => row.strategy).filter((name) => byId(`strategy-${name}`).checked);
      if (chosen.length) context.change({ strategies: chosen });
      else box.checked = true; // there is nothing to simulate without one
    });
    return make('div', { class: 'choice' }, box, make('label', { for: box.id }, label.replaceAll('_', ' ')));
  });
  return make('fieldset', {}, make('legend', {}, context.text('strategies')), ...boxes);
}

function mixChoice(state, context) {
  const select = make('select', { id: 'mix' });
  for (const mix of Object.keys(MIXES))
    select.append(make('option', { value: mix, selected: mix === state.mix }, context.text(`mix_${mix}`)));
  select.addEventListener('change', () => context.change({ mix: select.value }));
  return make('div', { class: 'control' }, make('label', { for: 'mix' }, context.text('mix')), select);
}

const capital = (words) => words[0].toUpperCase() + words.slice(1);

// What a slider moves, in the words of the dictionary.
function labelOf({ shift }, { meaning, distribution }, context) {
  const added = shift ? `, ${context.text('added')}` : '';
  const mean = !shift && distribution !== 'fixed' ? `, ${context.text('before_cut')}` : '';
  return capital(context.text(meaning)) + added + mean;
}

function slider(definition, state, context) {
  const { id, step, shift, parameter } = definition;
  const range = rangeOf(definition, context.defaults, context.dictionary);
  const unit = context.text(shift && range.unit === 'percent' ? 'percentage points' : range.unit);
  const number = (value) => value.toLocaleString(context.language, { maximumFractionDigits: 4 });
  const words = (value) => `${shift && value > 0 ? '+' : ''}${number(value)} ${unit}`;
  const input = make('input', {
    type: 'range', id, min: range.from, max: range.to, step,
    value: state[id], 'aria-describedby': `${id}-about`,
  });
  const output = make('output', { for: id, id: `${id}-value` });
  const tell = () => {
    output.textContent = words(Number(input.value));
    input.setAttribute('aria-valuetext', output.textContent);
  };
  input.addEventListener('input', () => {
    tell();
    context.change({ [id]: Number(input.value) });
  });
  tell();
  const about = context.text('slider_about')(parameter, number(range.from), number(range.to), number(range.value));
  return make('div', { class: 'control' },
    make('div', { class: 'head' }, make('label', { for: id }, labelOf(definition, range, context)), output), input,
    make('p', { class: 'note', id: `${id}-about` }, about, ' ',
      make('span', { lang: 'en' }, range.source)));
}

const GROUPS = [...new Set(SLIDERS.map(({ group }) => group))];

function sliderGroup(group, state, context) {
  const sliders = SLIDERS.filter((definition) => definition.group === group)
    .map((definition) => slider(definition, state, context));
  const mix = group === 'children' ? [mixChoice(state, context)] : [];
  return make('fieldset', {}, make('legend', {}, context.text(`group_${group}`)), ...mix, ...sliders);
}

function seedField(state, context) {
  const input = make('input', { type: 'number', id: 'seed', min: 0, max: 4294967295, step: 1, value: state.seed });
  input.addEventListener('change', () => {
    if (input.value && input.checkValidity()) context.change({ seed: Number(input.value) });
    else input.value = state.seed;
  });
  return make('div', { class: 'control' }, make('label', { for: 'seed' }, context.text('seed')), input);
}

// context: text, language, strategies, defaults, dictionary (rows), change(part of the state).
export function showControls(state, context) {
  const moved = make('fieldset', { id: 'sliders', class: 'plain', disabled: state.own !== null },
    make('legend', { class: 'heard' }, context.text('children_and_care')),
    ...GROUPS.map((group) => sliderGroup(group, state, context)));
  const again = make('button', { type: 'button', id: 'reset' }, context.text('reset'));
  again.addEventListener('click', context.reset);
  byId('controls').replaceChildren(strategyBoxes(state, context), moved, seedField(state, context), again);
}
