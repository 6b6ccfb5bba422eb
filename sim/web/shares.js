// Shares of children as people read them: of 100 children.
import { make } from './dom.js';

export const SHOWN_OUTCOMES =
  /^(revision_by_\w+|failure_by_\w+|loss_of_position|lld_over_20mm|displaced|pressure_sore|death)$/;

export const plain = (name) => name.replaceAll('_', ' ');

export const of100 = (text, language) =>
  (100 * Number(text)).toLocaleString(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

// row: of summary.csv; undefined where it has none.
export function shareCell(row, { language }) {
  if (!row || row.value === '') return make('td', {}, '–');
  return make('td', { 'data-value': row.value },
    make('strong', {}, of100(row.value, language)), ' ',
    make('span', { class: 'interval' }, `(${of100(row.lower, language)} – ${of100(row.upper, language)})`));
}

// Puts a table where one was, which keeps its place and the focus.
export function replaceTable(place, table) {
  const old = place.querySelector('.scroll');
  const left = old?.scrollLeft ?? 0;
  const hadFocus = old && old === document.activeElement;
  place.replaceChildren(table);
  table.scrollLeft = left;
  if (hadFocus) table.focus({ preventScroll: true });
}
