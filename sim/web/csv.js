// CSV as the engine writes it: commas, and quotes where RFC 4180 requires them.

function cellsOf(line) {
  const cells = [];
  for (const [, quoted, plain] of `,${line}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^,]*))/g))
    cells.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
  return cells;
}

// The lines of a table as objects, by the names of the columns. No cell has a line break.
export function rowsOf(text) {
  const [header, ...lines] = text.split('\n').filter((line) => line !== '');
  const names = cellsOf(header);
  return lines.map((line) => {
    const cells = cellsOf(line);
    return Object.fromEntries(names.map((name, i) => [name, cells[i] ?? '']));
  });
}

const cellText = (cell) => (/[",\n]/.test(cell) ? `"${String(cell).replaceAll('"', '""')}"` : cell);

export function tableText(names, rows) {
  const lines = [names, ...rows.map((row) => names.map((name) => row[name] ?? ''))];
  return lines.map((cells) => cells.map(cellText).join(',') + '\n').join('');
}
