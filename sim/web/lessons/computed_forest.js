// The forest of a computation of the engine: its rows in the words of the lesson.

// The row of a legend [quantity, group, label]; a quantity '' is a heading. undefined where the computation has no such row.
function rowOf(reader, [quantity, group, label], { scale, decimals }) {
  if (quantity === '') return { label };
  const found = reader.computed().find((row) => row.quantity === quantity && row.group === group);
  if (!found) return undefined;
  const { value, lower, upper, significant } = found;
  const text = reader.interval([value, lower, upper], scale, decimals);
  return { label, style: significant === '1' ? 1 : 0, value, low: lower, high: upper, text };
}

// words: {title, description, axis, values, rows} of the lesson's texts; a title may be a function of the values
// that are drawn, in their order. decimals: of the numbers, after the scale.
export function computedForest(reader, { title, rows, ...words }, { scale, decimals }) {
  const drawn = rows.map((row) => rowOf(reader, row, { scale, decimals })).filter((row) => row !== undefined);
  const values = drawn.filter(({ value }) => value !== undefined)
    .map(({ value }) => reader.interval([value], scale, decimals));
  return { ...words, title: typeof title === 'function' ? title(values) : title, scale, zero: 0, rows: drawn };
}
