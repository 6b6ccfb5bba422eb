// Elements from plain calls: make('p', {class: 'note'}, 'text', child).
export function make(tag, attributes = {}, ...content) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== null) element.setAttribute(name, value);
  }
  element.append(...content);
  return element;
}

export const byId = (id) => document.getElementById(id);

// A table that scrolls by itself, by keyboard too. heads and rows: texts; a cell may be an element.
export function makeTable(caption, heads, rows) {
  const head = make('thead', {}, make('tr', {}, ...heads.map((text) => make('th', { scope: 'col' }, text))));
  const body = make('tbody');
  for (const [first, ...others] of rows)
    body.append(
      make('tr', {}, make('th', { scope: 'row' }, first),
        ...others.map((cell) => (cell instanceof Element ? cell : make('td', {}, cell)))),
    );
  const table = make('table', {}, make('caption', {}, caption), head, body);
  return make('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption }, table);
}

// Hands a text to the reader as a file.
export function offerFile(name, text, type) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  make('a', { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}
