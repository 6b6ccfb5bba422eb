// The engine in WebAssembly gives the bytes of the program. VROSIM is the program, PAGE the folder
// that `make page` fills.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, test } from 'node:test';

import { Engine } from '../../sim/web/engine.js';

const root = new URL('../../', import.meta.url).pathname;
const program = process.env.VROSIM ?? join(root, 'build/vrosim');
const page = process.env.PAGE ?? join(root, 'build/page');
const folder = mkdtempSync(join(tmpdir(), 'vrosim-page-'));
after(() => rmSync(folder, { recursive: true }));

const kinds = ['simd', 'scalar'].map((kind) => [
  kind,
  new WebAssembly.Module(readFileSync(join(page, kind, 'vrosim.wasm'))),
]);
const configs = readdirSync(join(root, 'configs')).filter((name) => name.endsWith('.csv'));

// The built-in default without a table, and every config.
const tables = ['', ...configs];
const pathsOf = (config) => (config ? [join(root, 'configs', config)] : []);

function native(config, children, seed) {
  const out = join(folder, `${config}-${children}-${seed}`);
  execFileSync(program, [
    'run', ...pathsOf(config), '--sampling', 'pcg', '--patients', children, '--seed', seed,
    '--subgroups', 'age,bilateral', '--quiet', '--out', out,
  ]);
  return out;
}

function engineOf(module, config) {
  const engine = new Engine(module);
  const table = config ? readFileSync(join(root, 'configs', config), 'utf8') : '';
  assert.ok(engine.load({ name: config || 'page', table }), engine.faults().join());
  return engine;
}

// Results merged from engines that simulate children of their own, from `bounds` on to the next.
function merged(module, config, bounds, question) {
  const [first, ...others] = bounds.slice(1).map((children, i) => {
    const engine = engineOf(module, config);
    assert.ok(engine.part({ ...question, first: bounds[i], children }), engine.faults().join());
    return engine;
  });
  for (const other of others) assert.ok(first.merge(other.pack()), first.faults().join());
  return first;
}

for (const config of tables)
  test(`every table of ${config || 'the default'} has the bytes of the program`, () => {
    for (const [bounds, seed] of [[[0, 5000], 1], [[0, 8192, 16384, 20000], 77]]) {
      const children = bounds.at(-1);
      const out = native(config, children, seed);
      const files = readdirSync(out).filter((name) => name.endsWith('.csv'));
      assert.ok(files.length >= 8);
      for (const [kind, module] of kinds) {
        const engine = merged(module, config, bounds, { seed, subgroups: 'age,bilateral' });
        for (const file of files)
          assert.ok(
            engine.table(file) === readFileSync(join(out, file), 'utf8'),
            `${file} of ${config} differs (${kind}, seed ${seed})`,
          );
      }
    }
  });

test('children that are added in steps give the bytes of all at once', () => {
  const out = native('economics.csv', 20000, 77);
  const engine = engineOf(kinds[0][1], 'economics.csv');
  for (const children of [8192, 16384, 20000])
    assert.ok(engine.simulate({ children, seed: 77, subgroups: 'age,bilateral' }));
  assert.equal(engine.table('summary.csv'), readFileSync(join(out, 'summary.csv'), 'utf8'));
});

test('parts of another question, or not of the children that follow, are refused', () => {
  const [, module] = kinds[0];
  const whole = merged(module, '', [0, 8192], {});
  const other = merged(module, '', [0, 8192], {});
  assert.equal(whole.merge(other.pack()), false);
  assert.ok(other.part({ first: 8192, children: 9000, seed: 2 }));
  assert.equal(whole.merge(other.pack()), false);
  assert.deepEqual(whole.faults(), ['the bytes are of another question']);
  assert.ok(other.part({ first: 8192, children: 9000 }));
  assert.ok(whole.merge(other.pack()));
});

for (const config of tables)
  for (const language of ['en', 'de'])
    test(`a story of ${config || 'the default'} is the one that explain tells (${language})`, () => {
      const engine = engineOf(kinds[0][1], config);
      for (const [child, seed] of [['0', 1], ['3', 77], ['99999999', 1]]) {
        const told = execFileSync(
          program,
          ['explain', ...pathsOf(config), '--sampling', 'pcg', '--patient', child, '--seed', seed, '--language', language],
          { encoding: 'utf8' },
        );
        assert.equal(engine.story(child, { seed, language }), told);
      }
    });

