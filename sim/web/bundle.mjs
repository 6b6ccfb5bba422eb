// Usage: node bundle.mjs FOLDER > vrosim.html
// Puts page.html together with its style, its modules and the engines FOLDER/simd/vrosim.wasm and
// FOLDER/scalar/vrosim.wasm, so that the page is one file. Modules become one scope: they import by
// name only, and a name is declared once in all of them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';

const here = fileURLToPath(new URL('.', import.meta.url));
const [folder] = process.argv.slice(2);
if (!folder) {
  console.error('usage: node bundle.mjs FOLDER > vrosim.html');
  process.exit(2);
}

const IMPORT = /^import \{[^}]*\} from '\.\/([a-z_]+\.js)';\n/gm;

// The module behind those that it imports, each once.
function scopeOf(name, seen = new Set()) {
  if (seen.has(name)) return '';
  seen.add(name);
  const source = readFileSync(join(here, name), 'utf8');
  const before = [...source.matchAll(IMPORT)].map(([, other]) => scopeOf(other, seen));
  return before.join('') + source.replace(IMPORT, '').replace(/^export /gm, '');
}

function scriptOf(name) {
  const script = scopeOf(name);
  new Script(script, { filename: name }); // throws where a name is declared twice
  if (/<\/script|<!--/i.test(script)) throw new Error(`${name} would end its element`);
  return script;
}

const engine = (kind) => readFileSync(join(folder, kind, 'vrosim.wasm')).toString('base64');
const parts = {
  'page.css': () => readFileSync(join(here, 'page.css'), 'utf8'),
  'worker.js': () => scriptOf('worker.js'),
  'app.js': () => scriptOf('app.js'),
  simd: () => engine('simd'),
  scalar: () => engine('scalar'),
};
const page = readFileSync(join(here, 'page.html'), 'utf8');
process.stdout.write(page.replace(/\{\{([a-z.]+)\}\}/g, (_, name) => parts[name]().trimEnd()));
