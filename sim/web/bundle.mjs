// Usage: node bundle.mjs FOLDER > vrosim.html
// Puts page.html together with its style, its modules and the engines FOLDER/simd/vrosim.wasm and
// FOLDER/scalar/vrosim.wasm, so that the page is one file. A module becomes a function with a scope of
// its own, which gives what it exports; modules import and export by name only, never in a circle.
import { readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';

const here = fileURLToPath(new URL('.', import.meta.url));
const [folder] = process.argv.slice(2);
if (!folder) {
  console.error('usage: node bundle.mjs FOLDER > vrosim.html');
  process.exit(2);
}

const IMPORT = /^import (\{[^}]*\}) from '(\.[a-z_./]+\.js)';\n/gm;
const EXPORT = /^export (?:async )?(?:const|function|class) (\w+)/gm;

const placeOf = (path) => `module_${relative(here, path).replace(/\W/g, '_')}`;

// The module behind those that it imports, each once.
function modulesOf(path, seen) {
  if (seen.has(path)) return '';
  seen.add(path);
  const source = readFileSync(path, 'utf8');
  const others = [...source.matchAll(IMPORT)].map(([, , name]) => modulesOf(resolve(dirname(path), name), seen));
  const body = source
    .replace(IMPORT, (_, names, name) => `const ${names} = ${placeOf(resolve(dirname(path), name))};\n`)
    .replace(/^export /gm, '');
  const exported = [...source.matchAll(EXPORT)].map(([, name]) => name);
  return `${others.join('')}const ${placeOf(path)} = (() => {\n${body}return { ${exported.join(', ')} };\n})();\n`;
}

function scriptOf(name) {
  const script = modulesOf(join(here, name), new Set());
  new Script(script, { filename: name }); // throws where it is no program
  if (/<\/script|<!--/i.test(script)) throw new Error(`${name} would end its element`);
  return script;
}

// Results that the program made, by the names of their files.
function builtIn() {
  const made = join(folder, 'lesson_results');
  const texts = readdirSync(made).map((name) => [basename(name, '.csv'), readFileSync(join(made, name), 'utf8')]);
  return JSON.stringify(Object.fromEntries(texts)).replaceAll('<', '\\u003c');
}

const engine = (kind) => readFileSync(join(folder, kind, 'vrosim.wasm')).toString('base64');
const parts = {
  'page.css': () => readFileSync(join(here, 'page.css'), 'utf8'),
  'worker.js': () => scriptOf('worker.js'),
  'app.js': () => scriptOf('app.js'),
  lesson_results: builtIn,
  simd: () => engine('simd'),
  scalar: () => engine('scalar'),
};
const page = readFileSync(join(here, 'page.html'), 'utf8');
process.stdout.write(page.replace(/\{\{([a-z._]+)\}\}/g, (_, name) => parts[name]().trimEnd()));