test('the summary is the one that run prints', () => {
  const engine = engineOf(kinds[0][1], 'economics.csv');
  assert.ok(engine.simulate({ children: 5000, subgroups: 'sex' }));
  const told = execFileSync(
    program,
    ['run', ...pathsOf('economics.csv'), '--sampling', 'pcg', '--patients', 5000, '--subgroups', 'sex', '--out', join(folder, 'told')],
    { encoding: 'utf8' },
  );
  assert.ok(engine.summary().split('\n').length > 50);
  assert.ok(told.startsWith(engine.summary()));
});

test('a figure is the one that report draws, at the same width', () => {
  const out = native('baseline.csv', 20000, 77);
  const report = join(folder, 'report');
  execFileSync(program, ['report', out, '--out', report]);
  const engine = engineOf(kinds[0][1], 'baseline.csv');
  assert.ok(engine.simulate({ children: 20000, seed: 77, subgroups: 'age,bilateral' }));
  for (const name of ['incidence', 'causes', 'contrasts', 'leg_length', 'children']) {
    const drawn = readFileSync(join(report, 'figures', `${name}.svg`), 'utf8')
      .replaceAll(`wide-${name}`, name); // two widths of a figure are in the report
    const [, width] = / width="(\d+)"/.exec(drawn);
    assert.ok(engine.figure(name, { width: Number(width) }) === drawn, `${name} differs`);
  }
  assert.equal(engine.figure('incidence', { width: 10 }), null);
});

test('the studies of lessons are of the children that the program simulates', () => {
  const out = join(folder, 'lesson');
  execFileSync(program, [
    'run', '--sampling', 'pcg', '--patients', 10000, '--seed', 3, '--strategies', 'soft_tissue,vro', '--quiet', '--out', out,
  ]);
  const [, value] = /\nbaseline,vro,soft_tissue,all,revision_by_5y,risk_difference,([^,]*),/.exec(
    readFileSync(join(out, 'contrasts.csv'), 'utf8'));
  const tables = kinds.map(([, module]) => {
    const engine = new Engine(module);
    assert.ok(engine.load({ strategies: 'soft_tissue,vro' }));
    assert.equal(engine.lesson('small_trials', 'arms=1'), null);
    assert.equal(engine.faults().length, 1);
    return engine.lesson('confounding', 'seed=3') + engine.lesson('small_trials', 'trials=50');
  });
  const [, seen] = /\ntrue,all,([^,]*),/.exec(tables[0]);
  assert.ok(Math.abs(seen - value) < 1e-5, `${seen} is not ${value}`);
  assert.equal(tables[0], tables[1]);
});

test('a small uncertainty analysis has the bytes of psa', () => {
  const out = join(folder, 'psa');
  const config = join(root, 'configs/economics.csv');
  execFileSync(program, [
    'psa', config, '--sampling', 'pcg', '--samples', 5, '--patients', 300, '--seed', 9, '--strategies', 'soft_tissue,vro', '--quiet', '--out', out,
  ]);
  const engine = new Engine(kinds[0][1]);
  assert.ok(engine.load({ name: basename(config), table: readFileSync(config, 'utf8'), strategies: 'soft_tissue,vro' }));
  assert.ok(engine.psa({ samples: 5, children: 300, seed: 9 }));
  const files = ['summary', 'contrasts', 'params', 'effects', 'costs'].map((name) => `psa_${name}.csv`);
  for (const file of [...files, 'strategies.csv', 'parameters.csv'])
    assert.ok(engine.uncertainty(file) === readFileSync(join(out, file), 'utf8'), `${file} differs`);
});

test('the dictionary has the bounds that parameters tells', () => {
  const told = execFileSync(program, ['parameters', '--csv'], { encoding: 'utf8' }).split('\n');
  const rows = new Engine(kinds[0][1]).dictionary().split('\n');
  assert.equal(rows.length, told.length);
  rows.slice(1, -1).forEach((row, i) => {
    const [name, unit, from, to] = row.split(',');
    const [wanted, wantedUnit, , , , least, most] = told[i + 1].split(',');
    assert.deepEqual([name, unit, Number(from), Number(to)], [wanted, wantedUnit, Number(least), Number(most)]);
  });
});

test('faults of a table are told as check tells them', () => {
  const table =
    'strategy,parameter,distribution,value,unit\n' +
    'vro,plan.spica,fixed,1.5,probability\nvro,plan.spicca,fixed,0.5,probability\n';
  const name = join(folder, 'mine.csv');
  writeFileSync(name, table);
  const engine = new Engine(kinds[0][1]);
  assert.equal(engine.load({ name, table }), false);
  const told = spawnSync(program, ['check', name], { encoding: 'utf8' }).stderr;
  assert.equal(engine.faults().length, 2);
  for (const fault of engine.faults()) assert.ok(told.includes(fault), `${fault}\nis not in\n${told}`);
});
